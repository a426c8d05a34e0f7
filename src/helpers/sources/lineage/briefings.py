"""Computed: the same briefing behind one official's number in several articles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from helpers.sources.lineage.work import DAY, Origin, Work, sentence_at, set_origin, spans_cell

__all__ = ["briefings_behind"]


def briefings_behind(work: Work) -> list[dict[str, object]]:
    """Articles that give one official's number: the same value of the same thing, near in time."""
    mentions: dict[tuple[object, ...], dict[str, list[Mapping[str, object]]]] = defaultdict(dict)
    rows = work.told
    for row in rows[rows["article"].isin(work.figures)].to_dict("records"):
        office = _office(str(row["speaker"]))
        told_of = (row["low"], row["high"], row["unit"], row["holder"], office)
        mention = {str(name): cell for name, cell in row.items()}
        mentions[told_of].setdefault(str(row["article"]), []).append(mention)
    found = []
    for key in sorted(mentions, key=str):
        for articles in _near_in_time(work, mentions[key]):
            rows_of = [row for article in articles for row in mentions[key][article]]
            name = _briefing_name(work, rows_of)
            for each in rows_of:
                _give_origin(work, each, name)
            # Each later article is set beside the first: all of them would be a square.
            for other in articles[1:]:
                rows_both = [*mentions[key][articles[0]], *mentions[key][other]]
                found.append(_edge_row(work, articles[0], other, key, rows_both, name))
    return found


def _near_in_time(work: Work, articles: Iterable[str]) -> list[list[str]]:
    """The articles in groups of two and more, each within the days of a briefing of the last."""
    groups: list[list[str]] = []
    ordered = sorted(articles, key=lambda article: (*work.days(article), article))
    for article in ordered:
        if groups and _gap(work, groups[-1][-1], article) <= work.settings.briefing_days:
            groups[-1].append(article)
        else:
            groups.append([article])
    return [group for group in groups if len(group) > 1]


def _gap(work: Work, one: str, two: str) -> int:
    """Days that surely lie between two articles; none where a date is not known."""
    if dt.date.min in (work.days(one)[0], work.days(two)[0]):
        return 0
    return (work.days(two)[0] - work.days(one)[1]).days


def _edge_row(
    work: Work,
    source: str,
    target: str,
    key: tuple[object, ...],
    rows: Sequence[Mapping[str, object]],
    name: str,
) -> dict[str, object]:
    value, _, unit, holder, _ = key
    fewest = max(1, min(len(work.claims[source]), len(work.claims[target])))
    return {
        "source": source,
        "target": target,
        "relation": "same upstream briefing",
        "basis": "computed",
        "confidence": "high",
        "claims": 1,
        "share": 1 / fewest,
        "evidence": f"{value:g} {unit}, {holder}: both from the same source, {name}",
        "spans": spans_cell((str(row["article"]), row["start"], row["end"]) for row in rows),
        "address": "",
    }


def _office(speaker: str) -> str:
    return " ".join(speaker.casefold().removeprefix("unnamed ").split())


def _briefing_name(work: Work, rows: Sequence[Mapping[str, object]]) -> str:
    """The speaker and the day: a date in the same sentence, else the first day of publication."""
    days = []
    for row in rows:
        article = str(row["article"])
        sentence = sentence_at(work, article, int(str(row["start"])))
        figures = work.figures[article]
        inside = figures[(figures["start"] >= sentence.start) & (figures["start"] < sentence.end)]
        for day in (inside["resolved"].where(inside["resolved"] != "", inside["date"])).tolist():
            if DAY.fullmatch(str(day)):
                days.append(str(day))
    speaker = str(rows[0]["speaker"]).removeprefix("unnamed ")
    if not days:
        first = min(work.days(str(row["article"]))[0] for row in rows)
        days = [first.isoformat()] if first != dt.date.min else [""]
    return f"{speaker} {min(days)}".strip()


def _give_origin(work: Work, row: Mapping[str, object], name: str) -> None:
    """Set the briefing as the origin of the figure's sentence, and of its repetition."""
    article = str(row["article"])
    set_origin(work, article, int(str(row["start"])), Origin(name, "computed", "high"), over=True)
    figures = work.figures[article]
    same = figures[
        (figures["low"] == row["low"])
        & (figures["unit"] == row["unit"])
        & (figures["holder"] == row["holder"])
        & (figures["place"] == row["place"])
        & (figures["kind"] == row["kind"])
    ]
    for start in same["start"]:
        if start != row["start"]:
            set_origin(work, article, int(start), Origin(name, "computed", "low"), over=True)
