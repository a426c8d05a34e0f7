"""What an article derives from: declared, known and computed; and the origin of every sentence.

*Declared* is what the article credits, *known* is what ``sources.toml`` shows on evidence from
outside, *computed* is what the claims themselves give away. The computation compares claims (who,
what, how many, when), not strings, so it sees through translation. Every text that may be a source
competes for every sentence, controls included; a text derives from a source only if the claims it
wins there, in the source's order, outweigh what chance gives to the controls. The settings are the
same for every article (see `Settings`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd

from helpers import tables
from helpers.arabic.lookup import words
from helpers.arabic.text import fold, sentences
from helpers.concepts import Vocabulary
from helpers.frame import Frame
from helpers.sources.fingerprints import (
    Claim,
    Weights,
    article_claims,
    best_chain,
    best_pairs,
    closeness,
    upstream_claims,
)
from helpers.sources.records import Article, Relay, first_and_last_day

__all__ = ["Settings", "Trace", "trace"]

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_CONFIDENCE = {"high": 2, "medium": 1, "low": 0}


@dataclass(frozen=True, slots=True)
class Settings:
    """How much agreement is more than chance. One setting for all articles.

    Attributes:
        least_weight: Least weight of the marks that two claims share (natural logarithms of
            rarity, summed).
        least_share: Least share of the source's claim that the sentence holds.
        floor: Least weight of a derivation, where there are no controls to learn from.
        margin: A derivation weighs this many times what the controls reach in 95 of 100 cases.
        undated: An article without a date has later texts among its rivals: it must weigh this many
            times as much.
        unordered: Two articles whose sentences stand in another order must weigh this many times
            ``floor``, and this many times what they share in order.
        least_sentences: Least number of sentences in the source's order.
        copied: From this share of identical sentences on, one article copies the other.
        explained: From this share of sentences traced on, the rest of a wire copy is taken to
            come from its main source.
        usual: A sentence goes back to a source where it matches more than this share of the
            chance matches of the controls do.
        rare: A sentence does so with confidence where it matches more than this share.
        pair_weight: As ``least_weight``, for two articles in one language, words included.
        pair_share: Least share of either sentence's marks that two articles share.
        overlap: Least share of the shorter article's sentences that match.
        crowd: A mark that more articles than this carry suggests no pair to compare.
        rare_marks: Least number of marks that two articles share to be compared.
        briefing_days: Articles this near in time may go back to one briefing.
    """

    least_weight: float = 5.0
    least_share: float = 0.5
    floor: float = 30.0
    margin: float = 1.5
    undated: float = 2.0
    unordered: float = 2.0
    least_sentences: int = 3
    copied: float = 0.5
    explained: float = 0.7
    usual: float = 0.5
    rare: float = 0.95
    pair_weight: float = 8.0
    pair_share: float = 0.3
    overlap: float = 0.3
    crowd: int = 8
    rare_marks: int = 6
    briefing_days: int = 14


@dataclass(frozen=True, slots=True)
class Trace:
    """Both tables of the lineage, made in one go.

    Attributes:
        lineage: Table ``02_lineage``.
        origins: Table ``02_origins``.
    """

    lineage: pd.DataFrame
    origins: pd.DataFrame


@dataclass(slots=True)
class _Edge:
    """One computed derivation: what of the source stands where in the target."""

    source: str
    target: str
    relation: str
    weight: float
    pairs: list[tuple[Claim, Claim]]
    share: float
    confidence: str
    note: str = ""


@dataclass(slots=True)
class _Origin:
    source: str
    basis: str
    confidence: str


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    key: str
    origin: _Origin | None = None
    taken: tuple[str, int] | None = None  # the article and sentence that it is taken from


@dataclass(slots=True)
class _Work:
    """Everything known about the articles while they are traced.

    ``told`` holds the figures that somebody is said to have given.
    """

    texts: Mapping[str, str]
    told: pd.DataFrame
    figures: dict[str, pd.DataFrame]
    records: dict[str, Article]
    voices: dict[str, pd.DataFrame]
    settings: Settings
    upstream: dict[str, list[Claim]]
    addresses: dict[str, str]
    controls: set[str]
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    sentences: dict[str, list[_Sentence]] = field(default_factory=dict)
    edges: list[_Edge] = field(default_factory=list)

    def days(self, article: str) -> tuple[dt.date, dt.date]:
        """First and last possible day of publication; all time where nothing is known."""
        record = self.records.get(article)
        if record is None:
            return dt.date.min, dt.date.max
        return first_and_last_day(record.published.value)


def trace(
    texts: Mapping[str, str],
    figures: pd.DataFrame,
    records: Sequence[Article],
    upstream: pd.DataFrame,
    frame: Frame,
    voices: pd.DataFrame | None = None,
    settings: Settings | None = None,
) -> Trace:
    """Find what every article, and every sentence in it, derives from.

    Args:
        texts: Article texts by id.
        figures: Table ``02_figures``; its ``source`` is not read and may be empty.
        records: Records of ``sources.toml``; an article without one has no date and no relays.
        upstream: Table ``upstream``: facts of texts that articles may derive from.
        frame: The coding frame: actors, concepts.
        voices: Coded or machine voices with ``via``: who stands between speaker and outlet.
        settings: What counts as more than chance.

    Returns:
        The edges and the origin of every sentence. An origin is an upstream text, a relay, a
        briefing, or, for the outlet's own words, the article's id.
    """
    work = _prepare(texts, figures, records, upstream, voices, settings or Settings(), frame)
    _from_upstream(work)
    _among_articles(work)
    declared = _declared(work)
    briefings = _briefings(work)
    known = _known(work)
    _fill(work)
    _inherit(work)
    lineage = [*declared, *known, *_computed(work), *briefings]
    return Trace(
        tables.as_frame("02_lineage", _merged(lineage)), tables.as_frame("02_origins", _rows(work))
    )


def _prepare(
    texts: Mapping[str, str],
    figures: pd.DataFrame,
    records: Sequence[Article],
    upstream: pd.DataFrame,
    voices: pd.DataFrame | None,
    settings: Settings,
    frame: Frame,
) -> _Work:
    vocabulary = Vocabulary(frame)
    nobody = figures.iloc[:0]
    by_article = {str(article): rows for article, rows in figures.groupby("article", sort=True)}
    told = (
        (figures["kind"] != "date")
        & ~figures["speaker"].isin(["", "author"])
        & (figures["holder"] != "")
        & (figures["qualifier"] != "vague")
        & figures["low"].notna()
    )
    work = _Work(
        texts=texts,
        told=figures[told].sort_values("article", kind="stable"),
        figures={article: by_article.get(article, nobody) for article in texts},
        records={record.id: record for record in records},
        voices={}
        if voices is None
        else {str(article): rows for article, rows in voices.groupby("article", sort=True)},
        settings=settings,
        upstream=upstream_claims(upstream, vocabulary),
        addresses={
            str(address): str(source)
            for source, address in zip(upstream["source"], upstream["address"], strict=True)
        },
        controls=set(upstream.loc[upstream["role"] == "control", "source"]),
    )
    for article in sorted(texts):
        text = texts[article]
        work.claims[article] = article_claims(article, text, work.figures[article], vocabulary)
        work.sentences[article] = [
            _Sentence(start, end, _key(text[start:end])) for start, end in sentences(text)
        ]
    return work


# ---- computed: from the upstream texts ---------------------------------------------------------


def _from_upstream(work: _Work) -> None:
    """Derivations from foreign texts, and what merely tells the same event."""
    weights = Weights(claim.marks for claims in work.upstream.values() for claim in claims)
    scores = {article: _against_upstream(work, article, weights) for article in work.claims}
    won = {article: _compete(score) for article, score in scores.items()}
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
        second = _compete({source: scores[article][source] for source in edges})
        for source in edges:
            _add_edge(work, article, source, scores[article], second, (limit, usual, rare))
        _independent(work, article, scores[article], edges)


def _against_upstream(work: _Work, article: str, weights: Weights) -> dict[str, np.ndarray]:
    """Score matrix for each upstream text that is old enough to be a source."""
    last = work.days(article)[1]
    found = {}
    for source in sorted(work.upstream):
        named = _DAY.search(source)
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


Won = dict[str, tuple[float, list[tuple[int, int]]]]
Pairing = Callable[[np.ndarray], list[tuple[int, int]]]


def _compete(scores: Mapping[str, np.ndarray], pairing: Pairing = best_chain) -> Won:
    """Give each sentence to the text that accounts for most of it; weigh the chains of the rest.

    Returns:
        For each text: the weight of its chain over the sentences that it won, and the chain.
    """
    names = sorted(scores)
    if not names or not scores[names[0]].shape[1]:
        return {}
    strength = np.array([_strength(scores[name]) for name in names])
    best, top = strength.argmax(axis=0), strength.max(axis=0)
    won = {}
    for index, name in enumerate(names):
        mine = scores[name] * ((best == index) & (top > 0))
        pairs = pairing(mine)
        won[name] = (float(sum(mine[pair] for pair in pairs)), pairs)
    return won


def _strength(score: np.ndarray) -> np.ndarray:
    """For each sentence the weight of the facts that match nowhere better."""
    rows = np.flatnonzero(score.any(axis=1))
    if not rows.size:
        return np.zeros(score.shape[1])
    best = score[rows].argmax(axis=1)
    return np.bincount(best, weights=score[rows, best], minlength=score.shape[1])


def _limit(work: _Work, won: Mapping[str, Won]) -> float:
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


def _distinct(work: _Work) -> list[str]:
    """The articles without those that repeat another word for word: chance is not counted twice."""
    first: dict[tuple[str, ...], str] = {}
    for article in sorted(work.sentences):
        first.setdefault(tuple(sentence.key for sentence in work.sentences[article]), article)
    return sorted(first.values())


def _chance(work: _Work, scores: Mapping[str, Mapping[str, np.ndarray]]) -> tuple[float, float]:
    """How much of a sentence the controls match by chance: usually, and rarely."""
    found = [
        strength
        for article in _distinct(work)
        for source in sorted(set(scores[article]) & work.controls)
        for strength in _strength(scores[article][source]).tolist()
        if strength > 0
    ]
    if not found:
        return 1.5 * work.settings.least_weight, 3 * work.settings.least_weight
    return float(np.quantile(found, work.settings.usual)), float(
        np.quantile(found, work.settings.rare)
    )


def _add_edge(
    work: _Work,
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
    confidence = _confidence(weight / limit, len(columns))
    work.edges.append(
        _Edge(
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
    strength = {name: _strength(scores[name]) for name in won}
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
        _set_origin(work, article, claim.start, _Origin(source, "computed", sure))


def _confidence(ratio: float, count: int) -> str:
    if ratio >= 2 and count >= 5:
        return "high"
    return "medium" if ratio >= 1.5 or count >= 5 else "low"


def _independent(
    work: _Work, article: str, scores: Mapping[str, np.ndarray], edges: Iterable[str]
) -> None:
    """Note the texts that share claims with the article but no more than chance gives."""
    for source in sorted(set(scores) - set(edges)):
        score = scores[source]
        pairs = best_chain(score)
        if len({column for _, column in pairs}) < work.settings.least_sentences:
            continue
        facts, found = work.upstream[source], work.claims[article]
        work.edges.append(
            _Edge(
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


# ---- computed: among the articles --------------------------------------------------------------


def _among_articles(work: _Work) -> None:
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


def _candidates(work: _Work) -> list[tuple[str, str]]:
    """Pairs of articles worth comparing: they share marks that few others carry.

    The number of pairs grows with the number of articles, not with its square: a mark that more
    than `Settings.crowd` articles carry suggests nothing, so each mark suggests few pairs.
    """
    carriers: dict[str, list[str]] = defaultdict(list)
    for article in sorted(work.claims):
        marks: set[str] = set()
        for claim in work.claims[article]:
            marks |= claim.marks | claim.stems
            marks.add(f"={_key(claim.gist)}")
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


def _key(sentence: str) -> str:
    """The words of a sentence, folded: the same for copies that differ in marks and spaces."""
    return " ".join(words(fold(sentence)))


def _direction(work: _Work, one: str, two: str) -> tuple[str, str]:
    """Source and target: the earlier text first; else the longer one; else by name."""

    def rank(article: str) -> tuple[dt.date, dt.date, int, str]:
        first, last = work.days(article)
        return first, last, -len(work.texts[article]), article

    earlier, later = sorted((one, two), key=rank)
    return earlier, later


def _both_ways(work: _Work, source: str, target: str, weights: Weights) -> np.ndarray:
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


def _identical(work: _Work, source: str, target: str) -> float:
    """Share of the target's sentences that stand word for word in the source."""
    given = {sentence.key for sentence in work.sentences[source] if sentence.key}
    mine = [sentence.key for sentence in work.sentences[target] if sentence.key]
    return sum(key in given for key in mine) / len(mine) if mine else 0.0


def _keep_best(
    work: _Work,
    target: str,
    scores: Mapping[str, np.ndarray],
    copies: Mapping[tuple[str, str], float],
) -> None:
    """Keep the articles that account for sentences no other source accounts for better."""
    settings = work.settings
    won = _compete(scores, lambda score: _in_any_order(score, settings))
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
            _Edge(
                source,
                target,
                relation,
                weight,
                [(given[row], found[column]) for row, column in pairs],
                min(1.0, len(pairs) / max(fewest, 1)),
                "high"
                if same >= settings.copied
                else _confidence(weight / settings.floor, len(columns)),
                f"{len(columns)} sentences alike in {_order(pairs)} order, {same:.0%} word for word",
            )
        )
        matched = {found[column].start: given[row].start for row, column in pairs}
        by_key = {sentence.key: sentence.start for sentence in reversed(work.sentences[source])}
        for sentence in work.sentences[target]:
            start = by_key.get(sentence.key, matched.get(sentence.start))
            if sentence.taken is None and start is not None:
                sentence.taken = (source, start)


def _inherit(work: _Work) -> None:
    """A sentence taken from another article comes from where that one had it.

    Articles are only ever taken from earlier ones, so the way back has an end.
    """

    def origin(article: str, sentence: _Sentence) -> _Origin:
        if sentence.origin is None:
            if sentence.taken is None:
                return _Origin(article, "own", "medium")
            source, start = sentence.taken
            theirs = next(each for each in work.sentences[source] if each.start == start)
            found = origin(source, theirs)
            sentence.origin = _Origin(found.source, "computed", found.confidence)
        return sentence.origin

    for article, spans in work.sentences.items():
        for sentence in spans:
            sentence.origin = origin(article, sentence)


def _shared_upstream(work: _Work, one: str, two: str) -> bool:
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


# ---- the same briefing behind a figure ----------------------------------------------------------


def _briefings(work: _Work) -> list[dict[str, object]]:
    """Articles that give one official's number: the same value of the same thing, near in time."""
    mentions: dict[tuple[object, ...], dict[str, list[Mapping[str, object]]]] = defaultdict(dict)
    rows = work.told
    for row in rows[rows["article"].isin(work.figures)].to_dict("records"):
        office = _office(str(row["speaker"]))
        told_of = (row["low"], row["high"], row["unit"], row["holder"], office)
        mention = {str(name): cell for name, cell in row.items()}
        mentions[told_of].setdefault(str(row["article"]), []).append(mention)
    found = []
    for key in sorted(mentions, key=str):
        for articles in _near_in_time(work, mentions[key]):
            rows_of = [row for article in articles for row in mentions[key][article]]
            name = _briefing_name(work, rows_of)
            for each in rows_of:
                _brief(work, each, name)
            # Each later article is set beside the first: all of them would be a square.
            for other in articles[1:]:
                rows_both = [*mentions[key][articles[0]], *mentions[key][other]]
                found.append(_briefing_row(work, articles[0], other, key, rows_both, name))
    return found


def _near_in_time(work: _Work, articles: Iterable[str]) -> list[list[str]]:
    """The articles in groups of two and more, each within the days of a briefing of the last."""
    groups: list[list[str]] = []
    ordered = sorted(articles, key=lambda article: (*work.days(article), article))
    for article in ordered:
        if groups and _gap(work, groups[-1][-1], article) <= work.settings.briefing_days:
            groups[-1].append(article)
        else:
            groups.append([article])
    return [group for group in groups if len(group) > 1]


def _gap(work: _Work, one: str, two: str) -> int:
    """Days that surely lie between two articles; none where a date is not known."""
    if dt.date.min in (work.days(one)[0], work.days(two)[0]):
        return 0
    return (work.days(two)[0] - work.days(one)[1]).days


def _briefing_row(
    work: _Work,
    source: str,
    target: str,
    key: tuple[object, ...],
    rows: Sequence[Mapping[str, object]],
    name: str,
) -> dict[str, object]:
    value, _, unit, holder, _ = key
    fewest = max(1, min(len(work.claims[source]), len(work.claims[target])))
    return {
        "source": source,
        "target": target,
        "relation": "same upstream briefing",
        "basis": "computed",
        "confidence": "high",
        "claims": 1,
        "share": 1 / fewest,
        "evidence": f"{value:g} {unit}, {holder}: both from the same source, {name}",
        "spans": _cell((str(row["article"]), row["start"], row["end"]) for row in rows),
        "address": "",
    }


def _office(speaker: str) -> str:
    return " ".join(speaker.casefold().removeprefix("unnamed ").split())


def _briefing_name(work: _Work, rows: Sequence[Mapping[str, object]]) -> str:
    """The speaker and the day: a date in the same sentence, else the first day of publication."""
    days = []
    for row in rows:
        article = str(row["article"])
        sentence = _sentence(work, article, int(str(row["start"])))
        figures = work.figures[article]
        inside = figures[(figures["start"] >= sentence.start) & (figures["start"] < sentence.end)]
        for day in (inside["resolved"].where(inside["resolved"] != "", inside["date"])).tolist():
            if _DAY.fullmatch(str(day)):
                days.append(str(day))
    speaker = str(rows[0]["speaker"]).removeprefix("unnamed ")
    if not days:
        first = min(work.days(str(row["article"]))[0] for row in rows)
        days = [first.isoformat()] if first != dt.date.min else [""]
    return f"{speaker} {min(days)}".strip()


def _brief(work: _Work, row: Mapping[str, object], name: str) -> None:
    """Set the briefing as the origin of the figure's sentence, and of its repetition."""
    article = str(row["article"])
    _set_origin(work, article, int(str(row["start"])), _Origin(name, "computed", "high"), over=True)
    figures = work.figures[article]
    same = figures[
        (figures["low"] == row["low"])
        & (figures["unit"] == row["unit"])
        & (figures["holder"] == row["holder"])
        & (figures["place"] == row["place"])
        & (figures["kind"] == row["kind"])
    ]
    for start in same["start"]:
        if start != row["start"]:
            _set_origin(work, article, int(start), _Origin(name, "computed", "low"), over=True)


# ---- declared and known ---------------------------------------------------------------------------


def _declared(work: _Work) -> list[dict[str, object]]:
    """What the articles credit: relays of the records, and who stands between voice and outlet."""
    found: list[dict[str, object]] = []
    for article in sorted(work.texts):
        record = work.records.get(article)
        relays = [relay for relay in record.relays if not relay.uncredited] if record else []
        names = {relay.value.casefold(): relay.value for relay in relays}
        heard = _heard(work, article, names)
        for sentence, name in heard:
            origin = _Origin(name, "declared", "high")
            _set_origin(work, article, sentence.start, origin, over=True)
        for relay in relays:
            spans = [(article, item.start, item.end) for item in relay.evidence if item.is_span]
            mine = [sentence for sentence, name in heard if name == relay.value]
            found.append(_relay_row(work, article, relay, "declared", relay.value, spans, mine))
            if article not in work.voices:
                for item in relay.evidence:
                    if item.start is not None:
                        origin = _Origin(relay.value, "declared", relay.confidence)
                        _set_origin(work, article, item.start, origin)
    return found


def _heard(work: _Work, article: str, names: Mapping[str, str]) -> list[tuple[_Sentence, str]]:
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
    work: _Work,
    article: str,
    relay: Relay,
    basis: str,
    source: str,
    spans: Iterable[tuple[str, int | None, int | None]],
    mine: Sequence[_Sentence],
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
        "spans": _cell(spans),
        "address": address,
    }


def _known(work: _Work) -> list[dict[str, object]]:
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
                        origin = _Origin(source, "known", relay.confidence)
                        _set_origin(work, article, item.start, origin)
    return found


def _upstream_name(work: _Work, article: str, relay: Relay) -> str:
    """The upstream text that a relay names: by its address, else by its name and date."""
    for item in relay.evidence:
        if item.address in work.addresses:
            return work.addresses[item.address]
    last = work.days(article)[1]
    named = []
    for source in sorted(work.upstream):
        day = _DAY.search(source)
        if source.casefold().startswith(relay.value.casefold()) and day:
            when = dt.date.fromisoformat(day.group())
            if when <= last:
                named.append((when, source))
    if not named:
        return relay.value
    computed = {edge.source: edge.weight for edge in work.edges if edge.target == article}
    return max(named, key=lambda pair: (computed.get(pair[1], 0.0), -pair[0].toordinal()))[1]


def _fill(work: _Work) -> None:
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
        marked = {_key(claim.gist) for claim in work.claims[article] if claim.marks}
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
                sentence.origin = _Origin(right, "computed", "low")
            elif whole:
                sentence.origin = _Origin(first, "computed", "low")


def _next_origins(spans: Sequence[_Sentence]) -> list[str]:
    """For each sentence the source of the last traced one before it."""
    last, found = "", []
    for sentence in spans:
        found.append(last)
        if sentence.origin is not None:
            last = sentence.origin.source
    return found


# ---- the tables -----------------------------------------------------------------------------------


def _sentence(work: _Work, article: str, place: int) -> _Sentence:
    """The sentence that holds an offset; the nearest before it, if none does."""
    spans = work.sentences[article]
    inside = [sentence for sentence in spans if sentence.start <= place]
    return inside[-1] if inside else spans[0]


def _set_origin(
    work: _Work, article: str, place: int, origin: _Origin, *, over: bool = False
) -> None:
    """Set the origin of a sentence, and of those that repeat it, where none is set yet."""
    if not work.sentences[article]:
        return
    key = _sentence(work, article, place).key
    for sentence in work.sentences[article]:
        if sentence.key == key and (over or sentence.origin is None):
            sentence.origin = origin


def _computed(work: _Work) -> list[dict[str, object]]:
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
                "spans": _cell((c.source, c.start, c.end) for _, c in edge.pairs),
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


def _merged(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """One row for each edge: of two with the same key the one with more claims, evidence joined."""
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


def _rows(work: _Work) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for article, spans in work.sentences.items():
        for sentence in spans:
            origin = sentence.origin or _Origin(article, "own", "medium")
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


def _cell(spans: Iterable[tuple[str, object, object]]) -> str:
    return " ".join(dict.fromkeys(f"{article}:{start}-{end}" for article, start, end in spans))
