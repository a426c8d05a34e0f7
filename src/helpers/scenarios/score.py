"""Score the forecasts against what happened. Only this module is ever given ``outcomes.csv``.

A forecast is scored if it was made before its question was settled. Whoever set the ranges knew
the outcomes; a score here measures the method's consistency, not anyone's foresight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd

from helpers import tables as schema
from helpers.days import last_day
from helpers.scenarios.settings import Settings

__all__ = ["brier", "forecasts", "hindsight", "log_score", "scenario_scores", "scores", "totals"]

LEAST = 1e-6
ALWAYS = 0.99
NONE = "none"


def brier(probability: float, happened: bool) -> float:
    """Squared distance of a forecast from what happened: 0 is best, 1 is worst.

    >>> brier(0.8, True)
    0.04
    """
    return round((probability - happened) ** 2, 6)


def log_score(probability: float, happened: bool) -> float:
    """Natural logarithm of the probability given to what happened: 0 is best.

    A forecast is held between one in a million and one less that, so that no score is infinite.

    >>> log_score(0.5, False)
    -0.693147
    """
    given = probability if happened else 1 - probability
    return round(math.log(min(max(given, LEAST), 1 - LEAST)), 6)


def scores(questions: pd.DataFrame, settings: Settings, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Each forecast of a question beside its outcome.

    Args:
        questions: The table ``04_questions``.
        settings: The settings with the resolutions.
        outcomes: The table ``outcomes``.

    Returns:
        The table ``04_scores``. ``outcome`` is ``open`` for a question without a resolution and
        ``none`` where ``outcomes`` lacks the row that settled it; both have no scores. A forecast
        made on or after the day that settled its question has no row. The coin says 0.5,
        always-yes says 1 (0.99 for the log score), the uniform forecast gives every scenario the
        same share.
    """
    settled = _settled(settings, outcomes)
    rows: list[dict[str, object]] = []
    for cell in questions.to_dict("records"):
        answer, day, name = settled[cell["question"]]
        if day is not None and date.fromisoformat(cell["as_of"]) >= day:
            continue
        row = {
            key: cell[key]
            for key in ("question", "as_of", "prior", "text", "probability", "low", "high", "words")
        }
        row |= {
            "outcome": answer,
            "resolved": "" if day is None else day.isoformat(),
            "outcome_id": name,
        }
        if answer in ("yes", "no"):
            row |= _compare(cell["probability"], cell["uniform"], answer == "yes")
        rows.append(row)
    return schema.as_frame("04_scores", rows)


def _settled(
    settings: Settings, outcomes: pd.DataFrame
) -> Mapping[str, tuple[str, date | None, str]]:
    """By question: the answer, the day that settled it, and the row of ``outcomes``.

    A question is settled on the last possible day of its outcome, or when its time is up.
    """
    days = dict(zip(outcomes["id"], outcomes["date"], strict=True))
    by = {question.id: question.by for question in settings.question}
    settled: dict[str, tuple[str, date | None, str]] = dict.fromkeys(by, ("open", None, ""))
    for item in settings.resolution:
        if item.outcome not in days:
            settled[item.question] = (NONE, None, "")
            continue
        day = last_day(days[item.outcome]) or by[item.question]
        settled[item.question] = (item.answer, min(day, by[item.question]), item.outcome)
    return settled


def _compare(probability: float, uniform: float, yes: bool) -> dict[str, float]:
    return {
        "brier": brier(probability, yes),
        "log_score": log_score(probability, yes),
        "brier_uniform": brier(uniform, yes),
        "log_uniform": log_score(uniform, yes),
        "brier_coin": brier(0.5, yes),
        "log_coin": log_score(0.5, yes),
        "brier_yes": brier(1.0, yes),
        "log_yes": log_score(ALWAYS, yes),
    }


def totals(table: pd.DataFrame) -> pd.DataFrame:
    """Mean scores by as-of date and prior, with n.

    Args:
        table: The table ``04_scores``.

    Returns:
        Columns ``as_of``, ``prior``, ``n``, ``yes`` (questions answered yes) and the mean of each
        score; no scored question gives no rows.
    """
    scored = table[table["outcome"].isin(["yes", "no"])]
    names = list(_compare(0.5, 0.5, True))
    groups = scored.groupby(["as_of", "prior"], sort=True)
    rows = [
        {"as_of": as_of, "prior": prior, "n": len(own), "yes": int((own["outcome"] == "yes").sum())}
        | {name: round(float(own[name].mean()), 6) for name in names}
        for (as_of, prior), own in groups
    ]
    return pd.DataFrame(rows, columns=["as_of", "prior", "n", "yes", *names])


def scenario_scores(
    outlook: pd.DataFrame, settings: Settings, outcomes: pd.DataFrame
) -> pd.DataFrame:
    """What the outlook would score if the provisional scenario held at the horizon.

    Args:
        outlook: The table ``04_outlook``.
        settings: The settings with the provisional scenario.
        outcomes: The table ``outcomes``.

    Returns:
        Columns ``as_of``, ``prior``, ``scenario`` (``none`` without its outcomes),
        ``probability``, ``brier`` (sum over the scenarios, 0 to 2), ``log_score``, and both for
        the uniform forecast. Not a score yet: the horizon decides.
    """
    columns = ["as_of", "prior", "scenario", "probability", "brier", "log_score"]
    columns += ["brier_uniform", "log_uniform"]
    held = settings.provisional
    known = held is not None and set(held.outcomes) <= set(outcomes["id"])
    rows: list[dict[str, object]] = []
    main = outlook[outlook["kind"] == "main"]
    for (as_of, prior), own in main.groupby(["as_of", "prior"], sort=True):
        row: dict[str, object] = {"as_of": as_of, "prior": prior, "scenario": NONE}
        if held is not None and known:
            given = dict(zip(own["scenario"], own["probability"].astype(float), strict=True))
            even = dict.fromkeys(given, 1 / len(given))
            row |= {
                "scenario": held.scenario,
                "probability": given[held.scenario],
                "brier": _many(given, held.scenario),
                "log_score": log_score(given[held.scenario], True),
                "brier_uniform": _many(even, held.scenario),
                "log_uniform": log_score(even[held.scenario], True),
            }
        rows.append(row)
    return pd.DataFrame(rows, columns=columns)


def _many(given: Mapping[str, float], held: str) -> float:
    return round(sum((share - (name == held)) ** 2 for name, share in given.items()), 6)


def forecasts(
    settings: Settings, outcomes: pd.DataFrame, origins: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What the articles predict or report as predicted, and what came of it.

    Args:
        settings: The settings with the forecasts.
        outcomes: The table ``outcomes``; a verdict whose outcome is not in it becomes open.
        origins: The table ``02_origins``; without it each article is its own origin.

    Returns:
        The table ``04_forecasts``.
    """
    known = set(outcomes["id"])
    rows = []
    for item in settings.forecast:
        lost = not set(item.outcome_ids) <= known
        rows.append(
            {
                "article": item.article,
                "start": item.start,
                "end": item.end,
                "quote": item.quote,
                "forecaster": item.forecaster,
                "own": item.own,
                "says": item.says,
                "horizon": item.horizon,
                "outcome": NONE if lost else item.outcome,
                "verdict": "open" if lost else item.verdict,
                "outcome_ids": "" if lost else "; ".join(item.outcome_ids),
                "source": _source(item.article, item.start, item.end, origins),
            }
        )
    return schema.as_frame("04_forecasts", rows)


def _source(article: str, start: int, end: int, origins: pd.DataFrame | None) -> str:
    """The origin of the sentence that shares most characters with a span."""
    if origins is None:
        return article
    own = origins[origins["article"] == article]
    spans = own[["start", "end", "source"]].itertuples(index=False)
    shared = [(min(end, right) - max(start, left), -left, name) for left, right, name in spans]
    best = max(shared, default=(0, 0, article))
    return str(best[2]) if best[0] > 0 else article


def hindsight(settings: Settings, outcomes: pd.DataFrame) -> pd.DataFrame:
    """What happened and no article mentions.

    Args:
        settings: The settings, which name the rows.
        outcomes: The table ``outcomes``.

    Returns:
        The table ``04_hindsight``; rows that ``outcomes`` lacks are left out.
    """
    rows = []
    for item in settings.hindsight:
        for event in outcomes[outcomes["id"] == item.outcome].to_dict("records"):
            rows.append(
                {
                    "outcome_id": item.outcome,
                    "date": event["date"],
                    "event": event["event"],
                    "status": event["status"],
                    "why": item.why,
                }
            )
    return schema.as_frame("04_hindsight", rows)
