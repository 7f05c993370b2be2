"""The sections of the documents: each module turns findings into blocks of an outline."""
