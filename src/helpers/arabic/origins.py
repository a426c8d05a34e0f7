"""Adjectives of origin: which country a word such as ``روسي`` names."""

from __future__ import annotations

__all__ = ["adjective_of", "origin_of"]

_ENDINGS = ("يتين", "يين", "يون", "يتان", "يان", "يات", "يا", "يه", "ي")
_SHORTEST = 3  # letters of a stem


def origin_of(word: str) -> str:
    """The masculine singular of an adjective of origin; empty for other words.

    Args:
        word: A folded word, with the article or without.

    >>> origin_of("الروسيه"), origin_of("روسيين"), origin_of("كتاب")
    ('روسي', 'روسي', '')
    """
    word = _bare(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST:
            return _spelt(word[: -len(ending)]) + "ي"
    return ""


def adjective_of(country: str) -> str:
    """The adjective of a country.

    Args:
        country: Its folded name, with the article or without.

    >>> adjective_of("روسيا"), adjective_of("العراق"), adjective_of("اميركا")
    ('روسي', 'عراقي', 'امريكي')
    """
    bare = _bare(country) if len(country) > 4 else country
    for ending in ("يا", "يه", "ا", "ه"):
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            bare = bare[: -len(ending)]
            break
    return _spelt(bare) + "ي"


_ROOTED = ("المان", "البان")  # ألمانيا, ألبانيا: no article, once folded


def _bare(word: str) -> str:
    """The word without the article."""
    return word if word.startswith(_ROOTED) else word.removeprefix("ال")


def _spelt(stem: str) -> str:
    """One spelling of America for the two in use."""
    return stem.replace("ميرك", "مريك")
