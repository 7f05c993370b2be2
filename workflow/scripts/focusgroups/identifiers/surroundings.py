"""What stands around somebody's name: what only people do and have, and words for them."""

from collections.abc import Sequence

from focusgroups.identifiers.wordlists import (
    everyday_names,
    first_names,
    is_ordinary,
    names_that_are_words,
)
from focusgroups.identifiers.words import Word
from focusgroups.wordsets import word_set

# What people do, and words that are names do not. After the second kind only a word that is
# mostly a name is sure to be one.
SPEAKING = word_set("said says goes told went asked reckons knows thinks rang wants likes came")
ACTING = SPEAKING | word_set(
    "is was isn't wasn't does doesn't did didn't has had hasn't hadn't gets got puts put took "
    "takes gave gives used comes makes made runs run ran lives lived died sits sat sings sang "
    "rings loves loved"
)

# Of these also a word that is mostly none may be the subject; qualities, however, do much.
DOING = word_set(
    "had has went goes came comes got gets put puts took takes used lives lived died sat sits "
    "rang ran runs made makes works worked moved left stayed helped drove brought bought never "
    "always"
)
_QUALITIES = word_set(
    "hope faith joy grace patience charity mercy peace harmony destiny serenity comfort summer "
    "winter autumn dawn heaven love chance close long short price cash ward park hill hall "
    "field lane lake wood woods summer storm rush sky day bill gene art"
)
# What nothing but a person does: Hope runs the drop-in.
SURELY_PERSONAL = word_set(
    "runs picks picked lives works teaches taught drives drove rings rang phones phoned texts "
    "texted sits sat sorted cooks cooked volunteers chairs leads led married visited visits met "
    "meets speaks spoke talks talked chats chatted cried laughed retired"
)
# After a name that is seldom a word: Ruby in the canteen, Penny the nurse, Jade upstairs.
_WHERE_SOMEBODY_IS = word_set("in on at from off the next upstairs downstairs here there")
# Words that are a surname now and then, and open many a sentence as words.
HARDLY_NAMES = word_set(
    "art bold booth brown cash chance charity close cook day den field flint green hall heath "
    "heaven hill honey king lake lane little long love max mills norm page park pop price rich "
    "rush sharp short sky stone storm swift tiger trinity wade ward west white winter wood "
    "woods young patience major lucky peace comfort guy prince innocent kit cliff misty "
    "sterling destiny harmony serenity glen roman precious don dot bob"
)
_KIN_OWNED = word_set(
    "mum mam dad nan husband wife son daughter brother sister house mate partner baby kids lad "
    "point idea question flat birthday funeral wedding car"
)

# What likely only people do, of a word that no list knows; things are, have, go and make as well.
PERSONAL = word_set(
    "says asked asks told rang reckons thinks thought knows knew wants wanted likes liked loves "
    "loved hates hated lives lived died passed moved left stayed walked talked spoke texted "
    "phoned visited married cried cries laughed smiled sat sits sang sings met meets helped "
    "taught drove drives cooked brought bought gave gives took takes put puts used works worked "
    "didn't doesn't hasn't hadn't couldn't wouldn't won't can't always never still was has had "
    "is"
)
# Endings of things and doings: Knitting, Treatment, Donations.
_NO_NAME_ENDINGS = ("ing", "ings", "tion", "tions", "ment", "ments", "ness", "ed", "ly", "ics")

# Ordinary words that are oftener somebody's than what somebody is.
_OWNED = word_set(
    "mum mam dad lad home friends people boss place own last first appointment appointments "
    "support teacher doctor counsellor therapist tutor school surgery question way week"
)

# Before the name of somebody: with, and what one does to people.
_BEFORE_PERSON = word_set(
    "with and told tell asked ask met meet called named like saw see seen says said rang ring "
    "phoned texted love loved miss missed miss know knew knows known for to by from about "
    "except poor old little bless thank thanks cheers hiya hi hello alright is was wee big cos "
    "than mate husband wife son daughter brother sister mum dad mam nan partner friend cousin "
    "uncle auntie"
)


def may_be_somebody(key: str) -> bool:
    return key in names_that_are_words() or is_first_name(key)


def is_first_name(key: str) -> bool:
    """Whether a word is a first name of the list, or begins with one: Alfie-Jay."""
    first, _, rest = key.partition("-")
    return key in first_names() or bool(rest and len(first) > 2 and first in first_names())


def does_or_owns(word: Word, follower: Word | None, text: str) -> bool:
    """Whether an unknown word at a sentence's beginning is likely somebody: `Chidinma came in`.

    Somebody acts, or something is somebody's; in `Dinner's ready` the possessive is a verb.
    """
    head, _, tail = word.key.rpartition("'")
    if (head or tail).endswith(_NO_NAME_ENDINGS):
        return False
    if head and tail in ("d", "ll", "ve"):
        return True
    if follower is None:
        return False
    between = text[word.end : follower.start]
    if between == " ":
        return follower.key in SPEAKING or follower.key in PERSONAL
    theirs = follower.key in _OWNED or not is_ordinary(follower.key)
    owns = between in ("'s ", "’s ") and theirs
    return owns and not follower.key.endswith(("ing", "ed", "ly"))


def acts_as_person(found: Sequence[Word], i: int, text: str) -> bool:
    """Whether what follows a name at a sentence's beginning makes it somebody's.

    `Carol doesn't`, `Mark said`, `Dean, d'you`, `Rose and April`, `Blessing's mum`: words do not
    say or reckon, and only people have mums.
    """
    word, key, everyday = found[i], found[i].key, found[i].key in everyday_names()
    follower = found[i + 1] if i + 1 < len(found) else None
    after = text[word.end : word.end + 2]
    spaced = bool(follower) and text[word.end : follower.start] == " "  # type: ignore[union-attr]
    next_key = follower.key if follower and spaced else ""
    if next_key in SPEAKING or next_key in SURELY_PERSONAL:
        return True
    if not everyday and (next_key in ACTING or next_key in _WHERE_SOMEBODY_IS):
        return True
    if next_key in DOING and key not in _QUALITIES:
        return True
    if after in ("'s", "’s"):
        return not everyday or bool(follower and follower.key in _KIN_OWNED)
    if follower is None or not (follower.capitalised or next_key == "and"):
        return after[:1] == "," and not everyday
    partner = found[i + 2] if next_key == "and" and i + 2 < len(found) else follower
    listed = after[:1] == "," or next_key == "and"
    return listed and partner.capitalised and may_be_somebody(partner.key)


def among_people(found: Sequence[Word], i: int, text: str) -> bool:
    """Whether the words around position ``i`` are those around somebody's name."""
    word = found[i]
    before = found[i - 1].key if i and text[found[i - 1].end : word.start] == " " else ""
    after = found[i + 1].key if i + 1 < len(found) else ""
    owns = text[word.end : word.end + 2] in ("'s", "’s")
    return owns or before in _BEFORE_PERSON or after in SPEAKING or before in first_names()
