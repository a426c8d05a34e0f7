"""The page round the parts. All texts, Arabic and English, are made up for these tests."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from helpers.report import page
from helpers.report.imprint import Imprint
from helpers.report.page import Part, assemble, faults, for_paper, parse, single

FACTS = Imprint(
    title="A made-up <report>",
    title_ar="تقرير مصنوع",
    subtitle="Of nothing",
    version="1.0",
    date="2026-11-21",
    seeds_digest="0" * 64,
)


def _page(*bodies: str) -> str:
    parts = [
        Part(f"chapter-{number}", "chapter", Markup(body), listed=True)
        for number, body in enumerate(bodies, start=1)
    ]
    return assemble(FACTS, parts)


def test_the_contents_lead_to_every_title_and_section() -> None:
    tree = parse(_page("<h1>1. One</h1><h2>Why</h2><h3>Deep</h3>", "<h1>2. Two</h1><h2>Why</h2>"))
    lines = [(a.get_text(), str(a["href"])[1:]) for a in tree.select("nav.contents a")]
    assert [text for text, _ in lines] == ["1. One", "Why", "2. Two", "Why"]
    for text, anchor in lines:
        target = tree.find(id=anchor)
        assert target is not None
        assert target.get_text() == text


def test_sections_that_paper_leaves_out_are_not_in_the_contents() -> None:
    tree = parse(_page('<h1>One</h1><div class="screen-only"><h2>Rows</h2></div><h2>Why</h2>'))
    assert [a.get_text() for a in tree.select("nav.contents a")] == ["One", "Why"]


def test_headings_go_one_level_down_under_the_title_of_the_report() -> None:
    tree = parse(_page("<h1>One</h1><h2>Two</h2><h3>Three</h3>"))
    assert [h.name for h in tree.select("main .t1, main .t2, main .t3")] == ["h2", "h3", "h4"]
    assert [h.get_text() for h in tree.find_all("h1")] == ["A made-up <report>"]


def test_a_notebook_alone_keeps_its_levels_and_has_no_cover() -> None:
    tree = parse(single("Alone", "<h1>Alone</h1><h2>Part</h2>"))
    assert [h.name for h in tree.select(".t1, .t2")] == ["h1", "h2"]
    assert not tree.select(".cover, nav")


ARABIC = [
    # (HTML, texts of the elements marked as Arabic)
    ("<p>the word انسحاب here</p>", ["انسحاب"]),
    ("<p>from 25 يناير 2024 on</p>", ["يناير"]),
    ("<p>(نحو 2500 جندي) and مهمة.</p>", ["نحو 2500 جندي", "مهمة"]),
    ('<p><q lang="ar" dir="rtl">قالت <b>نعم</b></q> and no</p>', ["قالت نعم"]),
    ('<p lang="ar" dir="rtl">كلمة <a lang="en" dir="ltr">001:3</a></p>', ["كلمة 001:3"]),
    ("<p>no word of it</p>", []),
    ("<pre>raw نص</pre>", ["نص"]),
]


@pytest.mark.parametrize(("html", "expected"), ARABIC)
def test_every_run_of_arabic_has_its_language_and_direction(html: str, expected: list[str]) -> None:
    tree = parse(_page(f"<h1>T</h1>{html}"))
    marked = [tag for tag in tree.select('main [lang="ar"]')]
    assert [tag.get_text() for tag in marked] == expected
    assert all(tag.get("dir") == "rtl" for tag in marked)


def test_arabic_in_alternative_texts_and_styles_stays_as_it_is() -> None:
    tree = parse(_page('<h1>T</h1><style>/* نص */</style><img src="x" alt="رسم">'))
    image, style = tree.select_one("main img"), tree.select_one("main style")
    assert image is not None
    assert style is not None
    assert image["alt"] == "رسم"
    assert style.decode_contents() == "/* نص */"


@settings(max_examples=60)
@given(st.text(alphabet="ابت ج1(),. xyz<&\n", max_size=40))
def test_marking_arabic_changes_no_text(text: str) -> None:
    paragraph = Markup("<p>{}</p>").format(text)
    tree = parse(_page(f"<h1>T</h1>{paragraph}"))
    found = tree.select_one("main p")
    assert found is not None
    # The parser runs white space alone together, as a browser shows it anyway.
    assert found.get_text().split() == text.split()


def test_callouts_get_their_label_once() -> None:
    tree = parse(
        _page('<h1>T</h1><div class="hindsight"><p>a</p></div><div class="caveat">b</div>')
    )
    assert [p.get_text() for p in tree.select(".label")] == ["With hindsight", "Caveat"]


def test_titles_and_versions_are_text_and_never_markup() -> None:
    html = _page("<h1>T</h1>")
    assert "<title>A made-up &lt;report&gt;</title>" in html
    assert "<report>" not in html


def test_anchors_that_would_repeat_are_numbered() -> None:
    tree = parse(_page("<h1>T</h1><h2>Same</h2><h2>Same</h2><h2>ثالث</h2>"))
    anchors = [str(h["id"]) for h in tree.select(".t2")]
    assert anchors == ["chapter-1-same", "chapter-1-same-2", "chapter-1-section"]


FAULTS = [
    ('<a href="#nowhere">go</a>', "link #nowhere (go) leads nowhere"),
    ('<p id="a"></p><p id="a"></p>', "anchor a is given twice"),
    ('<img src="x.svg">', "image x.svg has no alternative text"),
    ("<table><tr><td>one</td></tr></table>", "table 'one' has no caption"),
]


@pytest.mark.parametrize(("html", "expected"), FAULTS)
def test_what_a_reader_would_stumble_over_is_named(html: str, expected: str) -> None:
    assert faults(html) == [expected]


def test_a_sound_page_has_no_faults() -> None:
    assert faults(_page('<h1>T</h1><p id="a"><a href="#a">x</a></p>')) == []


def test_the_page_fetches_nothing_and_paper_carries_no_web_fonts() -> None:
    html = _page("<h1>T</h1>")
    assert not re.search(r'(?:src|href)="(?:https?:)?//|url\((?!"?data:)|@import|<script', html)
    assert "font/woff2" in html
    assert "font/woff2" not in for_paper(html)
    assert for_paper(html).count("<h2") == html.count("<h2")


JOINTS = [
    # (made-up word with the edge of a mark in it, with ``+`` for a joiner on paper)
    ("ب|عامل", "ب+|+عامل"),
    ("ب||عامل", "ب+||+عامل"),
    ("عام|ل", "عام+|+ل"),
    ("سيُ|علن", "سيُ+|+علن"),
    ("ل|ال", "ل+|+ال"),
    ("و|عامل", "و|عامل"),
    ("را|حل", "را|حل"),
    ("مدى|ها", "مدى|ها"),
    ("شي|ء", "شي|ء"),
    ("ب| عامل", "ب| عامل"),
    ("ب|300", "ب|300"),
    ("نعم|.", "نعم|."),
    ("a|b", "a|b"),
]


@pytest.mark.parametrize(("word", "expected"), JOINTS)
@pytest.mark.parametrize("tag", ['<mark id="e-1">', '<mark class="quiet">', "</mark>"])
def test_on_paper_letters_stay_joined_where_a_mark_begins_or_ends_in_a_word(
    word: str, expected: str, tag: str
) -> None:
    html = word.replace("|", tag)
    assert for_paper(html) == expected.replace("|", tag).replace("+", "\u200d")


def test_a_screen_has_the_words_as_they_are() -> None:
    body = '<p lang="ar">ب<mark>عامل</mark></p>'
    assert "\u200d" not in single("T", body)


def test_the_same_parts_give_the_same_bytes() -> None:
    body = "<h1>1. One</h1><p>نص and text</p>"
    page._css.cache_clear()
    assert _page(body) == _page(body)


def test_keyboard_and_screen_readers_find_their_way() -> None:
    table = "<table><caption>c</caption><thead><tr><th>h</th></tr></thead></table>"
    tree = parse(_page(f"<h1>T</h1>{table}"))
    assert tree.html is not None
    assert tree.html["lang"] == "en"
    skip = tree.select_one("a.skip")
    assert skip is not None
    assert tree.find(id=str(skip["href"])[1:]) is not None
    assert tree.select_one("nav[aria-labelledby=contents]") is not None
    assert [th["scope"] for th in tree.select("th")] == ["col"]


ADDRESSES = [
    # (text, addresses that become links)
    ("see https://example.org/a?b=1&c for it", ["https://example.org/a?b=1&c"]),
    ("(https://example.org/a).", ["https://example.org/a"]),
    ("http://example.org ; https://example.org/b", ["http://example.org", "https://example.org/b"]),
    ("javascript:alert(1) and ftp://example.org", []),
    ('https://example.org/"onclick="x', ["https://example.org/"]),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_addresses_become_links_and_nothing_else_does(text: str, expected: list[str]) -> None:
    cell = Markup("<table><caption>c</caption><tr><td>{}</td></tr></table>").format(text)
    tree = parse(_page(f"<h1>T</h1>{cell}"))
    assert [str(a["href"]) for a in tree.select("td a")] == expected
    found = tree.select_one("td")
    assert found is not None
    assert found.get_text() == text


def test_long_runs_in_tables_can_be_broken_without_a_change_to_the_text() -> None:
    runs = ["https://example.org/one/two/three", "0123456789abcdef" * 4, "2031-01-15/2031-02-26"]
    cells = "".join(
        f"<td>{run}</td>" for run in [*runs, "short", "انسحابهمالطويلجدامنالمصنعالكبير"]
    )
    tree = parse(_page(f"<h1>T</h1><table><caption>c</caption><tr>{cells}</tr></table>"))
    found = tree.select("td")
    assert [cell.get_text() for cell in found[:3]] == runs
    assert [bool(cell.find("wbr")) for cell in found] == [True, True, True, False, False]
    assert str(found[2]) == "<td>2031-01-15/<wbr/>2031-02-26</td>"
