"""Where figures conflict, or only seem to agree.

Rules over the measures, the same for every topic: ranges that cannot both be true, another scope or
count, another window of time, a beginning for an end, two names of one month that disagree, one
number for two things, one claim told twice. Each conflict shows both spans, says why it is one, and
which reading the report prefers, or that it cannot tell. Conflicts between positions are not made
here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.days import span
from helpers.figures.conflicts.base import Context, Row, numbered
from helpers.figures.conflicts.phases import already_under_way, begin_against_end
from helpers.figures.conflicts.slips import month_names, repetitions, translation_artefacts
from helpers.figures.conflicts.things import named_members, number_collisions
from helpers.figures.conflicts.values import within_measures
from helpers.frame import Frame

__all__ = ["conflicts_table"]


def conflicts_table(
    measures: pd.DataFrame,
    figures: pd.DataFrame,
    frame: Frame,
    sources: pd.DataFrame,
    faults: pd.DataFrame | None = None,
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """All conflicts between figures.

    Args:
        measures: Table ``02_measures``.
        figures: Table ``02_figures``; its notes name slips that reviewers saw.
        frame: The coding frame: families, processes and phases of the measures.
        sources: Table ``01_sources``: dates of publication.
        faults: Table ``01_text_faults``, where a slip of translation or a misprint touches a
            figure.
        texts: Article texts by id, to compare a count with the things that other texts name.

    Returns:
        Table ``02_conflicts``, one row per conflict.
    """
    published = {
        str(row["article"]): span(str(row["published"])) for row in sources.to_dict("records")
    }
    notes = {
        (row["article"], row["start"], row["end"]): str(row["note"])
        for row in figures.to_dict("records")
    }
    rows: list[Row] = [
        {str(name): cell for name, cell in row.items()}
        | {"note": notes.get((row["article"], row["start"], row["end"]), "")}
        for row in measures.sort_values(["measure", "article", "start"]).to_dict("records")
    ]
    context = Context({measure.id: measure for measure in frame.measure}, published)
    found = [
        *repetitions(rows),
        *within_measures(rows, context),
        *begin_against_end(rows, context),
        *already_under_way(rows, context, texts or {}),
        *number_collisions(rows, context),
        *month_names(rows),
        *translation_artefacts(rows, faults),
        *named_members(rows, context, texts or {}),
    ]
    return tables.as_frame("02_conflicts", numbered(found))
