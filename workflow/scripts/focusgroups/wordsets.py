"""Constants that are many words, written as running text because that is how they are read."""


def word_list(text: str) -> list[str]:
    """The words of ``text`` in order, parted by any white space."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(word_list(text))
