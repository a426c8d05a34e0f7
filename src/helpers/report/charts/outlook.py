"""How likely each outcome is, at each date, and how far that hangs on single settings."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.report.charts.style import (
    ACCENT,
    GREY,
    INK,
    LEADING,
    WIDTH,
    bare,
    edtf_text,
    new_figure,
    percent_text,
    styled,
    wrap,
)

__all__ = ["leader", "main_prior", "outlook", "sensitivity"]

_BANDS = (0.01, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 0.99)
_BAND_WORDS = {
    (0.05 + 0.20) / 2: "very\nunlikely",
    (0.20 + 0.45) / 2: "unlikely",
    0.50: "roughly\neven",
    (0.55 + 0.80) / 2: "likely",
    (0.80 + 0.95) / 2: "very\nlikely",
}
# From grey and hollow to full and dark: the later date is the one that counts.
_DATES = (("o", "#8a8a8a", "white"), ("o", ACCENT, ACCENT), ("D", INK, INK), ("s", GREY, GREY))


def main_prior(outlook: pd.DataFrame) -> str:
    """The prior that the main result rests on: ``uniform`` if there is one, else the first."""
    priors = list(dict.fromkeys(outlook["prior"]))
    return "uniform" if "uniform" in priors or not priors else str(priors[0])


def leader(outlook: pd.DataFrame, as_of: str, run: str = "main", prior: str = "") -> pd.Series:
    """The row of the most probable scenario at a date.

    Raises:
        ValueError: There is no such run.
    """
    prior = prior or main_prior(outlook)
    mine = outlook[
        (outlook["as_of"] == as_of) & (outlook["run"] == run) & (outlook["prior"] == prior)
    ].sort_values(["probability", "scenario"], ascending=[False, True])
    if mine.empty:
        msg = f"no run {run!r} with prior {prior!r} as of {as_of!r}; see 04_outlook"
        raise ValueError(msg)
    return mine.iloc[0]


@styled
def outlook(
    outlook: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    prior: str = "",
    title: str = "",
) -> Figure:
    """The probability of each scenario at each date, with its interval.

    Args:
        outlook: Table ``04_outlook``.
        names: What each scenario is called; its id without.
        prior: The prior to show; `main_prior` without.
        title: The finding.

    Returns:
        The chart: scenarios as rows, one mark and bar a date, bounds of the likelihood words behind.
    """
    prior = prior or main_prior(outlook)
    main = outlook[(outlook["run"] == "main") & (outlook["prior"] == prior)]
    dates = sorted(set(main["as_of"]))
    scenarios = sorted(set(main["scenario"]))
    step = 0.2
    block = step * len(dates) + 0.12
    figure = new_figure(block * len(scenarios) + 0.95, title)
    axes = figure.add_subplot()
    _bands(axes)
    for place, scenario in enumerate(scenarios):
        for turn, day in enumerate(dates):
            row = main[(main["scenario"] == scenario) & (main["as_of"] == day)]
            if row.empty:
                continue
            one = row.iloc[0]
            y = place * block + 0.1 + turn * step
            marker, colour, fill = _DATES[turn % len(_DATES)]
            _interval(axes, one, y, colour)
            axes.plot(
                one["probability"], y, marker=marker, mec=colour, mfc=fill, ms=6, mew=1.4, zorder=3
            )
            words = f"{percent_text(one['probability'])}  {one['words']}"
            axes.annotate(
                words,
                (1.015, y),
                xycoords=("axes fraction", "data"),
                va="center",
                size=8,
                color=INK,
                annotation_clip=False,
            )
        if place:
            axes.axhline(place * block - 0.05, color="#ececec", lw=0.6, zorder=0)
    middles = [i * block + 0.1 + step * (len(dates) - 1) / 2 for i in range(len(scenarios))]
    labels = [_named(scenario, names, 1.6) for scenario in scenarios]
    axes.set_yticks(middles, labels, linespacing=LEADING)
    axes.set_ylim(block * len(scenarios), -0.02)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: percent_text(value))
    bare(axes, "bottom")
    figure.legend(
        handles=[
            Line2D(
                [],
                [],
                marker=_DATES[i % len(_DATES)][0],
                color=_DATES[i % len(_DATES)][1],
                mfc=_DATES[i % len(_DATES)][2],
                lw=2.2,
                ms=6,
                label=f"as of {edtf_text(day)}",
            )
            for i, day in enumerate(dates)
        ],
        loc="outside lower left",
        ncols=3,
        borderpad=0,
        columnspacing=1.4,
    )
    return figure


def _bands(axes: Axes) -> None:
    for bound in _BANDS:
        axes.axvline(bound, color="#dedede", lw=0.6, ls=(0, (2, 2)), zorder=0)
    for middle, words in _BAND_WORDS.items():
        axes.annotate(
            words,
            (middle, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=7,
            color=GREY,
            linespacing=LEADING,
        )


def _named(scenario: str, names: Mapping[str, str] | None, inches: float) -> str:
    name = (names or {}).get(scenario, "")
    return wrap(f"{scenario} {name}".strip(), inches)


@styled
def sensitivity(
    outlook: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    prior: str = "",
    most: int = 12,
    labels: Mapping[str, str] | None = None,
    title: str = "",
) -> Figure:
    """How the leading scenario's probability moves when one setting changes.

    Args:
        outlook: Table ``04_outlook``.
        names: What each scenario is called; its id without.
        prior: The prior of the reruns; `main_prior` without. Other priors are rows of their own.
        most: Reruns shown a date: of each kind the one that moves the leader most, then those of
            any kind, changes of leader first.
        labels: What the articles, origins and indicators that reruns change are called.
        title: The finding.

    Returns:
        The chart: a panel a date, a row a rerun, a dashed line at the main result. A cross marks a
        rerun in which another scenario leads, and names it.
    """
    prior = prior or main_prior(outlook)
    dates = sorted(set(outlook["as_of"]))
    panels = [(day, *_reruns(outlook, day, prior, most, labels)) for day in dates]
    highs = [float(row["high"]) for _, _, rows in panels for _, row, _ in rows]
    furthest = min(1.0, math.ceil(max([0.45, *highs]) * 10 + 0.5) / 10)
    texts = [[wrap(run, 2.6) for run, _, _ in rows] for _, _, rows in panels]
    tall = [[0.05 + 0.14 * (text.count("\n") + 1) for text in column] for column in texts]
    heights = [sum(column) or 0.3 for column in tall]
    figure = new_figure(sum(heights) + 0.55 * len(panels) + 0.3, title)
    axes = figure.subplots(
        max(1, len(panels)), 1, squeeze=False, sharex=True, height_ratios=heights or [1]
    )[:, 0]
    for one, (day, lead, rows), shown, rise in zip(axes, panels, texts, tall, strict=False):
        main = float(lead["probability"])
        one.axvline(main, color=INK, lw=0.9, ls=(0, (4, 2)), zorder=1)
        places = [sum(rise[:i]) + height / 2 for i, height in enumerate(rise)]
        for y, (_, row, other) in zip(places, rows, strict=True):
            _interval(one, row, y, "#9fc3df")
            one.plot(
                row["probability"],
                y,
                marker="X" if other else "o",
                ms=6 if other else 5,
                color="#D55E00" if other else ACCENT,
                zorder=3,
            )
            words = percent_text(float(row["probability"])) + (f"; {other} leads" if other else "")
            one.annotate(
                words,
                (1.015, y),
                xycoords=("axes fraction", "data"),
                va="center",
                size=8,
                annotation_clip=False,
            )
        one.set_yticks(places, shown, linespacing=LEADING)
        one.set_ylim(sum(rise) or 1, 0)
        one.set_xlim(0, furthest)
        one.xaxis.set_major_formatter(lambda value, _: percent_text(value))
        scenario = f"{lead['scenario']} {(names or {}).get(lead['scenario'], '')}".strip()
        heading = f"As of {edtf_text(day)}: {scenario}, {percent_text(main)} in the main run"
        one.annotate(
            wrap(heading, WIDTH - 0.2, weight=600),
            (0.004, 1.0),
            xycoords=("figure fraction", "axes fraction"),
            xytext=(0, 6),
            textcoords="offset points",
            fontweight=600,
        )
        bare(one, "bottom")
        one.grid(axis="x")
    return figure


def _interval(axes: Axes, row: pd.Series, y: float, colour: str) -> None:
    """The line from the low to the high end of a probability."""
    axes.plot(
        [row["low"], row["high"]], [y, y], color=colour, lw=2.2, solid_capstyle="butt", zorder=2
    )


def _reruns(
    outlook: pd.DataFrame, day: str, prior: str, most: int, labels: Mapping[str, str] | None = None
) -> tuple[pd.Series, list[tuple[str, pd.Series, str]]]:
    """The main leader, and for each rerun: its name, that scenario's row, and who leads instead.

    Of each kind of rerun the one that moves the leader most comes in first, so that a kind that
    moves little is seen as well; the rest of the room goes to those that move it most.
    """
    lead = leader(outlook, day, prior=prior)
    mine = outlook[outlook["as_of"] == day]
    if "kind" in mine:  # a path shows how the articles add up; it changes no setting
        mine = mine[mine["kind"] != "path"]
    mine = mine[(mine["prior"] == prior) | (mine["run"] == "main")]
    ranked = mine.sort_values(["probability", "scenario"], ascending=[False, True])
    firsts = ranked.drop_duplicates(["run", "prior"]).set_index(["run", "prior"])["scenario"]
    found = []
    for _, row in mine[mine["scenario"] == lead["scenario"]].iterrows():
        run, other_prior = str(row["run"]), str(row["prior"])
        if (run, other_prior) == ("main", prior):
            continue
        first = str(firsts[run, other_prior])
        name = _run_name(row, labels or {}) if other_prior == prior else f"prior: {other_prior}"
        kind = str(row.get("kind", "")) if other_prior == prior else "prior"
        # Both of the two ranges are to be seen, for they go opposite ways.
        kind = run if kind == "range" else kind
        found.append((name, row, "" if first == lead["scenario"] else first, kind))
    found.sort(
        key=lambda item: (not item[2], -abs(item[1]["probability"] - lead["probability"]), item[0])
    )
    kinds = [item[3] for item in found]
    heads = [kinds.index(kind) for kind in dict.fromkeys(kinds)]
    rest = [place for place in range(len(found)) if place not in heads]
    kept = sorted([*heads, *rest][:most])
    return lead, [found[place][:3] for place in kept]


def _run_name(row: pd.Series, labels: Mapping[str, str]) -> str:
    """A rerun's name with what it changes as the reader knows it."""
    run, subject, kind = str(row["run"]), str(row.get("subject", "")), str(row.get("kind", ""))
    if not subject or subject not in labels:
        return run
    if kind == "threshold":
        return f"limit of {run.rpartition('= ')[2]} {labels[subject]}"
    label = labels[subject]
    return run.replace(
        subject,
        f"\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}"
        if kind == "indicator"
        else label,
    )
