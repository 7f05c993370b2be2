"""Numbers and lists in the words of a results section.

Every function takes numbers from a table and returns text. A count may be ``None``: it was withheld
because it is below the minimum count or would give such a count away. The text then says so and
still reads as a sentence; it never says *fewer than five*, since a withheld count may be larger.
"""

import re
from collections.abc import Sequence

ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SPACE = "\u00a0"  # no line may break between a number and its sign
WITHHELD = "a withheld number"
SYNTHETIC = "Synthetic demonstration data"  # what every page and figure says where it is true


def spelled(n: int) -> str:
    """A whole number under a hundred in words, for the start of a sentence; others in digits.

    >>> spelled(14), spelled(42), spelled(187)
    ('fourteen', 'forty-two', '187')
    """
    if not 0 <= n < 100:
        return digits(n)
    if n < 10:
        return ONES[n]
    if n < 20:
        return TEENS[n - 10]
    tens, ones = divmod(n, 10)
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def cardinal(n: int) -> str:
    """A whole number as running text has it: words to nine, digits from ten.

    >>> cardinal(6), cardinal(18)
    ('six', '18')
    """
    return ONES[n] if 0 <= n < 10 else digits(n)


def ordinal(n: int) -> str:
    """A place in a row as running text has it: ``first`` to ``ninth``, then ``10th``.

    >>> ordinal(6), ordinal(12), ordinal(22)
    ('sixth', '12th', '22nd')
    """
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    if 1 <= n <= 9:
        return words[n - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{digits(n)}{'th' if n % 100 in (11, 12, 13) else ending}"


def digits(n: int) -> str:
    """A whole number in digits, with commas between thousands: ``2,345``."""
    return f"{n:,}"


def decimal(value: float, places: int = 1) -> str:
    """A number with a fixed count of decimal places, and never ``-0.0``."""
    text = f"{value:,.{places}f}"
    return text.removeprefix("-") if not any(c in "123456789" for c in text) else text


def percentage(value: float) -> str:
    """A percentage with one decimal place and its sign: ``77.8 %``."""
    return f"{decimal(value)}{SPACE}%"


def plural(n: int | None, one: str, many: str = "") -> str:
    """The noun that goes with ``n``: ``group`` for one, otherwise ``groups`` or ``many``."""
    return one if n == 1 else many or f"{one}s"


def counted(n: int | None, one: str, many: str = "") -> str:
    """A count and its noun: ``no sites``, ``one site``, ``18 participants``.

    >>> counted(0, "site"), counted(1, "site"), counted(None, "site")
    ('no sites', 'one site', 'a withheld number of sites')
    """
    noun = plural(n, one, many)
    if n is None:
        return f"{WITHHELD} of {noun}"
    return f"{'no' if n == 0 else cardinal(n)} {noun}"


def out_of(n: int | None, total: int | None, one: str, many: str = "") -> str:
    """A count as part of a total: ``14 of 18 participants``, ``all six focus groups``.

    >>> out_of(6, 6, "focus group"), out_of(0, 6, "focus group")
    ('all six focus groups', 'none of the six focus groups')
    """
    if n is None or total is None:
        return counted(n, one, many)
    noun = plural(total, one, many)
    if total == 0:
        return counted(0, one, many)
    if total == 1:
        return f"the one {noun}" if n else f"no {noun}"
    if n == 0:
        return f"none of the {cardinal(total)} {noun}"
    if n == total:
        return f"both {noun}" if n == 2 else f"all {cardinal(n)} {noun}"
    small = n < 10 and total < 10
    return f"{cardinal(n) if small else digits(n)} of {cardinal(total)} {noun}"


def share(n: int | None, percent: float | None, total: int | None, one: str, many: str = "") -> str:
    """A count, its total and its percentage: ``14 of 18 participants (77.8 %)``.

    The percentage comes from the table; it is left out when it says nothing more (none, all) and
    when it was withheld.
    """
    text = out_of(n, total, one, many)
    if n is None or percent is None or n in (0, total):
        return text
    return f"{text}{SPACE}({percentage(percent)})"


def with_percent(n: int | None, percent: float | None) -> str:
    """A count on its own with its percentage: ``9 (50.0 %)``."""
    if n is None:
        return WITHHELD
    return digits(n) if percent is None else f"{digits(n)}{SPACE}({percentage(percent)})"


def quantity(n: int | None, total: int | None, most: float, few: float) -> str:
    """A careful word for a part of a whole: none, one, a few, some, most or all; ``""`` if unknown.

    More than the share ``most`` is *most*, up to the share ``few`` is *a few*; what lies between is
    *some*.

    >>> [quantity(n, 18, 0.5, 0.2) for n in (0, 1, 3, 9, 10, 18)]
    ['none', 'one', 'a few', 'some', 'most', 'all']
    """
    if n is None or not total:
        return ""
    if n in (0, total):
        return "all" if n else "none"
    if n == 1:
        return "one"
    return "most" if n / total > most else "a few" if n / total <= few else "some"


def part_of(n: int | None, total: int | None, most: float, few: float, one: str) -> str:
    """A count as part of a total with a careful word: ``most participants (14 of 18, 77.8 %)``.

    ``one`` is the noun for one of them.

    >>> part_of(18, 18, 0.5, 0.2, "participant"), part_of(1, 18, 0.5, 0.2, "participant")
    ('all 18 participants', 'one of the 18 participants')
    """
    word = quantity(n, total, most, few)
    if n is None or not total or word in ("all", "none"):
        return out_of(n, total, one)
    if word == "one":
        return f"one of the {cardinal(total)} {plural(total, one)}"
    share_of_all = percentage(100 * n / total)
    return f"{word} {plural(total, one)} ({digits(n)} of {digits(total)}, {share_of_all})"


def between(lowest: int | None, highest: int | None, unit: str) -> str:
    """A range with its unit: ``60 to 90 minutes``, ``75 minutes`` if it is one value, or ``""``."""
    if lowest is None or highest is None:
        return ""
    if lowest == highest:
        return f"{digits(lowest)} {plural(lowest, unit)}"
    return f"{digits(lowest)} to {digits(highest)} {plural(highest, unit)}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """Items as a list in a sentence; with semicolons when an item has a comma of its own.

    A comma stands before ``last`` where an item has that word, too.

    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    if len(items) > 2 and any("," in item for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    if len(items) > 2 and any(f" {last} " in item for item in items):
        return f"{', '.join(items[:-1])}, {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(*pieces: str) -> str:
    """The pieces that say something, as one sentence: a capital first and a full stop last.

    A number at the very start is written in words.

    >>> sentence("14 of 18 participants", "", "were single")
    'Fourteen of 18 participants were single.'
    """
    text = " ".join(piece for piece in pieces if piece).strip()
    if not text:
        return ""
    if number := re.match(rf"[0-9]+(?=[ {SPACE}])", text):
        text = spelled(int(number[0])) + text[number.end() :]
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".”", ".’")) else f"{text}."


def readable_date(date: str) -> str:
    """An ISO date as it is written out: ``2019-09-30`` becomes ``30 September 2019``."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August",
              "September", "October", "November", "December")  # fmt: skip
    year, month, day = (int(part) for part in date.split("-"))
    return f"{day} {months[month - 1]} {year}"
