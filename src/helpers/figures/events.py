"""Dated events of the articles, and the measures that several of them give: what charts are drawn from."""

from __future__ import annotations

import pandas as pd

from helpers.days import first_day, last_day

__all__ = ["by_date", "dated_events", "shared_measures"]


def dated_events(
    figures: pd.DataFrame, *, least_articles: int = 1, since: str = ""
) -> pd.DataFrame:
    """Events that the articles date, one row a day (or month) and event.

    Args:
        figures: Table ``02_figures`` or ``02_measures``; rows of the kind ``date`` with an ``event``. Where
            the machine read the event and a measure is known, the measure's label stands for it.
        least_articles: Leave out events that fewer articles date.
        since: Leave out what ended before this day (``YYYY-MM-DD``).

    Returns:
        Columns ``date`` (EDTF; the day that a relative date resolves to), ``label``, ``articles``
        (how many), ``spans``, ``relation`` (``in``, ``by``, ``since`` …; empty where the texts differ);
        in order of time. A date that names no day or period is left out.
    """
    dated = figures[(figures["kind"] == "date") & (figures["event"] != "")]
    dated = dated.sort_values(["article", "start"], kind="stable")
    if "label" in dated:
        named = (dated["origin"] == "machine") & (dated["label"] != "")
        dated = dated.assign(event=dated["event"].mask(named, dated["label"]))
    resolved = dated["resolved"].where(dated["resolved"] != "", dated["date"])
    dated = dated.assign(date=resolved)
    dated = dated[dated["date"].map(lambda day: first_day(day) is not None).astype(bool)]
    dated = dated[dated["event"] != "article published"]
    rows = []
    for (day, event), part in dated.groupby(["date", "event"], sort=True):
        recent = str(last_day(str(day)) or first_day(str(day))) >= since
        if recent and part["article"].nunique() >= least_articles:
            spans = [f"{r.article}:{r.start}-{r.end}" for r in part.itertuples()]
            rows.append(
                {
                    "date": day,
                    "label": event,
                    "articles": part["article"].nunique(),
                    "spans": " ".join(spans),
                    "relation": _common(part["relation"]),
                }
            )
    found = pd.DataFrame(rows, columns=["date", "label", "articles", "spans", "relation"])
    first = [str(first_day(day)) for day in found["date"]]
    return (
        found.assign(first=first)
        .sort_values(["first", "label"], ignore_index=True)
        .drop(columns="first")
    )


def by_date(events: pd.DataFrame, *, most: int = 2) -> pd.DataFrame:
    """Events of one date as one row, for a chart that has a row a date.

    Args:
        events: What `dated_events` gave.
        most: How many events to name; the others are counted.

    Returns:
        Columns ``date``, ``label`` and ``relation``, in the order of ``events``.
    """
    rows = []
    for day, part in events.groupby("date", sort=False):
        named, more = list(part["label"][:most]), len(part) - most
        label = "; ".join(named) + (f"; {more} more" if more > 0 else "")
        rows.append({"date": day, "label": label, "relation": _common(part["relation"])})
    return pd.DataFrame(rows, columns=["date", "label", "relation"])


def _common(cells: pd.Series) -> str:
    """What all cells say; nothing where they differ."""
    said = set(cells)
    return str(said.pop()) if len(said) == 1 else ""


def shared_measures(measures: pd.DataFrame, *, least_articles: int = 2) -> list[str]:
    """Measures with a value (not a date) that several articles give, the widest shared first.

    Args:
        measures: Table ``02_measures``.
        least_articles: How many articles must give it.
    """
    known = measures[(measures["measure"] != "") & measures["low"].notna()]
    counts = known.groupby("measure", sort=True)["article"].nunique()
    shared = counts[counts >= least_articles].sort_values(ascending=False, kind="stable")
    return [str(name) for name in shared.index]
