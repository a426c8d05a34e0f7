"""What an article derives from: declared, known and computed; and the origin of every sentence.

*Declared* is what the article credits, *known* is what ``sources.toml`` shows on evidence from
outside, *computed* is what the claims themselves give away. The computation compares claims (who,
what, how many, when), not strings, so it sees through translation. Every text that may be a source
competes for every sentence, controls included; a text derives from a source only if the claims it
wins there, in the source's order, outweigh what chance gives to the controls. The settings are the
same for every article (see `Settings`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers import tables
from helpers.frame import Frame
from helpers.sources.lineage.among import among_articles
from helpers.sources.lineage.briefings import briefings_behind
from helpers.sources.lineage.credited import declared_edges, known_edges
from helpers.sources.lineage.edges import computed_edges, merged
from helpers.sources.lineage.origins import fill_gaps, follow_copies, origin_rows
from helpers.sources.lineage.settings import Settings
from helpers.sources.lineage.upstream import from_upstream
from helpers.sources.lineage.work import prepare
from helpers.sources.records import Article

__all__ = ["Settings", "Trace", "trace"]


@dataclass(frozen=True, slots=True)
class Trace:
    """Both tables of the lineage, made in one go.

    Attributes:
        lineage: Table ``02_lineage``.
        origins: Table ``02_origins``.
    """

    lineage: pd.DataFrame
    origins: pd.DataFrame


def trace(
    texts: Mapping[str, str],
    figures: pd.DataFrame,
    records: Sequence[Article],
    upstream: pd.DataFrame,
    frame: Frame,
    voices: pd.DataFrame | None = None,
    settings: Settings | None = None,
) -> Trace:
    """Find what every article, and every sentence in it, derives from.

    Args:
        texts: Article texts by id.
        figures: Table ``02_figures``; its ``source`` is not read and may be empty.
        records: Records of ``sources.toml``; an article without one has no date and no relays.
        upstream: Table ``upstream``: facts of texts that articles may derive from.
        frame: The coding frame: actors, concepts.
        voices: Coded or machine voices with ``via``: who stands between speaker and outlet.
        settings: What counts as more than chance.

    Returns:
        The edges and the origin of every sentence. An origin is an upstream text, a relay, a
        briefing, or, for the outlet's own words, the article's id.
    """
    work = prepare(texts, figures, records, upstream, voices, settings or Settings(), frame)
    from_upstream(work)
    among_articles(work)
    declared = declared_edges(work)
    briefings = briefings_behind(work)
    known = known_edges(work)
    fill_gaps(work)
    follow_copies(work)
    lineage = [*declared, *known, *computed_edges(work), *briefings]
    return Trace(
        tables.as_frame("02_lineage", merged(lineage)),
        tables.as_frame("02_origins", origin_rows(work)),
    )
