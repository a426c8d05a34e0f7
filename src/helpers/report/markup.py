"""Text and numbers as HTML: what every page, table and chart writes them with.

Whatever comes from a table is text: markup in it is escaped, and control characters are written out.
"""

from __future__ import annotations

import html
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from helpers.tables import missing

__all__ = [
    "ARABIC",
    "Caption",
    "Html",
    "arabic_inside",
    "as_percent",
    "number",
    "text",
    "visible",
]

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
# A run of Arabic words with the spaces, digits and marks between them, for text that is mostly English.
_ARABIC_RUN = re.compile(
    r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"
    r"(?:[^A-Za-z<>\n]*[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff])?"
)
# Marks that would turn the text round them: a reader has to see them rather than their effect.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, repr=False)
class Html:
    """A piece of the report: shown as HTML in a notebook, taken unescaped by a template."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __html__(self) -> str:
        """The markup, for template engines that ask whether it is safe."""
        return self.html

    def __str__(self) -> str:
        """The markup."""
        return self.html

    def __repr__(self) -> str:
        """A constant: a memory address here would make two renders differ."""
        return "<Html>"


class Caption(str):
    """The words of a chart: one line for whoever reads it as text, its parts for the page.

    Attributes:
        name: Kind and number, such as ``Chart 2.1``.
        finding: What the chart shows, as a sentence; the page sets it over the drawing.
        rest: How many texts, what is left out, where the rows are; set under the drawing.
    """

    name: str
    finding: str
    rest: str

    def __new__(cls, name: str, finding: str, rest: str) -> Self:
        """Join the parts."""
        made = super().__new__(cls, f"{name} \N{EM DASH} {finding} {rest}".rstrip())
        made.name, made.finding, made.rest = name, finding, rest
        return made


def text(value: object) -> str:
    r"""Any value as HTML text: markup escaped, control characters written out, line ends kept.

    >>> text('<b>1 & 2</b>')
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    >>> text('a\x07b')
    'a\\x07b'
    """
    return "<br>".join(_escape(line) for line in _lines(value))


def _lines(value: object) -> list[str]:
    """The lines of a cell that hold anything."""
    content = "" if missing(value) else str(value)
    return [line for line in re.split(r"[\r\n]+", content) if line.strip()]


def _escape(line: str) -> str:
    return html.escape(visible(line))


def visible(line: str) -> str:
    """Text with its control characters, turning marks and non-characters written out."""
    return "".join(
        f"\\x{ord(c):02x}"
        if ord(c) < 0x100 and unicodedata.category(c) == "Cc" and c != "\t"
        else f"\\u{ord(c):04x}"
        if c in _TURNING or 0xD800 <= ord(c) < 0xE000 or ord(c) in (0xFFFE, 0xFFFF)
        else c
        for c in line
    )


def arabic_inside(value: object) -> str:
    """Text in another language, its Arabic runs marked with language and direction."""
    marked = []
    for line in _lines(value):
        done, last = "", 0
        for run in _ARABIC_RUN.finditer(line):
            done += _escape(line[last : run.start()])
            done += f'<span lang="ar" dir="rtl">{_escape(run[0])}</span>'
            last = run.end()
        marked.append(done + _escape(line[last:]))
    return "<br>".join(marked)


def number(value: object) -> str:
    """A number for a reader: commas from 10 000 on, at most two decimals, empty when missing.

    >>> number(2500), number(103700000), number(0.3333), number(None)
    ('2500', '103,700,000', '0.33', '')
    """
    if missing(value):
        return ""
    amount = float(value)  # type: ignore[arg-type]
    if not math.isfinite(amount):
        return ""
    rounded = round(amount, 2)
    grouped = "," if abs(rounded) >= 10_000 else ""
    shown = f"{rounded:{grouped}.2f}".rstrip("0").rstrip(".")
    return shown.replace("-", "\N{MINUS SIGN}")


def as_percent(value: object) -> str:
    """A share of one in whole per cent: never 0% of something nor 100% of less than all."""
    if missing(value):
        return ""
    share = float(value)  # type: ignore[arg-type]
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"
