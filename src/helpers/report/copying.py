"""Make Arabic words come out whole when they are copied from the PDF, searched or read aloud.

Amiri lengthens some letters by a second glyph (a lam before a kaf, a khah at the start). A PDF maps
glyphs to letters one by one, so the two came out as two letters, or as none. Here each such pair is
marked with the one letter that it stands for (``ActualText``), as the font's own tables tell it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

__all__ = ["Pairs", "mark_pairs", "mend", "read_pairs"]

TATWEEL = 0x640
SINGLE, MULTIPLE, EXTENSION = 1, 2, 7  # kinds of substitution in an OpenType font
_OPERATOR = re.compile(
    rb"/(?P<font>[^\s/<>\[\]()]+) [\d.+-]+ Tf"
    rb"|\[(?P<array>[^\]]*)\] ?TJ"
    rb"|<(?P<string>[0-9A-Fa-f]+)> ?Tj"
)
_ITEM = re.compile(rb"<([0-9A-Fa-f]*)>|([-+\d.eE]+)")
_MAPPING = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]*)>")


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a font does to letters that it lengthens.

    Attributes:
        second: Glyphs that lengthen a letter and are no letter of their own.
        letters: Letter of each glyph that may be lengthened.
    """

    second: frozenset[int]
    letters: Mapping[int, str]


@cache
def read_pairs(path: Path) -> Pairs:
    """Read from a font's substitutions which glyphs lengthen which letters."""
    with TTFont(path) as font:
        number = {name: index for index, name in enumerate(font.getGlyphOrder())}
        letters: dict[str, str] = {}
        for code, name in font.getBestCmap().items():
            if 0x600 <= code < 0x700 or 0x8A0 <= code < 0x900:
                letters.setdefault(name, chr(code))
        sources: dict[str, set[str]] = {}
        pairs: list[tuple[str, str]] = []
        for kind, mapping in _substitutions(font):
            for name, made in mapping.items():
                names = [made] if kind == SINGLE else made
                if len(names) == 1:
                    sources.setdefault(names[0], set()).add(name)
                elif len(names) == 2 and names[0] == name:
                    pairs.append((name, names[1]))
    known = {name: _letters(name, letters, sources, set()) for name, _ in pairs}
    return Pairs(
        frozenset(number[second] for _, second in pairs),
        {number[name]: min(found) for name, found in known.items() if len(found) == 1},
    )


def _substitutions(font: TTFont) -> list[tuple[int, Any]]:
    found = []
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            plain = table.ExtSubTable if lookup.LookupType == EXTENSION else table
            if plain.LookupType in (SINGLE, MULTIPLE):
                found.append((plain.LookupType, plain.mapping))
    return found


def _letters(
    name: str, letters: Mapping[str, str], sources: Mapping[str, set[str]], seen: set[str]
) -> set[str]:
    """The letters that a glyph is a form of."""
    if name in letters:
        return {letters[name]}
    found: set[str] = set()
    for source in sources.get(name, set()) - seen:
        found |= _letters(source, letters, sources, seen | {name})
    return found


def _items(operator: re.Match[bytes]) -> list[bytes | int]:
    """What an operator shows: glyphs as numbers, spacing as it is written."""
    if operator["string"]:
        return _glyphs(operator["string"])
    items: list[bytes | int] = []
    for glyphs, space in _ITEM.findall(operator["array"]):
        items += [space] if space else _glyphs(glyphs)
    return items


def _glyphs(text: bytes) -> list[bytes | int]:
    return [int(text[place : place + 4], 16) for place in range(0, len(text), 4)]


def _array(items: list[bytes | int]) -> bytes:
    if not items:
        return b""
    shown = b" ".join(b"<%04x>" % item if isinstance(item, int) else item for item in items)
    return b"[" + shown + b"] TJ\n"


def mark_pairs(content: bytes, fonts: Mapping[bytes, Pairs]) -> bytes:
    """Mark each pair of glyphs in a page's content with the letter that it stands for.

    Args:
        content: The page's drawing operators.
        fonts: Pairs of each font that has some, by its name on the page.

    Returns:
        The content; nothing that is drawn has changed. Arabic is drawn from its last letter to its
        first, so the lengthening comes before its letter.
    """
    operators = list(_OPERATOR.finditer(content))
    out, done = [], 0
    pairs: Pairs | None = None
    waiting = False  # a pair is open, and its letter comes with the next operator
    for index, operator in enumerate(operators):
        if operator["font"]:
            pairs = fonts.get(operator["font"])
            continue
        if pairs is None:
            continue
        items = _items(operator)
        if not waiting and not any(isinstance(i, int) and i in pairs.second for i in items):
            continue
        out.append(content[done : operator.start()])
        done = operator.end()
        following = _first_glyph(content, operators, index)
        shown, waiting = _mark(items, pairs, waiting, following)
        out.append(shown)
    return b"".join([*out, content[done:]])


def _first_glyph(content: bytes, operators: list[re.Match[bytes]], index: int) -> int | None:
    """The glyph that the next operator begins with, if it belongs to the same run of text."""
    if index + 1 >= len(operators):
        return None
    here, after = operators[index], operators[index + 1]
    between = content[here.end() : after.start()]
    if after["font"] or re.search(rb"\b(?:EMC|BDC|BMC|ET)\b", between):
        return None
    return next((item for item in _items(after) if isinstance(item, int)), None)


def _mark(
    items: list[bytes | int], pairs: Pairs, waiting: bool, following: int | None
) -> tuple[bytes, bool]:
    out: list[bytes] = []
    row: list[bytes | int] = []
    for place, item in enumerate(items):
        if isinstance(item, int) and item in pairs.second and not waiting:
            later = [i for i in items[place + 1 :] if isinstance(i, int)]
            letter = pairs.letters.get((later or [following or 0])[0])
            if letter:
                word = (b"\xfe\xff" + letter.encode("utf-16-be")).hex().encode()
                out += [_array(row), b"/Span <</ActualText <" + word + b">>> BDC\n"]
                row, waiting = [item], True
                continue
        row.append(item)
        if isinstance(item, int) and waiting:
            out += [_array(row), b"EMC\n"]
            row, waiting = [], False
    return b"".join([*out, _array(row)]), waiting


def _mend_mapping(font: Any, pairs: Pairs) -> None:
    """Map the lengthening to tatweel, and letters that the pair had left without one to theirs."""

    def mended(mapping: re.Match[bytes]) -> bytes:
        glyph = int(mapping[1], 16)
        if glyph in pairs.second:
            letter = chr(TATWEEL)
        elif not mapping[2]:
            letter = pairs.letters.get(glyph, "")
        else:
            return mapping[0]
        return b"<" + mapping[1] + b"> <" + letter.encode("utf-16-be").hex().encode() + b">"

    stream = font.ToUnicode
    stream.write(_MAPPING.sub(mended, stream.read_bytes()))


def mend(document: pikepdf.Pdf, fonts: Mapping[str, Path]) -> None:
    """Mark the pairs on every page of a PDF.

    Args:
        document: The PDF, as WeasyPrint writes it.
        fonts: Font files by the name that the PDF gives them, such as ``Amiri-Bold``.
    """
    mended: set[tuple[int, int]] = set()
    for page in document.pages:
        resources: Any = page.obj.get("/Resources", {})
        named: dict[bytes, Pairs] = {}
        for name, font in resources.get("/Font", {}).items():
            path = fonts.get(str(font.BaseFont).split("+")[-1].rstrip(","))
            if path is None:
                continue
            named[str(name)[1:].encode()] = read_pairs(path)
            if font.objgen not in mended and "/ToUnicode" in font:
                mended.add(font.objgen)
                _mend_mapping(font, read_pairs(path))
        if named and isinstance(page.obj.Contents, pikepdf.Stream):
            content = page.obj.Contents.read_bytes()
            page.obj.Contents.write(mark_pairs(content, named))
