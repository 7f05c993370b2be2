"""Whom the target of a link or of a linked file names."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from focusgroups.transcripts.hidden.kinds import LINK, USER_NAME, HiddenText

_USER_FOLDER = re.compile(r"[\\/]Users[\\/]+(?P<name>[^\\/]+)", re.IGNORECASE)


def named_by_link(target: str) -> Iterator[HiddenText]:
    """The e-mail address that a link writes to, or the owner of the folder that a file lies in.

    >>> [hidden.text for hidden in named_by_link("mailto:gwen@example.org?subject=Hello")]
    ['gwen@example.org']
    """
    target = unquote(target).strip()
    folder = _USER_FOLDER.search(target)
    if target.casefold().startswith("mailto:"):
        yield HiddenText(LINK, target[len("mailto:") :].partition("?")[0])
    elif folder:
        yield HiddenText(USER_NAME, folder["name"])
