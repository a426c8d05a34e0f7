"""Framing terms: whose word, said of what, denied or not. Every Arabic sentence here is made up,
but for those of the seeds, which are named by article and offset."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.arabic.text import fold
from helpers.frame import Frame
from helpers.stance.framing import framing_counts, framing_table, is_negated, is_so_called
from helpers.stance.voices import voices_table

NO_VOICES = tables.empty("coding/voices")


def frame_of(
    text: str, frame: Frame, voices: list[dict[str, object]] | None = None
) -> pd.DataFrame:
    texts = {"a": text}
    coded = tables.as_frame("coding/voices", voices or [])
    return framing_table(texts, voices_table(texts, coded, None, frame), frame)


def report(text: str, quote: str, mode: str, actor: str) -> dict[str, object]:
    start = text.index(quote)
    return {
        "article": "a",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "mode": mode,
        "actor": actor,
    }


# --- whose word ----------------------------------------------------------------------------------


def test_a_word_of_the_text_is_the_narrators(frame: Frame) -> None:
    found = frame_of("بدأ إغلاق الميناء أمس.", frame)
    assert list(found["voice"]) == ["narrator"]


def test_a_word_inside_a_quotation_of_a_report_is_the_speakers(frame: Frame) -> None:
    text = "قال الصيادون: «نرفض إغلاق الميناء ونطرد المغتصب اليوم»."
    inside = report(text, "نرفض إغلاق الميناء ونطرد المغتصب اليوم", "direct", "Fishers")
    found = frame_of(text, frame, [inside])
    assert list(zip(found["voice"], found["speaker"], strict=True)) == [("quoted", "Fishers")] * 2


def test_a_word_of_an_unquoted_report_is_the_narrators_and_names_whose_speech_it_is(
    frame: Frame,
) -> None:
    text = "أكدت الهيئة أن إغلاق الميناء قريب."
    found = frame_of(text, frame, [report(text, "إغلاق الميناء قريب", "indirect", "Port")])
    row = found.iloc[0]
    assert (row["voice"], row["speaker"], row["within"]) == ("narrator", "", "Port")


def test_scare_quotes_are_no_ones_quotation(frame: Frame) -> None:
    found = frame_of('خرج "المغتصب" من الميناء.', frame)
    assert list(found["voice"]) == ["scare quotes"]


def test_scare_quotes_inside_an_unquoted_report_stay_scare_quotes(frame: Frame) -> None:
    text = 'ترى الهيئة أن "المغتصب" خرج من الميناء.'
    inside = report(text, '"المغتصب" خرج من الميناء', "indirect", "Port")
    assert list(frame_of(text, frame, [inside])["voice"]) == ["scare quotes"]


def test_a_word_marked_inside_a_quotation_is_held_at_arms_length(frame: Frame) -> None:
    text = "قالت الهيئة: «لا نعرف من هو ‘المغتصب’ في هذا الميناء القديم»."
    inside = report(text, "لا نعرف من هو ‘المغتصب’ في هذا الميناء القديم", "direct", "Port")
    assert list(frame_of(text, frame, [inside])["voice"]) == ["scare quotes"]


def test_a_short_quotation_of_a_report_is_no_scare_quote(frame: Frame) -> None:
    text = "وصفه الصيادون بأنه «المغتصب»."
    found = frame_of(text, frame, [report(text, "المغتصب", "direct", "Fishers")])
    assert list(found["voice"]) == ["quoted"]


def test_a_long_quotation_without_a_report_is_someone_elses(frame: Frame) -> None:
    found = frame_of("على اللافتة «لا نريد إغلاق الميناء في هذا العام».", frame)
    assert list(zip(found["voice"], found["speaker"], strict=True)) == [("quoted", "")]


SO_CALLED = [
    ("ما يسمى ", True),
    ("مما يُسمّى ب", True),
    ('ما يُسمّى بـ "', True),
    ("ما يعرف ب", True),
    ("فيما يسمونه ", True),
    ("ما يعرفه الناس عن ", False),
    ("كما يسمح ", False),
    ("يسمى ", False),
    ("", False),
]


@pytest.mark.parametrize(("before", "so_called"), SO_CALLED)
def test_what_is_called_holds_a_word_at_arms_length(before: str, so_called: bool) -> None:
    assert is_so_called(fold(before)) is so_called


# --- denied or not -------------------------------------------------------------------------------

NEGATED = [
    "لا يوجد حديث عن ",
    "ليس هناك ",
    "هذا ليس ",
    "وليست ",
    "عدم ",
    "دون ",
    "بلا أي ",
    "لن تكون مفاوضات بشأن ",
    "لم يكن ",
    "ما يعتبر وليس ",
    "لا يعني ذلك ",
    "ينفي ",
    "من غير المتوقع أن تسفر عن ",
]
NOT_NEGATED = [
    "لا يصغي لأقوال ",  # the verb is denied, not the noun
    "لم يصل الوزير بعد ",
    "لن يقبل السكان ",
    "لا يوجد خبز، وبدأ ",  # a clause away
    "ليس سهلا. ثم جاء ",
    "بعد ",
    "كل ما يتعلق ب",
    "ملا ",
    "",
]


@pytest.mark.parametrize("before", NEGATED)
def test_a_noun_can_be_denied(before: str) -> None:
    assert is_negated(fold(before))


@pytest.mark.parametrize("before", NOT_NEGATED)
def test_a_denied_verb_does_not_deny_the_noun(before: str) -> None:
    assert not is_negated(fold(before))


# --- said of what --------------------------------------------------------------------------------

TARGETS = [
    ("إغلاق الميناء قبل المدرسة", "harbour"),
    ("المدرسة بعيدة وتقرر إغلاق الميناء", "harbour"),
    ("يوم المدرسة هو إغلاق في المرفأ", "harbour"),  # what follows a noun is its complement
    ("إغلاق المدرسة. والميناء مفتوح", "school"),
    ("إغلاق تام. والميناء مفتوح", ""),  # no target in its own sentence
    ("يرفض الميناء إغلاق المدرسة", "school"),  # the complement right behind, not whoever refuses
    ("يرفض الميناء إغلاق هذه المدرسة", "school"),
    ("المدرسة كبيرة، وبدأ إغلاق شامل في الميناء البعيد", "harbour"),  # its own clause first
    ("المدرسة كبيرة، وبدأ إغلاق شامل", "school"),  # then what was named before
    ("بدأ إغلاق شامل، والمدرسة كبيرة", "school"),
]


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_the_nearest_target_word_of_the_sentence_counts(
    text: str, target: str, frame: Frame
) -> None:
    found = frame_of(text, frame)
    assert found["target"].iloc[0] == target


#: An attribute of the made-up frame below: whom it names is not whom it is said of.
TIED = [
    ("جاءت المدرسة القريبة من الميناء أمس", "school"),
    ('جاءت "المدرسة" القريبة من الميناء أمس', "school"),
    ("جاءت المدرسة قريبة من الميناء أمس", ""),  # no attribute: it is not definite
    ("جاءت المدرسة كل قرية قريبة من الميناء", ""),  # an indefinite attribute of another noun
    ("جاءت السفن القريبة من الميناء أمس", ""),  # a noun that is no target
    ("جاءت المدرسة وذهبت السفن الكبيرة القريبة من الميناء", ""),
]


@pytest.mark.parametrize(("text", "target"), TIED)
def test_an_attribute_is_said_of_its_noun_not_of_whom_it_names(
    text: str, target: str, frame: Frame
) -> None:
    tied = frame.term[0].model_copy(
        update={"term": "قريب من", "forms": ("القريبة من الميناء", "قريبة من الميناء")}
    )
    found = frame_of(text, frame.model_copy(update={"term": (tied,)}))
    assert found["target"].iloc[0] == target


def test_a_noun_with_a_pronoun_belongs_to_what_was_named_before(frame: Frame) -> None:
    found = frame_of("المدرسة باقية رغم قرب إغلاقها قبالة الميناء", frame)
    assert found["target"].iloc[0] == "school"


# --- the whole table -----------------------------------------------------------------------------


def test_the_longest_term_of_an_axis_counts_once(frame: Frame) -> None:
    found = frame_of("بدأ إغلاق دائم للميناء.", frame)
    assert list(found["quote"]) == ["إغلاق دائم"]


def test_a_headline_printed_again_is_marked(texts: dict[str, str], frame: Frame) -> None:
    found = framing_table(texts, voices_table(texts, NO_VOICES, None, frame), frame)
    its = found[(found["article"] == "north_1") & (found["term"] == "إغلاق")]
    assert list(its["repeated"]) == ["no", "no", "yes"]


def test_counts_leave_out_what_is_printed_again(texts: dict[str, str], frame: Frame) -> None:
    found = framing_table(texts, voices_table(texts, NO_VOICES, None, frame), frame)
    counts = framing_counts(found, "voice", frame).set_index(["term", "article", "voice"])
    assert counts.loc[("إغلاق", "north_1", "narrator"), "uses"] == 2
    assert counts["uses"].sum() == (found["repeated"] == "no").sum()
    assert framing_counts(found.iloc[:0], "voice", frame).empty


def test_an_article_without_reviewed_reports_is_the_machines(
    texts: dict[str, str], voices: pd.DataFrame, frame: Frame
) -> None:
    found = framing_table(texts, voices, frame)
    assert found.groupby("article")["origin"].agg(set).to_dict() == {
        "north_1": {"reviewed"},
        "south_1": {"reviewed"},
        "south_2": {"machine"},
    }


def test_the_table_fits_its_schema(
    texts: dict[str, str], voices: pd.DataFrame, frame: Frame
) -> None:
    found = framing_table(texts, voices, frame)
    closed = frame.closed() | {"article": list(texts)}
    assert tables.check("03_framing", found, texts=texts, closed=closed) == []


@given(st.lists(st.sampled_from(["إغلاق", '"', "«", "»", "المغتصب", ".", "لا", "الميناء", "\n"])))
def test_any_run_of_words_and_marks_gives_spans_that_quote(frame: Frame, parts: list[str]) -> None:
    text = " ".join(parts)
    found = frame_of(text, frame)
    assert all(text[row.start : row.end] == row.quote for row in found.itertuples())
    assert len(found) == sum(part in ("إغلاق", "المغتصب") for part in parts)


# --- the seeds -----------------------------------------------------------------------------------

# One word, many targets: every use of احتلال in the seeds, read by hand.
OCCUPATION = {
    ("000_8a11570fac1b648f", 2112, "narrator", "US forces", "yes"),
    ("001_d206cd8af255dd83", 1618, "narrator", "ISIS", "no"),
    ("001_d206cd8af255dd83", 3080, "quoted", "US forces", "no"),
    ("001_d206cd8af255dd83", 3130, "quoted", "US forces", "no"),
    ("003_8fd323a46787b940", 1604, "narrator", "Israel", "no"),
    ("004_d0a881a33f63421c", 4067, "narrator", "Israel", "no"),
}


@pytest.fixture(scope="module")
def seeds_framing(seeds) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    voices = voices_table(seeds.texts, seeds.coding("voices"), None, seeds.frame)
    return framing_table(seeds.texts, voices, seeds.frame)


def test_the_seeds_occupation_is_told_apart_by_target(seeds_framing: pd.DataFrame) -> None:
    its = seeds_framing[seeds_framing["term"] == "احتلال"]
    columns = ["article", "start", "voice", "target", "negated"]
    assert set(its[columns].itertuples(index=False, name=None)) == OCCUPATION


def test_the_seeds_narrator_of_001_never_says_resistance_without_marks(
    seeds_framing: pd.DataFrame,
) -> None:
    its = seeds_framing[
        seeds_framing["term"].str.contains("المقاومة")
        & (seeds_framing["article"] == "001_d206cd8af255dd83")
    ]
    assert its["voice"].value_counts().to_dict() == {"scare quotes": 3, "quoted": 2}


def test_the_seeds_hard_words_of_001_are_all_quoted(seeds_framing: pd.DataFrame) -> None:
    hard = ["طرد", "غازٍ", "العدوان الصهيوني"]
    its = seeds_framing[seeds_framing["term"].isin(hard)]
    assert set(its["article"]) == {"001_d206cd8af255dd83"}
    assert set(its["voice"]) == {"quoted"}
