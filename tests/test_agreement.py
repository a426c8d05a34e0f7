"""Agreement held against published worked examples.

- Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability: the reliability data of four
  observers and twelve units with missing values; alpha nominal 0.743, ordinal 0.815, interval 0.849.
- Gwet, K. L., R package irrCAC, dataset cont3x3abstractors (two abstractors, 100 patients): AC1
  0.84933, Krippendorff's alpha 0.79726. Both packages, and Python's irrCAC 0.4.4 and krippendorff
  0.9.0, gave these numbers when they were tried.
- Gwet, K. L. (2008), the table 118, 5, 2, 0: kappa is -0.023 at 94 % agreement, AC1 0.941.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.agreement import (
    Level,
    agreement,
    f1,
    gwet_ac1,
    krippendorff_alpha,
    overlap_share,
    pair,
)

_ = None
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]


def pairs_of(table: list[list[int]]) -> list[tuple[int, int]]:
    return [
        (i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)
    ]


ABSTRACTORS = pairs_of([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
SKEWED = pairs_of([[118, 5], [2, 0]])


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_krippendorffs(level: Level, alpha: float) -> None:
    units = [list(unit) for unit in zip(*OBSERVERS, strict=True)]
    assert krippendorff_alpha(units, level) == pytest.approx(alpha, abs=0.0005)


def test_alpha_and_ac1_of_the_abstractors() -> None:
    assert krippendorff_alpha(ABSTRACTORS) == pytest.approx(0.79726, abs=0.000005)
    assert gwet_ac1(ABSTRACTORS) == pytest.approx(0.84933, abs=0.000005)


def test_ac1_stands_where_a_skewed_label_fells_alpha() -> None:
    assert agreement(SKEWED) == pytest.approx(0.944)
    assert gwet_ac1(SKEWED) == pytest.approx(0.94078, abs=0.000005)
    alpha = krippendorff_alpha(SKEWED)
    assert alpha is not None
    assert alpha < 0


def test_a_category_that_nobody_used_lowers_chance() -> None:
    assert gwet_ac1([(1, 1), (1, 0)], 3) != gwet_ac1([(1, 1), (1, 0)])


@pytest.mark.parametrize(
    "units", [[], [[1, 1], [1, 1]], [[1, None], [None, 2]]], ids=["none", "one value", "no pair"]
)
def test_alpha_is_silent_where_nothing_can_be_told_from_chance(
    units: list[list[float | None]],
) -> None:
    assert krippendorff_alpha(units) is None


def test_no_pairs_have_no_agreement() -> None:
    assert (agreement([]), gwet_ac1([]), f1(0, 0, 0)) == (None, None, None)


def test_f1_of_units() -> None:
    assert f1(169, 171, 161) == pytest.approx(0.9471, abs=0.00005)
    assert f1(3, 0, 0) == 0


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [((0, 10), (0, 10), 1), ((0, 10), (8, 12), 0.5), ((0, 10), (10, 12), 0), ((0, 4), (9, 12), 0)],
)
def test_overlap_is_a_share_of_the_shorter_span(
    a: tuple[int, int], b: tuple[int, int], share: float
) -> None:
    assert overlap_share(a, b) == overlap_share(b, a) == share


def test_the_best_pairs_come_first_and_each_unit_once() -> None:
    scores = {("x", "p"): (1.0,), ("x", "q"): (3.0,), ("y", "q"): (2.0,)}
    assert pair(["x", "y"], ["p", "q"], lambda a, b: scores.get((a, b))) == [(0, 1)]
    more = scores | {("y", "p"): (0.5,)}
    assert pair(["x", "y"], ["p", "q"], lambda a, b: more.get((a, b))) == [(0, 1), (1, 0)]


STANCES = st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1])), min_size=2)


@given(STANCES)
def test_no_coefficient_goes_above_one_and_only_agreement_reaches_it(
    pairs: list[tuple[int, int]],
) -> None:
    found = [krippendorff_alpha(pairs, "ordinal"), krippendorff_alpha(pairs), gwet_ac1(pairs, 3)]
    for value in (value for value in found if value is not None):
        assert value <= 1 + 1e-9
        assert (value > 1 - 1e-9) == all(a == b for a, b in pairs)


@given(STANCES, st.randoms())
def test_neither_the_coders_nor_the_units_order_matters(pairs, random) -> None:  # type: ignore[no-untyped-def]
    turned = [(b, a) for a, b in pairs]
    random.shuffle(turned)
    assert gwet_ac1(turned, 3) == pytest.approx(gwet_ac1(pairs, 3))
    one, other = krippendorff_alpha(pairs, "ordinal"), krippendorff_alpha(turned, "ordinal")
    assert (one is None) == (other is None)
    if one is not None:
        assert other == pytest.approx(one)
