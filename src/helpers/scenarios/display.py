"""Tables for a reader in a hurry: what tells the scenarios apart, and what to watch."""

from __future__ import annotations

import math

import pandas as pd

from helpers import tables as schema
from helpers.scenarios.settings import Model, Settings

__all__ = ["mark", "matrix", "telling", "watch_list"]

_MARKS = ((1.5, "++"), (1.15, "+"), (1 / 1.15, "·"), (1 / 1.5, "−"))
_LAST = "−−"


def mark(ratio: float) -> str:
    """How evidence speaks for a scenario against the mean of the others, by likelihood ratio.

    ``++`` from 3:2, ``+`` from 115:100, ``−`` and ``−−`` below the inverse of these, else ``·``.

    >>> [mark(ratio) for ratio in (1.5, 1.2, 1, 0.7, 0.5)]
    ['++', '+', '·', '−', '−−']
    """
    return next((sign for least, sign in _MARKS if ratio >= least), _LAST)


def _middle(low: float, high: float) -> float:
    """The range's middle in log-odds, as a probability."""
    odds = math.sqrt(low / (1 - low) * high / (1 - high))
    return odds / (1 + odds)


def telling(evidence: pd.DataFrame, model: Model, as_of: str) -> pd.DataFrame:
    """Indicators that matched, those that tell the scenarios apart best first.

    Args:
        evidence: The table ``04_evidence``.
        model: The settings.
        as_of: The day, as ``YYYY-MM-DD``.

    Returns:
        Columns ``indicator``, ``label``, ``theme``, ``rows``, ``origins``, ``weight``, ``tells``
        (the weight times the difference between the greatest and the least log-likelihood, 0 for
        evidence that fits all scenarios alike), ``spans`` and ``reason``.
    """
    today = evidence[(evidence["as_of"] == as_of) & (evidence["rows"] > 0)]
    rows = []
    for indicator in model.indicator:
        own = today[today["indicator"] == indicator.id]
        if own.empty:
            continue
        logs = [math.log(_middle(low, high)) for low, high in own[["low", "high"]].values]
        first = own.iloc[0]
        rows.append(
            {
                "indicator": indicator.id,
                "label": indicator.label,
                "theme": indicator.theme,
                "rows": int(first["rows"]),
                "origins": int(first["origins"]),
                "weight": float(first["weight"]),
                "tells": round(float(first["weight"]) * (max(logs) - min(logs)), 6),
                "spans": first["spans"],
                "reason": indicator.reason,
            }
        )
    columns = ["indicator", "label", "theme", "rows", "origins", "weight", "tells", "spans"]
    frame = pd.DataFrame(rows, columns=[*columns, "reason"])
    return frame.sort_values(["tells", "indicator"], ascending=[False, True], ignore_index=True)


def matrix(evidence: pd.DataFrame, model: Model, as_of: str) -> pd.DataFrame:
    """Scenarios × indicators, the most telling evidence first.

    Args:
        evidence: The table ``04_evidence``.
        model: The settings.
        as_of: The day, as ``YYYY-MM-DD``.

    Returns:
        One row a scenario (columns ``scenario``, ``name``), one column an indicator that matched,
        in the order of `telling`; each cell is a `mark`.
    """
    today = evidence[evidence["as_of"] == as_of]
    order = list(telling(evidence, model, as_of)["indicator"])
    cells = {(row["indicator"], row["scenario"]): row for row in today.to_dict("records")}
    rows = []
    for scenario in model.scenario:
        row: dict[str, str] = {"scenario": scenario.id, "name": scenario.name}
        for name in order:
            others = [
                _middle(cells[name, other]["low"], cells[name, other]["high"])
                for other in model.scenarios()
                if other != scenario.id
            ]
            own = cells[name, scenario.id]
            row[name] = mark(_middle(own["low"], own["high"]) / (sum(others) / len(others)))
        rows.append(row)
    return pd.DataFrame(rows, columns=["scenario", "name", *order])


def watch_list(settings: Settings) -> pd.DataFrame:
    """What would change the judgement, each line with a date and a threshold.

    Returns:
        The table ``04_watch``.
    """
    return schema.as_frame(
        "04_watch",
        [
            {
                "date": item.date.isoformat(),
                "threshold": item.threshold,
                "favours": item.favours,
                "reason": item.reason,
            }
            for item in settings.watch
        ],
    )
