"""What a date dates: the words around it, by the order of Arabic sentences.

Provenance: every sentence is made up (boats, a ban on fishing); the language's own constructions were met in
news texts.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.arabic.lookup import Stems
from helpers.arabic.text import fold
from helpers.figures.dated import Days

DATE = re.compile(r"(?:نهاية |أوائل )?(?:عام|سنة|مايو|يونيو) \d{4}")

EVENTS = [
    # sentence, words that say what is dated, words that do not
    ("ينتهي الحظر بحلول عام 2035.", ["ينتهي", "الحظر"], []),
    ("وفي عام 2035، أعلنت النقابة انتهاء الحظر.", ["اعلنت", "الحظر"], []),
    # A date at the head stands for the main clause, not for the aside after it.
    ("وفي عام 2035، بعد غرق السفينة، طالب الصيادون بالتعويض.", ["طالب"], ["غرق"]),
    # What is reported is the next clause.
    ("وفي عام 2035، قال الوزير، إن الميناء سيغلق.", ["الوزير", "سيغلق"], []),
    # A word of time opens a phrase of its own.
    ("عاد الحديث عن الحظر بعد غرق السفينة في عام 2035.", ["غرق"], ["الحظر"]),
    (
        "كانت المفاوضات جارية حتى قبل العاصفة التي ضربت الميناء في مايو 2035.",
        ["العاصفه"],
        ["المفاوضات"],
    ),
    # "by" after a passive is no word of time.
    ("أغلق الميناء من قبل الشرطة في عام 2035.", ["اغلق", "الشرطه"], []),
    # A relative clause that the date closes is what it dates, with its antecedent.
    (
        "ترسو القوارب الكثيرة القادمة من الشمال عند الرصيف الذي بني عام 2035.",
        ["الرصيف", "بني"],
        ["ترسو"],
    ),
    # A clause of place alone goes on with the one before.
    ("منذ مقتل الصياد، في الميناء أوائل عام 2035.", ["مقتل", "الميناء"], []),
    # A dash parts: a dateline is no event.
    ("صحيفة الموج – الميناء في عام 2035 – أعلنت النقابة إضرابا.", ["الميناء"], ["اعلنت"]),
]


def told(text: str, place: int = 0) -> str:
    hit = list(DATE.finditer(text))[place]
    return Days(text).words(*hit.span())


@pytest.mark.parametrize(("text", "named", "left_out"), EVENTS)
def test_a_date_dates_the_words_that_it_belongs_to(
    text: str, named: list[str], left_out: list[str]
) -> None:
    words = told(text).split()
    assert [word for word in named if not any(word in each for each in words)] == []
    assert [word for word in left_out if any(word in each for each in words)] == []


RELATIONS = [
    ("ينتهي الحظر بحلول عام 2035.", "by"),
    ("ينتهي الحظر مع حلول عام 2035.", "by"),
    ("ينتهي الحظر بنهاية عام 2035.", "by"),
    ("يعود تأسيس النقابة إلى عام 2035.", "from"),
    ("بدأ الحظر منذ عام 2035.", "since"),
    ("سافر الصيادون في عام 2035.", "in"),
    # Near misses: a journey to a place is no origin, and the end itself is a time in which.
    ("سافر الصيادون إلى الجزيرة عام 2035.", "in"),
    ("يبدأ الحظر في نهاية عام 2035.", "in"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_a_preposition_says_how_the_date_stands(text: str, relation: str) -> None:
    assert Days(text).of(*next(DATE.finditer(text)).span()).relation == relation


def test_two_dates_of_one_subject_have_each_their_own_verb() -> None:
    text = "قال إن الحظر سيبدأ في مايو 2035 وينتهي في يونيو 2036."
    first, second = (hit.span() for hit in DATE.finditer(text))
    days = Days(text)
    event = " ".join(days.copy.text[a:b] for a, b in days.of(*second, before=first).event)
    assert "الحظر" in event
    assert "وينتهي" in event
    assert "سيبدا" not in event


UNDER_WAY = [
    ("كانت المفاوضات جارية حتى قبل العاصفة التي وقعت في مايو 2035.", "المفاوضات جارية"),
    # Near misses: after and not before; nothing under way; another thing; no date of an event.
    ("كانت المفاوضات جارية بعد العاصفة التي وقعت في مايو 2035.", None),
    ("طلب الوزير المفاوضات قبل العاصفة التي وقعت في مايو 2035.", None),
    ("كانت القوارب راسية قبل العاصفة التي وقعت في مايو 2035.", None),
    ("المفاوضات جارية منذ مايو 2035.", None),
]


@pytest.mark.parametrize(("text", "begins"), UNDER_WAY)
def test_what_was_under_way_before_an_event_is_found(text: str, begins: str | None) -> None:
    hit = next(DATE.finditer(text))
    span = Days(text).under_way(*hit.span(), Stems([("المفاوضات", True), ("مفاوضات", True)]))
    assert (span is not None) == (begins is not None)
    if span is not None and begins is not None:
        assert text[slice(*span)].startswith(begins)
        assert span[1] == hit.end()


@given(
    st.text(alphabet="وفيعام الذي،. –بعدقبل5", max_size=80), st.integers(0, 80), st.integers(1, 9)
)
def test_any_place_of_any_text_has_an_answer_inside_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    days = Days(text)
    found = days.of(start, min(len(text), start + length))
    folded = len(fold(text))
    for low, high in (*found.event, *([found.main] if found.main else [])):
        assert 0 <= low <= high <= folded
