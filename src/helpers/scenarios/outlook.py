"""The outlook: probabilities of the scenarios from the evidence, and how firmly they stand.

Evidence is combined as in Bayes' rule, in logarithms: each indicator that was found adds
``weight × log P(found | scenario)`` to the prior. The weight grows with the number of independent
origins and stays below the settings' ``strength``, for findings overlap. An indicator that was not found adds nothing: a
handful of articles is no search. Neither does one whose range is the same in every scenario. The
interval shows the spread of the settings' ranges and nothing else.

Nothing here knows what happened afterwards: it is given a `Model` and coded tables, reads no file,
and `Model` holds no outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from helpers import tables as schema
from helpers.scenarios.draws import Array, between, chances, posterior, prior_draws, summarise
from helpers.scenarios.evidence import entered
from helpers.scenarios.settings import Alternative, Indicator, Model

__all__ = ["COPIES", "MAIN", "Case", "moved", "outlook", "questions"]

MAIN = "main"
#: The run without the rule that what one origin says counts once: each mention is an origin.
COPIES = "every mention an origin"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One way of counting: its name, what it changes, and the scenarios' sums of logarithms."""

    name: str
    kind: str
    subject: str
    logs: Array
    alternative: Alternative | None = None


class Case:
    """The evidence of one day: what was found, by which articles and origins."""

    def __init__(self, found: pd.DataFrame, model: Model, as_of: date) -> None:
        """Take the rows of the day and draw the likelihoods of what they match.

        Args:
            found: The table ``04_matches``.
            model: The settings.
            as_of: The day.
        """
        self.model = model
        self.as_of = as_of
        today = found[found["as_of"] == as_of.isoformat()]
        self.pairs: dict[str, set[Pair]] = {}
        self.rows: dict[str, int] = {}
        self.indicators: list[Indicator] = []
        for indicator in sorted(model.indicator, key=lambda item: item.id):
            own = today[today["indicator"] == indicator.id]
            if own.empty or _neutral(indicator):
                continue
            self.indicators.append(indicator)
            self.pairs[indicator.id] = set(zip(own["article"], own["source"], strict=True))
            self.rows[indicator.id] = len(own)
        self.logs = self._draw(1.0)
        self.main_weights = self.weights()

    def _draw(self, width: float) -> Array:
        """Logarithms of the likelihoods; indicators × scenarios × draws."""
        logs = np.empty((len(self.indicators), len(self.model.scenario), self.model.draws))
        for row, item in enumerate(self.indicators):
            logs[row] = np.log(
                chances(self.model, item.likelihood, "indicator", item.id, width=width)
            )
        return logs

    def weights(self, keep: Callable[[str, str, str], bool] | None = None) -> Array:
        """What each indicator counts when only some of what was found is kept.

        Args:
            keep: Whether to keep what an indicator found (indicator, article, origin); all of it
                when left out.

        Returns:
            One weight an indicator, by the number of origins that are left.
        """
        found = []
        for item in self.indicators:
            pairs = self.pairs[item.id]
            kept = {s for a, s in pairs if keep is None or keep(item.id, a, s)}
            found.append(self.model.weight(len(kept)))
        return np.array(found)

    def total(self, weights: Array) -> Array:
        """Sum of weighted logarithms; scenarios × draws."""
        summed = np.zeros((len(self.model.scenario), self.model.draws))
        for row, value in enumerate(weights):
            if value:
                summed += value * self.logs[row]
        return summed

    def changed(self, main: Array, weights: Array) -> Array:
        """The main run's total after some weights have changed; only those are summed anew."""
        summed = main
        for row in np.flatnonzero(weights != self.main_weights):
            summed = summed + (weights[row] - self.main_weights[row]) * self.logs[row]
        return summed

    def names(self, unit: str) -> list[str]:
        """What was matched: ``article``, ``origin`` or ``indicator`` names, in order."""
        if unit == "indicator":
            return [item.id for item in self.indicators]
        place = 0 if unit == "article" else 1
        return sorted({pair[place] for pairs in self.pairs.values() for pair in pairs})

    def runs(self, order: list[str]) -> Iterator[Run]:
        """The main run and every sensitivity run.

        Args:
            order: Articles that entered, the earliest first.
        """
        main = self.total(self.main_weights)
        yield Run(MAIN, MAIN, "", main)
        yield from self._path(order)
        for article in order:
            kept = self.weights(lambda _, a, __, out=article: a != out)  # type: ignore[misc]
            yield Run(f"without {article}", "article", article, self.changed(main, kept))
        for origin in self.names("origin"):
            kept = self.weights(lambda _, __, s, out=origin: s != out)  # type: ignore[misc]
            yield Run(f"without origin {origin}", "origin", origin, self.changed(main, kept))
        for row, item in enumerate(self.indicators):
            other = np.log1p(-np.exp(self.logs[row])) - self.logs[row]
            logs = main + self.main_weights[row] * other
            yield Run(f"flipped {item.id}", "indicator", item.id, logs)
        yield from self._ways(main)
        for threshold in self.model.threshold:
            for alternative in threshold.alternative:
                name = f"{threshold.id} = {alternative.value:g}"
                yield Run(name, "threshold", threshold.id, main, alternative)

    def _path(self, order: list[str]) -> Iterator[Run]:
        """The prior alone, then one article more each time, the earliest first."""
        yield Run("path 00 prior alone", "path", "", self.total(np.zeros(0)))
        for step, article in enumerate(order, start=1):
            so_far = set(order[:step])
            kept = self.weights(lambda _, a, __, known=so_far: a in known)  # type: ignore[misc]
            yield Run(f"path {step:02d} through {article}", "path", article, self.total(kept))

    def _ways(self, main: Array) -> Iterator[Run]:
        """Other ways of counting the same evidence."""
        mentions = np.array([float(self.rows[item.id]) for item in self.indicators])
        yield Run("every mention in full", "rule", "", self.total(mentions))
        own = np.array([self.model.weight(self.rows[item.id]) for item in self.indicators])
        yield Run(COPIES, "rule", "", self.changed(main, own))
        sure = np.full(len(mentions), self.model.strength)
        yield Run("origins beyond doubt", "strength", "", self.total(sure))
        yield Run("findings independent", "strength", "", main / self.model.strength)
        yield Run("evidence at half strength", "strength", "", main / 2)
        for name, width in (("ranges doubled", 2.0), ("ranges halved", 0.5)):
            logs = np.zeros_like(main)
            for row, value in enumerate(self._draw(width)):
                logs += self.main_weights[row] * value
            yield Run(name, "range", "", logs)


def _neutral(indicator: Indicator) -> bool:
    """Whether the evidence tells no scenario from another."""
    return len(set(indicator.likelihood.values())) == 1


def _moved(probabilities: Array, run: Run, model: Model) -> Array:
    """Probabilities after the shares that a threshold's other value moves."""
    if run.alternative is None:
        return probabilities
    row = {name: index for index, name in enumerate(model.scenarios())}
    after = probabilities.copy()
    for move in run.alternative.move:
        name = ("threshold", run.name, move.source, move.target)
        part = probabilities[row[move.source]] * between(model, move.share, *name)
        after[row[move.source]] -= part
        after[row[move.target]] += part
    return after


def outlook(found: pd.DataFrame, model: Model, sources: pd.DataFrame) -> pd.DataFrame:
    """Probabilities of the scenarios on every as-of date, under every prior and run.

    Args:
        found: The table ``04_matches`` of all as-of dates.
        model: The settings.
        sources: The table ``01_sources``, for the articles that entered and their order.

    Returns:
        The table ``04_outlook``. In every as-of date, prior and run the probabilities sum to one.
    """
    rows: list[dict[str, object]] = []
    priors = {name: prior_draws(model, name) for name in model.priors()}
    for as_of in model.as_of:
        case = Case(found, model, as_of)
        for run in case.runs(entered(sources, as_of)):
            for prior, shares in priors.items():
                after = _moved(posterior(shares + run.logs), run, model)
                for scenario, summary in zip(
                    model.scenarios(), summarise(after, whole=True), strict=True
                ):
                    rows.append(
                        {
                            "as_of": as_of.isoformat(),
                            "scenario": scenario,
                            "prior": prior,
                            "run": run.name,
                            "kind": run.kind,
                            "subject": run.subject,
                            "probability": summary.probability,
                            "low": summary.low,
                            "high": summary.high,
                            "words": summary.words,
                        }
                    )
    return schema.as_frame("04_outlook", rows)


def questions(found: pd.DataFrame, model: Model) -> pd.DataFrame:
    """Forecasts of the yes/no questions on every as-of date on which they are asked.

    Args:
        found: The table ``04_matches`` of all as-of dates.
        model: The settings.

    Returns:
        The table ``04_questions``. ``uniform`` is P(yes) if all scenarios were equally likely.
    """
    rows: list[dict[str, object]] = []
    priors = {name: prior_draws(model, name) for name in model.priors()}
    for as_of in model.as_of:
        case = Case(found, model, as_of)
        main = case.total(case.main_weights)
        weights = {name: posterior(shares + main) for name, shares in priors.items()}
        for question in model.question:
            for given in question.given:
                if given.as_of != as_of:
                    continue
                name = ("question", question.id, as_of.isoformat())
                yes = chances(model, given.chance, *name)
                for prior, shares in weights.items():
                    (summary,) = summarise((shares * yes).sum(axis=0, keepdims=True), whole=False)
                    rows.append(
                        {
                            "question": question.id,
                            "as_of": as_of.isoformat(),
                            "prior": prior,
                            "text": question.text,
                            "by": question.by.isoformat(),
                            "probability": summary.probability,
                            "low": summary.low,
                            "high": summary.high,
                            "words": summary.words,
                            "uniform": round(float(yes.mean()), 6),
                            "reason": given.reason,
                        }
                    )
    return schema.as_frame("04_questions", rows)


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """How each article moved the probabilities: the main run against the run without it.

    Args:
        table: The table ``04_outlook``.

    Returns:
        Columns ``as_of``, ``prior``, ``article``, ``scenario``, ``with``, ``without`` and
        ``change`` (with minus without, −1 to 1).
    """
    keys = ["as_of", "prior", "scenario"]
    main = table.loc[table["kind"] == MAIN, [*keys, "probability"]]
    out = table.loc[table["kind"] == "article", [*keys, "subject", "probability"]]
    both = out.merge(main, on=keys, suffixes=("_out", "_main"), validate="many_to_one")
    both = both.rename(
        columns={"subject": "article", "probability_main": "with", "probability_out": "without"}
    )
    both["change"] = (both["with"] - both["without"]).round(6)
    columns = ["as_of", "prior", "article", "scenario", "with", "without", "change"]
    return both[columns].sort_values(columns[:4], ignore_index=True)
