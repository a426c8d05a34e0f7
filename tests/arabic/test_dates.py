"""Calendar expressions; every Arabic string here is made up. Sentences: tests/figures/cases."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.arabic.dates import Calendar, date_at, settle
from helpers.arabic.words import Tokens
from helpers.figures.find import find_figures

EMPTY = Calendar()


def first(text: str, calendar: Calendar = EMPTY) -> str | None:
    tokens = Tokens(text)
    for place in tokens.triggers:
        when = date_at(tokens, place)
        if when is not None:
            assert text[when.start : when.end].strip() == text[when.start : when.end]
            return settle(when, calendar).date
    return None


LOCALES = ["ar", "ar_EG", "ar_SY", "ar_IQ", "ar_LB", "ar_JO", "ar_MA", "ar_DZ", "ar_TN", "ar_SA"]


@pytest.mark.parametrize("tag", LOCALES)
def test_every_month_of_every_press_is_known(tag: str) -> None:
    for number, name in Locale.parse(tag).months["format"]["wide"].items():
        assert first(f"في 7 {name} 2019") == f"2019-{number:02d}-07", name
        assert first(f"في {name} 2019") == f"2019-{number:02d}", name
        assert first(f"ب{name} 2019") == f"2019-{number:02d}", name


EGYPT = Locale.parse("ar_EG").months["format"]["wide"]
LEVANT = Locale.parse("ar_SY").months["format"]["wide"]


@pytest.mark.parametrize("shape", ["{}/{}", "{} / {}", "{} ({})", "{}-{}", "{} {}"])
def test_a_doubled_month_is_one_month(shape: str) -> None:
    for number in range(1, 13):
        for names in ((EGYPT[number], LEVANT[number]), (LEVANT[number], EGYPT[number])):
            text = f"في {shape.format(*names)} 2019"
            assert first(text) == f"2019-{number:02d}", text


HIJRI = [
    ("1 محرم 1446 هـ", "2024-07-07"),
    ("10 ذو الحجة 1445", "2024-06-16"),
    ("12 ربيع الأول 1445هـ", "2023-09-27"),
    ("رمضان 1445 هـ", "2024-03-11/2024-04-09"),
    ("عام 1445 هـ", "2023-07-19/2024-07-06"),
    ("عام 300 هـ", "0912/0913"),
    ("1445/09/01", "2024-03-11"),
]


@pytest.mark.parametrize(("text", "expected"), HIJRI)
def test_hijri_dates_become_gregorian(text: str, expected: str) -> None:
    assert first(text) == expected


@pytest.mark.parametrize("month", ["محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال"])
@pytest.mark.parametrize("published", ["2014-05-07", "1925-03-01", "2074-12-30"])
def test_a_thirtieth_that_some_years_lack_is_placed_in_a_year_that_has_it(
    month: str, published: str
) -> None:
    (found,) = find_figures(f"بدأ في 30 {month} الماضي", published)  # made up
    assert found.date == "relative"
    assert found.resolved is None or found.resolved <= published


CENTURIES = [
    ("القرن الأول", "00XX"),
    ("القرن السابع", "06XX"),
    ("القرن الثاني عشر", "11XX"),
    ("القرن العشرون", "19XX"),
    ("القرن الـ21", "20XX"),
    ("القرن 18", "17XX"),
    ("القرن الثاني قبل الميلاد", "-01XX"),
    ("القرن الثالث الهجري", "08XX"),
    ("عشرينيات القرن الحادي والعشرين", "202X"),
    ("السبعينات", "197X"),
]


@pytest.mark.parametrize(("text", "expected"), CENTURIES)
def test_centuries_and_decades(text: str, expected: str) -> None:
    assert first(text) == expected


CLOCK = [
    ("الساعة الواحدة ظهرا", "T13:00"),
    ("الساعة الثانية عشرة ليلا", "T00:00"),
    ("الساعة الثانية فجرا", "T02:00"),
    ("الساعة الحادية عشرة قبل الظهر", "T11:00"),
    ("الساعة التاسعة و20 دقيقة مساء", "T21:20"),
    ("الساعة السابعة إلا خمس دقائق", "T06:55"),
    ("الساعة 7", "T07:00"),
    ("الساعة 07:05", "T07:05"),
    ("السابعة صباحا", "T07:00"),
    ("12:30 ص", "T00:30"),
    ("23:59", "T23:59"),
]


@pytest.mark.parametrize(("text", "expected"), CLOCK)
def test_clock_times(text: str, expected: str) -> None:
    assert first(text) == expected


NO_DATE = [
    "25:70",
    "32/13/2024",
    "30/02/2023",
    "3.5",
    "الساعة الذكية",
    "مارس الرياضة",
    "ربيع قلب",
    "صفر اليدين",
    "العام الدراسي",
    "يوم جميل",
    "القرن الأفريقي",
    "أحد الأيام",
    "جمعة مباركة",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date(text: str) -> None:
    assert first(text) is None


def test_published_gives_a_day_only_where_it_is_one() -> None:
    assert Calendar.of("2024-01-26").day == date(2024, 1, 26)
    for published in ("2024-01", "2024-01-25/..", "2024-01/2025-09", "2024", None, "soon", ""):
        assert Calendar.of(published).day is None
    assert Calendar.of("2024-01-25/..").anchor == date(2024, 1, 25)
    assert Calendar.of("2010/2020").anchor is None


PARTS = st.sampled_from(
    [
        "25",
        "3",
        "1445",
        "2023",
        "49",
        "يناير",
        "كانون",
        "الثاني",
        "رمضان",
        "يوم",
        "الخميس",
        "عام",
        "سنة",
        "هـ",
        "ق.م",
        "قبل",
        "الميلاد",
        "القرن",
        "التاسع",
        "عشر",
        "التسعينيات",
        "صيف",
        "من",
        "إلى",
        "بين",
        "و",
        "و2024",
        "منتصف",
        "الماضي",
        "/",
        "-",
        "(",
        ")",
    ]
)


@settings(deadline=None)  # the first example reads the lexicon
@given(st.lists(PARTS, max_size=8).map(" ".join))
def test_every_date_is_edtf_or_one_of_the_two_extensions(text: str) -> None:
    tokens = Tokens(text)
    for place in tokens.triggers:
        when = date_at(tokens, place)
        if when is None:
            continue
        settled = settle(when, Calendar(date(2024, 5, 15), date(2024, 5, 15)))
        for value in (settled.date, settled.resolved, *settled.readings):
            if value is not None and value != "relative" and not value.startswith("T"):
                parse_edtf(value)
