"""Positions by voice: what the narrator holds, what others say, what is read into them."""

from __future__ import annotations

import pandas as pd

from helpers import tables
from helpers.frame import Frame

__all__ = ["LEVEL", "first_of_each", "level_of", "position_of", "positions_table", "span_cell"]

#: Whose position a statement is, by its mode.
LEVEL = {"own": "narrator", "direct": "quoted", "indirect": "quoted", "ascribed": "ascribed"}


def level_of(mode: str) -> str:
    """``narrator``, ``quoted`` or ``ascribed`` for a statement's mode."""
    return LEVEL[mode]


def first_of_each(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements without those that repeat an earlier one of their article."""
    return statements[statements["duplicate_of"].isna()]


def position_of(stances: pd.Series) -> str:
    """What a set of stances adds up to: one is enough to affirm or to deny, both are ``mixed``.

    >>> position_of(pd.Series([1, 0, 0])), position_of(pd.Series([1, -1])), position_of(
    ...     pd.Series([0]))
    ('affirms', 'mixed', 'open')
    """
    affirms, denies = bool((stances == 1).any()), bool((stances == -1).any())
    if affirms and denies:
        return "mixed"
    return "affirms" if affirms else "denies" if denies else "open"


def span_cell(rows: pd.DataFrame) -> str:
    """The spans of rows as one cell: ``article:start-end`` in order, each once."""
    spans = sorted(
        {
            (str(row.article), int(row.start), int(row.end))
            for row in rows[["article", "start", "end"]].itertuples()
        }
    )
    return " ".join(f"{article}:{start}-{end}" for article, start, end in spans)


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
