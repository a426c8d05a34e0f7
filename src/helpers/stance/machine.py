"""What the machine reads alone: who speaks, and which positions they seem to take.

Everything here is a suggestion. It is read from the text and the frame and never from
reviewed codes, so that it can be measured against them; where reviewed codes exist they stand
in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.arabic.speech import Report, reports_by_line
from helpers.arabic.speech_lexicon import lexicon
from helpers.arabic.text import clauses, fold, quotations
from helpers.frame import Actor, Frame
from helpers.stance.cues import Rule, Vocabulary, check_cues, rules
from helpers.stance.speakers import Known, Memory, Speaker, is_text, possessed

__all__ = ["Machine", "Voiced", "check_cues", "statements", "voices"]

Row = dict[str, object]

VOICE_FIELDS = (
    "article", "start", "end", "quote", "mode", "voice", "voice_start", "voice_end",
    "cue", "cue_start", "cue_end", "actor", "via",
)  # fmt: skip
STANCE_FIELDS = (
    "article", "start", "end", "quote", "voice", "voice_group", "mode", "channel",
    "proposition", "stance", "strength", "why",
)  # fmt: skip

_WORD = re.compile(r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u0640]*")
_AUTHOR = "author"
_NEAR = 90  # code points of a description before and behind a voice
_MEDIUM = frozenset({"medium"})


@dataclass(frozen=True, slots=True)
class Voiced:
    """A report with its resolved speaker.

    Attributes:
        report: The report.
        speaker: Who speaks.
        via: Name of who passes it on; empty if nobody does.
    """

    report: Report
    speaker: Speaker
    via: str


class Machine:
    """Reads voices and positions with one frame."""

    def __init__(self, frame: Frame) -> None:
        """Prepare the actors and cues of a frame.

        Raises:
            CueError: A cue's pattern cannot be read (see `check_cues`).
        """
        self._frame = frame
        self._known = Known(frame)
        self._rules = rules(frame)
        self._vocabulary = Vocabulary(frame)
        groups = [group.id for group in frame.voice_group]
        unnamed = [group.id for group in frame.voice_group if group.anonymous]
        self._outlet = groups[0]
        self._unnamed = unnamed[-1] if unnamed else groups[-1]
        self._else = "other" if "other" in groups else self._unnamed

    # ---- Voices

    def voiced(self, lines: Iterable[str]) -> Iterator[tuple[str, int, list[Voiced]]]:
        """The lines of a text, each with its offset and its reports, speakers resolved."""
        memory = Memory(self._known)
        held: tuple[str, int, list[Voiced]] | None = None
        for line, shift, reports in reports_by_line(lines, self._known.names):
            if not line.strip():
                continue
            found = self._resolve(line, [_moved(report, -shift) for report in reports], memory)
            if held is not None:
                held[2].extend(
                    replace(item, report=_moved(item.report, shift - held[1]))
                    for item in found
                    if item.report.start < 0
                )
                yield held[0], held[1], _in_order(held[2])
            held = line, shift, [item for item in found if item.report.start >= 0]
        if held is not None:
            yield held[0], held[1], _in_order(held[2])

    def _resolve(self, line: str, reports: list[Report], memory: Memory) -> list[Voiced]:
        found: list[Voiced] = []
        by_cue = sorted(
            reports, key=lambda r: (r.cue_start if r.cue_start is not None else r.start, r.start)
        )
        for report in by_cue:
            outer = _around(report, found)
            description = _description(line, report)
            ahead = ""
            if report.voice_start is not None:
                ahead = line[report.voice_start : report.voice_start + 2 * _NEAR]
            if outer is not None and (report.voice is None or possessed(report.voice)):
                speaker = outer.speaker
            else:
                speaker = memory.resolve(report.voice, description, ahead)
            if report.owned and report.cue_start is not None:
                speaker = self._owner_of(line[: report.cue_start]) or speaker
            via = self._via(line, report, memory)
            if outer is not None and outer.speaker.name != speaker.name:
                via = outer.speaker.name
            elif report.voice is None and not via:
                via = memory.via
            voiced = Voiced(report, speaker, via)
            found.append(voiced)
            if outer is None and report.cue is not None:  # a headline's speaker does not go on
                memory.last, memory.via = speaker, via
        return found

    def _owner_of(self, before: str) -> Speaker | None:
        """Whose fears ``مخاوفهم`` are: the actor named last before, in the sentence."""
        clause = re.split(r"[.؟!،؛,;:]", before)[-1]
        actor = self._known.inside(_words(clause[-2 * _NEAR :]), first=True)
        if actor is None or actor.kind == "medium":
            return None
        return self._known.speaker(actor)

    def _via(self, line: str, report: Report, memory: Memory) -> str:
        if report.via:
            actor = self._known.inside(_words(report.via))
            if actor is not None:
                return actor.name
            return "" if is_text(report.via) else " ".join(report.via.split())
        if report.cue_end is None or report.cue_end >= report.start:
            return ""
        between = line[report.cue_end : report.start]
        medium = self._known.inside(_words(between), kinds=_MEDIUM)
        if medium is None or (report.voice and self._known.exact(_words(report.voice)) is medium):
            return ""
        return medium.name

    def voices(self, text: str) -> list[Row]:
        """Rows for ``03_voices``, without the article's id.

        Beside what the command prints, a row says for whom its speaker speaks and whether a name
        stands behind it: the text tells that of speakers whom the frame does not list.
        """
        rows = []
        for _, shift, found in self.voiced([text]):
            for item in found:
                groups = item.speaker.groups or (self._else,)
                row = self._voice_row("", item, shift) | {
                    "actor_group": groups[0],
                    "other_groups": "; ".join(groups[1:]),
                    "named": "anonymous" if item.speaker.anonymous else "named",
                }
                del row["article"]
                rows.append(row)
        return rows

    def voice_records(self, article: str, lines: Iterable[str]) -> Iterator[Row]:
        """The reports of a text as JSON-ready rows, in reading order.

        Args:
            article: Id of the article.
            lines: The text, cut anywhere behind line ends.
        """
        for _, shift, found in self.voiced(lines):
            for item in found:
                yield self._voice_row(article, item, shift)

    def _voice_row(self, article: str, item: Voiced, shift: int) -> Row:
        report = item.report
        row: Row = {
            "article": article,
            "start": report.start + shift,
            "end": report.end + shift,
            "quote": report.quote,
            "mode": report.mode,
            **_part("voice", report.voice, report.voice_start, report.voice_end, shift),
            **_part("cue", report.cue, report.cue_start, report.cue_end, shift),
            "actor": item.speaker.name,
            "via": item.via,
        }
        return {key: row[key] for key in VOICE_FIELDS}

    # ---- Positions

    def statements(self, text: str) -> list[Row]:
        """Rows for ``03_statements``, without the article's id."""
        return [
            {key: value for key, value in row.items() if key != "article"}
            for row in self.stance_records("", [text])
        ]

    def stance_records(self, article: str, lines: Iterable[str]) -> Iterator[Row]:
        """The positions that cues suggest, as JSON-ready rows, in reading order.

        Args:
            article: Id of the article.
            lines: The text, cut anywhere behind line ends.
        """
        for line, shift, found in self.voiced(lines):
            for row in self._positions(line, found):
                start, end = row["start"], row["end"]
                assert isinstance(start, int)
                assert isinstance(end, int)
                full: Row = {**row, "article": article, "start": start + shift, "end": end + shift}
                yield {key: full[key] for key in STANCE_FIELDS}

    def _positions(self, line: str, found: list[Voiced]) -> Iterator[Row]:
        quoted = [(q.inner_start, q.inner_end) for q in quotations(line) if q.closed]
        for start, end in _segments(line, found):
            words = list(_WORD.finditer(line, start, end))
            folded = [fold(word.group()) for word in words]
            clause = " ".join(folded)
            if not clause:
                continue
            places: list[int] = []
            place = 0
            for word in folded:
                places.append(place)
                place += len(word) + 1
            taken: set[tuple[str, int]] = set()  # one cue for each proposition and speaker
            present = self._vocabulary.present(folded)
            for rule in self._rules:
                for hit in rule.matches(clause, present):
                    first = _at(places, hit.start())
                    last = _at(places, hit.end() - 1)
                    span = words[first].start(), words[last].end()
                    owner = _owner(span, found)
                    key = rule.cue.proposition, -1 if owner is None else owner.report.start
                    if key in taken:
                        continue
                    taken.add(key)
                    yield from self._suggest(
                        rule, line, span, (start, end), owner, found, quoted, clause
                    )

    def _suggest(
        self,
        rule: Rule,
        line: str,
        hit: tuple[int, int],
        segment: tuple[int, int],
        owner: Voiced | None,
        found: list[Voiced],
        quoted: list[tuple[int, int]],
        clause: str,
    ) -> Iterator[Row]:
        start, end = _clause_of(hit, segment, owner)
        voice, mode, channel = _AUTHOR, "own", ""
        groups: tuple[str, ...] = (self._outlet,)
        if owner is not None:
            voice = owner.report.voice or owner.speaker.name or self._unnamed
            mode = "direct" if _inside(hit, quoted) else "indirect"
            channel = self._channel(owner)
            groups = owner.speaker.groups or (self._else,)
            if owner.report.sense == "fear" or (
                owner.report.sense == "think" and not _uttered(owner.report.cue)
            ):
                mode, channel = "ascribed", ""
        opener = self._opener(line[start:end]) if owner is None else None
        if opener is not None:
            voice, mode, groups = opener.name, "indirect", opener.groups
            channel = "background" if opener.anonymous else "public"
        elif rule.cue.ascribed and (owner is None or hit[0] >= owner.report.start):
            actor = self._wisher(line[start : hit[1]], hit[0] - start)
            origin = None if actor else self._known.origin(_words(line[start : hit[0]])[-5:])
            earlier = None if actor or origin or owner else _goes_on(line, start, found)
            if actor is not None and owner and len(self._known.speaker(actor).groups) > 1:
                actor = None  # both sides, told by one of them
            if actor is not None:
                voice = actor.name
                mode = mode if owner is not None else "ascribed"
                groups = self._known.speaker(actor).groups
            elif origin is not None and owner is None:
                voice, mode, groups = origin, "ascribed", (origin,)
            elif earlier is not None and earlier.speaker.groups:
                voice = earlier.report.voice or earlier.speaker.name
                mode, channel = "indirect", self._channel(earlier)
                groups = earlier.speaker.groups
        for group in sorted(groups):
            yield {
                "start": start,
                "end": end,
                "quote": line[start:end],
                "voice": voice,
                "voice_group": group,
                "mode": mode,
                "channel": channel,
                "proposition": rule.cue.proposition,
                "stance": rule.cue.stance,
                "strength": _strength(rule, clause),
                "why": f"{rule.cue.id}: {' '.join(line[hit[0] : hit[1]].split())}",
            }

    def _opener(self, clause: str) -> Speaker | None:
        """Who acts by word of mouth in a clause that opens so: ``أدانت الوزارة الهجوم``."""
        words = _words(clause[: 2 * _NEAR])[:6]
        if not words or _bare(words[0]) not in _ACTS:
            return None
        actor = self._known.inside(words[1:], first=True)
        if actor is None or actor.kind == "medium" or self._known.exact(words[1:2]) is None:
            return None
        return self._known.speaker(actor)

    def _wisher(self, raw: str, hit: int) -> Actor | None:
        """Whose wish a match tells: the actor right before its first word, or right behind it."""
        before = _words(raw[:hit])
        behind = _words(raw[hit:])[1:6]
        for span in (before[-4:], behind):
            actor = self._known.inside(span, first=True)
            if actor is not None and actor.kind != "medium":
                return actor
        return None

    def _channel(self, owner: Voiced) -> str:
        if "leaked" in owner.via or "leaked" in owner.speaker.name:
            return "leaked"
        return "background" if owner.speaker.anonymous else "public"


def voices(text: str, frame: Frame) -> list[Row]:
    """Reports of one article with their speakers; rows without the article's id."""
    return Machine(frame).voices(text)


def statements(text: str, frame: Frame) -> list[Row]:
    """Positions that cues suggest in one article; rows without the article's id."""
    return Machine(frame).statements(text)


def _moved(report: Report, by: int) -> Report:
    def move(place: int | None) -> int | None:
        return None if place is None else place + by

    return replace(
        report,
        start=report.start + by,
        end=report.end + by,
        voice_start=move(report.voice_start),
        voice_end=move(report.voice_end),
        cue_start=move(report.cue_start),
        cue_end=move(report.cue_end),
        via_start=move(report.via_start),
        via_end=move(report.via_end),
    )


def _in_order(found: list[Voiced]) -> list[Voiced]:
    return sorted(found, key=lambda item: (item.report.start, -item.report.end))


def _words(raw: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(raw)))


def _part(
    name: str, text: str | None, start: int | None, end: int | None, shift: int
) -> Mapping[str, object]:
    if start is None or end is None:
        return {name: "", f"{name}_start": None, f"{name}_end": None}
    return {name: text, f"{name}_start": start + shift, f"{name}_end": end + shift}


def _around(report: Report, found: list[Voiced]) -> Voiced | None:
    """The innermost report whose content holds this report's cue and content."""
    begin = report.start if report.cue_start is None else min(report.cue_start, report.start)
    outer = [
        item
        for item in found
        if item.report.start <= begin and report.end <= item.report.end and item.report != report
    ]
    return min(outer, key=lambda item: item.report.end - item.report.start, default=None)


def _description(line: str, report: Report) -> str:
    """The voice with the title before it and the apposition behind it."""
    if report.voice_start is None or report.voice_end is None:
        return ""
    begin = max(0, report.voice_start - _NEAR)
    if report.cue_end is not None and begin < report.cue_end <= report.voice_start:
        begin = report.cue_end
        before = re.split(r"[.؟!:]", line[begin : report.voice_start])[-1]  # names may be quoted
    else:
        before = re.split(r"[.؟!:«»\"“”]", line[begin : report.voice_start])[-1]
    end = min(len(line), report.voice_end + _NEAR)
    if report.voice_end <= report.start < end:
        end = report.start
    behind = line[report.voice_end : end]
    apposed = re.match(r"\s*[،,]([^،,.:]*)[،,:]", behind)
    placed = None if apposed else _PLACED.match(behind)
    more = apposed.group(1) if apposed else placed.group() if placed else ""
    if report.cue_end is not None and report.cue_end > report.voice_start:
        before = before.split("،")[-1]
    return f"{before} {report.voice} {more}"


#: Where somebody sits: قيادي (في حركة ...), عضو (بمجلس ...); up to a comma or a particle.
_PLACED = re.compile(r"\s*(?:في|من|لدى|ب)\s?(?:(?!\s[أإ]ن)[^،,.:؛\n]){1,60}")


def _segments(line: str, found: list[Voiced]) -> Iterator[tuple[int, int]]:
    """The clauses of a line, cut once more where a report ends."""
    cuts = sorted({item.report.end for item in found})
    for start, end in clauses(line):
        begin = start
        for cut in cuts:
            if begin < cut < end:
                yield begin, cut
                begin = cut
        yield begin, end


def _at(places: list[int], offset: int) -> int:
    low, high = 0, len(places)
    while high - low > 1:
        mid = (low + high) // 2
        if places[mid] <= offset:
            low = mid
        else:
            high = mid
    return low


def _owner(hit: tuple[int, int], found: list[Voiced]) -> Voiced | None:
    """The innermost report that says what was matched: most of it, or at least its end."""
    best: Voiced | None = None
    for item in found:
        report = item.report
        shared = min(hit[1], report.end) - max(hit[0], report.start)
        if shared <= 0:
            continue
        inside = report.start <= hit[0] and hit[1] <= report.end
        begun = report.cue_start is not None and report.cue_start <= hit[0] < report.start
        mostly = shared >= 0.5 * (hit[1] - hit[0])
        if (inside or begun or mostly) and (
            best is None or report.end - report.start < best.report.end - best.report.start
        ):
            best = item
    return best


def _clause_of(
    hit: tuple[int, int], segment: tuple[int, int], owner: Voiced | None
) -> tuple[int, int]:
    start, end = segment
    if owner is not None:
        report = owner.report
        if start < report.start <= hit[0]:
            start = report.start
        elif report.cue_start is not None and start < report.cue_start <= hit[0]:
            start = report.cue_start
        end = max(min(end, report.end), hit[1])
    return min(start, hit[0]), max(end, hit[1])


_HE = re.compile(
    r"\s*(?:و?لكن(?:ه|ها|هم|هما)|إلا أن(?:ه|ها|هم|هما)|غير أن(?:ه|ها|هم|هما)|كما|وهو|وهي)\b"
)


def _goes_on(line: str, start: int, found: list[Voiced]) -> Voiced | None:
    """The speaker before a clause that opens with a pronoun: ``لكنه رفض تحديد ...``."""
    if not _HE.match(line, start):
        return None
    before = [item for item in found if item.report.end <= start + 1]
    return max(before, key=lambda item: item.report.end, default=None)


def _inside(hit: tuple[int, int], quoted: list[tuple[int, int]]) -> bool:
    shared = sum(max(0, min(hit[1], end) - max(hit[0], start)) for start, end in quoted)
    return shared >= 0.5 * (hit[1] - hit[0])


_UTTERED = frozenset(map(fold, ["توقع", "يتوقع", "تتوقع", "اعتبر", "اعتبرت", "قدر", "رجح", "رجحت"]))


def _uttered(cue: str | None) -> bool:
    """Whether an opinion is one that is spoken out: expects, considers, estimates."""
    word = fold(cue or "").lstrip("وف")
    return word in _UTTERED or word.startswith("اعتبر")


#: Acts done by saying so; whoever does one speaks, though nothing is reported word for word.
_ACTS = frozenset(
    fold(word)
    for word in [
        "أدان",
        "أدانت",
        "يدين",
        "تدين",
        "ندد",
        "نددت",
        "يندد",
        "تندد",
        "استنكر",
        "استنكرت",
        "يستنكر",
        "تستنكر",
        "شجب",
        "شجبت",
        "رفض",
        "رفضت",
        "دعا",
        "دعت",
        "طالب",
        "طالبت",
        "حث",
        "حثت",
        "ناشد",
        "ناشدت",
        "أشاد",
        "أشادت",
        "يشيد",
        "تشيد",
        "بارك",
        "باركت",
        "هدد",
        "هددت",
        "توعد",
        "توعدت",
        "انتقد",
        "انتقدت",
        "ينتقد",
        "تنتقد",
        "احتج",
        "احتجت",
        "جدد",
        "جددت",
    ]
)


def _bare(word: str) -> str:
    """A folded word without ``و`` or ``ف`` in front, where a known act is left."""
    return word[1:] if word[:1] in "وف" and word[1:] in _ACTS else word


def _strength(rule: Rule, clause: str) -> str:
    if rule.cue.strength != "plain":
        return rule.cue.strength
    sets = lexicon().sets
    padded = f" {clause} "
    for name in ("emphatic", "hedged"):
        if any(f" {phrase} " in padded for phrase in sets[name]):
            return name
    return "plain"
