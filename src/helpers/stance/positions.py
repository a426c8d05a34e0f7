"""Positions by voice: what the narrator holds, what others say, what is read into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from helpers import tables
from helpers.frame import Frame

__all__ = [
    "LEVEL",
    "adds_up",
    "first_of_each",
    "listed",
    "position_of",
    "positions_table",
    "span_cell",
    "spans",
]

#: Whose position a statement is, by its mode.
LEVEL = {"own": "narrator", "direct": "quoted", "indirect": "quoted", "ascribed": "ascribed"}


def first_of_each(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements without those that repeat an earlier one of their article."""
    return statements[statements["duplicate_of"].isna()]


def position_of(stances: pd.Series) -> str:
    """What the stances of one article (or group) and level add up to.

    ``mixed`` where some affirm and some deny. Else ``affirms`` or ``denies`` if at least as many
    do so as leave it open: one denial among six open statements does not make a denial.

    >>> [position_of(pd.Series(of)) for of in ([1, 0], [-1, 0, 0], [1, -1, 0])]
    ['affirms', 'open', 'mixed']
    """
    return adds_up(stances.tolist())


def adds_up(stances: Sequence[int]) -> str:
    """`position_of` for a plain list."""
    affirm, left_open, deny = (stances.count(which) for which in (1, 0, -1))
    if affirm and deny:
        return "mixed"
    if affirm + deny < left_open:
        return "open"
    return "affirms" if affirm else "denies"


def spans(rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    """(article, start, end) of every row, in the order of the rows."""
    return list(
        zip(
            rows["article"].astype(str),
            rows["start"].astype(int).tolist(),
            rows["end"].astype(int).tolist(),
            strict=True,
        )
    )


def span_cell(rows: pd.DataFrame) -> str:
    """The spans of rows as one cell: ``article:start-end`` in order, each once."""
    return listed(spans(rows))


def listed(places: Iterable[tuple[str, int, int]]) -> str:
    """Places as one cell, in order, each once."""
    return " ".join(f"{article}:{start}-{end}" for article, start, end in sorted(set(places)))


def positions_table(statements: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Table ``03_positions``: article × proposition × level, for those with a statement.

    Args:
        statements: ``03_statements``.
        frame: The coding frame.

    Returns:
        Counts of statements that affirm, leave open and deny, with their spans. A repeated
        headline or pull quote counts once. A row made from machine rows says so.
    """
    counted = first_of_each(statements)
    counted = counted.assign(level=counted["mode"].map(LEVEL))
    rows = []
    for (article, proposition, level), part in counted.groupby(
        ["article", "proposition", "level"], sort=True
    ):
        rows.append(
            {
                "article": article,
                "proposition": proposition,
                "level": level,
                "affirm": int((part["stance"] == 1).sum()),
                "open": int((part["stance"] == 0).sum()),
                "deny": int((part["stance"] == -1).sum()),
                "hedged": int((part["strength"] == "hedged").sum()),
                "position": position_of(part["stance"]),
                "voice_groups": "; ".join(sorted(set(part["voice_group"]))),
                "spans": span_cell(part),
                "origin": "machine" if (part["origin"] == "machine").any() else "reviewed",
            }
        )
    return tables.as_frame("03_positions", rows, frame.closed())
