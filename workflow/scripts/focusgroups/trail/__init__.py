"""From a printed number or quote back to its rows, its turn and its place in the transcript."""
