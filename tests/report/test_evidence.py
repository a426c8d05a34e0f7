"""Evidence pages. Articles, codes and Arabic sentences are made up for these tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.frame import Frame
from helpers.report.evidence import (
    SHORT,
    Citation,
    Place,
    appendix,
    codes,
    number_citations,
    read_citations,
)
from helpers.report.page import for_paper, parse

#: Made up.
TEXT = (
    "قال الوزير إن نحو 300 عامل غادروا المصنع. وأضاف أن الإغلاق سيتم في مارس 2031.\nلم يعلق المدير."
)
TEXTS = {"aa_1": TEXT, "bb_2": "سطر <b>واحد</b> فقط."}
COUNT = (TEXT.index("نحو 300 عامل"), TEXT.index(" غادروا"))
CLAIM = (COUNT[0], TEXT.index(". وأضاف"))
DATE = (TEXT.index("مارس"), TEXT.index("\n") - 1)


def _cited(
    *spans: tuple[int, int], article: str = "aa_1", gloss: str = ""
) -> dict[Place, list[Citation]]:
    return {(article, *span): [Citation("k1", "1. One", gloss)] for span in spans}


def _tree(html: object) -> BeautifulSoup:
    return parse(str(html))


def _mark(tree: BeautifulSoup, anchor: str) -> Tag:
    found = tree.find(id=anchor)
    assert isinstance(found, Tag), anchor
    assert found.name == "mark"
    return found


def _figure(**cells: object) -> Mapping[str, Any]:
    start, end = COUNT
    row = {
        "article": "aa_1",
        "start": start,
        "end": end,
        "quote": TEXT[start:end],
        "kind": "count",
        "low": 300,
        "high": 300,
        "unit": "worker",
        "qualifier": "about",
        "status": "read",
        "speaker": "the minister",
        "source": "aa_1",
        "gloss": "about 300 workers",
        "origin": "reviewed",
    }
    return {**row, **cells}


def _coded(*rows: Mapping[str, Any], name: str = "02_figures") -> dict[Place, list[Any]]:
    return codes({name: tables.as_frame(name, rows)}, labels={"aa_1": "aa"})


def test_a_citation_lands_on_its_own_words_in_their_sentence() -> None:
    tree = _tree(appendix(_cited(COUNT), TEXTS, {}))
    mark = _mark(tree, f"e-aa-{COUNT[0]}-{COUNT[1]}")
    assert mark.get_text() == "نحو 300 عامل"
    sentence = mark.find_parent("blockquote")
    assert sentence is not None
    assert sentence.get_text() == "قال الوزير إن نحو 300 عامل غادروا المصنع."
    assert (sentence["lang"], sentence["dir"]) == ("ar", "rtl")


def test_spans_of_one_sentence_share_it_and_inner_ones_stand_in_outer_ones() -> None:
    tree = _tree(appendix(_cited(COUNT, CLAIM, DATE), TEXTS, {}))
    assert len(tree.select(".passage")) == 2
    outer = _mark(tree, f"e-aa-{CLAIM[0]}-{CLAIM[1]}")
    inner = _mark(tree, f"e-aa-{COUNT[0]}-{COUNT[1]}")
    assert outer in inner.parents
    assert outer.get_text() == TEXT[slice(*CLAIM)]


def test_a_span_across_two_sentences_shows_both() -> None:
    span = (TEXT.index("غادروا"), TEXT.index("الإغلاق"))
    tree = _tree(appendix(_cited(span), TEXTS, {}))
    assert tree.select_one("blockquote").get_text() == TEXT[: TEXT.index("\n")]  # type: ignore[union-attr]


def test_crossing_spans_are_both_marked_whole() -> None:
    one, two = (4, 20), (10, 30)
    tree = _tree(appendix(_cited(one, two), TEXTS, {}))
    assert _mark(tree, "e-aa-4-20").get_text() == TEXT[4:20]
    assert TEXT[10:30].startswith(_mark(tree, "e-aa-10-30").get_text())
    assert tree.select_one("blockquote").get_text() == TEXT[:41]  # type: ignore[union-attr]


SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 25)).map(
        lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@settings(max_examples=150, deadline=None)
@given(SPANS)
def test_any_spans_keep_the_text_and_have_one_anchor_each(spans: list[tuple[int, int]]) -> None:
    tree = _tree(appendix(_cited(*spans), TEXTS, {}, full_text=True))
    shown = " ".join(block.get_text() for block in tree.select("article")[0].select("blockquote"))
    assert shown.split() == TEXT.split()
    for start, end in spans:
        found = tree.find_all(id=f"e-aa-{start}-{end}")
        assert len(found) == 1
        part = " ".join(found[0].get_text().split())
        assert " ".join(TEXT[start:end].split()).startswith(part)


def test_a_code_is_told_in_words_with_voice_origin_and_row() -> None:
    tree = _tree(appendix(_cited(COUNT), TEXTS, _coded(_figure())))
    note = " ".join(tree.select_one("ol.codes li").get_text().split())  # type: ignore[union-attr]
    assert note == (
        f"aa:{COUNT[0]}–{COUNT[1]} “about 300 workers” count: about 300 (worker); the minister; "
        "origin: the article itself [02_figures, line 2, reviewed] Cited: 1. One"
    )


WORDINGS = [
    (
        _figure(
            low=None,
            high=None,
            kind="date",
            date="2031-03",
            unit="",
            event="closure",
            relation="in",
        ),
        "date: about 2031-03 in closure",
    ),
    (
        _figure(kind="share", low=0.5, high=1.0, qualifier="vague", unit="worker"),
        "share: vaguely 50%–100% (worker)",
    ),
    (
        _figure(low=20, high=99, qualifier="exact", holder="the plant"),
        "count: 20–99 (worker), of the plant",
    ),
    (_figure(low=None, high=None, status="ambiguous"), "count: can be read two ways (worker)"),
]


@pytest.mark.parametrize(("row", "expected"), WORDINGS)
def test_figures_are_worded(row: Mapping[str, Any], expected: str) -> None:
    (found,) = _coded(row).values()
    assert found[0].what == expected


STATEMENT = {
    "article": "aa_1",
    "start": CLAIM[0],
    "end": CLAIM[1],
    "quote": TEXT[slice(*CLAIM)],
    "voice": "author",
    "voice_group": "outlet",
    "mode": "own",
    "proposition": "closure",
    "stance": -1,
    "strength": "hedged",
    "source": "aa_1",
    "origin": "machine",
}


def test_statements_are_worded_and_say_who_read_them() -> None:
    (found,) = _coded(STATEMENT, name="03_statements").values()
    assert found[0].what == "statement: denies “closure” (own, hedged)"
    assert found[0].voice == "the outlet itself"
    assert found[0].row == "03_statements, line 2"
    assert found[0].origin == "machine"


def test_coded_spans_that_nobody_cites_are_there_but_not_on_paper() -> None:
    coded = {**_coded(_figure()), **_coded(STATEMENT, name="03_statements")}
    tree = _tree(appendix(_cited(COUNT), TEXTS, coded))
    assert "quiet" in (_mark(tree, f"e-aa-{CLAIM[0]}-{CLAIM[1]}").get("class") or [])
    assert "quiet" not in (_mark(tree, f"e-aa-{COUNT[0]}-{COUNT[1]}").get("class") or [])
    assert len(tree.select("li.uncited")) == 1
    alone = _tree(appendix({}, TEXTS, coded))
    assert [passage["class"] for passage in alone.select(".passage")] == [["passage", "uncited"]]


def test_an_origin_that_is_another_article_is_given_by_its_label() -> None:
    rows = tables.as_frame("02_figures", [_figure(source="bb_2")])
    (found,) = codes({"02_figures": rows}, labels={"bb_2": "bb"}).values()
    assert found[0].source == "bb"


def test_paper_is_spared_what_nobody_cites() -> None:
    coded = {**_coded(_figure()), **_coded(STATEMENT, name="03_statements")}
    some, none = str(appendix(_cited(COUNT), TEXTS, coded)), str(appendix({}, TEXTS, coded))
    assert len(_tree(some).select("li")) == 2
    assert [li.get_text()[:5] for li in _tree(for_paper(some)).select("li")] == [f"aa:{COUNT[0]}"]
    assert "<li" not in for_paper(none)
    assert for_paper(some).count("<div") == for_paper(some).count("</div")
    assert for_paper(some).count("<mark") == for_paper(some).count("</mark") == 1


def test_words_without_a_code_say_so() -> None:
    tree = _tree(appendix(_cited(DATE), TEXTS, {}))
    assert "cited, not coded" in tree.get_text()


def test_a_framing_term_has_the_english_of_its_dictionary_form_and_other_words_say_no_gloss() -> (
    None
):
    frame = Frame.model_validate(
        {
            "topic": {"title": "T", "question": "Q?", "version": "0"},
            "group": [{"id": "g", "label": "g"}],
            "voice_group": [{"id": "v", "label": "v"}],
            "proposition": [{"id": "p", "label": "p", "text": "p."}],
            "axis": [{"id": "end", "label": "How the end is worded"}],
            "term": [{"axis": "end", "term": "إغلاق", "gloss": "closure", "forms": ["إغلاق"]}],
        }
    )
    row = {"article": "aa_1", "start": 0, "end": 3, "quote": TEXT[:3], "axis": "end"}
    rows = pd.DataFrame([{**row, "term": "إغلاق"}, {**row, "term": "وقف", "start": 4, "end": 10}])
    coded = codes({"03_framing": rows}, frame)
    tree = _tree(appendix(_cited((0, 3), (4, 10)), TEXTS, coded))
    first, second = tree.select("ol.codes > li")
    assert "“closure”" in first.get_text()
    assert "no gloss" in second.get_text()


def _gloss(tree: BeautifulSoup) -> str:
    found = tree.select_one("ol.codes .gloss")
    return found.get_text() if found else ""


def test_words_without_a_code_have_the_english_that_the_text_gives_with_them() -> None:
    tree = parse(
        f'<p><a class="cite" href="#" data-gloss="in &quot;March&quot;\n &lt;2031&gt;" '
        f'data-span="aa_1:{DATE[0]}-{DATE[1]}">a</a></p>'
    )
    assert _gloss(_tree(appendix(read_citations(tree), TEXTS, {}))) == '“in "March" <2031>”'


def test_the_english_of_a_code_goes_before_that_of_the_text() -> None:
    cited = _cited(COUNT, gloss="three hundred or so")
    assert _gloss(_tree(appendix(cited, TEXTS, _coded(_figure())))) == "“about 300 workers”"
    assert _gloss(_tree(appendix(cited, TEXTS, _coded(_figure(gloss=""))))) == (
        "“three hundred or so”"
    )


def test_a_forecast_is_a_code_and_what_it_says_is_its_english() -> None:
    row = {
        "article": "aa_1",
        "start": CLAIM[0],
        "end": CLAIM[1],
        "quote": TEXT[slice(*CLAIM)],
        "forecaster": "author",
        "own": "own",
        "says": "The plant closes",
        "horizon": "2031-03",
        "outcome": "It closed.",
        "verdict": "borne out",
        "source": "aa_1",
    }
    coded = _coded(row, name="04_forecasts")
    (found,) = coded.values()
    assert found[0].what == "forecast: own, for: 2031-03; borne out"
    assert found[0].voice == "the outlet itself"
    tree = _tree(appendix(_cited(CLAIM), TEXTS, coded))
    assert _gloss(tree) == "“The plant closes”"
    assert "not coded" not in tree.get_text()


def test_beside_cited_words_paper_has_no_marks_of_what_only_the_web_cites() -> None:
    coded = {**_coded(_figure()), **_coded(STATEMENT, name="03_statements")}
    for span in (COUNT, CLAIM):
        html = str(appendix(_cited(span), TEXTS, coded))
        whole, paper = _tree(html), _tree(for_paper(html))
        assert len(whole.select("mark")) == 2
        assert [mark["id"] for mark in paper.select("mark")] == [f"e-aa-{span[0]}-{span[1]}"]
        assert paper.select_one("mark").get_text() == TEXT[slice(*span)]  # type: ignore[union-attr]
        assert paper.blockquote.get_text() == whole.blockquote.get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize(("times", "short"), [(1, True), (SHORT, False)])
def test_a_passage_of_few_lines_stays_on_one_page(times: int, short: bool) -> None:
    rows = [_figure(unit=f"worker {number}") for number in range(times)]
    passage = _tree(appendix(_cited(COUNT), TEXTS, _coded(*rows))).select_one(".passage")
    assert passage is not None
    assert ("short" in passage["class"]) == short


def test_articles_are_excerpts_unless_the_full_text_is_asked_for() -> None:
    assert "لم يعلق المدير" not in str(appendix(_cited(COUNT), TEXTS, {}))
    assert "لم يعلق المدير" in str(appendix(_cited(COUNT), TEXTS, {}, full_text=True))


def test_markup_and_control_characters_of_an_article_are_text() -> None:
    texts = {"bb_2": "سطر <b>واحد</b> & \x07فقط\u202e."}
    source = {"article": "bb_2", "outlet": "<i>x</i>", "title": "<script>1</script>"}
    html = str(appendix(_cited((0, 20), article="bb_2"), texts, {}, [source]))
    assert "<b>" not in html
    assert "<script" not in html
    assert "<i>" not in html
    assert "\x07" not in html
    assert "\u202e" not in html
    assert "سطر &lt;b&gt;واحد&lt;/b&gt;" in html


@pytest.mark.parametrize("place", [("aa_1", 0, 10_000), ("zz", 0, 3), ("aa_1", 5, 5)])
def test_a_citation_of_nothing_is_an_error_that_names_it(place: Place) -> None:
    with pytest.raises(ValueError, match=rf"got {place[0]}:{place[1]}-{place[2]}; mend"):
        appendix({place: [Citation("k1", "x")]}, TEXTS, {})


def test_citations_are_numbered_and_found_with_their_chapter() -> None:
    tree = parse(
        '<section id="s"><h1>1. One</h1><a class="cite" href="#e-aa-1-2" data-span="aa_1:1-2">a</a>'
        '</section><section><h1>2. Two</h1><a class="cite" data-span="aa_1:1-2" href="#">b</a>'
        '<a class="cite" data-span="broken" href="#">c</a></section>'
    )
    number_citations(tree)
    assert read_citations(tree) == {
        ("aa_1", 1, 2): [Citation("k1", "1. One"), Citation("k2", "2. Two")]
    }


def test_the_evidence_leads_back_once_a_chapter() -> None:
    places = [("k1", "1. One"), ("k2", "1. One"), ("k5", "2. Two")]
    cited = {("aa_1", *COUNT): [Citation(*place) for place in places]}
    tree = _tree(appendix(cited, TEXTS, {}))
    assert [str(a["href"]) for a in tree.select(".back a")] == ["#k1", "#k5"]


def test_a_topic_without_codes_or_citations_has_no_evidence() -> None:
    assert str(appendix({}, TEXTS, {})).strip() == ""


def test_words_that_only_the_web_edition_cites_are_there_but_not_on_paper() -> None:
    tree = parse(
        '<section><h1>1. One</h1><div class="screen-only"><a class="cite" href="#" '
        f'data-span="aa_1:{DATE[0]}-{DATE[1]}">a</a></div></section>'
    )
    cited = read_citations(tree)
    assert cited == {("aa_1", *DATE): [Citation("", "1. One", on_paper=False)]}
    (passage,) = _tree(appendix(cited, TEXTS, {})).select(".passage")
    assert passage["class"] == ["passage", "uncited"]
