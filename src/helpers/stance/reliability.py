"""How far the codes can be relied on: coder against coder, machine against reviewed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.agreement import (
    Level,
    agreement,
    f1,
    gwet_ac1,
    krippendorff_alpha,
    overlap_share,
    pair,
)
from helpers.frame import Frame

__all__ = [
    "FEW",
    "LEAST_OVERLAP",
    "RELY",
    "TENTATIVE",
    "machine_note",
    "reliability_table",
    "verdict",
]

Comparison = Literal["between coders", "machine against reviewed"]
Row = Mapping[str, object]
Scope = tuple[str, Callable[[Row], bool]]

#: Krippendorff's own marks for alpha.
RELY, TENTATIVE = 0.8, 0.667
#: With fewer pairs than this no coefficient says much.
FEW = 10
#: Two clauses are the same unit if they share this much of the shorter one.
LEAST_OVERLAP = 0.3


def verdict(alpha: float | None, matched: int) -> str:
    """How far a variable may be relied on, in words, from alpha and the number of pairs.

    >>> verdict(0.7, 40), verdict(0.9, 6)
    ('tentative', 'too few pairs to say')
    """
    if matched < FEW:
        return "too few pairs to say"
    if alpha is None:
        return "one value only: agreement says little"
    if alpha >= RELY:
        return "can be relied on"
    return "tentative" if alpha >= TENTATIVE else "do not report"


def _span(row: Row) -> tuple[int, int]:
    return int(str(row["start"])), int(str(row["end"]))


def _exact(a: Row, b: Row) -> bool:
    return a["article"] == b["article"] and _span(a) == _span(b)


def _closeness(a: Row, b: Row) -> float:
    (start, end), (begin, stop) = _span(a), _span(b)
    return (min(end, stop) - max(start, begin)) / (max(end, stop) - min(start, begin))


def _same_clause(a: Row, b: Row) -> tuple[float, ...] | None:
    """Same article and proposition, enough overlap; a row of the same voice group first."""
    if a["article"] != b["article"] or a["proposition"] != b["proposition"]:
        return None
    if overlap_share(_span(a), _span(b)) < LEAST_OVERLAP:
        return None
    return float(a["voice_group"] == b["voice_group"]), _closeness(a, b)


def _overlapping(a: Row, b: Row) -> tuple[float, ...] | None:
    if a["article"] != b["article"] or overlap_share(_span(a), _span(b)) <= 0:
        return None
    return (_closeness(a, b),)


def _same_report(a: Row, b: Row) -> tuple[float, ...] | None:
    """Overlapping contents; of two reports of one content (a chain) that of the same voice."""
    fit = _overlapping(a, b)
    return None if fit is None else (*fit, float(_same_voice(a, b)))


def _rows(table: pd.DataFrame) -> list[Row]:
    cleaned = table.astype(object).where(table.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in cleaned.to_dict("records")]


class _Units:
    """Two codings of one kind, paired."""

    def __init__(
        self,
        a: pd.DataFrame,
        b: pd.DataFrame,
        score: Callable[[Row, Row], tuple[float, ...] | None],
    ) -> None:
        self.a, self.b = _rows(a), _rows(b)
        self.pairs = [(self.a[i], self.b[j]) for i, j in pair(self.a, self.b, score)]

    def part(self, keep: Callable[[Row], bool]) -> tuple[int, int, list[tuple[Row, Row]]]:
        """Sizes of both codings and the pairs, of the rows that a test keeps."""
        return (
            sum(map(keep, self.a)),
            sum(map(keep, self.b)),
            [(one, other) for one, other in self.pairs if keep(one) and keep(other)],
        )


def _line(
    variable: str,
    scope: str,
    part: tuple[int, int, list[tuple[Row, Row]]],
    *,
    value: Callable[[Row], Hashable] | None = None,
    fits: Callable[[Row, Row], bool] | None = None,
    level: Level = "nominal",
    categories: int | None = None,
) -> dict[str, object]:
    """One row of the table: units (with the pairs that fit), or the values on the pairs."""
    n_a, n_b, pairs = part
    if fits is not None:
        pairs = [(one, other) for one, other in pairs if fits(one, other)]
    row: dict[str, object] = {
        "variable": variable,
        "scope": scope,
        "n_a": n_a,
        "n_b": n_b,
        "matched": len(pairs),
        "unitising_f1": f1(n_a, n_b, len(pairs)),
        "verdict": "",
    }
    if value is not None:
        both = [(value(one), value(other)) for one, other in pairs]
        # Numbers for the ordered levels, text for the others: sets of values must sort.
        units: Sequence[Sequence[float | str | None]] = [
            [float(str(v)) if level != "nominal" else str(v) for v in unit] for unit in both
        ]
        alpha = krippendorff_alpha(units, level)
        row |= {
            "agreement": agreement(both),
            "alpha": alpha,
            "ac1": gwet_ac1(both, categories),
            "verdict": verdict(alpha, len(pairs)),
        }
    return row


def _where(column: str, value: str) -> Scope:
    return value, lambda row: row[column] == value


def _scopes(articles: Sequence[str]) -> list[Scope]:
    return [("all", lambda _: True), *(_where("article", article) for article in articles)]


def _get(name: str) -> Callable[[Row], Hashable]:
    return lambda row: str(row[name] if row[name] is not None else "")


#: How the table names the three answers to a proposition.
_CLASSES = {1: "stance: affirms", 0: "stance: leaves open", -1: "stance: denies"}


def _taking(keep: Callable[[Row], bool], stance: int) -> Callable[[Row], bool]:
    return lambda row: keep(row) and int(str(row["stance"])) == stance


def _statements(
    a: pd.DataFrame, b: pd.DataFrame, frame: Frame, articles: Sequence[str]
) -> Iterator[dict[str, object]]:
    units = _Units(a, b, _same_clause)
    propositions = [_where("proposition", item.id) for item in frame.proposition]
    sizes = {
        "voice_group": len(frame.voice_group),
        "mode": len(tables.STATEMENT_MODES),
        "channel": len(tables.CHANNELS) + 1,
        "strength": len(tables.STRENGTHS),
    }
    for scope, keep in [*_scopes(articles), *propositions]:
        part = units.part(keep)
        if not (part[0] or part[1]):
            continue
        yield _line(
            "stance",
            scope,
            part,
            value=lambda row: int(str(row["stance"])),
            level="ordinal",
            categories=len(tables.STANCES),
        )
        for stance, label in _CLASSES.items():
            its = units.part(_taking(keep, stance))
            if its[0] or its[1]:
                yield _line(label, scope, its)
        yield _line("clause: same span", scope, part, fits=_exact)
        for name, size in sizes.items():
            label = name.replace("_", " ")
            yield _line(label, scope, part, value=_get(name), categories=size)
    yield _line(
        "clause: same voice group",
        "all",
        units.part(lambda _: True),
        fits=lambda one, other: one["voice_group"] == other["voice_group"],
    )


def _figures(
    a: pd.DataFrame, b: pd.DataFrame, articles: Sequence[str]
) -> Iterator[dict[str, object]]:
    units = _Units(a, b, _overlapping)
    kinds: list[Scope] = [
        ("quantities", lambda row: row["kind"] != "date"),
        ("dates", lambda row: row["kind"] == "date"),
    ]
    for scope, keep in [*_scopes(articles), *kinds]:
        part = units.part(keep)
        if not (part[0] or part[1]):
            continue
        yield _line("figure: same span", scope, part, fits=_exact)
        yield _line("figure: value", scope, part, value=lambda row: f"{row['low']}–{row['high']}")
        yield _line("figure: kind", scope, part, value=_get("kind"), categories=len(tables.KINDS))
        yield _line(
            "figure: qualifier",
            scope,
            part,
            value=_get("qualifier"),
            categories=len(tables.QUALIFIERS),
        )
        yield _line("figure: date", scope, part, value=_get("date"))
        yield _line("figure: unit", scope, part, value=_get("unit"))


def _place(row: Row, name: str) -> tuple[int, int] | None:
    start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
    return None if start is None or end is None else (int(str(start)), int(str(end)))


def _same_voice(a: Row, b: Row) -> bool:
    one, other = _place(a, "voice"), _place(b, "voice")
    if one is None or other is None:
        return one is other
    return overlap_share(one, other) > 0


def _voices(
    a: pd.DataFrame, b: pd.DataFrame, articles: Sequence[str], *, actors: bool
) -> Iterator[dict[str, object]]:
    units = _Units(a, b, _same_report)
    for scope, keep in _scopes(articles):
        part = units.part(keep)
        if not (part[0] or part[1]):
            continue
        yield _line("report: mode", scope, part, value=_get("mode"), categories=3)
        yield _line("report: same content", scope, part, fits=_exact)
        yield _line("report: same voice", scope, part, fits=_same_voice)
        yield _line("report: cue", scope, part, value=lambda row: _place(row, "cue"))
        if actors:
            yield _line("report: actor", scope, part, value=_get("actor"))


def _articles(a: pd.DataFrame, b: pd.DataFrame, frame: Frame) -> Iterator[dict[str, object]]:
    """The narrator's overall stance, article by article, in each coder's judgement."""
    ids = [item.id for item in frame.proposition if item.id in a and item.id in b]
    one, other = ({str(row["article"]): row for row in _rows(table)} for table in (a, b))
    both = sorted(set(one) & set(other))
    for scope, chosen in [("all", ids), *((id, [id]) for id in ids)]:
        cells: list[tuple[Row, Row]] = [
            ({"stance": one[article][id]}, {"stance": other[article][id]})
            for id in chosen
            for article in both
        ]
        coded = [[row["stance"] is not None for row in cell] for cell in cells]
        yield _line(
            "article: stance or none",
            scope,
            (len(cells), len(cells), cells),
            value=_get("stance"),
            categories=len(tables.STANCES) + 1,
        )
        yield _line(
            "article: stance",
            scope,
            (
                sum(by_one for by_one, _ in coded),
                sum(by_other for _, by_other in coded),
                [cell for cell, known in zip(cells, coded, strict=True) if all(known)],
            ),
            value=lambda row: int(str(row["stance"])),
            level="ordinal",
            categories=len(tables.STANCES),
        )


def reliability_table(
    first: Mapping[str, pd.DataFrame],
    second: Mapping[str, pd.DataFrame],
    frame: Frame,
    *,
    comparison: Comparison = "between coders",
) -> pd.DataFrame:
    """Table ``03_reliability`` for one comparison; join two with `pandas.concat`.

    Args:
        first: Tables of the first coder, or of the machine, under the names ``statements``,
            ``figures``, ``voices``, ``articles``; those that are missing on either side are left out.
        second: The same of the second coder, or the reviewed codes.
        frame: The coding frame.
        comparison: What is compared.

    Returns:
        Per variable and scope (``all``, a proposition, an article, or a kind of figure) the
        F1 of the units, then raw agreement, Krippendorff's alpha (ordinal for stance, nominal
        else) and Gwet's AC1 on the ``matched`` pairs. Statements are paired one to one: same
        article and proposition, 0.3 of the shorter span shared, the same voice group first; figures
        and reports where they overlap. ``stance: affirms`` and its like count the statements of one
        answer and the pairs that share it: ``matched / n_a`` is its recall and ``matched / n_b`` its
        precision, where the first side is right. Variables of statements have plain names (``stance``,
        ``mode``), the others their kind in front (``figure: unit``). Rows named "same …" count the pairs that fit and have no
        coefficients. Alpha is empty where one value only occurs.
    """
    rows: list[dict[str, object]] = []
    for name in ("statements", "figures", "voices", "articles"):
        if name not in first or name not in second:
            continue
        a, b = first[name], second[name]
        articles = sorted(set(a["article"]) | set(b["article"]))
        if name == "statements":
            rows += _statements(a, b, frame, articles)
        elif name == "figures":
            rows += _figures(a, b, articles)
        elif name == "articles":
            rows += _articles(a, b, frame)
        else:
            # Two coders name one actor in words of their own; machine and codes use the frame's.
            rows += _voices(a, b, articles, actors=comparison != "between coders")
    return tables.as_frame(
        "03_reliability", [{"comparison": comparison, **row} for row in rows], frame.closed()
    )


def machine_note(rows: pd.DataFrame, reliability: pd.DataFrame, variable: str = "stance") -> str:
    """What a reader must know of rows that the machine read alone; "" where there are none.

    Args:
        rows: A table with ``origin``.
        reliability: ``03_reliability``.
        variable: Whose measure is named: ``stance``, or ``report: mode``.

    Returns:
        How many rows the machine read, and how well it did where it can be checked.
    """
    alone = int((rows["origin"] == "machine").sum())
    if not alone:
        return ""
    said = f"{alone} of {len(rows)} rows are the machine's reading, which nobody has reviewed"
    its = reliability[
        (reliability["comparison"] == "machine against reviewed")
        & (reliability["variable"] == variable)
        & (reliability["scope"] == "all")
    ]
    if its.empty or pd.isna(its["unitising_f1"].iloc[0]):
        return f"{said}; how well it does could not be measured."
    return f"{said}; against reviewed codes its F1 is {float(its['unitising_f1'].iloc[0]):.2f}."
