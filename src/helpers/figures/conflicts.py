"""Where figures conflict, or only seem to agree.

Rules over the measures, the same for every topic: ranges that cannot both be true, another scope or
count, another window of time, a beginning for an end, two names of one month that disagree, one
number for two things, one claim told twice. Each conflict shows both spans, says why it is one, and
which reading the report prefers, or that it cannot tell. Conflicts between positions are not made
here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

import pandas as pd
from babel import Locale

from helpers import tables
from helpers.arabic.lookup import Stems
from helpers.arabic.text import fold
from helpers.days import span
from helpers.figures.dated import Days
from helpers.figures.measures import same_value, scope_of
from helpers.figures.members import naming
from helpers.frame import Frame, Measure

__all__ = ["conflicts_table"]

Row = Mapping[str, Any]

_RANK = {"exact": 0, "about": 1, "at_least": 1, "more_than": 1, "less_than": 1, "vague": 2}
_PRECISE_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Conflict:
    type: str
    subject: str
    a: Row
    b: Row
    preferred: str
    reason: str
    a_says: str = ""
    b_says: str = ""


def conflicts_table(
    measures: pd.DataFrame,
    figures: pd.DataFrame,
    frame: Frame,
    sources: pd.DataFrame,
    faults: pd.DataFrame | None = None,
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """All conflicts between figures.

    Args:
        measures: Table ``02_measures``.
        figures: Table ``02_figures``; its notes name slips that reviewers saw.
        frame: The coding frame: families, processes and phases of the measures.
        sources: Table ``01_sources``: dates of publication.
        faults: Table ``01_text_faults``, where a slip of translation or a misprint touches a
            figure.
        texts: Article texts by id, to compare a count with the things that other texts name.

    Returns:
        Table ``02_conflicts``, one row per conflict.
    """
    published = {
        str(row["article"]): span(str(row["published"])) for row in sources.to_dict("records")
    }
    notes = {
        (row["article"], row["start"], row["end"]): str(row["note"])
        for row in figures.to_dict("records")
    }
    rows: list[Row] = [
        {str(name): cell for name, cell in row.items()}
        | {"note": notes.get((row["article"], row["start"], row["end"]), "")}
        for row in measures.sort_values(["measure", "article", "start"]).to_dict("records")
    ]
    context = _Context({measure.id: measure for measure in frame.measure}, published)
    found = [
        *_repetitions(rows),
        *_within_measures(rows, context),
        *_phases(rows, context),
        *_under_way(rows, context, texts or {}),
        *_collisions(rows, context),
        *_month_names(rows),
        *_artefacts(rows, faults),
        *_named_members(rows, context, texts or {}),
    ]
    return tables.as_frame("02_conflicts", _numbered(found))


@dataclass(frozen=True, slots=True)
class _Context:
    definitions: Mapping[str, Measure]
    published: Mapping[str, tuple[dt.date, dt.date] | None]

    def label(self, measure: str) -> str:
        definition = self.definitions.get(measure)
        return definition.label if definition else measure


def _numbered(conflicts: Iterable[_Conflict]) -> list[dict[str, object]]:
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
                "a_says": item.a_says or _says(item.a),
                **_span("b", item.b),
                "b_says": item.b_says or _says(item.b),
                "preferred": item.preferred,
                "reason": item.reason,
            }
        )
    return rows


def _span(side: str, row: Row) -> dict[str, object]:
    return {f"{side}_{name}": row[name] for name in ("article", "start", "end", "quote")}


# ---- how a figure reads in English -------------------------------------------------------------

_QUALIFIERS = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "at most ",
}


def _says(row: Row) -> str:
    """The figure in a few English words."""
    if row["kind"] == "date":
        when = str(row["date"])
        if when == "relative":
            when = str(row["resolved"]) or str(row["gloss"]) or "a relative date"
        # The machine names an event by its concepts; the measure's own label reads better.
        event = row["label"] if row["origin"] == "machine" and row["label"] else row["event"]
        return f"{event or 'date'}: {row['relation'] or 'in'} {when}"
    value = f"{_QUALIFIERS.get(row['qualifier'], '')}{_number(row)}"
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


def _number(row: Row) -> str:
    low, high = row["low"], row["high"]
    if row["kind"] == "share":
        shown = [f"{float(x):.0%}" for x in (low, high) if not pd.isna(x)]
    else:
        shown = [f"{float(x):,.10g}" for x in (low, high) if not pd.isna(x)]
    return "–".join(dict.fromkeys(shown)) or str(row["quote"])


# ---- ranges --------------------------------------------------------------------------------------


def _days(row: Row) -> tuple[dt.date, dt.date] | None:
    return span(str(row["resolved"] or row["date"]))


def _allowed(row: Row) -> tuple[dt.date, dt.date] | None:
    """The days on which the dated event may lie: by a date means up to its end."""
    days = _days(row)
    if days is None:
        return None
    first, last = days
    if row["relation"] in ("by", "until"):
        return dt.date.min, last
    if row["relation"] == "before":
        return dt.date.min, first
    if row["relation"] == "after":
        return last, dt.date.max
    return first, last


def _values(row: Row) -> tuple[float, float] | None:
    """The values that a count allows, by its bounds and qualifier."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return None
    low, high = float(row["low"]), float(row["high"])
    if row["qualifier"] in ("more_than", "at_least"):
        return low, float("inf")
    if row["qualifier"] == "less_than":
        return 0.0, high
    if row["qualifier"] == "about":
        return low * 0.9, high * 1.1
    return low, high


def _apart(one: tuple[Any, Any] | None, two: tuple[Any, Any] | None) -> bool:
    return one is not None and two is not None and (one[1] < two[0] or two[1] < one[0])


def _places(row: Row) -> frozenset[str]:
    return frozenset(part for part in re.split(r" and |[;,] ?", str(row["place"])) if part)


# ---- which mentions are compared -----------------------------------------------------------------

_FEW = 60  # mentions up to which every one is compared with every other
_SAID = (
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "date",
    "resolved",
    "relation",
    "place",
    "scope",
    "holder",
)


def _claim(row: Row) -> tuple[Hashable, ...]:
    """What a mention says, whoever says it."""
    return (
        row["measure"],
        *(None if pd.isna(row[name]) else row[name] for name in _SAID),
        _tally(row),
    )


def _pairs(mentions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The pairs of mentions to compare: all of a few, and of many one for each two claims.

    So that ten thousand articles are not compared each with each: in a crowd the first mention stands for
    all that say the same, and where even the claims are many, each meets its neighbours in order of value
    and the least and the greatest.
    """
    if len(mentions) <= _FEW:
        yield from combinations(mentions, 2)
        return
    by_article: dict[Hashable, list[Row]] = {}
    first: dict[tuple[Hashable, ...], Row] = {}
    for row in mentions:
        by_article.setdefault(row["article"], []).append(row)
        first.setdefault(_claim(row), row)
    for inside in by_article.values():
        if len(inside) < len(mentions):
            yield from _pairs(inside) if len(inside) > _FEW else combinations(inside, 2)
    claims = list(first.values())
    place = {id(row): index for index, row in enumerate(claims)}
    if len(claims) <= _FEW:
        near = list(combinations(claims, 2))
    else:
        ordered = sorted(claims, key=lambda row: (_size(row), place[id(row)]))
        near = [*pairwise(ordered)]
        near += [(ordered[0], row) for row in ordered[2:]]
        near += [(row, ordered[-1]) for row in ordered[1:-2]]
    for one, two in near:
        if one["article"] != two["article"] or len(by_article) == 1:
            yield (one, two) if place[id(one)] < place[id(two)] else (two, one)


def _size(row: Row) -> tuple[float, float]:
    """A number or a day, to sort by."""
    days = _days(row) if row["kind"] == "date" else None
    if days is not None:
        return float(days[0].toordinal()), float(days[1].toordinal())
    low, high = (row[name] for name in ("low", "high"))
    return (0.0 if pd.isna(low) else float(low)), (0.0 if pd.isna(high) else float(high))


def _one_each(mentions: Iterable[Row]) -> list[Row]:
    """The mentions; of a crowd only the first of each claim."""
    rows = list(mentions)
    return (
        rows if len(rows) <= _FEW else list({_claim(row): row for row in reversed(rows)}.values())
    )


# ---- the rules -----------------------------------------------------------------------------------


def _repetitions(rows: list[Row]) -> list[_Conflict]:
    """The same claim again in one article: counted once."""
    by_place = {(row["article"], row["start"], row["measure"]): row for row in rows}
    found: list[_Conflict] = []
    for row in rows:
        if pd.isna(row["duplicate_of"]):
            continue
        first = by_place[row["article"], row["duplicate_of"], row["measure"]]
        subject = str(row["label"]) or _subject(row)
        who = ""
        if first["speaker"] != row["speaker"]:
            who = f" Two speakers are named ({first['speaker']}; {row['speaker']})."
        reason = (
            "One article makes the same claim twice; the second mention adds no support and is "
            f"not counted.{who}"
        )
        found.append(_Conflict("repetition", subject, first, row, "a", reason))
    return found


def _subject(row: Row) -> str:
    return str(row["event"] or row["unit"] or row["kind"])


def _first_mentions(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if pd.isna(row["duplicate_of"])]


def _by_measure(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["measure"]:
            found.setdefault(str(row["measure"]), []).append(row)
    return found


def _within_measures(rows: list[Row], context: _Context) -> list[_Conflict]:
    """Two mentions of one measure that cannot both be read alike."""
    found: list[_Conflict] = []
    for measure, mentions in sorted(_by_measure(rows).items()):
        seen: set[tuple[Hashable, ...]] = set()
        for one, two in _pairs(mentions):
            if not pd.isna(one["duplicate_of"]) and not pd.isna(two["duplicate_of"]):
                continue
            again = one["article"] == two["article"] and (
                one["duplicate_of"] == two["start"] or two["duplicate_of"] == one["start"]
            )
            conflict = _differs(one, two, context.label(measure), context, again=again)
            if conflict is None:
                continue
            key = (conflict.type, one["article"], two["article"], _says(one), _says(two))
            if key not in seen:
                seen.add(key)
                found.append(conflict)
    return _thin(found)


def _thin(conflicts: list[_Conflict]) -> list[_Conflict]:
    """Of conflicts between the same claims of two articles the one that compares like with like."""
    kept: dict[tuple[Hashable, ...], _Conflict] = {}

    def value(row: Row) -> Hashable:
        return row["date"] if row["kind"] == "date" else _number(row)

    def rank(item: _Conflict) -> tuple[bool, bool, int, int]:
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


def _differs(
    one: Row, two: Row, subject: str, context: _Context, *, again: bool
) -> _Conflict | None:
    if one["kind"] == "date" and two["kind"] == "date":
        return None if again else _dates_differ(one, two, subject)
    if "date" in (one["kind"], two["kind"]):
        return _length_against_date(one, two, subject, context)
    return None if again else _counts_differ(one, two, subject, context)


def _counts_differ(one: Row, two: Row, subject: str, context: _Context) -> _Conflict | None:
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
        return _Conflict("scope", subject, one, two, preferred, reason)
    apart = _apart(_values(one), _values(two))
    if inside and (not apart or _is_part(one, two)):
        return None
    if not inside and _tally(one) and _tally(two):
        later = _later(one, two, context)
        reason = (
            "Both are running counts that stop on different days: what was counted by the one "
            "day is no more than by the other. "
        )
        reason += "The later count is the newer one." if later else "Which is newer is open."
        if limits:
            reason += f" They also differ in what they count: {limits}."
        return _Conflict("time window", subject, one, two, later or "cannot tell", reason)
    if not apart:
        return None
    if limits:
        reason = f"The numbers hold for different things, so neither refutes the other: {limits}."
        reason += " Both stand in one article." if inside else ""
        return _Conflict("scope", subject, one, two, "both", reason)
    if inside:
        reason = "One article gives two numbers that cannot both hold; it does not say why."
        return _Conflict("internal", subject, one, two, "cannot tell", reason)
    reason = (
        f"The values exclude each other: {_says(one)}, by {_by(one)}; {_says(two)}, by {_by(two)}."
    )
    if _later(one, two, context):
        reason += (
            " The articles are of different days, so the quantity may have changed or been "
            "counted again; no text says which."
        )
    return _Conflict("value", subject, one, two, "cannot tell", reason)


def _by(row: Row) -> str:
    return "the article itself" if row["speaker"] in ("", "author") else str(row["speaker"])


def _limits(one: Row, two: Row) -> str:
    """How place or scope of two counts differ, in words; empty where both may be the same."""
    found: list[str] = []
    if _places(one) and _places(two) and _places(one) != _places(two):
        found.append(f"{one['place']} against {two['place']}")
    scopes = [str(row["scope"]) for row in (one, two)]
    counted = [str(row["scope"]) or "no limit stated" for row in (one, two)]
    if scopes[0] != scopes[1] and (all(scopes) or same_value(one, two)):
        found.append(" against ".join(counted))
    return "; ".join(found)


_WITHIN_REACH = 60  # code points between a whole and the part that is told at once after it


def _is_part(one: Row, two: Row) -> bool:
    """Whether the second number follows at once and is a part of the first: three, two of them."""
    whole, part = _values(one), _values(two)
    if whole is None or part is None or not part[1] <= whole[0]:
        return False
    near = 0 <= int(two["start"]) - int(one["end"]) <= _WITHIN_REACH
    return near and (not _places(one) or _places(two) <= _places(one) or not _places(two))


def _tally(row: Row) -> bool:
    """A count of events that goes on growing, told as a least number."""
    return row["qualifier"] in ("more_than", "at_least") and bool(
        re.search(r"\bsince\b|\bbegan\b", str(row["as_of"]))
    )


def _later(one: Row, two: Row, context: _Context) -> str:
    """``a`` or ``b``, whichever article is surely the later; else nothing."""
    left, right = (context.published.get(str(row["article"])) for row in (one, two))
    if left is None or right is None or one["article"] == two["article"]:
        return ""
    if left[1] < right[0]:
        return "b"
    return "a" if right[1] < left[0] else ""


def _dates_differ(one: Row, two: Row, subject: str) -> _Conflict | None:
    if same_value(one, two):
        return None
    left, right = _allowed(one), _allowed(two)
    inside = one["article"] == two["article"]
    if left is None or right is None:
        return None
    if _apart(left, right):
        kind = "internal" if inside else "value"
        reason = "The dates exclude each other."
        return _Conflict(kind, subject, one, two, "cannot tell", reason)
    days = [_days(row) for row in (one, two)]
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
        return _Conflict(
            "internal" if inside else "value", subject, one, two, "cannot tell", reason
        )
    where = "One article gives" if inside else "The articles give"
    reason = (
        f"{where} a deadline at two precisions, and the coarser one, read strictly, ends before "
        "the finer one. The finer one is preferred."
    )
    return _Conflict("internal" if inside else "value", subject, one, two, finer, reason)


def _length_against_date(one: Row, two: Row, subject: str, context: _Context) -> _Conflict | None:
    """A length from publication set against a date of the same event."""
    length, date = (one, two) if one["kind"] == "duration" else (two, one)
    published = context.published.get(str(length["article"]))
    allowed = _allowed(date)
    low = length["low"]
    days_of = {"year": 365, "month": 30, "week": 7, "day": 1}.get(str(length["unit"]))
    if published is None or allowed is None or pd.isna(low) or days_of is None:
        return None
    bounds = _values(length)
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
    return _Conflict("value", subject, one, two, later or "cannot tell", reason)


def _phases(rows: list[Row], context: _Context) -> list[_Conflict]:
    """A date that begins a thing here and ends it there; an end that is not the last step."""
    dated: dict[str, list[Row]] = {}
    for row in _first_mentions(rows):
        definition = context.definitions.get(str(row["measure"]))
        if definition and definition.process and definition.phase:
            dated.setdefault(definition.process, []).append(row)
    found: list[_Conflict] = []
    for process, mentions in sorted(dated.items()):
        for one, two in _pairs(mentions):
            phases = [context.definitions[str(row["measure"])].phase for row in (one, two)]
            if set(phases) != {"begin", "end"}:
                continue
            first, last = (one, two) if phases[0] == "begin" else (two, one)
            begin, end = _days(first), _days(last)
            if begin is None or end is None or _apart(begin, end):
                continue
            reason = (
                "The same date begins the process in the one text and ends it in the other: "
                f"{_says(first)}; {_says(last)}. "
            )
            preferred = "cannot tell"
            if last["relation"] in ("by", "until") and first["relation"] == "in":
                preferred = "b"
                reason += (
                    "The text that gives a deadline is preferred; the other may have turned an end "
                    "by that date into a beginning in it."
                )
            found.append(_Conflict("modality", process, first, last, preferred, reason))
    for one, two in _two_ends(rows, context):
        left, right = (context.definitions[str(row["measure"])] for row in (one, two))
        if left.process == right.process:
            continue
        if one["kind"] == two["kind"] and (not _days(one) or _days(one) == _days(two)):
            continue
        subject = f"{left.label} / {right.label}"
        reason = (
            "The article puts two ends at two times, and the one does not bring the other about. "
            "Read as one, the earlier would promise what the text expects only later."
        )
        found.append(_Conflict("modality", subject, one, two, "both", reason))
    return _once(found)


def _under_way(rows: list[Row], context: _Context, texts: Mapping[str, str]) -> list[_Conflict]:
    """A thing that one text has under way before a day, and another has only since a later one."""
    found: list[_Conflict] = []
    read: dict[str, Days] = {}
    dates = [row for row in _first_mentions(rows) if row["kind"] == "date" and _days(row)]
    for definition in sorted(context.definitions.values(), key=lambda each: each.id):
        if not definition.thing:
            continue
        thing = Stems((form, True) for form in definition.thing)
        begun = _one_each(
            row
            for row in dates
            if row["measure"] == definition.id and row["relation"] in ("since", "from")
        )
        for row in dates if begun else []:
            article = str(row["article"])
            if article not in texts or row["measure"] == definition.id:
                continue
            days = read.setdefault(article, Days(texts[article]))
            span = days.under_way(int(row["start"]), int(row["end"]), thing)
            for other in begun if span else []:
                assert span is not None
                found += _begun_before(row, span, other, definition, texts)
    return found


def _begun_before(
    row: Row, span: tuple[int, int], other: Row, definition: Measure, texts: Mapping[str, str]
) -> list[_Conflict]:
    before, since = _days(row), _days(other)
    if other["article"] == row["article"] or before is None or since is None:
        return []
    if since[0] <= before[1]:
        return []
    text = texts[str(row["article"])]
    scope = scope_of(definition, text, *span)
    early = {**row, "start": span[0], "end": span[1], "quote": text[slice(*span)], "scope": scope}
    when = str(row["resolved"] or row["date"])
    says = f"under way before {when}" + (f" ({scope})" if scope else "")
    then = f"{_says(other)}" + (f" ({other['scope']})" if other["scope"] else "")
    if scope and other["scope"] and scope != other["scope"]:
        reason = (
            "The one text has the thing under way before the day from which the other counts it. They "
            f"do not mean quite the same: {scope} against {other['scope']}."
        )
        return [_Conflict("scope", definition.label, early, other, "both", reason, says, then)]
    reason = "The one text has the thing under way before the day from which the other counts it."
    return [_Conflict("value", definition.label, early, other, "cannot tell", reason, says, then)]


def _two_ends(rows: list[Row], context: _Context) -> Iterator[tuple[Row, Row]]:
    """Every two ends that one article puts."""
    ends: dict[str, list[Row]] = {}
    for row in _first_mentions(rows):
        definition = context.definitions.get(str(row["measure"]))
        if definition and definition.phase == "end":
            ends.setdefault(str(row["article"]), []).append(row)
    for mentions in ends.values():
        yield from _pairs(mentions)


def _once(conflicts: list[_Conflict]) -> list[_Conflict]:
    """One conflict for each pair of articles and subject: the one with the finest dates."""
    kept: dict[tuple[Hashable, ...], _Conflict] = {}

    def fineness(item: _Conflict) -> int:
        return len(str(item.a["date"])) + len(str(item.b["date"]))

    for item in conflicts:
        key = (item.type, item.subject, item.a["article"], item.b["article"])
        if key not in kept or fineness(item) > fineness(kept[key]):
            kept[key] = item
    return list(kept.values())


_LEAST_COLLIDING = 100  # smaller equal numbers meet by chance in any two texts


def _collisions(rows: list[Row], context: _Context) -> list[_Conflict]:
    """One number for two things that a reader may take for one."""
    counts = [
        row
        for row in _first_mentions(rows)
        if row["kind"] == "count" and row["qualifier"] != "vague" and not pd.isna(row["low"])
    ]
    groups: dict[tuple[float, float], list[Row]] = {}
    for row in counts:
        groups.setdefault((float(row["low"]), float(row["high"])), []).append(row)
    best: dict[tuple[Hashable, ...], _Conflict] = {}
    for value, mentions in sorted(groups.items()):
        for one, two in _things_apart(mentions):
            if not _may_collide(one, two, value, context):
                continue
            things = sorted([_thing(one), _thing(two)])
            key = (value, *things)
            reason = (
                f"The same number, {_number(one)}, for two things: {_thing(one)} and {_thing(two)}. "
                "They are not one quantity and must not be added or merged."
            )
            item = _Conflict("number collision", " / ".join(things), one, two, "both", reason)
            if key not in best or _near(item) < _near(best[key]):
                best[key] = item
    return list(best.values())


def _things_apart(mentions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of mentions of one number; of a crowd one for each two things, in one article if there is one."""
    if len(mentions) <= _FEW:
        yield from combinations(mentions, 2)
        return
    by_thing: dict[tuple[Hashable, ...], dict[str, Row]] = {}
    for row in mentions:
        thing = (row["measure"], _thing(row), row["holder"], row["place"])
        by_thing.setdefault(thing, {}).setdefault(str(row["article"]), row)
    things = list(by_thing.values())[:_FEW]
    for one, two in combinations(things, 2):
        shared = next((article for article in one if article in two), None)
        if shared is None:
            yield next(iter(one.values())), next(iter(two.values()))
        else:
            yield one[shared], two[shared]


def _may_collide(one: Row, two: Row, value: tuple[float, float], context: _Context) -> bool:
    if _thing(one) == _thing(two):
        return False
    left, right = (context.definitions.get(str(row["measure"])) for row in (one, two))
    if left is not None and left is right:
        return False
    if left and right and left.family and left.family == right.family:
        return True
    different = one["holder"] != two["holder"] or one["place"] != two["place"]
    return value[0] >= _LEAST_COLLIDING and different


def _thing(row: Row) -> str:
    """What a count is about, in the words of the frame or of the codes."""
    if row["label"]:
        return str(row["label"])
    return " ".join(
        part for part in (str(row["holder"]), str(row["unit"]), str(row["place"])) if part
    )


def _near(item: _Conflict) -> tuple[bool, str, int, str, int]:
    """Prefer the pair inside one article, then the first in order."""
    one, two = item.a, item.b
    return (
        one["article"] != two["article"],
        str(one["article"]),
        int(one["start"]),
        str(two["article"]),
        int(two["start"]),
    )


# ---- a count against the things that others name -----------------------------------------------


def _named_members(rows: list[Row], context: _Context, texts: Mapping[str, str]) -> list[_Conflict]:
    """Lists of things that cannot both be whole: a count against names, names against names."""
    found: list[_Conflict] = []
    for definition in sorted(context.definitions.values(), key=lambda each: each.id):
        if not definition.members:
            continue
        named = naming(definition, texts)
        counts = [row for row in _first_mentions(rows) if row["measure"] == definition.id]
        kinds = _kinds_of_lists(named)
        for row in _one_each(counts):
            found += _count_against_names(row, definition, {each: named[each] for each in kinds})
        for one, two in combinations(kinds, 2):
            left, right = (set(named[article]) for article in (one, two))
            if left <= right or right <= left:
                continue
            here = next(span for name, span in named[one].items() if name not in right)
            there = next(span for name, span in named[two].items() if name not in left)
            lists = [", ".join(named[article]) for article in (one, two)]
            reason = (
                f"The one text names {lists[0]}, the other {lists[1]}. Each leaves out what the "
                "other names, so neither list is whole; silence is no denial."
            )
            says = [f"names {each}" for each in lists]
            found.append(
                _Conflict(
                    "scope", definition.label, here, there, "cannot tell", reason, says[0], says[1]
                )
            )
    return found


def _kinds_of_lists(named: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """The articles that name anything; of a crowd the first of each list."""
    articles = sorted(named)
    if len(articles) <= _FEW:
        return articles
    lists = {frozenset(named[article]): article for article in reversed(articles)}
    return sorted(lists.values())[:_FEW]


def _count_against_names(
    row: Row, definition: Measure, named: Mapping[str, Mapping[str, Row]]
) -> list[_Conflict]:
    """A count in certain places, where another article names one in another place."""
    places = _places(row)
    lies = {member.name: member.place for member in definition.members}
    found: list[_Conflict] = []
    for article, names in named.items():
        if article == row["article"] or row["qualifier"] != "exact" or not places:
            continue
        other = next((name for name in names if lies[name] not in places), None)
        if other is None:
            continue
        reason = (
            f"One text counts {_number(row)} in {row['place']}; the other names {', '.join(names)}, "
            f"and {other} lies in {lies[other]}. The two cannot both be whole."
        )
        says = f"names {', '.join(names)}"
        found.append(
            _Conflict("scope", definition.label, row, names[other], "cannot tell", reason, "", says)
        )
    return found


# ---- month names that disagree ------------------------------------------------------------------


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Number of the month by folded name, in every Arabic set of Unicode's CLDR."""
    found: dict[str, int] = {}
    for code in ("ar", "ar_EG", "ar_IQ", "ar_SY", "ar_LB", "ar_JO", "ar_MA", "ar_DZ", "ar_TN"):
        for number, name in Locale.parse(code).months["format"]["wide"].items():
            found.setdefault(fold(name), int(number))
    return found


def _month_names(rows: list[Row]) -> list[_Conflict]:
    """A date that gives its month two names of different months."""
    found: list[_Conflict] = []
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
        found.append(
            _Conflict(
                "date label",
                subject,
                a,
                b,
                preferred,
                reason,
                one,
                two,
            )
        )
    return found


def _named_months(quote: str) -> list[tuple[int, int, int]]:
    """Months named in a date, each with the span of its name in the quotation."""
    months = _months()
    tokens = [(hit.start(), hit.end()) for hit in _PRECISE_WORDS.finditer(quote)]
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
        days = _days(row) if row["measure"] and row["kind"] == "date" else None
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


# ---- slips of translation ------------------------------------------------------------------------

_TRANSLATION = re.compile(r"translat", re.IGNORECASE)


def _artefacts(rows: list[Row], faults: pd.DataFrame | None) -> list[_Conflict]:
    """A figure that translation has probably changed, by a reviewer's note or a listed fault."""
    slips = []
    if faults is not None and len(faults):
        for fault in faults.to_dict("records"):
            if _TRANSLATION.search(str(fault["kind"])):
                slips.append(fault)
    found: list[_Conflict] = []
    for row in _first_mentions(rows):
        why = str(row["note"]) if _TRANSLATION.search(str(row["note"])) else ""
        for fault in slips:
            if (
                fault["article"] == row["article"]
                and fault["start"] < row["end"]
                and row["start"] < fault["end"]
            ):
                why = why or str(fault["note"] or fault["effect"])
        if why:
            subject = str(row["label"] or row["event"] or _subject(row))
            reason = f"The words as they stand are probably a slip of translation: {why}."
            found.append(
                _Conflict(
                    "translation artefact",
                    subject,
                    row,
                    row,
                    "b",
                    reason.replace("..", "."),
                    f"as written: {_says(row)}",
                    "as probably meant",
                )
            )
    return found
