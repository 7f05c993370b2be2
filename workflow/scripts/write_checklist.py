"""Fill in the COREQ checklist as far as the findings know it, as a Word document and as a table."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.documents.checklist import (
    CHECKLIST_COLUMNS,
    Study,
    answers,
    checklist_blocks,
    checklist_table,
)
from focusgroups.documents.findings import CandidateFiles, StudyDetails
from focusgroups.documents.gathering import gather
from focusgroups.documents.versions import software_versions
from focusgroups.documents.word_document import write_word_document
from focusgroups.files import replacing
from focusgroups.logs import logged
from focusgroups.tables import write_table

if TYPE_CHECKING:
    from snakemake.script import snakemake

TITLE = "COREQ reporting checklist"


def write_checklist(
    files: CandidateFiles,
    codebook: Path,
    study: StudyDetails,
    model: str,
    coders: int | None,
    document: Path,
    table: Path,
) -> str:
    """Write ``document`` and ``table``; return what the log may say of them.

    ``model`` is the language model, ``coders`` how many people's codings overruled the analysis,
    None if it was only what they agreed on.
    """
    findings = gather(files, codebook, study)
    answered = answers(Study(findings, coders, software_versions(model)))
    write_table(checklist_table(answered), table, CHECKLIST_COLUMNS)
    with replacing(document) as temporary:
        titled = replace(study, title=f"{TITLE}: {study.title}")
        blocks = list(checklist_blocks(answered))
        write_word_document(blocks, temporary, titled, with_lists=False)
    counted = Counter(answer.status for answer in answered.values())
    return ", ".join(f"{number} {status}" for status, number in sorted(counted.items()))


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            write_checklist(
                files=CandidateFiles.named(dict(snakemake.input.items())),
                codebook=Path(snakemake.input.codebook),
                study=StudyDetails.of(**snakemake.params.details),
                model=snakemake.params.model,
                coders=snakemake.params.coders,
                document=Path(snakemake.output.document),
                table=Path(snakemake.output.table),
            )
        )
