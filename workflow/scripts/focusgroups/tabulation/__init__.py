"""The tables that a paper prints, and which of their counts must stay unpublished."""
