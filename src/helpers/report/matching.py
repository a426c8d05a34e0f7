"""Rows of a table that fit what a template asks for."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["ProseError", "matching"]


class ProseError(ValueError):
    """A template asks for something that no table or article has."""


def matching(frame: pd.DataFrame, conditions: dict[str, Any], name: str) -> pd.DataFrame:
    """Rows that fit every condition.

    ``column=value`` or a list of values; ``column_not=value``; ``column_has=part`` of a text;
    ``column_filled=True`` for cells that are not empty; ``column_from`` and ``column_upto`` for
    numbers and days between bounds, both included.

    Raises:
        ProseError: The table lacks a column; ``name`` is what the message calls the table.
    """
    found = frame
    for key, wanted in conditions.items():
        column, _, test = key.rpartition("_")
        if test not in ("not", "has", "filled", "from", "upto"):
            column, test = key, "is"
        if column not in frame.columns:
            msg = f"{name} has no column {column!r}; it has {', '.join(frame.columns)}"
            raise ProseError(msg)
        cells = found[column]
        if test == "has":
            fits = cells.astype("str").str.contains(str(wanted), regex=False)
        elif test == "filled":
            fits = (cells.notna() & (cells.astype("str") != "")) == bool(wanted)
        elif test in ("from", "upto"):
            fits = ((cells >= wanted) if test == "from" else (cells <= wanted)).fillna(False)
        else:
            members = wanted if isinstance(wanted, list | tuple) else [wanted]
            fits = cells.isin(members).fillna(False) == (test == "is")
        found = found[fits]
    return found
