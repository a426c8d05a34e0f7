"""Claims as sets of marks that survive translation and paraphrase.

A claim's marks are who and what it names (the frame's concepts and actors), the values, units and
dates it gives, the sound of foreign names, and, within one language, the stems of its words. Two
claims are as close as the weight of the marks they share, a rare mark weighing more than a common
one. Nothing here decides what derives from what; see `helpers.sources.lineage`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from helpers.arabic.lookup import words
from helpers.arabic.text import fold, sentences
from helpers.concepts import Vocabulary, english_words, sound, sounds_of_arabic

__all__ = [
    "Claim",
    "Weights",
    "article_claims",
    "best_chain",
    "best_pairs",
    "closeness",
    "upstream_claims",
]

Marks = frozenset[str]

_LATIN_NAME = re.compile(r"[A-Z]")
_LEADS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")
_ENDS = ("ات", "ون", "ين", "ان", "ها", "هم", "يه", "ه", "ا", "ي")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an article, or one fact of an upstream text.

    Attributes:
        source: The article or upstream text.
        start: Offset of the sentence, or the fact's place in its text.
        end: End of the sentence; 0 for a fact.
        marks: What survives translation.
        stems: Stems of the words, for texts in one language; empty for a fact.
        gist: The fact in a few words, or the sentence.
    """

    source: str
    start: int
    end: int
    marks: Marks
    stems: Marks = field(default=frozenset())
    gist: str = ""


def upstream_claims(upstream: pd.DataFrame, vocabulary: Vocabulary) -> dict[str, list[Claim]]:
    """The facts of the upstream texts, by source, each source in its own order.

    Args:
        upstream: Table ``upstream``.
        vocabulary: Names for what the facts speak of.
    """
    claims: dict[str, list[Claim]] = {}
    for row in upstream.sort_values(["source", "order"], kind="stable").to_dict("records"):
        text = f"{row['gist_en']}. {row['action']}. {row['place']}"
        marks = set(vocabulary.english(text))
        for actor in str(row["actor"]).split(";"):
            known = vocabulary.actor(actor.strip())
            marks |= {known} if known else set(vocabulary.english(actor))
        for word in english_words(f"{row['gist_en']} {row['actor']}"):
            if _LATIN_NAME.match(word) and sound(word) and not vocabulary.english(word):
                marks.add(f"~{sound(word)}")
        marks |= _value_marks(row["value"], str(row["unit"]), str(row["qualifier"]))
        marks |= _date_marks(str(row["date"]))
        claim = Claim(
            str(row["source"]), int(row["order"]), 0, frozenset(marks), gist=str(row["gist_en"])
        )
        claims.setdefault(claim.source, []).append(claim)
    return claims


def article_claims(
    article: str, text: str, figures: pd.DataFrame, vocabulary: Vocabulary
) -> list[Claim]:
    """The sentences of an article, a repeated one only where it first stands.

    Args:
        article: Id of the article.
        text: Its raw text.
        figures: Its rows of table ``02_figures``.
        vocabulary: Names for what the sentences speak of.
    """
    spans = sentences(text)
    starts = [start for start, _ in spans]
    values: list[set[str]] = [set() for _ in spans]
    columns = ("start", "low", "unit", "qualifier", "date", "resolved")
    for start, low, unit, qualifier, date, resolved in zip(
        *(figures[name] for name in columns), strict=True
    ):
        place = bisect_left(starts, start + 1) - 1
        if place >= 0:
            values[place] |= _value_marks(low, unit, qualifier)
            values[place] |= _date_marks(resolved or date)
    claims = []
    seen: set[str] = set()
    for (start, end), given in zip(spans, values, strict=True):
        folded = fold(text[start:end])
        tokens = words(folded)
        key = " ".join(tokens)
        if not tokens or key in seen:
            continue
        seen.add(key)
        marks = {name for _, name in vocabulary.arabic(folded)} | given
        for word in tokens:
            marks.update(f"~{key}" for key in sounds_of_arabic(word))
        stems = frozenset(f"'{stem}" for stem in map(_stem, tokens) if stem)
        claims.append(Claim(article, start, end, frozenset(marks), stems, text[start:end]))
    return claims


def _value_marks(value: object, unit: str, qualifier: str) -> set[str]:
    if unit and (value is None or pd.isna(value) or qualifier == "vague"):  # type: ignore[call-overload]
        return {f"#some {unit}"}
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return set()
    return {f"#{float(value):.3g} {unit}", f"#{float(value):.3g}"}  # type: ignore[arg-type]


def _date_marks(date: str) -> set[str]:
    """The date and the longer periods that hold it: 2024-01-25 lies in 2024-01 and in 2024."""
    if not re.match(r"\d{4}", date):
        return set()
    first = date.partition("/")[0]
    return {f"%{first[:length]}" for length in (4, 7, 10) if len(first) >= length}


def _stem(word: str) -> str:
    """A rough stem: the longest lead and ending cut off that leave three letters."""
    for lead in _LEADS:
        if word.startswith(lead) and len(word) - len(lead) >= _SHORTEST_STEM:
            word = word.removeprefix(lead)
            break
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
            word = word.removesuffix(end)
            break
    return word if len(word) >= _SHORTEST_STEM else ""


class Weights:
    """How much each mark tells: the logarithm of how rare it is among the claims."""

    def __init__(self, marks: Iterable[Marks]) -> None:
        """Count in how many claims each mark stands."""
        listed = list(marks)
        count = Counter(mark for each in listed for mark in each)
        every = len(listed) + 1
        self._weight = {mark: math.log(every / (found + 0.5)) for mark, found in count.items()}
        self._unseen = math.log(every / 0.5)
        self._totals: dict[Marks, float] = {}

    def __getitem__(self, mark: str) -> float:
        """The weight of one mark; of one that no claim carried, the greatest."""
        return self._weight.get(mark, self._unseen)

    def total(self, marks: Marks) -> float:
        """Sum over marks, the same for any order of them."""
        if marks not in self._totals:
            self._totals[marks] = math.fsum(self[mark] for mark in marks)
        return self._totals[marks]


def closeness(
    rows: Sequence[Claim],
    columns: Sequence[Claim],
    weights: Weights,
    *,
    least_weight: float,
    least_share: float,
    use_stems: bool = False,
) -> np.ndarray:
    """Compare two texts claim by claim.

    A pair scores the weight of its shared marks times the share of the row's marks that they are;
    a pair with too little of either scores nothing, and so does one that shares a single mark.

    Args:
        rows: Claims of the supposed source.
        columns: Claims of the supposed copy.
        weights: Weight by mark.
        least_weight: Least weight of the shared marks.
        least_share: Least share of the row's marks that are shared, 0 to 1.
        use_stems: Compare the stems of words as well: both texts are in one language.

    Returns:
        The score of each row with each column, zero where they do not match.
    """
    given = [claim.marks | claim.stems if use_stems else claim.marks for claim in rows]
    found = [claim.marks | claim.stems if use_stems else claim.marks for claim in columns]
    present = set().union(*found) if found else set()
    vocabulary = sorted(set().union(*given) & present) if given else []
    if not vocabulary:
        return np.zeros((len(rows), len(columns)))
    place = {mark: index for index, mark in enumerate(vocabulary)}
    weight = np.array([weights[mark] for mark in vocabulary])
    left = np.zeros((len(rows), len(vocabulary)))
    right = np.zeros((len(columns), len(vocabulary)))
    for matrix, claims in ((left, given), (right, found)):
        for index, marks in enumerate(claims):
            matrix[index, [place[mark] for mark in marks if mark in place]] = 1.0
    shared = (left * weight) @ right.T
    count = left @ right.T
    whole = np.array([weights.total(marks) for marks in given])
    share = shared / np.where(whole > 0, whole, 1.0)[:, None]
    kept = (shared >= least_weight) & (share >= least_share) & (count >= 2)
    return np.where(kept, shared * share, 0.0)


def best_chain(score: np.ndarray) -> list[tuple[int, int]]:
    """The heaviest set of pairs that keeps both texts' order.

    Rows only rise; columns rise or stay, since one sentence may hold several facts.

    Args:
        score: Score of each row with each column, zero where they do not match.

    Returns:
        (row, column) pairs in order.
    """
    height, width = score.shape
    if not score.any():
        return []
    best = np.zeros((height + 1, width + 1))
    for i in range(height):
        # With the row's pair ending at column j: best before it, plus the pair.
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, 1:] + score[i]))
    pairs = []
    i, j = height, width
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            pairs.append((i - 1, j - 1))
            i -= 1
    return pairs[::-1]


def best_pairs(score: np.ndarray) -> list[tuple[int, int]]:
    """Each row with the column that it matches best, no column twice, the heaviest pairs first.

    Args:
        score: Score of each row with each column, zero where they do not match.

    Returns:
        (row, column) pairs in order of the rows.
    """
    pairs = []
    rows: set[int] = set()
    columns: set[int] = set()
    found = [(-score[row, column], int(row), int(column)) for row, column in np.argwhere(score > 0)]
    for _, row, column in sorted(found):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((row, column))
    return sorted(pairs)
