"""Find every figure in an Arabic text: amounts and dates, with their exact words.

A figure is a number together with the characters it was read from. The number may be
wrong; the characters never are: ``text[start:end] == quote`` for any text. What can be
read two ways is kept as ``ambiguous`` with both readings, what nobody can read as
``unreadable``; neither becomes a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from helpers.arabic.dates import Calendar, Settled, When, date_at, settle
from helpers.arabic.numerals import Habit, Value
from helpers.arabic.quantities import Amount, amount_at, qualifier_before
from helpers.arabic.words import BREAK, SOFT, SPACE, Tokens, Word

__all__ = ["RECORD_FIELDS", "Figure", "find_figures", "iter_figures", "to_record"]

RECORD_FIELDS = (
    "article",
    "start",
    "end",
    "quote",
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "date",
    "resolved",
    "readings",
    "status",
)
_CHUNK = 64 * 1024  # code points read at a time; the first chunk shows a text's habits
_DATELINE = 300  # a full date this near the beginning is the date of writing
_ARABIC = re.compile("[\u0600-\u06ff]")


class Figure(NamedTuple):
    """One amount or date found in one text.

    Attributes:
        start: Offset of the first character, in code points of the text.
        end: Offset after the last one; ``text[start:end] == quote``.
        quote: The characters it was read from, unchanged.
        kind: count, share, duration, money, measure, date, ordinal or identifier.
        low: The least value; equal to ``high`` where the text gives one number.
            Shares are parts of one. ``None`` for dates, and where it cannot be read.
        high: The greatest value.
        unit: What is counted, as an English lemma, or the Arabic noun itself.
        qualifier: exact, about, at_least, more_than, less_than or vague.
        date: EDTF; ``relative`` where only the day of writing places it; ``T06:30``.
        resolved: The day, week, month or year of a relative date, where it is known.
        readings: All readings of an ambiguous figure, else empty.
        status: read, ambiguous or unreadable.
    """

    start: int
    end: int
    quote: str
    kind: str
    low: Value | None = None
    high: Value | None = None
    unit: str | None = None
    qualifier: str = "exact"
    date: str | None = None
    resolved: str | None = None
    readings: tuple[Value | str, ...] = ()
    status: str = "read"


def find_figures(text: str, published: str | None = None) -> list[Figure]:
    """Every figure of a text, in reading order.

    Args:
        text: An article, as published; nothing is normalised beforehand.
        published: When it was published, as an EDTF date or interval; gives dates
            without a year theirs and relative dates a day. Without it the text's own
            dateline serves, if it has one.

    Returns:
        The figures; none overlap. No figures gives an empty list. Never raises.

    >>> [(f.quote, f.kind, f.low) for f in find_figures("قتل نحو 30 شخصا في غارتين")]
    [('نحو 30 شخصا', 'count', 30), ('غارتين', 'count', 2)]
    """
    return list(iter_figures([text], published))


def iter_figures(pieces: Iterable[str], published: str | None = None) -> Iterator[Figure]:
    """The figures of one text that comes in pieces, such as the lines of a file.

    The pieces are one text: offsets count through all of them. Memory stays flat; the
    text's habits (separators, order of day and month, its date) are inferred from its
    first 64 thousand code points.
    """
    reader: _Reader | None = None
    offset = 0
    for part in _chunks(pieces):
        tokens = Tokens(part)
        drafts = _drafts(tokens)
        if reader is None:
            reader = _Reader.of(drafts, published)
        for draft in drafts:
            yield reader.figure(draft, part, offset)
        offset += len(part)


def to_record(article: str, figure: Figure) -> dict[str, Any]:
    """A figure as one JSON object: the fields of `RECORD_FIELDS`, numbers as numbers."""
    return {
        "article": article,
        "start": figure.start,
        "end": figure.end,
        "quote": figure.quote,
        "kind": figure.kind,
        "low": _plain(figure.low),
        "high": _plain(figure.high),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "date": figure.date,
        "resolved": figure.resolved,
        "readings": [
            reading if isinstance(reading, str) else _plain(reading) for reading in figure.readings
        ],
        "status": figure.status,
    }


def _plain(value: Value | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _chunks(pieces: Iterable[str]) -> Iterator[str]:
    """The text in parts of about one chunk, cut at line ends, or in long lines at spaces."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size < _CHUNK:
            continue
        text = "".join(waiting)
        place = 0
        while len(text) - place >= _CHUNK:
            cut = _cut(text, place, place + _CHUNK)
            yield text[place:cut]
            place = cut
        waiting, size = [text[place:]], len(text) - place
    if size:
        yield "".join(waiting)


def _cut(text: str, begin: int, end: int) -> int:
    """Where to cut: after a line, else after a sentence, else after a word."""
    for mark in ("\n", ". ", " "):
        place = text.rfind(mark, begin + _CHUNK // 4, end)
        if place >= 0:
            return place + len(mark)
    return end


# --- what is no figure -----------------------------------------------------------------------

_APART = frozenset(" \n،")  # after a number: nothing is written on to it
_BULLETS = re.compile(r"(?:^|\n)[\s●•▪*(\[-]*$")
_NAMED = re.compile(r"(?:^|[ («\"])[A-Z]{1,6}-$")  # a product: F-16
_POINT = re.compile(
    r"[ ]?[.)\]][ )\]]|[ ]?[-–—][ )\]](?![ ]?\d)|[)\]]?[-–][ ]?(?=[^\W\d_])|\.(?=[^\W\d_])"
)


def _no_figure(tokens: Tokens, place: int, word: Word) -> bool:
    """Digits of an address, a footnote mark, a list's numbering, a page, a telephone."""
    raw = tokens.raw
    end = tokens.starts[place] + word.end
    start = end - len(word.digits)
    before, behind = raw[start - 1 : start], raw[end : end + 1]
    if not before or before == "\n":
        return _numbering(tokens, place, start, end)
    if before != " " or behind not in _APART:
        if before == "_" or behind == "_":
            return True
        if before in ".-/=&?@#:~%" and _latin(raw[start - 2 : start - 1]) and start > 1:
            return before != "-" or _NAMED.search(raw, max(0, start - 8), start) is None
        if behind in ("-", ".", "/", "@") and _latin(raw[end + 1 : end + 2]):
            return True
        if before == "[" and behind == "]":
            return True
    if len(word.digits) >= 7 and (word.digits.startswith("0") or before == "+"):
        return True
    if len(word.digits) < 4 and before in " (\t●•":
        inside = start > 1 and raw[start - 2].isalnum()  # of a line
        if not inside and _numbering(tokens, place, start, end):
            return True
    named = tokens.at(place - 1)
    return (
        named is not None and "page" in named.sense.roles and tokens.gap(place - 1) in (SPACE, SOFT)
    )


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _numbering(tokens: Tokens, place: int, start: int, end: int) -> bool:
    """Whether a number at the start of a line only numbers it: 1- , (2), 3."""
    raw = tokens.raw
    if end - start > 2 or not _BULLETS.search(raw, max(0, start - 8), start):
        return False
    line = raw.rfind("\n", 0, start) + 1
    if start - line > 7:
        return False
    if raw[end : end + 1] == ")" and place + 1 < tokens.size:
        follower = tokens.words[place + 1]
        if follower is not None and follower.sense.nouns and not follower.art:
            return False
    return _POINT.match(raw, end) is not None


def _counts_instead(tokens: Tokens, when: When) -> bool:
    """Whether a bare number that could be a year counts something."""
    word = tokens.words[when.first]
    if word is None or when.until is not None or when.stop != when.first + 1 or not word.digits:
        return False
    behind = tokens.raw[when.end : when.end + 2]
    if behind.strip()[:1] in _PERCENT_OR_MONEY and behind.strip():
        return True
    if tokens.gap(when.stop - 1) not in (SPACE, SOFT):
        return False
    follower = tokens.words[when.stop] if when.stop < tokens.size else None
    if follower is None or follower.conj or follower.prep:
        return False
    if follower.sense.card is not None and follower.sense.card[1] in ("scale", "accusative"):
        return True
    return not follower.art and any(noun.number != 2 for noun in follower.sense.nouns)


_PERCENT_OR_MONEY = ("%", "٪", "$", "€", "£")

# --- drafts ------------------------------------------------------------------------------------

_Draft = Amount | When


def _drafts(tokens: Tokens) -> list[_Draft]:
    """What the words state, before the text's habits are known."""
    drafts: list[_Draft] = []
    floor = 0
    for place in tokens.triggers:
        if place < floor:
            continue
        word = tokens.words[place]
        if word is not None and word.digits and _no_figure(tokens, place, word):
            continue
        draft = _draft(tokens, place, floor)
        if draft is None or draft.end <= draft.start:
            continue
        if drafts and draft.start < drafts[-1].end:  # a mark that the figure before has taken
            draft.start = max(drafts[-1].end, tokens.starts[place])
        if isinstance(draft, Amount):
            if draft.points_back:
                _unit_from_before(draft, drafts)
            if draft.bare and drafts:
                _carry_on(tokens, draft, drafts)
        drafts.append(draft)
        floor = max(draft.stop, place + 1)
    return drafts


def _draft(tokens: Tokens, place: int, floor: int) -> _Draft | None:
    when = date_at(tokens, place, floor)
    if when is None:
        return amount_at(tokens, place, floor)
    if _counts_instead(tokens, when):
        return amount_at(tokens, place, floor)
    word = tokens.words[place]
    bare = when.first == place and when.point.month is None and when.fixed is None
    if bare and word is not None and word.digits and not when.until and when.stop == place + 1:
        amount = amount_at(tokens, place, floor)
        if amount is not None and (
            amount.kind == "identifier" or (amount.first < place and amount.qualifier != "exact")
        ):
            return amount
    if not when.relative:
        before = qualifier_before(tokens, when.first, floor)
        if before is not None and before[0] == "about":
            when.qualifier, when.first, when.start = before
    return when


def _unit_from_before(amount: Amount, drafts: list[_Draft]) -> None:
    """Of them: a number that points back counts what the number before it counted."""
    if amount.kind != "count":
        return
    if amount.unit is not None and amount.unit.isascii():
        return
    for draft in reversed(drafts[-3:]):
        if isinstance(draft, Amount) and draft.kind == "count" and draft.unit:
            amount.unit = draft.unit
            return


def _carry_on(tokens: Tokens, amount: Amount, drafts: list[_Draft]) -> None:
    """What a bare number shares with the figure before it.

    The next of a list of articles or minutes (المادتان 5 و6); the second half of a pair
    (48 للشراء و49 للبيع); millions that are compared with a sum (مليار يورو مقابل 938 مليونا).
    """
    if not amount.bare or amount.kind != "count" or amount.unit or not drafts:
        return
    last, word = drafts[-1], tokens.words[amount.first]
    if not isinstance(last, Amount) or word is None:
        return
    if last.kind in ("identifier", "ordinal"):
        named = tokens.words[last.stop - 1]
        listed = word.conj and word.digits and named is not None and named.digits
        follows = amount.first == last.stop and tokens.joined(amount.first, SOFT)
        if listed and follows and amount.qualifier == "exact":
            amount.kind, amount.unit = last.kind, last.unit
        return
    if last.kind not in ("money", "measure", "duration") or not last.unit:
        return
    if not last.stop <= amount.first <= last.stop + _NEAR:
        return
    if any(tokens.gap(at) == BREAK for at in range(last.stop - 1, amount.first)):
        return
    pair = word.conj and _for_whom(tokens, last.stop) and _for_whom(tokens, amount.stop)
    before = tokens.words[amount.first - 1]
    compared = before is not None and before.full in _COMPARES and last.kind == "money"
    added = amount.first == last.stop and word.conj and last.kind == "money" and last.ranges
    if added and amount.ranges and last.ranges[-1][0] > amount.ranges[-1][0] >= _THOUSAND:
        compared = True  # 10 ملايين درهم و500 ألف
    least = _THOUSAND if added else _MILLION
    if pair or (compared and amount.ranges and amount.ranges[-1][0] >= least):
        amount.kind, amount.unit = last.kind, last.unit


def _for_whom(tokens: Tokens, place: int) -> bool:
    """Whether the word says for whom or when the number holds: للشراء, للنساء, ليلا."""
    text = tokens.folded(place) if tokens.joined(place) else ""
    return text.startswith("لل") or text in _BY_DAY


_ROUND = ("000", "٠٠٠", "۰۰۰")
_NEAR = 8  # words between a figure and the one that goes on from it
_BY_DAY = frozenset({"نهارا", "ليلا"})
_COMPARES = frozenset({"مقابل", "الي", "من", "عن"})
_THOUSAND, _MILLION = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns drafts into figures with what the text has shown of its habits."""

    habit: Habit
    calendar: Calendar

    @classmethod
    def of(cls, drafts: list[_Draft], published: str | None) -> _Reader:
        amounts = [draft for draft in drafts if isinstance(draft, Amount)]
        dates = [draft for draft in drafts if isinstance(draft, When)]
        orders = {draft.order for draft in dates if draft.order is not None}
        calendar = Calendar.of(published, month_first=orders == {"month first"})
        if calendar.anchor is None:
            calendar = _own_calendar(dates, calendar, published)
        return cls(Habit.of(amount.numeral for amount in amounts), calendar)

    def figure(self, draft: _Draft, text: str, offset: int) -> Figure:
        start, end = draft.start, draft.end
        quote = text[start:end]
        if isinstance(draft, When):
            found = settle(draft, self.calendar)
            return Figure(
                start + offset,
                end + offset,
                quote,
                "date",
                qualifier=draft.qualifier,
                date=found.date,
                resolved=found.resolved,
                readings=found.readings,
                status=found.status,
            )
        ranges, status = draft.ranges, "read"
        if len(ranges) != 1:
            ranges, status = self._decide(draft)
        low, high = ranges[0] if status == "read" else (None, None)
        return Figure(
            start + offset,
            end + offset,
            quote,
            draft.kind,
            low,
            high,
            draft.unit,
            draft.qualifier,
            readings=tuple(low for low, _ in ranges) if status == "ambiguous" else (),
            status=status,
        )

    def _decide(self, draft: Amount) -> tuple[tuple[tuple[Value, Value], ...], str]:
        """One reading where the unit or the text's habit decides, else all of them."""
        ranges = draft.ranges
        if not ranges:
            return (), "unreadable"
        if draft.kind in ("count", "duration") and draft.unit is not None:
            return ranges[:1], "read"
        if "ر" in draft.numeral:
            return (ranges[:1], "read") if self.habit.spoken else (ranges, "ambiguous")
        if draft.numeral.endswith(_ROUND):
            return ranges[:1], "read"  # 4,000 ليرة: nobody prints three zeros behind a decimal mark
        mark = next((char for char in draft.numeral if char in ".,"), "")
        chosen = self.habit.prefers(mark)
        if chosen is not None:
            return (ranges[:1] if chosen == "thousands" else ranges[-1:]), "read"
        return ranges, "ambiguous"


def _own_calendar(dates: list[When], calendar: Calendar, published: str | None) -> Calendar:
    """The calendar from a text's own dates: its dateline, else its latest date."""
    days: list[tuple[int, date]] = []
    latest: date | None = None
    for when in dates:
        if when.relative or when.fixed or when.until or when.point.year is None or when.other:
            continue
        settled = settle(when, calendar)
        bounds = _day(settled)
        if bounds is None:
            continue
        if when.point.day is not None:
            days.append((when.start, bounds))
        latest = max(latest, bounds) if latest else bounds
    if days and days[0][0] < _DATELINE and not published:
        day = days[0][1]
        return Calendar(day, day, calendar.month_first)
    if latest is None:
        return calendar
    anchor = latest
    rough = Calendar(None, anchor, calendar.month_first)
    for when in dates:
        if when.weekday is not None and not when.relative and when.point.year is None:
            found = _day(settle(when, rough))
            anchor = max(anchor, found) if found else anchor
    return Calendar(None, anchor, calendar.month_first)


def _day(settled: Settled) -> date | None:
    text = settled.date or ""
    parts = text.split("/")[0].split("-")
    if not parts[0].isdigit() or not text or not 1 <= int(parts[0]) <= 9999:
        return None
    numbers = [int(part) if part.isdigit() else 1 for part in parts[:3]]
    month = numbers[1] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else 1
    try:
        return date(numbers[0], month, numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return None
