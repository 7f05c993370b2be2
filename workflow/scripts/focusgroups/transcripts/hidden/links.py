"""Whom the target of a link or of a linked file names."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from focusgroups.transcripts.hidden.kinds import AUTHOR, LINK, USER_NAME, HiddenText

_TARGET = re.compile(r'"([^"]*)"|(mailto:[^\s"]+)', re.IGNORECASE)
_AUTHOR = re.compile(r'\b(?:AUTHOR|USERNAME|LASTSAVEDBY)\s+"([^"]+)"', re.IGNORECASE)
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


def named_by_field(code: str) -> Iterator[HiddenText]:
    """Whom the code of a field names: by what it links to, or as the author that it sets.

    >>> [hidden.text for hidden in named_by_field('HYPERLINK "mailto:gwen@example.org"')]
    ['gwen@example.org']
    """
    for quoted, bare in _TARGET.findall(code):
        yield from named_by_link(quoted or bare)
    yield from (HiddenText(AUTHOR, name) for name in _AUTHOR.findall(code))
