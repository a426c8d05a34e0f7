"""What the articles derive from, drawn in layers from the oldest text to the last copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from helpers.report.charts.style import (
    GREY,
    INK,
    LEADING,
    WIDTH,
    Look,
    bare,
    inches,
    looks,
    new_figure,
    rows_of,
    styled,
    wrap,
)

__all__ = ["layers", "lineage"]

_ROW = 0.245  # inches
_BOW = 0.3  # how far a line between neighbours bends, in layers
_NUMBER = 0.38  # where on a line its number stands: before lines meet, and after they part
_CLEAR = 0.09  # inches between a mark and its lines or its name
_STRENGTH = ("declared", "known", "computed")  # the first basis of an edge is drawn
_LINE = {"declared": "-", "known": (0, (5, 1.5)), "computed": (0, (1, 1.2))}
_WORDS = {
    "declared": "the article says so",
    "known": "known from outside the text",
    "computed": "shared claims show it",
}
_WEIGHT = {"high": 1.9, "medium": 1.2, "low": 0.7}
_ORDER = {"high": 2, "medium": 1, "low": 0}


class _Edge(NamedTuple):
    source: str
    target: str
    basis: str
    confidence: str
    claims: int
    alike: bool  # the two share an upstream text; neither follows the other
    confirmed: bool = False  # said or known, and the claims alone give it away as well


def layers(edges: Iterable[tuple[str, str]], last: Iterable[str]) -> list[list[str]]:
    """Put the texts of a graph into layers, so that every text stands after what it derives from.

    Where texts derive from each other in a circle, they share the last layer that fits.

    Args:
        edges: Pairs of source and target.
        last: Texts that stand in the last layer at the earliest (the articles), in their order.

    Returns:
        The layers, oldest first; neighbours that share targets stand together.
    """
    order = list(dict.fromkeys(last))
    pairs = list(dict.fromkeys((a, b) for a, b in edges if a != b))
    names = list(dict.fromkeys([*order, *(name for pair in pairs for name in pair)]))
    depth = {name: 1 if name in order else 0 for name in names}
    for _ in names:  # longest path; a circle stops after as many rounds as there are texts
        moved = False
        for source, target in pairs:
            wanted = min(depth[source] + 1, len(names))
            if depth[target] < wanted and not _reaches(pairs, target, source):
                depth[target], moved = wanted, True
        if not moved:
            break
    deepest = max(depth.values(), default=0)
    depth |= {name: deepest for name in order if not any(a == name for a, _ in pairs)}
    place = {name: float(index) for index, name in enumerate(order)}
    found: list[list[str]] = []
    for layer in sorted(set(depth.values()), reverse=True):
        members = [name for name in names if depth[name] == layer]
        near = {name: [place[b] for a, b in pairs if a == name and b in place] for name in members}
        key = {
            name: place.get(name, sum(near[name]) / len(near[name]) if near[name] else 1e9)
            for name in members
        }
        members.sort(key=lambda name: (key[name], name))
        place |= {name: key[name] for name in members}
        found.append(members)
    return found[::-1]


def _reaches(pairs: list[tuple[str, str]], start: str, goal: str) -> bool:
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo += [b for a, b in pairs if a == here]
    return False


@styled
def lineage(lineage: pd.DataFrame, sources: pd.DataFrame, *, title: str = "") -> Figure:
    """Which article derives from which text, and how we know.

    Args:
        lineage: Table ``02_lineage``; edges that say ``independent`` are not drawn.
        sources: Table ``01_sources``.
        title: The finding.

    Returns:
        The chart: texts at the left, articles at the right. The line says how we know, its
        thickness how sure we are, the number how many claims the two share.
    """
    look = looks(sources)
    edges = _edges(lineage)
    found = layers(
        [(edge.source, edge.target) for edge in edges if not edge.alike or edge.source not in look],
        look,
    )
    rows = max([1, *(len(layer) for layer in found)])
    figure = new_figure(rows * _ROW + 0.55, title)
    axes = figure.add_subplot()
    place = {
        name: (x, (i + 0.5) * rows / len(layer))
        for x, layer in enumerate(found)
        for i, name in enumerate(layer)
    }
    # Names stand outside the drawing: what they leave of the width is the layers'.
    left = max([0.3, *(_wide(name, look) for name in found[0])]) if found else 0.3
    right = max([0.3, *(_wide(name, look) for name in found[-1])]) if found else 0.3
    inch = max(1, len(found) - 1) / max(WIDTH - left - right - 4 * _CLEAR, 1.0)
    clear = _CLEAR * inch
    for edge in edges:
        _line(axes, edge, place, clear)
    for name, (x, y) in place.items():
        _text(axes, name, x, y, look, clear)
    axes.set_xlim(-left * inch - 2 * clear, max(1, len(found) - 1) + right * inch + 2 * clear)
    axes.set_ylim(rows, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    bare(axes)
    axes.annotate(
        "Numbers: claims that the two texts share; framed where these alone give the copy away too. "
        "The thicker the line, the surer.",
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -2),
        textcoords="offset points",
        va="top",
        size=7.5,
        color=GREY,
    )
    figure.legend(
        handles=[
            Line2D([], [], color=INK, ls=_LINE[basis], lw=1.4, label=_WORDS[basis])
            for basis in _STRENGTH
        ],
        loc="outside lower left",
        ncols=3,
        handlelength=2.6,
        borderpad=0,
        columnspacing=1.4,
    )
    return figure


def _edges(lineage: pd.DataFrame) -> list[_Edge]:
    """One edge a pair of texts: its strongest basis, its best confidence, its most claims."""
    found: dict[tuple[str, str], _Edge] = {}
    for row in rows_of(lineage):
        if row.relation == "independent" or row.source == row.target:
            continue
        alike = row.relation == "same upstream briefing"
        pair = (str(row.source), str(row.target))
        if alike and pair[::-1] in found:
            continue
        claims = 0 if pd.isna(row.claims) else int(row.claims)
        edge = _Edge(*pair, str(row.basis), str(row.confidence), claims, alike)
        old = found.get(pair)
        if old:
            computed = "computed" in (old.basis, edge.basis)
            edge = _Edge(
                *pair,
                min(old.basis, edge.basis, key=_STRENGTH.index),
                max(old.confidence, edge.confidence, key=lambda name: _ORDER[name]),
                max(old.claims, edge.claims),
                old.alike and edge.alike,
                old.confirmed or (computed and old.basis != edge.basis),
            )
        found[pair] = edge
    return list(found.values())


def _line(axes: Axes, edge: _Edge, place: Mapping[str, tuple[float, float]], clear: float) -> None:
    (x0, y0), (x1, y1) = place[edge.source], place[edge.target]
    if x0 == x1:  # neighbours in a layer: a bow at the side where no names stand
        path = Path([(x0, y0), (x0 - _BOW, (y0 + y1) / 2), (x1, y1)], [1, 3, 3])
        middle = (x0 - _BOW / 2, (y0 + y1) / 2)
    else:
        path = Path([(x0 + clear, y0), (x1 - clear, y1)])
        middle = (x0 + (x1 - x0) * _NUMBER, y0 + (y1 - y0) * _NUMBER)
    axes.add_patch(
        FancyArrowPatch(
            path=path,
            transform=axes.transData,
            arrowstyle="-" if edge.alike else "-|>",
            mutation_scale=7,
            color=GREY,
            lw=_WEIGHT[edge.confidence],
            ls=_LINE[edge.basis],
            zorder=1,
        )
    )
    if edge.claims:
        axes.text(
            *middle,
            str(edge.claims),
            ha="center",
            va="center",
            size=7.5,
            color=INK,
            zorder=3,
            fontweight=600 if edge.confirmed else 400,
            bbox={
                "boxstyle": "round,pad=0.2" if edge.confirmed else "round,pad=0.12",
                "fc": "white",
                "ec": INK if edge.confirmed else "none",
                "lw": 0.8,
            },
        )


def _shown(name: str) -> str:
    return wrap(name, 2.1)


def _wide(name: str, look: Mapping[str, Look]) -> float:
    """Inches that a name takes beside its mark."""
    if name in look:
        return inches(look[name].name, weight=600)
    return max(inches(line) for line in _shown(name).split("\n"))


def _text(
    axes: Axes, name: str, x: float, y: float, look: Mapping[str, Look], clear: float
) -> None:
    if name in look:
        shown = look[name]
        axes.plot(x, y, marker=shown.marker, color=shown.colour, ms=7, zorder=4)
        axes.text(x + 1.3 * clear, y, shown.name, va="center", fontweight=600, zorder=4)
    else:
        axes.plot(x, y, marker="o", mfc="white", mec=GREY, ms=4.5, zorder=4)
        axes.text(
            x - clear,
            y,
            _shown(name),
            va="center",
            ha="right",
            linespacing=LEADING,
            zorder=4,
            bbox=None if x == 0 else {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none"},
        )
