"""Documents as LibreOffice reads and writes them, windowless and with a profile of its own."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from needed import program

PROGRAMS = ("soffice", "libreoffice")


@dataclass(frozen=True)
class Office:
    """LibreOffice with ``profile``, a folder in which it keeps its settings."""

    program: str
    profile: Path

    def converted(self, file: Path, ending: str, folder: Path) -> Path:
        """``file`` in another format, which its ``ending`` names, in ``folder``."""
        outcome = subprocess.run(
            [
                self.program,
                f"-env:UserInstallation={self.profile.as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                ending,
                "--outdir",
                str(folder),
                str(file),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        target = folder / f"{file.stem}.{ending}"
        # It ends well even where it could not read or write.
        assert target.is_file(), f"{file.name} to {ending}: {outcome.stderr.strip()[-200:]}"
        return target


def installed_office(profile: Path) -> Office:
    """LibreOffice; where it is missing, the test is skipped."""
    what = "LibreOffice is not installed; the system's package libreoffice-writer has it"
    return Office(program(PROGRAMS, what), profile)


def text_of_pdf(file: Path) -> str | None:
    """What can be read in a PDF, in the order in which it was written there, cell after cell.

    None where the program for it (poppler-utils) is missing.
    """
    reader = shutil.which("pdftotext")
    if reader is None:
        return None
    outcome = subprocess.run(
        [reader, "-raw", "-enc", "UTF-8", str(file), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return outcome.stdout
