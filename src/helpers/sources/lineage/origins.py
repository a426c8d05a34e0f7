"""Where every sentence comes from, once the edges are found: gaps filled, copies followed back."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.sources.lineage.work import Origin, Sentence, Work, folded

__all__ = ["fill_gaps", "follow_copies", "origin_rows"]


def follow_copies(work: Work) -> None:
    """A sentence taken from another article comes from where that one had it.

    Articles are only ever taken from earlier ones, so the way back has an end.
    """

    def origin(article: str, sentence: Sentence) -> Origin:
        if sentence.origin is None:
            if sentence.taken is None:
                return Origin(article, "own", "medium")
            source, start = sentence.taken
            theirs = next(each for each in work.sentences[source] if each.start == start)
            found = origin(source, theirs)
            sentence.origin = Origin(found.source, "computed", found.confidence)
        return sentence.origin

    for article, spans in work.sentences.items():
        for sentence in spans:
            sentence.origin = origin(article, sentence)


def fill_gaps(work: Work) -> None:
    """Give the sentences of a wire copy that match nothing to the source that they stand in.

    Such a sentence lies between two that follow one source, or in a text that is traced for the
    most part. A line without a single mark (a heading, page furniture) stays the outlet's own.
    """
    for article, spans in work.sentences.items():
        main = [
            edge
            for edge in work.edges
            if edge.target == article
            and edge.relation in ("translates", "quotes")
            and edge.confidence != "low"
        ]
        if not main:
            continue
        names = {edge.source for edge in main}
        marked = {folded(claim.gist) for claim in work.claims[article] if claim.marks}
        traced = sum(bool(sentence.origin or sentence.taken) for sentence in spans)
        whole = traced >= work.settings.explained * len(spans)
        first = max(main, key=lambda edge: (edge.weight, edge.source)).source
        before = _next_origins(spans)
        after = _next_origins(spans[::-1])[::-1]
        for sentence, left, right in zip(spans, before, after, strict=True):
            if sentence.origin or sentence.taken or sentence.key not in marked:
                continue
            if right in names and left in (right, ""):
                # The headline of a copy, or a gap in it.
                sentence.origin = Origin(right, "computed", "low")
            elif whole:
                sentence.origin = Origin(first, "computed", "low")


def _next_origins(spans: Sequence[Sentence]) -> list[str]:
    """For each sentence the source of the last traced one before it."""
    last, found = "", []
    for sentence in spans:
        found.append(last)
        if sentence.origin is not None:
            last = sentence.origin.source
    return found


def origin_rows(work: Work) -> list[dict[str, object]]:
    """Rows of ``02_origins``: every sentence, the outlet's own where nothing else is known."""
    rows: list[dict[str, object]] = []
    for article, spans in work.sentences.items():
        for sentence in spans:
            origin = sentence.origin or Origin(article, "own", "medium")
            rows.append(
                {
                    "article": article,
                    "start": sentence.start,
                    "end": sentence.end,
                    "quote": work.texts[article][sentence.start : sentence.end],
                    "source": origin.source,
                    "basis": origin.basis,
                    "confidence": origin.confidence,
                }
            )
    return rows
