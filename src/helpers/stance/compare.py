"""Groups compared, and what of it holds whichever way the articles are put into groups.

With one or two texts a group the labels carry little: every finding is made again without wire
copy and under each other assignment that the sources allow, and only what survives all is firm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import pandas as pd

from helpers.frame import Frame
from helpers.stance.positions import LEVEL, adds_up, first_of_each, listed, spans

__all__ = [
    "COMPARISON",
    "CONTRASTS",
    "ROBUST",
    "Choice",
    "choices",
    "comparison_table",
    "contrasts_table",
    "robust_table",
    "wire_copies",
]

COMPARISON = (
    "choice",
    "group",
    "proposition",
    "level",
    "position",
    "affirm",
    "open",
    "deny",
    "articles",
    "origins",
    "spans",
)
ROBUST = (
    "group",
    "proposition",
    "level",
    "position",
    "articles",
    "origins",
    "holds",
    "changes",
    "spans",
)
CONTRASTS = (
    "proposition",
    "level",
    "affirms",
    "denies",
    "choices",
    "of",
    "holds",
    "fails",
    "spans",
)

_NO_TEXT = "no text left"
_SILENT = "no position left"


@dataclass(frozen=True)
class Choice:
    """One way to put the articles into groups.

    Attributes:
        name: In plain English, such as ``without wire copy``.
        group: Group by article; an article that is left out is missing.
    """

    name: str
    group: Mapping[str, str]


def wire_copies(
    sources: pd.DataFrame, origins: pd.DataFrame | None = None, *, share: float = 0.5
) -> list[str]:
    """Articles whose words are mostly another's without saying so.

    Args:
        sources: ``01_sources``.
        origins: ``02_origins``; given, an article counts too if at least ``share`` of its sentences
            come from a source that is not itself and that it does not declare.
        share: From 0 to 1.

    Returns:
        Ids of the articles whose genre is wire relay or whose sentences say so, among those with
        an uncredited source.
    """
    found = []
    for row in sources.itertuples():
        copied = 0.0
        if origins is not None:
            its = origins[origins["article"] == row.article]
            taken = (its["source"] != row.article) & its["basis"].isin(["known", "computed"])
            copied = float(taken.mean()) if len(its) else 0.0
        if row.uncredited and (row.genre == "wire relay" or copied >= share):
            found.append(str(row.article))
    return found


def choices(sources: pd.DataFrame, origins: pd.DataFrame | None = None) -> list[Choice]:
    """Every way to put the articles into groups that the sources leave open.

    Returns:
        As labelled; with each article in each of its other groups, one change at a time; and all of
        these again without wire copy, if there is any.
    """
    labelled = dict(zip(sources["article"], sources["group"], strict=True))
    found = [Choice("as labelled", labelled)]
    for row in sources.itertuples():
        for other in filter(None, str(row.alternatives).split("; ")):
            found.append(Choice(f"{row.short} as {other}", {**labelled, str(row.article): other}))
    copies = set(wire_copies(sources, origins))
    if copies:
        for choice in list(found):
            kept = {a: group for a, group in choice.group.items() if a not in copies}
            name = "without wire copy"
            found.append(Choice(name if choice is found[0] else f"{choice.name}, {name}", kept))
    return found


def comparison_table(statements: pd.DataFrame, ways: list[Choice], frame: Frame) -> pd.DataFrame:
    """What each group holds under each choice.

    Args:
        statements: ``03_statements``.
        ways: See `choices`.
        frame: The coding frame, for the order of groups and propositions.

    Returns:
        One row per choice, group, proposition and level with a statement, columns `COMPARISON`:
        the position, counts of statements, articles and independent origins, and the spans.
    """
    counted = first_of_each(statements)
    columns = ("article", "proposition", "mode", "stance", "source")
    said = list(zip(spans(counted), *(counted[name].tolist() for name in columns), strict=True))
    rows = []
    for way in ways:
        cells: dict[tuple[str, str, str], list[tuple[tuple[str, int, int], str, int, str]]] = {}
        for place, article, proposition, mode, stance, source in said:
            if article in way.group:
                cell = (way.group[article], proposition, LEVEL[mode])
                cells.setdefault(cell, []).append((place, article, int(stance), source))
        for cell in product(
            (item.id for item in frame.group),
            (item.id for item in frame.proposition),
            dict.fromkeys(LEVEL.values()),
        ):
            if cell not in cells:
                continue
            group, proposition, level = cell
            places, articles, stances, sources = zip(*cells[cell], strict=True)
            rows.append(
                {
                    "choice": way.name,
                    "group": group,
                    "proposition": proposition,
                    "level": level,
                    "position": adds_up(stances),
                    "affirm": stances.count(1),
                    "open": stances.count(0),
                    "deny": stances.count(-1),
                    "articles": len(set(articles)),
                    "origins": len(set(sources)),
                    "spans": listed(places),
                }
            )
    return pd.DataFrame(rows, columns=list(COMPARISON))


def robust_table(statements: pd.DataFrame, ways: list[Choice], frame: Frame) -> pd.DataFrame:
    """Which positions of groups stand whatever the choice.

    Args:
        statements: ``03_statements``.
        ways: See `choices`; the first is the one that is printed.
        frame: The coding frame.

    Returns:
        One row per group, proposition and level of the first choice, columns `ROBUST`: the
        position there, whether it ``holds`` under every choice (yes or no), and what ``changes``
        where it does not. A group that loses all its texts does not hold.
    """
    compared = comparison_table(statements, ways, frame)
    key = ["choice", "group", "proposition", "level"]
    positions = compared.drop_duplicates(key).set_index(key)["position"].to_dict()
    rows = []
    for row in compared[compared["choice"] == ways[0].name].itertuples():
        changes = []
        for way in ways[1:]:
            now = positions.get((way.name, row.group, row.proposition, row.level))
            if now is None:
                now = _SILENT if row.group in way.group.values() else _NO_TEXT
            if now != row.position:
                changes.append(f"{way.name}: {now}")
        rows.append(
            {
                "group": row.group,
                "proposition": row.proposition,
                "level": row.level,
                "position": row.position,
                "articles": row.articles,
                "origins": row.origins,
                "holds": "no" if changes else "yes",
                "changes": "; ".join(changes),
                "spans": row.spans,
            }
        )
    return pd.DataFrame(rows, columns=list(ROBUST))


def contrasts_table(statements: pd.DataFrame, ways: list[Choice], frame: Frame) -> pd.DataFrame:
    """Which groups stand against each other, and under how many choices.

    Returns:
        One row per proposition, level and pair of groups of which one affirms and one denies under
        some choice, columns `CONTRASTS`: under how many ``choices`` ``of`` all, whether it ``holds``
        under every one, and which choices it ``fails`` under.
    """
    compared = comparison_table(statements, ways, frame)
    found: dict[tuple[str, str, str, str], list[str]] = {}
    cells: dict[tuple[str, str, str, str], set[str]] = {}
    for (choice, proposition, level), its in compared.groupby(
        ["choice", "proposition", "level"], sort=False
    ):
        affirm = its.loc[its["position"] == "affirms", "group"]
        deny = its.loc[its["position"] == "denies", "group"]
        for one, other in product(affirm, deny):
            key = (str(proposition), str(level), str(one), str(other))
            found.setdefault(key, []).append(str(choice))
            both = its.loc[its["group"].isin([one, other]), "spans"]
            cells.setdefault(key, set()).update(" ".join(both).split())
    rows = []
    for (proposition, level, one, other), where in found.items():
        fails = [way.name for way in ways if way.name not in where]
        rows.append(
            {
                "proposition": proposition,
                "level": level,
                "affirms": one,
                "denies": other,
                "choices": len(where),
                "of": len(ways),
                "holds": "no" if fails else "yes",
                "fails": "; ".join(fails),
                "spans": " ".join(sorted(cells[proposition, level, one, other])),
            }
        )
    return pd.DataFrame(rows, columns=list(CONTRASTS))
