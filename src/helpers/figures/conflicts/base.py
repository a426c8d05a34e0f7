"""What the kinds of conflict share: a conflict, what is known besides, how a figure reads in English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.frame import Measure

__all__ = [
    "Conflict",
    "Context",
    "Row",
    "first_mentions",
    "in_english",
    "number_in_english",
    "numbered",
    "subject_of",
]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures that do not go together.

    Attributes:
        type: Kind of conflict, such as ``value`` or ``scope``.
        subject: What both figures are about.
        a: Row of ``02_measures`` (or a part of its span) on the one side.
        b: The same on the other side.
        preferred: ``a``, ``b``, ``both`` or ``cannot tell``.
        reason: Why it is a conflict and why that reading is preferred, for a reader.
        a_says: The one side in a few words, where `in_english` does not do.
        b_says: The other side, likewise.
    """

    type: str
    subject: str
    a: Row
    b: Row
    preferred: str
    reason: str
    a_says: str = ""
    b_says: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the mentions.

    Attributes:
        definitions: Measures of the frame by id.
        published: First and last possible day of publication by article.
    """

    definitions: Mapping[str, Measure]
    published: Mapping[str, tuple[dt.date, dt.date] | None]

    def label(self, measure: str) -> str:
        """A measure's name for readers; its id where the frame does not have it."""
        definition = self.definitions.get(measure)
        return definition.label if definition else measure


def numbered(conflicts: Iterable[Conflict]) -> list[dict[str, object]]:
    """Rows with stable names: type, subject and a count, in order of the spans."""
    rows: list[dict[str, object]] = []
    count: dict[str, int] = {}
    ordered = sorted(
        conflicts,
        key=lambda c: (
            c.type,
            c.subject,
            str(c.a["article"]),
            int(c.a["start"]),
            str(c.b["article"]),
            int(c.b["start"]),
        ),
    )
    for item in ordered:
        stem = re.sub(r"[^a-z0-9]+", "-", f"{item.type} {item.subject}".casefold()).strip("-")
        count[stem] = count.get(stem, 0) + 1
        rows.append(
            {
                "conflict": f"{stem}-{count[stem]}",
                "type": item.type,
                "subject": item.subject,
                **_span("a", item.a),
                "a_says": item.a_says or in_english(item.a),
                **_span("b", item.b),
                "b_says": item.b_says or in_english(item.b),
                "preferred": item.preferred,
                "reason": item.reason,
            }
        )
    return rows


def _span(side: str, row: Row) -> dict[str, object]:
    return {f"{side}_{name}": row[name] for name in ("article", "start", "end", "quote")}


_QUALIFIERS = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "at most ",
}


def in_english(row: Row) -> str:
    """The figure in a few English words."""
    if row["kind"] == "date":
        when = str(row["date"])
        if when == "relative":
            when = str(row["resolved"]) or str(row["gloss"]) or "a relative date"
        # The machine names an event by its concepts; the measure's own label reads better.
        event = row["label"] if row["origin"] == "machine" and row["label"] else row["event"]
        return f"{event or 'date'}: {row['relation'] or 'in'} {when}"
    value = f"{_QUALIFIERS.get(row['qualifier'], '')}{number_in_english(row)}"
    if row["kind"] != "share" and row["unit"]:
        value = f"{value} {_plural(str(row['unit']), row['high'])}"
    return ", ".join(
        part for part in (value, str(row["holder"]), str(row["place"]), str(row["scope"])) if part
    )


def _plural(unit: str, value: object) -> str:
    """An English unit after its number."""
    if value == 1 or unit == "killed":
        return unit
    if unit == "person":
        return "people"
    if re.search(r"[^aeiou]y$", unit):
        return f"{unit[:-1]}ies"
    return f"{unit}{'es' if re.search(r'(s|x|ch|sh)$', unit) else 's'}"


def number_in_english(row: Row) -> str:
    """A count or share without its unit, a range with both ends; the quotation where there is none."""
    low, high = row["low"], row["high"]
    if row["kind"] == "share":
        shown = [f"{float(x):.0%}" for x in (low, high) if not pd.isna(x)]
    else:
        shown = [f"{float(x):,.10g}" for x in (low, high) if not pd.isna(x)]
    return "–".join(dict.fromkeys(shown)) or str(row["quote"])


def subject_of(row: Row) -> str:
    """What a figure without a measure is about."""
    return str(row["event"] or row["unit"] or row["kind"])


def first_mentions(rows: Iterable[Row]) -> list[Row]:
    """The mentions without those that say again what their article has said."""
    return [row for row in rows if pd.isna(row["duplicate_of"])]
