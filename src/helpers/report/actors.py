"""The glossary of actors: who is named in the articles, and how each of them spells the name.

Built from the frame's actors, whose forms are looked for in the texts, and from the reports of
``03_voices`` for speakers that the frame does not list. The spellings are the articles' own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from helpers.arabic.text import fold, normalise
from helpers.frame import Frame
from helpers.report.citations import anchor, short_labels
from helpers.report.codes import Code, Place
from helpers.report.page import environment
from helpers.stance.words import Words

__all__ = ["Actor", "Spelling", "as_codes", "glossary", "read"]

ATTACHED = 3  # letters at most that are written together with a name: and, to, the


class Spelling(NamedTuple):
    """One way to write a name, in one article.

    Attributes:
        words: The name as the article writes it.
        place: Its first place: article, start, end.
        times: How often the article writes it so.
    """

    words: str
    place: Place
    times: int


@dataclass(slots=True)
class Actor:
    """An actor that the articles name, with all spellings, the most frequent first."""

    name: str
    group: str
    spellings: list[Spelling] = field(default_factory=list)


def _bare(text: str, start: int, end: int, form: str) -> int:
    """Where the name itself begins: after the particles that are written together with it."""
    wanted = fold(form)
    for begin in range(start, min(start + ATTACHED, end - 1) + 1):
        if fold(text[begin:end]) == wanted:
            return begin
    return start


def _counted(found: Iterable[tuple[str, Place]]) -> list[Spelling]:
    """Spellings with their first place in each article and their number there."""
    first: dict[tuple[str, str], Place] = {}
    times: dict[tuple[str, str], int] = {}
    for words, place in found:
        key = (words, place[0])
        first.setdefault(key, place)
        times[key] = times.get(key, 0) + 1
    whole = {words: sum(n for (w, _), n in times.items() if w == words) for words, _ in first}
    order = sorted(first, key=lambda key: (-whole[key[0]], key[0], key[1]))
    return [Spelling(key[0], first[key], times[key]) for key in order]


def read(texts: Mapping[str, str], frame: Frame, voices: pd.DataFrame | None = None) -> list[Actor]:
    """Who is named, in the order of the frame's groups, then by name.

    Args:
        texts: Article texts by id.
        frame: The coding frame; its actors' forms are looked for.
        voices: ``03_voices``, for speakers that the frame does not list.

    Returns:
        Actors with at least one spelling.
    """
    labels = {group.id: group.label for group in frame.voice_group}
    words = Words({actor.name: actor.aliases for actor in frame.actor})
    found: dict[str, list[tuple[str, Place]]] = {}
    for article, text in texts.items():
        for hit in words.find(normalise(text)):
            begin = _bare(text, hit.start, hit.end, hit.form)
            spelt = " ".join(text[begin : hit.end].split())
            found.setdefault(hit.id, []).append((spelt, (article, begin, hit.end)))
    groups = {actor.name: actor.group for actor in frame.actor}
    if voices is not None:
        named = voices[voices["voice_start"].notna() & (voices["actor"] != "")]
        others = named[~named["actor"].isin(list(found))]
        for row in others.to_dict("records"):
            place = (str(row["article"]), int(row["voice_start"]), int(row["voice_end"]))
            spelt = " ".join(str(row["voice"]).split())
            groups.setdefault(str(row["actor"]), str(row["actor_group"]))
            found.setdefault(str(row["actor"]), []).append((spelt, place))
    order = [group.id for group in frame.voice_group]
    place_of = {name: order.index(groups[name]) for name in found if groups[name] in order}
    return [
        Actor(name, labels.get(groups[name], groups[name]), _counted(found[name]))
        for name in sorted(found, key=lambda one: (place_of.get(one, len(order)), one))
    ]


def as_codes(actors: Iterable[Actor]) -> dict[Place, list[Code]]:
    """The first places of all spellings, for the evidence: whom the words name."""
    found: dict[Place, list[Code]] = {}
    for actor in actors:
        for spelling in actor.spellings:
            code = Code(f"name: {actor.group}", "", "", actor.name, "frame.toml", "machine")
            found.setdefault(spelling.place, []).append(code)
    return found


def glossary(actors: Iterable[Actor], on_paper: set[Place], articles: Iterable[str]) -> Markup:
    """The glossary as a part of the report; empty when nobody is named.

    Args:
        actors: What `read` gave.
        on_paper: Spans that the evidence shows on paper; other links are for the web edition only.
        articles: The ids of the articles.
    """
    labels = short_labels(articles)
    rows: list[dict[str, object]] = []
    groups: dict[str, int] = {}
    for actor in actors:
        spelt: dict[str, list[dict[str, object]]] = {}
        for words, place, times in actor.spellings:
            spelt.setdefault(words, []).append(
                {
                    "label": f"{labels[place[0]]}:{place[1]}",
                    "anchor": anchor(*place, labels),
                    "kind": "at" if place in on_paper else "off",
                    "times": times,
                }
            )
        place_of = groups.setdefault(actor.group, len(groups))
        rows.append({"name": actor.name, "group": actor.group, "place": place_of, "spelt": spelt})
    template = environment().get_template("actors.html.j2")
    return Markup(template.render(rows=rows)) if rows else Markup("")
