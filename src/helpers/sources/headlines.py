"""What a headline says, against what the body carries.

Positions and values of the headline are looked for again below it: by the same proposition or measure, and
by positions that the frame sets in tension with it. A headline that nothing below bears out, or that some of
the voices below take back, is shown with their words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.arabic.text import fold, paragraphs, sentences
from helpers.days import span
from helpers.frame import Frame
from helpers.sources.records import Article

__all__ = ["COLUMNS", "against_body", "headline"]

COLUMNS = (
    "article",
    "start",
    "end",
    "quote",
    "says",
    "verdict",
    "bears_out",
    "b_article",
    "b_start",
    "b_end",
    "b_quote",
    "voice",
    "b_says",
)
Span = tuple[int, int]
_LONGEST = 25  # words of a headline
Row = Mapping[str, object]


def headline(record: Article, text: str) -> list[Span]:
    """Where an article's headline stands; more than one span where it is printed again.

    The record's title, as its evidence cites it; without one the first paragraph, if it is a line without
    a full stop above others. Nothing where the record says that another sentence stands in for a missing
    headline (basis ``assigned``).
    """
    title = record.title
    if title is None:
        lines = paragraphs(text)
        if len(lines) < 2 or len(text[slice(*lines[0])].split()) > _LONGEST:
            return []
        return [] if text[slice(*lines[0])].rstrip().endswith((".", "،", ":")) else [lines[0]]
    if title.basis == "assigned":
        return []
    given = " ".join(fold(title.value).split())
    spans = [(item.start, item.end) for item in title.evidence if item.is_span]
    same = [
        (start, end)
        for start, end in sentences(text)
        if given and " ".join(fold(text[start:end]).split()) == given
    ]
    cited = [
        (int(start), int(end)) for start, end in spans if start is not None and end is not None
    ]
    return sorted({*cited, *same})


def against_body(
    texts: Mapping[str, str],
    records: Sequence[Article],
    statements: pd.DataFrame,
    measures: pd.DataFrame,
    frame: Frame,
) -> pd.DataFrame:
    """Set each headline beside what stands below it.

    Args:
        texts: Article texts by id.
        records: Their records.
        statements: Positions (``coding/statements`` or ``03_statements``).
        measures: Table ``02_measures``.
        frame: The coding frame: wordings of the propositions, tensions.

    Returns:
        Columns `COLUMNS`, one row per thing that a headline says and voice below that differs; one row
        where none does. ``verdict`` is ``borne out``, ``disputed`` (some voices below take it back),
        ``not borne out``, ``answered`` (it was left open), ``put more exactly`` or ``not taken up``; ``bears_out`` counts the places below that agree.
    """
    taken, given = _by_article(statements), _by_article(measures[measures["measure"] != ""])
    rows: list[dict[str, object]] = []
    for record in records:
        if record.id not in texts:
            continue
        spans = headline(record, texts[record.id])
        if not spans:
            continue
        first = {"article": record.id, "start": spans[0][0], "end": spans[0][1]}
        first["quote"] = texts[record.id][slice(*spans[0])]
        claims = [
            *_positions(taken.get(record.id, []), spans, frame),
            *_values(given.get(record.id, []), spans),
        ]
        rows += [{**first, **claim} for claim in claims]
        if not claims:
            rows.append({**first, "says": "", "verdict": "no position or figure", "bears_out": 0})
    nothing = {name: "" for name in COLUMNS if name not in ("b_start", "b_end")}
    return pd.DataFrame([{**nothing, **row} for row in rows], columns=list(COLUMNS))


def _by_article(rows: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row["article"]), []).append({str(k): v for k, v in row.items()})
    return found


def _split(mine: Sequence[Row], spans: Sequence[Span]) -> tuple[list[Row], list[Row]]:
    """The rows in the headline and those below it, repetitions of the headline left out."""

    def above(row: Row) -> bool:
        start, end = int(str(row["start"])), int(str(row["end"]))
        return any(begin <= start and end <= stop for begin, stop in spans)

    return [row for row in mine if above(row)], [row for row in mine if not above(row)]


def _positions(rows: Sequence[Row], spans: Sequence[Span], frame: Frame) -> list[dict[str, object]]:
    told, below = _split(rows, spans)
    wording = {item.id: item for item in frame.proposition}
    found: list[dict[str, object]] = []
    for proposition, stance in dict.fromkeys(
        (str(r["proposition"]), int(str(r["stance"]))) for r in told
    ):
        same = [
            r for r in below if r["proposition"] == proposition and int(str(r["stance"])) == stance
        ]
        other = [
            r
            for r in below
            if r["proposition"] == proposition and _opposed(int(str(r["stance"])), stance)
        ]
        other += [
            r
            for r in below
            if (r["proposition"], r["stance"]) in _tense(proposition, stance, frame)
        ]
        open_ = [
            r for r in below if r["proposition"] == proposition and r not in same and r not in other
        ]
        differs = _by_voice(other or ([] if same else open_))
        verdict = "borne out" if same else "not borne out" if other or open_ else "not taken up"
        if other:
            verdict = "disputed" if same else "answered" if stance == 0 else verdict
        says = {
            "says": _worded(wording, proposition, stance),
            "verdict": verdict,
            "bears_out": len(same),
        }
        shown = differs or same[:1]
        found += [
            {
                **says,
                **_below(row, _worded(wording, str(row["proposition"]), int(str(row["stance"])))),
            }
            for row in shown
        ]
        if not shown:
            found.append(says)
    return found


def _opposed(one: int, headline: int) -> bool:
    """Whether a position takes the headline's back, or answers what it leaves open."""
    return one * headline < 0 or (headline == 0 and one != 0)


def _tense(proposition: str, stance: int, frame: Frame) -> set[tuple[str, int]]:
    """Positions that do not go together with this one, or are taken for it."""
    found: set[tuple[str, int]] = set()
    for tension in frame.tension:
        if tension.same_group:
            continue
        if (tension.a, tension.a_stance) == (proposition, stance):
            found.add((tension.b, tension.b_stance))
        if (tension.b, tension.b_stance) == (proposition, stance):
            found.add((tension.a, tension.a_stance))
    return found


def _by_voice(rows: Sequence[Row]) -> list[Row]:
    """The first row of each voice and position."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first.setdefault((row["voice_group"], row["proposition"], row["stance"]), row)
    return list(first.values())


def _worded(wording: Mapping[str, object], proposition: str, stance: int) -> str:
    item = wording.get(proposition)
    label = str(getattr(item, "label", proposition))
    if stance > 0:
        return str(getattr(item, "affirmed", "") or label)
    if stance < 0:
        return str(getattr(item, "denied", "") or f"not: {label}")
    return f"left open: {label}"


def _below(row: Row, says: str) -> dict[str, object]:
    spot = {f"b_{name}": row[name] for name in ("article", "start", "end", "quote")}
    return {**spot, "voice": row.get("voice_group") or row.get("speaker") or "", "b_says": says}


def _values(rows: Sequence[Row], spans: Sequence[Span]) -> list[dict[str, object]]:
    """Values of the headline against those of the same measure below."""
    told, below = _split(rows, spans)
    found: list[dict[str, object]] = []
    for row in {str(r["measure"]): r for r in reversed(told)}.values():
        body = [r for r in below if r["measure"] == row["measure"]]
        same = [r for r in body if _value(r) == _value(row)]
        other = [r for r in body if r not in same]
        verdict = "borne out" if same else "not borne out" if other else "not taken up"
        if same and other:
            verdict = "disputed"
        elif other and all(_inside(each, row) for each in other):
            verdict = "put more exactly"
        says = {
            "says": f"{row['label']}: {_value(row)}",
            "verdict": verdict,
            "bears_out": len(same),
        }
        shown = other or same[:1]
        found += [{**says, **_below(each, f"{each['label']}: {_value(each)}")} for each in shown]
        if not shown:
            found.append(says)
    return found


def _inside(fine: Row, coarse: Row) -> bool:
    """Whether a date lies in another that is coarser."""
    if "date" not in (fine["kind"], coarse["kind"]) or fine["relation"] != coarse["relation"]:
        return False
    inner, outer = (span(str(row["resolved"] or row["date"])) for row in (fine, coarse))
    if inner is None or outer is None:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _value(row: Row) -> str:
    if row["kind"] == "date":
        return f"{row['relation'] or 'in'} {row['resolved'] or row['date']}"
    ends = [f"{float(str(row[end])):,g}" for end in ("low", "high") if not pd.isna(row[end])]  # type: ignore[call-overload]
    return f"{'–'.join(dict.fromkeys(ends))} {row['unit']}".strip()
