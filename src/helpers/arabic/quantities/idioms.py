"""Number words in idioms, which are no figures."""

from __future__ import annotations

from helpers.arabic.lexicon import lexicon
from helpers.arabic.words import Tokens

__all__ = ["is_idiom", "is_phrase"]


def is_phrase(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether these words, folded, are an idiom."""
    if first < 0 or stop > tokens.size:
        return False
    texts = [tokens.folded(place) for place in range(first, stop)]
    if " ".join(texts) in lexicon().idioms:
        return True
    word = tokens.words[first]
    if word is None or not (word.conj or word.prep) or word.art:
        return False
    return " ".join([word.stem, *texts[1:]]) in lexicon().idioms


def is_idiom(tokens: Tokens, place: int) -> bool:
    """Whether a number word stands in an idiom of two or three words."""
    word = tokens.words[place]
    if word is None or lexicon().idiom_words.isdisjoint((word.full, word.stem)):
        return False
    return any(
        is_phrase(tokens, first, stop)
        for first, stop in (
            (place, place + 2),
            (place - 1, place + 1),
            (place, place + 3),
            (place - 2, place + 1),
            (place - 1, place + 2),
        )
    )
