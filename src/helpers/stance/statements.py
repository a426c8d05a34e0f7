"""Who takes which position: one row per clause, voice, voice group and proposition."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers import tables
from helpers.arabic.text import fold
from helpers.frame import Frame
from helpers.stance.positions import spans
from helpers.stance.voices import Finder, duplicate_of, rows_by_article

__all__ = ["origin_of", "statements_table"]


def origin_of(article: str, start: int, end: int, origins: pd.DataFrame | None) -> str:
    """The independent origin behind a span: that of the sentence it shares most with.

    Without a row of ``02_origins`` that it overlaps, a span is its article's own.
    """
    best, most = article, 0
    if origins is not None:
        near = origins[
            (origins["article"] == article) & (origins["start"] < end) & (origins["end"] > start)
        ]
        for (_, begin, stop), source in zip(spans(near), near["source"], strict=True):
            shared = min(end, stop) - max(start, begin)
            if shared > most:
                best, most = str(source), shared
    return best


def statements_table(
    texts: Mapping[str, str],
    coded: pd.DataFrame | None,
    finder: Finder | None,
    frame: Frame,
    origins: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Table ``03_statements``: reviewed where an article was reviewed, else suggestions.

    Args:
        texts: Article texts by id.
        coded: ``coding/statements``: reviewed statements, or ``None``.
        finder: Suggests statements for articles that nobody has reviewed, or ``None``.
        frame: The coding frame.
        origins: ``02_origins``; without it every statement is its article's own.

    Returns:
        The statements with the first of two equal ones named in ``duplicate_of``: by the
        coder's note, and for the machine by the same words for the same position.
    """
    rows = []
    seen: dict[tuple[str, ...], int] = {}
    columns = tables.TABLES["03_statements"].columns
    for article, origin, row in rows_by_article(texts, coded, finder):
        first = duplicate_of(str(row.get("note") or ""))
        if origin == "machine":
            same = (
                article,
                fold(str(row["quote"])),
                str(row["proposition"]),
                str(row["stance"]),
                str(row["voice_group"]),
            )
            earlier = seen.setdefault(same, int(str(row["start"])))
            first = earlier if earlier < int(str(row["start"])) else None
        rows.append(
            {key: value for key, value in row.items() if key in columns}
            | {
                "duplicate_of": first,
                "source": origin_of(article, int(str(row["start"])), int(str(row["end"])), origins),
                "origin": origin,
            }
        )
    return tables.as_frame("03_statements", rows, frame.closed())
