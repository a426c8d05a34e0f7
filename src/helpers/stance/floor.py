"""Who is given the floor: how many words each group of speakers gets, and who gets none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers import tables
from helpers.arabic.text import normalise, quotations
from helpers.frame import Frame
from helpers.stance.positions import first_of_each, span_cell, spans
from helpers.stance.words import Words, count_words

__all__ = ["NEVER_HEARD", "floor_table", "never_heard"]

#: Columns of `never_heard`.
NEVER_HEARD = (
    "actor_group",
    "articles",
    "mentions",
    "reports",
    "quoted_words",
    "said",
    "ascribed",
    "heard",
    "spans",
)

Spans = list[tuple[int, int]]


def _merge(spans: Iterable[tuple[int, int]]) -> Spans:
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _shared(spans: Spans, others: Spans) -> Spans:
    shared = [
        (max(start, begin), min(end, stop))
        for start, end in spans
        for begin, stop in others
        if max(start, begin) < min(end, stop)
    ]
    return _merge(shared)


def _words(text: str, spans: Spans) -> int:
    return sum(count_words(text[start:end]) for start, end in spans)


def _groups(row: pd.Series) -> list[str]:
    further = str(row["other_groups"])
    return [str(row["actor_group"]), *(further.split("; ") if further else [])]


def _by_group(voices: pd.DataFrame) -> pd.DataFrame:
    """One row per report and group: a joint announcement stands under each of its groups."""
    first = voices[voices["duplicate_of"].isna()]
    if first.empty:
        return first.assign(group=pd.Series(dtype="str"))
    groups = pd.Series([_groups(row) for _, row in first.iterrows()], index=first.index)
    return first.assign(group=groups).explode("group")


def floor_table(
    voices: pd.DataFrame, statements: pd.DataFrame, texts: Mapping[str, str], frame: Frame
) -> pd.DataFrame:
    """Table ``03_floor``: article × group of speakers.

    Args:
        voices: ``03_voices``.
        statements: ``03_statements``, for what is ascribed to a group without a report.
        texts: Article texts by id.
        frame: The coding frame.

    Returns:
        Reports, their words, and how many of those words stand inside quotation marks. Words
        of one group are counted once where its reports overlap; a report inside a report counts
        for both speakers; so does a joint announcement. Repeated pull quotes count once.
    """
    rows: list[dict[str, object]] = []
    heard = _by_group(voices)
    ascribed = first_of_each(statements)
    ascribed = ascribed[ascribed["mode"] == "ascribed"]
    keys = sorted(
        set(zip(heard["article"], heard["group"], strict=True))
        | set(zip(ascribed["article"], ascribed["voice_group"], strict=True))
    )
    marks = {
        article: _merge((q.inner_start, q.inner_end) for q in quotations(texts[article]))
        for article in {article for article, _ in keys}
    }
    for article, group in keys:
        reports = heard[(heard["article"] == article) & (heard["group"] == group)]
        read_in = ascribed[(ascribed["article"] == article) & (ascribed["voice_group"] == group)]
        text = texts[article]
        content = _merge((start, end) for _, start, end in spans(reports))
        marked = reports[reports["mode"].isin(["direct", "mixed"])]
        own = _merge((start, end) for _, start, end in spans(marked))
        both = pd.concat([reports[["origin"]], read_in[["origin"]]])
        rows.append(
            {
                "article": article,
                "actor_group": group,
                "reports": len(reports),
                "quoted_words": _words(text, _own_words(reports, own, marks[article])),
                "reported_words": _words(text, content),
                "named": int((reports["named"] == "named").sum()),
                "anonymous": int((reports["named"] == "anonymous").sum()),
                "ascribed": len(read_in),
                "spans": span_cell(
                    pd.concat(
                        [
                            reports[["article", "start", "end"]],
                            read_in[["article", "start", "end"]],
                        ]
                    )
                ),
                "origin": "machine" if (both["origin"] == "machine").any() else "reviewed",
            }
        )
    return tables.as_frame("03_floor", rows, frame.closed())


def _own_words(reports: pd.DataFrame, own: Spans, marks: Spans) -> Spans:
    """The quoted parts of a group's direct and mixed reports.

    A direct report that meets no quotation mark (a page that lost them) counts whole.
    """
    direct = reports[reports["mode"] == "direct"]
    bare = [(start, end) for _, start, end in spans(direct) if not _shared([(start, end)], marks)]
    return _merge([*_shared(own, marks), *bare])


def never_heard(
    voices: pd.DataFrame, statements: pd.DataFrame, texts: Mapping[str, str], frame: Frame
) -> pd.DataFrame:
    """How far each group of speakers is heard, over all articles.

    Args:
        voices: ``03_voices``.
        statements: ``03_statements``.
        texts: Article texts by id, to count the actors' aliases in.
        frame: The coding frame.

    Returns:
        One row per voice group that is written about, columns `NEVER_HEARD`. ``said``: positions
        taken in reported or quoted speech; ``ascribed``: positions read into the group; ``spans``:
        of the reports and the ascribed statements. ``heard`` is

        - ``in its own words``: at least one word in quotation marks;
        - ``takes a position``: reported with a position, never quoted;
        - ``positions only ascribed``: every position is read into it, whatever it is reported to say;
        - ``reported without a position``: reports, and no position at all;
        - ``only mentioned``: named, and nothing more.
    """
    group_of = {actor.name: actor.group for actor in frame.actor}
    words = Words({actor.name: actor.aliases for actor in frame.actor})
    mentions: dict[str, list[str]] = {}
    for article, text in texts.items():
        for hit in words.find(normalise(text)):
            mentions.setdefault(group_of[hit.id], []).append(article)
    heard = _by_group(voices)
    floor = floor_table(voices, statements, texts, frame)
    counted = first_of_each(statements)
    rows = []
    for group in (item.id for item in frame.voice_group if not item.anonymous):
        reports = heard[heard["group"] == group]
        its = counted[counted["voice_group"] == group]
        said = its[its["mode"].isin(["direct", "indirect"])]
        read_in = its[its["mode"] == "ascribed"]
        quoted = int(floor.loc[floor["actor_group"] == group, "quoted_words"].sum())
        found = mentions.get(group, [])
        if not (found or len(reports) or len(said) or len(read_in)):
            continue
        if quoted:
            level = "in its own words"
        elif len(said):
            level = "takes a position"
        elif len(read_in):
            level = "positions only ascribed"
        else:
            level = "reported without a position" if len(reports) else "only mentioned"
        behind = pd.concat([part[["article", "start", "end"]] for part in (reports, read_in)])
        articles = set(found) | set(reports["article"]) | set(its["article"])
        rows.append(
            {
                "actor_group": group,
                "articles": len(articles),
                "mentions": len(found),
                "reports": len(reports),
                "quoted_words": quoted,
                "said": len(said),
                "ascribed": len(read_in),
                "heard": level,
                "spans": span_cell(behind),
            }
        )
    return pd.DataFrame(rows, columns=list(NEVER_HEARD))
