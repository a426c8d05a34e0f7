"""Evidence is queried, not picked: which coded rows each indicator matches, and what they weigh.

An article enters when its latest possible day is not after the as-of date. What one origin says
counts once, in however many articles and sentences it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from helpers import tables as schema
from helpers.arabic.text import fold
from helpers.days import first_day, last_day
from helpers.scenarios.settings import Indicator, Match, Model, Where

__all__ = ["entered", "evidence", "matches", "select", "shared", "unmatched"]

_KEY = ["indicator", "table", "article", "start", "end", "source"]


def entered(sources: pd.DataFrame, as_of: date) -> list[str]:
    """Articles that a forecast of that day may use.

    Args:
        sources: The table ``01_sources``.
        as_of: The day from which the forecast looks ahead.

    Returns:
        Ids of the articles whose latest possible day is not after ``as_of``, the earliest first.
        An article without a last possible day never enters.
    """
    found = []
    for article, cell in sources[["article", "latest"]].itertuples(index=False):
        day = last_day(cell)
        if day is not None and day <= as_of:
            found.append((day, str(article)))
    return [article for _, article in sorted(found)]


def select(table: pd.DataFrame, where: Iterable[Where]) -> pd.Series:
    """Rows of a table for which every condition holds.

    Args:
        table: Any table with the columns that the conditions name.
        where: The conditions.

    Returns:
        One flag a row, with the table's index. A condition on an empty number never holds.
    """
    left = np.arange(len(table))
    for item in where:  # each looks only at what the ones before it have left
        left = left[_holds(table[item.column].iloc[left], item).to_numpy(dtype=bool)]
    held = np.zeros(len(table), dtype=bool)
    held[left] = True
    return pd.Series(held, index=table.index)


def _holds(column: pd.Series, item: Where) -> pd.Series:
    if item.is_ is not None:
        return (column == item.is_).fillna(False).astype(bool)
    if item.among is not None:
        return column.isin(item.among).fillna(False).astype(bool)
    if item.least is not None:
        return (column >= item.least).fillna(False).astype(bool)
    if item.most is not None:
        return (column <= item.most).fillna(False).astype(bool)
    if item.since is not None:
        since = item.since
        return column.map(lambda cell: (day := first_day(cell)) is not None and day >= since)
    if item.until is not None:
        until = item.until
        return column.map(lambda cell: (day := last_day(cell)) is not None and day <= until)
    words = tuple(_folded(word) for word in item.contains or item.lacks or ())
    found = column.map(lambda cell: any(word in _folded(cell) for word in words))
    return found if item.contains is not None else ~found


def _folded(text: str) -> str:
    return fold(text).casefold()


def _matched(query: Match, tables: Mapping[str, pd.DataFrame], articles: list[str]) -> pd.DataFrame:
    table = tables[query.table]
    rows = table[table["article"].isin(articles) & select(table, query.where)]
    source = rows["source"] if "source" in rows else rows["article"]
    found = rows[["article", "start", "end", "quote", "gloss", "origin"]]
    return found.assign(table=query.table, source=source)


def matches(
    tables: Mapping[str, pd.DataFrame], model: Model, sources: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Every coded row that an indicator matches, among the articles of that day.

    Args:
        tables: The coded tables by name (``02_figures``, ``03_statements``, …). A table without
            the column ``source`` (``03_voices``) counts every article as its own origin.
        model: The settings with the indicators.
        sources: The table ``01_sources``.
        as_of: The day from which the forecast looks ahead.

    Returns:
        The table ``04_matches``, one row an indicator, table, span and origin; no match gives no
        rows and the same columns.

    Raises:
        KeyError: A query asks for a table that is not given.
    """
    articles = entered(sources, as_of)
    parts = []
    for indicator in model.indicator:
        for query in indicator.match:
            if query.table not in tables:
                msg = f"{indicator.id} asks for {query.table}, which is not among the tables given"
                raise KeyError(msg)
            parts.append(_matched(query, tables, articles).assign(indicator=indicator.id))
    if not parts:
        return schema.empty("04_matches")
    rows = pd.concat(parts, ignore_index=True).drop_duplicates(_KEY)
    records = rows.assign(as_of=as_of.isoformat()).to_dict("records")
    return schema.as_frame("04_matches", [{str(k): v for k, v in row.items()} for row in records])


def evidence(found: pd.DataFrame, model: Model, as_of: date) -> pd.DataFrame:
    """What each indicator says of each scenario on that day.

    Args:
        found: The table ``04_matches``; rows of other days are left out.
        model: The settings with the indicators.
        as_of: The day from which the forecast looks ahead.

    Returns:
        The table ``04_evidence``, a row for every indicator and scenario. An indicator that
        matches nothing is there with no rows and the weight 0: its absence is not evidence.
    """
    today = found[found["as_of"] == as_of.isoformat()]
    rows = []
    for indicator in model.indicator:
        own = today[today["indicator"] == indicator.id]
        origins = own["source"].nunique()
        spans = [f"{a}:{s}-{e}" for a, s, e in own[["article", "start", "end"]].values]
        for scenario in model.scenarios():
            low, high = indicator.likelihood[scenario]
            ratio_low, ratio_high = _ratios(indicator, scenario)
            rows.append(
                {
                    "as_of": as_of.isoformat(),
                    "indicator": indicator.id,
                    "scenario": scenario,
                    "low": low,
                    "high": high,
                    "rows": len(own),
                    "origins": origins,
                    "weight": round(model.weight(origins), 6),
                    "ratio_low": ratio_low,
                    "ratio_high": ratio_high,
                    "spans": " ".join(dict.fromkeys(spans)),
                    "reason": indicator.reason,
                }
            )
    return schema.as_frame("04_evidence", rows)


def _ratios(indicator: Indicator, scenario: str) -> tuple[float, float]:
    """Least and greatest likelihood ratio of one scenario against the mean of the others."""
    low, high = indicator.likelihood[scenario]
    others = [ends for name, ends in indicator.likelihood.items() if name != scenario]
    mean_low = sum(ends[0] for ends in others) / len(others)
    mean_high = sum(ends[1] for ends in others) / len(others)
    return low / mean_high, high / mean_low


def unmatched(table: pd.DataFrame) -> pd.DataFrame:
    """Indicators that match nothing, to be shown as a warning.

    Args:
        table: The table ``04_evidence``, of one day or several.

    Returns:
        Columns ``as_of`` and ``indicator``, one row a day and indicator without a matched row.
    """
    idle = table.loc[table["rows"] == 0, ["as_of", "indicator"]]
    return idle.drop_duplicates(ignore_index=True)


def shared(found: pd.DataFrame) -> pd.DataFrame:
    """Spans that more than one indicator rests on, to be shown beside the evidence.

    Args:
        found: The table ``04_matches``, of one day or several.

    Returns:
        Columns ``as_of``, ``article``, ``start``, ``end``, ``quote``, ``gloss`` and
        ``indicators`` (separated by ``; ``), in order of the text.
    """
    keys = ["as_of", "article", "start", "end", "quote"]
    groups = found.groupby(keys, sort=True)
    together = groups.agg(
        gloss=("gloss", "first"),
        indicators=("indicator", lambda names: "; ".join(sorted(set(names)))),
    ).reset_index()
    several = together["indicators"].str.contains("; ", regex=False)
    return together[several.astype(bool)].reset_index(drop=True)
