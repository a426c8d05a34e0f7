"""Who is given the floor, and in whose words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.report.charts.style import (
    GREY,
    INK,
    LEADING,
    bare,
    looks,
    new_figure,
    rows_of,
    styled,
    wrap,
)

__all__ = ["floor"]

_ROW = 0.215  # inches
_ACROSS = 5  # panels side by side


@styled
def floor(
    floor: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    title: str = "",
) -> Figure:
    """Words reported from each group of speakers, one panel an article.

    Args:
        floor: Table ``03_floor``.
        sources: Table ``01_sources``.
        names: What each group of speakers is called; its id without.
        title: The finding.

    Returns:
        The chart. A bar is all reported words, its dark part those in the speaker's own words; a
        hollow mark is a group whose views are told without a report.
    """
    look = looks(sources)
    totals = floor.groupby("actor_group", sort=True)[["reported_words", "ascribed"]].sum()
    totals = totals.reset_index().sort_values(
        ["reported_words", "ascribed", "actor_group"], ascending=[False, False, True]
    )
    groups = list(totals["actor_group"])
    labels = [wrap((names or {}).get(group, group), 1.75) for group in groups]
    heights = [max(_ROW, 0.15 * (label.count("\n") + 1) + 0.06) for label in labels]
    tops = [sum(heights[:place]) for place in range(len(heights) + 1)]
    middles = [(tops[place] + tops[place + 1]) / 2 for place in range(len(heights))]
    across = min(_ACROSS, max(1, len(look)))
    down = math.ceil(len(look) / across) or 1
    figure = new_figure(down * (tops[-1] + 0.4) + 0.3, title)
    panels = figure.subplots(down, across, sharey=True, sharex=True, squeeze=False)
    longest = max([1, *floor["reported_words"]])
    cells = {
        (row.article, row.actor_group): (
            int(row.reported_words),
            int(row.quoted_words),
            int(row.ascribed),
            int(row.reports),
        )
        for row in rows_of(floor)
    }
    for place, (article, shown) in enumerate(look.items()):
        axes = panels[place // across][place % across]
        axes.set_title(wrap(shown.name, 0.85, weight=600), loc="left", color=INK, fontweight=600)
        for y, group in zip(middles, groups, strict=True):
            words, own, ascribed, reports = cells.get((article, group), (0, 0, 0, 0))
            axes.barh(y, words, height=0.14, color=shown.colour, alpha=0.35, lw=0)
            axes.barh(y, own, height=0.14, color=shown.colour, lw=0)
            if words:
                axes.text(words + longest * 0.04, y, str(words), va="center", size=7.5)
            elif ascribed and not reports:
                axes.plot(longest * 0.05, y, marker="o", mfc="white", mec=GREY, ms=4.5)
        axes.set_xlim(0, longest * 1.32)
        axes.set_xticks([])
        bare(axes, "left")
    for empty in panels.flat[len(look) :]:
        empty.set_axis_off()
    panels[0][0].set_yticks(middles, labels, linespacing=LEADING)
    panels[0][0].set_ylim(max(tops[-1], _ROW), 0)
    from matplotlib.lines import Line2D

    figure.legend(
        handles=[
            Patch(color="#4d4d4d", label="words quoted as spoken"),
            Patch(color="#4d4d4d", alpha=0.35, label="words of the report, retold"),
            Line2D(
                [],
                [],
                ls="",
                marker="o",
                mfc="white",
                mec=GREY,
                ms=4.5,
                label="only ascribed, never reported",
            ),
        ],
        loc="outside lower left",
        ncols=3,
        handlelength=1.2,
        handletextpad=0.4,
        borderpad=0,
        columnspacing=1.4,
    )
    return figure
