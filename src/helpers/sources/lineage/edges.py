"""Rows of the table of edges."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.sources.lineage.work import Work, spans_cell

__all__ = ["computed_edges", "merged"]


def computed_edges(work: Work) -> list[dict[str, object]]:
    """Rows of ``02_lineage`` for what the claims give away."""
    rows: list[dict[str, object]] = []
    for edge in work.edges:
        gists = list(dict.fromkeys(row.gist for row, _ in edge.pairs))
        rows.append(
            {
                "source": edge.source,
                "target": edge.target,
                "relation": edge.relation,
                "basis": "computed",
                "confidence": edge.confidence,
                "claims": len(edge.pairs),
                "share": edge.share,
                "evidence": f"{edge.note}: {' / '.join(gists)}" if gists else edge.note,
                "spans": spans_cell((c.source, c.start, c.end) for _, c in edge.pairs),
                "address": next(
                    (
                        address
                        for address, source in work.addresses.items()
                        if source == edge.source
                    ),
                    "",
                ),
            }
        )
    return rows


def merged(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """One row for each edge: of rows for the same edge claims and shares are added, evidence is joined."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("source", "target", "relation", "basis"))
        if key not in found:
            found[key] = row
            continue
        kept = found[key]
        kept["evidence"] = f"{kept['evidence']} / {row['evidence']}"
        kept["claims"] = int(str(kept["claims"])) + int(str(row["claims"]))
        kept["share"] = min(1.0, float(str(kept["share"])) + float(str(row["share"])))
        kept["spans"] = " ".join(dict.fromkeys(f"{kept['spans']} {row['spans']}".split()))
    return list(found.values())
