"""An empty study of one's own: folders, sheets to fill in, a config, a codebook and what to do."""
