"""The evidence behind each label of an article, one row a piece, for readers who want to check it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.sources.records import Article

__all__ = ["evidence_table"]

COLUMNS = (
    ("article", "str"),
    ("claim", "str"),
    ("value", "str"),
    ("basis", "str"),
    ("confidence", "str"),
    ("start", "Int64"),
    ("end", "Int64"),
    ("quote", "str"),
    ("says", "str"),
    ("address", "str"),
    ("note", "str"),
)


def evidence_table(records: Iterable[Article]) -> pd.DataFrame:
    """Every piece of evidence of every claim.

    Args:
        records: The records of ``sources.toml``.

    Returns:
        One row a piece, in the order of the file; a claim that rests on its note alone has one row
        without evidence. Columns: article, claim, value, basis, confidence, start, end and quote
        (words of the article), says and address (a page), note.
    """
    rows = []
    for record in records:
        for key, claim in record.claims():
            about = {
                "article": record.id,
                "claim": "relays" if key.startswith("relays") else key,
                "value": claim.value,
                "basis": claim.basis,
                "confidence": claim.confidence,
            }
            pieces = claim.evidence or (None,)
            for number, piece in enumerate(pieces):
                found = {} if piece is None else piece.model_dump()
                rows.append({**about, **found, "note": claim.note if number == 0 else ""})
    return pd.DataFrame(
        {
            name: pd.Series([_cell(row.get(name), kind) for row in rows], dtype=kind)
            for name, kind in COLUMNS
        }
    )


def _cell(value: object, kind: str) -> object:
    return "" if value is None and kind == "str" else value
