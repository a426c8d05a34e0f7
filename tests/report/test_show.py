"""Tables, charts and citations as set by `helpers.report.show`.

Provenance: every article, quotation and number here is made up.
"""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from helpers.report import show

MADE_UP = pd.DataFrame(
    {
        "article": ["aa_1", "aa_1", "bb_2"],
        "start": pd.Series([3, 40, 7], dtype="Int64"),
        "end": pd.Series([12, 55, 30], dtype="Int64"),
        "quote": ["خمسون قاربا في الميناء", "2500 قارب", "نصف القوارب (12)"],
        "gloss": [
            "fifty boats <in> the port",
            "2500 boats & more",
            "half of «القوارب الجديدة» today",
        ],
        "low": pd.Series([50, 2500, pd.NA], dtype="Float64"),
        "share": pd.Series([0.5, 0.004, pd.NA], dtype="Float64"),
        "count": pd.Series([1, 12345, pd.NA], dtype="Int64"),
    }
)
COLUMNS = {"quote": "Words", "gloss": "In English", "low": "Value"}


@pytest.fixture(autouse=True)
def _no_labels_left() -> None:
    show.label_articles([])


def soup(piece: show.Html) -> BeautifulSoup:
    return BeautifulSoup(piece.html, "html.parser")


def cells(piece: show.Html, column: int) -> list[Tag]:
    return [row.find_all(["td", "th"])[column] for row in soup(piece).select("tbody tr")]


# ---- Labels and links


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["001_ab", "002_cd"], ["001", "002"]),
        (["x_1", "x_2", "y_1"], ["x_1", "x_2", "y"]),  # a repeated head would name two articles
        (["x", "x_1"], ["x", "x_1"]),
        (["plain"], ["plain"]),
        (["_odd"], ["_odd"]),
        ([], []),
    ],
)
def test_short_labels_are_heads_that_name_one_article(ids: list[str], expected: list[str]) -> None:
    assert list(show.short_labels(ids).values()) == expected


@given(st.lists(st.text("ab_", min_size=1, max_size=4), unique=True))
def test_no_two_articles_share_a_label(ids: list[str]) -> None:
    labels = show.short_labels(ids)
    assert len(set(labels.values())) == len(ids)


def test_a_citation_leads_to_the_words_and_names_its_span() -> None:
    link = soup(show.cite("001_ab", 3345, 3390)).a
    assert link is not None
    assert link.attrs == {
        "class": ["cite"],
        "href": "#e-001-3345-3390",
        "data-span": "001_ab:3345-3390",
    }
    assert link.text == "001:3345"


def test_labels_once_said_hold_for_every_citation() -> None:
    show.label_articles(["x_1", "x_2"])
    assert 'href="#e-x_1-0-5"' in str(show.cite("x_1", 0, 5))
    assert ">x_1:0<" in str(show.cite("x_1", 0, 5))


def test_an_article_name_with_spaces_and_marks_makes_a_link_that_can_be_followed() -> None:
    link = soup(show.cite('مقال <1> "b"', 1, 2)).a
    assert link is not None
    assert not re.search(r'[\s<>"]', str(link["href"]))
    assert link["data-span"] == 'مقال <1> "b":1-2'
    assert not re.search(r"[\s<>\"]", show.anchor('مقال <1> "b"', 1, 2))


def test_spans_become_links_in_their_order() -> None:
    links = soup(show.spans("001_a:3-9 002_b:10-20  001_a:30-31")).find_all("a")
    assert [link["data-span"] for link in links] == ["001_a:3-9", "002_b:10-20", "001_a:30-31"]
    assert str(show.spans("")) == ""


@pytest.mark.parametrize("cell", ["001_a", "001_a:3", "001_a:3-9,", "001_a:3-9 and more"])
def test_a_cell_that_is_not_spans_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="expected spans such as 001_ab:10-20"):
        show.spans(cell)


# ---- Numbers and text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2500, "2500"),
        (10_000, "10,000"),
        (103_700_000.0, "103,700,000"),
        (0.5, "0.5"),
        (1 / 3, "0.33"),
        (-3, "−3"),
        (100, "100"),
        (0, "0"),
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
    ],
)
def test_numbers_as_readers_write_them(value: object, expected: str) -> None:
    assert show.number(value) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("a\x00b\x1b[0m", "a\\x00b\\x1b[0m"),
        ("\u202eكلام", "\\u202eكلام"),  # an override would turn the rest of the line
        ("one\n\n two", "one<br> two"),
        ("tab\tstays", "tab\tstays"),
        (None, ""),
    ],
)
def test_untrusted_text_comes_out_as_text(raw: object, expected: str) -> None:
    assert show.text(raw) == expected


@given(st.text())
def test_no_text_can_open_a_tag(raw: str) -> None:
    assert set(re.findall(r"<[^>]*>?", show.text(raw))) <= {"<br>"}


# ---- Tables


def test_a_table_has_caption_heads_with_scope_and_no_style_of_its_own() -> None:
    made = show.table(MADE_UP, COLUMNS, "Table 2.1 — Made-up boats")
    page = soup(made)
    table = page.table
    assert table is not None
    assert table["id"] == "table-2-1"
    assert page.caption is not None
    assert page.caption.text == "Table 2.1 — Made-up boats"
    assert [th.text for th in page.select("thead th[scope=col]")] == list(COLUMNS.values())
    assert page.find("style") is None
    assert "gt_" not in made.html
    assert "style=" not in made.html
    box = page.div
    assert box is not None
    assert (box["tabindex"], box["aria-label"]) == ("0", "Table 2.1 — Made-up boats")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Table 2.1 — Boats", "table-2-1"),
        ("Table 1.4. When each boat left.", "table-1-4"),
        ("Chart A.2: boats", "chart-a-2"),
        ("Table of boats 2.1", None),
        ("Boats of table 2.1", None),
    ],
)
def test_only_a_numbered_caption_can_be_linked_to(caption: str, expected: str | None) -> None:
    found = soup(show.table(MADE_UP, COLUMNS, caption)).table
    assert found is not None
    assert found.get("id") == expected


def test_arabic_cells_carry_language_and_direction_whole() -> None:
    for cell in cells(show.table(MADE_UP, COLUMNS, "x"), 0):
        assert (cell["lang"], cell["dir"], cell["class"]) == ("ar", "rtl", ["ar"])


def test_arabic_words_inside_english_are_marked_and_nothing_else_is() -> None:
    glosses = cells(show.table(MADE_UP, COLUMNS, "x"), 1)
    assert all("lang" not in cell.attrs for cell in glosses)
    inside = glosses[2].find("span")
    assert isinstance(inside, Tag)
    assert (inside.text, inside["lang"], inside["dir"]) == ("القوارب الجديدة", "ar", "rtl")
    assert glosses[2].text == "half of «القوارب الجديدة» today"


def test_the_direction_of_a_column_can_be_said() -> None:
    made = show.table(MADE_UP, COLUMNS, "x", rtl=["gloss"])
    assert "dir" not in cells(made, 0)[0].attrs
    assert cells(made, 1)[0]["dir"] == "rtl"
    assert "lang" not in cells(made, 1)[0].attrs  # right to left as asked, but no Arabic in it


def test_a_quotation_carries_the_link_to_its_characters() -> None:
    links = soup(show.table(MADE_UP, COLUMNS, "x")).select("td.ar a.cite")
    assert [link["data-span"] for link in links] == ["aa_1:3-12", "aa_1:40-55", "bb_2:7-30"]
    assert {link["dir"] for link in links} == {"ltr"}


def test_both_sides_of_a_conflict_carry_their_own_link() -> None:
    made_up = pd.DataFrame(
        {
            "a_article": ["aa_1"], "a_start": [1], "a_end": [4], "a_quote": ["مئة"],
            "b_article": ["bb_2"], "b_start": [5], "b_end": [9], "b_quote": ["مئتان"],
        }
    )  # fmt: skip
    links = soup(show.table(made_up, {"a_quote": "One", "b_quote": "Two"}, "x")).select("a.cite")
    assert [link["data-span"] for link in links] == ["aa_1:1-4", "bb_2:5-9"]


def test_a_quotation_without_a_span_stands_alone() -> None:
    made = show.table(MADE_UP[["quote", "gloss"]], {"quote": "Words"}, "x")
    assert soup(made).select("a") == []


def test_a_citation_can_be_a_column() -> None:
    made = show.table(MADE_UP, {"article": "Article", "cite": "Where"}, "x")
    assert [cell.text for cell in cells(made, 0)] == ["aa", "aa", "bb"]
    assert [cell.text for cell in cells(made, 1)] == ["aa:3", "aa:40", "bb:7"]


def test_numbers_stand_right_and_missing_ones_are_empty() -> None:
    columns = {"count": "n", "share": "Share", "low": "Value"}
    made = show.table(MADE_UP, columns, "x", formats={"share": "percent"})
    assert [[c.text for c in cells(made, i)] for i in range(3)] == [
        ["1", "12,345", ""],
        ["50%", "under 1%", ""],
        ["50", "2500", ""],
    ]
    assert {tuple(cell["class"]) for cell in soup(made).select("td, th")} == {("num",)}


def test_markup_in_cells_headings_and_captions_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    frame = pd.DataFrame({evil: [evil], "g": [evil]})
    made = soup(show.table(frame, {evil: evil}, evil, group="g", note=evil))
    assert made.find("img") is None
    assert made.text.count(evil) == 5  # caption, heading, group, cell, note
    assert cells(show.table(frame, {evil: "x"}, "x"), 0)[0].text == evil


def test_groups_head_their_rows_by_short_label() -> None:
    made = soup(show.table(MADE_UP, COLUMNS, "x", group="article"))
    assert [th.text for th in made.select("tr.group th")] == ["aa", "bb"]
    assert len(made.select("tbody tr")) == 5


def test_row_heads_are_heads() -> None:
    made = soup(show.table(MADE_UP, {"low": "Value", "gloss": "English"}, "x", head="gloss"))
    assert [th["scope"] for th in made.select("tbody th")] == ["row"] * 3
    assert [th.text for th in made.select("thead th")] == ["English", "Value"]


def test_long_tables_say_so_and_an_empty_one_says_none() -> None:
    long = pd.concat([MADE_UP] * 10)
    assert 'class="long"' in show.table(long, COLUMNS, "x").html
    empty = soup(show.table(MADE_UP.head(0), COLUMNS, "x"))
    assert [cell.text for cell in empty.select("td")] == ["none"]
    assert empty.select("td")[0]["colspan"] == "3"


def test_a_short_table_of_tall_cells_may_break_too() -> None:
    """Ten rows that cannot stand on one page must not be kept together."""
    tall = pd.DataFrame({"words": ["made up " * 60] * 10, "more": ["x"] * 10})
    columns = {"words": "Words", "more": "More"}
    assert 'class="long"' in show.table(tall, columns, "x", widths={"words": 30}).html
    assert 'class="short"' in show.table(tall.head(2), columns, "x").html


def test_widths_go_to_their_columns() -> None:
    made = soup(show.table(MADE_UP, COLUMNS, "x", widths={"gloss": 40}))
    assert [col.get("style") for col in made.select("col")] == [None, "width:40%", None]


def test_an_unknown_column_or_format_is_named() -> None:
    with pytest.raises(KeyError, match="no column boats; the table has article"):
        show.table(MADE_UP, {"boats": "Boats"}, "x")
    with pytest.raises(ValueError, match="expected a format among text, number"):
        show.table(MADE_UP, COLUMNS, "x", formats={"low": "pounds"})


def test_the_same_table_gives_the_same_bytes() -> None:
    made = [show.table(MADE_UP, COLUMNS, "x", group="article").html for _ in range(2)]
    assert made[0] == made[1]


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=25, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=3))
def test_every_cell_reads_back_as_its_own_text(texts: list[str]) -> None:
    made = show.table(pd.DataFrame({"said": texts}), {"said": "Said"}, "x", rtl=[])
    shown = [cell.get_text().strip() for cell in cells(made, 0)]
    assert shown == [
        soup(show.Html(f"<p>{show.text(raw)}</p>")).get_text().strip() for raw in texts
    ]


# ---- Charts and closing lines


def test_a_chart_is_one_image_with_alternative_text_and_caption() -> None:
    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "قوارب")
    made = show.chart(figure, "Chart 2.1 — Made-up boats.", 'Bars. "Half" <are> boats.')
    page = soup(made)
    assert page.figure is not None
    assert (page.figure["class"], page.figure["id"]) == (["chart"], "chart-2-1")
    assert page.img is not None
    assert page.img["alt"] == 'Bars. "Half" <are> boats.'
    assert page.figcaption is not None
    assert page.figcaption.text == "Chart 2.1 — Made-up boats."
    kind, data = str(page.img["src"]).split(",")
    assert kind == "data:image/svg+xml;base64"
    root = ET.fromstring(base64.b64decode(data))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_the_finding_of_a_chart_stands_over_it_as_text_and_the_rest_under_it() -> None:
    words = show.Caption("Chart 2.1", "Made-up boats <sink>.", "n = 3 boats.")
    assert words == "Chart 2.1 — Made-up boats <sink>. n = 3 boats."
    page = soup(show.chart(Figure(figsize=(2, 1)), words, "Bars."))
    assert page.figure is not None
    parts = [(tag.name, tag.get_text()) for tag in page.figure.find_all(["p", "img", "figcaption"])]
    assert parts == [
        ("p", "Chart 2.1 Made-up boats <sink>."),
        ("img", ""),
        ("figcaption", "n = 3 boats."),
    ]
    assert page.figure["id"] == "chart-2-1"


def test_a_chart_without_alternative_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an alternative text that says the finding"):
        show.chart(Figure(), "x", " ")


def test_a_piece_shows_the_same_in_notebook_and_template() -> None:
    piece = show.wrote("02_figures.csv: 92 rows", "02_<b>.csv: 1 row")
    assert piece._repr_html_() == piece.__html__() == str(piece)
    assert "0x" not in repr(piece)  # an address in the text fallback would vary by run
    items = [item.text for item in soup(piece).select("div.wrote li")]
    assert items == ["02_figures.csv: 92 rows", "02_<b>.csv: 1 row"]


def test_a_column_of_spans_hands_the_english_of_its_row_on() -> None:
    frame = pd.DataFrame(
        {
            "what": ["a", "b"],
            "gloss": ["the <b> port", None],
            "x": ["001_a:1-5 001_a:7-9", "001_a:2-3"],
        }
    )
    made = str(show.table(frame, {"what": "What", "x": "Where"}, "T", formats={"x": "spans"}))
    assert made.count('data-gloss="the &lt;b&gt; port"') == 2
    assert made.count("data-gloss") == 2
