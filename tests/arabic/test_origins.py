"""Adjectives of origin, in tables of words; `speech.toml` lists those of countries and peoples."""

from __future__ import annotations

import pytest

from helpers.arabic.origins import adjective_of, origin_of
from helpers.arabic.speech_lexicon import lexicon
from helpers.arabic.text import fold


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("الروسية", "روسي"),
        ("روسيين", "روسي"),
        ("الروسيان", "روسي"),
        ("جنديا", "جندي"),
        ("ألمانيا", "ألماني"),  # the accusative, and the country
        ("الألمانية", "ألماني"),
        ("الأميركي", "أمريكي"),
        ("كتاب", ""),
        ("في", ""),
        ("", ""),
    ],
)
def test_an_adjective_is_brought_to_its_masculine_singular(word: str, stem: str) -> None:
    assert origin_of(fold(word)) == fold(stem)


@pytest.mark.parametrize(
    ("country", "adjective"),
    [
        ("روسيا", "روسي"),
        ("العراق", "عراقي"),
        ("إيران", "إيراني"),
        ("فرنسا", "فرنسي"),
        ("ألمانيا", "ألماني"),
        ("أميركا", "أمريكي"),
        ("وادية", "وادي"),  # made up
    ],
)
def test_a_country_has_its_adjective(country: str, adjective: str) -> None:
    assert adjective_of(fold(country)) == fold(adjective)


def test_every_listed_people_is_an_adjective_of_itself() -> None:
    peoples = lexicon().sets["peoples"]
    assert len(peoples) > 100
    assert {origin_of(people) for people in peoples} <= peoples
