"""The programs that `themes.py` compares: one process of this runs one of them.

A request has `tool`; `texts`; `themes` as the codebook has them; `settings`, a
list of ways to run; and `folder`, into which the scores of each go, texts by themes. The answer has
the seconds of each. Each program is imported where it is used: the process of one has no need of
another.
"""

# ruff: noqa: PLC0415

import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from processes import PROJECT, Answer, answer

Setting = dict[str, Any]
Request = dict[str, Any]
Scores = np.ndarray
SEED = 20190514
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@cache
def stemmer() -> Any:
    """The Snowball stemmer of English."""
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def stems(text: str) -> list[str]:
    """The stems of a text's words."""
    straight = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return [str(stem) for stem in stemmer().stemWords(WORD.findall(straight))]


def content(text: str) -> str:
    """The stems of words that say something, joined."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = WORD.findall(text.casefold())
    return " ".join(stemmer().stemWords([word for word in words if word not in ENGLISH_STOP_WORDS]))


def match_keywords(request: Request) -> Callable[[Setting], Scores]:
    """Every keyword whose stems stand in the text one after the other."""

    def run(setting: Setting) -> Scores:
        spoken = [f" {' '.join(stems(text))} " for text in request["texts"]]
        scores = np.zeros((len(spoken), len(request["themes"])))
        for column, theme in enumerate(request["themes"]):
            for keyword in theme["keywords"]:
                wanted = " ".join(stems(keyword))
                ending = "" if keyword.endswith("*") else " "
                hits = np.array([text.count(f" {wanted}{ending}") for text in spoken], dtype=float)
                if setting["count"] == "keywords":
                    hits = np.minimum(hits, 1)
                rarity = np.log((1 + len(hits)) / (1 + (hits > 0).sum()))
                scores[:, column] += hits * (rarity if setting["rarity"] else 1)
        return scores

    return run


def counted(request: Request, pairs: bool) -> tuple[Any, dict[str, int], list[list[str]]]:
    """Counts of stems, their columns, and of each theme the keywords that have a column."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(
        ngram_range=(1, 2 if pairs else 1), min_df=3, token_pattern=r"\S+", binary=True
    )
    counts = counter.fit_transform([content(text) for text in request["texts"]])
    columns = {str(term): int(column) for term, column in counter.vocabulary_.items()}
    keywords = [
        sorted({content(keyword) for keyword in theme["keywords"]} & columns.keys())
        for theme in request["themes"]
    ]
    return counts, columns, keywords


def run_corex(request: Request) -> Callable[[Setting], Scores]:
    """Anchored CorEx: keywords are anchors of one topic per theme, other topics are free."""
    from corextopic.corextopic import Corex

    def run(setting: Setting) -> Scores:
        counts, columns, anchors = counted(request, setting["pairs"])
        model = Corex(n_hidden=len(anchors) + setting["free"], seed=SEED)
        model.fit(
            counts,
            words=sorted(columns, key=columns.__getitem__),
            anchors=anchors,
            anchor_strength=setting["strength"],
        )
        return np.asarray(model.log_p_y_given_x)[:, : len(anchors)]

    return run


def run_lda(request: Request) -> Callable[[Setting], Scores]:
    """Seeded LDA of tomotopy: keywords are more likely beforehand in the topic of their theme."""
    import tomotopy

    def run(setting: Setting) -> Scores:
        _, _, seeds = counted(request, pairs=False)
        topics = len(seeds) + setting["free"]
        model = tomotopy.LDAModel(k=topics, min_df=3, alpha=setting["alpha"], seed=SEED)
        for word in sorted({word for words in seeds for word in words}):
            own = [setting["prior"] if word in words else 0.01 for words in seeds]
            model.set_word_prior(word, own + [0.01] * setting["free"])
        spoken = [content(text).split() for text in request["texts"]]
        rows = [row for row, words in enumerate(spoken) if words and _added(model, words)]
        model.train(500, workers=1)
        scores = np.full((len(spoken), len(seeds)), 0.0)
        for row, document in zip(rows, model.docs, strict=True):
            scores[row] = document.get_topic_dist()[: len(seeds)]
        return scores

    return run


def _added(model: Any, words: Sequence[str]) -> bool:
    return model.add_doc(words) is not None


def run_bertopic(request: Request) -> Callable[[Setting], Scores]:
    """Guided BERTopic on the vectors of `minilm`; a topic is the theme to which it lies nearest."""
    import hdbscan
    import umap
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from sklearn.metrics.pairwise import cosine_similarity

    texts, seeds = request["texts"], [theme["keywords"] for theme in request["themes"]]
    vectors = np.load(request["vectors"])
    of_text = dict(zip([*texts, *map(" ".join, seeds)], vectors, strict=True))

    class Known(BaseEmbedder):
        def embed(self, documents: Sequence[str], verbose: bool = False) -> Scores:
            return np.array([of_text[text] for text in documents])

    def run(setting: Setting) -> Scores:
        model = BERTopic(
            embedding_model=Known(),
            seed_topic_list=seeds,
            umap_model=umap.UMAP(n_components=5, metric="cosine", min_dist=0.0, random_state=SEED),
            hdbscan_model=hdbscan.HDBSCAN(
                min_cluster_size=setting["smallest"], prediction_data=True, core_dist_n_jobs=1
            ),
            calculate_probabilities=True,
        )
        _, shares = model.fit_transform(texts, vectors[: len(texts)].copy())
        topics = model.topic_embeddings_[-shares.shape[1] :]  # without that of leftovers
        near = cosine_similarity(topics, vectors[len(texts) :])
        if setting["one theme"]:
            near = near * (near == near.max(axis=1, keepdims=True))
        return shares @ near

    return run


def learn_from_gold(request: Request) -> Callable[[Setting], Scores]:
    """What is possible with everything coded: regression on words, each text by others' codes."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import KFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    gold = np.array(request["gold"], dtype=bool)

    def run(setting: Setting) -> Scores:
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=setting["C"], class_weight=setting["weights"], max_iter=1000),
        )
        folds = KFold(5, shuffle=True, random_state=SEED)
        columns = [
            cross_val_predict(model, request["texts"], column, cv=folds, method="decision_function")
            for column in gold.T
        ]
        return np.array(columns).T

    return run


def run_peer(prepare: Callable[[Request], Callable[[Setting], Scores]], request: Request) -> Answer:
    """Seconds of each setting; the scores go into the folder."""
    run = prepare(request)
    seconds = []
    for number, setting in enumerate(request["settings"]):
        start = time.perf_counter()
        scores = run(setting)
        seconds.append(time.perf_counter() - start)
        np.save(Path(request["folder"]) / f"{number}.npy", scores)
    return {"seconds": seconds}


def run_own(request: Request) -> Answer:
    """The same of this pipeline; a setting has the codings that people `confirmed`, by segment."""
    coding, table, themes = _own(request)
    extra = {"known": coding["read"](request["known"])} if "known" in request else {}
    ids, seconds = [theme.id for theme in themes], []
    for number, setting in enumerate(request["settings"]):
        human = coding["human"](
            {
                (segment, theme): theme in given
                for segment, given in setting["confirmed"].items()
                for theme in ids
            }
        )
        start = time.perf_counter()
        hits = coding["find"](table, themes)
        coded = coding["code"](table, themes, hits, human, SEED, **extra).table
        seconds.append(time.perf_counter() - start)
        wide = coded.pivot(index="segment_id", columns="theme").loc[table["segment_id"]]
        parts = {
            "scores": wide["score"][ids].to_numpy(float),
            "best": (wide["rank"][ids].to_numpy(int) == 1).argmax(axis=1),
            **{name: wide[name][ids].eq("true").to_numpy() for name in ("proposed", "assigned")},
        }
        np.savez(Path(request["folder"]) / f"{number}.npz", **parts)
    return {"seconds": seconds}


def _own(request: Request) -> tuple[dict[str, Any], Any, list[Any]]:
    """What of the project is measured, and the request as it takes it."""
    sys.path.insert(0, str(PROJECT / "workflow" / "scripts"))
    import pandas as pd

    from focusgroups.codebook import Theme
    from focusgroups.themes.coding import code_segments
    from focusgroups.themes.embeddings import read_known
    from focusgroups.themes.human_codings import HumanCodings
    from focusgroups.themes.keywords import find_keywords

    project = {
        "code": code_segments,
        "find": find_keywords,
        "human": HumanCodings,
        "read": read_known,
    }
    table = pd.DataFrame({"segment_id": request["ids"], "text": request["texts"]})
    themes = [
        Theme(
            **{key: tuple(part) if isinstance(part, list) else part for key, part in theme.items()}
        )
        for theme in request["themes"]
    ]
    return project, table, themes


def embed_texts(request: Request) -> Answer:
    """Vectors as this pipeline keeps them; for peers those of texts, then of themes' keywords."""
    sys.path.insert(0, str(PROJECT / "workflow" / "scripts"))
    from focusgroups.themes.embeddings import embed, write_vectors
    from focusgroups.themes.meaning import theme_texts
    from focusgroups.themes.minilm_packages import is_installed

    if not is_installed():
        return {"missing": "the language model (make embeddings)"}
    folder, (_, _, themes) = Path(request["folder"]), _own(request)
    texts = [*request["texts"], *(" ".join(theme.keywords) for theme in themes)]
    start = time.perf_counter()
    said = embed(request["texts"])
    seconds = time.perf_counter() - start
    known = embed([*texts, *(text for theme in themes for text in theme_texts(theme))], said)
    write_vectors(known, folder / "known.csv")
    np.save(folder / "vectors.npy", known.of(texts))
    return {"seconds": [seconds]}


TOOLS: dict[str, Callable[[Request], Answer]] = {
    "own": run_own,
    "vectors": embed_texts,
    "keyword matching": lambda request: run_peer(match_keywords, request),
    "corextopic": lambda request: run_peer(run_corex, request),
    "tomotopy": lambda request: run_peer(run_lda, request),
    "BERTopic": lambda request: run_peer(run_bertopic, request),
    "all coded": lambda request: run_peer(learn_from_gold, request),
}

if __name__ == "__main__":
    answer(TOOLS)
