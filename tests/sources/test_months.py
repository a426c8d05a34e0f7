"""Doubled months: which pairs of names disagree. All phrases are made up but the first of CAUGHT."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.sources.months import disagreeing_months, month_names

# text, the disagreeing pair, month of the first name, month of the second
CAUGHT = [
    ("يوم 25 يناير/كانون الأول بدأ", "يناير/كانون الأول", 1, 12),  # article 003
    ("في تشرين الثاني (أكتوبر) الماضي", "تشرين الثاني (أكتوبر", 11, 10),
    ("حتى آب / سبتمبر 2030", "آب / سبتمبر", 8, 9),
    ("بشباط/مارس", "شباط/مارس", 2, 3),
    ("يُوليُو/حَزِيران", "يُوليُو/حَزِيران", 7, 6),
    ("جويلية/آب", "جويلية/آب", 7, 8),
    ("في غشت (يوليو)", "غشت (يوليو", 8, 7),
    ("ابريل/ايار", "ابريل/ايار", 4, 5),
    ("كانون  الأول [نوفمبر]", "كانون  الأول [نوفمبر", 12, 11),
]
AGREE = [
    "4 يناير/كانون الثاني",
    "تشرين الأول (أكتوبر) الماضي",
    "أكتوبر/تشرين الأول 2022",
    "يونيو/يوليو",  # two months of one set: a span of time that the writer means
    "آذار/نيسان",
    "جوان/جويلية",
    "كانون الأول/كانون الثاني",
    "يناير وكانون الأول",
    "يناير - كانون الأول",
    "أغسطس/غشت",
    "مايو/ماي",
    "أوت/أغسطس",
    "يناير/كانون",
    "مارسيليا/نيسان",
    "وعد/آب",
    "",
]


@pytest.mark.parametrize(("text", "quote", "first", "second"), CAUGHT)
def test_names_of_different_months_are_found(
    text: str, quote: str, first: int, second: int
) -> None:
    (found,) = disagreeing_months(text)
    assert text[found.start : found.end] == quote
    assert (found.first, found.second) == ((first,), (second,))


@pytest.mark.parametrize("text", AGREE)
def test_names_that_agree_or_stand_for_two_months_are_left_alone(text: str) -> None:
    assert disagreeing_months(text) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from([*month_names(), "/", "(", " ", "في", "ً", "12"]), max_size=12))
def test_every_finding_quotes_two_months(parts: list[str]) -> None:
    text = "".join(parts)
    for found in disagreeing_months(text):
        assert 0 <= found.start < found.end <= len(text)
        assert not set(found.first) & set(found.second)
