"""Write the results section as a Word document."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.documents.findings import CandidateFiles, StudyDetails
from focusgroups.documents.gathering import gather
from focusgroups.documents.outline import Placeholder, Quote
from focusgroups.documents.results_section import results_section
from focusgroups.documents.word_document import write_word_document
from focusgroups.files import replacing
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def write_results_section(
    files: CandidateFiles, codebook: Path, study: StudyDetails, document: Path
) -> str:
    """Write ``document``; return what the log may say of it."""
    blocks = results_section(gather(files, codebook, study))
    with replacing(document) as temporary:
        write_word_document(blocks, temporary, study)
    quotes = sum(isinstance(block, Quote) for block in blocks)
    open_points = sum(isinstance(block, Placeholder) for block in blocks)
    return f"{len(blocks)} blocks, {quotes} quotes, {open_points} placeholders to fill by hand"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            write_results_section(
                files=CandidateFiles.named(dict(snakemake.input.items())),
                codebook=Path(snakemake.input.codebook),
                study=StudyDetails.of(**snakemake.params.details),
                document=Path(snakemake.output.document),
            )
        )
