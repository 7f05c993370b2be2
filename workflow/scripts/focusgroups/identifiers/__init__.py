"""Finding what could identify somebody in a turn: patterns, names, places, and a language model."""
