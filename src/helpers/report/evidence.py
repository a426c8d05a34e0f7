"""The evidence appendix: every cited or coded span, marked in its sentence, with all its codes.

A citation anywhere in the report (``a.cite[data-span]``) lands here, on the words themselves. The
sentence stands right to left with the words marked; under it, for each marked span, what it says in
English, how it is coded and in which row of which table, who says it, and where the claim comes from.
The web edition holds every coded span; paper holds what the report cites (class ``uncited`` is left
out there).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from markupsafe import Markup

from helpers.arabic.text import sentences
from helpers.report.citations import anchor, short_labels
from helpers.report.codes import TABLES, Code, Place, cell_text, codes
from helpers.report.markup import text as shown
from helpers.report.page import environment

__all__ = [
    "TABLES",
    "Citation",
    "Code",
    "Place",
    "appendix",
    "codes",
    "number_citations",
    "read_citations",
]

BACK_LINKS = 6  # a span cited more often names its first citations only
SHORT = 40  # lines; a passage of fewer stands beside its codes, on one page
# Letters to a line of paper, where sentence and codes have half the width each.
SENTENCE_LINE, CODE_LINE = 44, 70


@dataclass(frozen=True, slots=True)
class Citation:
    """One link of the report to a span.

    Attributes:
        anchor: Where the link stands.
        where: Title of its section.
        gloss: The span in English, where the text gives it with the link; may be empty.
        on_paper: Whether the link is there on paper, and not only in the web edition.
    """

    anchor: str
    where: str
    gloss: str = ""
    on_paper: bool = True


@dataclass(slots=True)
class _Note:
    """What the template shows under a sentence for one span."""

    anchor: str
    label: str
    gloss: str
    codes: list[Code]
    back: list[dict[str, str]]
    cited: bool


@dataclass(slots=True)
class _Passage:
    marked: Markup
    notes: list[_Note]
    cited: bool
    short: bool


@dataclass(slots=True)
class _Article:
    id: str
    short: str
    outlet: str = ""
    title: str = ""
    title_gloss: str = ""
    facts: str = ""
    passages: list[_Passage] = field(default_factory=list)


def number_citations(tree: BeautifulSoup) -> None:
    """Give every citation an anchor of its own, so that the evidence can lead back to it."""
    for index, link in enumerate(tree.select("a.cite[data-span]:not([id])"), start=1):
        link["id"] = f"k{index}"


def read_citations(tree: BeautifulSoup) -> dict[Place, list[Citation]]:
    """Who cites which span.

    Returns:
        The citations by (article, start, end), in the order of the text; each with the title (first
        ``h1``) of the section that it is in, and the English that it has on it (``data-gloss``).
    """
    found: dict[Place, list[Citation]] = {}
    for link in tree.select("a[data-span]"):
        match = re.fullmatch(r"(.+):(\d+)-(\d+)", str(link["data-span"]), re.DOTALL)
        if match is None:
            continue
        place = (match[1], int(match[2]), int(match[3]))
        section = link.find_parent("section")
        heading = section.find("h1") if section else None
        where = " ".join(heading.get_text().split()) if heading else "text"
        found.setdefault(place, []).append(
            Citation(
                anchor=str(link.get("id", "")),
                where=where,
                gloss=" ".join(str(link.get("data-gloss", "")).split()),
                on_paper=link.find_parent(class_="screen-only") is None,
            )
        )
    return found


def _ranges(
    text: str, spans: Sequence[tuple[int, int]], whole: bool
) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Passages of an article: the sentences that hold a span, run together where a span crosses."""
    units = sentences(text)
    passages: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        held = [unit for unit in units if unit[0] < end and start < unit[1]]
        first = min([start, *(unit[0] for unit in held)])
        last = max([end, *(unit[1] for unit in held)])
        if passages and first < passages[-1][1]:
            before = passages[-1]
            passages[-1] = (before[0], max(before[1], last), [*before[2], (start, end)])
        else:
            passages.append((first, last, [(start, end)]))
    if whole:
        covered = [(first, last) for first, last, _ in passages]
        passages += [
            (first, last, [])
            for first, last in units
            if not any(first < stop and begin < last for begin, stop in covered)
        ]
    return sorted(passages)


def _mark(
    text: str, first: int, last: int, spans: Mapping[tuple[int, int], tuple[str, bool]]
) -> Markup:
    """The passage with each span in a ``mark`` of its own, inner spans inside outer ones.

    Where two spans cross, the later one is marked in two pieces; its anchor is on the first. Beside
    marks that paper shows, those of spans that only the web edition cites are left out there: every
    edge inside a word costs its letters their ligatures.
    """
    mixed = any(cited for _, cited in spans.values())
    edges = sorted({first, last, *(edge for span in spans for edge in span)})
    order = sorted(spans, key=lambda span: (span[0], -span[1]))
    out: list[str] = []
    open_: list[tuple[int, int]] = []
    begun: set[tuple[int, int]] = set()

    def for_web(tag: str, span: tuple[int, int]) -> str:
        return f"<!--web-->{tag}<!--/web-->" if mixed and not spans[span][1] else tag

    def begin(span: tuple[int, int]) -> None:
        name, cited = spans[span]
        target = "" if span in begun else f' id="{name}"'
        quiet = "" if cited else ' class="quiet"'
        out.append(for_web(f"<mark{target}{quiet}>", span))
        begun.add(span)
        open_.append(span)

    for left, right in itertools.pairwise(edges):
        again: list[tuple[int, int]] = []
        while any(span[1] <= left for span in open_):
            span = open_.pop()
            out.append(for_web("</mark>", span))
            if span[1] > left:
                again.append(span)
        for span in reversed(again):
            begin(span)
        for span in order:
            if span[0] == left:
                begin(span)
        piece = re.sub(r"\s+", " ", text[left:right])
        out.append(shown(piece) if piece.strip() else piece)
    out += [for_web("</mark>", span) for span in reversed(open_)]
    return Markup("".join(out))


def _facts(source: Mapping[str, Any]) -> str:
    return "; ".join(
        part
        for part in (
            cell_text(source, "group")
            and f"group: {cell_text(source, 'group')} "
            f"({cell_text(source, 'group_basis')}, {cell_text(source, 'group_confidence')} confidence)",
            cell_text(source, "published")
            and f"published {cell_text(source, 'published').replace('/', ' to ')} "
            f"({cell_text(source, 'published_basis')})",
            cell_text(source, "relays") and f"relays {cell_text(source, 'relays')}",
            cell_text(source, "uncredited")
            and f"follows, uncredited, {cell_text(source, 'uncredited')}",
        )
        if part
    )


def _notes(
    article: str,
    spans: Iterable[tuple[int, int]],
    coded: Mapping[Place, list[Code]],
    cited: Mapping[Place, Sequence[Citation]],
    labels: Mapping[str, str],
) -> list[_Note]:
    notes = []
    for start, end in spans:
        place = (article, start, end)
        rows = coded.get(place, [])
        citations = cited.get(place, [])
        back: dict[str, str] = {}
        for one in citations:
            if one.on_paper and one.where not in back.values():
                back[one.anchor] = one.where
        notes.append(
            _Note(
                anchor=anchor(article, start, end, labels),
                label=f"{labels[article]}:{start}–{end}",
                # A coded row's English is reviewed with the words; the text's own stands in for it.
                gloss=next(
                    filter(None, [r.gloss for r in rows] + [c.gloss for c in citations]), ""
                ),
                codes=rows,
                back=[
                    {"anchor": name, "text": where}
                    for name, where in list(back.items())[:BACK_LINKS]
                    if name
                ],
                cited=any(one.on_paper for one in citations),
            )
        )
    return notes


def _short(letters: int, notes: Iterable[_Note]) -> bool:
    """Whether a passage is set in few lines on paper, as far as can be told before it is set."""
    height = sum(
        -(-len(part) // CODE_LINE)
        for note in notes
        if note.cited
        for part in (f"{note.label} {note.gloss}", *_lines(note))
    )
    return max(-(-letters // SENTENCE_LINE), height) < SHORT


def _lines(note: _Note) -> list[str]:
    said = [f"{one.what}; {one.voice}; origin: {one.source} [{one.row}]" for one in note.codes]
    return [*(said or [""]), "Cited" if note.back else ""]


def appendix(
    cited: Mapping[Place, Sequence[Citation]],
    texts: Mapping[str, str],
    coded: Mapping[Place, list[Code]],
    sources: Sequence[Mapping[str, Any]] = (),
    *,
    full_text: bool = False,
) -> Markup:
    """The evidence, article by article, in the order of the articles and of their words.

    Args:
        cited: Citations by span, as `read_citations` gives them.
        texts: Article texts by id.
        coded: Codes by span, as `codes` gives them.
        sources: Rows of ``01_sources``, for the heading of each article.
        full_text: Show whole articles instead of the sentences that hold a span; for a reader's
            own use, since the texts are other people's.

    Returns:
        HTML with one ``mark`` a span, ``id`` as the citations link to it.

    Raises:
        ValueError: A citation names an article or characters that are not there.
    """
    labels = short_labels(texts)
    records = {str(source["article"]): source for source in sources}
    wrong = [
        f"{article}:{start}-{end}"
        for article, start, end in cited
        if article not in texts or not 0 <= start < end <= len(texts[article])
    ]
    if wrong:
        msg = (
            f"expected citations of characters that the articles have, got {', '.join(wrong)}; "
            "mend them in the notebook or the text of the report"
        )
        raise ValueError(msg)
    articles = []
    for article in texts:
        places = {
            (start, end): any(one.on_paper for one in cited.get((name, start, end), ()))
            for name, start, end in {**coded, **cited}
            if name == article and 0 <= start < end <= len(texts[article])
        }
        if not places and not full_text:
            continue
        source = records.get(article, {})
        entry = _Article(
            id=article,
            short=labels[article],
            outlet=cell_text(source, "outlet"),
            title=cell_text(source, "title"),
            title_gloss=cell_text(source, "title_gloss"),
            facts=_facts(source),
        )
        for first, last, spans in _ranges(texts[article], list(places), full_text):
            marks = {s: (anchor(article, *s, labels), places[s]) for s in spans}
            notes = _notes(article, spans, coded, cited, labels)
            entry.passages.append(
                _Passage(
                    _mark(texts[article], first, last, marks),
                    notes,
                    on_paper := any(note.cited for note in notes),
                    on_paper and _short(last - first, notes),
                )
            )
        articles.append(entry)
    template = environment().get_template("evidence.html.j2")
    return Markup(template.render(articles=articles))
