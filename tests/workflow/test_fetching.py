"""The official files are fetched for a study that has nothing but its config."""

import csv
from pathlib import Path

import yaml

from commands import command
from fileserver import FileServer, Served, file_server

INDICES = (
    b"LSOA code (2011),Local Authority District code (2019),"
    b"Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)\r\n"
    b"E01000001,E09000001,1\r\n"
)
POSTCODES = b"pcds,doterm,lsoa11\r\nZZ1 1ZZ,,E01000001\r\n"


def bare_study(folder: Path, server: FileServer) -> Path:
    """A study with a config and an empty folder for its data; return the config."""
    held = {"indices.csv": "indices_2019", "postcodes.csv": "postcodes_2011"}
    downloads = [
        {
            "file": file,
            "holds": [holds],
            "title": f"The {file}",
            "publisher": "Office",
            "address": f"{server.root}/{file}",
            "sha256": None,
            "size": None,
        }
        for file, holds in held.items()
    ]
    config = {
        **{"resources": "resources", "results": "results", "codebook": "codebook.yaml"},
        "synthetic": False,
        "deprivation": {"source": "official", "editions": [2019], "downloads": downloads},
    }
    (folder / "resources").mkdir(parents=True)
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def test_bare_study_gets_its_files(fresh, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with file_server() as server:
        config = bare_study(tmp_path / "study", server)
        study, files = config.parent, config.parent / "resources" / "deprivation"
        released = study / "results" / "release" / "report.html"
        released.parent.mkdir(parents=True)
        released.write_text("earlier", encoding="utf-8")
        server.serve("indices.csv", Served(INDICES))

        first = fresh.snakemake("fetch_reference", "--configfile", str(config))
        assert first.returncode == 1
        assert f"postcodes.csv: 127.0.0.1 answered 404 (Not Found) to {server.root}" in first.stderr
        assert "unexpected" not in first.stderr and "Traceback" not in first.stderr
        assert (files / "indices.csv").read_bytes() == INDICES
        assert {file.name for file in files.iterdir()} == {"indices.csv", "provenance.csv"}

        again = command(fresh.folder, "run_study", "--reference", str(study))
        (last,) = again.stdout.splitlines()  # below all that Snakemake says
        assert again.returncode == 1 and last.startswith("postcodes.csv: 127.0.0.1 answered 404")
        told = fresh.sockets.read_text("utf-8").splitlines()
        assert told == ["watched fetch_reference", "used fetch_reference"]

        server.serve("postcodes.csv", Served(POSTCODES))
        second = command(fresh.folder, "run_study", "--reference", str(study))
        assert second.returncode == 0, second.stderr[-3000:]
        assert (
            f"all that the editions need lies in {files}: fetched postcodes_2011" in second.stderr
        )
        assert [asked["path"] for asked in server.asked].count("/indices.csv") == 1
    with (files / "provenance.csv").open(encoding="utf-8", newline="") as table:
        assert [row["file"] for row in csv.DictReader(table)] == ["indices.csv", "postcodes.csv"]
    written = [file for file in (study / "results").rglob("*") if file.is_file()]
    assert sorted(file.name for file in written) == ["fetch_reference.log", "report.html"]
    assert released.read_text("utf-8") == "earlier"


def test_it_is_no_part_of_the_analysis_and_stands_alone(fresh) -> None:
    assert "fetch_reference" not in fresh.planned().rules
    assert fresh.planned("fetch_reference").rules == {"fetch_reference"}
    # Beside it, nothing of a study is known; so nothing else may run.
    assert fresh.snakemake("fetch_reference", "all").returncode == 1
    segments = fresh.folder / "results" / "working" / "segments.csv"
    segments.parent.mkdir(parents=True)
    segments.write_text("", encoding="utf-8")
    both = fresh.snakemake("fetch_reference", "results/working/coding.csv")
    assert both.returncode == 1
    assert "fetch_reference: ask for nothing else in the same run" in both.stderr
    written = [file for file in (fresh.folder / "results").rglob("*") if file.is_file()]
    assert written == [segments]


def test_faulty_config_is_told_and_sheets_are_not(fresh) -> None:
    fresh.edit("resources/participants.csv", "participant_id", "participant")
    (fresh.folder / "config" / "codebook.yaml").unlink()
    assert "nothing is to be fetched" in fresh.run("fetch_reference")
    fresh.edit("config/config.yaml", "  source: embedded", "  source: web")
    faulty = fresh.snakemake("fetch_reference")
    assert faulty.returncode == 1
    assert "config.yaml deprivation.source: must be one of embedded" in faulty.stderr
    assert "participants.csv" not in faulty.stderr and "Traceback" not in faulty.stderr
