"""Slips in one text: a claim told twice, a month with two names, a figure that translation changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
from babel import Locale

from helpers.arabic.text import fold
from helpers.figures.conflicts.base import Conflict, Row, first_mentions, in_english, subject_of
from helpers.figures.conflicts.ranges import days_meant

__all__ = ["month_names", "repetitions", "translation_artefacts"]

_WORD = re.compile(r"[^\W\d_]+")


def repetitions(rows: list[Row]) -> list[Conflict]:
    """The same claim again in one article: counted once."""
    by_place = {(row["article"], row["start"], row["measure"]): row for row in rows}
    found: list[Conflict] = []
    for row in rows:
        if pd.isna(row["duplicate_of"]):
            continue
        first = by_place[row["article"], row["duplicate_of"], row["measure"]]
        subject = str(row["label"]) or subject_of(row)
        who = ""
        if first["speaker"] != row["speaker"]:
            who = f" Two speakers are named ({first['speaker']}; {row['speaker']})."
        reason = (
            "One article makes the same claim twice; the second mention adds no support and is "
            f"not counted.{who}"
        )
        found.append(Conflict("repetition", subject, first, row, "a", reason))
    return found


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Number of the month by folded name, in every Arabic set of Unicode's CLDR."""
    found: dict[str, int] = {}
    for code in ("ar", "ar_EG", "ar_IQ", "ar_SY", "ar_LB", "ar_JO", "ar_MA", "ar_DZ", "ar_TN"):
        for number, name in Locale.parse(code).months["format"]["wide"].items():
            found.setdefault(fold(name), int(number))
    return found


def month_names(rows: list[Row]) -> list[Conflict]:
    """A date that gives its month two names of different months."""
    found: list[Conflict] = []
    others: dict[str, dict[str, set[int]]] | None = None
    for row in rows:
        if row["kind"] != "date":
            continue
        parts = _named_months(str(row["quote"]))
        if len({number for number, _, _ in parts}) < 2:
            continue
        first, second = parts[0], next(part for part in parts if part[0] != parts[0][0])
        a, b = _piece(row, first), _piece(row, second)
        others = _months_of(rows) if others is None else others
        preferred, why = _which_month(row, others, first[0], second[0])
        one, two = (Locale("en").months["format"]["wide"][part[0]] for part in (first, second))
        reason = f"One date names two months, {one} and {two}. {why}"
        subject = str(row["label"] or row["event"] or "date")
        found.append(Conflict("date label", subject, a, b, preferred, reason, one, two))
    return found


def _named_months(quote: str) -> list[tuple[int, int, int]]:
    """Months named in a date, each with the span of its name in the quotation."""
    months = _months()
    tokens = [(hit.start(), hit.end()) for hit in _WORD.finditer(quote)]
    found: list[tuple[int, int, int]] = []
    index = 0
    while index < len(tokens):
        for length in (2, 1):
            if index + length > len(tokens):
                continue
            start, end = tokens[index][0], tokens[index + length - 1][1]
            number = months.get(" ".join(fold(quote[start:end]).split()))
            if number is not None:
                found.append((number, start, end))
                index += length
                break
        else:
            index += 1
    return found


def _piece(row: Row, part: tuple[int, int, int]) -> Row:
    start = int(row["start"]) + part[1]
    quote = str(row["quote"])[part[1] : part[2]]
    return {**row, "start": start, "end": int(row["start"]) + part[2], "quote": quote}


def _months_of(rows: list[Row]) -> dict[str, dict[str, set[int]]]:
    """The months in which each article has what a measure dates, where it names one month."""
    found: dict[str, dict[str, set[int]]] = {}
    for row in rows:
        days = days_meant(row) if row["measure"] and row["kind"] == "date" else None
        if days and days[0].month == days[1].month:
            articles = found.setdefault(str(row["measure"]), {})
            articles.setdefault(str(row["article"]), set()).add(days[0].month)
    return found


def _which_month(
    row: Row, others: Mapping[str, Mapping[str, set[int]]], one: int, two: int
) -> tuple[str, str]:
    """Prefer the month that other texts' dates of the same event bear out."""
    day = re.match(r"(\d{4})-(\d{2})", str(row["date"]))
    told = others.get(str(row["measure"]), {})
    months = {
        month for article, each in told.items() if article != row["article"] for month in each
    }
    for side, number in (("a", one), ("b", two)):
        if number in months and not months & ({one, two} - {number}):
            return side, "Other texts' dates of the same event bear out the one that is preferred."
    if day and int(day.group(2)) in (one, two):
        side = "a" if int(day.group(2)) == one else "b"
        return side, "The reading that the rest of the text bears out is preferred."
    return "cannot tell", "Nothing in the texts decides between them."


_TRANSLATION = re.compile(r"translat", re.IGNORECASE)


def translation_artefacts(rows: list[Row], faults: pd.DataFrame | None) -> list[Conflict]:
    """A figure that translation has probably changed, by a reviewer's note or a listed fault."""
    slips = []
    if faults is not None and len(faults):
        for fault in faults.to_dict("records"):
            if _TRANSLATION.search(str(fault["kind"])):
                slips.append(fault)
    found: list[Conflict] = []
    for row in first_mentions(rows):
        why = str(row["note"]) if _TRANSLATION.search(str(row["note"])) else ""
        for fault in slips:
            if (
                fault["article"] == row["article"]
                and fault["start"] < row["end"]
                and row["start"] < fault["end"]
            ):
                why = why or str(fault["note"] or fault["effect"])
        if why:
            subject = str(row["label"] or row["event"] or subject_of(row))
            reason = f"The words as they stand are probably a slip of translation: {why}."
            found.append(
                Conflict(
                    "translation artefact",
                    subject,
                    row,
                    row,
                    "b",
                    reason.replace("..", "."),
                    f"as written: {in_english(row)}",
                    "as probably meant",
                )
            )
    return found
