"""Reading Arabic text without losing the place; every Arabic string here is made up."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.arabic.text import (
    DIGITS,
    PROCLITICS,
    clauses,
    fold,
    furniture,
    normalise,
    paragraphs,
    quotations,
    sentences,
    strip_proclitics,
    to_western,
)

ARTICLES = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))

FOLDED = [
    ("أإآٱ", "اااا"),
    ("هُجُومًا", "هجوما"),
    ("العـــراق", "العراق"),
    ("مستشفى", "مستشفي"),
    ("قاعدة", "قاعده"),
    ("کیلو", "كيلو"),
    ("\u200fنص\u200f", "نص"),
    ("\ufeffنص\u2066", "نص"),
    ("ﺍﻟﻌﺮﺍﻕ", "العراق"),
    ("ﻻ", "لا"),
    ("٢٥ و۲۵", "25 و25"),
    ("3½ و12¹", "3½ و12¹"),
    ("١٢٫٥", "12٫5"),
    ("سؤال", "سؤال"),
    ("", ""),
]


@pytest.mark.parametrize(("raw", "folded"), FOLDED)
def test_a_text_folds_for_matching(raw: str, folded: str) -> None:
    assert normalise(raw).text == folded == fold(raw)


@pytest.mark.parametrize(
    ("raw", "found", "quote"),
    [
        ("كان هُجُوماً كبيرا", "هجوما", "هُجُوماً"),
        ("في العـــراق اليوم", "العراق", "العـــراق"),
        ("قال \u200fالوزير\u200f أمس", "الوزير", "الوزير"),
        ("ﻻ أحد", "لا", "ﻻ"),
    ],
)
def test_a_match_leads_back_to_the_raw_characters(raw: str, found: str, quote: str) -> None:
    copy = normalise(raw)
    start = copy.text.index(found)
    begin, end = copy.raw_span(start, start + len(found))
    assert raw[begin:end] == quote


@given(st.text())
def test_every_folded_position_has_a_place_in_the_raw_text(raw: str) -> None:
    copy = normalise(raw)
    assert len(copy.offsets) == len(copy.text) + 1
    assert list(copy.offsets) == sorted(copy.offsets)
    assert copy.offsets[-1] == len(raw)
    begin, end = copy.raw_span(0, len(copy.text))
    assert fold(raw[begin:end]) == copy.text


@given(st.text(), st.integers(-5, 50), st.integers(-5, 50))
def test_a_span_outside_the_text_moves_to_its_edges(raw: str, start: int, end: int) -> None:
    begin, stop = normalise(raw).raw_span(start, end)
    assert 0 <= begin <= stop <= len(raw)


@given(st.text())
def test_western_digits_keep_the_length(raw: str) -> None:
    assert len(to_western(raw)) == len(raw)


def test_all_ten_digits_of_both_scripts_are_known() -> None:
    assert to_western("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹") == "01234567890123456789"
    assert len(DIGITS) == 20


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("والعراق", ("وال", "عراق")),
        ("بنحو", ("ب", "نحو")),
        ("للمره", ("لل", "مره")),
        ("ولل", None),
        ("فبالمئه", ("فبال", "مئه")),
        ("كاول", ("ك", "اول")),
        ("نحو", None),
        ("و", None),
    ],
)
def test_particles_come_off_a_word(word: str, cut: tuple[str, str] | None) -> None:
    readings = strip_proclitics(word)
    assert readings[0] == ("", word)
    assert all(prefix + stem == word and prefix in PROCLITICS for prefix, stem in readings)
    assert (cut in readings) if cut else all(len(stem) >= 2 for _, stem in readings[1:])


MADE_UP_SENTENCES = [
    ("وصل الوفد. غادر الوزير.", ["وصل الوفد.", "غادر الوزير."]),
    ("هل وصل الوفد؟ نعم!", ["هل وصل الوفد؟", "نعم!"]),
    ("بلغ السعر 3.5 دولار أمس.", ["بلغ السعر 3.5 دولار أمس."]),
    ("توفي عام 49 ق.م. في روما", ["توفي عام 49 ق.م. في روما"]),
    ("قال د. سمير إنه موافق.", ["قال د. سمير إنه موافق."]),
    ("قال “نعم، وافقنا. سنبدأ” ثم غادر.", ["قال “نعم، وافقنا.", "سنبدأ” ثم غادر."]),
    ("قال: “انتهى.” ثم غادر", ["قال: “انتهى.”", "ثم غادر"]),
    ("بدأ العمل... ثم توقف", ["بدأ العمل... ثم توقف"]),
    ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
    ("● نقطة أولى\n- نقطة ثانية", ["نقطة أولى", "نقطة ثانية"]),
    ("وصل الوفد.وغادر الوزير", ["وصل الوفد.", "وغادر الوزير"]),
    ("زوروا www.site.com غدا", ["زوروا www.site.com غدا"]),
    ("-5 درجات اليوم", ["-5 درجات اليوم"]),
    ("   \n \n", []),
    ("", []),
]


@pytest.mark.parametrize(("raw", "expected"), MADE_UP_SENTENCES)
def test_sentences_end_at_stops_and_lines(raw: str, expected: list[str]) -> None:
    assert [raw[start:end] for start, end in sentences(raw)] == expected


def test_clauses_end_at_commas_but_not_inside_numbers() -> None:
    raw = "بلغ السعر 1,5 دولار، ثم ارتفع؛ وقال: الساعة 6:30 موعدنا"
    parts = ["بلغ السعر 1,5 دولار", "ثم ارتفع", "وقال", "الساعة 6:30 موعدنا"]
    assert [raw[start:end] for start, end in clauses(raw)] == parts


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    raw = " أول \n\n\t\nثان\r\nثالث"
    assert [raw[start:end] for start, end in paragraphs(raw)] == ["أول", "ثان", "ثالث"]


@given(st.text(alphabet=st.sampled_from(list('اب ج.؟!…\n"“”«»()*-●1٫,،')), max_size=60))
def test_spans_cover_every_word_once_and_in_order(raw: str) -> None:
    for cut in (paragraphs, sentences, clauses):
        spans = cut(raw)
        assert all(0 <= start < end <= len(raw) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = "".join(raw[start:end] for start, end in sentences(raw))
    assert [char for char in covered if char.isalpha()] == [char for char in raw if char.isalpha()]


MADE_UP_QUOTATIONS = [
    ("قال “نعم” ثم غادر", [("نعم", "“”", True)]),
    ('قال "نعم" ثم "لا"', [("نعم", '""', True), ("لا", '""', True)]),
    ("قال «نعم» ثم غادر", [("نعم", "«»", True)]),
    ("قال ‘نعم’ ثم غادر", [("نعم", "‘’", True)]),
    ("قال „نعم“ ثم غادر", [("نعم", "„“", True)]),
    ("قال ”نعم“ ثم غادر", [("نعم", "”“", True)]),
    ("قال «قال لي “نعم” أمس»", [("قال لي “نعم” أمس", "«»", True), ("نعم", "“”", True)]),
    ("قال «نعم\nفقرة أخرى»", [("نعم", "«»", False)]),
    ("قال “نعم ثم «لا” وغادر", [("نعم ثم «لا", "“”", True), ("لا", "«»", False)]),
    ("O’Brien قال", []),
    ('طوله 5" فقط', []),
    ("لا اقتباس هنا", []),
]


@pytest.mark.parametrize(("raw", "expected"), MADE_UP_QUOTATIONS)
def test_quotations_in_every_style(raw: str, expected: list[tuple[str, str, bool]]) -> None:
    found = [
        (raw[quote.inner_start : quote.inner_end], quote.style, quote.closed)
        for quote in quotations(raw)
    ]
    assert found == expected


@given(st.text(alphabet=st.sampled_from(list("اب \n\"“”«»‘’„‹›'")), max_size=60))
def test_quotations_stay_in_their_paragraph(raw: str) -> None:
    for quote in quotations(raw):
        assert quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(raw)
        assert "\n" not in raw[quote.start : quote.end]
        assert quote.closed == (quote.end == quote.inner_end + 1)


MADE_UP_FURNITURE = [
    ("بدء **مبادرات** جديدة", [("**مبادرات**", "markdown")]),
    ("منذ [عام 2003](#) فقط", [("[عام 2003](#)", "markdown")]),
    ("# عنوان\nنص", [("#", "markdown")]),
    ("[ad_1]\nنص", [("[ad_1]", "posting residue")]),
    ("نص\nص 02\nنص", [("ص 02", "page mark")]),
    ("نص\nيتبع\nالجزء:\nنص", [("يتبع\nالجزء:", "page mark")]),
    ("نص<br>نص&nbsp;", [("<br>", "markup"), ("&nbsp;", "markup")]),
    ("للنشر اضغط هنا", [("للنشر اضغط هنا", "site notice")]),
    ("نص\nالمصدر:", [("المصدر:", "empty source")]),
    ("المصدر: وكالة", []),
    ("صرح الوزير 12 مرة", []),
    ("العدد # 5 والقسم [3] وضرب 2*3*4", []),
    ("", []),
]


@pytest.mark.parametrize(("raw", "expected"), MADE_UP_FURNITURE)
def test_furniture_of_page_and_site(raw: str, expected: list[tuple[str, str]]) -> None:
    assert [(raw[piece.start : piece.end], piece.kind) for piece in furniture(raw)] == expected


def test_a_line_that_repeats_is_furniture_from_the_second_time_on() -> None:
    line = "وصل الوفد الكبير إلى المدينة صباحا"
    raw = f"{line}\nنص آخر\n{line}\nنص آخر"
    assert [(piece.start, piece.kind) for piece in furniture(raw)] == [
        (raw.rindex(line), "repeated block")
    ]


def test_the_seed_articles_show_their_known_furniture() -> None:
    kinds = {
        (path.stem[:3], piece.kind)
        for path in ARTICLES
        for piece in furniture(path.read_text("utf-8"))
    }
    assert {("003", "markdown"), ("003", "page mark"), ("004", "posting residue")} <= kinds
    assert {("001", "repeated block"), ("004", "empty source")} <= kinds
    assert not {kind for article, kind in kinds if article == "000"}


@pytest.mark.parametrize(
    "unit", [".", "«", "*", "[", "… ", " ", '"', "<a", "يتبع ", "ً", "“«‘", "\n"]
)
def test_no_run_of_marks_takes_runaway_time(unit: str) -> None:
    raw = unit * 60_000
    start = time.perf_counter()
    for read in (normalise, sentences, clauses, quotations, furniture):
        read(raw)
    assert time.perf_counter() - start < 4


def test_a_mark_behind_a_drawn_out_particle_opens_a_quotation() -> None:
    text = 'وصف الخطة بـ"الواضحة" أمس'  # made up
    assert [text[q.inner_start : q.inner_end] for q in quotations(text)] == ["الواضحة"]
