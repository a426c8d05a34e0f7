"""Which words are chosen: every use of a framing term, by voice, by target, with its negation.

Raw counts are all that a handful of short articles carries; nothing here makes a rate or a test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers import tables
from helpers.arabic.text import Quotation, fold, furniture, normalise, quotations, sentences
from helpers.frame import Frame
from helpers.stance.positions import spans
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
_BEFORE = 80  # code points looked at in front of a term


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


def target_of(start: int, end: int, targets: list[Hit], sentence: tuple[int, int]) -> str:
    """What a term is said of: the nearest target word of its sentence, or "".

    A word inside the term counts as nearest. The complement of an Arabic noun follows it, so a
    word in front has to be twice as near as one behind.
    """
    best, least = "", None
    for hit in targets:
        if hit.start < sentence[0] or hit.end > sentence[1]:
            continue
        if hit.start < end and hit.end > start:
            distance = 0
        elif hit.start >= end:
            distance = hit.start - end + 1
        else:
            distance = 2 * (start - hit.end + 1)
        if least is None or distance < least:
            best, least = hit.id, distance
    return best


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
        again = [piece for piece in furniture(text) if piece.kind == "repeated block"]
        for axis, finder in finders.items():
            for hit in finder.find(copy):
                sentence = _sentence(hit, bounds)
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
                        "target": target_of(hit.start, hit.end, near, sentence),
                        "negated": "yes" if is_negated(before) else "no",
                        "repeated": "yes"
                        if any(piece.start <= hit.start < piece.end for piece in again)
                        else "no",
                        "origin": "reviewed" if reviewed else "machine",
                    }
                )
    return tables.as_frame("03_framing", rows, frame.closed())


def _sentence(hit: Hit, bounds: list[tuple[int, int]]) -> tuple[int, int]:
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
        One row per axis, term, article and value of ``by`` that occurs, with ``uses``, in the
        frame's order. Raw counts: a few short articles carry no rates.
    """
    kept = framing[framing["repeated"] == "no"]
    keys = ["axis", "term", "article", by]
    counted = kept.groupby(keys, sort=True).size().reset_index(name="uses")
    place = {(term.axis, term.term): number for number, term in enumerate(frame.term)}
    order = [place[pair] for pair in zip(counted["axis"], counted["term"], strict=True)]
    return (
        counted.assign(order=order)
        .sort_values(["order", "article", by], kind="stable", ignore_index=True)
        .drop(columns="order")
    )
