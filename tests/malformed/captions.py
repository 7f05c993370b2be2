"""Captions, WebVTT and SubRip, that no program should write."""

import json

from malformed.cases import EITHER, FEW_LINES, MARK, TURNS, Case, Make, text


def cue(start: str, end: str, words: str) -> str:
    return f"{start} --> {end}\n{words}\n\n"


def vtt(cues: str) -> Make:
    return text(f"WEBVTT\n\n{cues}")


def seconds(number: int) -> str:
    return f"{number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}"


A, B = "00:01.000", "00:02.000"
MORE = cue("00:03.000", "00:04.000", "<v SU2>yes</v>")

VTT = {
    "no header": Case("vtt", text(cue(A, B, f"<v Gwen>{MARK}</v>")), "line 1: not WEBVTT"),
    "only a header": Case("vtt", text("WEBVTT"), "no words"),
    "a header that is longer": Case("vtt", text("WEBVTTX\n\n" + cue(A, B, MARK)), "not WEBVTT"),
    "only notes": Case("vtt", vtt(f"NOTE\n{MARK}\n\nSTYLE\n::cue {{}}\n"), "no words"),
    "cues out of order": Case("vtt", vtt(MORE + cue(A, B, f"<v Gwen>{MARK}</v>")), 2),
    "an end before its start": Case("vtt", vtt(cue(B, A, "<v Gwen>a</v>") + MORE), TURNS),
    "negative times": Case("vtt", vtt(cue("-00:01.000", B, MARK)), "cue 1: the times are not"),
    "absurd times": Case("vtt", vtt(cue("99:99:99.999", "999999:00:00.000", MARK))),
    "times with a comma": Case("vtt", vtt(cue("00:00:01,000", "00:00:02,000", "Gwen: a")), TURNS),
    "times without a fraction": Case("vtt", vtt(cue("00:01", "00:02", "<v Gwen>a</v>")), TURNS),
    "one time": Case("vtt", vtt(f"00:01.000 -->\n{MARK}\n"), "cue 1: the times are not"),
    "digits of other scripts": Case("vtt", vtt(cue("٠٠:٠١.٠٠٠", B, MARK))),
    "a voice that is not closed": Case("vtt", vtt(cue(A, B, f"<v {MARK}")), "cue 1: <v is not"),
    "a voice without a name": Case("vtt", vtt(cue(A, B, "<v>a</v>") + MORE), TURNS),
    "a voice in a voice": Case(
        "vtt", vtt(cue(A, B, "<v Gwen>one <v SU2>two</v> three</v> four") + MORE), TURNS
    ),
    "tags in tags": Case("vtt", vtt(cue(A, B, "<v Gwen>" + "<i><b>" * 5000 + "a</v>")), TURNS),
    "signs that begin a tag": Case("vtt", vtt(cue(A, B, "<v Gwen>" + "<" * 400_000)), EITHER),
    "voices that never close": Case("vtt", vtt(cue(A, B, "<c.<v " * 80_000)), "cue 1: <v is not"),
    "entities that are none": Case(
        "vtt",
        vtt(cue(A, B, "<v Gwen>&bogus; &#x110000; &#0; &#99999999999; &lt;v X&gt;</v>")),
        TURNS,
    ),
    "no empty lines": Case(
        "vtt", text("WEBVTT\n" + "".join(f"{A} --> {B}\n<v Gwen>a</v>\n" for _ in range(50))), TURNS
    ),
    "an arrow that is said": Case("vtt", vtt(cue(A, B, "<v Gwen>a --> b</v>")), EITHER),
    "words after an empty line": Case(
        "vtt", vtt(cue(A, B, f"<v Gwen>a\n\n{MARK}</v>")), "<v is not closed|words without a time"
    ),
    "as many cues as there may be": Case(
        "vtt",
        lambda: (
            b"WEBVTT\n\n"
            + b"".join(
                b"%s.000 --> %s.900\n<v Gwen>a</v>\n\n" % ((seconds(n).encode(),) * 2)
                for n in range(2_400)
            )
        ),
        TURNS,
        FEW_LINES,
    ),
    "a cue of a megabyte": Case("vtt", vtt(cue(A, B, f"<v Gwen>{MARK * 90_000}</v>")), "too long"),
    "ends of lines from long ago": Case(
        "vtt", text("WEBVTT\r\r00:01.000 --> 00:02.000\r<v Gwen>a</v>\r"), TURNS
    ),
    "JSON named vtt": Case("vtt", text(json.dumps({"results": [MARK]})), "line 1: not WEBVTT"),
    "SubRip named vtt": Case(
        "vtt", text(f"1\n00:00:01,000 --> 00:00:02,000\n{MARK}\n"), "not WEBVTT"
    ),
}

S, T = "00:00:01,000", "00:00:02,000"


def srt(*words: str) -> Make:
    return text("".join(f"{n}\n{cue(S, T, line)}" for n, line in enumerate(words, 1)))


SRT = {
    "no numbers": Case("srt", text(cue(S, T, "Gwen: a") + cue(S, T, "SU2: b")), 2),
    "dots for commas": Case("srt", text(f"1\n{cue(f'00:{A}', f'00:{B}', 'Gwen: a')}"), TURNS),
    "only numbers": Case("srt", text("1\n\n2\n\n3\n")),
    "numbers and times": Case("srt", text(f"1\n{S} --> {T}\n\n2\n{S} --> {T}\n")),
    "numbers out of order": Case(
        "srt", text(f"7\n{cue(S, T, 'Gwen: a')}7\n{cue(S, T, 'b')}"), TURNS
    ),
    "no times": Case("srt", text(f"1\nGwen: {MARK}\n\n2\nSU2: b\n"), "words without a time"),
    "times that are none": Case("srt", text(f"1\n{cue('now', 'then', MARK)}"), "times are not re"),
    "negative times": Case("srt", text(f"1\n{cue('-' + S, T, MARK)}"), "times are not readable"),
    "a header of WebVTT": Case("srt", text(f"WEBVTT\n\n{cue(A, B, f'Gwen: {MARK}')}")),
    "tags that never close": Case("srt", srt("Gwen: " + "<font " * 80_000)),
    "places on the screen": Case("srt", srt("{\\an8}Gwen: <i>a</i>", "SU2: {y:i}b"), TURNS),
    "no words": Case("srt", srt("", " ", "\u200b")),
    "an empty line within a cue": Case("srt", srt(f"Gwen: a\n\n{MARK}"), "words without a time"),
    "as many cues as there may be": Case(
        "srt", srt(*["Gwen: a", "SU2: b"] * 1_200), 2_400, FEW_LINES
    ),
    "binary": Case("srt", lambda: bytes(range(256)) * 20, "not plain|neither"),
    "zero bytes": Case("srt", srt(f"Gwen: {MARK}\0"), "not plain text"),
    "truncated": Case("srt", lambda: srt("Gwen: a", "SU2: b")()[:-14]),
    "empty": Case("srt", lambda: b"", "the file is empty"),
}
