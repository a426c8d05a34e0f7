"""Take stock: one row per article, from its record and its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers import tables
from helpers.arabic.text import paragraphs, quotations, sentences
from helpers.sources.records import Article, first_and_last_day

__all__ = ["InventoryError", "count_quoted_words", "count_words", "inventory", "word_spans"]

TABLE = "01_sources"


class InventoryError(ValueError):
    """A record without its text, or a text without its record."""


def word_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the words: runs without white space that hold a letter or a digit.

    A mark standing alone (``–``, ``●``) is no word; ``31/01/2024`` and ``الـ(واشنطن`` are one each.

    >>> word_spans("قال – نعم.")
    [(0, 3), (6, 10)]
    """
    spans = []
    start = None
    for place, char in enumerate(text):
        if char.isspace():
            if start is not None:
                spans.append((start, place))
            start = None
        elif start is None:
            start = place
    if start is not None:
        spans.append((start, len(text)))
    return [(a, b) for a, b in spans if any(char.isalnum() for char in text[a:b])]


def count_words(text: str) -> int:
    """How many words a text has (see `word_spans`)."""
    return len(word_spans(text))


def count_quoted_words(text: str) -> int:
    """How many words stand inside quotation marks, each counted once.

    A word counts where a letter of it stands between the marks. An unclosed quotation counts up to
    where `quotations` cuts it.
    """
    inside = bytearray(len(text))
    reach = 0
    for quotation in quotations(text):
        # Nested quotations lie inside one that is marked already.
        start = max(reach, quotation.inner_start)
        if quotation.inner_end > start:
            inside[start : quotation.inner_end] = b"\x01" * (quotation.inner_end - start)
            reach = quotation.inner_end
    return sum(
        any(inside[place] and text[place].isalnum() for place in range(start, end))
        for start, end in word_spans(text)
    )


def inventory(
    records: Sequence[Article],
    texts: Mapping[str, str],
    *,
    figures: pd.DataFrame | None = None,
    voices: pd.DataFrame | None = None,
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per article.

    Args:
        records: The records of ``sources.toml``.
        texts: Article texts by id.
        figures: Reviewed figures (column ``article``), or ``None`` where nothing is coded.
        voices: Reviewed reports, likewise.
        statements: Reviewed statements, likewise.

    Returns:
        Table ``01_sources``, sorted by article. ``quoted_share`` is 0 to 1, of words;
        ``characters`` are code points; ``earliest`` and ``latest`` are days. ``origin`` is
        ``reviewed`` where any reviewed row stands for the article, else ``machine``.

    Raises:
        InventoryError: Records and texts are not of the same articles.
        PublishedError: A date of publication names no first and last day.
    """
    ids = {record.id for record in records}
    if ids != set(texts):
        odd = ", ".join(sorted(ids ^ set(texts)))
        msg = f"expected one text for each record; {odd} stands on one side only; run the check"
        raise InventoryError(msg)
    coded = {
        "figures_coded": _rows_of(figures),
        "voices_coded": _rows_of(voices),
        "statements_coded": _rows_of(statements),
    }
    return tables.as_frame(
        TABLE,
        [
            _record_cells(record)
            | _text_cells(record, texts[record.id])
            | {name: counts.get(record.id, 0) for name, counts in coded.items()}
            | {"origin": "reviewed" if any(record.id in c for c in coded.values()) else "machine"}
            for record in records
        ],
    )


def _rows_of(frame: pd.DataFrame | None) -> dict[str, int]:
    if frame is None:
        return {}
    return {str(article): int(count) for article, count in frame["article"].value_counts().items()}


def _record_cells(record: Article) -> dict[str, object]:
    first, last = first_and_last_day(record.published.value)
    cells: dict[str, object] = {
        "article": record.id,
        "short": record.label,
        "outlet": record.outlet.value,
        "outlet_native": record.outlet.native,
        "group": record.group.value,
        "alternatives": "; ".join(record.alternatives),
        "published": record.published.value,
        "earliest": first.isoformat(),
        "latest": last.isoformat(),
        "language": record.language.value,
        "genre": record.genre.value,
        "relays": "; ".join(relay.value for relay in record.relays if not relay.uncredited),
        "uncredited": "; ".join(relay.value for relay in record.relays if relay.uncredited),
        "sha256": record.sha256,
        "note": record.group.note,
    }
    for key in ("outlet", "group", "published"):
        claim = getattr(record, key)
        cells |= {f"{key}_basis": claim.basis, f"{key}_confidence": claim.confidence}
    return cells


def _text_cells(record: Article, text: str) -> dict[str, object]:
    words, quoted = count_words(text), count_quoted_words(text)
    title, gloss = _first_line(text), ""
    if record.title is not None:
        title, gloss = record.title.value, record.title.gloss
    return {
        "title": title,
        "title_gloss": gloss,
        "characters": len(text),
        "words": words,
        "sentences": len(sentences(text)),
        "quoted_words": quoted,
        "quoted_share": quoted / words if words else None,
    }


def _first_line(text: str) -> str:
    spans = paragraphs(text)
    return text[slice(*spans[0])] if spans else ""
