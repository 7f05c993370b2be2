"""XML that others made, as a tree in memory: small enough, and without entities."""

import codecs
import re

from lxml import etree

from focusgroups.untrusted.faults import DamagedError, EntitiesError, OutsizedError

# An hour of talk has up to 50,000 tags as XML. As a tree in memory it takes many times its size; an
# attribute takes as much as a tag.
MOST_TAGS, MOST_ATTRIBUTES = 300_000, 1_000_000
DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE")
OWN_DEFINITIONS = re.compile(rb"<!DOCTYPE[^>]*\[|<!ENTITY|<!ATTLIST")


def parse(content: bytes, may_name_type: bool = False) -> etree._Element:
    """The root of an XML part in UTF-8 or UTF-16; nothing outside it is ever read.

    With ``may_name_type`` it may name a public document type, as drawings do, without definitions
    of its own. Raises EntitiesError, OutsizedError and DamagedError.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", errors="replace").encode()
    # The parser is told the encoding, so that no declared one can hide a tag from these counts.
    if content.count(b"<") > MOST_TAGS or content.count(b"=") > MOST_ATTRIBUTES:
        raise OutsizedError
    if (OWN_DEFINITIONS if may_name_type else DOCUMENT_TYPE).search(content):
        raise EntitiesError
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(error.lineno or 1) from None
