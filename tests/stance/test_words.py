"""Forms of a frame found in text. Every Arabic sentence here is made up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.arabic.text import normalise
from helpers.stance.words import Words, count_words

FORMS = {
    "leave": ["انسحاب", "مغادرة"],
    "occupier": ["المحتل"],
    "resistance": ["فصائل المقاومة"],
    "tied": ["موالية لروما"],
    "timetable": ["جدول زمني", "الجدول الزمني"],
}

FOUND = [
    ("انسحاب القوات", "leave", "انسحاب"),
    ("الانسحاب قريب", "leave", "الانسحاب"),
    ("طالبوا بالانسحاب فورا", "leave", "بالانسحاب"),
    ("وبالانسحاب", "leave", "وبالانسحاب"),
    ("موعد للانسحاب", "leave", "للانسحاب"),
    ("تأخر انسحابها", "leave", "انسحابها"),
    ("ليس انسحاباً", "leave", "انسحاباً"),
    ("مغادرتهم البلاد", "leave", "مغادرتهم"),
    ("بمُغادَرة المدينة", "leave", "بمُغادَرة"),
    ("جنود المحتل", "occupier", "المحتل"),
    ("قال للمحتل", "occupier", "للمحتل"),
    ('فصائل "المقاومة" في الجبل', "resistance", 'فصائل "المقاومة"'),
    ('ما يسمى "فصائل المقاومة"', "resistance", "فصائل المقاومة"),
    ("جماعات موالية لروما", "tied", "موالية لروما"),
    ("الموالية لروما", "tied", "الموالية لروما"),
    ("وضع جدولا زمنيا", "timetable", "جدولا زمنيا"),
    ("بالجدول الزمني", "timetable", "بالجدول الزمني"),
]
NOT_FOUND = [
    "محتل عادي",  # the form asks for the article
    "الانسحابية",  # another word
    "سحاب في السماء",
    "فصائل جديدة من المقاومة",  # words between
    "فصائل. المقاومة",  # a stop between
    "موالية لرومانيا",
    "جدول أعمال",
    "",
]
# An ending that the list of pronouns does not know.
KNOWN_GAPS = [("انسحاباتهم", "leave")]


@pytest.mark.parametrize(("text", "name", "quote"), FOUND)
def test_a_form_is_found_with_what_is_attached_to_it(text: str, name: str, quote: str) -> None:
    hits = Words(FORMS, endings=True).find(normalise(text))
    assert [(hit.id, text[hit.start : hit.end]) for hit in hits] == [(name, quote)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_near_misses_are_left_alone(text: str) -> None:
    assert Words(FORMS, endings=True).find(normalise(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [pytest.param(t, n, marks=pytest.mark.xfail(raises=AssertionError)) for t, n in KNOWN_GAPS],
)
def test_known_gaps(text: str, name: str) -> None:
    assert [hit.id for hit in Words(FORMS, endings=True).find(normalise(text))] == [name]


def test_endings_are_off_for_names() -> None:
    text = "انسحابها"
    assert Words(FORMS).find(normalise(text)) == []


def test_the_longest_form_wins() -> None:
    words = Words({"short": ["وزارة الدفاع"], "long": ["وزارة الدفاع الوطني"]})
    assert [hit.id for hit in words.find(normalise("أعلنت وزارة الدفاع الوطني"))] == ["long"]


def test_words_are_counted_without_marks_and_signs() -> None:
    assert count_words('قال: "نعم، إنّه ١٥٠ هجوماً" – [رابط](#)') == 6
    assert count_words(" … ") == 0


@given(
    st.lists(st.sampled_from([*(t for t, _, _ in FOUND), *NOT_FOUND, "«", "\n", "ـ"]), max_size=8)
)
def test_hits_quote_the_text_and_do_not_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    hits = Words(FORMS, endings=True).find(normalise(text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in itertools.pairwise(hits))


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for hit in Words(FORMS, endings=True).find(normalise(text)):
        assert text[hit.start : hit.end]
