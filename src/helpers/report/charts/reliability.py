"""How far the codes can be relied on."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.report.charts.style import GREY, INK, bare, new_figure, rows_of, styled, wrap

__all__ = ["reliability"]

_COLUMNS = {
    "unitising_f1": ("s", INK, "same passages marked (F1)"),
    "agreement": ("o", "white", "raw agreement"),
    "alpha": ("D", "#0072B2", "Krippendorff's alpha"),
    "ac1": ("^", "#E69F00", "Gwet's AC1"),
}


@styled
def reliability(
    reliability: pd.DataFrame,
    *,
    comparison: str = "between coders",
    scope: str = "all",
    title: str = "",
) -> Figure:
    """Agreement by variable, with the bounds for tentative (.667) and reliable (.80) use.

    Args:
        reliability: Table ``03_reliability``, or the rows of it to be shown.
        comparison: Which comparison to draw.
        scope: Which scope to draw; ``""`` for every one.
        title: The finding.
    """
    rows = reliability[reliability["comparison"] == comparison]
    rows = rows[rows["scope"] == scope] if scope else rows
    labels = [
        wrap(f"{row.variable}{'' if row.scope == 'all' else f', {row.scope}'}", 2.4)
        for row in rows_of(rows)
    ]
    figure = new_figure(0.21 * max(1, len(rows)) + 0.75, title)
    axes = figure.add_subplot()
    for bound, word in ((0.667, "tentative"), (0.8, "reliable")):
        axes.annotate(
            word,
            (bound, 1.0),
            xycoords=("data", "axes fraction"),
            ha="left",
            va="bottom",
            size=7,
            color=GREY,
        )
        axes.axvline(bound, color=GREY, lw=0.7, ls=(0, (3, 2)), zorder=0)
    for column, (marker, fill, _) in _COLUMNS.items():
        for y, value in enumerate(rows[column]):
            if not pd.isna(value):
                axes.plot(float(value), y, marker=marker, mfc=fill, mec=INK, mew=0.7, ms=5)
    for y, pairs in enumerate(rows["matched"]):
        axes.annotate(
            f"n = {pairs}",
            (1.015, y),
            xycoords=("axes fraction", "data"),
            va="center",
            size=7.5,
            color=GREY,
            annotation_clip=False,
        )
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    values = [float(v) for c in _COLUMNS for v in rows[c].dropna()]
    axes.set_xlim(min([0.0, *values]) - 0.02, 1.02)
    bare(axes, "bottom")
    axes.grid(axis="y")
    figure.legend(
        handles=[
            Line2D([], [], ls="", marker=marker, mfc=fill, mec=INK, mew=0.7, ms=5, label=words)
            for marker, fill, words in _COLUMNS.values()
        ],
        loc="outside lower left",
        ncols=4,
        handletextpad=0.1,
        columnspacing=1.2,
        borderpad=0,
    )
    return figure
