"""Write the report as one page of HTML."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focusgroups.documents.appendices import AppendixFiles, gather_appendices
from focusgroups.documents.findings import CandidateFiles, StudyDetails
from focusgroups.documents.gathering import gather, read_reference_files
from focusgroups.documents.quote_list import list_quotes
from focusgroups.documents.report import report
from focusgroups.documents.versions import software_versions
from focusgroups.files import write_text
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def write_report(
    files: CandidateFiles,
    appendix_files: AppendixFiles,
    codebook: Path,
    study: StudyDetails,
    parameters: Mapping[str, Mapping[str, Any]],
    coders: int | None,
    reference_files: Path,
    quote_keywords: Path,
    page: Path,
) -> str:
    """Write ``page``; return what the log may say of it."""
    findings = gather(files, codebook, study)
    versions = software_versions(parameters["deidentification"]["model"])
    text = report(
        findings,
        gather_appendices(appendix_files),
        parameters,
        coders,
        versions,
        read_reference_files(reference_files),
        list_quotes(findings, quote_keywords),
    )
    write_text(text, page)
    return f"{len(findings.themes)} themes, {len(text.encode()) // 1024} KiB"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        log.info(
            write_report(
                files=CandidateFiles.named(dict(snakemake.input.items())),
                appendix_files=AppendixFiles.named(dict(snakemake.input.items())),
                codebook=Path(snakemake.input.codebook),
                study=StudyDetails.of(**snakemake.params.details),
                parameters=snakemake.params.parameters,
                coders=snakemake.params.coders,
                reference_files=Path(snakemake.input.reference_files),
                quote_keywords=Path(snakemake.input.quote_keywords),
                page=Path(snakemake.output.page),
            )
        )
