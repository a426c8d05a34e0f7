"""Find reported speech in Arabic text: what is said, by whom, in which words.

A report is a passage that somebody says, writes, thinks, fears or asks for. Its parts are
spans of the raw text: the *content* (without outer quotation marks, أن and a final full
stop), the *voice* (the words at the report that name the source) and the *cue* (the
reporting expression). What is in no report is the narrator's.

The finder reads one paragraph at a time. It looks every word up among the inflected forms
of ``speech.toml`` and reads a small frame round each cue: subject before or after the verb,
then what opens the content. Every look to the left or right is bounded, so time grows with
the length of the text and memory with its longest line, and an unclosed quotation mark
cannot swallow more than its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from helpers.arabic.speech_contents import Found, audience_end, content_end
from helpers.arabic.speech_cues import cues
from helpers.arabic.speech_lexicon import Lexicon, lexicon
from helpers.arabic.speech_line import (
    AL,
    COMMAS,
    ENDS,
    HEAD,
    MARK,
    NAME,
    OPENERS,
    OPENS,
    OWNED,
    PREP,
    SCARE,
    SOURCE,
    THAT,
    TITLE,
    Line,
    Span,
    look_up,
    unjoined,
)
from helpers.arabic.speech_phrases import phrase_end, short_voice
from helpers.arabic.text import fold, paragraphs, sentences

__all__ = ["Report", "find_reports", "iter_reports", "reports_by_line"]

_HEARD = 2000  # names of speakers kept
_TAIL = 1500  # code points in which the last sentence of a paragraph is looked for
DIRECT = 0.65  # share of quoted words from which a report is direct


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Offsets are code points of the text, ends exclusive.

    Attributes:
        start: Start of the content.
        end: End of the content.
        quote: The content, ``text[start:end]``.
        mode: ``direct``, ``mixed`` or ``indirect``.
        voice: The words that name the source, or ``None`` where only a pronoun or the
            ending of the verb stands for it.
        voice_start: Start of the voice, or ``None``.
        voice_end: End of the voice, or ``None``.
        cue: The reporting expression, or ``None`` where marks alone show the report.
        cue_start: Start of the cue, or ``None``.
        cue_end: End of the cue, or ``None``.
        sense: ``say``, ``think``, ``fear`` or ``want``.
        via: The words that name who passes the report on, or ``None``.
        via_start: Start of ``via``, or ``None``.
        via_end: End of ``via``, or ``None``.
        owned: The cue is a noun with the speaker's pronoun (``مخاوفهم من``).
    """

    start: int
    end: int
    quote: str
    mode: str
    voice: str | None
    voice_start: int | None
    voice_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    sense: str = "say"
    via: str | None = None
    via_start: int | None = None
    via_end: int | None = None
    owned: bool = False


def headline(line: Line, names: AbstractSet[str]) -> Found | None:
    """``فلان: ...`` at the head of a line."""
    high = min(len(line.words), 14)
    colon = next((i for i in range(high) if line.text(i) == ":"), None)
    if colon is None or colon < 1 or len(line.words) - colon < 4:
        return None
    begin = colon + 1
    told = next((i for i in range(1, colon) if _is_addressed(line, i, colon)), colon)
    addressed, colon = told < colon, told
    if colon > 6:
        return None
    if any(
        line.flags(i) & (PREP | MARK | THAT)
        and line.text(i) != "باسم"
        and line.text(i) not in '()"“”«»'
        for i in range(colon)
    ):
        return None
    if _is_heading(line, colon) or any(line.words[i].forms for i in range(colon)):
        return None
    head = " ".join(line.text(i) for i in range(colon) if not line.flags(i) & MARK)
    if (
        head not in names
        and not any(line.flags(i) & (TITLE | NAME) for i in range(colon))
        and not (line.flags(0) & SOURCE and (colon >= 2 or not line.flags(0) & AL))
        and not _says_a_clause(line, colon, begin)
        and not (addressed and colon <= 2 and not line.flags(0) & AL)
    ):
        return None
    end = line.sentence_end[begin] if begin < len(line.words) else begin
    if line.flags(begin) & THAT:
        begin += 1
    stop = content_end(line, begin, end, nominal=False)
    if stop - begin < 3:
        return None
    return Found((begin, stop), short_voice(line, (0, colon)), None, "say")


def _is_heading(line: Line, colon: int) -> bool:
    """``تقرير: ...`` heads a text; ``تقرير أممي: ...`` and ``مصدر أمني: ...`` speak."""
    if line.text(0) not in line.lex.sets["headings"]:
        return False
    adjective = colon == 2 and line.text(1).endswith(("ي", "يه")) and not line.flags(1) & AL
    return not (adjective and line.flags(0) & SOURCE and line.text(0) not in ("راي", "مقال"))


def _is_addressed(line: Line, token: int, colon: int) -> bool:
    """Whether a word before a colon names who is told: ``فلان (لنظيره الروسي): ...``."""
    text = line.text(token)
    if text[:1] != "ل" or line.flags(token - 1) & PREP:
        return False
    if text == "ل":
        return 0 < line.quoted(token + 1) <= 4 and line.closer[token + 1] == colon - 1
    peer = bool(line.flags(token) & OWNED) and colon - token <= 4
    return peer or audience_end(line, token) == colon


_FUTURE = re.compile(r"س[ينتا]\w{3,}")
_WE = re.compile(r"\w{3,}نا")


def _says_a_clause(line: Line, colon: int, begin: int) -> bool:
    """An unknown name of one or two words before a colon, with a whole clause behind it.

    ``فلان: لن نقبل ...``. What follows a heading (``المكونات: ...``) is a list of nouns.
    """
    looks_verbal = HEAD if colon == 1 and line.raw_of(0)[:1] == "أ" else 0  # أردوغان
    if colon > 2 or any(line.flags(i) & ~(AL | SOURCE | looks_verbal) for i in range(colon)):
        return False
    if colon == 1 and line.text(0) in line.lex.sets["powers"]:
        we = line.text(begin) in line.lex.sets["we_are"]
        if we or line.text(begin) in line.lex.sets["clause_marks"]:
            return True
    if line.text(0).endswith("ه") or (line.flags(0) & AL and not line.flags(0) & SOURCE):
        return False
    marks = line.lex.sets["clause_marks"]
    behind = range(begin, min(begin + 3, len(line.words)))
    return (
        any(line.text(i) in marks or _FUTURE.fullmatch(line.text(i)) for i in behind)
        or bool(_WE.fullmatch(line.text(begin)))
        or bool(line.flags(begin) & THAT)
        or _is_sentence(line, colon, begin)
    )


_PRESENT = re.compile(r"[يت]\w{3,}")


def _is_sentence(line: Line, colon: int, begin: int) -> bool:
    """One bare word and a colon, then a definite noun and its verb: ``فلان: الغرب يخدع نفسه``."""
    noun = line.flags(begin)
    if colon != 1 or line.flags(0) or not noun & AL or noun & PREP:
        return False
    verb = begin + 1
    if line.flags(verb) & AL and line.text(verb).endswith(("ي", "يه")):
        verb += 1
    word = line.text(verb)
    return bool(_PRESENT.fullmatch(word)) and not line.flags(verb) and word[-1] not in "هي"


def lone_quotations(line: Line, taken: list[Found]) -> Iterator[Found]:
    """Quotations that fill a sentence and belong to no cue."""
    for first, last in line.closer.items():
        if line.inner[first] >= 0 or line.quoted(first) < 6:
            continue
        low, high = line.sentence_start[first], line.sentence_end[first]
        if first - low > 1 or high - last > 2:
            continue
        if any(found.content[0] < last and first < found.content[1] for found in taken):
            continue
        yield Found((first, last + 1), None, None, "say")


_EDGE = COMMAS | ENDS | {":", "–", "—", "-"}


def trim_content(line: Line, span: Span) -> tuple[Span, bool] | None:
    """Without the marks at the edges; and whether outer quotation marks were taken off."""
    begin, end = span
    outer = False
    while begin < end:
        if line.text(end - 1) in _EDGE:
            end -= 1
        elif line.text(begin) in _EDGE:
            begin += 1
        elif line.closer.get(begin) == end - 1:
            begin += 1
            end -= 1
            outer = True
            while (
                begin < end
                and line.is_that(begin, begin)
                and line.text(begin) not in ("الا", "بالا")
            ):
                begin += 1
        elif begin in line.closer and line.closer[begin] >= end:
            begin += 1
        elif _wraps(line, begin, end - 1):
            begin += 1
            end -= 1
            outer = True
        elif line.text(end - 1) == ")" and (opened := _bracket_open(line, end - 1, begin)):
            end = opened
        elif end - 1 in line.opener and line.opener[end - 1] < begin:
            end -= 1
        elif line.text(begin) in OPENERS and begin not in line.closer:
            begin += 1
        elif line.text(end - 1) in OPENERS and end - 1 not in line.opener:
            end -= 1
        else:
            return (begin, end), outer
    return None


def _wraps(line: Line, first: int, last: int) -> bool:
    """Whether straight marks at both edges are a pair in spite of the name inside.

    ``"قاعدة "النسر" أغلقت"``: all marks look alike, so the first was paired with the third.
    """
    mid = line.closer.get(first)
    if mid is None or line.text(first) != '"' or line.text(last) != '"' or not first < mid < last:
        return False
    before, behind = line.starts[mid] - 1, line.ends[mid]
    return line.raw[before].isspace() and line.raw[behind : behind + 1].isalnum()


def _bracket_open(line: Line, close: int, begin: int) -> int:
    """Where a bracketed remark of several words opens; 0 if it is short or fills the span."""
    for index in range(close - 1, max(begin, close - 30), -1):
        if line.text(index) == "(":
            return index if close - index > 4 else 0
    return 0


def mode_of(line: Line, span: Span, outer: bool) -> str:
    """``direct``, ``mixed`` or ``indirect``, by the share of quoted words."""
    if outer:
        return "direct"
    begin, end = span
    words = inside = 0
    covered = -1
    token = begin
    for token in range(begin, end):
        last = line.closer.get(token)
        if last is not None and last > covered and last < end and line.quoted(token) > SCARE:
            before = line.flags(token - 1) if token > begin else PREP
            named = line.quoted(token) == 2 and not before & (AL | HEAD | PREP | THAT | MARK)
            covered = covered if named else last
        if not line.words[token].flags & MARK:
            words += 1
            inside += token < covered
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * words else "mixed"


def after_marks(raw: str, end: int) -> int:
    """The place behind the marks written on a letter."""
    while end < len(raw) and "\u064b" <= raw[end] <= "\u0652":
        end += 1
    return end


def to_report(line: Line, found: Found, shift: int) -> Report | None:
    """A report with offsets in the text, from what was found by word numbers."""
    trimmed = trim_content(line, found.content)
    if trimmed is None:
        return None
    (first, last), outer = trimmed
    raw = line.raw
    start, end = line.starts[first], line.ends[last - 1]
    if found.strip and first == found.content[0]:
        start = after_letters(raw, start, found.strip)
    if end <= start:
        return None
    if found.led and first == found.content[0]:
        rest = line.words[first].text[1:]
        if line.words[first].text[:1] == "و" and look_up(rest, line.lex).flags & (
            PREP | OPENS | AL
        ):
            start = after_letters(raw, start, 1)

    def part(span: Span | None, strip: int = 0) -> tuple[str | None, int | None, int | None]:
        if span is None or span[1] <= span[0]:
            return None, None, None
        a, b = line.starts[span[0]], line.ends[span[1] - 1]
        if line.closer.get(span[0]) == span[1] - 1:
            a, b = line.starts[span[0] + 1], line.ends[span[1] - 2]
        if strip:
            a = after_letters(raw, a, strip)
        return raw[a:b], a + shift, b + shift

    voice, voice_start, voice_end = part(found.voice, found.voice_strip)
    cue, cue_start, cue_end = part(found.cue)
    via, via_start, via_end = part(found.via)
    return Report(
        start + shift,
        end + shift,
        raw[start:end],
        mode_of(line, (first, last), outer),
        voice,
        voice_start,
        voice_end,
        cue,
        cue_start,
        cue_end,
        found.sense,
        via,
        via_start,
        via_end,
        found.owned,
    )


def after_letters(raw: str, start: int, letters: int) -> int:
    """The place after so many letters, with the marks written on them."""
    for _ in range(letters):
        start = after_marks(raw, start + 1)
    return start


def announced_before(line: Line, sentence: int) -> Found | None:
    """``تم الإعلان عن ذلك في بيان صادر عن ...``: the content is the sentence before.

    The content of what is found is empty: the caller knows the sentence before.
    """
    end = line.sentence_end[sentence]
    begin = sentence
    passive = unjoined(line.text(begin)) in line.lex.sets["passive_light"]
    if passive and line.noun_of_saying(begin + 1):
        cue = (begin, begin + 2)
    elif line.is_report_verb(begin):
        cue = (begin, begin + 1)
    else:
        return None
    place = cue[1]
    if line.text(place) in ("عن", "الي", "علي"):
        place += 1
    if line.text(place) not in ("ذلك", "بذلك", "هذا"):
        return None
    place += 1
    if line.text(place) in COMMAS or not passive:
        after = phrase_end(line, place, end, split=False)
        if not passive and after > place:
            return Found((begin, begin), short_voice(line, (place, after)), cue, "say")
    for token in range(place, min(end, place + 12)):
        behind = line.text(token) == "صادر" and line.text(token + 1) == "عن"
        by = line.text(token) == "قبل" and line.text(token - 1) == "من"
        if behind or by:
            source = token + 1 + behind
            after = phrase_end(line, source, end, split=False)
            if after > source:
                return Found((begin, begin), short_voice(line, (source, after)), cue, "say")
    return None


def _paragraph(
    raw: str,
    shift: int,
    lex: Lexicon,
    names: AbstractSet[str] = frozenset(),
    previous: tuple[int, str] | None = None,
) -> Iterator[Report]:
    """The reports of one paragraph.

    Args:
        raw: The paragraph.
        shift: Its offset in the text.
        lex: The words.
        names: Folded names that may speak at the head of a line.
        previous: Offset and words of the sentence before it.
    """
    line = Line(raw, lex)
    found = list(cues(line)) if line.has_cue() else []
    head = headline(line, names)
    if head is not None and not any(
        item.content[0] <= head.content[0] and item.voice == head.voice for item in found
    ):
        found.append(head)
    if line.closer:
        found.extend(lone_quotations(line, found))
    reports = [report for report in (to_report(line, item, shift) for item in found) if report]
    reports += _of_the_sentence_before(line, shift, previous)
    named = {(report.start, report.end) for report in reports if report.voice is not None}
    seen = set()
    for report in sorted(
        reports, key=lambda r: (r.start, -r.end, -1 if r.cue_start is None else r.cue_start)
    ):
        place = report.start, report.end
        if report.voice is None and place in named:
            continue  # عن الوزير قوله إن: one report, not two
        key = *place, report.voice_start
        if key not in seen:
            seen.add(key)
            yield report


def _of_the_sentence_before(
    line: Line, shift: int, previous: tuple[int, str] | None
) -> Iterator[Report]:
    starts = sorted(set(line.sentence_start))
    for number, token in enumerate(starts):
        announced = announced_before(line, token)
        if announced is None:
            continue
        if number:
            before = starts[number - 1]
            begin, end = line.starts[before], line.ends[line.sentence_end[before] - 1]
            offset, words = begin + shift, line.raw[begin:end]
        elif previous is not None:
            offset, words = previous
        else:
            continue
        words = words.rstrip(" .؟!…")
        if words.startswith("و") and look_up(fold(words[1:].split(" ")[0]), line.lex).flags & (
            PREP | OPENS | AL
        ):
            offset, words = offset + 1, words[1:]
        report = to_report(line, replace(announced, content=(token, token + 1)), shift)
        if report is not None and words:
            yield replace(
                report, start=offset, end=offset + len(words), quote=words, mode="indirect"
            )


class _Heard(AbstractSet[str]):
    """Names that may speak: those given, and the latest of those that have spoken."""

    def __init__(self, given: AbstractSet[str]) -> None:
        self.given = given
        self.spoken: dict[str, None] = {}

    def __contains__(self, name: object) -> bool:
        return name in self.given or name in self.spoken

    def __iter__(self) -> Iterator[str]:
        return iter({*self.given, *self.spoken})

    def __len__(self) -> int:
        return len({*self.given, *self.spoken})

    def note(self, reports: Iterable[Report]) -> None:
        for report in reports:
            if report.voice and report.cue:
                words = fold(report.voice).split()
                for name in (" ".join(words), words[-1] if 1 < len(words) < 5 else ""):
                    if name:
                        self.spoken[name] = None
        while len(self.spoken) > _HEARD:
            del self.spoken[next(iter(self.spoken))]


def iter_reports(lines: Iterable[str]) -> Iterator[Report]:
    """Reports of a text that comes piece by piece.

    Args:
        lines: The text cut behind line ends, as a file yields it: no content spans two
            lines. Offsets run through all of them.

    Yields:
        The reports, line by line, in the order of their contents.
    """
    for _, _, reports in reports_by_line(lines):
        yield from reports


def reports_by_line(
    lines: Iterable[str], names: AbstractSet[str] = frozenset()
) -> Iterator[tuple[str, int, list[Report]]]:
    """The lines of a text with their reports.

    Args:
        lines: The text cut behind line ends.
        names: Names, folded, that are known to be speakers: ``name: ...`` at the head of a
            line is then theirs, with no title or first name beside it. Names that the text
            itself gave a report to are known from there on.

    Yields:
        (line with its end, offset of the line, reports whose cue stands in it). Offsets of
        reports count from the start of the text; a content may stand in the line before.
    """
    lex = lexicon()
    shift = 0
    previous: tuple[int, str] | None = None
    heard = _Heard(names)
    for piece in lines:
        for line in piece.splitlines(keepends=True):
            reports: list[Report] = []
            for start, end in paragraphs(line):
                raw = line[start:end]
                reports.extend(_paragraph(raw, shift + start, lex, heard, previous))
                spans = sentences(raw[-_TAIL:])
                if spans:
                    cut = max(0, len(raw) - _TAIL)
                    first, stop = spans[-1][0] + cut, spans[-1][1] + cut
                    previous = shift + start + first, raw[first:stop]
            yield line, shift, reports
            heard.note(reports)
            shift += len(line)


def find_reports(text: str) -> list[Report]:
    """Every report of a text, in the order of their contents.

    Args:
        text: The article, as published. Any string will do.

    Returns:
        The reports; ``text[report.start:report.end] == report.quote`` for each, and
        likewise for voice, cue and via.

    >>> report = find_reports('وقال الوزير أمس إن "الجسر سيفتح غدا".')[0]
    >>> report.cue, report.voice, report.mode
    ('وقال', 'الوزير', 'direct')
    """
    return list(iter_reports([text]))
