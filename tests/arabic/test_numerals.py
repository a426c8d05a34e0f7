"""Numbers in digits and words. The words are spelt by `spelling`, which knows no reader."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.arabic.numerals import Habit, cardinal, divide, parse_digits, times, vague_amount
from helpers.arabic.words import Tokens

_PATH = Path(__file__).with_name("spelling.py")
_SPEC = importlib.util.spec_from_file_location("spelling", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
spelling = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(spelling)

READ = [
    ("12", "12"),
    ("١٢", "12"),
    ("۱۲", "12"),
    ("007", "7"),
    ("١٢٫٥", "12.5"),
    ("١٬٢٥٠", "1250"),
    ("١٬٢٥٠٫٧٥", "1250.75"),
    ("1,250,000", "1250000"),
    ("1.250.000", "1250000"),
    ("1 250 000", "1250000"),
    ("1\u00a0250", "1250"),
    ("1 250,5", "1250.5"),
    ("3.5", "3.5"),
    ("3,5", "3.5"),
    ("0.125", "0.125"),
    ("0,125", "0.125"),
    ("1,250.5", "1250.5"),
    ("1.250,5", "1250.5"),
    ("1,250٫5", "1250.5"),
    ("1.250٫5", "1250.5"),
    ("1250.125", "1250.125"),
    ("12.3456", "12.3456"),
    ("½", "0.5"),
    ("3½", "3.5"),
    ("٣¼", "3.25"),
    ("3ر0", "0.3"),
    ("0ر3", "0.3"),
]
TWO = [
    ("1.234", ["1234", "1.234"]),
    ("1,234", ["1234", "1.234"]),
    ("١,٢٣٤", ["1234", "1.234"]),
    ("12.500", ["12500", "12.500"]),
    ("5ر2", ["2.5", "5.2"]),
    ("5ر12", ["12.5", "5.12"]),
]
NONE = ["1.2.3", "12,34,5", "1,2,345", "1..2", "", "12 طن", "1,250.5,3", "1.250,000٫5", "9" * 5000]


@pytest.mark.parametrize(("raw", "value"), READ)
def test_digits_are_read(raw: str, value: str) -> None:
    assert parse_digits(raw) == (Decimal(value),)


@pytest.mark.parametrize(("raw", "values"), TWO)
def test_digits_with_two_readings_keep_both(raw: str, values: list[str]) -> None:
    assert list(parse_digits(raw)) == [Decimal(value) for value in values]


@pytest.mark.parametrize("raw", NONE)
def test_what_nobody_can_read_has_no_reading(raw: str) -> None:
    assert parse_digits(raw) == ()


@given(st.text(max_size=30) | st.text("0123456789٣۴.,٫٬، ر½", max_size=14))
def test_no_string_breaks_the_reader_of_digits(raw: str) -> None:
    assert len(parse_digits(raw)) <= 2


@given(st.integers(0, 10**30))
def test_groups_of_three_never_change_a_whole_number(number: int) -> None:
    grouped = f"{number:,}"
    assert number in parse_digits(grouped)
    assert number in parse_digits(grouped.replace(",", "."))
    assert parse_digits(grouped.replace(",", "٬")) == (number,)


def test_a_habit_is_what_a_text_shows_beyond_doubt() -> None:
    assert Habit.of(["3.5", "1,250,000"]).prefers(".") == "decimal"
    assert Habit.of(["3.5", "1,250,000"]).prefers(",") == "thousands"
    assert Habit.of(["3,5"]).prefers(".") == "thousands"
    assert Habit.of(["3,5", "3.5"]).prefers(",") == "decimal"
    assert Habit.of(["3,5", "1,250,000"]).prefers(",") is None
    assert Habit.of(["1.234", "12"]).prefers(".") is None


def test_products_and_quotients_are_exact() -> None:
    assert times(Decimal("103.7"), 10**6) == 103_700_000
    assert isinstance(times(Decimal("103.7"), 10**6), int)
    assert times(10**40, 10**40) == 10**80
    assert divide(80, 100) == Decimal("0.8")


def read(text: str) -> tuple[object, int] | None:
    tokens = Tokens(text)
    number = cardinal(tokens, 0)
    return None if number is None else (number.values, tokens.size - number.stop)


@pytest.mark.parametrize("hundred", ["مئة", "مائة"])
@pytest.mark.parametrize("nominative", [True, False])
@pytest.mark.parametrize("feminine", [True, False])
def test_every_number_reads_back_from_its_words(
    feminine: bool, nominative: bool, hundred: str
) -> None:
    for number in [*range(1, 1200), *spelling.some_numbers(800)]:
        words = spelling.spell(number, feminine=feminine, nominative=nominative, hundred=hundred)
        assert read(words) == ((number,), 0), words


WORDS = [
    ("صفر", "0"),
    ("ألفا ومئتان", "1200"),
    ("مليونين وثلاثمئة ألف", "2300000"),
    ("مليارين ونصف المليار", "2500000000"),
    ("مليون وربع", "1250000"),
    ("ثلاثة ونصف", "3.5"),
    ("ثلاثة فاصلة خمسة", "3.5"),
    ("صفر فاصلة خمسة وعشرين", "0.25"),
    ("3.5 مليون", "3500000"),
    ("25 ألفا و300", "25300"),
    ("3 ملايين و200 ألف", "3200000"),
    ("مئة ألف مليون", "100000000000"),
    ("ثلاث مئة وسبعة", "307"),
    ("خمسمية", "500"),
    ("مئة و20", "120"),
    ("ثمان مئة ألف", "800000"),
    ("خمسة عشر ألفا وستمئة", "15600"),
    ("إحدى عشرة", "11"),
    ("مئة وأحد عشر", "111"),
    ("ألف مليار", "1000000000000"),
    ("ثلاثة آلاف وخمسة", "3005"),
    ("أربعمية وخمسين", "450"),
]


@pytest.mark.parametrize(("words", "value"), WORDS)
def test_compound_numbers_are_read_whole(words: str, value: str) -> None:
    assert read(words) == ((Decimal(value),), 0)


NOT_JOINED = [
    ("ثلاثة وخمسة", 3),
    ("عشرين وثلاثين", 20),
    ("2003 و2004", 2003),
    ("5 و6", 5),
    ("ألف وألفين", 1000),
    ("ثلاثة، خمسة", 3),
    ("مئة\nألف", 100),
    ("خمسة بمئة", 5),
]


@pytest.mark.parametrize(("words", "value"), NOT_JOINED)
def test_two_numbers_side_by_side_stay_two(words: str, value: int) -> None:
    found = read(words)
    assert found is not None
    assert found[0] == (value,)
    assert found[1] >= 1


@pytest.mark.parametrize("words", ["أحد الوزراء", "إحدى الدول", "آلاف", "ملايين", "عراق", "و"])
def test_words_that_open_no_cardinal(words: str) -> None:
    assert read(words) is None


VAGUE = [
    ("عشرات", (20, 99)),
    ("مئات", (200, 999)),
    ("آلاف", (2000, 9999)),
    ("عدة مئات", (300, 999)),
    ("بضع مئات", (300, 999)),
    ("عدة آلاف", (3000, 9999)),
    ("عدة كتب", (3, 9)),
    ("عشرات الآلاف", (20_000, 99_000)),
    ("مئات آلاف", (200_000, 999_000)),
    ("مئات الملايين", (200_000_000, 999_000_000)),
    ("الملايين", (2_000_000, 9_999_000)),
    ("بضعة عشر", (13, 19)),
    ("بضع وعشرون", (23, 29)),
]


@pytest.mark.parametrize(("words", "span"), VAGUE)
def test_vague_amounts_have_their_range(words: str, span: tuple[int, int]) -> None:
    found = vague_amount(Tokens(words), 0)
    assert found is not None
    assert found[:2] == span
