"""A page of HTML as a PDF that people and their reading programs can use.

WeasyPrint sets it (PDF/UA-1), from the vendored fonts alone; then the language is written on the Arabic
parts of its tag tree, which WeasyPrint leaves out. The same HTML gives the same bytes.
"""

from __future__ import annotations

import gc
import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from helpers.report import copying
from helpers.report.ahead import pages_known_ahead
from helpers.report.drawings import Drawings, put_in, with_stand_ins
from helpers.report.page import FONTS, for_paper

__all__ = ["FACES", "PdfError", "no_collecting", "prepare", "render"]

#: Every face the PDF may use: family, weight, slant, file.
FACES = (
    ("Amiri", 400, "normal", "Amiri_400Regular.ttf"),
    ("Amiri", 700, "normal", "Amiri_700Bold.ttf"),
    ("Source Serif 4", 400, "normal", "SourceSerif4_400Regular.ttf"),
    ("Source Serif 4", 400, "italic", "SourceSerif4_400Regular_Italic.ttf"),
    ("Source Serif 4", 600, "normal", "SourceSerif4_600SemiBold.ttf"),
    ("Source Sans 3", 400, "normal", "SourceSans3_400Regular.ttf"),
    ("Source Sans 3", 600, "normal", "SourceSans3_600SemiBold.ttf"),
    ("Source Code Pro", 400, "normal", "SourceCodePro_400Regular.ttf"),
)
_EVIDENCE = re.compile(r"e-(.+)-(\d+)-(\d+)")
_CITATION = re.compile(r"k\d+")
ARABIC_FACE = "Amiri"
ARABIC_FONTS = {
    "Amiri": FONTS / "Amiri_400Regular.ttf",
    "Amiri-Bold": FONTS / "Amiri_700Bold.ttf",
}
_EVENT = re.compile(
    rb"/MCID (?P<mcid>\d+)|/(?P<font>[^\s/<>\[\]()]+) [\d.+-]+ Tf|\b(?P<end>EMC)\b|(?P<show>TJ|Tj)\b"
)


class PdfError(ValueError):
    """The PDF could not be made."""


@cache
def _faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f'src: url("{file}"); }}'
        for family, weight, slant, file in FACES
    )


@contextmanager
def _no_other_fonts() -> Iterator[None]:
    """Hide the machine's own fonts, so that a missing letter cannot pull one of them in."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="fonts-") as folder:
        settings = Path(folder) / "fonts.conf"
        settings.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<cachedir>{folder}/cache</cachedir></fontconfig>",
            "utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let the garbage lie for the seconds of one document: a tenth less time, for some memory."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def prepare() -> Any:
    """Load WeasyPrint, which takes a moment.

    Raises:
        PdfError: Its system libraries are missing; the message says what to install.
    """
    try:
        import weasyprint  # type: ignore[import-untyped]
    except OSError as error:
        msg = (
            f"expected the system libraries of WeasyPrint (pango, harfbuzz-subset), got: {error}; "
            "on Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        )
        raise PdfError(msg) from error
    return weasyprint


def render(html: str, drawings: Sequence[Drawings] = ()) -> bytes:
    """Set a document as PDF/UA-1.

    Args:
        html: A whole, self-contained document; nothing is fetched from anywhere.
        drawings: Charts of it that are drawn already.

    Returns:
        The bytes of the PDF.

    Raises:
        PdfError: WeasyPrint's system libraries are missing.
    """
    weasyprint = prepare()
    from weasyprint.text.fonts import (  # type: ignore[import-untyped]
        FontConfiguration,
    )

    # It reports every property that is for the screen only; none of it concerns the reader.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    with _no_other_fonts(), no_collecting(), pages_known_ahead():
        fonts = FontConfiguration()
        base = FONTS.as_uri() + "/"
        sheet = weasyprint.CSS(string=_faces(), base_url=base, font_config=fonts)
        document = weasyprint.HTML(string=with_stand_ins(for_paper(html), drawings), base_url=base)
        raw = document.write_pdf(
            stylesheets=[sheet],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
            # Packed once, when it is finished; before that, its pages are read and mended.
            uncompressed_pdf=True,
            pdf_identifier=b"0" * 16,
        )
    return finish(raw, drawings)


def finish(raw: bytes, drawings: Sequence[Drawings] = ()) -> bytes:
    """Add what WeasyPrint leaves out: language on Arabic tags, links in words, what heads of tables head, an id."""
    with pikepdf.open(io.BytesIO(raw)) as document:
        put_in(document, drawings)
        root = document.Root
        if "/Lang" not in root:
            root.Lang = pikepdf.String("en")
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        copying.mend(document, ARABIC_FONTS)
        _set_language(document)
        _describe_links(document)
        _describe_tables(document)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return out.getvalue()


def _describe_links(document: pikepdf.Pdf) -> None:
    """Say in words where a link inside the report leads; a reading program reads it out."""
    for page in document.pages:
        for note in page.obj.get("/Annots", []):
            target = str(note.get("/Dest", ""))
            if match := _EVIDENCE.fullmatch(target):
                words = f"Evidence: {match[1]}, characters {match[2]} to {match[3]}"
            elif target:
                words = "Back to the citation" if _CITATION.fullmatch(target) else "In this report"
            else:
                continue
            note.Contents = pikepdf.String(words)


def _describe_tables(document: pikepdf.Pdf) -> None:
    """Say of every head of a table what it heads, and of a cell alone in its row how wide it is."""
    tree = document.Root.get("/StructTreeRoot")
    stack = [tree] if tree is not None else []
    while stack:
        node = stack.pop()
        kids = [kid for kid in _kids(node) if _is_element(kid)]
        stack.extend(kids)
        if node.get("/S") == "/Table":
            rows = [(str(part.S), row) for part in kids for row in _rows(part)]
            widest = max((len(_cells(row)) for _, row in rows), default=0)
            for part, row in rows:
                cells = _cells(row)
                for cell in cells:
                    _describe_cell(document, cell, part, widest if len(cells) == 1 else 1)


def _rows(part: Any) -> list[Any]:
    return [kid for kid in _kids(part) if _is_element(kid) and kid.S == "/TR"]


def _cells(row: Any) -> list[Any]:
    return [kid for kid in _kids(row) if _is_element(kid) and kid.S in ("/TH", "/TD")]


def _describe_cell(document: pikepdf.Pdf, cell: Any, part: str, span: int) -> None:
    said = pikepdf.Dictionary(O=pikepdf.Name.Table)
    if cell.S == "/TH":
        said.Scope = pikepdf.Name.Column if part == "/THead" else pikepdf.Name.Row
    if span > 1:
        said.ColSpan = span
    if len(said) > 1:
        cell.A = document.make_indirect(said)


def _arabic_fonts(page: pikepdf.Page) -> set[bytes]:
    resources: Any = page.obj.get("/Resources", {})
    fonts: Any = resources.get("/Font", {})
    return {
        str(name)[1:].encode()
        for name, font in fonts.items()
        if ARABIC_FACE in str(font.get("/BaseFont", ""))
    }


def _arabic_content(page: pikepdf.Page) -> dict[int, bool]:
    """For each marked content of a page, whether all its words are set in the Arabic face."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return {}
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    data = b"\n".join(stream.read_bytes() for stream in streams)
    arabic = _arabic_fonts(page)
    found: dict[int, bool] = {}
    mcid, font = -1, b""
    for event in _EVENT.finditer(data):
        if event["mcid"]:
            mcid = int(event["mcid"])
        elif event["font"]:
            font = event["font"]
        elif event["end"]:
            mcid = -1
        elif mcid >= 0:
            found[mcid] = found.get(mcid, True) and font in arabic
    return found


def _set_language(document: pikepdf.Pdf) -> None:
    """Put ``/Lang (ar)`` on the highest elements of the tag tree that are Arabic throughout."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None:
        return
    content = {page.obj.objgen: _arabic_content(page) for page in document.pages}
    _language_of(tree, content)


def _language_of(element: Any, content: dict[tuple[int, int], dict[int, bool]]) -> bool | None:
    """Whether an element is Arabic throughout (None: no words); marks Arabic parts of mixed ones.

    The walk keeps its own stack: a report's tags may be nested deeper than Python recurses.
    """
    results: dict[tuple[int, int], bool | None] = {}
    order: list[tuple[Any, list[Any]]] = []
    stack = [element]
    while stack:
        node = stack.pop()
        kids = [kid for kid in _kids(node) if _is_element(kid)]
        order.append((node, kids))
        stack.extend(kids)
    for node, kids in reversed(order):
        page = node.get("/Pg")
        words = content.get(page.objgen, {}) if page is not None else {}
        own = [words.get(int(kid)) for kid in _kids(node) if isinstance(kid, int)]
        below = [results[kid.objgen] for kid in kids]
        known = [verdict for verdict in [*own, *below] if verdict is not None]
        verdict = all(known) if known else None
        if not verdict:
            for kid in kids:
                if results[kid.objgen]:
                    kid.Lang = pikepdf.String("ar")
        results[node.objgen] = verdict
    return results[element.objgen]


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid
