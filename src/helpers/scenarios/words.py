"""Words for likelihoods, after Intelligence Community Directive 203.

A word stands only where the whole interval lies in one band; elsewhere the honest answer is
`CANNOT_SAY`. An edge belongs to the upper band. Below 1 % and above 99 % the outermost word holds.
"""

from __future__ import annotations

import math
from bisect import bisect_right

__all__ = ["BANDS", "CANNOT_SAY", "likelihood_words", "word"]

BANDS = (
    (0.01, "almost no chance"),
    (0.05, "very unlikely"),
    (0.20, "unlikely"),
    (0.45, "roughly even chance"),
    (0.55, "likely"),
    (0.80, "very likely"),
    (0.95, "almost certain"),
)
CANNOT_SAY = "cannot say"
_EDGES = [edge for edge, _ in BANDS[1:]]


def word(probability: float) -> str:
    """The word for one probability.

    Args:
        probability: 0 to 1.

    Raises:
        ValueError: It is no probability.

    >>> word(0.2)
    'unlikely'
    >>> word(0.003)
    'almost no chance'
    """
    if math.isnan(probability) or not 0 <= probability <= 1:
        msg = f"expected a probability from 0 to 1, got {probability!r}; give a share, not percent"
        raise ValueError(msg)
    return BANDS[bisect_right(_EDGES, probability)][1]


def likelihood_words(low: float, high: float) -> str:
    """The word for an interval, or `CANNOT_SAY` when it spans more than one band.

    Args:
        low: Lower end, 0 to 1.
        high: Upper end, not below ``low``.

    Raises:
        ValueError: An end is no probability, or they are out of order.

    >>> likelihood_words(0.56, 0.79)
    'likely'
    >>> likelihood_words(0.56, 0.80)
    'cannot say'
    """
    if low > high:
        msg = f"expected low <= high, got {low!r} and {high!r}; give the ends in order"
        raise ValueError(msg)
    first, last = word(low), word(high)
    return first if first == last else CANNOT_SAY
