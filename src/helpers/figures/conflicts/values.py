"""Mentions of one measure that cannot both be read alike: numbers, dates, a length against a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable

import pandas as pd

from helpers.figures.conflicts.base import Conflict, Context, Row, in_english, number_in_english
from helpers.figures.conflicts.pairs import is_tally, pairs_of
from helpers.figures.conflicts.ranges import (
    allowed_days,
    allowed_values,
    days_meant,
    disjoint,
    places_of,
)
from helpers.figures.measures import same_value

__all__ = ["within_measures"]


def _by_measure(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["measure"]:
            found.setdefault(str(row["measure"]), []).append(row)
    return found


def within_measures(rows: list[Row], context: Context) -> list[Conflict]:
    """Two mentions of one measure that cannot both be read alike."""
    found: list[Conflict] = []
    for measure, mentions in sorted(_by_measure(rows).items()):
        seen: set[tuple[Hashable, ...]] = set()
        for one, two in pairs_of(mentions):
            if not pd.isna(one["duplicate_of"]) and not pd.isna(two["duplicate_of"]):
                continue
            again = one["article"] == two["article"] and (
                one["duplicate_of"] == two["start"] or two["duplicate_of"] == one["start"]
            )
            conflict = _differs(one, two, context.label(measure), context, again=again)
            if conflict is None:
                continue
            key = (conflict.type, one["article"], two["article"], in_english(one), in_english(two))
            if key not in seen:
                seen.add(key)
                found.append(conflict)
    return _thin(found)


def _thin(conflicts: list[Conflict]) -> list[Conflict]:
    """Of conflicts between the same claims of two articles the one that compares like with like."""
    kept: dict[tuple[Hashable, ...], Conflict] = {}

    def value(row: Row) -> Hashable:
        return row["date"] if row["kind"] == "date" else number_in_english(row)

    def rank(item: Conflict) -> tuple[bool, bool, int, int]:
        repeated = any(not pd.isna(row["duplicate_of"]) for row in (item.a, item.b))
        alike = item.a["speaker"] == item.b["speaker"]
        return not alike, repeated, int(item.a["start"]), int(item.b["start"])

    for item in conflicts:
        key = (
            item.type,
            item.subject,
            item.a["article"],
            item.b["article"],
            value(item.a),
            value(item.b),
        )
        if key not in kept or rank(item) < rank(kept[key]):
            kept[key] = item
    return list(kept.values())


def _differs(one: Row, two: Row, subject: str, context: Context, *, again: bool) -> Conflict | None:
    if one["kind"] == "date" and two["kind"] == "date":
        return None if again else _dates_differ(one, two, subject)
    if "date" in (one["kind"], two["kind"]):
        return _length_against_date(one, two, subject, context)
    return None if again else _counts_differ(one, two, subject, context)


def _counts_differ(one: Row, two: Row, subject: str, context: Context) -> Conflict | None:
    if one["unit"] != two["unit"]:
        return None
    inside = one["article"] == two["article"]
    limits = _limits(one, two)
    if same_value(one, two):
        if one["scope"] == two["scope"] or inside:
            return None
        preferred = "a" if len(str(one["scope"])) > len(str(two["scope"])) else "b"
        reason = (
            f"The same number is given for different things: {limits}. The wording that says more "
            "about what is counted is preferred."
        )
        return Conflict("scope", subject, one, two, preferred, reason)
    apart = disjoint(allowed_values(one), allowed_values(two))
    if inside and (not apart or _is_part(one, two)):
        return None
    if not inside and is_tally(one) and is_tally(two):
        later = _later(one, two, context)
        reason = (
            "Both are running counts that stop on different days: what was counted by the one "
            "day is no more than by the other. "
        )
        reason += "The later count is the newer one." if later else "Which is newer is open."
        if limits:
            reason += f" They also differ in what they count: {limits}."
        return Conflict("time window", subject, one, two, later or "cannot tell", reason)
    if not apart:
        return None
    if limits:
        reason = f"The numbers hold for different things, so neither refutes the other: {limits}."
        reason += " Both stand in one article." if inside else ""
        return Conflict("scope", subject, one, two, "both", reason)
    if inside:
        reason = "One article gives two numbers that cannot both hold; it does not say why."
        return Conflict("internal", subject, one, two, "cannot tell", reason)
    reason = f"The values exclude each other: {in_english(one)}, by {_by(one)}; {in_english(two)}, by {_by(two)}."
    if _later(one, two, context):
        reason += (
            " The articles are of different days, so the quantity may have changed or been "
            "counted again; no text says which."
        )
    return Conflict("value", subject, one, two, "cannot tell", reason)


def _by(row: Row) -> str:
    return "the article itself" if row["speaker"] in ("", "author") else str(row["speaker"])


def _limits(one: Row, two: Row) -> str:
    """How place or scope of two counts differ, in words; empty where both may be the same."""
    found: list[str] = []
    if places_of(one) and places_of(two) and places_of(one) != places_of(two):
        found.append(f"{one['place']} against {two['place']}")
    scopes = [str(row["scope"]) for row in (one, two)]
    counted = [str(row["scope"]) or "no limit stated" for row in (one, two)]
    if scopes[0] != scopes[1] and (all(scopes) or same_value(one, two)):
        found.append(" against ".join(counted))
    return "; ".join(found)


_WITHIN_REACH = 60  # code points between a whole and the part that is told at once after it


def _is_part(one: Row, two: Row) -> bool:
    """Whether the second number follows at once and is a part of the first: three, two of them."""
    whole, part = allowed_values(one), allowed_values(two)
    if whole is None or part is None or not part[1] <= whole[0]:
        return False
    near = 0 <= int(two["start"]) - int(one["end"]) <= _WITHIN_REACH
    return near and (not places_of(one) or places_of(two) <= places_of(one) or not places_of(two))


def _later(one: Row, two: Row, context: Context) -> str:
    """``a`` or ``b``, whichever article is surely the later; else nothing."""
    left, right = (context.published.get(str(row["article"])) for row in (one, two))
    if left is None or right is None or one["article"] == two["article"]:
        return ""
    if left[1] < right[0]:
        return "b"
    return "a" if right[1] < left[0] else ""


def _dates_differ(one: Row, two: Row, subject: str) -> Conflict | None:
    if same_value(one, two):
        return None
    left, right = allowed_days(one), allowed_days(two)
    inside = one["article"] == two["article"]
    if left is None or right is None:
        return None
    if disjoint(left, right):
        kind = "internal" if inside else "value"
        reason = "The dates exclude each other."
        return Conflict(kind, subject, one, two, "cannot tell", reason)
    days = [days_meant(row) for row in (one, two)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    length = [(each[1] - each[0]).days for each in days if each]
    deadline = one["relation"] == two["relation"] and one["relation"] in ("by", "until", "before")
    if not deadline:
        return None
    finer = "a" if length[0] < length[1] else "b"
    wide, narrow = (days[1], days[0]) if finer == "a" else (days[0], days[1])
    assert wide is not None
    assert narrow is not None
    if not (wide[0] <= narrow[0] and narrow[1] <= wide[1]):
        reason = "Both give a last day, but not the same one."
        return Conflict("internal" if inside else "value", subject, one, two, "cannot tell", reason)
    where = "One article gives" if inside else "The articles give"
    reason = (
        f"{where} a deadline at two precisions, and the coarser one, read strictly, ends before "
        "the finer one. The finer one is preferred."
    )
    return Conflict("internal" if inside else "value", subject, one, two, finer, reason)


def _length_against_date(one: Row, two: Row, subject: str, context: Context) -> Conflict | None:
    """A length from publication set against a date of the same event."""
    length, date = (one, two) if one["kind"] == "duration" else (two, one)
    published = context.published.get(str(length["article"]))
    allowed = allowed_days(date)
    low = length["low"]
    days_of = {"year": 365, "month": 30, "week": 7, "day": 1}.get(str(length["unit"]))
    if published is None or allowed is None or pd.isna(low) or days_of is None:
        return None
    bounds = allowed_values(length)
    assert bounds is not None
    earliest = published[0] + dt.timedelta(days=int(bounds[0] * days_of))
    if earliest <= allowed[1]:
        return None
    reason = (
        f"Counted from its article, the length ends on {earliest.isoformat()} at the earliest, "
        f"after the other's last day {allowed[1].isoformat()}. Both are expectations of their time; "
        "the later one knew more."
    )
    later = _later(one, two, context)
    return Conflict("value", subject, one, two, later or "cannot tell", reason)
