"""First and last day of EDTF dates: the strict ends, and nothing where there is no day."""

from datetime import date

import pytest

from helpers.days import first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-01-25", date(2024, 1, 25), date(2024, 1, 25)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-01-29/2024-02-07~", date(2024, 1, 29), date(2024, 2, 7)),
        ("2024-09-27?/2024-09-30~", date(2024, 9, 27), date(2024, 9, 30)),
        ("196X", date(1960, 1, 1), date(1969, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["relative", "", "T06:30", "soon", "-0048-01-01"])
def test_what_names_no_day_has_none(text: str) -> None:
    assert first_day(text) is None
    assert last_day(text) is None


def test_an_open_end_has_no_last_day() -> None:
    assert first_day("2024-01-25/..") == date(2024, 1, 25)
    assert last_day("2024-01-25/..") is None
