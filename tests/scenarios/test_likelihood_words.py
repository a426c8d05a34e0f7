"""Words for likelihoods: the bands of Intelligence Community Directive 203, edges upward."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.scenarios.words import CANNOT_SAY, likelihood_words, word

EDGES = [
    (0.0, "almost no chance"),
    (0.01, "almost no chance"),
    (0.0499, "almost no chance"),
    (0.05, "very unlikely"),
    (0.1999, "very unlikely"),
    (0.20, "unlikely"),
    (0.4499, "unlikely"),
    (0.45, "roughly even chance"),
    (0.5499, "roughly even chance"),
    (0.55, "likely"),
    (0.7999, "likely"),
    (0.80, "very likely"),
    (0.9499, "very likely"),
    (0.95, "almost certain"),
    (0.99, "almost certain"),
    (1.0, "almost certain"),
]

INTERVALS = [
    (0.55, 0.79, "likely"),
    (0.55, 0.80, CANNOT_SAY),
    (0.20, 0.45, CANNOT_SAY),
    (0.001, 0.04, "almost no chance"),
    (0.96, 0.999, "almost certain"),
    (0.0, 1.0, CANNOT_SAY),
]


@pytest.mark.parametrize(("probability", "expected"), EDGES)
def test_an_edge_belongs_to_the_upper_band(probability: float, expected: str) -> None:
    assert word(probability) == expected


@pytest.mark.parametrize(("low", "high", "expected"), INTERVALS)
def test_a_word_stands_only_for_an_interval_in_one_band(
    low: float, high: float, expected: str
) -> None:
    assert likelihood_words(low, high) == expected


@pytest.mark.parametrize("wrong", [-0.1, 1.1, 55, float("nan")])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="expected a probability from 0 to 1"):
        word(wrong)


def test_ends_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="expected low <= high"):
        likelihood_words(0.6, 0.5)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_wider_interval_never_gains_a_word(a: float, b: float, c: float) -> None:
    low, middle, high = sorted((a, b, c))
    if likelihood_words(low, high) != CANNOT_SAY:
        assert likelihood_words(low, middle) == likelihood_words(low, high)
