"""Which of the things that a measure counts each article names: bases, ships, plants.

A count says how many; a list of names says which. An article may also say only in which area something
lies. All three are set side by side, each with its characters; what an article leaves out stays empty and
is no denial.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.arabic.lookup import Phrases, Stems, words
from helpers.arabic.text import clauses, normalise
from helpers.figures.dated import folded_place
from helpers.figures.places import Places
from helpers.frame import Frame, Measure

__all__ = ["COLUMNS", "matrix", "members_table", "naming"]

COLUMNS = ("measure", "label", "member", "place", "how", "article", "start", "end", "quote")
Name = dict[str, object]


def naming(definition: Measure, texts: Mapping[str, str]) -> dict[str, dict[str, Name]]:
    """For each article the members that it names, in order, each with the span of the first mention.

    Returns:
        ``article``, ``start``, ``end`` and ``quote`` by member by article.
    """
    phrases = Phrases({form: member for member in definition.members for form in member.words})
    found: dict[str, dict[str, Name]] = {}
    for article in sorted(texts):
        copy = normalise(texts[article])
        for hit in phrases.find(copy.text):
            span = copy.raw_span(hit.start, hit.end)
            found.setdefault(article, {}).setdefault(
                hit.value.name, _name(article, texts[article], *span)
            )
    return found


def _name(article: str, text: str, start: int, end: int) -> Name:
    return {"article": article, "start": start, "end": end, "quote": text[start:end]}


def members_table(measures: pd.DataFrame, frame: Frame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Who names what, of every measure that has members.

    Args:
        measures: Table ``02_measures``, for the counts.
        frame: The coding frame.
        texts: Article texts by id.

    Returns:
        Columns `COLUMNS`: one row per member, area or count and article. ``how`` is ``named``, ``area``
        (a place where members lie, and no member named in that clause) or ``counted``.
    """
    places = Places(frame)
    rows: list[dict[str, object]] = []
    for definition in (each for each in frame.measure if each.members):
        lies = {member.name: member.place for member in definition.members}
        shared = {"measure": definition.id, "label": definition.label}
        named = naming(definition, texts)
        for names in named.values():
            for name, span in names.items():
                rows.append({**shared, "member": name, "place": lies[name], "how": "named", **span})
        for article in sorted(texts):
            for place, span in _areas(article, texts[article], definition, places).items():
                rows.append({**shared, "member": "", "place": place, "how": "area", **span})
        counts = measures[(measures["measure"] == definition.id) & measures["duplicate_of"].isna()]
        for count in counts.to_dict("records"):
            span = {name: count[name] for name in ("article", "start", "end", "quote")}
            place = count["place"]
            rows.append({**shared, "member": "", "place": place, "how": "counted", **span})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _areas(article: str, text: str, definition: Measure, places: Places) -> dict[str, Name]:
    """The areas in which the article has the things, without naming one of them there."""
    if not definition.thing:
        return {}
    thing = Stems((form, True) for form in definition.thing)
    names = Phrases({form: True for member in definition.members for form in member.words})
    copy = normalise(text)
    found: dict[str, Name] = {}
    for start, end in clauses(text):
        low, high = folded_place(copy, start), folded_place(copy, end)
        clause = copy.text[low:high]
        if not any(thing.of(word) for word in words(clause)):
            continue
        told = {hit.start + low for hit in names.find(clause)}
        for place, name in places.said(copy.text, low, high):
            if name in definition.areas and not any(abs(place - each) < _SAME for each in told):
                length = len(words(copy.text[place:high])[0])
                span = copy.raw_span(place, place + length)
                found.setdefault(name, _name(article, text, *span))
    return found


_SAME = 40  # code points between a member and the area that is only its address


def matrix(found: pd.DataFrame, articles: list[str]) -> pd.DataFrame:
    """One measure's members and areas against the articles.

    Args:
        found: Rows of one measure of `members_table`.
        articles: Columns, in order.

    Returns:
        ``what``, ``gloss`` (a member's or an area's name alone: the English of the spans) and one column
        per article: spans (``article:start-end``), empty where it says nothing.
    """
    if found.empty:
        return pd.DataFrame(columns=["what", "gloss", *articles])
    what = [
        row["member"]
        and f"{row['member']} ({row['place']})"
        or (
            f"counted, in {row['place']}"
            if row["how"] == "counted"
            else f"{row['place']}, none named"
        )
        for row in found.to_dict("records")
    ]
    spans = [f"{row.article}:{row.start}-{row.end}" for row in found.itertuples()]
    cells = found.assign(what=what, spans=spans)
    rows = []
    for name, group in cells.groupby("what", sort=False):
        said = {str(article): " ".join(part["spans"]) for article, part in group.groupby("article")}
        english = group["member"].iloc[0] or group["place"].iloc[0]
        rows.append(
            {
                "what": name,
                "gloss": english,
                **{article: said.get(article, "") for article in articles},
            }
        )
    return pd.DataFrame(rows, columns=["what", "gloss", *articles])
