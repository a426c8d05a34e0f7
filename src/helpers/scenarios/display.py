"""Tables for a reader in a hurry: what tells the scenarios apart, what moved the outlook, what to watch."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import pandas as pd

from helpers import tables as schema
from helpers.scenarios.evidence import unmatched
from helpers.scenarios.outlook import COPIES, MAIN, moved
from helpers.scenarios.settings import UNIFORM, Model, Range, Settings

__all__ = [
    "asked",
    "by_article",
    "fragile",
    "leaders",
    "mark",
    "matrix",
    "scoreboard",
    "silent",
    "telling",
    "watch_list",
    "ways",
]

_MARKS = ((1.5, "++"), (1.15, "+"), (1 / 1.15, "·"), (1 / 1.5, "−"))
_LAST = "−−"
_EQUAL = "equal shares"
_PLAIN = (
    ("coin", "a coin"),
    ("yes", "always yes (99% in the log score)"),
    ("uniform", "every scenario equally likely"),
)


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


def _percent(share: float) -> str:
    """A share in whole per cent, never rounded to none or all."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{math.floor(share * 100 + 0.5)}%"


def _prior(name: str) -> str:
    return _EQUAL if name == UNIFORM else name


# ---- What speaks for which scenario --------------------------------------------------------------


def telling(evidence: pd.DataFrame, model: Model, as_of: str, most: int = 2) -> pd.DataFrame:
    """Indicators that matched, those that tell the scenarios apart best first.

    Args:
        evidence: The table ``04_evidence``.
        model: The settings.
        as_of: The day, as ``YYYY-MM-DD``.
        most: How many spans the column ``first`` holds.

    Returns:
        Columns ``indicator``, ``name`` (the short one), ``label``, ``theme``, ``rows``, ``origins``,
        ``weight``, ``tells`` (the weight times the difference between the greatest and the least
        log-likelihood, 0 for evidence that fits all scenarios alike), ``spans``, ``first`` (the first
        of them) and ``reason``.
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
                "name": indicator.name,
                "label": indicator.label,
                "theme": indicator.theme,
                "rows": int(first["rows"]),
                "origins": int(first["origins"]),
                "weight": float(first["weight"]),
                "tells": round(float(first["weight"]) * (max(logs) - min(logs)), 6),
                "spans": first["spans"],
                "first": " ".join(str(first["spans"]).split(" ")[:most]),
                "reason": indicator.reason,
            }
        )
    columns = ["indicator", "name", "label", "theme", "rows", "origins", "weight", "tells", "spans"]
    frame = pd.DataFrame(rows, columns=[*columns, "first", "reason"])
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


def silent(evidence: pd.DataFrame, model: Model) -> pd.DataFrame:
    """The indicators that matched nothing, so that a silent query is seen.

    Args:
        evidence: The table ``04_evidence``, of one day or several.
        model: The settings.

    Returns:
        A row an as-of date: ``as_of``, ``idle`` (how many of all, such as ``2 of 9``) and ``which`` (their
        short names, or ``none``).
    """
    names = {item.id: item.name for item in model.indicator}
    idle = unmatched(evidence)
    rows = []
    for day in sorted(set(evidence["as_of"])):
        own = idle.loc[idle["as_of"] == day, "indicator"]
        which = "; ".join(names[name] for name in own) or "none"
        rows.append({"as_of": day, "idle": f"{len(own)} of {len(names)}", "which": which})
    return pd.DataFrame(rows, columns=["as_of", "idle", "which"])


# ---- The outlook, and what moves it --------------------------------------------------------------


def ways(outlook: pd.DataFrame, model: Model) -> pd.DataFrame:
    """The outlook beside itself: under every prior, and without the rule on copies of one origin.

    Args:
        outlook: The table ``04_outlook``.
        model: The settings.

    Returns:
        A row a scenario: ``Scenario``, and for every as-of date a column a prior and one in which
        every mention counts as an origin; the columns are named as a reader is to see them. Cells are
        such as ``28% (21–35)``.
    """
    kept = outlook[outlook["run"].isin([MAIN, COPIES])]
    cells = {
        (row["as_of"], row["scenario"], row["prior"], row["run"]): _interval(row)
        for row in kept.to_dict("records")
    }
    columns = [(prior, MAIN, _prior(prior)) for prior in model.priors()]
    columns.append((UNIFORM, COPIES, "every mention counted"))
    days = sorted(set(kept["as_of"]))
    rows = [
        {"Scenario": item.name}
        | {
            f"{day}: {name}": cells[day, item.id, prior, run]
            for day in days
            for prior, run, name in columns
        }
        for item in model.scenario
    ]
    return pd.DataFrame(rows)


def _interval(row: Mapping[Hashable, float]) -> str:
    shown = [_percent(row[name]) for name in ("probability", "low", "high")]
    low, high = (end.rstrip("%").replace("under ", "<").replace("over ", ">") for end in shown[1:])
    return f"{shown[0]} ({low}–{high})"


def by_article(outlook: pd.DataFrame, model: Model, prior: str = UNIFORM) -> pd.DataFrame:
    """How each article moved each scenario, in percentage points.

    Args:
        outlook: The table ``04_outlook``.
        model: The settings.
        prior: Which shares to start from.

    Returns:
        A row for every as-of date and article: ``as_of``, ``article`` and a column a scenario with
        cells such as ``+7``: the probability with the article less the one without it.
    """
    table = moved(outlook)
    own = table[table["prior"] == prior]
    wide = own.pivot(index=["as_of", "article"], columns="scenario", values="change")
    shown = wide.reindex(columns=model.scenarios()).map(_points).reset_index()
    shown.columns.name = None
    return shown


def _points(change: float) -> str:
    """A change in whole percentage points with its sign.

    >>> [_points(change) for change in (0.071, -0.026, 0.004, 0)]
    ['+7', '−3', '0', '0']
    """
    points = math.floor(abs(change) * 100 + 0.5)
    sign = "+" if change > 0 else "−"
    return f"{sign}{points}" if points else "0"


def leaders(outlook: pd.DataFrame) -> pd.DataFrame:
    """Who leads in each run, and how far the main run's leader moves in it.

    Args:
        outlook: The table ``04_outlook``.

    Returns:
        A row for every as-of date, prior and run except paths and the main runs: ``as_of``,
        ``prior``, ``run``, ``kind``, ``subject``, ``main_leader``, ``share`` (of the main run's
        leader), ``change`` (of that share, in percentage points with its sign) and ``leader``.
    """
    keys = ["as_of", "prior"]
    rows = outlook[outlook["kind"] != "path"]
    ranked = rows.sort_values(["probability", "scenario"], ascending=[False, True])
    first = ranked.drop_duplicates([*keys, "run"])[[*keys, "run", "scenario"]]
    main = first[first["run"] == MAIN].rename(columns={"scenario": "main_leader"})
    own = rows.merge(main[[*keys, "main_leader"]], on=keys)
    own = own[own["scenario"] == own["main_leader"]]
    before = own.loc[own["run"] == MAIN, [*keys, "probability"]]
    own = own.merge(before, on=keys, suffixes=("", "_main"))
    own = own.merge(first.rename(columns={"scenario": "leader"}), on=[*keys, "run"])
    own["by"] = own["probability"] - own["probability_main"]
    own["change"] = own["by"].map(_points)
    own = own[own["run"] != MAIN].rename(columns={"probability": "share"})
    own["size"] = own["by"].abs()
    order = own.sort_values(
        [*keys, "size", "run"], ascending=[True, True, False, True], ignore_index=True
    )
    columns = ["run", "kind", "subject", "main_leader", "share", "change", "leader"]
    return order[[*keys, *columns]]


def fragile(table: pd.DataFrame) -> pd.DataFrame:
    """The smallest losses that change the leader, a row a day and prior.

    Args:
        table: The table ``04_fragility``.

    Returns:
        Columns ``as_of``, ``prior`` (in words), ``leader``, and ``article``, ``origin`` and
        ``indicator`` with cells such as ``2 of 3, then S5``.
    """
    rows = []
    for (day, prior), own in table.groupby(["as_of", "prior"], sort=False):
        row = {"as_of": day, "prior": _prior(str(prior)), "leader": own["leader"].iloc[0]}
        for item in own.to_dict("records"):
            lost = pd.isna(item["size"])
            cell = "none does" if lost else f"{int(item['size'])} of {item['held']}"
            row[item["unit"]] = cell if lost else f"{cell}, then {item['new_leader']}"
        rows.append(row)
    frame = pd.DataFrame(
        rows, columns=["as_of", "prior", "leader", "article", "origin", "indicator"]
    )
    frame["equal"] = frame["prior"] != _EQUAL
    return frame.sort_values(["as_of", "equal"], kind="stable", ignore_index=True).drop(
        columns="equal"
    )


# ---- Questions and scores ------------------------------------------------------------------------


def asked(model: Model) -> pd.DataFrame:
    """The questions with the range that each scenario gives to yes.

    Args:
        model: The settings.

    Returns:
        A row for every question and as-of date: ``question``, ``text``, ``as_of``, ``by``, a column a
        scenario with cells such as ``35–60%``, and ``reason``.
    """
    rows: list[dict[str, str]] = []
    for question in model.question:
        for given in question.given:
            rows.append(
                {
                    "question": question.id,
                    "text": question.text,
                    "as_of": given.as_of.isoformat(),
                    "by": question.by.isoformat(),
                    **{name: _range(given.chance[name]) for name in model.scenarios()},
                    "reason": given.reason,
                }
            )
    columns = ["question", "text", "as_of", "by", *model.scenarios(), "reason"]
    return pd.DataFrame(rows, columns=columns)


def _range(ends: Range) -> str:
    low, high = (_percent(end) for end in ends)
    return low if low == high else f"{low.rstrip('%')}–{high}"


def scoreboard(totals: pd.DataFrame) -> pd.DataFrame:
    """The mean scores of the forecasts beside those of three that know nothing.

    Args:
        totals: What `helpers.scenarios.score.totals` gives.

    Returns:
        A row a forecast: ``Forecast``, and for every as-of date its Brier and log score; the columns
        are named as a reader is to see them, with the number of questions. No scored question gives
        no rows.
    """
    columns: dict[str, dict[str, str]] = {}
    for day, own in totals.groupby("as_of", sort=True):
        records = sorted(own.to_dict("records"), key=lambda row: str(row["prior"]) != UNIFORM)
        n = f"{day}, n = {records[0]['n']}"
        brier, log = (columns.setdefault(f"{n}: {name}", {}) for name in ("Brier", "log"))
        for row in records:
            name = f"the texts, {_prior(str(row['prior']))}"
            brier[name], log[name] = _score(row["brier"]), _score(row["log_score"])
        for key, name in _PLAIN:
            brier[name] = _score(records[0][f"brier_{key}"])
            log[name] = _score(records[0][f"log_{key}"])
    return pd.DataFrame(columns).rename_axis("Forecast").reset_index()


def _score(mean: float) -> str:
    """Two places, always: 0.4 beside 0.42 looks like another scale."""
    return f"{mean:.2f}".replace("-", "−")


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
