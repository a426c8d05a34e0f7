"""What is counted: one number for two things, and a count against the things that others name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd

from helpers.figures.conflicts.base import Conflict, Context, Row, first_mentions, number_in_english
from helpers.figures.conflicts.pairs import FEW, one_each
from helpers.figures.conflicts.ranges import places_of
from helpers.figures.members import naming
from helpers.frame import Measure

__all__ = ["named_members", "number_collisions"]

_LEAST_COLLIDING = 100  # smaller equal numbers meet by chance in any two texts


def number_collisions(rows: list[Row], context: Context) -> list[Conflict]:
    """One number for two things that a reader may take for one."""
    counts = [
        row
        for row in first_mentions(rows)
        if row["kind"] == "count" and row["qualifier"] != "vague" and not pd.isna(row["low"])
    ]
    groups: dict[tuple[float, float], list[Row]] = {}
    for row in counts:
        groups.setdefault((float(row["low"]), float(row["high"])), []).append(row)
    best: dict[tuple[Hashable, ...], Conflict] = {}
    for value, mentions in sorted(groups.items()):
        for one, two in _things_apart(mentions):
            if not _may_collide(one, two, value, context):
                continue
            things = sorted([_thing(one), _thing(two)])
            key = (value, *things)
            reason = (
                f"The same number, {number_in_english(one)}, for two things: {_thing(one)} and "
                f"{_thing(two)}. They are not one quantity and must not be added or merged."
            )
            item = Conflict("number collision", " / ".join(things), one, two, "both", reason)
            if key not in best or _near(item) < _near(best[key]):
                best[key] = item
    return list(best.values())


def _things_apart(mentions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of mentions of one number; of a crowd one for each two things, in one article if there is one."""
    if len(mentions) <= FEW:
        yield from combinations(mentions, 2)
        return
    by_thing: dict[tuple[Hashable, ...], dict[str, Row]] = {}
    for row in mentions:
        thing = (row["measure"], _thing(row), row["holder"], row["place"])
        by_thing.setdefault(thing, {}).setdefault(str(row["article"]), row)
    things = list(by_thing.values())[:FEW]
    for one, two in combinations(things, 2):
        shared = next((article for article in one if article in two), None)
        if shared is None:
            yield next(iter(one.values())), next(iter(two.values()))
        else:
            yield one[shared], two[shared]


def _may_collide(one: Row, two: Row, value: tuple[float, float], context: Context) -> bool:
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


def _near(item: Conflict) -> tuple[bool, str, int, str, int]:
    """Prefer the pair inside one article, then the first in order."""
    one, two = item.a, item.b
    return (
        one["article"] != two["article"],
        str(one["article"]),
        int(one["start"]),
        str(two["article"]),
        int(two["start"]),
    )


def named_members(rows: list[Row], context: Context, texts: Mapping[str, str]) -> list[Conflict]:
    """Lists of things that cannot both be whole: a count against names, names against names."""
    found: list[Conflict] = []
    for definition in sorted(context.definitions.values(), key=lambda each: each.id):
        if not definition.members:
            continue
        named = naming(definition, texts)
        counts = [row for row in first_mentions(rows) if row["measure"] == definition.id]
        kinds = _kinds_of_lists(named)
        for row in one_each(counts):
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
                Conflict(
                    "scope", definition.label, here, there, "cannot tell", reason, says[0], says[1]
                )
            )
    return found


def _kinds_of_lists(named: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """The articles that name anything; of a crowd the first of each list."""
    articles = sorted(named)
    if len(articles) <= FEW:
        return articles
    lists = {frozenset(named[article]): article for article in reversed(articles)}
    return sorted(lists.values())[:FEW]


def _count_against_names(
    row: Row, definition: Measure, named: Mapping[str, Mapping[str, Row]]
) -> list[Conflict]:
    """A count in certain places, where another article names one in another place."""
    places = places_of(row)
    lies = {member.name: member.place for member in definition.members}
    found: list[Conflict] = []
    for article, names in named.items():
        if article == row["article"] or row["qualifier"] != "exact" or not places:
            continue
        other = next((name for name in names if lies[name] not in places), None)
        if other is None:
            continue
        reason = (
            f"One text counts {number_in_english(row)} in {row['place']}; the other names {', '.join(names)}, "
            f"and {other} lies in {lies[other]}. The two cannot both be whole."
        )
        says = f"names {', '.join(names)}"
        found.append(
            Conflict("scope", definition.label, row, names[other], "cannot tell", reason, "", says)
        )
    return found
