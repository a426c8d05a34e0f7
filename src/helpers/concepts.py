"""Read a text in concepts: words for things, acts, places and actors, in two languages.

A claim and its translation share no string, but they name the same actors, places and acts. A
`Vocabulary` turns a piece of text in either language into names for them. The common vocabulary of the
news comes with the language (``arabic/vocabulary.toml``), country names come from Unicode's CLDR (by
Babel), and the frame adds what its topic needs: actors with their aliases, concepts, places.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from babel import Locale

from helpers.arabic.lookup import Phrases, Stems, words
from helpers.arabic.text import fold
from helpers.frame import Concept, Frame

__all__ = ["Vocabulary", "english_words", "sound", "sounds_of_arabic"]

_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
# Words that name no thing. "is", "us" are left to the frame: IS and US are names.
_STOP_LIST = """
    a an and are as at be been both but by did do does for from had has have he her him his how in
    into it its may more most no nor of off on or out own said say says she so some such than that
    the their them then there these they this those to was were what when where which while who why
    will with would narrator note notes
"""
_STOP = frozenset(_STOP_LIST.split())


class Vocabulary:
    """The frame's names for what texts speak of."""

    def __init__(self, frame: Frame) -> None:
        """Gather concepts, actors, framing terms and countries."""
        english: dict[str, set[str]] = {}
        stems: list[tuple[str, str]] = []
        phrases: dict[str, set[str]] = {}

        def add(name: str, en: tuple[str, ...], ar: tuple[str, ...]) -> None:
            for form in en:
                english.setdefault(" ".join(_lemmas_of_phrase(form)), set()).add(name)
            for form in ar:
                folded = fold(form)
                if " " in folded:
                    phrases.setdefault(folded, set()).add(name)
                else:
                    stems.append((folded, name))

        for name, concept in (*_vocabulary().items(), *frame.concepts.items()):
            add(name, concept.en, concept.ar)
        for code, (en, ar) in _countries().items():
            folded = fold(ar).removeprefix("ال")
            if " ".join(_lemmas_of_phrase(en)) not in english:
                add(
                    f"country {code}", (en,), (folded, folded + "ي") if " " not in folded else (ar,)
                )
        self._actors: dict[str, str] = {}
        for actor in frame.actor:
            arabic = [a for a in actor.aliases if not a.isascii()]
            latin = [a for a in actor.aliases if a.isascii()]
            for form in arabic:
                phrases.setdefault(fold(form), set()).add(f"@{actor.name}")
            for form in (actor.name, *latin):
                self._actors[_plain(form)] = f"@{actor.name}"
        self._english = english
        self._longest = max((key.count(" ") + 1 for key in english), default=1)
        self._stems: Stems[str] = Stems(stems)
        self._phrases: Phrases[frozenset[str]] = Phrases(
            {phrase: frozenset(names) for phrase, names in phrases.items()}
        )

    def arabic(self, folded: str) -> list[tuple[int, str]]:
        """The names in a piece of folded Arabic text, each with its place, in reading order.

        Words inside a phrase count for themselves as well: an actor's title says what it is.
        """
        found: list[tuple[int, str]] = []
        inside: set[int] = set()
        for hit in self._phrases.find(folded):
            found += [(hit.start, name) for name in hit.value]
            if any(name.startswith("@") for name in hit.value):
                inside.update(range(hit.start, hit.end))
        place = 0
        for word in words(folded):
            place = folded.index(word, place)
            for name in self._stems.of(word):
                # A person's name may look like a country's adjective.
                if place not in inside or not name.startswith("country "):
                    found.append((place, name))
            place += len(word)
        return sorted(found)

    def english(self, text: str) -> list[str]:
        """The names in a piece of English text, in reading order."""
        tokens = english_words(text)
        found: list[str] = []
        for start in range(len(tokens)):
            for length in range(min(self._longest, len(tokens) - start), 0, -1):
                names = self._lookup(tuple(tokens[start : start + length]))
                if names:
                    found += sorted(names)
                    break
        return found

    def actor(self, name: str) -> str:
        """The frame's name for an actor given in English, or ``""``."""
        return self._actors.get(_plain(name), "")

    @lru_cache(maxsize=65536)  # noqa: B019 - one vocabulary lives as long as the run
    def _lookup(self, tokens: tuple[str, ...]) -> frozenset[str]:
        for lemmas in _variants(tokens):
            if lemmas in self._english:
                return frozenset(self._english[lemmas])
        return frozenset()


def _plain(name: str) -> str:
    import unicodedata

    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("-", " ").split())


def english_words(text: str) -> list[str]:
    """The words of an English text as written, possessives cut off."""
    return [re.sub(r"['’]s?$", "", word) for word in _ENGLISH.findall(text)]


def _lemmas_of_phrase(phrase: str) -> list[str]:
    return [word.casefold() for word in english_words(phrase)]


def _variants(tokens: tuple[str, ...]) -> list[str]:
    """The tokens as the vocabulary may list them: as they stand, or each in dictionary form."""
    lower = [token.casefold() for token in tokens]
    if len(lower) == 1:
        if lower[0] in _STOP or (lower[0] in ("is", "us") and not tokens[0].isupper()):
            return []
        return [*_forms(lower[0])]
    return [" ".join(lower), *(" ".join([*lower[:-1], form]) for form in _forms(lower[-1])[1:])]


def _forms(word: str) -> list[str]:
    """The word and the dictionary forms that it may be an inflection of."""
    forms = [word]
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + instead
            forms.append(stem)
            if not instead and len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, Concept]:
    """The common vocabulary of the news that comes with the language."""
    file = resources.files("helpers.arabic") / "vocabulary.toml"
    entries = tomllib.loads(file.read_text("utf-8"))
    return {name: Concept.model_validate(entry) for name, entry in entries.items()}


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, str]]:
    english, arabic = Locale("en").territories, Locale("ar").territories
    return {
        code: (english[code], arabic[code])
        for code in sorted(english)
        if len(code) == 2 and code in arabic and code.isalpha()
    }


# Sounds that both scripts write, one sign a class. Vowels and weak letters are left out.
_ARABIC_SOUNDS = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("دض", "d"),
    **dict.fromkeys("جغقكگ", "k"),
    **dict.fromkeys("سصزذظث", "s"),
    "ش": "S",
    **dict.fromkeys("حهخ", "h"),
    "ر": "r",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ف": "f",
    "ڤ": "f",
}
_LATIN_SOUNDS = [("sch", "S"), ("sh", "S"), ("kh", "h"), ("gh", "k"), ("ph", "f"), ("th", "s")]
_LATIN_SOUNDS += [("dh", "s"), ("ck", "k"), ("ch", "S"), ("ce", "s"), ("ci", "s"), ("x", "ks")]
_LATIN_SOUNDS += [(a, "k") for a in "cgjkq"] + [(a, "s") for a in "sz"] + [(a, "b") for a in "bp"]
_LATIN_SOUNDS += [(a, "f") for a in "fv"] + [(a, a) for a in "dhlmnrt"]
_SHORTEST = 3  # sounds: with fewer, too many words sound alike


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """The consonants of a name in Latin script, or ``""`` where they are too few to tell.

    >>> sound("Albares"), sound("Austin"), sound("Ali")
    ('lbrs', 'stn', '')
    """
    left, key = _plain(name).replace(" ", ""), ""
    while left:
        for letters, sign in _LATIN_SOUNDS:
            if left.startswith(letters):
                key, left = key + sign, left[len(letters) :]
                break
        else:
            left = left[1:]
    return _told(key)


@lru_cache(maxsize=65536)
def sounds_of_arabic(word: str) -> frozenset[str]:
    """The consonants of a folded Arabic word, with and without what may be an article or particle.

    >>> sorted(sounds_of_arabic("الباريس")), sorted(sounds_of_arabic("اوستن"))
    (['brs', 'lbrs'], ['stn'])
    """
    bare = {word, word.removeprefix("ال")}
    bare |= {word[1:] for letter in "وفبلك" if word.startswith(letter)}
    keys = {_told("".join(_ARABIC_SOUNDS.get(letter, "") for letter in form)) for form in bare}
    if word.startswith("ال"):
        # The l of the article is no sound of a short name: الرد is not Lord.
        keys = {key for key in keys if not key.startswith("l") or len(key) > _SHORTEST}
    return frozenset(key for key in keys if key)


def _told(key: str) -> str:
    once = "".join(sign for place, sign in enumerate(key) if place == 0 or key[place - 1] != sign)
    return once if len(once) >= _SHORTEST else ""
