"""Malformed and odd transcripts: each gives turns or one clear line, in little time and memory."""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from focusgroups.errors import StudyError
from focusgroups.sheets import Sheet
from focusgroups.study_checks import find_transcripts
from focusgroups.transcripts import READERS, read_transcript
from limits import MEGABYTES, REFUSED, SECONDS, TURNS, Reader, Reading, reader
from malformed import MARK, SAID, cases, text
from malformed.documents import good_odt, good_word, odt_xml, paragraph, word_part, word_xml
from malformed.richtext import SPOKEN, rtf
from zipped_files import zipped

CASES = dict(cases())


@pytest.fixture(scope="module")
def reading(repository: Path) -> Iterator[Reader]:
    with reader(repository / "workflow" / "scripts") as process:
        yield process


def check(told: Reading, name: str, expected: str | int) -> None:
    """What holds of every file: it is read, or refused in one line that quotes nothing of it."""
    assert told.outcome in (TURNS, REFUSED), told
    assert told.seconds < SECONDS and told.megabytes < MEGABYTES, told
    if told.outcome == TURNS:
        assert told.turns > 0 and expected in ("", TURNS, told.turns), told
        return
    (line,) = told.lines
    assert line.startswith(name) and line.isprintable() and len(line) < 300
    assert "; " in line and MARK not in line
    assert isinstance(expected, str) and expected != TURNS and re.search(expected, line), line


@pytest.mark.parametrize("case", CASES)
def test_a_malformed_file_is_read_or_refused_in_one_line(
    tmp_path: Path, reading: Reader, case: str
) -> None:
    ending, make = CASES[case].ending, CASES[case].make
    path = tmp_path / (f"FGD9.{ending}" if ending else "FGD9")
    path.write_bytes(make())
    told = reading.read(path, CASES[case].limits)
    path.unlink()
    check(told, path.name, CASES[case].expected)
    assert list(tmp_path.iterdir()) == []


def test_there_are_many_cases_of_every_format() -> None:
    endings = [case.ending.casefold() for case in CASES.values()]
    assert len(endings) >= 90
    assert all(endings.count(ending.lstrip(".")) >= 10 for ending in READERS)


# --- What lies outside the file -------------------------------------------------------------------

OUTSIDE = {
    "entity": '<!DOCTYPE a [<!ENTITY e SYSTEM "{}">]>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % e SYSTEM "{}"> %e;]>',
    "definition of the type": '<!DOCTYPE a SYSTEM "{}">',
    "style sheet": '<?xml-stylesheet href="{}" type="text/xsl"?>',
}
INCLUDED = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{}"/>'


@pytest.mark.parametrize("way", [*OUTSIDE, "inclusion"])
def test_no_other_file_is_read(tmp_path: Path, reading: Reader, way: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f"<!ENTITY e '{MARK}'>", encoding="utf-8")
    before = OUTSIDE.get(way, "").format(secret.as_uri())
    inside = "&e;" if way.endswith("entity") else ""
    spoken = f"<w:p><w:r><w:t>Gwen: hello {inside}</w:t></w:r></w:p>"
    included = f"<w:p>{INCLUDED.format(secret.as_uri())}</w:p>" if way == "inclusion" else ""
    path = tmp_path / "FGD9.docx"
    path.write_bytes(word_part(word_xml(spoken + included, before)))
    told = reading.read(path)
    check(told, path.name, "")
    assert MARK not in told.text + "".join(told.lines)
    assert told.outcome == (REFUSED if "DOCTYPE" in before else TURNS)


# --- What is no file ------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["docx", "txt", "rtf"])
def test_what_is_no_file_is_refused_without_waiting(
    tmp_path: Path, reading: Reader, ending: str
) -> None:
    place = tmp_path / f"FGD9.{ending}"
    for make in (
        place.mkdir,
        lambda: os.mkfifo(place),
        lambda: place.symlink_to(place.name),
        lambda: place.symlink_to("nowhere"),
        lambda: place.symlink_to("/dev/zero"),
    ):
        make()
        told = reading.read(place)
        assert not find_transcripts(tmp_path, NOBODY)[0]
        place.rmdir() if place.is_dir() else place.unlink()
        assert told.outcome == REFUSED
        check(told, place.name, "")
        assert told.seconds < 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read_is_refused(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "FGD9.docx"
    path.write_bytes(good_word())
    path.chmod(0)
    check(reading.read(path), path.name, "cannot be opened")


NOBODY = {"participants": Sheet("participants.csv"), "staff": Sheet("staff.csv")}


@pytest.mark.parametrize(
    "name",
    [
        *("FGD\n9.txt", "FGD9\x1b[2J.txt", "FGD9\x07.docx", "-rf.txt", "FGD9 .txt", "FGD９.txt"),
        *(
            "$(reboot).txt",
            "{group}.txt",
            "FGD9\u202etxt.docx",
            "FGD9\u200b.txt",
            "a" * 200 + ".txt",
        ),
    ],
)
def test_a_file_with_a_name_that_is_no_group_is_named_by_position(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(SAID, encoding="utf-8")
    found, (line,) = find_transcripts(tmp_path, NOBODY)
    assert found == {}
    assert "file 1 of 1 by name: " in line and line.isprintable() and name not in line


def test_a_file_name_that_is_no_text_at_all_is_named_by_position(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"FGD\xff9.txt")).write_text(SAID, encoding="utf-8")
    found, (line,) = find_transcripts(tmp_path, NOBODY)
    assert found == {} and "file 1 of 1 by name: " in line


# --- Chance ---------------------------------------------------------------------------------------

SOUND = {
    "docx": good_word,
    "odt": good_odt,
    "rtf": rtf(SPOKEN),
    "vtt": text(f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Gwen>{MARK}</v>\n"),
    "srt": text(f"1\n00:00:01,000 --> 00:00:02,000\nGwen: {MARK}\n"),
    "csv": text(f'speaker,text\nGwen,"{MARK}"\n'),
    "txt": text(SAID),
}


@pytest.mark.parametrize("ending", SOUND)
def test_damage_at_random_never_raises_anything_but_a_line(tmp_path: Path, ending: str) -> None:
    chance = random.Random(ending)
    path = tmp_path / f"FGD9.{ending}"
    for _ in range(300):
        content = bytearray(SOUND[ending]())
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(content))
            content[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path.write_bytes(content or b"x")
        try:
            read_transcript(path)
        except StudyError as error:
            (line,) = error.problems
            assert line.startswith("FGD9.") and "; " in line and MARK not in line


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_damage_to_the_xml_never_raises_anything_but_a_line(tmp_path: Path, ending: str) -> None:
    chance = random.Random(ending)
    path = tmp_path / f"FGD9.{ending}"
    part, xml = {
        "docx": ("word/document.xml", word_xml(paragraph(SAID))),
        "odt": ("content.xml", odt_xml(f"<text:p>{SAID}</text:p>")),
    }[ending]
    tags = re.findall(r"<[^>]*>|[^<]+", xml)
    for _ in range(300):
        mixed = list(tags)
        for _ in range(chance.choice((1, 2, 4))):
            at = chance.randrange(len(mixed))
            mixed[at : at + chance.randrange(2)] = chance.choices(tags, k=chance.randrange(2))
        path.write_bytes(zipped({part: "".join(mixed)}))
        try:
            read_transcript(path)
        except StudyError as error:
            (line,) = error.problems
            assert line.startswith("FGD9.") and "; " in line and MARK not in line
