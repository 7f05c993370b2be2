"""What could identify somebody: finding it, deciding on it, and what stands in its place."""
