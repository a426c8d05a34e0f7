"""The language of cues, and the made-up sentences that each cue of the frame must match or miss."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.arabic.text import clauses, fold
from helpers.frame import Cue, Frame, read_frame
from helpers.stance.cues import CueError, Rule, Vocabulary, check_cues, compile_pattern, rules

SEEDS = Path(__file__).parents[2] / "seeds"
FRAME = read_frame(SEEDS)
RULES = rules(FRAME)
#: Made-up classes of words for made-up patterns.
WORDS = {"go": ["رحيل", "يرحل", "مشى على الجسر"], "crew": ["طاقم"], "not": ["لا=", "ليس="]}


def fires(rule: Rule, sentence: str) -> bool:
    return any(
        rule.matches(" ".join(re.findall(r"[^\W_]+", fold(sentence[start:end]))))
        for start, end in clauses(sentence)
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.cue.id)
def test_a_cue_matches_its_made_up_sentences_and_no_near_miss(rule: Rule) -> None:
    assert [sentence for sentence in rule.cue.must if not fires(rule, sentence)] == []
    assert [sentence for sentence in rule.cue.miss if fires(rule, sentence)] == []


def test_the_frame_has_no_faulty_cue_and_no_proposition_without_one() -> None:
    assert check_cues(FRAME) == []


@pytest.mark.parametrize(
    ("pattern", "clause", "found"),
    [
        ("{go} ..2 {crew}", "رحيل الطاقم", True),
        ("{go} ..2 {crew}", "برحيل كل هذا الطاقم", True),
        ("{go} ..2 {crew}", "رحيل كل افراد هذا الطاقم", False),  # the gap is too wide
        ("{go} {crew}", "رحيل كل الطاقم", False),
        ("{go} ..2 {crew}", "الرحيليون والطاقم", False),  # a longer word
        ("{go}", "سيرحل غدا", True),
        ("{go}", "مشي علي الجسر", True),  # a form of several words
        ("{not} ..1 {go}", "لا يرحل", True),
        ("{not} ..1 {go}", "لان يرحل", False),  # = keeps the form as it stands
        ("{go|crew} غدا", "وطاقمها غدا", True),
        ("{crew} / غدا", "وغدا", True),  # alternatives; و in front of a plain word
        ("(?:غدا|امس) ..1 {go}", "امس رحيل", True),
    ],
)
def test_the_pattern_language(pattern: str, clause: str, found: bool) -> None:
    assert bool(compile_pattern(pattern, WORDS).search(clause)) is found


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{sail}", "no class 'sail'"),
        ("(غدا", "not a regular expression"),
        ("  ", "empty pattern"),
        ("{go} / ", "empty pattern"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(CueError, match=reason):
        compile_pattern(pattern, WORDS)


def broken(**changes: object) -> Frame:
    """The frame with its first cue changed."""
    first = Cue.model_validate({**FRAME.cue[0].model_dump(), **changes})
    return FRAME.model_copy(update={"cue": (first, *FRAME.cue[1:])})


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"pattern": "{no_such_class}"}, "cue[1].pattern"),
        ({"also": "("}, "cue[1].also"),
        ({"unless": "{x}"}, "cue[1].unless"),
        ({"must": ("واحدة",)}, "cue[1].must"),
        ({"miss": ()}, "cue[1].miss"),
    ],
)
def test_check_names_file_and_key_of_a_faulty_cue(changes: dict[str, object], where: str) -> None:
    faults = check_cues(broken(**changes))
    assert [(fault.file, fault.where) for fault in faults] == [("frame.toml", where)]


def test_check_names_a_proposition_without_a_cue() -> None:
    kept = tuple(cue for cue in FRAME.cue if cue.proposition != "lawful")
    (fault,) = check_cues(FRAME.model_copy(update={"cue": kept}))
    assert "lawful" in fault.where


VOCABULARY = Vocabulary(FRAME)
PLAIN = sorted(set(re.findall(r"[^\W_a-z]+", " ".join(f"{c.pattern} {c.also}" for c in FRAME.cue))))
FORMS = sorted({form.rstrip("=") for forms in FRAME.words.values() for form in forms})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "و", "ف", "ب", "ال", "وبال", "لل", "كال", "فس", "ولل"]),
            st.sampled_from([*FORMS, *PLAIN]),
            st.sampled_from(["", "ها", "هم", "ه", "نا", "ا", "كم"]),
        ),
        max_size=12,
    )
)
@settings(max_examples=30, deadline=None)
def test_leaving_out_cues_that_cannot_match_loses_no_match(
    parts: list[tuple[str, str, str]],
) -> None:
    """Made-up clauses of the frame's own words, with particles in front and pronouns behind."""
    words = [fold(f"{front}{form}{end}") for front, form, end in parts]
    words = [
        fold(f"{form[:-1]}ت{end}") if form.endswith("ة") and end else word
        for word, (_, form, end) in zip(words, parts, strict=True)
    ]
    words = " ".join(words).split()
    clause, present = " ".join(words), VOCABULARY.present(words)
    for rule in RULES:
        whole = [match.span() for match in rule.matches(clause)]
        assert [match.span() for match in rule.matches(clause, present)] == whole


def test_leaving_out_cues_keeps_every_made_up_sentence_of_theirs() -> None:
    for rule in RULES:
        for sentence in rule.cue.must:
            for start, end in clauses(sentence):
                words = re.findall(r"[^\W_]+", fold(sentence[start:end]))
                clause = " ".join(words)
                assert bool(rule.matches(clause)) == bool(
                    rule.matches(clause, VOCABULARY.present(words))
                )


def test_a_long_clause_takes_bounded_time() -> None:
    clause = " ".join(["لا", "قوات", "انسحاب", "العراق", "داعش", "محادثات"] * 400)
    begin = time.process_time()
    for rule in RULES:
        rule.matches(clause)
    assert time.process_time() - begin < 5
