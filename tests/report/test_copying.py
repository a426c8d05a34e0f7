"""Words copied from the PDF. The Arabic sentences are made up; each holds letters that Amiri lengthens."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import ImageChops

from helpers.report import pdf
from helpers.report.copying import Pairs, mark_pairs, mend, read_pairs
from helpers.report.page import FONTS, single

WORDS = [
    # (sentence, weight); every word of it has to come out as it went in
    ("الكردي لكن الخبراء", "400"),
    ("قال هل كل فعل الكردي لكن الخبراء", "400"),
    ("الكردي لكن الخبراء قال هل كل فعل", "700"),
    ("لكن لكل ملك كتاب وخبر", "400"),
    ("لا إله ولا لوم في الكلام", "400"),
]


def _pdf(words: str, weight: str = "400") -> bytes:
    style = f'style="font-weight: {weight}"'
    return pdf.render(single("T", f'<p lang="ar" dir="rtl" {style}>{words}</p>'))


@pytest.mark.parametrize(("words", "weight"), WORDS)
def test_words_come_out_as_they_went_in(words: str, weight: str) -> None:
    text = pypdfium2.PdfDocument(_pdf(words, weight))[0].get_textpage().get_text_range()
    assert text.splitlines()[0].split() == words.split()


def test_the_marks_change_nothing_that_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    body = " ".join(words for words, _ in WORDS) * 5
    marked = _pdf(body)
    monkeypatch.setattr("helpers.report.copying.mend", lambda document, fonts: None)
    plain = _pdf(body)
    assert b"ActualText" in _content(marked)
    assert b"ActualText" not in _content(plain)
    one, two = (
        pypdfium2.PdfDocument(raw)[0].render(scale=2).to_pil().convert("L")
        for raw in (marked, plain)
    )
    assert ImageChops.difference(one, two).getbbox() is None


def test_a_word_that_a_mark_begins_in_is_drawn_joined_and_comes_out_whole() -> None:
    plain, marked = _pdf("قال باحتمالية كبيرة"), _pdf("قال ب<mark>احتمالية</mark> كبيرة")
    texts = [
        pypdfium2.PdfDocument(raw)[0].get_textpage().get_text_range().splitlines()[0].split()
        for raw in (plain, marked)
    ]
    assert texts == [["قال", "باحتمالية", "كبيرة"]] * 2
    assert _glyphs(marked) == _glyphs(plain)
    assert _glyphs(_pdf("قال ب <mark>احتمالية</mark> كبيرة")) != _glyphs(plain)


def _glyphs(raw: bytes) -> list[bytes]:
    """The forms of the letters that are drawn; what has no width has none."""
    return sorted(re.findall(rb"<([0-9a-f]{4})>", _content(raw)))


def _content(raw: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as document:
        return bytes(document.pages[0].obj.Contents.read_bytes())


@pytest.mark.parametrize("file", ["Amiri_400Regular.ttf", "Amiri_700Bold.ttf"])
def test_the_font_tells_which_letters_it_lengthens(file: str) -> None:
    pairs = read_pairs(FONTS / file)
    assert pairs.second
    assert set("لخحج") <= set(pairs.letters.values())
    assert not pairs.second & set(pairs.letters)


PAIRS = {b"F1": Pairs(frozenset({0x99}), {0x10: "ل", 0x11: "خ"})}
LAM, KHAH = b"/Span <</ActualText <feff0644>>> BDC\n", b"/Span <</ActualText <feff062e>>> BDC\n"
CONTENT = [
    # (content, how it is marked); glyph 99 lengthens the glyph after it
    (b"/F1 9 Tf [<0001>0<0002>] TJ", None),
    (b"/F2 9 Tf [<0099>0<0010>] TJ", None),
    (b"/F1 9 Tf [<0099>0<0001>] TJ", b"/F1 9 Tf [<0099> 0 <0001>] TJ\n"),
    (
        b"/F1 9 Tf [<0001>0<0099>-3<0010>5<0002>] TJ ET",
        b"/F1 9 Tf [<0001> 0] TJ\n" + LAM + b"[<0099> -3 <0010>] TJ\nEMC\n[5 <0002>] TJ\n ET",
    ),
    (
        b"/F1 9 Tf <00990011> Tj",
        b"/F1 9 Tf " + KHAH + b"[<0099> <0011>] TJ\nEMC\n",
    ),
    (
        b"/F1 9 Tf [<0099>] TJ 3 Ts [<0011>0<0001>] TJ 0 Ts",
        b"/F1 9 Tf " + KHAH + b"[<0099>] TJ\n 3 Ts [<0011>] TJ\nEMC\n[0 <0001>] TJ\n 0 Ts",
    ),
    (
        b"/F1 9 Tf [<0099>] TJ EMC /P <</MCID 1>> BDC [<0011>] TJ EMC",
        b"/F1 9 Tf [<0099>] TJ\n EMC /P <</MCID 1>> BDC [<0011>] TJ EMC",
    ),
]


@pytest.mark.parametrize(("content", "expected"), CONTENT)
def test_a_pair_is_marked_with_its_letter(content: bytes, expected: bytes | None) -> None:
    assert mark_pairs(content, PAIRS) == (content if expected is None else expected)


def test_every_mark_that_is_opened_is_closed() -> None:
    content = _content(_pdf(" ".join(words for words, _ in WORDS) * 20))
    depth = 0
    for operator in re.findall(rb"\b(BDC|BMC|EMC)\b", content):
        depth += -1 if operator == b"EMC" else 1
        assert depth in (0, 1, 2)
    assert depth == 0


def test_a_pdf_without_arabic_is_left_alone() -> None:
    raw = pdf.render(single("T", "<p>Plain words</p>"))
    with pikepdf.open(io.BytesIO(raw)) as document:
        before: Any = document.pages[0].obj.Contents.read_bytes()
        mend(document, pdf.ARABIC_FONTS)
        assert document.pages[0].obj.Contents.read_bytes() == before
