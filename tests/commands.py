"""Running the commands that the Makefile calls."""

import os
import subprocess
import sys
from pathlib import Path


def command(
    project: Path, name: str, *arguments: str, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in ``folder``, or in the project."""
    return subprocess.run(
        [sys.executable, str(project / "workflow" / "commands" / f"{name}.py"), *arguments],
        cwd=folder or project,
        env={
            **os.environ,
            "PYTHONPATH": str(project / "workflow" / "scripts"),
            "TERM": "dumb",
        },
        capture_output=True,
        text=True,
        check=False,
    )
