"""Write the methods, generated from what was done, as Markdown to paste into a paper."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focusgroups.documents.findings import CandidateFiles, StudyDetails
from focusgroups.documents.gathering import gather, read_reference_files
from focusgroups.documents.markdown import markdown
from focusgroups.documents.outline import Placeholder
from focusgroups.documents.sections.methods import methods
from focusgroups.documents.versions import software_versions
from focusgroups.files import write_text
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def write_methods(
    files: CandidateFiles,
    codebook: Path,
    study: StudyDetails,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    reference_files: Path,
    text: Path,
) -> str:
    """Write ``text``; return what the log may say of it."""
    blocks = list(
        methods(
            gather(files, codebook, study),
            parameters,
            coders,
            software_versions(parameters["deidentification"]["model"]),
            read_reference_files(reference_files),
        )
    )
    write_text(markdown(blocks, study), text)
    open_points = sum(isinstance(block, Placeholder) for block in blocks)
    return f"{len(blocks)} blocks, {open_points} placeholders to fill by hand"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            write_methods(
                files=CandidateFiles.named(dict(snakemake.input.items())),
                codebook=Path(snakemake.input.codebook),
                study=StudyDetails.of(**snakemake.params.details),
                parameters=snakemake.params.parameters,
                coders=snakemake.params.coders,
                reference_files=Path(snakemake.input.reference_files),
                text=Path(snakemake.output.text),
            )
        )
