"""Where the numbers come from: every number of the prose is a link to the words behind it.

A number fetched from a table carries the question that fetched it (``data-asked``). Asked again here, it
gives the rows, and the rows give their characters. A number that stands on one span leads straight to
the words; one that stands on more leads to a list of them, in an appendix of its own; one about an
article as a whole leads to that article's evidence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from helpers import tables
from helpers.report.citations import SPAN, anchor, short_labels
from helpers.report.codes import Place
from helpers.report.markup import number
from helpers.report.matching import matching
from helpers.report.page import environment

__all__ = ["Answer", "Entry", "answer", "appendix", "link"]

#: Tables computed from others that hold the characters: table, then its columns by own column.
BEHIND: dict[str, tuple[str, dict[str, str]]] = {
    "04_outlook": ("04_matches", {"as_of": "as_of"}),
    "04_questions": ("04_matches", {"as_of": "as_of"}),
    "04_scores": ("04_matches", {"as_of": "as_of"}),
    "04_fragility": ("04_matches", {"as_of": "as_of"}),
    "04_hindsight": ("outcomes", {"outcome_id": "id"}),
}
#: Columns that hold addresses of pages.
ADDRESSES = ("address", "sources")
TESTS = {
    "not": "is not {}",
    "has": "has {}",
    "from": "is {} or later or more",
    "upto": "is {} or earlier or less",
}
BACK_LINKS = 6
PLACES = 12  # on paper; the web edition has them all
FEW = 3  # so many more are sooner given than counted
REPEATED = 8  # a longer list of places is not printed twice
CELLS = 8  # of a row that stands on no characters
ROWS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands behind a number.

    Attributes:
        rows: How many rows of the table.
        spans: The characters behind them, each once, in the order of the rows.
        articles: The articles that rows without characters are about.
        addresses: Pages that the rows name.
        cells: The first rows themselves, where nothing else is behind them.
    """

    rows: int
    spans: tuple[Place, ...] = ()
    articles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """One line of the appendix: a question, its answer and the numbers that it gave."""

    anchor: str
    shown: str
    table: str
    asked: str
    answer: Answer
    back: dict[str, str] = field(default_factory=dict)
    on_paper: bool = False


def _places(row: Mapping[str, Any], name: str) -> Iterable[Place]:
    """The spans of a row: those that its schema names, and those listed in its cell ``spans``."""
    schema = tables.TABLES.get(name)
    for span in schema.spans if schema else ():
        start, end = row.get(span.start), row.get(span.end)
        if not (tables.missing(start) or tables.missing(end)):
            yield str(row[span.article]), int(start), int(end)  # type: ignore[arg-type]
    for found in SPAN.finditer(str(row.get("spans") or "")):
        yield found[1], int(found[2]), int(found[3])


def _addresses(row: Mapping[str, Any]) -> Iterable[str]:
    for column in ADDRESSES:
        for part in str(row.get(column) or "").replace(";", " ").split():
            if part.startswith(("http://", "https://")):
                yield part


def _cells(row: Mapping[str, Any]) -> str:
    said = [
        f"{name} {number(cell) if isinstance(cell, int | float) else cell}"
        for name, cell in row.items()
        if not tables.missing(cell) and str(cell) not in ("", "reviewed")
    ]
    return "; ".join(said[:CELLS]).rstrip(".")


def answer(name: str, where: Mapping[str, Any], table: Callable[[str], pd.DataFrame]) -> Answer:
    """Ask a table again, and say what its rows stand on.

    Args:
        name: The table.
        where: Conditions, as templates give them.
        table: Gives a table by name.

    Raises:
        ProseError: A condition names a column that the table lacks.
    """
    rows = matching(table(name), dict(where), name)
    behind, behind_name = rows, name
    if name in BEHIND:
        behind_name, keys = BEHIND[name]
        behind = table(behind_name)
        for own, other in keys.items():
            behind = behind[behind[other].isin(list(rows[own]))]
    records = behind.to_dict("records")
    spans = dict.fromkeys(place for row in records for place in _places(row, behind_name))  # type: ignore[arg-type]
    addresses = dict.fromkeys(page for row in records for page in _addresses(row))  # type: ignore[arg-type]
    articles: dict[str, None] = {}
    if not spans and "article" in rows:
        articles = dict.fromkeys(str(one) for one in rows["article"])
    bare = not (spans or articles or addresses)
    return Answer(
        rows=len(rows),
        spans=tuple(spans),
        articles=tuple(articles),
        addresses=tuple(addresses),
        cells=tuple(_cells(row) for row in rows.head(ROWS).to_dict("records")) if bare else (),  # type: ignore[arg-type]
    )


def _worded(asked: Mapping[str, Any], rows: int, labels: Mapping[str, str]) -> str:
    """The question in words: ``rows where kind is date``."""
    conditions = []
    for key, wanted in asked["where"].items():
        column, _, test = key.rpartition("_")
        if test == "filled":
            conditions.append(f"{column} is {'given' if wanted else 'empty'}")
            continue
        if test not in TESTS:
            column, test = key, "is"
        values = wanted if isinstance(wanted, list) else [wanted]
        said = " or ".join(labels.get(str(value), str(value)) for value in values)
        conditions.append(f"{column} {TESTS.get(test, 'is {}').format(said)}")
    what = "1 row" if rows == 1 else f"{rows} rows"
    column = asked["column"]
    if asked["how"] == "distinct":
        what = f"different values of {column} in {what}"
    elif asked["how"] in ("min", "max", "sum"):
        what = f"{asked['how']} of {column} in {what}"
    elif column:
        what = f"{column} in {what}"
    return what + (f" where {' and '.join(conditions)}" if conditions else "")


def link(
    tree: BeautifulSoup, table: Callable[[str], pd.DataFrame], articles: Iterable[str]
) -> list[Entry]:
    """Turn every number that says what it asked for into a link; gives the appendix's entries.

    A number on one span also carries ``data-span``, so the evidence shows that span as cited.

    Args:
        tree: The parts of the report, each a ``section`` with a heading.
        table: Gives a table by name.
        articles: The ids of the articles.
    """
    labels = short_labels(articles)
    entries: dict[str, Entry] = {}
    for index, tag in enumerate(tree.select(".n[data-asked]"), start=1):
        key = str(tag["data-asked"])
        del tag["data-asked"]
        asked = json.loads(key)
        if asked["table"] not in tables.TABLES or tag.find_parent("a"):
            continue
        if key in entries:
            entry = entries[key]
        else:
            found = answer(asked["table"], asked["where"], table)
            entry = Entry(
                anchor=f"w-{len(entries) + 1}",
                shown=" ".join(tag.get_text().split()),
                table=asked["table"],
                asked=_worded(asked, found.rows, labels),
                answer=found,
            )
            entries[key] = entry
        tag.name = "a"
        tag["id"] = f"n{index}"
        tag["href"] = _target(tag, entry, labels)
        entry.on_paper = entry.on_paper or tag.find_parent(class_="screen-only") is None
        where = _section(tag)
        if where not in entry.back.values() and len(entry.back) < BACK_LINKS:
            entry.back[str(tag["id"])] = where
    return [entry for entry in entries.values() if _listed(entry.answer)]


def _listed(found: Answer) -> bool:
    """Whether a number needs a list: not when one place holds all that it stands on."""
    return len(found.spans) + len(found.articles) != 1 or bool(found.addresses)


def _target(tag: Tag, entry: Entry, labels: Mapping[str, str]) -> str:
    found = entry.answer
    if _listed(found):
        return f"#{entry.anchor}"
    if found.articles:
        return f"#evidence-{labels[found.articles[0]]}"
    article, start, end = found.spans[0]
    tag["data-span"] = f"{article}:{start}-{end}"
    return f"#{anchor(article, start, end, labels)}"


def _section(tag: Tag) -> str:
    section = tag.find_parent("section")
    heading = section.find("h1") if section else None
    return " ".join(heading.get_text().split()) if heading else "text"


def _linked(entry: Entry, on_paper: set[Place], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The spans of an entry by article, each a link; ``off`` where paper has no such place.

    The first ones are for paper too, ``rest`` is for the web edition only; a reader of paper cannot
    follow hundreds.
    """
    groups: dict[str, list[Markup]] = {}
    for article, start, end in sorted(entry.answer.spans):
        target = Markup('<a class="{}" href="#{}">{}</a>').format(
            "at" if (article, start, end) in on_paper else "off",
            anchor(article, start, end, labels),
            start,
        )
        groups.setdefault(article, []).append(target)
    shown, left = [], _on_paper(entry)
    for article, links in groups.items():
        first, rest = links[:left], links[left:]
        left -= len(first)
        shown.append(
            {
                "label": labels[article],
                "links": Markup(", ").join(first),
                "rest": Markup(", ").join(rest),
            }
        )
    return shown


def _on_paper(entry: Entry) -> int:
    """How many places of an entry paper lists; what is not on paper at all needs no such bound."""
    count = len(entry.answer.spans)
    return PLACES if entry.on_paper and count > PLACES + FEW else count


def appendix(entries: Iterable[Entry], on_paper: set[Place], articles: Iterable[str]) -> Markup:
    """The appendix: a line for every number that stands on more than one place.

    Args:
        entries: What `link` gave.
        on_paper: Spans that the evidence shows on paper; other links are for the web edition only.
        articles: The ids of the articles.
    """
    labels = short_labels(articles)
    first: dict[tuple[tuple[Place, ...], bool], Entry] = {}
    shown = []
    for entry in entries:
        # A list given before is not given again, but paper cannot point to what only the web has.
        key = (tuple(sorted(entry.answer.spans)), entry.on_paper)
        same = first.setdefault(key, entry) if len(entry.answer.spans) > REPEATED else entry
        shown.append(
            {
                "entry": entry,
                "same": same if same is not entry else None,
                "groups": _linked(entry, on_paper, labels) if same is entry else [],
                "more": len(entry.answer.spans) - _on_paper(entry) if same is entry else 0,
                "articles": [labels[one] for one in entry.answer.articles],
            }
        )
    template = environment().get_template("numbers.html.j2")
    return Markup(template.render(entries=shown)) if shown else Markup("")
