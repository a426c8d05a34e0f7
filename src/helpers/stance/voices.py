"""Who is heard: one row per report, reviewed where it was reviewed, else the machine's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from helpers import tables
from helpers.arabic.text import fold
from helpers.frame import Actor, Frame
from helpers.stance.words import count_words

__all__ = [
    "Finder",
    "actor_groups",
    "actors_by_alias",
    "duplicate_of",
    "is_anonymous",
    "rows_by_article",
    "voices_table",
]

#: Reads one article's text and gives its rows, without the article's id.
Finder = Callable[[str], Iterable[Mapping[str, object]]]

_DUPLICATE = re.compile(r"\bduplicate of (\d+)")
#: The voice group for speakers that the frame does not know, where the frame has one.
_ELSE = "other"


def duplicate_of(note: str) -> int | None:
    """The start offset that a coder's note names as the first of two equal rows.

    >>> duplicate_of("headline; duplicate of 38")
    38
    """
    found = _DUPLICATE.search(note)
    return int(found.group(1)) if found else None


def actors_by_alias(frame: Frame) -> dict[str, Actor]:
    """Actors by folded alias and by name."""
    found = {fold(alias): actor for actor in frame.actor for alias in actor.aliases}
    return {actor.name: actor for actor in frame.actor} | found


def actor_groups(name: str, frame: Frame) -> list[str]:
    """The voice groups that an actor speaks for.

    An actor whose name joins two other actors by "and" speaks for both. A speaker that the
    frame does not know falls to the group "other", or, in a frame without one, to its last group
    without names.
    """
    known = {actor.name: actor for actor in frame.actor}
    parts = name.split(" and ")
    if len(parts) > 1 and all(part in known for part in parts):
        return list(dict.fromkeys(known[part].group for part in parts))
    if name in known:
        return [known[name].group]
    groups = [group.id for group in frame.voice_group]
    anonymous = [group.id for group in frame.voice_group if group.anonymous]
    return [_ELSE] if _ELSE in groups else (anonymous or groups)[-1:]


def is_anonymous(name: str, frame: Frame) -> bool:
    """Whether a reader cannot hold the speaker to account by name.

    True for actors of kind ``anonymous``, for every actor of a group without names, for a speaker
    that no one could name, and for names that begin with "unnamed".
    """
    without_name = {group.id for group in frame.voice_group if group.anonymous}
    for actor in frame.actor:
        if actor.name == name:
            return actor.kind == "anonymous" or actor.group in without_name
    return not name or name.startswith("unnamed")


def rows_by_article(
    texts: Mapping[str, str], coded: pd.DataFrame | None, finder: Finder | None
) -> list[tuple[str, str, dict[str, object]]]:
    """Rows of every article: the reviewed ones where it has any, else the machine's.

    Returns:
        (article, origin, row) for each row; ``origin`` is ``reviewed`` or ``machine``.
    """
    reviewed: dict[str, list[dict[str, object]]] = {}
    if coded is not None:
        for row in coded.to_dict("records"):
            reviewed.setdefault(str(row["article"]), []).append(
                {str(key): value for key, value in row.items()}
            )
    found: list[tuple[str, str, dict[str, object]]] = []
    for article, text in texts.items():
        if article in reviewed:
            found += [(article, "reviewed", row) for row in reviewed[article]]
        elif finder is not None:
            found += [(article, "machine", {**row, "article": article}) for row in finder(text)]
    return found


def voices_table(
    texts: Mapping[str, str],
    coded: pd.DataFrame | None,
    finder: Finder | None,
    frame: Frame,
) -> pd.DataFrame:
    """Table ``03_voices``: one row per report.

    Args:
        texts: Article texts by id.
        coded: ``coding/voices``: reviewed reports, or ``None``.
        finder: Reads the articles that nobody has reviewed; ``None`` leaves them out.
        frame: The coding frame.

    Returns:
        The reports with the speaker's group, whether a name stands behind them, and their
        length in words. ``other_groups`` holds the further groups of a joint announcement.
    """
    rows = []
    listed = {actor.name for actor in frame.actor}
    for _, origin, row in rows_by_article(texts, coded, finder):
        actor = str(row.get("actor") or "")
        groups = actor_groups(actor, frame)
        named = "anonymous" if is_anonymous(actor, frame) else "named"
        if origin == "machine" and actor not in listed and row.get("actor_group"):
            groups = [str(row["actor_group"])]  # what the text tells of a speaker not listed
            named = str(row.get("named") or named)
        rows.append(
            {key: value for key, value in row.items() if key in tables.TABLES["03_voices"].columns}
            | {
                "actor_group": groups[0],
                "other_groups": "; ".join(groups[1:]),
                "named": named,
                "words": count_words(str(row["quote"])),
                "duplicate_of": duplicate_of(str(row.get("note") or "")),
                "origin": origin,
            }
        )
    return tables.as_frame("03_voices", rows, frame.closed())
