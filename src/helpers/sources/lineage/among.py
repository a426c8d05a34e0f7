"""Computed: derivations of one article from another in the same language."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from helpers.sources.fingerprints import Weights, best_chain, best_pairs, closeness
from helpers.sources.lineage.competing import compete, confidence_of
from helpers.sources.lineage.settings import Settings
from helpers.sources.lineage.work import Edge, Work, folded

__all__ = ["among_articles"]


def among_articles(work: Work) -> None:
    """Derivations of one article from another in the same language."""
    weights = Weights(
        claim.marks | claim.stems for claims in work.claims.values() for claim in claims
    )
    settings = work.settings
    sources: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    copies: dict[tuple[str, str], float] = {}
    for one, two in _candidates(work):
        source, target = _direction(work, one, two)
        score = _both_ways(work, source, target, weights)
        same = _identical(work, source, target)
        pairs = _in_any_order(score, settings)
        columns = {column for _, column in pairs}
        weight = float(sum(score[pair] for pair in pairs))
        fewest = min(len(work.claims[source]), len(work.claims[target]))
        enough = weight >= settings.floor and len(columns) >= min(settings.least_sentences, fewest)
        if same >= settings.copied or (enough and len(columns) >= settings.overlap * fewest):
            sources[target][source] = score
            copies[source, target] = same
    for target in sorted(sources):
        _keep_best(work, target, sources[target], copies)


def _order(pairs: Sequence[tuple[int, int]]) -> str:
    columns = [column for _, column in sorted(pairs)]
    return "the same" if columns == sorted(columns) else "another"


def _in_any_order(score: np.ndarray, settings: Settings) -> list[tuple[int, int]]:
    """The pairs of two articles in order; or, where those weigh too little, each sentence with its best.

    A copy may put its sentences in another order. What order does not bear out has to weigh more.
    """
    chain = best_chain(score)
    if (
        len(chain) >= settings.least_sentences
        and sum(score[pair] for pair in chain) >= settings.floor
    ):
        in_order = float(sum(score[pair] for pair in chain))
    else:
        in_order = 0.0
    loose = best_pairs(score)
    weight = float(sum(score[pair] for pair in loose))
    enough = (
        weight >= settings.unordered * settings.floor and len(loose) >= settings.least_sentences
    )
    return loose if enough and weight >= settings.unordered * in_order else chain


def _candidates(work: Work) -> list[tuple[str, str]]:
    """Pairs of articles worth comparing: they share marks that few others carry.

    The number of pairs grows with the number of articles, not with its square: a mark that more
    than `Settings.crowd` articles carry suggests nothing, so each mark suggests few pairs.
    """
    carriers: dict[str, list[str]] = defaultdict(list)
    for article in sorted(work.claims):
        marks: set[str] = set()
        for claim in work.claims[article]:
            marks |= claim.marks | claim.stems
            marks.add(f"={folded(claim.gist)}")
        for mark in marks:
            carriers[mark].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    whole: set[tuple[str, str]] = set()
    for mark, articles in carriers.items():
        if 2 <= len(articles) <= work.settings.crowd:
            pairs = list(combinations(articles, 2))
            shared.update(pairs)
            if mark.startswith("="):
                whole.update(pairs)
    enough = {pair for pair, count in shared.items() if count >= work.settings.rare_marks}
    return sorted(enough | whole)


def _direction(work: Work, one: str, two: str) -> tuple[str, str]:
    """Source and target: the earlier text first; else the longer one; else by name."""

    def rank(article: str) -> tuple[dt.date, dt.date, int, str]:
        first, last = work.days(article)
        return first, last, -len(work.texts[article]), article

    earlier, later = sorted((one, two), key=rank)
    return earlier, later


def _both_ways(work: Work, source: str, target: str, weights: Weights) -> np.ndarray:
    """Scores of sentence pairs, low where only a small part of the longer sentence is shared."""
    settings = work.settings
    given, found = work.claims[source], work.claims[target]
    one, two = (
        closeness(
            rows,
            columns,
            weights,
            least_weight=settings.pair_weight,
            least_share=settings.pair_share,
            use_stems=True,
        )
        for rows, columns in ((given, found), (found, given))
    )
    both: np.ndarray = np.sqrt(one * two.T)
    return both


def _identical(work: Work, source: str, target: str) -> float:
    """Share of the target's sentences that stand word for word in the source."""
    given = {sentence.key for sentence in work.sentences[source] if sentence.key}
    mine = [sentence.key for sentence in work.sentences[target] if sentence.key]
    return sum(key in given for key in mine) / len(mine) if mine else 0.0


def _keep_best(
    work: Work,
    target: str,
    scores: Mapping[str, np.ndarray],
    copies: Mapping[tuple[str, str], float],
) -> None:
    """Keep the articles that account for sentences no other source accounts for better."""
    settings = work.settings
    won = compete(scores, lambda score: _in_any_order(score, settings))
    for source, (weight, pairs) in won.items():
        columns = {column for _, column in pairs}
        same = copies[source, target]
        fewest = min(len(work.claims[source]), len(work.claims[target]))
        few = min(settings.least_sentences, fewest)
        if (weight < settings.floor or len(columns) < few) and same < settings.copied:
            continue
        given, found = work.claims[source], work.claims[target]
        relation = "quotes" if same >= settings.copied else "paraphrases"
        if _shared_upstream(work, source, target):
            relation = "same upstream briefing"
        work.edges.append(
            Edge(
                source,
                target,
                relation,
                weight,
                [(given[row], found[column]) for row, column in pairs],
                min(1.0, len(pairs) / max(fewest, 1)),
                "high"
                if same >= settings.copied
                else confidence_of(weight / settings.floor, len(columns)),
                f"{len(columns)} sentences alike in {_order(pairs)} order, {same:.0%} word for word",
            )
        )
        matched = {found[column].start: given[row].start for row, column in pairs}
        by_key = {sentence.key: sentence.start for sentence in reversed(work.sentences[source])}
        for sentence in work.sentences[target]:
            start = by_key.get(sentence.key, matched.get(sentence.start))
            if sentence.taken is None and start is not None:
                sentence.taken = (source, start)


def _shared_upstream(work: Work, one: str, two: str) -> bool:
    """Whether both articles derive from one upstream text, so that neither needs the other."""
    derived = [
        {
            edge.source
            for edge in work.edges
            if edge.target == article
            and edge.source in work.upstream
            and edge.relation in ("translates", "paraphrases")
        }
        for article in (one, two)
    ]
    return bool(derived[0] & derived[1])
