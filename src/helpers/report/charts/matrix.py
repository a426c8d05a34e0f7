"""Matrices of articles against what they may say: positions by voice, and coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.legend_handler import HandlerPatch
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from helpers.frame import Frame
from helpers.report.charts.style import (
    GREY,
    INK,
    LEADING,
    Look,
    bare,
    looks,
    new_figure,
    rows_of,
    styled,
    wrap,
)

__all__ = ["coverage", "positions"]

_LINE = 0.15  # inches for a line of words
_PAD = 0.08

# Fill, sign and ink of each value. Grey print keeps them apart: dark, middle, light, and the sign.
_POSITION = {
    "affirms": ("#1f4e79", "+", "white"),
    "denies": ("#e69f00", "\N{MINUS SIGN}", "black"),
    "open": ("#e3e3e3", "\N{WHITE CIRCLE}", INK),
    "mixed": ("#ffffff", "\N{PLUS-MINUS SIGN}", INK),
}
_POSITION_WORDS = {
    "affirms": "affirms",
    "denies": "denies",
    "open": "leaves open",
    "mixed": "both affirms and denies",
}
_LEVEL_WORDS = {
    "narrator": "In the outlet's own voice",
    "quoted": "In voices it reports",
    "ascribed": "Read into actors",
}
_COVERAGE = {
    "says": ("#1f4e79", "\N{HEAVY CHECK MARK}", "white"),
    "says otherwise": ("#e69f00", "\N{NOT EQUAL TO}", "black"),
    "silent": ("#ffffff", "\N{EN DASH}", INK),
    "could not have known": ("#ffffff", "", INK),
}
_NO_ROW = "no row: one origin only"


@styled
def positions(
    positions: pd.DataFrame, sources: pd.DataFrame, frame: Frame, *, title: str = ""
) -> Figure:
    """Article × proposition, once for each kind of voice.

    Args:
        positions: Table ``03_positions``.
        sources: Table ``01_sources``.
        frame: The coding frame, for the propositions' names and order.
        title: The finding.

    Returns:
        The chart. A cell's colour and sign say the position, the small number how many statements
        carry it; an empty cell carries none. Propositions that no voice touches have no row.
    """
    look = looks(sources)
    touched = set(positions["proposition"])
    rows = [(p.id, p.label) for p in frame.proposition if p.id in touched]
    cells = {
        (str(row.level), str(row.proposition), str(row.article)): (
            str(row.position),
            int(row.affirm) + int(row.open) + int(row.deny),
        )
        for row in rows_of(positions)
    }
    labels = [wrap(label, 1.75) for _, label in rows]
    tops = _tops(labels)
    figure, body, foot = _parts(tops[-1] + 0.65, title)
    axes = body.subplots(1, 3, sharey=True, squeeze=False)[0]
    for panel, (level, words) in zip(axes, _LEVEL_WORDS.items(), strict=True):
        values = {
            (place, column): cells[level, proposition, article]
            for place, (proposition, _) in enumerate(rows)
            for column, article in enumerate(look)
            if (level, proposition, article) in cells
        }
        _grid(panel, values, tops, list(look.values()), _POSITION)
        panel.set_title(words, loc="left", pad=31, color=INK)
    _row_labels(axes[0], labels, tops)
    _keys(foot, _POSITION, _POSITION_WORDS, list(look.values()))
    return figure


@styled
def coverage(coverage: pd.DataFrame, sources: pd.DataFrame, *, title: str = "") -> Figure:
    """Claim × article: who says it, who says otherwise, who is silent, who could not have known.

    Args:
        coverage: Table ``03_coverage``, or the claims of it to be shown, in order.
        sources: Table ``01_sources``.
        title: The finding.

    Returns:
        The chart; at the right, how many independent origins carry the claim. An empty cell has no
        row: one origin alone makes no silence. The keys are those of the cells that occur.
    """
    look = looks(sources)
    claims = coverage.drop_duplicates("claim")
    labels = [wrap(label, 3.3) for label in claims["label"]]
    tops = _tops(labels)
    columns = {article: place for place, article in enumerate(look)}
    rows = {claim: place for place, claim in enumerate(claims["claim"])}
    values = {
        (rows[claim], columns[article]): (value, 1)
        for claim, article, value in coverage[["claim", "article", "value"]].itertuples(index=False)
    }
    figure, body, foot = _parts(tops[-1] + 0.45, title)
    axes = body.add_subplot()
    _grid(axes, values, tops, list(look.values()), _COVERAGE)
    _row_labels(axes, labels, tops)
    axes.text(len(look) + 0.15, -0.08, "origins", va="bottom", color=GREY, size=7.5)
    for place, origins in enumerate(claims["origins"]):
        middle = (tops[place] + tops[place + 1]) / 2
        axes.text(len(look) + 0.3, middle, str(origins), va="center", color=GREY)
    occurring = {value for value, _ in values.values()}
    keys = {value: value for value in _COVERAGE if value in occurring}
    if len(values) < len(rows) * len(columns):
        keys[_NO_ROW] = _NO_ROW
    _keys(foot, _COVERAGE, keys, list(look.values()))
    return figure


def _parts(height: float, title: str) -> tuple[Figure, SubFigure, SubFigure]:
    """A chart with a foot for two lines of keys."""
    foot = 0.46
    figure = new_figure(height + foot, title)
    parts = figure.subfigures(2, 1, squeeze=False, height_ratios=[height, foot])
    return figure, parts[0, 0], parts[1, 0]


def _tops(labels: Sequence[str]) -> list[float]:
    """Where each row begins, in inches from the top, and where the last one ends."""
    tops = [0.0]
    for label in labels:
        tops.append(tops[-1] + max(0.23, (label.count("\n") + 1) * _LINE + _PAD))
    return tops if labels else [0.0, 0.3]


def _grid(
    axes: Axes,
    values: Mapping[tuple[int, int], tuple[str, int]],
    tops: Sequence[float],
    columns: Sequence[Look],
    code: Mapping[str, tuple[str, str, str]],
) -> None:
    """Cells (row, column) with their value and count; ``could not have known`` is struck out."""
    for (row, column), (value, count) in values.items():
        top, bottom = tops[row], tops[row + 1]
        fill, sign, ink = code[value]
        middle = (top + bottom) / 2
        axes.add_patch(
            Rectangle(
                (column + 0.04, top + 0.015),
                0.92,
                bottom - top - 0.03,
                facecolor=fill,
                edgecolor="#b5b5b5",
                lw=0.5,
            )
        )
        if sign:
            axes.text(
                column + (0.5 if count == 1 else 0.4),
                middle,
                sign,
                ha="center",
                va="center",
                color=ink,
                size=9,
                fontweight=600,
            )
        else:
            axes.plot(
                [column + 0.1, column + 0.9], [bottom - 0.03, top + 0.03], color="#8a8a8a", lw=0.7
            )
        if count > 1:
            axes.text(
                column + 0.72,
                middle,
                str(count),
                ha="center",
                va="center",
                color=ink,
                size=6.5,
            )
    for column, look in enumerate(columns):
        axes.plot(column + 0.5, -0.3, marker=look.marker, color=look.colour, ms=4.5, clip_on=False)
        axes.text(column + 0.5, -0.06, look.label, ha="center", va="bottom", color=INK, size=7.5)
    for row in range(len(tops)):
        axes.plot([0, len(columns)], [tops[row]] * 2, color="#ececec", lw=0.5, zorder=0)
    axes.set_xlim(0, max(len(columns), 1))
    axes.set_ylim(tops[-1], 0)
    axes.set_xticks([])
    bare(axes)


def _row_labels(axes: Axes, labels: Sequence[str], tops: Sequence[float]) -> None:
    middles = [(tops[i] + tops[i + 1]) / 2 for i in range(len(labels))]
    axes.set_yticks(middles, labels, linespacing=LEADING)


class _Key(HandlerPatch):
    """A key drawn as the cell it explains, with its sign; as an empty place if it has no code."""

    def __init__(self, code: Mapping[str, tuple[str, str, str]]) -> None:
        """Keep what each value looks like."""
        super().__init__()
        self.code = code

    def create_artists(self, *args: Any) -> list[Artist]:
        """The cell and its sign; ``args`` as matplotlib's handlers take them."""
        _, patch, left, down, width, height, _, place = args
        if patch.get_gid() not in self.code:
            return list(super().create_artists(*args))
        _, sign, ink = self.code[patch.get_gid()]
        centre = (width / 2 - left, height / 2 - down)
        if sign:
            mark: Artist = Text(
                *centre,
                sign,
                ha="center",
                va="center",
                color=ink,
                size=7.5,
                transform=place,
            )
        else:
            mark = Line2D(
                [0.5, width - 0.5], [0.5, height - 0.5], color="#8a8a8a", lw=0.7, transform=place
            )
        return [*super().create_artists(*args), mark]


def _keys(
    foot: SubFigure,
    code: Mapping[str, tuple[str, str, str]],
    words: Mapping[str, str],
    shown: Sequence[Look],
) -> None:
    """Two lines under the chart: what the cells mean, and which marker is which article.

    ``words`` has the values to be explained, in order; one without a code is an empty place.
    """
    cells = []
    for value, label in words.items():
        # a place without a cell shows no more than the lines between the rows
        fill, edge = (code[value][0], "#b5b5b5") if value in code else ("white", "#ececec")
        cell = Rectangle((0, 0), 1, 1, facecolor=fill, edgecolor=edge, lw=0.5, label=label)
        cell.set_gid(value)
        cells.append(cell)
    outlets = [
        Line2D([], [], ls="", marker=look.marker, color=look.colour, ms=4.5, label=look.name)
        for look in shown
    ]
    foot.legend(
        handles=cells,
        handler_map={Rectangle: _Key(code)},
        loc="upper left",
        ncols=5,
        handlelength=1.6,
        handleheight=1.1,
        columnspacing=1.2,
        handletextpad=0.4,
        borderpad=0,
    )
    foot.legend(
        handles=outlets,
        loc="lower left",
        ncols=5,
        handletextpad=0.1,
        columnspacing=1.0,
        borderpad=0,
    )
