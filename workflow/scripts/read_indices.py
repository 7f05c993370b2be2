"""Check the published Indices of Deprivation and keep their ranks in a compact table."""

from pathlib import Path
from typing import TYPE_CHECKING

from focusgroups.deprivation.indices import checked_indices
from focusgroups.deprivation.parquet import connection, write_parquet
from focusgroups.deprivation.reference import table_that_holds
from focusgroups.logs import logged

if TYPE_CHECKING:
    from snakemake.script import snakemake


def read_indices(file: Path, edition: int, output: Path) -> tuple[str, list[str]]:
    """Write ``output``; return what the log may say of it, and warnings."""
    table = table_that_holds(file, f"indices_{edition}")
    indices, odd = checked_indices(table, edition)
    with connection() as database:
        database.register("indices", indices)
        write_parquet(database, "from indices", output, file, odd)
    return f"{len(indices)} areas, {len(indices.columns) - 1} domains", odd


if __name__ == "__main__":
    with logged(snakemake.log[0]) as log:
        said, odd = read_indices(
            file=Path(snakemake.input.file),
            edition=int(snakemake.wildcards.edition),
            output=Path(snakemake.output.indices),
        )
        log.info(said)
        for line in odd:
            log.warning("%s", line)
