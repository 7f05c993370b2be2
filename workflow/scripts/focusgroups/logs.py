"""Logs that carry ids, counts and places, never what anybody said."""

import logging
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from focusgroups.errors import StudyError

PACKAGE = Path(__file__).parent


@contextmanager
def logged(path: str | Path) -> Iterator[logging.Logger]:
    """Yield a logger that writes to ``path``; end the process with status 1 on any error.

    Warnings and errors stand on the screen as well. A StudyError is logged line by line, since its
    lines are made to be read. Any other exception and every warning of a library is logged as its
    type and place only: their messages may quote a value from a transcript or a sheet.
    """
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    log = logging.getLogger("focusgroups")
    log.setLevel(logging.INFO)
    log.propagate = False
    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    screen = logging.StreamHandler(sys.stderr)
    screen.setLevel(logging.WARNING)
    for handler in (file, screen):
        log.addHandler(handler)
    with warnings.catch_warnings():
        warnings.showwarning = _warning_logger(log)
        try:
            yield log
        except StudyError as error:
            for problem in error.problems:
                log.error("%s", problem)
            sys.exit(1)
        except Exception as error:
            log.error("%s", unexpected(error))
            sys.exit(1)
        finally:
            for handler in (file, screen):
                log.removeHandler(handler)
            file.close()


def unexpected(error: BaseException) -> str:
    """One line with the type of ``error`` and where it was raised, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    # This module is on the way of every error and the cause of none.
    ours = [f for f in frames if PACKAGE in Path(f.filename).parents and f.filename != __file__]
    last = (ours or frames)[-1]
    return (
        f"unexpected {type(error).__name__} at {Path(last.filename).name}:{last.lineno} "
        f"in {last.name}; please report this line to the maintainers"
    )


def _warning_logger(log: logging.Logger) -> Callable[..., None]:
    """A stand-in for `warnings.showwarning` that leaves the message out."""

    def show(_message: object, category: type[Warning], filename: str, *rest: Any) -> None:
        log.warning("%s at %s:%d", category.__name__, Path(filename).name, rest[0])

    return show
