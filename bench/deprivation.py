"""How long it takes to index the postcodes of the United Kingdom, and to resolve a study's.

    .venv/bin/python bench/deprivation.py LOOKUP.zip INDICES.csv [--postcodes 18 1000000]

LOOKUP is the postcode lookup of the ONS by areas of 2011, INDICES the Indices of Deprivation 2019.
The same English postcodes, drawn from the lookup, are resolved by this pipeline from its index, by
plain pandas (read both files, merge) and by DuckDB from the unpacked lookup, each in a process of
its own; all must give the same ranks and deciles of every domain. Peers have no states, no
suggestions and no checks. Seconds are by the clock, once with and once without loading libraries;
memory is the highest of the process.
"""

import argparse
import hashlib
import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "workflow" / "scripts"))

from focusgroups.deprivation.editions import DOMAINS  # noqa: E402
from focusgroups.deprivation.reference import table_that_holds  # noqa: E402

YEAR, CENSUS = 2019, 2011
INDEX, RANKS, CHOSEN = "index.parquet", "indices.parquet", "postcodes.txt"


def index(lookup: Path, indices: Path, folder: Path) -> str:
    """What the pipeline does once: the lookup and the indices, checked, in its own files."""
    from index_postcodes import index_postcodes  # noqa: PLC0415
    from read_indices import read_indices  # noqa: PLC0415

    read_indices(indices, YEAR, folder / RANKS)
    said, _ = index_postcodes(lookup, CENSUS, folder / INDEX)
    return said


def pipeline(_lookup: Path, _indices: Path, folder: Path) -> str:
    """The pipeline's answers from its index."""
    from focusgroups.deprivation.editions import EDITIONS  # noqa: PLC0415
    from focusgroups.deprivation.lookups import official_lookup  # noqa: PLC0415
    from focusgroups.deprivation.matches import match_postcodes  # noqa: PLC0415

    people = [{"participant_id": "", "postcode": code} for code in chosen(folder)]
    lookup = official_lookup(folder / INDEX, folder / RANKS)
    matches = match_postcodes(people, lookup.find, lookup.indices, EDITIONS[YEAR])
    return digest(matches[[f"{d}_{part}" for d in DOMAINS for part in ("rank", "decile")]])


def pandas(lookup: Path, indices: Path, folder: Path) -> str:
    """Plain pandas: both files read, and two merges."""
    import pandas as pd  # noqa: PLC0415

    wanted = pd.DataFrame({"pcds": chosen(folder)})
    codes = pd.read_csv(
        lookup, usecols=["pcds", "lsoa11cd", "doterm"], dtype=str, encoding="latin-1"
    )
    ranks = pd.read_csv(indices, encoding="utf-8-sig").rename(columns=lambda c: c.strip())
    joined = wanted.merge(codes, on="pcds", how="left").merge(
        ranks, left_on="lsoa11cd", right_on="LSOA code (2011)", how="left"
    )
    return digest(joined[list(published_columns(indices))])


def duckdb(lookup: Path, indices: Path, folder: Path) -> str:
    """DuckDB, which reads no zip: the lookup unpacked, then a join of both files."""
    import duckdb as db  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    with zipfile.ZipFile(lookup) as archive:
        unpacked = archive.extract(archive.namelist()[0], folder)
    codes = chosen(folder)
    wanted = pd.DataFrame({"place": range(len(codes)), "pcds": codes})
    columns = ", ".join(f'"{column}"' for column in published_columns(indices))
    with db.connect(config={"threads": 2}) as database:
        database.register("wanted", wanted)
        joined = database.execute(
            f"select {columns} from wanted "
            "left join read_csv(?, all_varchar = true, encoding = 'latin-1') using (pcds) "
            'left join read_csv(?) on lsoa11cd = "LSOA code (2011)" order by place',
            [unpacked, str(indices)],
        ).df()
    Path(unpacked).unlink()
    return digest(joined)


JOBS: dict[str, Callable[[Path, Path, Path], str]] = {
    "index once": index,
    "this pipeline": pipeline,
    "pandas": pandas,
    "DuckDB": duckdb,
}


def published_columns(indices: Path) -> list[str]:
    """The published columns of ranks and deciles, in the order of DOMAINS."""
    columns = table_that_holds(indices, f"indices_{YEAR}").columns
    return [column for column in columns if " Rank " in column or " Decile " in column]


def digest(table: Any) -> str:
    """A hash of whole numbers, row by row."""
    return hashlib.sha256(table.astype("int64").to_numpy().tobytes()).hexdigest()[:12]


def chosen(folder: Path) -> list[str]:
    """The postcodes to be resolved."""
    return (folder / CHOSEN).read_text("utf-8").split("\n")


def choose(count: int, folder: Path) -> None:
    """Draw English postcodes from the index, always the same, live and terminated.

    In a process of its own: its memory would count as that of the processes which ours starts.
    """
    from focusgroups.deprivation.parquet import read_parquet  # noqa: PLC0415

    known = read_parquet(folder / INDEX)
    english = known.loc[known["lsoa"].str.startswith("E01"), "postcode"]
    drawn = random.Random(YEAR).sample(list(english), count)
    spaced = (f"{code[:-3]} {code[-3:]}" for code in drawn)
    (folder / CHOSEN).write_text("\n".join(spaced), encoding="utf-8")


def measured(job: str, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Run a job in a process of its own; its answer, seconds and megabytes."""
    command = [sys.executable, __file__, str(options.lookup), str(options.indices)]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--job", job, "--folder", str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told | {"whole": time.perf_counter() - start}


def run_job(options: argparse.Namespace) -> None:
    """The process of one job."""
    import duckdb as _duckdb  # noqa: F401, PLC0415
    import pandas as _pandas  # noqa: F401, PLC0415

    start = time.perf_counter()
    answer = JOBS[options.job](options.lookup, options.indices, options.folder)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"answer": answer, "seconds": seconds, "memory": memory}))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lookup", type=Path)
    parser.add_argument("indices", type=Path)
    parser.add_argument("--postcodes", type=int, nargs="+", default=[18, 1_000_000])
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        run_job(options)
        return
    print(f"{'':<16}{'postcodes':>11}{'seconds':>9}{'with loading':>14}{'MB':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print_line("index once", "all", measured("index once", options, folder))
        for count in options.postcodes:
            drawing = multiprocessing.Process(target=choose, args=(count, folder))
            drawing.start()
            drawing.join()
            answers = {job: measured(job, options, folder) for job in list(JOBS)[1:]}
            for job, told in answers.items():
                print_line(job, f"{count:,}", told)
            same = len({told["answer"] for told in answers.values()}) == 1
            print("all give the same ranks and deciles" if same else "ANSWERS DIFFER")


def print_line(job: str, count: str, told: dict[str, Any]) -> None:
    """One line of the table."""
    print(
        f"{job:<16}{count:>11}{told['seconds']:>9.2f}{told['whole']:>14.2f}{told['memory']:>7.0f}"
    )


if __name__ == "__main__":
    main()
