"""How much agreement is more than chance: one setting for all articles."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]


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
