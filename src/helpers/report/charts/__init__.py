"""Charts of the report: each takes tables and returns a matplotlib figure in one style.

`helpers.report.show.chart` sets one on the page. The ``finding_*`` functions say in a sentence what a
chart shows; `caption` and `alt` put that into the line under it and into its alternative text.
"""

from __future__ import annotations

from helpers.report.charts.findings import (
    alt,
    caption,
    finding_coverage,
    finding_floor,
    finding_lineage,
    finding_measures,
    finding_outlook,
    finding_positions,
    finding_reliability,
    finding_sensitivity,
    finding_timeline,
)
from helpers.report.charts.floor import floor
from helpers.report.charts.lineage import lineage
from helpers.report.charts.matrix import coverage, positions
from helpers.report.charts.measures import measures
from helpers.report.charts.outlook import outlook, sensitivity
from helpers.report.charts.reliability import reliability
from helpers.report.charts.timeline import timeline
from helpers.report.charts.tree import tree

__all__ = [
    "alt",
    "caption",
    "coverage",
    "finding_coverage",
    "finding_floor",
    "finding_lineage",
    "finding_measures",
    "finding_outlook",
    "finding_positions",
    "finding_reliability",
    "finding_sensitivity",
    "finding_timeline",
    "floor",
    "lineage",
    "measures",
    "outlook",
    "positions",
    "reliability",
    "sensitivity",
    "timeline",
    "tree",
]
