"""Results that were made elsewhere are told from those made here."""

from pathlib import Path

from focusgroups.origin import foreign_results, keep_origin


def test_results_made_here_are_known_and_others_are_a_problem(tmp_path: Path) -> None:
    results, memory = tmp_path / "results", tmp_path / "memory"
    assert foreign_results(results, memory) == []  # nothing made yet
    (results / "private" / "turns").mkdir(parents=True)
    assert len(foreign_results(results, memory)) == 1
    keep_origin(results, memory)
    assert foreign_results(results, memory) == []
    kept = (results / "private" / "origin").read_bytes()
    keep_origin(results, memory)
    assert (results / "private" / "origin").read_bytes() == kept

    copied = tmp_path / "copied"
    results.rename(copied)
    (problem,) = foreign_results(copied, memory)
    assert problem.startswith("copied/: ") and "delete the folder" in problem
    copied.rename(results)
    (memory / "focusgroups_origin").unlink()
    assert len(foreign_results(results, memory)) == 1
