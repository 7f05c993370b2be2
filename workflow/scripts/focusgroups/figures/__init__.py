"""The figures of the results section, one module each, in one style."""
