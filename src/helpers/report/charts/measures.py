"""The same quantity in every article: values, ranges, qualifiers and dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.report.charts.style import (
    GREY,
    INK,
    LEADING,
    Look,
    bare,
    date_ticks,
    edtf_span,
    looks,
    new_figure,
    percent_text,
    rows_of,
    styled,
    value_text,
    wrap,
)
from helpers.report.markup import number

__all__ = ["measures"]

_LINE = 0.135
_GAP = 0.055
_NOTE = 2.35  # inches for the words at the right


class _Row(NamedTuple):
    look: Look
    low: float
    high: float
    qualifier: str
    note: str
    first: bool  # first row of its article


class _Panel(NamedTuple):
    label: str
    unit: str
    kind: str
    rows: list[_Row]
    silent: list[str]


@styled
def measures(
    measures: pd.DataFrame,
    sources: pd.DataFrame,
    measure_ids: Sequence[str],
    *,
    title: str = "",
) -> Figure:
    """Values by article, one panel a measure.

    Args:
        measures: Table ``02_measures``; repetitions within an article are left out here.
        sources: Table ``01_sources``.
        measure_ids: The measures to draw, from the top.
        title: The finding.

    Returns:
        The chart. A full mark is an exact figure, a hollow one a qualified one; a bar spans a range,
        an arrow points where "at least" or "less than" leads. Articles that do not give the
        measure are named under its panel.

    Raises:
        ValueError: A measure has no row that can be drawn.
    """
    look = looks(sources)
    panels = [_panel(measures, look, measure) for measure in measure_ids]
    heights = [
        sum((row.note.count("\n") + 1) * _LINE + _GAP for row in panel.rows)
        + (0.2 if panel.silent else 0.05)
        for panel in panels
    ]
    figure = new_figure(sum(heights) + 0.5 * len(panels) + 0.25, title)
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)[:, 0]
    for one, panel, height in zip(axes, panels, heights, strict=True):
        _draw(one, panel, height)
    figure.legend(
        handles=[
            Line2D([], [], ls="", marker="o", color=GREY, ms=5, label="exact"),
            Line2D([], [], ls="", marker="o", mfc="white", mec=GREY, ms=5, label="qualified"),
            Line2D([], [], color=GREY, lw=3, label="range or period"),
            Line2D(
                [], [], ls="", label="\N{RIGHTWARDS ARROW} or more, \N{LEFTWARDS ARROW} or less"
            ),
        ],
        loc="outside lower left",
        ncols=4,
        handlelength=1.4,
        handletextpad=0.4,
        borderpad=0,
        columnspacing=1.4,
    )
    return figure


def _panel(measures: pd.DataFrame, look: dict[str, Look], measure: str) -> _Panel:
    found = measures[(measures["measure"] == measure) & measures["duplicate_of"].isna()]
    label = str(found["label"].iloc[0] or measure) if len(found) else measure
    kind = str(found["kind"].mode().iloc[0]) if len(found) else ""
    rows: list[_Row] = []
    seen: set[tuple[Any, ...]] = set()
    given = set()
    for article, shown in look.items():
        mine = found[found["article"] == article]
        for row in rows_of(mine):
            ends = _ends(row, kind)
            if ends is None:
                continue
            words = value_text(row.low, row.high, row.qualifier, row.kind, row.date)
            told = [row.scope, row.holder if row.holder not in label else "", row.as_of]
            note = "\N{LEFT-TO-RIGHT MARK}" + ", ".join([words, *(str(p) for p in told if p)])
            if (article, ends, row.qualifier, note) in seen:
                continue
            seen.add((article, ends, row.qualifier, note))
            first = article not in given
            given.add(article)
            rows.append(_Row(shown, *ends, row.qualifier, wrap(note, _NOTE, 8), first))
    if not rows:
        msg = f"no row of measure {measure!r} has a value; choose one of those in 02_measures"
        raise ValueError(msg)
    units = [unit for unit in found["unit"] if unit] if kind != "date" and "unit" in found else []
    unit = max(sorted(set(units)), key=units.count) if units else ""
    return _Panel(label, unit, kind, rows, [look[a].name for a in look if a not in given])


def _ends(row: Any, kind: str) -> tuple[float, float] | None:
    if row.kind != kind:
        return None
    if kind == "date":
        span = edtf_span(row.date)
        return (float(span.first.toordinal()), float(span.last.toordinal())) if span else None
    if pd.isna(row.low) and pd.isna(row.high):
        return None
    low = row.high if pd.isna(row.low) else row.low
    high = row.low if pd.isna(row.high) else row.high
    return float(low), float(high)


def _draw(axes: Axes, panel: _Panel, height: float) -> None:
    label, unit, kind, rows, silent = panel
    least, most = min(row.low for row in rows), max(row.high for row in rows)
    room = (most - least) * 0.09 or (30.0 if kind == "date" else abs(most) * 0.2 or 1.0)
    begin = least - room
    if kind != "date" and least >= 0:
        # From nothing on: a cut axis would turn equal numbers into a spread.
        room = most * 0.09 or 1.0
        begin = -room * 0.2
    axes.set_xlim(begin, most + room)
    top = 0.0
    middles, names = [], []
    for row in rows:
        tall = (row.note.count("\n") + 1) * _LINE + _GAP
        middle = top + tall / 2
        top += tall
        _mark(axes, row, middle, room)
        axes.annotate(
            row.note,
            (1.02, middle),
            xycoords=("axes fraction", "data"),
            va="center",
            size=8,
            linespacing=LEADING,
            annotation_clip=False,
        )
        if row.first:
            middles.append(middle)
            names.append(row.look.name)
            axes.axhline(top - tall, color="#ececec", lw=0.6, zorder=0)
    if silent:
        axes.annotate(
            "not given: " + ", ".join(silent),
            (0, top + 0.06),
            xycoords=("axes fraction", "data"),
            va="center",
            size=7.5,
            color=GREY,
        )
    axes.set_yticks(middles, names)
    axes.set_ylim(height, 0)
    axes.set_title(label, loc="left", fontweight=600, color=INK)
    if unit:
        axes.annotate(
            f"unit: {unit}",
            (0.995, 1.0),
            xycoords=("figure fraction", "axes fraction"),
            xytext=(0, 6),
            textcoords="offset points",
            ha="right",
            size=7.5,
            color=GREY,
        )
    bare(axes, "bottom")
    axes.grid(axis="x")
    if kind == "date":
        low, high = (date.fromordinal(round(end)) for end in (begin, most + room))
        ticks, texts = date_ticks(low, high, 5)
        axes.set_xticks([day.toordinal() for day in ticks], texts)
    else:
        axes.locator_params(axis="x", nbins=4)
        write: Callable[[float], str] = percent_text if kind == "share" else number
        axes.xaxis.set_major_formatter(lambda value, _: write(value))


def _mark(axes: Axes, row: _Row, place: float, room: float) -> None:
    colour = row.look.colour
    if row.high > row.low:
        style = (0, (1.5, 1)) if row.qualifier == "vague" else "-"
        axes.plot(
            [row.low, row.high],
            [place] * 2,
            color=colour,
            lw=3,
            alpha=0.8,
            solid_capstyle="butt",
            ls=style,
        )
        for end in (row.low, row.high):
            axes.plot(end, place, marker="|", color=colour, ms=7, mew=1.2)
    toward = {"at_least": 1, "more_than": 1, "less_than": -1}.get(row.qualifier, 0)
    if toward:
        start = row.high if toward > 0 else row.low
        axes.annotate(
            "",
            (start + toward * room * 0.9, place),
            (start, place),
            arrowprops={"arrowstyle": "->", "color": colour, "lw": 1.2, "shrinkA": 0, "shrinkB": 0},
        )
    filled = row.qualifier == "exact"
    axes.plot(
        (row.low + row.high) / 2,
        place,
        marker=row.look.marker,
        mec=colour,
        mfc=colour if filled else "white",
        ms=5.5,
        mew=1.2,
    )
