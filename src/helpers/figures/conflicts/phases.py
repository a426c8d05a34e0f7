"""Beginnings and ends of one process: which is which, and what was under way before it began."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from helpers.arabic.lookup import Stems
from helpers.figures.conflicts.base import Conflict, Context, Row, first_mentions, in_english
from helpers.figures.conflicts.pairs import one_each, pairs_of
from helpers.figures.conflicts.ranges import days_meant, disjoint
from helpers.figures.dated import Days
from helpers.figures.measures import scope_of
from helpers.frame import Measure

__all__ = ["already_under_way", "begin_against_end"]


def begin_against_end(rows: list[Row], context: Context) -> list[Conflict]:
    """A date that begins a thing here and ends it there; an end that is not the last step."""
    dated: dict[str, list[Row]] = {}
    for row in first_mentions(rows):
        definition = context.definitions.get(str(row["measure"]))
        if definition and definition.process and definition.phase:
            dated.setdefault(definition.process, []).append(row)
    found: list[Conflict] = []
    for process, mentions in sorted(dated.items()):
        for one, two in pairs_of(mentions):
            phases = [context.definitions[str(row["measure"])].phase for row in (one, two)]
            if set(phases) != {"begin", "end"}:
                continue
            first, last = (one, two) if phases[0] == "begin" else (two, one)
            begin, end = days_meant(first), days_meant(last)
            if begin is None or end is None or disjoint(begin, end):
                continue
            reason = (
                "The same date begins the process in the one text and ends it in the other: "
                f"{in_english(first)}; {in_english(last)}. "
            )
            preferred = "cannot tell"
            if last["relation"] in ("by", "until") and first["relation"] == "in":
                preferred = "b"
                reason += (
                    "The text that gives a deadline is preferred; the other may have turned an end "
                    "by that date into a beginning in it."
                )
            found.append(Conflict("modality", process, first, last, preferred, reason))
    for one, two in _two_ends(rows, context):
        left, right = (context.definitions[str(row["measure"])] for row in (one, two))
        if left.process == right.process:
            continue
        if one["kind"] == two["kind"] and (
            not days_meant(one) or days_meant(one) == days_meant(two)
        ):
            continue
        subject = f"{left.label} / {right.label}"
        reason = (
            "The article puts two ends at two times, and the one does not bring the other about. "
            "Read as one, the earlier would promise what the text expects only later."
        )
        found.append(Conflict("modality", subject, one, two, "both", reason))
    return _once(found)


def already_under_way(
    rows: list[Row], context: Context, texts: Mapping[str, str]
) -> list[Conflict]:
    """A thing that one text has under way before a day, and another has only since a later one."""
    found: list[Conflict] = []
    read: dict[str, Days] = {}
    dates = [row for row in first_mentions(rows) if row["kind"] == "date" and days_meant(row)]
    for definition in sorted(context.definitions.values(), key=lambda each: each.id):
        if not definition.thing:
            continue
        thing = Stems((form, True) for form in definition.thing)
        begun = one_each(
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
) -> list[Conflict]:
    before, since = days_meant(row), days_meant(other)
    if other["article"] == row["article"] or before is None or since is None:
        return []
    if since[0] <= before[1]:
        return []
    text = texts[str(row["article"])]
    scope = scope_of(definition, text, *span)
    early = {**row, "start": span[0], "end": span[1], "quote": text[slice(*span)], "scope": scope}
    when = str(row["resolved"] or row["date"])
    says = f"under way before {when}" + (f" ({scope})" if scope else "")
    then = f"{in_english(other)}" + (f" ({other['scope']})" if other["scope"] else "")
    if scope and other["scope"] and scope != other["scope"]:
        reason = (
            "The one text has the thing under way before the day from which the other counts it. They "
            f"do not mean quite the same: {scope} against {other['scope']}."
        )
        return [Conflict("scope", definition.label, early, other, "both", reason, says, then)]
    reason = "The one text has the thing under way before the day from which the other counts it."
    return [Conflict("value", definition.label, early, other, "cannot tell", reason, says, then)]


def _two_ends(rows: list[Row], context: Context) -> Iterator[tuple[Row, Row]]:
    """Every two ends that one article puts."""
    ends: dict[str, list[Row]] = {}
    for row in first_mentions(rows):
        definition = context.definitions.get(str(row["measure"]))
        if definition and definition.phase == "end":
            ends.setdefault(str(row["article"]), []).append(row)
    for mentions in ends.values():
        yield from pairs_of(mentions)


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    """One conflict for each pair of articles and subject: the one with the finest dates."""
    kept: dict[tuple[Hashable, ...], Conflict] = {}

    def fineness(item: Conflict) -> int:
        return len(str(item.a["date"])) + len(str(item.b["date"]))

    for item in conflicts:
        key = (item.type, item.subject, item.a["article"], item.b["article"])
        if key not in kept or fineness(item) > fineness(kept[key]):
            kept[key] = item
    return list(kept.values())
