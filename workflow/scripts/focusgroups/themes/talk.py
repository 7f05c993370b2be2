"""What was said, as the models of themes see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from focusgroups.codebook import Theme
from focusgroups.themes.embeddings import KnownTexts
from focusgroups.themes.features import WordFeatures, character_features, talk_stop_words
from focusgroups.themes.learning import fold_of
from focusgroups.themes.meaning import likeness_in_meaning, meaning_features
from focusgroups.themes.words import Word, plain_text, spoken_words

LIKENESS_WEIGHT, MEANING_WEIGHT = 6.0, 3.6

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Talk:
    """Segments in rows: their ``words`` (columns ``terms``) and all features (``spoken``).

    ``likeness`` is how far each is like a theme's own description, weighted, themes in columns;
    ``is_said`` tells where there is any word. ``beside`` has for each theme the columns of words
    that are no part of its keywords; ``folds`` says which segments no model learns from together.
    """

    terms: Sequence[str]
    words: sparse.csr_matrix
    spoken: sparse.csr_matrix
    likeness: Floats
    is_said: npt.NDArray[np.bool_]
    beside: Sequence[Rows]
    folds: Rows
    # What models made of the talk, by what they were taught: leaving out a keyword of one theme
    # leaves most of the others' models as they are.
    remembered: dict[bytes, Floats] = field(default_factory=dict, repr=False, compare=False)

    def part(self, rows: Rows) -> "Talk":
        """The segments in ``rows`` alone."""
        return Talk(
            self.terms,
            self.words[rows],
            self.spoken[rows],
            self.likeness[rows],
            self.is_said[rows],
            self.beside,
            self.folds[rows],
        )


def hear(
    ids: Sequence[str], texts: Sequence[str], themes: Sequence[Theme], known: KnownTexts | None
) -> Talk:
    """What the models see of the segments ``ids`` with their ``texts``.

    ``known`` has the vectors of texts and themes, if they are used.
    """
    plain = [plain_text(text) for text in texts]
    words = WordFeatures(plain)
    described = [
        plain_text(" ".join([theme.name, theme.definition, *theme.keywords])) for theme in themes
    ]
    shared_words = np.asarray((words.matrix @ words.transform(described).T).todense())
    likeness = LIKENESS_WEIGHT * _centred(shared_words)
    features = [words.matrix, character_features(plain)]
    if known is not None:
        likeness += MEANING_WEIGHT * _centred(likeness_in_meaning(known, texts, themes))
        features.append(meaning_features(known, texts))
    terms = words.terms
    return Talk(
        terms=terms,
        words=words.matrix,
        spoken=sparse.hstack(features).tocsr(),
        likeness=likeness,
        is_said=np.array([bool(text) for text in plain], dtype=bool),
        beside=_beside_keywords(terms, themes),
        folds=np.array([fold_of(segment_id) for segment_id in ids], dtype=np.intp),
    )


def _beside_keywords(terms: Sequence[str], themes: Sequence[Theme]) -> list[Rows]:
    silent = {word.stem for line in talk_stop_words() for word in spoken_words(line)}
    spoken = [spoken_words(term) for term in terms]
    return [_without_keywords(spoken, theme, silent) for theme in themes]


def _without_keywords(
    terms: Sequence[Sequence[Word]], theme: Theme, silent: Collection[str]
) -> Rows:
    """The places of the ``terms`` without any word of the theme's keywords; stop words may stay."""
    stems: set[str] = set()
    beginnings: list[str] = []
    for keyword in theme.keywords:
        said = spoken_words(keyword.removesuffix("*"))
        if keyword.endswith("*") and said:
            beginnings.append(said.pop().form)
        stems |= {word.stem for word in said}
    stems -= set(silent)
    start = tuple(beginnings)
    kept = [
        column
        for column, words in enumerate(terms)
        if not any(word.stem in stems or word.form.startswith(start) for word in words)
    ]
    return np.array(kept, dtype=np.intp)


def _centred(likeness: Floats) -> Floats:
    return likeness - likeness.mean(axis=0) if len(likeness) else likeness
