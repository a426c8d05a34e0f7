"""The PDF as people and their reading programs meet it. Its sentences are made up for these tests."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from markupsafe import Markup

from helpers.report import page, pdf
from helpers.report.imprint import Imprint
from helpers.report.page import FONTS, Part, assemble, single

SEEDS = Path(__file__).parents[2] / "seeds"
LATIN = "A made-up sentence that runs on for a while, so that a paragraph has several lines. " * 5
ARABIC = "قال الوزير إن نحو 300 عامل غادروا المصنع في 25 مارس 2031."  # made up
MARGIN = 14 * 72 / 25.4  # points; the page's own margins are wider


@cache
def _pdf(body: str) -> bytes:
    return pdf.render(single("A title", f"<h1>Chapter</h1>{body}"))


def _pages(raw: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(raw)
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def _elements(raw: bytes) -> list[tuple[str, str, str, str]]:
    """Every element of the tag tree in order: kind, own or inherited language, alt, parent's kind."""
    found = []
    with pikepdf.open(io.BytesIO(raw)) as document:

        def walk(node: Any, language: str, above: str) -> None:
            kind, own = str(node.get("/S", "")), str(node.get("/Lang", language))
            found.append((kind, own, str(node.get("/Alt", "")), above))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid, own, kind)

        walk(document.Root.StructTreeRoot, str(document.Root.Lang), "")
    return found


# ---- Fonts ---------------------------------------------------------------------------------------


def _names(raw: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(raw)) as document:
        fonts = [o for o in document.objects if isinstance(o, pikepdf.Dictionary)]
        embedded = [o for o in fonts if o.get("/Type") == "/FontDescriptor"]
        assert all("/FontFile2" in o or "/FontFile3" in o for o in embedded)
        return {re.sub(r"^/[A-Z]{6}\+", "", str(o.FontName)) for o in embedded}


def test_only_the_vendored_fonts_are_embedded_even_for_letters_that_none_of_them_has() -> None:
    strange = "→ ● ↩ ☃ 漢字 한글 ไทย ✓ □ 🙂 ␇"
    names = _names(_pdf(f"<p>{LATIN}</p><p>{strange}</p><p><code>{strange}</code> <i>x</i></p>"))
    families = {family.replace(" ", "-") for family, _, _, _ in pdf.FACES}
    assert names
    assert all(any(name.startswith(family) for family in families) for name in names), names


def test_every_face_is_there_with_its_licence_and_origin() -> None:
    origin = (FONTS / "ORIGIN.md").read_text("utf-8")
    for family, weight, _, file in pdf.FACES:
        with TTFont(FONTS / file) as font:
            assert font["OS/2"].usWeightClass == weight
            assert "SIL Open Font License" in str(font["name"].getDebugName(13))
        licence = FONTS / f"LICENSE-{file.split('_')[0]}.txt"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8")
        assert family in origin
    assert sum(path.stat().st_size for path in FONTS.rglob("*")) < 3_000_000


def test_every_vendored_font_is_used() -> None:
    assert {path.name for path in FONTS.glob("*.ttf")} == {file for *_, file in pdf.FACES}
    assert {path.stem for path in (FONTS / "web").iterdir()} == {f[3] for f in page.WEB_FONTS}


# ---- Tags and language ---------------------------------------------------------------------------

MIXED = (
    f"<p>English before {ARABIC} and after.</p>"
    f'<blockquote class="ar" lang="ar" dir="rtl">{ARABIC}</blockquote>'
    "<table><caption>Table</caption><thead><tr><th>Words</th><th>Meaning</th></tr></thead>"
    '<tbody><tr><td lang="ar" dir="rtl">كلمة <b>قوية</b></td><td>strong word</td></tr></tbody></table>'
)


def test_arabic_carries_its_language_in_the_tags_and_english_does_not() -> None:
    elements = _elements(_pdf(MIXED))
    languages = {(kind, language) for kind, language, _, _ in elements}
    assert ("/BlockQuote", "ar") in languages
    assert ("/TD", "ar") in languages
    assert ("/TD", "en") in languages
    assert ("/H1", "en") in languages
    assert ("/H1", "ar") not in languages
    assert ("/Document", "en") in languages
    assert ("/Span", "ar") in languages  # the Arabic inside the English paragraph
    assert ("/P", "ar") not in languages


def test_a_document_without_arabic_has_no_arabic_tag() -> None:
    assert "ar" not in {language for _, language, _, _ in _elements(_pdf(f"<p>{LATIN}</p>"))}


def test_the_pdf_says_that_it_is_accessible_and_what_it_is_called() -> None:
    with pikepdf.open(io.BytesIO(_pdf(MIXED))) as document:
        root = document.Root
        assert str(root.Lang) == "en"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "A title"


def test_heads_cells_and_lists_are_tagged_as_such() -> None:
    kinds = Counter(kind for kind, *_ in _elements(_pdf(MIXED + "<ul><li>a</li><li>b</li></ul>")))
    assert kinds["/TH"] == 2
    assert kinds["/TD"] == 2
    assert kinds["/Caption"] == 1
    assert kinds["/L"] == 1
    assert kinds["/LI"] == 2


def test_heads_of_tables_say_what_they_head_and_group_rows_how_wide_they_are() -> None:
    raw = _pdf(
        "<table><caption>T</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody>"
        '<tr><th scope="colgroup" colspan="2">Group</th></tr>'
        "<tr><th>Row</th><td>1</td></tr></tbody></table>"
    )
    with pikepdf.open(io.BytesIO(raw)) as document:
        cells = [o for o in document.objects if isinstance(o, pikepdf.Dictionary)]
        heads = [o for o in cells if o.get("/S") == "/TH"]
        said = sorted((str(o.A.Scope), int(o.A.get("/ColSpan", 1))) for o in heads)
        assert said == [("/Column", 1), ("/Column", 1), ("/Row", 1), ("/Row", 2)]
        assert {str(o.A.O) for o in heads} == {"/Table"}


def test_charts_keep_their_alternative_text() -> None:
    svg = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
    raw = _pdf(f'<figure><img src="{svg}" alt="Bars that rise"><figcaption>C</figcaption></figure>')
    assert ("/Figure", "Bars that rise") in {(kind, alt) for kind, _, alt, _ in _elements(raw)}


def test_links_say_in_words_where_they_lead() -> None:
    raw = _pdf(
        '<p><a id="k1" href="#e-aa-4-20">aa:4</a> <a href="https://example.org/">out</a></p>'
        '<p><mark id="e-aa-4-20">words</mark> <a href="#k1">back</a></p>'
    )
    with pikepdf.open(io.BytesIO(raw)) as document:
        notes = [str(note.Contents) for sheet in document.pages for note in sheet.obj.Annots]
    assert notes == [
        "Evidence: aa, characters 4 to 20",
        "https://example.org/",
        "Back to the citation",
    ]


def test_headings_are_bookmarks_in_their_order() -> None:
    raw = _pdf(f"<h2>First part</h2><p>{LATIN}</p><h2>Second part</h2><p>{LATIN}</p>")
    with pikepdf.open(io.BytesIO(raw)) as document, document.open_outline() as outline:
        (chapter,) = outline.root
        assert chapter.title == "Chapter"
        assert [part.title for part in chapter.children] == ["First part", "Second part"]


def test_the_same_page_gives_the_same_bytes() -> None:
    html = single("A title", f"<h1>Chapter</h1>{MIXED}")
    assert pdf.render(html) == pdf.render(html)


# ---- Words ---------------------------------------------------------------------------------------

WORD = re.compile(r"[\u0621-\u064a\u0660-\u066f\u0671-\u06d3]+")


def _words(text: str) -> Counter[str]:
    plain = re.sub(r"[\u064b-\u065f\u0670\u0640]", "", unicodedata.normalize("NFKC", text))
    return Counter(WORD.findall(plain))


def test_words_of_the_articles_can_be_copied_out_of_the_pdf() -> None:
    texts = [path.read_text("utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    body = "".join(Markup('<p lang="ar" dir="rtl">{}</p>').format(line) for line in lines)
    wanted = sum((_words(text) for text in texts), Counter[str]())
    found = sum((_words(text) for text in _pages(_pdf(body))), Counter[str]())
    lost = wanted - found
    assert lost.total() <= 0.01 * wanted.total(), lost.most_common(20)


# ---- Pages ---------------------------------------------------------------------------------------


def _page_of(pages: list[str], words: str) -> int:
    (found,) = [number for number, text in enumerate(pages) if words in text]
    return found


@pytest.mark.parametrize("lines", range(40, 50))
def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(lines: int) -> None:
    filler = "<p>" + "<br>".join(["A line."] * lines) + "</p>"
    pages = _pages(_pdf(f"{filler}<h2>Stranded heading</h2><p>First words below it. {LATIN}</p>"))
    here = [number for number, text in enumerate(pages) if "Stranded heading First words" in text]
    assert here == [0 if lines < 45 else 1], pages  # at 45 lines the page is full


@pytest.mark.parametrize("lines", range(38, 46))
@pytest.mark.parametrize("note", ["", '<p>Marked.<span class="fn">The note.</span></p>'])
def test_a_heading_has_more_than_one_line_under_it(lines: int, note: str) -> None:
    filler = "<p>" + "<br>".join(["A line."] * lines) + "</p>"
    text = "<br>".join(["First.", "Second.", "Third.", *["Further."] * 20])
    pages = _pages(_pdf(f"{note}{filler}<h2>Heading</h2><p>{text}</p>"))
    assert sum("Heading First. Second. Third." in page for page in pages) == 1


@pytest.mark.parametrize(("lines", "short"), [(36, True), (40, True), (44, True), (44, False)])
def test_a_short_passage_of_the_evidence_stays_on_one_page(lines: int, short: bool) -> None:
    filler = "<p>" + "<br>".join(["A line."] * lines) + "</p>"
    codes = "<li>Begin</li>" + "<li>Middle</li>" * (8 if short else 200) + "<li>End</li>"
    raw = _pdf(
        f'{filler}<div class="passage{" short" if short else ""}"><blockquote class="ar" lang="ar" '
        f'dir="rtl">{ARABIC}</blockquote><ol class="codes">{codes}</ol></div>'
    )
    pages = _pages(raw)
    assert (_page_of(pages, "Begin") == _page_of(pages, "End")) == short


@pytest.mark.parametrize("before", [40, 45, 50])
def test_a_short_quotation_stays_on_one_line(before: int) -> None:
    words = "قال المتحدث إن السفينة"  # made up
    quoted = f'<q class="short" lang="ar" dir="rtl">{words}</q>'
    raw = _pdf(f"<p>{'n' * before} {quoted} and more words after it</p>")
    page = pypdfium2.PdfDocument(raw)[0].get_textpage()
    (line,) = [line for line in page.get_text_range().splitlines() if "السفينة" in line]
    assert all(word in line for word in words.split())


@pytest.mark.parametrize("lines", range(24, 52, 4))
def test_a_chart_stays_with_its_caption(lines: int) -> None:
    svg = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='500' height='260'%3E"
        "%3Crect width='500' height='260' fill='teal'/%3E%3C/svg%3E"
    )
    filler = "<p>" + "<br>".join(["A line."] * lines) + "</p>"
    raw = _pdf(
        f'{filler}<figure class="chart"><img src="{svg}" alt="A block">'
        "<figcaption>Caption of the chart</figcaption></figure>"
    )
    places = {kind: where for kind, where in _places(raw) if kind in ("/Figure", "/Caption")}
    assert places["/Figure"] == places["/Caption"]
    assert len(_pages(raw)) == places["/Figure"] + 1


def _places(raw: bytes) -> list[tuple[str, int]]:
    """Kind and page of every element of the tag tree that has a page."""
    found = []
    with pikepdf.open(io.BytesIO(raw)) as document:
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(document.pages)}
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Pg" in item:
                found.append((str(item.S), numbers[item.Pg.objgen]))
    return found


@pytest.mark.parametrize("before", [1, 4, 9, 10, 11, 12])
def test_a_footnote_stands_on_the_page_of_its_mark(before: int) -> None:
    note = '<span class="fn">The note itself.</span>'
    body = f"<p>{LATIN}</p>" * before + f"<p>Marked words.{note}</p>" + f"<p>{LATIN}</p>" * 3
    pages = _pages(_pdf(body))
    assert _page_of(pages, "The note itself.") == _page_of(pages, "Marked words.")


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    rows = "".join(f"<tr><td>row {n}</td><td>{n}</td></tr>" for n in range(120))
    head = "<caption>Long</caption><thead><tr><th>Headword</th><th>n</th></tr></thead>"
    pages = _pages(_pdf(f'<table class="long">{head}<tbody>{rows}</tbody></table>'))
    assert len(pages) > 2
    assert all("Headword" in text for text in pages)


def test_nothing_stands_beyond_the_margins() -> None:
    address = "https://example.org/a-long-address/of_a_page/that-goes-on-and-on.html?with=more"
    cells = f"<td>Incomprehensibilities</td><td>{address}</td>" * 3
    numbers = "<td>2,500</td>" * 12
    wide = "".join(
        f'<table><caption>Wide</caption><tbody><tr>{row}<td lang="ar" dir="rtl">{ARABIC}</td></tr>'
        "</tbody></table>"
        for row in (cells, numbers)
    )
    digest = f"<p><code>{'0123456789abcdef' * 8}</code> {address * 2}</p>"
    document = pypdfium2.PdfDocument(_pdf(wide + digest + f"<p>{LATIN}</p>"))
    for sheet in document:
        width = sheet.get_width()
        words = sheet.get_textpage()
        for index in range(words.count_rects()):
            left, _, right, _ = words.get_rect(index)
            assert left >= MARGIN, words.get_text_bounded(*words.get_rect(index))
            assert right <= width - MARGIN, words.get_text_bounded(*words.get_rect(index))


def test_the_contents_of_the_report_name_the_right_pages() -> None:
    parts = [
        Part(f"chapter-{n}", "chapter", Markup(f"<h1>{n}. Title {n}</h1>" + f"<p>{LATIN}</p>" * 9))
        for n in range(1, 4)
    ]
    facts = Imprint(title="Report", version="1", date="2026-11-21", seeds_digest="0" * 64)
    pages = _pages(pdf.render(assemble(facts, parts)))
    contents = pages[1]
    for n in range(1, 4):
        named = re.search(rf"{n}\. Title {n} [ .]*(\d+)", contents)
        assert named is not None, contents
        assert f"{n}. Title {n} A made-up sentence" in pages[int(named[1]) - 1]


def test_missing_system_libraries_are_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        msg = "cannot load library 'libgobject-2.0-0'"
        raise OSError(msg)

    monkeypatch.setattr("builtins.__import__", fail)
    with pytest.raises(pdf.PdfError, match=r"libgobject-2\.0-0.*apt-get install libpango"):
        pdf.prepare()


def _links_both_ways(chapters: int) -> str:
    """A made-up report: the contents lead on to chapters, the evidence leads back to them."""
    names = [f"chapter-{n}" for n in range(1, chapters + 1)]
    contents = "".join(f'<li><a href="#{name}">On</a></li>' for name in names)
    back = "".join(
        f'<li>{name}<span class="back"><a href="#{name}"></a></span></li>' for name in names
    )
    middle = "".join(f'<section id="{name}"><p>{LATIN}</p></section>' for name in names)
    return (
        f'<nav class="contents"><ol>{contents}</ol></nav><main>{middle}'
        f'<section><ol class="codes">{back}</ol></section></main>'
    )


def _pages_set(monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], list[str]]:
    """The pages in the order in which WeasyPrint set them, and what is on them."""
    from weasyprint.layout import page as layout  # type: ignore[import-untyped]

    made: list[int] = []
    make = layout.make_page

    def counted(context: Any, root: Any, kind: Any, resume: Any, number: int, *rest: Any) -> Any:
        made.append(number)
        return make(context, root, kind, resume, number, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(layout, "make_page", counted)
        body = _links_both_ways(11).replace("<section", '<section style="break-before: page"')
        raw = pdf.render(single("A title", "<h1>Chapter</h1>").replace("</body>", f"{body}</body>"))
    return made, _pages(raw)


def test_a_page_that_leads_back_is_set_once_with_the_right_page_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, pages = _pages_set(monkeypatch)
    for n in range(1, 12):
        wanted = (
            next(i for i, words in enumerate(pages, 1) if words.startswith("A made-up")) + n - 1
        )
        assert re.search(rf"chapter-{n} ?p\. {wanted}\b", pages[-1].replace("- ", "-")), pages[-1]
    assert re.findall(r"\d+", pages[1])[-1] == "2", pages[1]
    assert made.count(len(pages)) == 1
