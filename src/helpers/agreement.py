"""Measures of agreement between two codings: pairing of spans, F1, alpha, AC1.

Own code, because the one Python package for Krippendorff's alpha is under the GPL; held against
the published worked examples in the tests.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Literal, TypeVar

import numpy as np

__all__ = ["agreement", "f1", "gwet_ac1", "krippendorff_alpha", "overlap_share", "pair"]

Item = TypeVar("Item")
Level = Literal["nominal", "ordinal", "interval"]


def f1(n_a: int, n_b: int, matched: int) -> float | None:
    """Of two sets of units, the F1 of those that both have; ``None`` for two empty sets."""
    return 2 * matched / (n_a + n_b) if n_a + n_b else None


def overlap_share(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared code points of two spans, as a share of the shorter one.

    >>> overlap_share((0, 10), (5, 9))
    1.0
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / min(a[1] - a[0], b[1] - b[0]) if shared > 0 else 0.0


def pair(
    a: Sequence[Item], b: Sequence[Item], score: Callable[[Item, Item], tuple[float, ...] | None]
) -> list[tuple[int, int]]:
    """Pair units one to one, the best score first; ties fall to the earlier units.

    Args:
        a: Units of the first coding.
        b: Units of the second.
        score: How well two units fit, greatest first, or ``None`` if they may not be paired.

    Returns:
        Index pairs in the order of ``a``.
    """
    found = []
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            fit = score(one, other)
            if fit is not None:
                found.append((tuple(-part for part in fit), i, j))
    left, right, pairs = set[int](), set[int](), []
    for _, i, j in sorted(found):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Share of pairs whose values are equal; ``None`` without pairs."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def krippendorff_alpha(
    units: Sequence[Sequence[float | str | None]], level: Level = "nominal"
) -> float | None:
    """Krippendorff's alpha for any number of coders and missing values.

    Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability.

    Args:
        units: For each unit the coders' values; ``None`` where a coder gave none.
        level: How far apart two values are: ``nominal`` (equal or not), ``ordinal`` (by the
            ranks between them), ``interval`` (by their difference). Numbers for the last two.

    Returns:
        1 for perfect agreement, 0 for chance; ``None`` where fewer than two values occur,
        because then nothing can be told from chance.
    """
    pairable = [[value for value in unit if value is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    values = sorted({value for unit in pairable for value in unit})
    if len(values) < 2:
        return None
    place = {value: index for index, value in enumerate(values)}
    seen = np.zeros((len(values), len(values)))
    for unit in pairable:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    seen[place[one], place[other]] += 1 / (len(unit) - 1)
    totals = seen.sum(axis=1)
    n = totals.sum()
    expected = (np.outer(totals, totals) - np.diag(totals)) / (n - 1)
    distance = _distances(values, totals, level)
    return float(1 - (seen * distance).sum() / (expected * distance).sum())


def _distances(values: Sequence[float | str], totals: np.ndarray, level: Level) -> np.ndarray:
    size = len(values)
    if level == "nominal":
        return 1 - np.eye(size)
    if level == "interval":
        numbers = np.array([float(value) for value in values])
        squares: np.ndarray = (numbers[:, None] - numbers[None, :]) ** 2
        return squares
    found = np.zeros((size, size))
    for low in range(size):
        for high in range(low + 1, size):
            between = totals[low : high + 1].sum() - (totals[low] + totals[high]) / 2
            found[low, high] = found[high, low] = between**2
    return found


def gwet_ac1(
    pairs: Sequence[tuple[Hashable, Hashable]], categories: int | None = None
) -> float | None:
    """Gwet's AC1 for two coders: agreement beyond chance that a skewed label does not upset.

    Gwet, K. L. (2008), Computing inter-rater reliability and its variance in the presence of
    high agreement.

    Args:
        pairs: Both coders' values of each unit.
        categories: How many values there could have been; by default those that occur.

    Returns:
        1 for perfect agreement; ``None`` without pairs.
    """
    if not pairs:
        return None
    seen = Counter(value for both in pairs for value in both)
    size = max(categories or 0, len(seen))
    observed = sum(a == b for a, b in pairs) / len(pairs)
    if size < 2:
        return observed
    shares = [count / (2 * len(pairs)) for count in seen.values()]
    chance = math.fsum(share * (1 - share) for share in shares) / (size - 1)
    return (observed - chance) / (1 - chance)
