"""From what participants said to segments, themes, patterns, quotes and saturation."""
