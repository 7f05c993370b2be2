"""The works that the methods rest on, and which of them a text mentions.

Entries hold what was looked up and nothing else. They have no address, which the checks before
release would take for somebody's handle.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from focusgroups.documents.outline import Block, Paragraph


@dataclass(frozen=True)
class Work:
    """Something published: its authors as a text names them, its year, and its full entry."""

    authors: str
    year: int
    entry: str

    def is_mentioned(self, text: str) -> bool:
        """Whether ``text`` names it, as ``Cohen 1960`` or ``Cohen (1960)``."""
        return bool(re.search(rf"\b{re.escape(self.authors)} \(?{self.year}\b", text))


WORKS = (
    Work(
        "Cohen",
        1960,
        "Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological "
        "Measurement 1960;20(1):37–46. doi:10.1177/001316446002000104",
    ),
    Work(
        "Efron and Tibshirani",
        1993,
        "Efron B, Tibshirani RJ. An Introduction to the Bootstrap. Chapman and Hall; 1993.",
    ),
    Work(
        "Guest, Namey and Chen",
        2020,
        "Guest G, Namey E, Chen M. A simple method to assess and report thematic saturation in "
        "qualitative research. PLoS ONE 2020;15(5):e0232076. doi:10.1371/journal.pone.0232076",
    ),
    Work(
        "Gwet",
        2008,
        "Gwet KL. Computing inter-rater reliability and its variance in the presence of high "
        "agreement. British Journal of Mathematical and Statistical Psychology 2008;61(1):29–48. "
        "doi:10.1348/000711006X126600",
    ),
    Work(
        "Honnibal et al.",
        2020,
        "Honnibal M, Montani I, Van Landeghem S, Boyd A. spaCy: industrial-strength natural "
        "language processing in Python. Zenodo; 2020. doi:10.5281/zenodo.1212303",
    ),
    Work(
        "Krippendorff",
        2019,
        "Krippendorff K. Content Analysis: An Introduction to Its Methodology. 4th edition. SAGE; "
        "2019.",
    ),
    Work(
        "McLennan et al.",
        2019,
        "McLennan D, Noble S, Noble M, Plunkett E, Wright G, Gutacker N. The English Indices of "
        "Deprivation 2019: Technical report. Ministry of Housing, Communities and Local "
        "Government; 2019.",
    ),
    Work(
        "Ministry of Housing, Communities and Local Government",
        2025,
        "Ministry of Housing, Communities and Local Government. English Indices of Deprivation "
        "2025: Statistical release. 2025.",
    ),
    Work(
        "Mölder et al.",
        2021,
        "Mölder F, Jablonski KP, Letcher B, et al. Sustainable data analysis with Snakemake. "
        "F1000Research 2021;10:33. doi:10.12688/f1000research.29032.2",
    ),
    Work(
        "Pedregosa et al.",
        2011,
        "Pedregosa F, Varoquaux G, Gramfort A, et al. Scikit-learn: machine learning in "
        "Python. Journal of Machine Learning Research 2011;12:2825–2830.",
    ),
    Work(
        "Reimers and Gurevych",
        2019,
        "Reimers N, Gurevych I. Sentence-BERT: sentence embeddings using Siamese BERT-networks. "
        "Proceedings of EMNLP-IJCNLP 2019. doi:10.18653/v1/D19-1410",
    ),
    Work(
        "Scudder",
        1965,
        "Scudder HJ. Probability of error of some adaptive pattern-recognition machines. IEEE "
        "Transactions on Information Theory 1965;11(3):363–371. doi:10.1109/TIT.1965.1053799",
    ),
    Work(
        "Tong, Sainsbury and Craig",
        2007,
        "Tong A, Sainsbury P, Craig J. Consolidated criteria for reporting qualitative research "
        "(COREQ): a 32-item checklist for interviews and focus groups. International Journal for "
        "Quality in Health Care 2007;19(6):349–357. doi:10.1093/intqhc/mzm042",
    ),
    Work(
        "van der Maaten and Hinton",
        2008,
        "van der Maaten L, Hinton G. Visualizing data using t-SNE. Journal of Machine Learning "
        "Research 2008;9:2579–2605.",
    ),
    Work(
        "Ward",
        1963,
        "Ward JH. Hierarchical grouping to optimize an objective function. Journal of the American "
        "Statistical Association 1963;58(301):236–244. doi:10.1080/01621459.1963.10500845",
    ),
)


def works_mentioned(blocks: Iterable[Block]) -> Sequence[Work]:
    """The works that the paragraphs among ``blocks`` mention, in alphabetical order."""
    text = "\n".join(
        piece
        for block in blocks
        if isinstance(block, Paragraph)
        for piece in block.text
        if isinstance(piece, str)
    )
    return [work for work in WORKS if work.is_mentioned(text)]
