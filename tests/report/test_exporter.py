"""One notebook alone. The notebooks and their Arabic are made up for these tests."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import pytest
from nbformat import v4

from helpers.report.exporter import AnalysisHTMLExporter, AnalysisPDFExporter, fragment
from helpers.report.page import parse

make: Any = v4
new_code_cell, new_markdown_cell = make.new_code_cell, make.new_markdown_cell
new_notebook, new_output = make.new_notebook, make.new_output
PageExporter: Any = AnalysisHTMLExporter
PdfExporter: Any = AnalysisPDFExporter


def _code(source: str, *tags: str, **data: str) -> Any:
    bundle = {name.replace("_", "/", 1): value for name, value in data.items()}
    outputs = [new_output("execute_result", data=bundle, execution_count=41)] if bundle else []
    cell = new_code_cell(source, outputs=outputs, execution_count=41)
    cell["metadata"]["tags"] = list(tags)
    return cell


def _notebook(*cells: Any) -> Any:
    return new_notebook(cells=[new_markdown_cell("# 7. A *made-up* chapter"), *cells])


SHOWN = [
    # (MIME type with _ for /, content, HTML that has to come out)
    ("text_html", "<b>kept</b>", "<b>kept</b>"),
    ("text_plain", "<Html 1>", '<pre class="printed">&lt;Html 1&gt;</pre>'),
    ("text_plain", "\x1b[31mred\x1b[0m", '<pre class="printed">red</pre>'),
    ("text_markdown", "**strong**", "<p><strong>strong</strong></p>"),
    ("image_svg+xml", "<svg/>", "data:image/svg+xml;base64,PHN2Zy8+"),
    ("image_png", "aGk=\n", "data:image/png;base64,aGk="),
]


@pytest.mark.parametrize(("kind", "content", "expected"), SHOWN)
def test_an_output_is_shown_as_it_is_meant(kind: str, content: str, expected: str) -> None:
    assert expected in fragment(_notebook(_code("x", **{kind: content})))


def test_html_wins_over_plain_text() -> None:
    html = fragment(_notebook(_code("x", text_plain="<Html>", text_html="<i>a</i>")))
    assert "<i>a</i>" in html
    assert "&lt;Html&gt;" not in html


def test_code_prompts_ids_counts_and_messages_stay_out() -> None:
    cell = _code("secret_call()", text_html="<p>result</p>")
    cell["outputs"].append(new_output("stream", name="stderr", text="/some/folder: warning"))
    html = fragment(_notebook(cell))
    assert "result" in html
    for hidden in ("secret_call", "41", str(cell["id"]), "/some/folder"):
        assert hidden not in html


@pytest.mark.parametrize(
    ("tag", "gone"), [("injected-parameters", True), ("remove-cell", True), ("parameters", False)]
)
def test_cells_tagged_as_plumbing_are_left_out(tag: str, gone: bool) -> None:
    html = fragment(_notebook(_code("x", tag, text_html="<p>result</p>")))
    assert ("result" in html) is not gone


def test_printed_text_is_kept_and_never_markup() -> None:
    cell = _code("print()")
    cell["outputs"] = [new_output("stream", name="stdout", text="<script>1</script>")]
    assert "&lt;script&gt;1&lt;/script&gt;" in fragment(_notebook(cell))


def test_the_code_can_be_asked_for() -> None:
    body, _ = PageExporter(standalone=False, exclude_input=False).from_notebook_node(
        _notebook(_code("a < b"), _code("hidden", "remove-input"))
    )
    assert '<pre class="code"><code>a &lt; b</code></pre>' in body
    assert "hidden" not in body


def test_a_notebook_alone_is_a_whole_page_with_its_title() -> None:
    html, _ = PageExporter().from_notebook_node(_notebook(new_markdown_cell("كلمة")))
    tree = parse(html)
    assert tree.title is not None
    assert tree.title.get_text() == "7. A made-up chapter"
    assert [tag.get_text() for tag in tree.select('[lang="ar"]')] == ["كلمة"]


def test_a_notebook_without_a_title_gets_a_plain_one() -> None:
    html, _ = PageExporter().from_notebook_node(new_notebook(cells=[]))
    assert "<title>Notebook</title>" in html


def test_a_notebook_alone_becomes_a_pdf() -> None:
    raw, resources = PdfExporter().from_notebook_node(_notebook())
    assert raw.startswith(b"%PDF-")
    assert resources["output_extension"] == ".pdf"


@pytest.mark.parametrize(
    ("name", "exporter"),
    [("analysis_html", AnalysisHTMLExporter), ("analysis_pdf", AnalysisPDFExporter)],
)
def test_nbconvert_finds_the_exporter_by_name(name: str, exporter: Any) -> None:
    (found,) = entry_points(group="nbconvert.exporters", name=name)
    assert found.load() is exporter


def test_two_notebooks_of_the_same_content_give_the_same_bytes() -> None:
    one, two = (
        _notebook(_code("x", text_html="<p>a</p>")),
        _notebook(_code("x", text_html="<p>a</p>")),
    )
    assert one.cells[1]["id"] != two.cells[1]["id"]
    assert fragment(one) == fragment(two)


@pytest.mark.parametrize(
    ("tag", "place"), [("web-only", "screen-only"), ("paper-only", "paper-only"), ("x", None)]
)
def test_a_cell_can_be_kept_for_one_edition(tag: str, place: str | None) -> None:
    html = fragment(_notebook(_code("x", tag, text_html="<p id='r'>result</p>")))
    result = parse(html).find(id="r")
    assert result is not None
    box = result.find_parent("div")
    assert (box["class"] if box else None) == ([place] if place else None)
