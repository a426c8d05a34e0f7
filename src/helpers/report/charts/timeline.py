"""When the articles appeared, between the events that they could or could not know."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.markers import CARETLEFT, CARETRIGHT

from helpers.report.charts.style import (
    GREY,
    INK,
    LEADING,
    Look,
    Span,
    bare,
    date_ticks,
    edtf_span,
    edtf_text,
    looks,
    new_figure,
    styled,
    wrap,
)

__all__ = ["timeline"]

_LABEL = 3.6  # inches for the words at the left
_LINE = 0.14  # inches for a line of words
_GAP = 0.045
_UNTIL = ("by", "until", "before")
# Caret markers have their tip on the date.
_BOUNDS: dict[str, int] = {
    **dict.fromkeys(_UNTIL, CARETRIGHT),
    **dict.fromkeys(("since", "from", "after"), CARETLEFT),
}


@styled
def timeline(sources: pd.DataFrame, events: pd.DataFrame, *, title: str = "") -> Figure:
    """Publication dates against dated events, one row each, in order of time.

    Args:
        sources: Table ``01_sources``.
        events: Columns ``date`` (EDTF) and ``label`` (or ``event``); with ``relation``, a date *by*
            or *since* which a thing happens is an arrowhead, for it bounds the event on one side.
        title: The finding.

    Returns:
        The chart. An article is a bar from its first to its last possible day in its outlet's colour;
        a bar without a cap has an approximate end. An event is a grey mark; one without a usable
        date is left out.
    """
    look = looks(sources)
    rows: list[tuple[Span, str, str, str]] = []  # period, label, article or "", relation
    published: dict[str, str] = dict(zip(sources["article"], sources["published"], strict=True))
    for article, day in published.items():
        span = edtf_span(day)
        if span:
            rows.append((span, f"{look[article].name}: {edtf_text(day)}", article, ""))
    words = "label" if "label" in events else "event"
    relations = events["relation"] if "relation" in events else [""] * len(events)
    for day, label, relation in zip(events["date"], events[words], relations, strict=True):
        span = edtf_span(day)
        if span:
            before = f"{relation} " if relation in _BOUNDS else ""
            rows.append((span, f"{before}{edtf_text(day)}: {label}", "", str(relation)))
    rows.sort(key=lambda row: (row[0].first, row[0].last, row[1]))
    labels = [wrap(label, _LABEL) for _, label, *_ in rows]
    heights = [(label.count("\n") + 1) * _LINE + _GAP for label in labels]
    places = [sum(heights[:i]) + height / 2 for i, height in enumerate(heights)]

    figure = new_figure(sum(heights) + 0.5, title)
    axes = figure.add_subplot()
    for (span, _, article, relation), place in zip(rows, places, strict=True):
        axes.axhline(place, color="#efefef", lw=0.6, zorder=0)
        if article:
            open_end = published[article].rstrip().endswith(("~", "?", "%"))
            _bar(axes, span, place, look[article], open_end=open_end)
        elif relation in _BOUNDS:
            # The tip is the last day (or the first) that the words allow.
            bound = (span.last if relation in _UNTIL else span.first).toordinal()
            axes.plot(bound, place, marker=_BOUNDS[relation], color=GREY, ms=6, ls="")
        else:
            ends = [day.toordinal() for day in span]
            axes.plot(ends, [place] * 2, color="#9a9a9a", lw=2, solid_capstyle="butt")
            axes.plot(sum(ends) / 2, place, marker="|", color=GREY, ms=8, mew=1.4)
    axes.set_yticks(places, labels, linespacing=LEADING)
    for tick, (_, _, article, _) in zip(axes.get_yticklabels(), rows, strict=True):
        tick.set_color(INK if article else GREY)
        tick.set_fontweight(600 if article else 400)
    axes.set_ylim(sum(heights) or 1, 0)
    _dates(axes, [row[0] for row in rows])
    bare(axes, "bottom")
    axes.grid(axis="x")
    return figure


def _bar(axes: Axes, span: Span, place: float, look: Look, *, open_end: bool) -> None:
    low, high = (day.toordinal() for day in span)
    if high > low:
        axes.plot([low, high], [place] * 2, color=look.colour, lw=3.5, solid_capstyle="butt")
        axes.plot(low, place, marker="|", color=look.colour, ms=8, mew=1.2)
        if not open_end:
            axes.plot(high, place, marker="|", color=look.colour, ms=8, mew=1.2)
    axes.plot((low + high) / 2, place, marker=look.marker, color=look.colour, ms=6)


def _dates(axes: Axes, spans: list[Span]) -> None:
    if not spans:
        return
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    room = timedelta(days=max(1, (last - first).days // 25))
    ticks, texts = date_ticks(first - room, last + room)
    axes.set_xticks([day.toordinal() for day in ticks], texts)
    axes.set_xlim((first - room).toordinal(), (last + room).toordinal())
