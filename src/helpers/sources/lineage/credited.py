"""Declared and known: what the articles credit, and what outside evidence shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from helpers.sources.lineage.work import DAY, Origin, Sentence, Work, set_origin, spans_cell
from helpers.sources.records import Relay

__all__ = ["declared_edges", "known_edges"]

_CONFIDENCE = {"high": 2, "medium": 1, "low": 0}


def declared_edges(work: Work) -> list[dict[str, object]]:
    """What the articles credit: relays of the records, and who stands between voice and outlet."""
    found: list[dict[str, object]] = []
    for article in sorted(work.texts):
        record = work.records.get(article)
        relays = [relay for relay in record.relays if not relay.uncredited] if record else []
        names = {relay.value.casefold(): relay.value for relay in relays}
        heard = _heard(work, article, names)
        for sentence, name in heard:
            origin = Origin(name, "declared", "high")
            set_origin(work, article, sentence.start, origin, over=True)
        for relay in relays:
            spans = [(article, item.start, item.end) for item in relay.evidence if item.is_span]
            mine = [sentence for sentence, name in heard if name == relay.value]
            found.append(_relay_row(work, article, relay, "declared", relay.value, spans, mine))
            if article not in work.voices:
                for item in relay.evidence:
                    if item.start is not None:
                        origin = Origin(relay.value, "declared", relay.confidence)
                        set_origin(work, article, item.start, origin)
    return found


def _heard(work: Work, article: str, names: Mapping[str, str]) -> list[tuple[Sentence, str]]:
    """Sentences whose reported speech is for a good part a credited relay's."""
    voices = work.voices.get(article)
    if voices is None:
        return []
    found = []
    for sentence in work.sentences[article]:
        length = sentence.end - sentence.start
        share: Counter[str] = Counter()
        reported = 0
        for start, end, via, actor in zip(
            voices["start"], voices["end"], voices["via"], voices["actor"], strict=True
        ):
            name = names.get(str(via).casefold()) or names.get(str(actor).casefold())
            inside = min(end, sentence.end) - max(start, sentence.start)
            if inside > 0:
                reported += inside
            if name and inside > 0:
                share[name] += inside
        most = max(share.values(), default=0)
        if share and most >= 0.4 * reported and most >= 0.15 * length:
            found.append((sentence, max(sorted(share), key=lambda name: share[name])))
    return found


def _relay_row(
    work: Work,
    article: str,
    relay: Relay,
    basis: str,
    source: str,
    spans: Iterable[tuple[str, int | None, int | None]],
    mine: Sequence[Sentence],
) -> dict[str, object]:
    address = next((item.address for item in relay.evidence if item.address), "")
    says = [item.quote or item.says for item in relay.evidence]
    computed = next(
        (
            edge
            for edge in work.edges
            if edge.target == article and edge.source == source and edge.relation != "independent"
        ),
        None,
    )
    relation = "quotes" if basis == "declared" else "paraphrases"
    claims = len(mine)
    if computed is not None and basis == "known":
        relation, claims = computed.relation, len(computed.pairs)
    count = max(1, len(work.claims[article]))
    return {
        "source": source,
        "target": article,
        "relation": relation,
        "basis": basis,
        "confidence": relay.confidence,
        "claims": claims,
        "share": min(1.0, claims / count),
        "evidence": " / ".join(says) or relay.note or relay.value,
        "spans": spans_cell(spans),
        "address": address,
    }


def known_edges(work: Work) -> list[dict[str, object]]:
    """What outside evidence shows and the article does not say."""
    found: list[dict[str, object]] = []
    for article in sorted(work.texts):
        record = work.records.get(article)
        for relay in record.relays if record else ():
            if not relay.uncredited:
                continue
            source = _upstream_name(work, article, relay)
            spans = [(article, item.start, item.end) for item in relay.evidence if item.is_span]
            found.append(_relay_row(work, article, relay, "known", source, spans, []))
            if _CONFIDENCE[relay.confidence] >= _CONFIDENCE["medium"]:
                for item in relay.evidence:
                    if item.start is not None:
                        origin = Origin(source, "known", relay.confidence)
                        set_origin(work, article, item.start, origin)
    return found


def _upstream_name(work: Work, article: str, relay: Relay) -> str:
    """The upstream text that a relay names: by its address, else by its name and date."""
    for item in relay.evidence:
        if item.address in work.addresses:
            return work.addresses[item.address]
    last = work.days(article)[1]
    named = []
    for source in sorted(work.upstream):
        day = DAY.search(source)
        if source.casefold().startswith(relay.value.casefold()) and day:
            when = dt.date.fromisoformat(day.group())
            if when <= last:
                named.append((when, source))
    if not named:
        return relay.value
    computed = {edge.source: edge.weight for edge in work.edges if edge.target == article}
    return max(named, key=lambda pair: (computed.get(pair[1], 0.0), -pair[0].toordinal()))[1]
