"""Blocks printed twice. All articles here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.sources.repeats import Repeat, repeated_blocks

HEAD = "المدينة تفتح حديقة جديدة للأطفال"
BODY = "قال المهندس سامر إن الحديقة الجديدة ستفتح أبوابها للزوار في مطلع الربيع بعد عام من العمل."
OTHER = "ويضم المشروع ملعبا ومسرحا صغيرا ومقهى."


def article(*blocks: str) -> str:
    return "\n\n".join(blocks)


def test_a_headline_printed_again_is_a_duplicate_of_the_first() -> None:
    text = article(HEAD, HEAD, OTHER, HEAD)
    second = text.index(HEAD, 1)
    third = text.rindex(HEAD)
    assert repeated_blocks(text) == [
        Repeat(second, second + len(HEAD), 0, whole=True),
        Repeat(third, third + len(HEAD), 0, whole=True),
    ]


SAME = [
    (HEAD + ".", "a full stop more"),
    ("المدينة  تفتح حديقةً جديدة للأطفال", "a mark and a space more"),
    ("المدينه تفتح حديقه جديده للاطفال", "other forms of the letters"),
]


@pytest.mark.parametrize(("again", "why"), SAME)
def test_words_count_and_not_their_dress(again: str, why: str) -> None:
    (found,) = repeated_blocks(article(HEAD, OTHER, again))
    assert found.of == 0, why


PULLED = [
    ("سامر: الحديقة الجديدة ستفتح أبوابها للزوار في مطلع الربيع", "a pull quote with its speaker"),
    ("الحديقة الجديدة ستفتح أبوابها للزوار في مطلع الربيع (صورة)", "a caption with its credit"),
]


@pytest.mark.parametrize(("pulled", "why"), PULLED)
@pytest.mark.parametrize("before", [True, False])
def test_a_pull_quote_points_into_the_text_wherever_it_stands(
    pulled: str, why: str, before: bool
) -> None:
    text = article(HEAD, *([pulled, OTHER, BODY] if before else [BODY, OTHER, pulled]))
    (found,) = repeated_blocks(text)
    assert text[found.start : found.end] == pulled, why
    assert text.startswith("الحديقة الجديدة", found.of)
    assert text.index(BODY) < found.of < text.index(BODY) + len(BODY)
    assert not found.whole


NOT_REPEATED = [
    article("التحليل:", BODY, "التحليل:", OTHER),  # section heads repeat by right
    article(HEAD, BODY, OTHER),
    # A headline may say what the text says.
    article("الحديقة الجديدة ستفتح أبوابها للزوار", BODY),
    # Half of the words are new: another sentence, not a copy.
    article(HEAD, BODY, "الحديقة الجديدة ستفتح أبوابها وتستقبل كل مساء فرقة موسيقية وشاعرا وراويا"),
    "",
    "\n\n",
    HEAD,
]


@pytest.mark.parametrize("text", NOT_REPEATED)
def test_what_is_no_copy_is_left_alone(text: str) -> None:
    assert repeated_blocks(text) == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(["قال", "إن", "البيت", "كبير", "\n", "،", "ً", "1"]), max_size=60))
def test_every_repeat_is_a_block_and_points_elsewhere(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in repeated_blocks(text):
        block = text[found.start : found.end]
        assert block
        assert "\n" not in block
        assert block == block.strip()
        assert not found.start <= found.of < found.end
        assert not text[found.of].isspace()


def test_a_long_page_of_repeats_stays_quick() -> None:
    """4000 blocks that hold one another: the work per block is bounded."""
    text = "\n".join([HEAD, BODY, BODY + " " + OTHER] + [f"{OTHER} {n}" for n in range(4000)])
    assert len(repeated_blocks(text)) <= 4003
