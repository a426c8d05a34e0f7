"""Whatever a text holds, it is read to its end, and every span quotes it.

The strings are made up: words of the language, marks and digits thrown together, as a damaged page gives them.
They are those that once ended a run with an exception, and a property over more of their kind.
"""

import io
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.days import first_day, is_edtf
from helpers.figures.find import iter_figures, to_record
from helpers.frame import read_frame
from helpers.stance.machine import Machine

TOPIC = Path(__file__).parent / "topic"
BROKE = {
    "a lone vowel mark before a report": "أكد أربعاء — حلفاء ًhome ِ 4 المفاوضات أجاب يجيب ﷲ ٫عنبالحكم",
    "a lone mark behind a verb": "أدرك يدرك ـ التحالف",
    "scale words without end": "ألف " * 1500,
    "a list of amounts without end": "عشرات " + "آلاف " * 1500,
    "a day that its month lacks": "تبدأ في 31 فبراير المقبل 31 أبريل 2024 و30 فبراير",
    "months of the moon without a year": "من محرم إلى صفر",
    "years before writing": "في شوال 12024 ق.م",
}
WORDS = [
    "قال",
    "وقال",
    "أكد",
    "إن",
    "أن",
    "المسؤول",
    "الوزير",
    "ألف",
    "مليون",
    "عشرات",
    "آلاف",
    "ثلاثة",
    "خمسة",
    "نصف",
    "عام",
    "2024",
    "فبراير",
    "31",
    "29",
    "نيسان",
    "محرم",
    "صفر",
    "هـ",
    "ق.م",
    "من",
    "إلى",
    "بين",
    "حتى",
    "المقبل",
    "الماضي",
    "يوم",
    "الاثنين",
    "الساعة",
    "و",
    "في",
    "لم",
    "لن",
    "ب",
    "ل",
    "ف",
]
MARKS = list(' \n\r«»"()[]:؛،,.!؟-–—/%٪٫٬ـًِّْ\u200f\u200d\ufeff\u2028\x85٠٣9½ﻻﷲA')
TEXTS = st.lists(st.sampled_from(WORDS + MARKS) | st.characters(codec="utf-8"), max_size=40).map(
    "".join
)


@cache
def machine() -> Machine:
    return Machine(read_frame(TOPIC))


def _read(text: str, published: str | None = None) -> None:
    def lines() -> io.StringIO:
        return io.StringIO(text, newline="")

    found = [to_record("a", figure) for figure in iter_figures(lines(), published)]
    for row in found:
        for written in (row["date"], row["resolved"]):
            assert not written or written[0] == "T" or written == "relative" or is_edtf(written)
    found += machine().voice_records("a", lines())
    found += machine().stance_records("a", lines())
    for row in found:
        assert text[row["start"] : row["end"]] == row["quote"]
        json.dumps(row)


@pytest.mark.parametrize("published", [None, "2023-06-01", "9999-12-31"])
@pytest.mark.parametrize("text", BROKE.values(), ids=BROKE)
def test_what_once_broke_is_read(text: str, published: str | None) -> None:
    _read(text, published)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.none() | st.dates(min_value=date(1, 1, 1)).map(str))
def test_any_text_is_read(text: str, published: str | None) -> None:
    _read(text, published)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("في 31 أبريل 2024", None, [None]),
        ("في 30 أبريل 2024", None, ["2024-04-30"]),
        ("في 29 فبراير 2023", None, [None]),
        ("في 29 فبراير 2024", None, ["2024-02-29"]),
        ("في 29 فبراير", "2025-06-01", ["2024-02-29"]),
        ("في 28 فبراير", "2025-06-01", ["2025-02-28"]),
        ("في 31 يونيو", "2025-06-01", [None]),
    ],
)
def test_a_day_that_no_calendar_has_is_unreadable(
    text: str, published: str | None, expected: list[str | None]
) -> None:
    """Made-up phrases: such a day stays in the list of figures, and no date is made of it."""
    found = list(iter_figures([text], published))
    assert [figure.date for figure in found] == expected
    assert all((figure.status == "unreadable") == (figure.date is None) for figure in found)
    assert all(first_day(figure.date) for figure in found if figure.date)
