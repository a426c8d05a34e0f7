"""Computed: derivations from texts outside, and what merely tells the same event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np

from helpers.sources.fingerprints import Weights, best_chain, closeness
from helpers.sources.lineage.competing import Won, compete, confidence_of, strengths
from helpers.sources.lineage.work import DAY, Edge, Origin, Work, set_origin

__all__ = ["from_upstream"]


def from_upstream(work: Work) -> None:
    """Derivations from foreign texts, and what merely tells the same event."""
    weights = Weights(claim.marks for claims in work.upstream.values() for claim in claims)
    scores = {article: _against_upstream(work, article, weights) for article in work.claims}
    won = {article: compete(score) for article, score in scores.items()}
    limit = _limit(work, won)
    usual, rare = _chance(work, scores)
    for article in work.claims:
        edges = []
        bar = limit * (work.settings.undated if work.days(article)[0] == dt.date.min else 1.0)
        for source, (weight, pairs) in won[article].items():
            columns = {column for _, column in pairs}
            if weight < bar or len(columns) < work.settings.least_sentences:
                continue
            edges.append(source)
        # A second look, now that only texts that it derives from compete for its sentences.
        second = compete({source: scores[article][source] for source in edges})
        for source in edges:
            _add_edge(work, article, source, scores[article], second, (limit, usual, rare))
        _independent(work, article, scores[article], edges)


def _against_upstream(work: Work, article: str, weights: Weights) -> dict[str, np.ndarray]:
    """Score matrix for each upstream text that is old enough to be a source."""
    last = work.days(article)[1]
    found = {}
    for source in sorted(work.upstream):
        named = DAY.search(source)
        if named and dt.date.fromisoformat(named.group()) > last:
            continue
        found[source] = closeness(
            work.upstream[source],
            work.claims[article],
            weights,
            least_weight=work.settings.least_weight,
            least_share=work.settings.least_share,
        )
    return found


def _limit(work: Work, won: Mapping[str, Won]) -> float:
    """What a derivation must weigh: more than chance gives the controls, over distinct texts."""
    chance = [
        weight
        for article in _distinct(work)
        for source, (weight, _) in won[article].items()
        if source in work.controls
    ]
    if not chance:
        return work.settings.floor
    return max(work.settings.floor, work.settings.margin * float(np.quantile(chance, 0.95)))


def _distinct(work: Work) -> list[str]:
    """The articles without those that repeat another word for word: chance is not counted twice."""
    first: dict[tuple[str, ...], str] = {}
    for article in sorted(work.sentences):
        first.setdefault(tuple(sentence.key for sentence in work.sentences[article]), article)
    return sorted(first.values())


def _chance(work: Work, scores: Mapping[str, Mapping[str, np.ndarray]]) -> tuple[float, float]:
    """How much of a sentence the controls match by chance: usually, and rarely."""
    found = [
        strength
        for article in _distinct(work)
        for source in sorted(set(scores[article]) & work.controls)
        for strength in strengths(scores[article][source]).tolist()
        if strength > 0
    ]
    if not found:
        return 1.5 * work.settings.least_weight, 3 * work.settings.least_weight
    return float(np.quantile(found, work.settings.usual)), float(
        np.quantile(found, work.settings.rare)
    )


def _add_edge(
    work: Work,
    article: str,
    source: str,
    scores: Mapping[str, np.ndarray],
    won: Won,
    limits: tuple[float, float, float],
) -> None:
    limit, usual, rare = limits
    weight, pairs = won[source]
    facts, found = work.upstream[source], work.claims[article]
    matched = int((scores[source].max(axis=1) > 0).sum())
    in_order = len(pairs) / max(matched, 1)
    share = len(pairs) / min(len(facts), len(found))
    follows = len(pairs) >= 0.5 * len(facts) and in_order >= 0.75
    relation = "translates" if follows else "paraphrases"
    if source in work.controls:
        relation = "same upstream briefing"
    columns = {column for _, column in pairs}
    confidence = confidence_of(weight / limit, len(columns))
    work.edges.append(
        Edge(
            source,
            article,
            relation,
            weight,
            [(facts[row], found[column]) for row, column in pairs],
            min(1.0, share),
            confidence,
            f"{len(pairs)} of {len(facts)} facts in the same order in {len(columns)} sentences",
        )
    )
    if relation == "same upstream briefing":
        return
    strength = {name: strengths(scores[name]) for name in won}
    for column, claim in enumerate(found):
        mine = strength[source][column]
        if mine < max(each[column] for each in strength.values()):
            continue
        if mine >= rare:
            sure = confidence
        elif follows and mine > 0:
            sure = "medium" if mine >= usual and confidence == "high" else "low"
        elif mine >= usual and confidence != "low":
            sure = "low"
        else:
            continue
        set_origin(work, article, claim.start, Origin(source, "computed", sure))


def _independent(
    work: Work, article: str, scores: Mapping[str, np.ndarray], edges: Iterable[str]
) -> None:
    """Note the texts that share claims with the article but no more than chance gives."""
    for source in sorted(set(scores) - set(edges)):
        score = scores[source]
        pairs = best_chain(score)
        if len({column for _, column in pairs}) < work.settings.least_sentences:
            continue
        facts, found = work.upstream[source], work.claims[article]
        work.edges.append(
            Edge(
                source,
                article,
                "independent",
                float(sum(score[pair] for pair in pairs)),
                [(facts[row], found[column]) for row, column in pairs],
                min(1.0, len(pairs) / min(len(facts), len(found))),
                "medium",
                f"{len(pairs)} of {len(facts)} facts alike, no more than texts on the same "
                "events share by chance",
            )
        )
