"""Keep what the analysis needs of a postcode lookup in a compact, indexed file."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.deprivation.postcode_index import write_index
from focusgroups.deprivation.reference import table_that_holds
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def index_postcodes(file: Path, census: int, output: Path) -> tuple[str, list[str]]:
    """Write ``output``; return what the log may say of it, and warnings."""
    rows, odd = write_index(table_that_holds(file, f"postcodes_{census}"), census, output)
    return f"{rows} postcodes", odd


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        said, odd = index_postcodes(
            file=Path(snakemake.input.file),
            census=int(snakemake.wildcards.census),
            output=Path(snakemake.output.index),
        )
        log.info(said)
        for line in odd:
            log.warning("%s", line)
