"""Phrases and stems in folded text.

Provenance: every phrase and sentence here is made up for the case that it shows.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.arabic.lookup import Phrases, Stems, words
from helpers.arabic.text import fold

PHRASES = Phrases(
    {
        "القيادة البحرية": "command",
        "القيادة": "lead",
        "مجلس المدينة": "council",
        "برّ": "land",
        "": "nothing",
    }
)

FOUND = [
    ("أعلنت القيادة البحرية", ["command"]),
    ("وبالقيادة البحرية", ["command"]),
    ("وفقا للقيادة البحرية", ["command"]),
    ("مجلسُ المدينةِ قرر", ["council"]),
    ("القيادة ومجلس المدينة", ["lead", "council"]),
    ("(القيادة)", ["lead"]),
    # Near misses: only a part of a longer word, or another word between.
    ("القيادةية البحرية", []),
    ("استقيادة البحرية", []),
    ("مجلس هذه المدينة", []),
    ("بربر", []),
    ("مجلس  المدينة", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "values"), FOUND)
def test_a_phrase_is_found_as_whole_words_with_particles(text: str, values: list[str]) -> None:
    assert [hit.value for hit in PHRASES.find(fold(text))] == values


def test_of_overlapping_phrases_the_longest_is_taken() -> None:
    (hit,) = PHRASES.find(fold("القيادة البحرية"))
    assert (hit.start, hit.end) == (0, 15)


def test_no_phrases_find_nothing() -> None:
    assert Phrases({}).find("القياده") == []


STEMS = Stems(
    [("سفين", "ship"), ("اعلن", "announce"), ("بحر", "sea"), ("سد", "dam"), ("سد", "block")]
)

MEANS = [
    ("سفينه", {"ship"}),
    ("والسفينتين", {"ship"}),
    ("بسفينتهم", {"ship"}),
    ("اعلنت", {"announce"}),
    ("سنبحر", {"sea"}),
    ("البحر", {"sea"}),
    ("للبحر", {"sea"}),
    ("بحريه", {"sea"}),
    ("سد", {"dam", "block"}),
    # Near misses: what is left over is no particle and no ending.
    ("بحرصه", set()),
    ("سدرص", set()),
    ("س", set()),
]


@pytest.mark.parametrize(("word", "meanings"), MEANS)
def test_a_stem_is_found_under_particles_and_endings(word: str, meanings: set[str]) -> None:
    assert set(STEMS.of(word)) == meanings


@given(st.text(max_size=60))
def test_any_text_is_searched_and_every_hit_lies_in_it(text: str) -> None:
    folded = fold(text)
    for hit in PHRASES.find(folded):
        assert 0 <= hit.start < hit.end <= len(folded)
    for word in words(folded):
        STEMS.of(word)
