"""Random draws from ranges, and the probabilities that follow from them.

Every range is drawn evenly in log-odds between its ends. Each range has a stream of its own, named
after what it belongs to, so that adding, dropping or reordering other evidence changes no draw.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from helpers.scenarios.settings import Model, Range
from helpers.scenarios.words import likelihood_words

__all__ = [
    "INTERVAL",
    "Array",
    "Summary",
    "between",
    "chances",
    "posterior",
    "prior_draws",
    "shares",
    "summarise",
]

INTERVAL = (0.05, 0.95)
DIGITS = 6
# Sets of ranges that are kept: those of a large topic, at some 400 kB each.
DRAWN = 160

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Summary:
    """A probability over all draws: its mean, the interval's ends, and the words for them."""

    probability: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """ICD 203 words for the interval."""
        return likelihood_words(self.low, self.high)


def _stream(seed: int, draws: int, *name: str) -> Array:
    """Even draws from 0 to 1 that depend on the seed and the name alone."""
    digest = hashlib.sha256("\x1f".join(name).encode()).digest()
    key = int.from_bytes(digest[:16], "little")
    return np.random.default_rng([seed % 2**64, key]).random(draws)


def _logit(share: float) -> float:
    return float(np.log(share) - np.log1p(-share))


def chances(model: Model, ranges: Mapping[str, Range], *name: str, width: float = 1.0) -> Array:
    """Draw a probability for each scenario.

    Args:
        model: The settings with seed, number of draws and order of the scenarios.
        ranges: Low and high end by scenario, above 0 and below 1.
        name: What the ranges belong to; the same name gives the same draws.
        width: Times each range's width in log-odds, about its middle.

    Returns:
        Probabilities, scenarios × draws.
    """
    ends = tuple((scenario, *ranges[scenario]) for scenario in model.scenarios())
    return _drawn(model.seed, model.draws, ends, name, width)


@lru_cache(maxsize=DRAWN)
def _drawn(
    seed: int,
    draws: int,
    ends: tuple[tuple[str, float, float], ...],
    name: tuple[str, ...],
    width: float,
) -> Array:
    """The same ranges are asked for on every date and by every table; they are drawn once."""
    rows = []
    for scenario, first, last in ends:
        low, high = _logit(first), _logit(last)
        middle, reach = (low + high) / 2, (high - low) / 2 * width
        odds = middle + reach * (2 * _stream(seed, draws, *name, scenario) - 1)
        rows.append(1 / (1 + np.exp(-odds)))
    found: Array = np.stack(rows)
    found.flags.writeable = False
    return found


def between(model: Model, ends: Range, *name: str) -> Array:
    """Draw a share evenly between two ends, which may be 0 and 1; one value a draw."""
    low, high = ends
    return low + (high - low) * _stream(model.seed, model.draws, *name)


def prior_draws(model: Model, name: str) -> Array:
    """Logarithms of the prior's shares, which sum to one in each draw; scenarios × draws."""
    shares = chances(model, model.priors()[name], "prior", name)
    found: Array = np.log(shares / shares.sum(axis=0))
    return found


def posterior(logs: Array) -> Array:
    """Probabilities that sum to one in each draw, from sums of logarithms; scenarios × draws."""
    raised = np.exp(logs - logs.max(axis=0))
    found: Array = raised / raised.sum(axis=0)
    return found


def summarise(probabilities: Array, *, whole: bool) -> list[Summary]:
    """Means and intervals, rounded so that the last bits of a machine do not show.

    Args:
        probabilities: One row a scenario or question, one column a draw.
        whole: The rows are all the scenarios: their means are made to sum to one exactly.

    Returns:
        One summary a row.
    """
    means = shares(probabilities) if whole else np.round(probabilities.mean(axis=1), DIGITS)
    lows, highs = np.round(_quantiles(probabilities), DIGITS)
    return [
        Summary(float(mean), float(low), float(high))
        for mean, low, high in zip(means, lows, highs, strict=True)
    ]


def _quantiles(probabilities: Array) -> Array:
    """The ends of `INTERVAL` in each row, between neighbours in proportion; ends × rows.

    As `numpy.quantile` gives them; a whole sort of a row takes a quarter of the time of its search.
    """
    ordered = np.sort(probabilities, axis=1)
    ends = []
    for end in INTERVAL:
        place = end * (ordered.shape[1] - 1)
        left = math.floor(place)
        right = min(left + 1, ordered.shape[1] - 1)
        ends.append(ordered[:, left] + (ordered[:, right] - ordered[:, left]) * (place - left))
    return np.stack(ends)


def shares(probabilities: Array) -> Array:
    """Mean probability of each scenario, rounded and made to sum to one exactly.

    Args:
        probabilities: Scenarios × draws.
    """
    means: Array = np.round(probabilities.mean(axis=1), DIGITS)
    largest = int(np.argmax(means))
    means[largest] = np.round(1 - (means.sum() - means[largest]), DIGITS)
    return means
