"""First and last day of EDTF dates: the strict ends, and nothing where there is no day."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from helpers.days import first_day, is_edtf, last_day


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


_POINTS = st.builds(
    lambda year, month, day, parts, mark: (
        "-".join([f"{year:04d}", f"{month:02d}", f"{day:02d}"][:parts]) + mark
    ),
    st.integers(1, 9999),
    st.integers(0, 13),
    st.integers(0, 32),
    st.integers(1, 3),
    st.sampled_from(["", "~", "?", "%"]),
)


@given(st.lists(_POINTS, min_size=1, max_size=3).map("/".join))
def test_plain_dates_and_intervals_are_read_as_the_library_reads_them(text: str) -> None:
    try:
        parsed = parse_edtf(text)
        ends = [date(*getattr(parsed, f"{end}_strict")()[:3]) for end in ("lower", "upper")]
    except Exception:  # noqa: BLE001 - the library raises many kinds; each means "no such date"
        assert first_day(text) is None
        return
    assert is_edtf(text)
    assert [first_day(text), last_day(text)] == ends
