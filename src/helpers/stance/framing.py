"""Which words are chosen: every use of a framing term, by voice, by target, with its negation.

Raw counts are all that a handful of short articles carries; nothing here makes a rate or a test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers import tables
from helpers.arabic.text import (
    Quotation,
    clauses,
    fold,
    furniture,
    normalise,
    quotations,
    sentences,
)
from helpers.frame import Frame
from helpers.stance.positions import span_cell, spans
from helpers.stance.words import Hit, Words, count_words

__all__ = [
    "SCARE_WORDS",
    "framing_counts",
    "framing_table",
    "is_negated",
    "is_so_called",
    "target_of",
]

#: Longest run of quoted words that can be scare quotes: a name or a phrase, not a sentence.
SCARE_WORDS = 4

# A noun is denied by a verb of being with a negation ("there is no talk of", "it is not", "it does
# not amount to"), by ليس, and by the negating nouns (عدم، دون، بلا). Negation of any other verb
# denies the verb and not the noun ("he does not buy bread").
_BEING = "يوجد|توجد|وجود|يكون|تكون|يكن|تكن|يعد|تعد|يعتبر|تعتبر|يمثل|تمثل|يشكل|تشكل|يعني|تعني|يعتزم|تعتزم|حديث|مجال"
_NEGATION = re.compile(
    rf"(?:^|[\s\"“«(])[وف]?(?:(?:لا|لم|لن|ما)\s+(?:{_BEING})|(?:ليس|ليست|لسنا|ليسوا)|"
    r"(?:عدم|دون|بدون|بلا|نفي|نفت|ينفي|تنفي|استبعد|يستبعد|استبعدت)|من غير (?:ال\w+))"
    r"(?:\s+[^\s،؛;:.!؟?]+){0,4}\s*[\"“«(]?$"
)
# "What is called" holds a word at arm's length as scare quotes do.
_SO_CALLED = re.compile(
    r"(?:ما|مما|فيما|بما)\s+(?:يسمي|تسمي|يسمونه|تسميه|يسميه|يعرف|تعرف|يوصف|سمي|سماه|اسماه)\s*"
    r"(?:\s?ب?ـ?\s?[\"“«(]*)$|\s(?:المزعوم|المزعومه|المدعوه?)\s+$"
)
#: Attributes name whom a noun is tied to behind one of these.
_PREPOSITIONS = frozenset(map(fold, ("من", "مع", "على", "إلى", "ب", "ل")))
#: A complement follows its noun with a word or two between, and no mark.
_COMPLEMENT = re.compile(r"[^\S\n]*(?:[^\W\d_]+[^\S\n]+){0,2}(?:[وفبكل]|لل)?(?:ال)?")
#: An attribute follows its noun with a word or two between (``فصائل عراقية مسلحة مدعومة ..``).
_NOUN = re.compile(r"[\s\"“”«»()]*(?:[^\W\d_]+\s+){0,2}[\"“«]?")
_DEFINITE = re.compile(r"[وف]?(?:[بك]?ال|لل)")
_PRONOUN = re.compile(r"(?:ها|هم|هما|نا)$")
_BEFORE = 80  # code points looked at in front of a term


#: A sentence and a clause of it, each with its first code point and one past its last.
Bounds = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Report:
    start: int
    end: int
    actor: str
    own_words: bool


def _window(text: str, start: int, sentence: tuple[int, int]) -> str:
    """The folded words in front of a raw offset, within its sentence."""
    return fold(text[max(sentence[0], start - _BEFORE) : start])


def is_negated(before: str) -> bool:
    """Whether the folded words in front of a noun deny it.

    >>> is_negated(fold("لا يوجد حديث عن ")), is_negated(fold("لا تبيع "))
    (True, False)
    """
    return bool(_NEGATION.search(before))


def is_so_called(before: str) -> bool:
    """Whether the folded words in front of a noun say "what is called".

    >>> is_so_called(fold("ما يُسمّى ب")), is_so_called(fold("ما يعرفه "))
    (True, False)
    """
    return bool(_SO_CALLED.search(before))


def target_of(text: str, start: int, end: int, targets: list[Hit], bounds: Bounds) -> str:
    """What a term is said of: a target word of its sentence, or "".

    In this order: a word inside the term; the complement right behind it (``انسحاب القوات ..``); of
    an attribute that names whom something is tied to (``الموالية لـ..``), the noun before it; where
    the term ends in a pronoun, what stands before; else the nearest of its own clause, where a word
    in front has to be twice as near as one behind; else the nearest of the sentence.

    Args:
        text: The article.
        start: First code point of the term.
        end: One past its last.
        targets: Target words of the article.
        bounds: The sentence and the clause of the term, as offsets.
    """
    (sentence, until), clause = bounds
    near = [hit for hit in targets if sentence <= hit.start and hit.end <= until]
    inside = [hit for hit in near if hit.start < end and hit.end > start]
    before = [hit for hit in near if hit.end <= start]
    behind = [hit for hit in near if hit.start >= end]
    tied = any(_is_tied(text, start, hit) for hit in inside)
    if inside and not tied:
        return inside[0].id
    own = [hit for hit in before if hit.start >= clause[0]]
    if tied:
        return _attributed(text, start, end, [hit for hit in near if hit.start < start])
    if own and _PRONOUN.search(fold(text[start:end])):
        return own[-1].id
    complement = [hit for hit in behind if _COMPLEMENT.fullmatch(text[end : hit.start])]
    if complement:
        return complement[0].id
    after = [hit for hit in behind if hit.end <= clause[1]]
    if own or after:
        return _nearest(start, end, own, after, 2.0)
    return _nearest(start, end, before, behind, 1.2)


def _attributed(text: str, start: int, end: int, before: list[Hit]) -> str:
    """Whose attribute a term is: the noun before it, definite where the attribute is."""
    if not before or not _NOUN.fullmatch(text[min(before[-1].end, start) : start]):
        return ""
    noun = text[before[-1].start : before[-1].end]
    return before[-1].id if _is_definite(noun) == _is_definite(text[start:end]) else ""


def _is_definite(words: str) -> bool:
    return bool(_DEFINITE.match(fold(words)))


def _nearest(start: int, end: int, before: list[Hit], behind: list[Hit], cost: float) -> str:
    """The nearer of the last word before and the first behind; ``cost`` of looking back."""
    if not before or not behind:
        return before[-1].id if before else behind[0].id if behind else ""
    back, ahead = start - before[-1].end + 1, behind[0].start - end + 1
    return before[-1].id if cost * back < ahead else behind[0].id


def _is_tied(text: str, start: int, hit: Hit) -> bool:
    """Whether a word inside a term is the object of a preposition in it."""
    before = fold(text[start : hit.start]).split()
    word = fold(text[hit.start : hit.end])
    joined = bool(before) and before[-1] in ("ل", "ب", "لل")
    return joined or (bool(before) and (before[-1] in _PREPOSITIONS or word.startswith("ل")))


def _voice(
    hit: Hit, marks: list[Quotation], reports: list[_Report], text: str, before: str
) -> tuple[str, str, str]:
    """(voice, speaker, within) of one use."""
    around = [r for r in reports if r.start <= hit.start and hit.end <= r.end]
    around.sort(key=lambda report: report.end - report.start)
    inside = [q for q in marks if q.start < hit.end and hit.start < q.inner_end]
    inside.sort(key=lambda mark: mark.inner_end - mark.inner_start)
    if inside:
        mark = inside[0]
        short = count_words(text[mark.inner_start : mark.inner_end]) <= SCARE_WORDS
        own = [report for report in around if report.own_words]
        if own and not (short and len(inside) > 1 and _is_word_mark(mark, own[0])):
            return "quoted", own[0].actor, ""
        if not short:
            return "quoted", around[0].actor if around else "", ""
        return "scare quotes", "", around[0].actor if around else ""
    if is_so_called(before):
        return "scare quotes", "", around[0].actor if around else ""
    return "narrator", "", around[0].actor if around else ""


def _is_word_mark(mark: Quotation, report: _Report) -> bool:
    """Whether a mark inside a quotation marks a word of it, and is not the quotation itself."""
    return report.start < mark.start and mark.end < report.end


def framing_table(texts: Mapping[str, str], voices: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Table ``03_framing``: one row per use of a framing term.

    Args:
        texts: Article texts by id.
        voices: ``03_voices``; decides whose the quoted words are.
        frame: The coding frame, with its axes, terms and targets.

    Returns:
        Uses in reading order. ``voice`` is ``quoted`` inside the quotation marks of a report (or of
        any longer quotation), ``scare quotes`` inside marks round a word or two that belong to no
        report, and behind "what is called"; else ``narrator``. A narrator's use inside reported
        speech without marks is still the narrator's choice of word, and ``within`` names the
        actor. Uses on one axis do not overlap: the longest term counts. Leave the ``repeated``
        ones out of counts: they stand in a headline or caption that is printed again.
    """
    axes: dict[str, dict[str, list[str]]] = {axis.id: {} for axis in frame.axis}
    for term in frame.term:
        axes[term.axis].setdefault(term.term, []).extend(term.forms)
    finders = {axis: Words(forms, endings=True) for axis, forms in axes.items()}
    targets = Words({target.id: target.words for target in frame.target})
    rows: list[dict[str, object]] = []
    for article, text in texts.items():
        copy = normalise(text)
        its = voices[voices["article"] == article]
        reports = [
            _Report(start, end, str(actor), mode in ("direct", "mixed"))
            for (_, start, end), actor, mode in zip(
                spans(its), its["actor"], its["mode"], strict=True
            )
        ]
        reviewed = len(its) > 0 and bool((its["origin"] == "reviewed").all())
        bounds, marks, near = sentences(text), quotations(text), targets.find(copy)
        parts = clauses(text)
        again = [piece for piece in furniture(text) if piece.kind == "repeated block"]
        for axis, finder in finders.items():
            for hit in finder.find(copy):
                sentence = _around(hit, bounds)
                before = _window(text, hit.start, sentence)
                voice, speaker, within = _voice(hit, marks, reports, text, before)
                rows.append(
                    {
                        "article": article,
                        "start": hit.start,
                        "end": hit.end,
                        "quote": text[hit.start : hit.end],
                        "axis": axis,
                        "term": hit.id,
                        "voice": voice,
                        "speaker": speaker,
                        "within": within,
                        "target": target_of(
                            text, hit.start, hit.end, near, (sentence, _around(hit, parts))
                        ),
                        "negated": "yes" if is_negated(before) else "no",
                        "repeated": "yes"
                        if any(piece.start <= hit.start < piece.end for piece in again)
                        else "no",
                        "origin": "reviewed" if reviewed else "machine",
                    }
                )
    return tables.as_frame("03_framing", rows, frame.closed())


def _around(hit: Hit, bounds: list[tuple[int, int]]) -> tuple[int, int]:
    for start, end in bounds:
        if start <= hit.start < end:
            return start, end
    return hit.start, hit.end


def framing_counts(framing: pd.DataFrame, by: str, frame: Frame) -> pd.DataFrame:
    """How often each term is used, by article and by one more column.

    Args:
        framing: ``03_framing``; uses in repeated headlines and captions are left out.
        by: ``voice``, ``target`` or ``negated``.
        frame: The coding frame, for the order of axes and terms.

    Returns:
        One row per axis, term, article and value of ``by`` that occurs, with ``uses`` and their
        ``spans``, in the frame's order. Raw counts: a few short articles carry no rates.
    """
    kept = framing[framing["repeated"] == "no"]
    keys = ["axis", "term", "article", by]
    counted = pd.DataFrame(
        [
            dict(zip(keys, values, strict=True)) | {"uses": len(its), "spans": span_cell(its)}
            for values, its in kept.groupby(keys, sort=True)
        ],
        columns=[*keys, "uses", "spans"],
    )
    place = {(term.axis, term.term): number for number, term in enumerate(frame.term)}
    order = [place[pair] for pair in zip(counted["axis"], counted["term"], strict=True)]
    return (
        counted.assign(order=order)
        .sort_values(["order", "article", by], kind="stable", ignore_index=True)
        .drop(columns="order")
    )
