"""How well the machine reads figures: found, missed, wrong, each with its words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from helpers.agreement import f1, overlap_share, pair

__all__ = ["COLUMNS", "compare", "summary"]

COLUMNS = (
    "article",
    "start",
    "end",
    "quote",
    "result",
    "reviewed",
    "machine",
    "differs",
)
CLOSE = 0.02  # values this close, as a share, are the same reading


def _same_number(one: object, other: object) -> bool:
    if pd.isna(one) or pd.isna(other):  # type: ignore[call-overload]
        return bool(pd.isna(one)) and bool(pd.isna(other))  # type: ignore[call-overload]
    return math.isclose(float(str(one)), float(str(other)), rel_tol=CLOSE)


def _differences(reviewed: Mapping[str, object], machine: Mapping[str, object]) -> list[str]:
    """Fields in which two readings of one place differ, the value first."""
    found = []
    if reviewed["kind"] == "date":
        if reviewed["date"] != machine["date"]:
            found.append("value")
    elif not all(_same_number(reviewed[end], machine[end]) for end in ("low", "high")):
        found.append("value")
    if (reviewed["start"], reviewed["end"]) != (machine["start"], machine["end"]):
        found.append("span")
    fields = ["kind", "qualifier"] + ([] if reviewed["kind"] == "date" else ["unit"])
    return found + [field for field in fields if reviewed[field] != machine[field]]


def _reading(row: Mapping[str, object]) -> str:
    """A reading in short: value or date, unit, qualifier."""
    if row["date"]:
        value = str(row["date"])
    elif pd.isna(row["low"]):  # type: ignore[call-overload]
        value = "no value"
    else:
        ends = [f"{float(str(row[end])):g}" for end in ("low", "high")]
        value = ends[0] if ends[0] == ends[1] else "–".join(ends)
    words = [value, str(row["unit"] or ""), str(row["qualifier"])]
    return " ".join(word for word in words if word)


def compare(reviewed: pd.DataFrame, machine: pd.DataFrame) -> pd.DataFrame:
    """Set the machine's figures beside the reviewed ones, place by place.

    Args:
        reviewed: Reviewed figures (table ``coding/figures``).
        machine: The machine's figures of the same articles, columns as in ``02_figures``.

    Returns:
        One row a place, in reading order. ``result`` is ``right`` (same span and value),
        ``wrong`` (``differs`` names the fields), ``missed`` or ``extra``.
    """
    rows = []
    for article in sorted(set(reviewed["article"])):
        gold = reviewed[reviewed["article"] == article].to_dict("records")
        own = machine[machine["article"] == article].to_dict("records")
        pairs = pair(gold, own, _fit)
        rows += [_row(gold[i], own[j]) for i, j in pairs]
        matched_gold, matched_own = {i for i, _ in pairs}, {j for _, j in pairs}
        rows += [_row(row, None) for i, row in enumerate(gold) if i not in matched_gold]
        rows += [_row(None, row) for j, row in enumerate(own) if j not in matched_own]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values(["article", "start", "end"], kind="stable", ignore_index=True)


def _fit(one: Mapping[str, object], other: Mapping[str, object]) -> tuple[float, ...] | None:
    spans = [(int(str(row["start"])), int(str(row["end"]))) for row in (one, other)]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    if shared <= 0:
        return None
    whole = max(spans[0][1], spans[1][1]) - min(spans[0][0], spans[1][0])
    return (shared / whole, overlap_share(*spans))


def _row(
    reviewed: Mapping[str, object] | None, machine: Mapping[str, object] | None
) -> dict[str, object]:
    place = reviewed or machine or {}
    differs = _differences(reviewed, machine) if reviewed and machine else []
    if reviewed and machine:
        result = "wrong" if {"value", "span"} & set(differs) else "right"
    else:
        result = "missed" if reviewed else "extra"
    return {
        **{name: place[name] for name in ("article", "start", "end", "quote")},
        "result": result,
        "reviewed": _reading(reviewed) if reviewed else "",
        "machine": _reading(machine) if machine else "",
        "differs": ", ".join(differs),
    }


def summary(places: pd.DataFrame) -> pd.DataFrame:
    """The machine's accuracy per article and over all.

    Args:
        places: What `compare` gave.

    Returns:
        Columns ``article`` (``all`` last), ``reviewed``, ``machine``, ``found`` (pairs),
        ``value_f1`` (overlapping span, right value) and ``exact_f1`` (same span), 0 to 1.
    """
    parts = [(str(name), part) for name, part in places.groupby("article", sort=True)]
    rows = []
    for name, part in [*parts, ("all", places)]:
        paired = part[part["result"].isin(["right", "wrong"])]
        n_reviewed = len(paired) + int((part["result"] == "missed").sum())
        n_machine = len(paired) + int((part["result"] == "extra").sum())
        fields = [set(cell.split(", ")) for cell in paired["differs"]]
        rows.append(
            {
                "article": name,
                "reviewed": n_reviewed,
                "machine": n_machine,
                "found": len(paired),
                "value_f1": f1(n_reviewed, n_machine, sum("value" not in f for f in fields)),
                "exact_f1": f1(n_reviewed, n_machine, sum("span" not in f for f in fields)),
            }
        )
    return pd.DataFrame(rows)
