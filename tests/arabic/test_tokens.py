"""Words of a text and their offsets. All texts here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.arabic.words import Tokens

LONG = "\n" + "كلمة عابرة، ثم أخرى. " * 1000  # made up; texts of this length are cut another way


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قتل 30 شخصا",
        " ، قتل.. 30  شخصا (أمس) ",
        "قتل 😀 30 شخصا",
        "قتل\ud83d 30\ude00 شخصا",
        "في46 قرية و3½ طن",
        "زيارة\u2003إلى\u2028بلد ^ ` x^y",
        "\u200f\u200f 5 \ufeff قرى",
    ],
)
def test_words_stand_at_the_same_places_in_short_and_long_texts(text: str) -> None:
    _same_in_long(text)


@given(st.text("قتل30شخصا ،.()😀½^\u200f\u2003\ud83dax", max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_is_cut_the_same_alone_and_before_a_long_one(text: str) -> None:
    _same_in_long(text)


def _same_in_long(text: str) -> None:
    alone, before = Tokens(text), Tokens(text + LONG)
    assert before.starts[: alone.size] == alone.starts
    assert before.texts[: alone.size] == alone.texts
    assert before.triggers[: len(alone.triggers)] == alone.triggers
    for start, word in zip(before.starts, before.texts, strict=True):
        assert (text + LONG)[start : start + len(word)] == word
