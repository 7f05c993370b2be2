"""Telling a speaker label from the beginning of a sentence, by its looks alone."""

import re

from focusgroups.speakers import BRACKETS, ROLES, comparable
from focusgroups.wordsets import word_set

DIGITS = "0123456789"
LONGEST_LABEL, MOST_LABEL_WORDS = 40, 4  # characters and words


# Words of labels that stand for nobody in particular, and words that may stand beside them.
NOBODY = word_set(
    """unknown unidentified unclear unnamed inaudible several multiple various all both everyone
    everybody someone somebody group voices speakers participants many others crosstalk overlapping
    """
)
BESIDE_NOBODY = word_set(
    """speaker voice male female man woman person men women people at once together talking
    participant facilitator respondent"""
)
# On their own they are nobody; with a number, as in `Speaker 2`, somebody the sheets could name.
NOBODY_UNNUMBERED = word_set("speaker voice male female man woman person people")

# What people say before a colon and typists do not use in labels.
SPEECH = word_set(
    """i i'm i've i'd i'll you you're he he's she she's it it's we we're they they're me him us them
    this that that's these those there there's here here's what what's which who who's when where
    why how is are was were be been being am has had have do does did don't didn't said says say
    saying thought think thinking goes go went going like so well but because cause cos if then than
    yes yeah yep no nah okay ok right sorry oh ah erm er um uh mm hmm hey look listen really thing
    things point anyway also just only not never maybe please thanks example examples question
    answer reason problem truth fact the a an my your his her our their its to from with for in on
    at by about as into remember imagine know mean"""
)
# Labels of interviewers and their partners, when they stand more than once.
INTERVIEWS = word_set("i q a r me he she question answer")
# Whom one calls so is somebody: `The man from the café:` is no speech of the speaker before.
SOMEBODY = word_set(
    """man woman lady gentleman girl boy lad person voice husband wife partner mum mother dad father
    son daughter sister brother nan friend mate neighbour carer nurse doctor therapist barista cook
    chef receptionist volunteer worker coordinator manager lead leader host tutor teacher
    interpreter translator visitor guest student trainee coach instructor librarian officer"""
)
BESIDE_SOMEBODY = word_set(
    "a an the my her his our their one another other old young at in from on with of by for to and"
)
# The same, unless a role follows: `Second moderator`.
ORDINALS = word_set("first second third last next one other")
# Parts of a document or a topic guide: `Task 3:` is no speaker.
PARTS = word_set(
    """task step part section question topic page item figure table chapter day week year level
    number option exercise activity session version example appendix theme q"""
)
# What typists write before a colon in notes and at the head of a document.
NOTES = {
    comparable(words)
    for words in (
        *("Note", "Notes", "NB", "PS", "Re", "Key", "Legend", "Title", "Project", "Study"),
        *("Transcriber note", "Transcriber's note", "Typist's note", "Editor's note", "Field note"),
        *("Date", "Time", "Start", "End", "Start time", "End time", "Duration", "Length"),
        *("Site", "Venue", "Place", "Location", "Present", "In attendance", "Apologies"),
        *("Transcript", "Transcript of", "Transcribed by", "Recording", "Audio", "File"),
        *("Audio file", "File name", "Focus group"),
    )
}


def nobody_in_particular(label: str) -> bool:
    """Whether a label means a voice that the typist could not tell: Unknown, Several, Speaker ?

    >>> nobody_in_particular("Male voice"), nobody_in_particular("Speaker 2")
    (True, False)
    """
    words = re.findall(r"\w+", BRACKETS.sub(" ", label).casefold())
    named = {word for word in words if not word.isdecimal()}
    generic = NOBODY | BESIDE_NOBODY
    if label.rstrip().endswith("?"):
        return named <= generic | ROLES or label.isupper()
    if named & NOBODY:
        return named <= generic
    return bool(words) and set(words) <= NOBODY_UNNUMBERED


def names_a_role_or_number(label: str) -> bool:
    """Whether a label is one by its words: SU7, Participant 4, Second moderator.

    >>> names_a_role_or_number("SU7"), names_a_role_or_number("Definitely")
    (True, False)
    """
    return bool(_stems(label) & ROLES) or any(char in DIGITS for char in label)


def _words(label: str) -> list[str]:
    return re.findall(r"[^\s/&,()-]+", label.replace("’", "'"))


def _stems(label: str) -> set[str]:
    return {word.casefold().strip(".'").rstrip(DIGITS) for word in _words(label)}


def may_be_somebody(label: str) -> bool:
    """Whether a label tells somebody by a word for a person, or by signs that speech has not.

    >>> may_be_somebody("The man from the café"), may_be_somebody("My mum said")
    (True, False)
    """
    words = {word.casefold().strip(".'") for word in _words(label)}
    told = words & SOMEBODY or not re.fullmatch(r"[\w\s.'’()/&#?-]+", label)
    return bool(told) and not (words - BESIDE_SOMEBODY) & SPEECH


def looks_like_label(label: str, times: int, alone: bool, labelled_throughout: bool) -> bool:
    """Whether a label that is on no sheet looks like one all the same, rather than like speech.

    ``times`` is how often it begins a passage of the transcript, ``alone`` whether nothing follows
    its colon, ``labelled_throughout`` whether most passages of the transcript have a label: where
    most have none, as in interviews, a heading such as `Heat map:` is likelier than a new speaker.

    >>> looks_like_label("I said this", times=1, alone=False, labelled_throughout=True)
    False
    >>> looks_like_label("Gwen", times=1, alone=False, labelled_throughout=True)
    True
    """
    words, stems = _words(label), _stems(label)
    if len(words) == 1 and words[0][0].isupper() and stems <= INTERVIEWS and times > 1:
        return True
    too_long = len(words) > MOST_LABEL_WORDS or len(label) > LONGEST_LABEL
    spoken = {word.casefold().strip(".'") for word in words} & SPEECH or stems & PARTS
    if too_long or spoken or not re.fullmatch(r"[\w\s.'’()/&+#?-]+", label):
        return False
    if stems & ROLES:
        return words[0][0].isupper() or times >= 3
    if comparable(label).rstrip(DIGITS) in NOTES or stems & ORDINALS:
        return False
    if labelled_throughout or any(char in DIGITS for char in label):
        return names_a_role_or_number(label) or not label[0].islower() or times >= 3
    capital = all(word[0].isupper() for word in words)
    return capital and (label.isupper() or not alone or times > 1)
