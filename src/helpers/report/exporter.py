"""One notebook as a page or a PDF: ``jupyter nbconvert --to analysis_html`` and ``analysis_pdf``.

The same template, style and fonts as the whole report, so a chapter looks alone as it will look there.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from traitlets import Bool, default
from traitlets.config import Config

from helpers.report import page, pdf

__all__ = ["AnalysisHTMLExporter", "AnalysisPDFExporter", "fragment"]

TEMPLATES = Path(__file__).parent / "templates"
_TITLE = re.compile(r"^# +(.+?)\s*#*\s*$", re.MULTILINE)


def _title(nb: NotebookNode) -> str:
    """The notebook's first heading, or a plain word."""
    for cell in nb.cells:
        if cell.cell_type == "markdown" and (found := _TITLE.search(cell.source)):
            return re.sub(r"[*_`]", "", found[1])
    return "Notebook"


def _base64_text(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


class AnalysisHTMLExporter(HTMLExporter):
    """A notebook as one self-contained HTML page in the report's style, without its code."""

    export_from_notebook = "Analysis report (HTML)"

    standalone = Bool(True, help="A whole page; False gives the notebook's own part alone.").tag(
        config=True
    )

    # Readers see results; ``--AnalysisHTMLExporter.exclude_input=False`` shows the code too.
    exclude_input = Bool(True, help="Leave the code out.").tag(config=True)
    exclude_input_prompt = Bool(True, help="Leave out the In [ ] marks.").tag(config=True)
    exclude_output_prompt = Bool(True, help="Leave out the Out[ ] marks.").tag(config=True)
    exclude_anchor_links = Bool(True, help="Leave out the mark behind headings.").tag(config=True)

    @default("template_name")
    def _template_name_default(self) -> str:
        return "analysis"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    @property
    def default_config(self) -> Config:
        """Tags that keep plumbing out: ``remove-cell``, ``remove-input``, ``remove-output``."""
        config = Config(
            {
                "TagRemovePreprocessor": {
                    "enabled": True,
                    "remove_cell_tags": ["remove-cell", "injected-parameters"],
                    "remove_all_outputs_tags": ["remove-output"],
                    "remove_input_tags": ["remove-input", "parameters"],
                }
            }
        )
        merged: Config = super().default_config.copy()
        merged.merge(config)
        return merged

    def default_filters(self) -> Any:
        """The filters of nbconvert and those of the template."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield ("base64_text", _base64_text)
        yield ("strip_ansi", strip_ansi)

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; with ``standalone`` to a whole page, else to its part of one."""
        body, resources = super().from_notebook_node(nb, resources, **kw)
        return (page.single(_title(nb), body) if self.standalone else body), resources


class AnalysisPDFExporter(AnalysisHTMLExporter):
    """A notebook as a PDF (PDF/UA-1 as far as it can be checked) in the report's style."""

    export_from_notebook = "Analysis report (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Convert a notebook to the bytes of a PDF."""
        html, resources = super().from_notebook_node(nb, resources, **kw)
        resources["output_extension"] = ".pdf"
        return pdf.render(html), resources


def fragment(nb: NotebookNode) -> str:
    """A run notebook as its part of the report: HTML without a page round it."""
    exporter: Any = AnalysisHTMLExporter
    body, _ = exporter(standalone=False).from_notebook_node(nb)
    return str(body)
