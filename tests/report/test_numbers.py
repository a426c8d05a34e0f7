"""Every number of the prose leads to the words behind it. Articles, rows and numbers are made up."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from helpers import tables
from helpers.report.evidence import read_citations
from helpers.report.numbers import Answer, Entry, answer, appendix, link
from helpers.report.page import for_paper, parse
from helpers.report.prose import ProseError

ARTICLES = ("aa_1", "bb_2")


def _figure(article: str, start: int, **cells: object) -> dict[str, object]:
    return {
        "article": article,
        "start": start,
        "end": start + 4,
        "quote": "خمسة",
        "kind": "count",
        "qualifier": "exact",
        "status": "read",
        "origin": "machine",
        **cells,
    }


MADE_UP: dict[str, pd.DataFrame] = {
    "02_figures": tables.as_frame(
        "02_figures",
        [_figure("aa_1", 10), _figure("aa_1", 30, kind="date"), _figure("bb_2", 10, kind="date")],
    ),
    "03_floor": pd.DataFrame(
        {
            "article": ["aa_1", "bb_2"],
            "actor_group": ["crew", "crew"],
            "quoted_words": [7, 9],
            "spans": ["aa_1:10-14 aa_1:30-34", ""],
        }
    ),
    "04_outlook": pd.DataFrame({"as_of": ["2020-01-01"], "scenario": ["S1"], "probability": [0.5]}),
    "04_matches": tables.as_frame(
        "04_matches",
        [
            {"as_of": day, "indicator": "tide", "table": "02_figures", "article": "aa_1",
             "start": 10, "end": 14, "quote": "خمسة", "source": "aa_1", "origin": "machine"}
            for day in ("2020-01-01", "2021-01-01")
        ],
    ),
    "outcomes": pd.DataFrame({"id": ["x"], "sources": ["https://a.example/1 https://b.example"]}),
    "03_reliability": pd.DataFrame({"variable": ["stance"], "matched": [9], "alpha": [0.8125]}),
}  # fmt: skip


def _table(name: str) -> pd.DataFrame:
    return MADE_UP[name]


def _number(shown: str, table: str, column: str = "", how: str = "count", **where: Any) -> str:
    asked = json.dumps({"table": table, "column": column, "how": how, "where": where})
    return f'<span class="n" data-from="x" data-asked="{html.escape(asked)}">{shown}</span>'


def _linked(*numbers: str) -> tuple[BeautifulSoup, list[Entry]]:
    tree = parse(f"<section><h1>One</h1><p>{' '.join(numbers)}</p></section>")
    return tree, link(tree, _table, ARTICLES)


def _first(tree: BeautifulSoup, css: str) -> Tag:
    found = tree.select_one(css)
    assert found is not None, css
    return found


# ---- What stands behind a number -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "where", "spans"),
    [
        ("02_figures", {"kind": "count"}, [("aa_1", 10, 14)]),
        ("02_figures", {"kind_not": "count"}, [("aa_1", 30, 34), ("bb_2", 10, 14)]),
        ("02_figures", {"kind": "money"}, []),
        ("03_floor", {"article": "aa_1"}, [("aa_1", 10, 14), ("aa_1", 30, 34)]),
        ("04_outlook", {"scenario": "S1"}, [("aa_1", 10, 14)]),  # only the findings of its day
    ],
)
def test_the_rows_are_asked_for_again(
    name: str, where: dict[str, Any], spans: list[tuple[str, int, int]]
) -> None:
    assert list(answer(name, where, _table).spans) == spans


def test_rows_without_characters_stand_on_articles_pages_or_themselves() -> None:
    assert answer("03_floor", {"article": "bb_2"}, _table).articles == ("bb_2",)
    pages = answer("outcomes", {"id": "x"}, _table)
    assert pages.addresses == ("https://a.example/1", "https://b.example")
    alone = answer("03_reliability", {}, _table)
    assert alone.cells == ("variable stance; matched 9; alpha 0.81",)
    assert pages.cells == ()


def test_a_question_that_no_table_can_answer_is_an_error() -> None:
    with pytest.raises(ProseError, match="02_figures has no column 'colour'"):
        answer("02_figures", {"colour": "red"}, _table)


# ---- Links ---------------------------------------------------------------------------------------


def test_a_number_on_one_span_leads_to_its_words_and_counts_as_a_citation() -> None:
    tree, entries = _linked(_number("one", "02_figures", kind="count"))
    number = _first(tree, "a.n")
    assert (number["href"], number["data-span"]) == ("#e-aa-10-14", "aa_1:10-14")
    assert entries == []
    assert list(read_citations(tree)) == [("aa_1", 10, 14)]


def test_a_number_on_one_article_leads_to_its_evidence() -> None:
    tree, entries = _linked(_number("9", "03_floor", article="bb_2"))
    assert _first(tree, "a.n")["href"] == "#evidence-bb"
    assert entries == []


def test_a_number_on_several_places_leads_to_the_list_of_them() -> None:
    tree, entries = _linked(_number("two", "02_figures", kind="date"))
    assert _first(tree, "a.n")["href"] == f"#{entries[0].anchor}"
    page = parse(str(appendix(entries, {("aa_1", 30, 34)}, ARTICLES)))
    assert _first(page, "li")["id"] == entries[0].anchor
    assert "02_figures: 2 rows where kind is date." in page.get_text()
    places = [(a["class"], a["href"]) for a in page.select(".places a")]
    assert places == [(["at"], "#e-aa-30-34"), (["off"], "#e-bb-10-14")]
    paper = parse(for_paper(str(page)))
    assert [a["href"] for a in paper.select(".places a")] == ["#e-aa-30-34"]
    assert paper.select(".places")[1].get_text() == "bb: 10"


def test_one_question_has_one_line_however_often_it_is_asked() -> None:
    one = _number("two", "02_figures", kind="date")
    tree, entries = _linked(one, _number("2", "02_figures", kind="date"), one)
    assert len({a["href"] for a in tree.select("a.n")}) == len(entries) == 1
    assert [a["id"] for a in tree.select("a.n")] == ["n1", "n2", "n3"]


def test_a_number_inside_a_link_or_without_a_table_stays_as_it_is() -> None:
    tree, entries = _linked(
        f'<a href="#x">{_number("one", "02_figures", kind="count")}</a>',
        _number("1 May", "settings.toml", "horizon"),
    )
    assert entries == []
    assert [tag.name for tag in tree.select(".n")] == ["span", "span"]
    assert not tree.select("[data-asked]")


def test_a_line_that_only_the_web_edition_uses_is_left_out_on_paper() -> None:
    number = _number("two", "02_figures", kind="date")
    tree = parse(f'<section><h1>A</h1><div class="screen-only">{number}</div></section>')
    entries = link(tree, _table, ARTICLES)
    page = str(appendix(entries, set(), ARTICLES))
    assert "<li" in page
    assert "<li" not in for_paper(page)


def test_a_long_list_is_printed_once() -> None:
    many = [_figure("aa_1", 10 * place) for place in range(20)]
    same = {"02_figures": tables.as_frame("02_figures", many)}
    tree = parse(
        "<section><h1>A</h1>"
        + _number("20", "02_figures")
        + _number("20", "02_figures", kind="count")
        + "</section>"
    )
    page = parse(str(appendix(link(tree, same.__getitem__, ARTICLES), set(), ARTICLES)))
    first, second = page.select("li")
    assert len(first.select(".places a")) == 20
    assert not second.select(".places a")
    assert "The same 20 places" in second.get_text()


@pytest.mark.parametrize(
    ("places", "printed", "more"), [(15, 15, ""), (16, 12, "4"), (40, 12, "28")]
)
def test_of_a_very_long_list_paper_has_the_first_places_and_the_web_edition_all(
    places: int, printed: int, more: str
) -> None:
    half = places // 2
    found = [("aa_1", n, n + 1) for n in range(half)]
    found += [("bb_2", n, n + 1) for n in range(places - half)]
    entry = Entry("w-1", str(places), "t", "q", Answer(places, tuple(found)), {"n1": "One"}, True)
    made = str(appendix([entry], set(found), ARTICLES))
    assert len(parse(made).select(".places a")) == places
    paper = parse(for_paper(made))
    assert len(paper.select(".places a")) == printed
    said = re.findall(
        r"and (\d+) more in the web edition\. Used", " ".join(paper.get_text().split())
    )
    assert said == ([more] if more else [])
