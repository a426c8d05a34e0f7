"""What a date dates: the words around it that name the event, and how it stands to them.

Rules of Arabic word order alone. A date at the head of its sentence dates the main clause that follows; one
that stands by itself between commas dates what it parts; any other dates the words before it, back to the
nearest word of time (after, before, since), which opens a phrase of its own. What stands before such a
phrase is then set against the date as well: *talks went on before the attack of May* dates the attack, and
says of the talks that they were there before May.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from helpers.arabic.lookup import Phrases, Stems
from helpers.arabic.text import Normalised, clauses, normalise, sentences

__all__ = ["Dated", "Days", "folded_place"]

Span = tuple[int, int]

# How a preposition before a date, or before the phrase that holds it, sets an event against it. Folded text.
_RELATION_WORDS = {
    "بحلول": "by",
    "مع حلول": "by",
    "مع نهايه": "by",
    "قبل نهايه": "by",
    "في موعد اقصاه": "by",
    "موعد لا يتجاوز": "by",
    "منذ": "since",
    "مذ": "since",
    "حتى": "until",
    "لغايه": "until",
    "قبل": "before",
    "قبيل": "before",
    "بعد": "after",
    "بعيد": "after",
    "عقب": "after",
    "اثر": "after",
    "ابتداء من": "from",
    "اعتبارا من": "from",
    "انطلاقا من": "from",
    "بدءا من": "from",
}
_RELATIONS = Phrases(_RELATION_WORDS)
_OPENERS = {
    word: how for word, how in _RELATION_WORDS.items() if how in ("since", "before", "after")
}
_OPENS = re.compile(rf"(?<!\bمن )\bو?({'|'.join(sorted(_OPENERS, key=len, reverse=True))})\b")
_REACH = 24  # code points before a date in which its preposition stands
_BACK_TO = re.compile(r"\b[وف]?(?:يعود|تعود|عاد|عادت|يرجع|ترجع)\b.*\bالي\s*$", re.DOTALL)
_AT_THE_END = re.compile(r"(?:^|[^\W_]*\W)[وف]?ب$")
_END_OF = re.compile(r"(?:نهايه|اواخر|ختام)\b")
_DASH = re.compile(r"\s[-–—]+\s|[–—]")
_WHO = re.compile(r"\b[وف]?(?:الذي|التي|الذين|اللذان|اللذين|اللتان|اللتين|اللواتي)\b")
_WORD = re.compile(r"[^\W_]+")
# What may stand before a date that opens its clause.
_LEAD_LIST = """
    في وفي ففي خلال وخلال من ومن منذ ومنذ بحلول وبحلول حتى وحتى قبل وقبل بعد وبعد عقب وعقب ل و ف ب وب ول
    ثم مع ومع وقت سابق متاخر مطلع يوم
"""
_LEAD = frozenset(_LEAD_LIST.split())
# A clause that begins so is no main clause, and dates nothing that a date before it stands for.
_SIDE = re.compile(
    r"\W*و?(?:بعد|قبل|عقب|اثر|مع|رغم|علي الرغم|خلال|في|منذ|بحسب|وفقا|وفق|حسب|بسبب|نتيجه|كما|حيث|اذ)\b"
)
_UNDER_WAY = re.compile(
    r"[وف]?(?:ال)?(?:موجود|مستمر|قائم|جاري|جار|متواصل)(?:ه|ا|ين|ون|تان|تين|ات)?|[وف]?(?:بدا|انطلق|كان|جر)(?:ت|وا)?"
)
_AND = re.compile(r"\W*و")
_PRESENT = re.compile(r"س?[يت]\w{2}")  # a verb in the present or future, as its prefix shows
_IN = re.compile(r"\W*(?:في|ب)\b")
_THAT = re.compile(r"\W*و?(?:ب|ل)?ان(?:ه|ها|هم|نا)?\b")
_FAR = 600  # code points from a date beyond which nothing is read, however long the clause
_CLAUSES = 6  # clauses after a date at the head in which its main clause is looked for
_BEFORE, _AFTER = 14, 8  # words of the phrase that are read on either side of the date
_ANTECEDENT, _NEAR = 5, 3


@dataclass(frozen=True, slots=True)
class Dated:
    """What one date stands for.

    Attributes:
        event: Stretches of the folded text that say what is dated.
        relation: How the date stands to it: ``in``, ``by``, ``since``, ….
        main: The stretch before the phrase that the date belongs to, if it has one.
        main_relation: How ``main`` stands to the date.
    """

    event: tuple[Span, ...]
    relation: str
    main: Span | None = None
    main_relation: str = ""


def folded_place(copy: Normalised, raw: int) -> int:
    """Place in the folded copy of an offset into the raw text."""
    if isinstance(copy.offsets, range):
        return raw
    return bisect_left(copy.offsets, raw)


class Days:
    """The dates of one text, ready to be asked what they date."""

    def __init__(self, text: str, copy: Normalised | None = None) -> None:
        """Cut the text into clauses and sentences.

        Args:
            text: The raw text.
            copy: Its folded copy, if there is one already.
        """
        self.copy = copy or normalise(text)
        self._text = self.copy.text
        self._clauses, self._sentences = (
            [(folded_place(self.copy, a), folded_place(self.copy, b)) for a, b in spans]
            for spans in (clauses(text), sentences(text))
        )

    def under_way(self, start: int, end: int, thing: Stems[bool]) -> Span | None:
        """Where the text has something under way before the event that this date dates.

        Args:
            start: Offset of the date.
            end: Offset after it.
            thing: Words for what is under way.

        Returns:
            The raw span from its word up to the date; ``None`` where nothing of the kind is said.
        """
        found = self.of(start, end)
        if found.main is None or found.main_relation != "before":
            return None
        low, high = found.main
        said = [word for word in _WORD.finditer(self._text, low, high)]
        named = next((word.start() for word in said if thing.of(word.group())), None)
        if named is None or not any(_UNDER_WAY.fullmatch(word.group()) for word in said):
            return None
        return self.copy.raw_span(named, folded_place(self.copy, end))

    def words(self, start: int, end: int) -> str:
        """The folded words that say what the date at this raw span dates."""
        return " ".join(self._text[a:b] for a, b in self.of(start, end).event)

    def of(self, start: int, end: int, before: Span | None = None) -> Dated:
        """What the date at this raw span dates, in places of the folded copy.

        Args:
            start: Offset of the date.
            end: Offset after it.
            before: Raw span of the date before it in the text, if there is one.
        """
        found = self._of(folded_place(self.copy, start), folded_place(self.copy, end))
        if before is None:
            return found
        first, stop = (folded_place(self.copy, place) for place in before)
        return self._again(found, first, stop)

    def _again(self, found: Dated, first: int, stop: int) -> Dated:
        """Of two dates of one subject (it begins in May and ends in June) each with its own verb."""
        if not found.event:
            return found  # nothing beside the date says what it dates
        (begin, date), *rest = found.event
        second = _AND.match(self._text, stop)
        if not (begin < first and stop < date and second):
            return found
        verb = next(
            (
                word.start()
                for word in reversed(list(_WORD.finditer(self._text, begin, first)))
                if word.group() not in _LEAD
            ),
            begin,
        )
        kept = ((begin, verb),) if _PRESENT.match(self._text, verb) else ()
        return replace(found, event=(*kept, (stop, date), *rest))

    def _of(self, start: int, end: int) -> Dated:
        index = bisect_right(self._clauses, start, key=lambda span: span[0]) - 1
        if index < 0 or start >= self._clauses[index][1]:
            return Dated(((start, end),), "in")
        left = max(self._clauses[index][0], start - _FAR)
        right = max(end, min(self._clauses[index][1], end + _FAR))
        left, right = self._between_dashes(left, right, start, end)
        relation = self._relation(left, start, end)
        lead = [word for word in _WORD.findall(self._text[left:start]) if word not in _LEAD]
        if lead:
            found = self._behind(left, right, start, end, relation)
            beside = self._clauses[index - 1 : index] if index else []
            if len(lead) <= _NEAR and beside and _IN.match(self._text, left) and not found.main:
                # A clause of place alone (in the capital in May) goes on with the one before it.
                low = self._back(max(beside[0][0], beside[0][1] - _FAR), beside[0][1], _BEFORE)
                return Dated(((low, beside[0][1]), *found.event), relation)
            return found
        if len(_WORD.findall(self._text[end:right])) > 1:
            return Dated((self._words(end, right, _BEFORE),), relation)
        return Dated(self._beyond(index, left), relation)

    def _between_dashes(self, left: int, right: int, start: int, end: int) -> Span:
        for mark in _DASH.finditer(self._text, left, start):
            left = mark.end()
        after = _DASH.search(self._text, end, right)
        return left, after.start() if after else right

    def _relation(self, left: int, start: int, end: int) -> str:
        low = max(left, start - _REACH)
        before = self._text[low:start]
        if _AT_THE_END.search(before) and _END_OF.match(self._text, start, end):
            return "by"
        hits = _RELATIONS.find(before)
        if hits:
            return hits[-1].value
        return "from" if _BACK_TO.search(self._text[left:start]) else "in"

    def _behind(self, left: int, right: int, start: int, end: int, relation: str) -> Dated:
        """A date after the words that it dates."""
        main: Span | None = None
        how = ""
        begin = left
        for opener in _OPENS.finditer(self._text, left, start):
            if _WORD.search(self._text, opener.end(), start):
                begin, main, how = opener.end(), (left, opener.start()), _OPENERS[opener.group(1)]
        for who in _WHO.finditer(self._text, begin, start):
            if len(_WORD.findall(self._text[who.end() : start])) <= _NEAR:
                begin = max(begin, self._back(begin, who.start(), _ANTECEDENT))
        begin = max(begin, self._back(begin, start, _BEFORE))
        after = _OPENS.search(self._text, end, right)
        stop = after.start() if after else right
        event = ((begin, start), self._words(end, stop, _AFTER))
        if main is None or not _WORD.search(self._text[main[0] : main[1]]):
            return Dated(event, relation)
        return Dated(event, relation, main, how)

    def _back(self, low: int, high: int, count: int) -> int:
        """Where the last ``count`` words before ``high`` begin."""
        found = list(_WORD.finditer(self._text, low, high))
        return found[-count].start() if len(found) >= count else low

    def _words(self, low: int, high: int, count: int) -> Span:
        """The first ``count`` words."""
        found = list(_WORD.finditer(self._text, low, high))
        return (low, found[count - 1].end()) if len(found) > count else (low, high)

    def _beyond(self, index: int, left: int) -> tuple[Span, ...]:
        """A date that is a clause of its own: the clauses that it stands for."""
        place = bisect_right(self._sentences, left, key=lambda span: span[0]) - 1
        first, last = self._sentences[place] if place >= 0 else (left, len(self._text))
        opens = self._text[left : left + 5].lstrip("\"“«'( ")
        leads = opens.startswith("و") or left <= first + 2
        near = self._clauses[index + 1 : index + 1 + _CLAUSES]
        after = [(a, min(b, a + _FAR)) for a, b in near if b <= last]
        before = [
            (max(a, b - _FAR), b) for a, b in self._clauses[max(0, index - 1) : index] if a >= first
        ]
        if not leads and before:
            return (*before, *after[:1])
        main = next((i for i, (a, _) in enumerate(after) if not _SIDE.match(self._text, a)), None)
        if main is None:
            return tuple(after[:1] or before)
        told = after[main + 1 : main + 2]
        says = told and _THAT.match(self._text, told[0][0])
        return (after[main], *told) if says else (after[main],)
