"""Archives and XML that others made, read with distrust. What to do is the caller's to say."""
