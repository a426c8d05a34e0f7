"""Everything that is wrong with a text, with its place: a reader must be told, and nothing is mended.

Two kinds of rows meet here. The machine finds what letters alone give away (``origin = machine``);
what takes knowledge, such as a slip of translation, was read by a person and stands in
``coding/text_faults.csv`` (``origin = reviewed``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers import tables
from helpers.arabic.text import Quotation, furniture, quotations
from helpers.sources.months import disagreeing_months
from helpers.sources.repeats import repeated_blocks
from helpers.sources.spelling import (
    Slip,
    Usage,
    doubled_words,
    missing_spaces,
    name_variants,
    possible_misprints,
    spelling_variants,
    usage_of,
)

__all__ = ["EFFECTS", "READING", "TextFault", "fault_table", "text_faults"]

TABLE = "01_text_faults"
READING = "reading"

#: What each kind of fault that the machine finds does to the analysis.
EFFECTS: dict[str, str] = {
    "page furniture": "Belongs to the page and not to the article; may cut a sentence in two",
    "posting residue": "A code of the site's software in place of something that was not carried over",
    "markdown": "Marks of a format, not of the author; they are no emphasis to be counted",
    "markup": "Marks of a format, not of the author",
    "empty link": "A source that the reader of the page could open is lost",
    "empty source": "The text points to its source and does not name it",
    "duplicate": "Counted twice, it would look like a second mention",
    "month names disagree": "The date can be read two ways",
    "missing space": "A search for the word, or for the number, may miss it",
    "name variant": "One person may be counted as two",
    "spelling varies": "A search for one spelling misses the other",
    "possible misprint": "A search for the word that was probably meant misses it",
    "doubled word": "None on the sense; a sign of careless copying",
    "unclosed quotation": "Where the quoted words end has to be guessed",
    "lost character": "A letter was lost when the text was stored",
}

_FURNITURE_KINDS = {"page mark": "page furniture", "site notice": "page furniture"}
_EMPTY_LINK = re.compile(r"!?\[[^\[\]\n]*\]\(#?\)")
_GAP = re.compile(r"\s*")
_LOST = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class TextFault:
    """One fault that the machine found.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        kind: One of `EFFECTS`.
        found_by: Name of the rule.
        note: What the rule went by.
    """

    start: int
    end: int
    kind: str
    found_by: str
    note: str = ""


def text_faults(text: str, usage: Usage | None = None) -> list[TextFault]:
    """Find the faults of one text, in reading order.

    Args:
        text: The article as published; any string will do.
        usage: Words of the corpus it stands in; without it no misprints are looked for.

    Returns:
        The faults. Each quotes its own place: ``text[fault.start:fault.end]`` is never empty.
    """
    found = _page_faults(text)
    for repeat in repeated_blocks(text):
        note = f"{'duplicate of' if repeat.whole else 'repeats the text at'} {repeat.of}"
        found.append(TextFault(repeat.start, repeat.end, "duplicate", "repeated blocks", note))
    for month in disagreeing_months(text):
        note = f"the first name is month {_numbers(month.first)}, the second month {_numbers(month.second)}"
        found.append(TextFault(month.start, month.end, "month names disagree", "month sets", note))
    found += [
        TextFault(
            q.start, q.end, "unclosed quotation", "quotation marks", f"opens with {q.style[0]}"
        )
        for q in quotations(text)
        if not q.closed and not _goes_on(text, q)
    ]
    found += [
        TextFault(*hit.span(), "lost character", "replacement character")
        for hit in _LOST.finditer(text)
    ]
    slips: list[tuple[str, str, list[Slip]]] = [
        ("missing space", "missing spaces", missing_spaces(text)),
        ("doubled word", "doubled words", doubled_words(text)),
        ("name variant", "speakers' names", name_variants(text)),
        ("spelling varies", "letters changed over", spelling_variants(text)),
    ]
    if usage is not None:
        slips.append(("possible misprint", "same company", possible_misprints(text, usage)))
    for kind, rule, places in slips:
        found += [TextFault(s.start, s.end, kind, rule, s.note) for s in places]
    return sorted(set(found), key=lambda f: (f.start, f.end, f.kind, f.found_by))


def _goes_on(text: str, quotation: Quotation) -> bool:
    """Whether the next paragraph opens anew: the usual way to quote several paragraphs."""
    gap = _GAP.match(text, quotation.end)
    return bool(gap and gap.group() and text.startswith(quotation.style[0], gap.end()))


def _numbers(months: tuple[int, ...]) -> str:
    return " or ".join(map(str, months))


def _page_faults(text: str) -> list[TextFault]:
    found = []
    for piece in furniture(text):
        quote = text[piece.start : piece.end]
        if piece.kind == "repeated block" or not quote:
            continue  # told by repeated_blocks, with the place of the first
        kind = _FURNITURE_KINDS.get(piece.kind, piece.kind)
        if _EMPTY_LINK.fullmatch(quote):
            kind = "empty link"
        found.append(TextFault(piece.start, piece.end, kind, piece.kind))
    return found


def fault_table(texts: Mapping[str, str], reviewed: pd.DataFrame | None = None) -> pd.DataFrame:
    """The faults of all texts.

    A place that a person and a rule both found is one row, the person's: ``found_by`` names both.

    Args:
        texts: Article texts by id; together they are the corpus for misprints.
        reviewed: Table ``coding/text_faults``, or ``None`` where nobody has read the texts.

    Returns:
        Table ``01_text_faults``, sorted by article and place.
    """
    usage = usage_of(texts.values())
    rows: list[dict[str, object]] = []
    kept = [] if reviewed is None else reviewed.to_dict("records")
    for record in kept:
        rows.append({str(key): value for key, value in record.items()})
        rows[-1] |= {"found_by": READING, "origin": "reviewed"}
    by_hand = list(rows)
    for article, text in texts.items():
        own = [row for row in by_hand if row["article"] == article]
        for fault in text_faults(text, usage):
            same = [row for row in own if _covers(row, fault)]
            for row in same:
                if fault.found_by not in str(row["found_by"]).split("; "):
                    row["found_by"] = f"{row['found_by']}; {fault.found_by}"
            if not same:
                rows.append(_row(article, text, fault))
    return tables.as_frame(TABLE, rows)


def _covers(row: Mapping[str, object], fault: TextFault) -> bool:
    """Whether a reviewed row tells what the fault tells."""
    start, end = int(str(row["start"])), int(str(row["end"]))
    inside = start <= fault.start and fault.end <= end and row["kind"] == fault.kind
    return inside or (start, end) == (fault.start, fault.end)


def _row(article: str, text: str, fault: TextFault) -> dict[str, object]:
    return {
        "article": article,
        "start": fault.start,
        "end": fault.end,
        "quote": text[fault.start : fault.end],
        "kind": fault.kind,
        "found_by": fault.found_by,
        "effect": EFFECTS[fault.kind],
        "note": fault.note,
        "origin": "machine",
    }
