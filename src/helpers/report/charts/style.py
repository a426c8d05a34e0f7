"""One style for all charts: fonts, colours, the look of each outlet, dates and numbers as words.

Charts are drawn with the fonts in this repository under names of their own, so that a font of the
same family on someone's machine can never take their place. Arabic labels are plain text in logical
order: matplotlib (3.11 and later) joins and orders the letters itself.
"""

from __future__ import annotations

import dataclasses
import functools
import io
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, cast

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from helpers.days import Span
from helpers.days import day_in_words as day_text
from helpers.days import in_words as edtf_text
from helpers.days import span as edtf_span
from helpers.report.citations import short_labels
from helpers.report.markup import number

__all__ = [
    "ACCENT",
    "GREY",
    "INK",
    "LEADING",
    "PALE",
    "WIDTH",
    "Look",
    "Span",
    "bare",
    "date_ticks",
    "day_text",
    "edtf_span",
    "edtf_text",
    "inches",
    "join",
    "looks",
    "new_figure",
    "percent_text",
    "range_text",
    "rows_of",
    "styled",
    "svg",
    "value_text",
    "wrap",
]

WIDTH = 6.3  # inches: the text column of an A4 page
SIZE = 8.5  # points
LEADING = 0.98  # times the fonts' own line height, which is wide
INK, GREY, PALE, ACCENT = "#1a1a1a", "#5f5f5f", "#d9d9d9", "#0072B2"

# Okabe and Ito's colours for all kinds of colour sight, without the yellow that white paper swallows.
# Seven colours and ten markers repeat together only after seventy outlets.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p")

_FONTS = Path(__file__).parents[1] / "fonts"
_FAMILIES = ("SourceSans3", "Amiri")  # vendored; the first that has a letter draws it
# Signs that the others lack; these come with matplotlib, whatever the machine has.
_SYMBOLS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_LATIN = re.compile(r"[A-Za-z]")
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"

P = ParamSpec("P")


class Look(NamedTuple):
    """How one article looks in every chart."""

    label: str  # 001
    name: str  # 001 Outlet
    colour: str
    marker: str


# ---- Fonts and the frame of a chart --------------------------------------------------------------


@functools.cache
def _families() -> tuple[str, ...]:
    """Register the fonts under names of their own; returns the names, in order of preference."""
    names = []
    symbols = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for family in _FAMILIES:
        files = sorted(_FONTS.glob(f"{family}_*.ttf"))
        for file in files:
            _register(file, f"report {family}")
        if files:
            names.append(f"report {family}")
    for name in _SYMBOLS:
        _register(symbols / name, "report symbols")
    return (*names, "report symbols")


def _register(file: Path, name: str) -> None:
    entry = font_manager.ttfFontProperty(font_manager.get_font(str(file)))
    style = "italic" if "italic" in file.stem.lower() else "normal"
    # Any bold serves as the one bold of the charts, so that no letter falls back to a thin one.
    weight = 600 if re.search("600|700|Bold", file.stem) else 400
    font_manager.fontManager.ttflist.append(
        dataclasses.replace(entry, name=name, style=style, weight=weight)
    )


def _settings() -> dict[str, Any]:
    return {
        "font.family": list(_families()),
        "font.size": SIZE,
        "text.color": INK,
        "axes.labelcolor": GREY,
        "axes.labelsize": SIZE,
        "axes.titlesize": SIZE,
        "axes.edgecolor": PALE,
        "axes.linewidth": 0.6,
        "axes.axisbelow": True,
        "xtick.color": GREY,
        "ytick.color": PALE,
        "ytick.labelcolor": INK,
        "xtick.labelsize": SIZE - 0.5,
        "ytick.labelsize": SIZE,
        "ytick.alignment": "center",
        "xtick.major.size": 2.5,
        "ytick.major.size": 0,
        "xtick.major.width": 0.6,
        "grid.color": "#e6e6e6",
        "grid.linewidth": 0.6,
        "legend.frameon": False,
        "legend.fontsize": SIZE - 0.5,
        "lines.linewidth": 1.4,
        "hatch.linewidth": 0.5,
        "figure.constrained_layout.h_pad": 0.04,
        "figure.constrained_layout.w_pad": 0.03,
        "svg.fonttype": "path",
        "svg.hashsalt": "report",
        "text.parse_math": False,
    }


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw in the report's style, whatever the settings outside."""

    @functools.wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(cast("Any", _settings()))
            return draw(*args, **kwargs)

    return inside


def new_figure(height: float, title: str = "") -> Figure:
    """An empty chart of the report's width, with the finding over it, left-aligned.

    Args:
        height: Inches, without the title.
        title: The finding; wrapped to the width.
    """
    lines = wrap(title, WIDTH - 0.1, SIZE + 1.5, 600) if title else ""
    extra = (lines.count("\n") + 1) * (SIZE + 1.5) * 1.25 / 72 + 0.06 if title else 0.0
    figure = Figure(figsize=(WIDTH, round(height + extra, 2)), layout="constrained")
    figure.set_facecolor("white")
    if title:
        figure.suptitle(
            lines, x=0.004, ha="left", fontsize=SIZE + 1.5, fontweight=600, linespacing=LEADING
        )
    return figure


def svg(figure: Figure) -> str:
    """The chart as SVG with outlined letters; the same chart gives the same bytes."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(cast("Any", _settings()))
        out = io.StringIO()
        write: Callable[..., None] = FigureCanvasSVG(figure).print_svg
        write(out, metadata={"Date": None, "Creator": None})
    return _light(out.getvalue())


def _light(drawing: str) -> str:
    """Take from a drawing what nobody sees: comments, indents, hundredths of a point."""
    drawing = re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL)
    drawing = re.sub(
        r' d="[^"]*"',
        lambda path: re.sub(
            r"-?\d+\.\d{3,}", lambda n: f"{float(n[0]):.2f}".rstrip("0").rstrip("."), path[0]
        ),
        drawing,
    )
    return re.sub(r"\n\s*", "\n", drawing)


def bare(axes: Axes, *keep: str) -> None:
    """Take the frame off, but for the sides named."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)


@functools.cache
def _outlines() -> TextToPath:
    return TextToPath()


@functools.lru_cache(maxsize=4096)
def inches(line: str, size: float = SIZE, weight: int = 400) -> float:
    """How wide a line is when drawn."""
    font = FontProperties(family=list(_families()), size=size, weight=weight)
    width, _, _ = _outlines().get_text_width_height_descent(line, font, ismath=False)
    return float(width) / 72


def wrap(text: str, width: float, size: float = SIZE, weight: int = 400) -> str:
    """Break a label into lines that fit a width, in inches, when drawn.

    A line's direction is that of its first letter. Arabic words in a label that has Latin letters or
    begins with a left-to-right mark would turn the line, so each line of it begins with that mark.
    """
    if _ARABIC.search(text) and (_LATIN.search(text) or text.startswith(_LEFT_TO_RIGHT)):
        lines = _broken(text.lstrip(_LEFT_TO_RIGHT), width, size, weight)
        return "\n".join(_LEFT_TO_RIGHT + line for line in lines)
    return "\n".join(_broken(text.lstrip(_LEFT_TO_RIGHT), width, size, weight))


def _broken(text: str, width: float, size: float, weight: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and inches(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows as records with a field a column; which types they hold, the schema says."""
    return list(frame.itertuples(index=False))


# ---- Articles ------------------------------------------------------------------------------------


def looks(sources: pd.DataFrame) -> dict[str, Look]:
    """Colour, marker and label of each article, the same in every chart.

    An outlet's colour follows the order of articles in ``sources``; two articles of one outlet share it.

    Args:
        sources: Table ``01_sources``, or its columns ``article``, ``short`` and ``outlet``.
    """
    labels = short_labels(sources["article"])
    outlets: dict[str, int] = {}
    found = {}
    for article, short, outlet in sources[["article", "short", "outlet"]].itertuples(index=False):
        place = outlets.setdefault(outlet, len(outlets))
        label = labels[article]
        name = label if short in ("", label) else f"{label} {short}"
        found[article] = Look(
            label, name, COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
        )
    return found


# ---- Dates ---------------------------------------------------------------------------------------


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_ticks(first: date, last: date, most: int = 9) -> tuple[list[date], list[str]]:
    """Round dates between two days, and their labels: at most ``most`` of them."""
    for days in (1, 2, 7, 14):
        if (last - first).days / days <= most - 1:
            found = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, days)]
            return found, [f"{day.day} {_MONTHS[day.month - 1][:3]}" for day in found]
    span = (last.year - first.year) * 12 + last.month - first.month
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600):
        if span / months <= most:
            break
    start = first.year * 12 + first.month - 1
    start += -start % months
    found = [
        date(n // 12, n % 12 + 1, 1) for n in range(start, last.year * 12 + last.month, months)
    ]
    found = [day for day in found if first <= day <= last]
    texts = []
    for index, day in enumerate(found):
        named = index == 0 or day.month == 1 or found[index - 1].year != day.year
        month = _MONTHS[day.month - 1][:3]
        texts.append(str(day.year) if months >= 12 else f"{month}\n{day.year}" if named else month)
    return found, texts


# ---- Words ---------------------------------------------------------------------------------------


def join(words: Sequence[str], most: int = 4) -> str:
    """A list in a sentence: ``a, b and c``; beyond ``most`` the rest is counted."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def percent_text(share: float) -> str:
    """A share in per cent, never rounded to none or all.

    >>> percent_text(0.423), percent_text(0.004), percent_text(1.0)
    ('42%', 'under 1%', '100%')
    """
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{math.floor(share * 100 + 0.5)}%"


def range_text(low: float, high: float) -> str:
    """A range in per cent: ``20–42%``; one value where both round to the same."""
    texts = [percent_text(float(low)), percent_text(float(high))]
    if texts[0] == texts[1]:
        return texts[0]
    first = texts[0].rstrip("%") if texts[0][0].isdigit() and texts[1][0].isdigit() else texts[0]
    return f"{first}–{texts[1]}"


_QUALIFIER = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "less than ",
    "vague": "loosely ",
}


def value_text(
    low: object, high: object, qualifier: str = "exact", kind: str = "count", day: str = ""
) -> str:
    """A figure as a reader says it: ``at least 1000``, ``3–9``, ``a third``'s 33%, a date in words."""
    before = _QUALIFIER.get(qualifier, "")
    if kind == "date":
        shown = edtf_text(day)
        return shown if "(about)" in shown else before.replace("loosely ", "") + shown
    ends = [end for end in (low, high) if not pd.isna(cast("float", end))]
    write = (lambda end: percent_text(float(end))) if kind == "share" else number
    texts = list(dict.fromkeys(write(cast("float", end)) for end in ends))
    return before + "–".join(texts) if texts else "no value"
