"""Laying out the folder of a new study, where nothing of that name is yet."""

import os
import re
import shlex
from pathlib import Path

from focusgroups.errors import StudyError, raise_problems
from focusgroups.newstudy.configtext import config_text
from focusgroups.newstudy.templatesheets import write_template
from focusgroups.sheets import CODING, sheet_rules

DATA_FILES = ("readme.txt",)

FOLDERS = ("resources", "resources/transcripts", f"resources/{CODING}", "results")
FIRST_CODER = "coder_1"
PRIVATE = 0o700
EXAMPLE = """\
# EXAMPLE. These are the themes of another study. Replace all of them by your own before you rely on
# any result.
#
"""


def lay_out(study: Path, repository: Path) -> None:
    """Make the folder ``study`` with all that a team fills in; ``repository`` is the project.

    Raises StudyError, and writes nothing, when the folder lies in the project or when any file
    would be overwritten.
    """
    raise_problems(_obstacles(study, repository))
    try:
        _make_folders(study)
        for name, text in _texts(study, repository).items():
            with (study / name).open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        for rules in sheet_rules().values():
            file_name = Path(rules["file"].replace("{coder}", FIRST_CODER) + ".xlsx")
            write_template(study / "resources" / file_name, file_name.stem, rules["columns"])
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "unknown reason"
        raise StudyError(f"DIR: the study cannot be written ({reason}); name another") from None


def _obstacles(study: Path, repository: Path) -> list[str]:
    """Why a study cannot be made there."""
    if re.search("[{}<>\\n]", str(study)):  # Snakemake reads these as wildcards
        return ["DIR: has one of { } < > in its path; name another folder"]
    if study.resolve().is_relative_to(repository.resolve()):
        return ["DIR: lies in the project, whose files are shared; name a folder outside it"]
    if os.path.lexists(study) and not study.is_dir():
        return ["DIR: is a file; name a folder that is empty or does not exist"]
    names = sorted({name.partition("/")[0] for name in (*FOLDERS, *_texts(study, repository))})
    return [
        f"DIR: {name} is there already; nothing is overwritten; name another folder or move it away"
        for name in names
        if os.path.lexists(study / name)
    ]


def _make_folders(study: Path) -> None:
    """Make the folders, private to the user where the system knows such a thing."""
    was_empty = not study.exists() or not any(study.iterdir())
    study.mkdir(parents=True, exist_ok=True)
    folders = [study / name for name in FOLDERS]
    for folder in folders:
        folder.mkdir()
    # A folder that was in use keeps the permissions that its owner gave it.
    for folder in [study, *folders] if was_empty else folders:
        folder.chmod(PRIVATE)


def _texts(study: Path, repository: Path) -> dict[str, str]:
    """The files that are plain text, by name."""
    codebook = (repository / "config" / "codebook.yaml").read_text(encoding="utf-8")
    readme = Path(__file__).with_name("readme.txt").read_text(encoding="utf-8")
    places = {
        "project": str(repository.resolve()),
        "study": shlex.quote(str(study.resolve())),
    }
    return {
        # For Notepad, of whatever age.
        "README.txt": readme.format(**places).replace("\n", "\r\n"),
        "config.yaml": config_text(),
        "codebook.yaml": EXAMPLE + codebook,
    }
