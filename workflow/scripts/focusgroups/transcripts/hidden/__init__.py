"""What a file holds beside the talk: its kinds, and reading it from any format."""
