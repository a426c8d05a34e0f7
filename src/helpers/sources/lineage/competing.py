"""Texts compete for sentences: each goes to the one that accounts for most of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from helpers.sources.fingerprints import best_chain

__all__ = ["Pairing", "Won", "compete", "confidence_of", "strengths"]

Won = dict[str, tuple[float, list[tuple[int, int]]]]
Pairing = Callable[[np.ndarray], list[tuple[int, int]]]


def compete(scores: Mapping[str, np.ndarray], pairing: Pairing = best_chain) -> Won:
    """Give each sentence to the text that accounts for most of it; weigh the chains of the rest.

    Returns:
        For each text: the weight of its chain over the sentences that it won, and the chain.
    """
    names = sorted(scores)
    if not names or not scores[names[0]].shape[1]:
        return {}
    strength = np.array([strengths(scores[name]) for name in names])
    best, top = strength.argmax(axis=0), strength.max(axis=0)
    won = {}
    for index, name in enumerate(names):
        mine = scores[name] * ((best == index) & (top > 0))
        pairs = pairing(mine)
        won[name] = (float(sum(mine[pair] for pair in pairs)), pairs)
    return won


def strengths(score: np.ndarray) -> np.ndarray:
    """For each sentence the weight of the facts that match nowhere better."""
    rows = np.flatnonzero(score.any(axis=1))
    if not rows.size:
        return np.zeros(score.shape[1])
    best = score[rows].argmax(axis=1)
    return np.bincount(best, weights=score[rows, best], minlength=score.shape[1])


def confidence_of(ratio: float, count: int) -> str:
    """``high``, ``medium`` or ``low``, by weight over what is needed and number of sentences."""
    if ratio >= 2 and count >= 5:
        return "high"
    return "medium" if ratio >= 1.5 or count >= 5 else "low"
