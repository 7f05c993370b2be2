"""OpenDocument texts: the talk, what marks a label in it, and what nobody sees."""
