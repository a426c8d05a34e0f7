"""Prose from templates: every number from a table, every quotation from the article, all of it safe.

The topic, its articles and its rows are made up.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from helpers import tables
from helpers.report.page import parse
from helpers.report.prose import ProseError, Reader, safe

TEXT = "قال المتحدث إن 12 سفينة وصلت <b>أمس</b> و12 سفينة"  # made up
SOURCE = {
    "article": "900_port",
    "short": "Port News",
    "title": "عنوان",
    "outlet": "Port *News* <i>",
    "outlet_basis": "stated",
    "outlet_confidence": "high",
    "group": "north",
    "group_basis": "assigned",
    "group_confidence": "low",
    "published": "2024-02-01",
    "published_basis": "stated",
    "published_confidence": "high",
    "earliest": "2024-02-01",
    "latest": "2024-02-01",
    "language": "ar",
    "genre": "news",
    "characters": 50,
    "words": 9,
    "sentences": 1,
    "quoted_words": 0,
    "quoted_share": 0.25,
    "figures_coded": 0,
    "voices_coded": 0,
    "statements_coded": 0,
    "sha256": "0",
    "origin": "machine",
}
FIGURE = {
    "article": "900_port",
    "start": 15,
    "end": 23,
    "quote": TEXT[15:23],
    "kind": "count",
    "low": 1200,
    "high": 1200,
    "unit": "ship",
    "qualifier": "exact",
    "status": "read",
    "gloss": "12 ships",
    "origin": "machine",
}


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    seeds, build = tmp_path / "seeds", tmp_path / "build"
    (seeds / "articles").mkdir(parents=True)
    (seeds / "text").mkdir()
    (seeds / "articles/900_port.txt").write_bytes(TEXT.encode())
    tables.write("01_sources", tables.as_frame("01_sources", [SOURCE]), build)
    other = {
        **FIGURE,
        "start": 41,
        "end": 49,
        "quote": TEXT[41:49],
        "gloss": "",
        "low": 7,
        "kind": "share",
    }
    tables.write("02_figures", tables.as_frame("02_figures", [FIGURE, other]), build)
    return Reader(seeds, build, "chapter")


def render(reader: Reader, template: str) -> str:
    (reader.seeds / "text/chapter.md").write_text(
        "{% block b %}" + template + "{% endblock %}", "utf-8"
    )
    return str(reader("b"))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ('{{ count("02_figures") }}', "2"),
        ('{{ count("02_figures")|words }}', "two"),
        ('{{ count("02_figures", kind="share")|words }}', "one"),
        ('{{ count("02_figures", kind_not="share")|words }}', "one"),
        ('{{ count("02_figures", kind=["share", "count"])|words }}', "two"),
        ('{{ count("02_figures", gloss_filled=True)|words }}', "one"),
        ('{{ count("02_figures", gloss_has="ship")|words }}', "one"),
        ('{{ count("02_figures", article="900")|words }}', "two"),
        ('{{ count("02_figures", distinct="unit")|words }}', "one"),
        ('{{ value("02_figures", "low", start=15) }}', "1200"),
        ('{{ value("02_figures", "low", of="min") }}', "7"),
        ('{{ value("01_sources", "quoted_share", article="900")|percent }}', "25\u00a0%"),
        ('{{ value("01_sources", "latest")|date }}', "1 February 2024"),
        ('{{ 7|traced("02_figures", start=41) }}', "7"),
        ('{{ group("900") }}', "north (assigned, low confidence)"),
    ],
)
def test_a_number_comes_from_rows_and_names_them(reader: Reader, template: str, shown: str) -> None:
    markup = render(reader, template)
    assert re.sub(r"<[^>]*>", "", markup).strip() == shown
    if "group" not in template:
        assert re.search(r'<span class="n" data-from="0[12]_\w+', markup)


def test_a_citation_leads_to_the_exact_characters(reader: Reader) -> None:
    assert render(reader, '{{ cite("900", 15) }}') == (
        '<p><a class="cite" href="#e-900-15-23" data-span="900_port:15-23">900:15</a></p>\n'
    )


def test_a_quotation_is_verbatim_right_to_left_with_gloss_and_link(reader: Reader) -> None:
    markup = render(reader, '{{ ar("900", 15) }}')
    assert (
        '<q class="short" lang="ar" dir="rtl">12 سفينة</q> (“12 ships”, <a class="cite"' in markup
    )
    assert "data-gloss" not in markup  # the row's own is in the evidence already


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("قال المتحدث إن 12", True),
        ("قال المتحدث إن 12 سفينة وصلت", False),
        ("نص" * 19 + "ن", True),
        ("نص" * 20, False),
    ],
    ids=["four words", "six words", "39 letters", "40 letters"],
)
def test_only_a_short_quotation_is_kept_on_one_line(
    reader: Reader, words: str, short: bool
) -> None:
    path = reader.seeds / "articles/900_port.txt"
    path.write_bytes(path.read_bytes() + ("نص" * 19 + "ن " + "نص" * 20).encode())
    start = reader.text("900_port").index(words)
    markup = render(reader, f'{{{{ ar("900", {start}, {start + len(words)}, gloss="made up") }}}}')
    assert ('<q class="short"' in markup) == short


@pytest.mark.parametrize("function", ["ar", "quote"])
def test_an_english_of_ones_own_is_on_the_link_for_the_evidence(
    reader: Reader, function: str
) -> None:
    said = 'a "b" & <i>c</i>\n\n*d* `e`'
    link = parse(render(reader, f"{{{{ {function}('900', 'وصلت', gloss={said!r}) }}}}")).select_one(
        "a.cite"
    )
    assert link is not None
    assert link["data-gloss"] == 'a "b" & <i>c</i> *d* `e`'
    assert link["data-span"] == "900_port:24-28"


def test_words_of_the_article_can_be_quoted_with_a_gloss_of_ones_own(reader: Reader) -> None:
    markup = render(reader, '{{ quote("900", "<b>أمس</b>", gloss="yesterday") }}')
    assert "&#60;b&#62;أمس&#60;/b&#62;" in markup
    assert "<b>" not in markup


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{{ count("09_none") }}', "no table '09_none'"),
        ('{{ count("02_figures", colour="red") }}', "has no column 'colour'"),
        ('{{ value("02_figures", "low") }}', "expected one value, got [1200.0, 7.0]"),
        ('{{ value("02_figures", "low", kind="money") }}', "expected one value, got []"),
        ('{{ cite("901", 1) }}', "expected the id of one article, got '901'"),
        ('{{ cite("900", 16) }}', "nothing is coded at 900_port:16"),
        ('{{ ar("900", "سفينة") }}', "once, got it 2 times"),
        ('{{ ar("900", 41) }}', "has no gloss"),
        ('{{ quote("900", "وصلت") }}', "has no gloss"),
        ('{{ gloss("900", 41) }}', "has no gloss"),
        ('{{ day("900", 15) }}', "no date is coded at 900:15"),
        ('{{ 7|traced("02_figures") }}', "name the row"),
        ('{{ 7|traced("02_figures", kind="money") }}', "name the row"),
        ('{{ 7|traced("09_none", kind="money") }}', "no table '09_none'"),
    ],
)
def test_what_no_table_or_article_has_is_an_error_that_says_so(
    reader: Reader, template: str, message: str
) -> None:
    with pytest.raises(ProseError, match=re.escape(message)):
        render(reader, template)


def test_a_topic_without_prose_gives_nothing_and_no_error(reader: Reader) -> None:
    assert str(reader("b")) == ""
    assert reader.page("key_judgements") == ""


def test_a_chapter_without_that_passage_gives_nothing(reader: Reader) -> None:
    render(reader, "text")
    assert str(reader("other")) == ""


def test_what_a_table_holds_is_neither_markup_nor_markdown(reader: Reader) -> None:
    markup = render(reader, '{{ outlet("900") }}')
    assert "Port *News* &lt;i&gt;" in markup
    assert "<em>" not in markup
    assert "<i>" not in markup


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_whatever_becomes_markup(text: str) -> None:
    markup = MarkdownIt("commonmark", {"html": True}).enable("table").render(f"a {safe(text)} b")
    assert set(re.findall(r"<(\w+)", markup)) <= {"p", "br", "pre", "code"}
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", markup)


def test_a_footnote_holds_text_and_its_markup_is_escaped(reader: Reader) -> None:
    assert '<span class="fn">a &lt;b&gt;</span>' in render(reader, '{{ note("a <b>") }}')


def test_the_scale_of_likelihoods_runs_from_almost_none_to_almost_all(reader: Reader) -> None:
    scale = render(reader, "{{ likelihood_scale() }}")
    assert "almost no chance 1–5\u00a0%" in scale
    assert "likely 55–80\u00a0%" in scale
    assert "almost certain 95–99\u00a0%" in scale


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('\n{{ cite("901", 1) }}', "text/chapter.md:2: expected the id of one article"),
        ('a\n\n{{ value("02_figures", "no", kind="count") }}', "text/chapter.md:3: KeyError: 'no'"),
        ('{{ rows("02_figures", kind="money")[0].low }}', "text/chapter.md:1: "),
        ("{{ 1 / 0 }}", "text/chapter.md:1: ZeroDivisionError"),
        ("{{ count(1, 2, 3) }}", "text/chapter.md:1: TypeError"),
    ],
)
def test_whatever_goes_wrong_in_a_passage_is_said_with_its_file_and_line(
    reader: Reader, template: str, said: str
) -> None:
    with pytest.raises(ProseError, match=re.escape(said)) as caught:
        render(reader, template)
    assert str(caught.value).endswith("mend the passage, or take it out")
