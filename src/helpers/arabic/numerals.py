"""Read Arabic numbers: digits in any script, number words, and vague amounts.

Values are exact: an ``int``, or a ``Decimal`` where there is a fraction. Digits whose
separators can be read two ways keep both readings, and nobody guesses here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import NamedTuple

from helpers.arabic.text import to_western
from helpers.arabic.words import SOFT, SPACE, Tokens, Word

__all__ = ["Habit", "Number", "Value", "cardinal", "parse_digits", "times", "vague_amount"]

Value = int | Decimal

_LONGEST = 4000  # digits: Python refuses to read integers much beyond
_UNTOLD = 10**60  # scale words behind one another beyond this are a list, not a number
_EXACT = Context(prec=2 * _LONGEST)
_D = "0-9٠-٩۰-۹"
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5),
    "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7),
    "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_NUMERAL = re.compile(
    rf"[{_D}]{{1,3}}(?:[ \u00a0\u202f][{_D}]{{3}})+(?![{_D}])(?:[.,٫][{_D}]+)?"
    rf"|[{_D}]+ر[{_D}]+(?![{_D}])"
    rf"|(?<!،)[{_D}]{{1,3}}،[{_D}]{{1,3}}(?![{_D}،])"
    rf"|(?<!،)[{_D}]{{1,3}}(?:،[{_D}]{{3}}){{2,}}(?![{_D}،])"
    rf"|[{_D}]+(?:[.,٫٬][{_D}]+)*[{''.join(_VULGAR)}]?"
    rf"|[{''.join(_VULGAR)}]"
)


@dataclass(frozen=True, slots=True)
class Habit:
    """Which separators a text has shown beyond doubt.

    Attributes:
        decimal: Marks seen before a fraction. thousands: Marks seen between groups.
        spoken: Decimals with ر are typed fraction first (3ر0 for 0.3).
    """

    decimal: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()
    spoken: bool = False

    def prefers(self, mark: str) -> str | None:
        """``decimal`` or ``thousands`` where the text has shown one of the two only."""
        if mark in self.decimal and mark not in self.thousands:
            return "decimal"
        if mark in self.thousands and mark not in self.decimal:
            return "thousands"
        other = {".": ",", ",": "."}.get(mark, "")
        if other in self.decimal and other not in self.thousands:
            return "thousands"
        if other in self.thousands and other not in self.decimal:
            return "decimal"
        return None

    @classmethod
    def of(cls, numerals: Iterable[str]) -> Habit:
        """The habit shown by these numerals; doubtful ones show nothing."""
        decimal, thousands = set(), set()
        spoken: set[bool] = set()
        for numeral in numerals:
            if not numeral or numeral.isdecimal():
                continue
            marks = re.findall(r"[.,]", numeral)
            values = parse_digits(numeral)
            if len(values) != 1:
                continue
            if "ر" in numeral:
                begin = numeral.partition("ر")[0]
                spoken.add(str(values[0]).startswith(begin + "."))
                continue
            if not marks:
                continue
            if len(set(marks)) == 2:
                thousands.add(marks[0])
                decimal.add(marks[-1])
            elif len(marks) > 1:
                thousands.add(marks[0])
            else:
                decimal.add(marks[0])
        return cls(frozenset(decimal), frozenset(thousands), spoken == {False})


def parse_digits(raw: str) -> tuple[Value, ...]:
    """Every way to read a numeral in digits: one, two (``1.234``), or none.

    Args:
        raw: Digits of any script with ``. , ٫ ٬`` or single spaces between them, and a
            vulgar fraction at the end or alone.

    Returns:
        The readings, as thousands first; empty where nobody can read it (``1.2.3``).

    >>> parse_digits("١٢٫٥"), parse_digits("1.234"), parse_digits("12,34,5")
    ((Decimal('12.5'),), (1234, Decimal('1.234')), ())
    """
    text = to_western(raw).replace("\u00a0", " ").replace("\u202f", " ").replace("،", ",")
    if len(text) > _LONGEST:
        return ()
    if text and text[-1] in _VULGAR:
        share = _EXACT_SHORT.divide(*map(Decimal, _VULGAR[text[-1]]))
        whole = text[:-1]
        return (
            (share if not whole else int(whole) + share,)
            if not whole or (whole.isascii() and whole.isdigit())
            else ()
        )
    if text.isascii() and text.isdigit():
        return (int(text),)
    for pattern, thousands, decimal in _SHAPES:
        if pattern.fullmatch(text):
            plain = text.replace(thousands, "") if thousands else text
            plain = plain.replace(decimal, ".") if decimal else plain
            return (Decimal(plain) if decimal else int(plain),)
    if _SPOKEN.fullmatch(text):
        return _reversed(text)
    if _DOUBTFUL.fullmatch(text):
        plain = text.replace(",", ".")
        return (int(plain.replace(".", "")), Decimal(plain))
    return ()


def _reversed(text: str) -> tuple[Value, ...]:
    """Agencies' decimal mark ر: typed as it is read aloud, 3ر0 is 0.3; some type 0ر3.

    A whole part of 0 and a fraction without a last 0 settle it; else both are readings,
    the agencies' order first.
    """
    first, _, last = text.partition("ر")
    spoken, plain = Decimal(f"{last}.{first}"), Decimal(f"{first}.{last}")
    if first.startswith("0") and len(first) == 1 and last != "0":
        return (plain,)
    if last.startswith("0") and len(last) == 1:
        return (spoken,)
    if len(last) > len(first) + 1:
        return (spoken,)
    return (spoken, plain) if spoken != plain else (spoken,)


_EXACT_SHORT = Context(prec=28)
# Each shape beyond doubt, with its thousands and decimal marks, the most frequent first. No
# numeral has two of these shapes.
_SHAPES = [
    (re.compile(r"(?:0|\d{4,})\.\d+|\d+\.(?:\d{1,2}|\d{4,})"), "", "."),
    (re.compile(r"(?:0|\d{4,}),\d+|\d+,(?:\d{1,2}|\d{4,})"), "", ","),
    (re.compile(r"\d{1,3}(?:٬\d{3})+"), "٬", ""),
    (re.compile(r"\d{1,3}(?:٬\d{3})*٫\d+"), "٬", "٫"),
    (re.compile(r"\d+٫\d+"), "", "٫"),
    (re.compile(r"\d{1,3}(?:,\d{3})+٫\d+"), ",", "٫"),
    (re.compile(r"\d{1,3}(?:\.\d{3})+٫\d+"), ".", "٫"),
    (re.compile(r"\d{1,3}(?: \d{3})+"), " ", ""),
    (re.compile(r"\d{1,3}(?: \d{3})+\.\d+"), " ", "."),
    (re.compile(r"\d{1,3}(?: \d{3})+,\d+"), " ", ","),
    (re.compile(r"\d{1,3}(?: \d{3})+٫\d+"), " ", "٫"),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}"), ",", ""),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}"), ".", ""),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+"), ",", "."),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+"), ".", ","),
]
_SPOKEN = re.compile(r"[0-9]+ر[0-9]+")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def times(value: Value, factor: Value) -> Value:
    """The product, exact; whole results are ``int``."""
    if isinstance(value, int) and isinstance(factor, int):
        return value * factor
    return _whole(_EXACT.multiply(Decimal(value), Decimal(factor)))


def _plus(value: Value, other: Value) -> Value:
    if isinstance(value, int) and isinstance(other, int):
        return value + other
    return _whole(_EXACT.add(Decimal(value), Decimal(other)))


def _whole(value: Decimal) -> Value:
    return (
        int(value) if value == value.to_integral_value() and value.adjusted() < _LONGEST else value
    )


def divide(value: Value, by: Value) -> Value:
    """The quotient, exact where it ends, else to 28 digits; whole results are ``int``."""
    return _whole(_EXACT_SHORT.divide(Decimal(value), Decimal(by)))


class Number(NamedTuple):
    """A number found at a word.

    Attributes:
        values: Its readings: one; two where it is doubtful; none where unreadable.
        stop: The word after it. end: Offset after its last character.
        numeral: The digits as printed, "" for number words.
        scaled: A scale word (مئة ألف, مليون) multiplies it.
        last_scale: The last scale word's value, 1 without one.
    """

    values: tuple[Value, ...]
    stop: int
    end: int
    numeral: str = ""
    scaled: bool = False
    last_scale: int = 1


def numeral_at(tokens: Tokens, place: int) -> Number:
    """The number in digits that begins at this word."""
    word = tokens.words[place]
    assert word is not None
    raw = tokens.raw
    end = tokens.starts[place] + word.end
    start = end - len(word.digits)
    behind = raw[end : end + 2]
    if start and raw[start - 1] in ".٫" and word.digits.isdecimal() and _opens_fraction(raw, start):
        return Number((Decimal("0." + word.digits),), place + 1, end, raw[start - 1 : end])
    if (
        behind[:1] in _PLAIN_BEHIND
        and not (behind[:1] in " \u00a0\u202f،" and behind[1:] in _DIGITS)
        and word.digits.isascii()
        and len(word.digits) <= _LONGEST
        and word.digits.isdigit()
    ):
        return Number((int(word.digits),), place + 1, end, word.digits)
    match = _NUMERAL.match(raw, start)
    if match is None:
        return Number((), place + 1, end, word.digits)
    stop = bisect_left(tokens.starts, match.end(), place + 1)
    return Number(parse_digits(match.group()), stop, match.end(), match.group())


def _opens_fraction(raw: str, start: int) -> bool:
    """Whether a decimal mark with nothing in front opens a number: ٫٧٧, .75."""
    before = raw[max(0, start - 2) : start - 1]
    return before in ("", " ", "(", "\n") and raw[start + 1 : start + 2] not in (".", ")", "-")


_DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
_PLAIN_BEHIND = frozenset(' )]\n،؛:!؟"”»/–-%٪') | {""}


class _Sum:
    """A number word by word: completed scales, and the group below a thousand in hand."""

    __slots__ = ("group", "last", "others", "scale", "scaled", "total", "units")

    def __init__(self) -> None:
        self.total: Value = 0
        self.group: Value = 0
        self.others: tuple[Value, ...] = ()  # other readings of the group, from digits
        self.last = ""  # class of the last word taken
        self.scale = 0  # value of the last scale taken
        self.scaled = False
        self.units = 0

    def take(self, value: int, kind: str, conj: bool, first: bool) -> bool:
        """Take a number word if it can follow; False leaves the sum as it was."""
        if kind in ("unit", "ten", "teen", "tens", "hundred"):
            return self._small(value, kind, conj, first)
        return self._scale(value, kind, conj, first)

    def _small(self, value: int, kind: str, conj: bool, first: bool) -> bool:
        if first:
            self.group = value
        elif not conj and kind == "ten" and self.last == "unit" and 0 < self.units < 10:
            self.group = _plus(self.group, 10)
            kind = "teen"
        elif not conj and kind == "hundred" and value == 100 and self.last == "unit":
            if not 3 <= self.units <= 9 or self.group != self.units:
                return False
            self.group = self.units * 100
        elif conj and self._room(kind):
            self.group = _plus(self.group, value)
        else:
            return False
        self.units = value if kind == "unit" else 0
        self.last = kind
        return True

    def _room(self, kind: str) -> bool:
        """Whether an added word of this class fits below the last one."""
        if kind == "hundred":
            return self.last == "scale" and self.scale >= 1000
        if kind == "tens" and self.last == "unit":
            return 0 < self.units < 10
        return self.last in ("hundred", "scale")

    def _scale(self, value: int, kind: str, conj: bool, first: bool) -> bool:
        if kind == "dual" or (kind == "accusative" and first):
            if not first and not (conj and self.last == "scale" and value < self.scale):
                return False
            self._add(2 * value, value)
        elif kind == "plural":
            if first or conj or self.last in ("scale", ""):
                return False
            self._multiply(value)
        elif first:
            self._add(value, value)
        elif conj:
            if not (self.last == "scale" and value < self.scale):
                return False
            self._add(value, value)
        elif self.last == "scale":
            if value < self.scale and value != 1000 or self.total >= _UNTOLD:
                return False
            self.total = times(self.total, value)
            self.scale = max(self.scale, value)
        else:
            if self.scale and value >= self.scale:
                return False
            self._multiply(value)
        return True

    def _add(self, amount: int, scale: int) -> None:
        self.total = _plus(self.total, amount)
        self.group, self.scale, self.last, self.scaled = 0, scale, "scale", True

    def _multiply(self, scale: int) -> None:
        self.total = _plus(self.total, times(self.group, scale))
        self.others = tuple(times(other, scale) for other in self.others)
        self.group, self.scale, self.last, self.scaled = 0, scale, "scale", True

    @property
    def value(self) -> Value:
        return _plus(self.total, self.group)


def cardinal(tokens: Tokens, place: int, limit: int | None = None) -> Number | None:
    """The cardinal number, in digits or words or both, that begins at a word.

    Nothing at or behind the word ``limit`` is taken.

    Takes scale words behind digits (``3.5 مليون``), additions with و (``ألف ومئتان``),
    halves and quarters of a scale (``مليارين ونصف المليار``) and decimal words
    (``ثلاثة فاصلة خمسة``). Returns ``None`` where no cardinal begins: أحد without عشر, a
    scale word in the bare plural.
    """
    words = tokens.words
    word = words[place]
    if word is None:
        return None
    numeral = ""
    if word.digits:
        number = numeral_at(tokens, place)
        if not _continues(tokens, number.stop) or not number.values:
            return number
        running = _Sum()
        running.group, running.last = number.values[-1], "digits"
        running.others = number.values[:-1]
        stop, end, numeral = number.stop, number.end, number.numeral
    elif word.sense.eleven:
        if not _opens_compound(tokens, place):
            return None
        running = _Sum()
        running.take(1, "unit", conj=False, first=True)
        stop, end = place + 1, tokens.end(place)
    elif word.sense.card is not None:
        value, kind = word.sense.card
        if kind == "accusative" and not _dual_construct(tokens, place):
            kind = "scale"
        running = _Sum()
        if not running.take(value, kind, conj=False, first=True):
            return None
        stop, end = place + 1, tokens.end(place)
    else:
        return None
    return _extend(tokens, running, stop, end, numeral, tokens.size if limit is None else limit)


def _opens_compound(tokens: Tokens, place: int) -> bool:
    """Whether أحد/إحدى stands before عشر or وعشرون, and so counts."""
    follower = tokens.words[place + 1] if place + 1 < tokens.size else None
    if follower is None or follower.sense.card is None or tokens.gap(place) != SPACE:
        return False
    kind = follower.sense.card[1]
    return (kind == "ten" and not follower.conj) or (kind == "tens" and follower.conj)


def _near(tokens: Tokens, place: int) -> bool:
    """Whether a word hangs on the digits before it, perhaps past their closing bracket."""
    gap = tokens.gap(place - 1)
    if gap == SOFT:
        return tokens.raw[tokens.end(place - 1) : tokens.starts[place]].strip() == ")"
    return gap == SPACE


def _dual_construct(tokens: Tokens, place: int) -> bool:
    """Whether ألفا is "two thousand" (ألفا جندي) rather than a thousand (ألفا ومئتان)."""
    if "\u064b" in tokens.text(place) or place + 1 >= tokens.size or tokens.gap(place) != SPACE:
        return False
    follower = tokens.words[place + 1]
    if follower is None:
        text = tokens.folded(place + 1)
        return len(text) > 2 and not text.startswith(("و", "ف", "ال"))
    return bool(follower.sense.nouns) and not (follower.conj or follower.prep or follower.art)


def _continues(tokens: Tokens, place: int) -> bool:
    """A cheap test that spares most numbers in digits the long way."""
    word = tokens.at(place)
    if word is None or word.prep:
        return False
    sense = word.sense
    goes_on = (
        sense.card is not None or sense.fraction is not None or not _GOES_ON.isdisjoint(sense.roles)
    )
    return goes_on and _near(tokens, place)


_GOES_ON = frozenset({"decimal", "and"})


def _extend(tokens: Tokens, running: _Sum, stop: int, end: int, numeral: str, limit: int) -> Number:
    words = tokens.words
    doubtful: tuple[Value, ...] = running.others
    fraction_done = False
    while stop < limit and (
        _near(tokens, stop) if running.last == "digits" else tokens.gap(stop - 1) == SPACE
    ):
        word = words[stop]
        if word is None or word.prep or fraction_done:
            break
        conj, at = word.conj, stop
        if "and" in word.sense.roles and word.stem == "و" and stop + 1 < tokens.size:
            follower = words[stop + 1]
            if follower is None or follower.conj or follower.prep or tokens.gap(stop) != SPACE:
                break
            word, conj, at = follower, True, stop + 1
        if word.full == "واحد" and _opens_compound(tokens, at):
            conj = True  # وأحد عشر without its hamza
        taken = _take(tokens, running, word, conj, at)
        if not taken:
            break
        stop, fraction_done = taken
        end = tokens.end(stop - 1)
    if running.last == "scale" and doubtful:
        doubtful = ()
    values = (*doubtful, running.value)
    return Number(values, stop, end, numeral, running.scaled, running.scale or 1)


def _take(
    tokens: Tokens, running: _Sum, word: Word, conj: bool, at: int
) -> tuple[int, bool] | None:
    """Add one more word; the place after it and whether the number is complete."""
    sense = word.sense
    if word.digits:
        number = numeral_at(tokens, at)
        if not conj or running.last not in ("scale", "hundred") or len(number.values) != 1:
            return None
        value = number.values[0]
        limit = running.scale if running.last == "scale" else 100
        follower = tokens.words[number.stop] if number.stop < tokens.size else None
        scale = follower.sense.card if follower is not None and not follower.conj else None
        if scale is not None and scale[1] in ("scale", "accusative", "plural"):
            if times(value, scale[0]) >= limit:
                return None
        elif value >= limit or not isinstance(value, int) or value < 10:
            return None
        running.group = _plus(running.group, value) if running.last == "hundred" else value
        running.last, running.units = "digits", 0
        return number.stop, False
    if sense.fraction is not None and sense.card is None and conj and sense.fraction[0] == 1:
        return _fraction_of(tokens, running, sense.fraction[1], at)
    if conj and (parts := _parts_behind(tokens, running, word, at)) is not None:
        return parts
    if sense.card is not None and (not word.art or conj):
        value, kind = sense.card
        return (at + 1, False) if running.take(value, kind, conj, first=False) else None
    if sense.eleven and conj and _opens_compound(tokens, at):
        return (at + 1, False) if running.take(1, "unit", conj, first=False) else None
    if "decimal" in sense.roles and not conj and not running.scaled:
        follower = tokens.words[at + 1] if at + 1 < tokens.size else None
        if follower is None or follower.conj or tokens.gap(at) != SPACE:
            return None
        rest = cardinal(tokens, at + 1)
        if rest is None or len(rest.values) != 1 or not isinstance(rest.values[0], int):
            return None
        digits = rest.numeral or str(rest.values[0])
        if rest.scaled or not digits.isdigit():
            return None
        running.group = _plus(running.group, Decimal("0." + to_western(digits)))
        return rest.stop, True
    return None


def _parts_behind(tokens: Tokens, running: _Sum, word: Word, at: int) -> tuple[int, bool] | None:
    """Take وثلثان, وثلاثة أرباع behind a number below a thousand."""
    if running.last not in ("unit", "ten", "teen", "tens", "hundred", "digits"):
        return None
    sense, stop = word.sense, at + 1
    if sense.fraction is not None and sense.fraction[0] == 2 and sense.card is None:
        share = divide(*sense.fraction)
    else:
        follower = tokens.words[stop] if stop < tokens.size else None
        if sense.card is None or follower is None or tokens.gap(at) != SPACE:
            return None
        parts = follower.sense.fraction
        if parts is None or parts[0] != 0 or follower.conj or follower.prep or follower.art:
            return None
        if not 1 < sense.card[0] < parts[1]:
            return None
        share, stop = divide(sense.card[0], parts[1]), stop + 1
    running.group = _plus(running.group, share)
    return stop, True


def _fraction_of(
    tokens: Tokens, running: _Sum, denominator: int, at: int
) -> tuple[int, bool] | None:
    """Take ونصف, and the scale word repeated behind it."""
    if running.last == "scale":
        follower = tokens.words[at + 1] if at + 1 < tokens.size else None
        stop = at + 1
        if follower is not None and follower.sense.card is not None and tokens.gap(at) == SPACE:
            value, kind = follower.sense.card
            if kind in ("scale", "accusative") and not follower.conj:
                if value != running.scale:
                    running.total = _plus(running.total, divide(value, denominator))
                    return at + 2, True
                stop = at + 2
        running.total = _plus(running.total, divide(running.scale, denominator))
        return stop, True
    if denominator > 4 or running.last not in ("unit", "ten", "teen", "tens", "digits"):
        return None
    follower = tokens.words[at + 1] if at + 1 < tokens.size else None
    if tokens.gap(at) == SPACE and follower is not None and follower.art and not follower.prep:
        return None
    running.group = _plus(running.group, divide(1, denominator))
    return at + 1, True


def vague_amount(tokens: Tokens, place: int) -> tuple[Value, Value, int] | None:
    """Low, high and the word after an amount in words that give a range, or ``None``.

    عشرات is 20 to 99, عدة مئات 300 to 999, عشرات الآلاف 20 000 to 99 000.
    """
    word = tokens.words[place]
    if word is None:
        return None
    sense = word.sense
    stop = place + 1
    follower = tokens.words[stop] if stop < tokens.size else None
    joined = follower is not None and tokens.gap(place) == SPACE and not follower.prep
    if sense.few is not None:
        low, high = sense.few
        if joined and follower is not None:
            inner = follower.sense
            if inner.vague is not None and not follower.conj:
                base = inner.card[0] if inner.card else 10
                return _chain(tokens, low * base, inner.vague[1], stop + 1)
            if inner.card == (10, "ten") and not follower.conj:
                return 10 + low, 10 + high, stop + 1
            if inner.card is not None and inner.card[1] == "tens" and follower.conj:
                return inner.card[0] + low, inner.card[0] + high, stop + 1
        return low, high, stop
    if sense.vague is not None:
        return _chain(tokens, *sense.vague, stop)
    return None


def _chain(tokens: Tokens, low: Value, high: Value, stop: int) -> tuple[Value, Value, int]:
    """Multiply by the scale words behind: عشرات الآلاف, مئات ملايين."""
    while stop < tokens.size and tokens.gap(stop - 1) == SPACE:
        word = tokens.words[stop]
        if word is None or word.conj or word.prep or word.sense.card is None:
            break
        value, kind = word.sense.card
        if kind not in ("scale", "plural") or value < 1000 or high >= _UNTOLD:
            break
        low, high, stop = times(low, value), times(high, value), stop + 1
    return low, high, stop
