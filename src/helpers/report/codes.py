"""Coded rows in words: what a span says, who says it, and in which row of which table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.frame import Frame
from helpers.report.markup import number
from helpers.tables import missing

__all__ = ["TABLES", "Code", "Place", "cell_text", "codes"]

#: Tables whose rows are codes of a span, in the order in which the appendix gives them.
TABLES = (
    "02_figures",
    "03_statements",
    "03_voices",
    "03_framing",
    "coding/purposes",
    "04_forecasts",
    "01_text_faults",
)
STANCES = {1: "affirms", 0: "leaves open", -1: "denies"}
QUALIFIERS = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "less_than": "less than ",
    "vague": "vaguely ",
}
UNREAD = {"ambiguous": "can be read two ways", "unreadable": "could not be read"}
OWN = "the article itself"

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Code:
    """One coded row, in words.

    Attributes:
        what: Kind of code and what it says.
        voice: Who says it; empty where nobody is named.
        source: The independent origin behind it, if the table knows one.
        gloss: The span in English; may be empty.
        row: Table and line of its file.
        origin: ``reviewed`` or ``machine``.
    """

    what: str
    voice: str
    source: str
    gloss: str
    row: str
    origin: str


def cell_text(row: Mapping[str, Any], name: str) -> str:
    """A cell as text; empty where the row lacks it."""
    value = row.get(name, "")
    return "" if missing(value) else str(value).strip()


def _amount(row: Mapping[str, Any]) -> str:
    low, high = row.get("low"), row.get("high")
    share = row.get("kind") == "share"
    ends = [
        number(100 * float(end)) + "%" if share else number(end)  # type: ignore[arg-type]
        for end in (low, high)
        if not missing(end)
    ]
    return "–".join(dict.fromkeys(ends))


def _figure(row: Mapping[str, Any], frame: Frame | None) -> str:
    kind, unit, qualifier = (
        cell_text(row, "kind"),
        cell_text(row, "unit"),
        cell_text(row, "qualifier"),
    )
    if kind == "date":
        when = cell_text(row, "date")
        if (resolved := cell_text(row, "resolved")) and resolved != when:
            when += f" = {resolved}"
        said = " ".join(
            part for part in (when, cell_text(row, "relation"), cell_text(row, "event")) if part
        )
        return f"date: {'about ' if qualifier == 'about' else ''}{said}"
    amount = _amount(row)
    said = (
        f"{QUALIFIERS.get(qualifier, '')}{amount}"
        if amount
        else UNREAD.get(cell_text(row, "status"), "no number")
    )
    holder = cell_text(row, "holder")
    return f"{kind}: {said}" + (f" ({unit})" if unit else "") + (f", of {holder}" if holder else "")


def _statement(row: Mapping[str, Any], frame: Frame | None) -> str:
    labels = {item.id: item.label for item in frame.proposition} if frame else {}
    proposition = cell_text(row, "proposition")
    strength = cell_text(row, "strength")
    how = [
        cell_text(row, "mode"),
        "" if strength == "plain" else strength,
        cell_text(row, "channel"),
    ]
    stance = STANCES.get(int(row["stance"]), "")
    return (
        f"statement: {stance} “{labels.get(proposition, proposition)}” "
        f"({', '.join(part for part in how if part)})"
    )


def _report(row: Mapping[str, Any], frame: Frame | None) -> str:
    return f"reported speech: {cell_text(row, 'mode')}"


def _term(row: Mapping[str, Any], frame: Frame | None) -> str:
    labels = {item.id: item.label for item in frame.axis} if frame else {}
    axis = cell_text(row, "axis")
    target = cell_text(row, "target")
    return f"choice of words: {labels.get(axis, axis)}" + (f", said of {target}" if target else "")


def _purpose(row: Mapping[str, Any], frame: Frame | None) -> str:
    labels = {item.id: item.label for item in frame.purpose} if frame else {}
    purpose = cell_text(row, "purpose")
    return f"the purpose that is named: {labels.get(purpose, purpose)}"


def _forecast(row: Mapping[str, Any], frame: Frame | None) -> str:
    return f"forecast: {cell_text(row, 'own')}, for: {cell_text(row, 'horizon')}; {cell_text(row, 'verdict')}"


def _fault(row: Mapping[str, Any], frame: Frame | None) -> str:
    return f"fault of the text: {cell_text(row, 'kind')}. {cell_text(row, 'effect')}".rstrip(". ")


_WORDING: dict[str, Callable[[Mapping[str, Any], Frame | None], str]] = {
    "02_figures": _figure,
    "03_statements": _statement,
    "03_voices": _report,
    "03_framing": _term,
    "coding/purposes": _purpose,
    "04_forecasts": _forecast,
    "01_text_faults": _fault,
}
_VOICE = {
    "02_figures": ("speaker",),
    "03_statements": ("voice", "via"),
    "03_voices": ("actor", "via"),
    "03_framing": ("voice", "speaker"),
    "04_forecasts": ("forecaster",),
}


def _voice(name: str, row: Mapping[str, Any]) -> str:
    said = [cell_text(row, column) for column in _VOICE.get(name, ())]
    who = "the outlet itself" if said and said[0] == "author" else (said[0] if said else "")
    return who + (f", via {said[1]}" if len(said) > 1 and said[1] and name != "03_framing" else "")


def _gloss(name: str, row: Mapping[str, Any], frame: Frame | None) -> str:
    """The row's English; a framing term has that of its dictionary form, from the frame."""
    if name == "03_framing" and frame:
        known = {(term.axis, term.term): term.gloss for term in frame.term}
        return known.get((cell_text(row, "axis"), cell_text(row, "term")), "")
    return cell_text(row, "says" if name == "04_forecasts" else "gloss")


def codes(
    tables: Mapping[str, pd.DataFrame],
    frame: Frame | None = None,
    labels: Mapping[str, str] | None = None,
) -> dict[Place, list[Code]]:
    """Every coded row in words, by the span that it codes.

    Args:
        tables: Coded tables by name (those of `TABLES` count), rows in the order of their files.
        frame: The coding frame, for labels; without it, ids stand.
        labels: Short labels of articles; an origin that is an article is given by its label.

    Returns:
        Codes by (article, start, end), in the order of `TABLES`.
    """
    found: dict[Place, list[Code]] = {}
    for name in TABLES:
        if name not in tables:
            continue
        for line, row in enumerate(tables[name].to_dict("records"), start=2):
            place = (str(row["article"]), int(row["start"]), int(row["end"]))
            source = cell_text(row, "source")  # type: ignore[arg-type]
            found.setdefault(place, []).append(
                Code(
                    what=_WORDING[name](row, frame),  # type: ignore[arg-type]
                    voice=_voice(name, row),  # type: ignore[arg-type]
                    source=OWN if source == place[0] else (labels or {}).get(source, source),
                    gloss=_gloss(name, row, frame),  # type: ignore[arg-type]
                    row=f"{name}, line {line}",
                    origin=cell_text(row, "origin") or "reviewed",  # type: ignore[arg-type]
                )
            )
    return found
