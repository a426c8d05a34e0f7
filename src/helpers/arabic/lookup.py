"""Find known phrases in folded text, as whole words, with particles attached or not.

The phrases are data of the caller: this module knows the language's edges of words and no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick  # type: ignore[import-not-found]  # a C extension without types

from helpers.arabic.text import PROCLITICS, fold

__all__ = ["Hit", "Phrases", "Stems", "words"]

Value = TypeVar("Value")

_WORD = re.compile(r"[^\W_]+")
_BEFORE = re.compile(r"[^\W\d_]*$")
_PARTICLES = frozenset(PROCLITICS)
# Endings of nouns and verbs, attached pronouns included, on folded text.
_ENDING_LIST = """
    ا ه ي ت ن ك ات ان ين ون وا تا تي نا ها هم هن هما كم يه يا يات يين يون يان تها ته تهم تهما
    اته اتها اتهم هاتين تين تان ني ناه اء اءات يته يتها ييه ائه ائها
"""
_ENDINGS = frozenset(_ENDING_LIST.split())
# Marks of person on a present or future verb.
_PERSON = ("ي", "ت", "ن", "ا", "سي", "ست", "سن", "سا", "لي", "لت")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A phrase found: its place in the folded text, and what the caller said it means."""

    start: int
    end: int
    value: Value


class Phrases(Generic[Value]):
    """Phrases to look for, each with what it means."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        """Build the automaton once.

        Args:
            phrases: Meaning by phrase, as written; folded here. Empty phrases are left out.
        """
        self._automaton: ahocorasick.Automaton | None = None
        entries: dict[str, Value] = {}
        for phrase, value in phrases.items():
            folded = " ".join(fold(phrase).split())
            if folded:
                entries.setdefault(folded, value)
        # ل before the article drops its alif: للقيادة is ل + القيادة.
        for folded, value in list(entries.items()):
            if folded.startswith("ال"):
                entries.setdefault("لل" + folded[2:], value)
        if entries:
            self._automaton = ahocorasick.Automaton()
            for folded, value in entries.items():
                self._automaton.add_word(folded, (len(folded), value))
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit[Value]]:
        """The phrases in a folded text, in reading order; of overlapping ones the longest.

        Args:
            folded: Text folded by `helpers.arabic.text.fold`.

        >>> Phrases({"القاهرة": "Cairo"}).find(fold("وصل إلى القاهرة والقاهره"))[1].start
        17
        """
        if self._automaton is None:
            return []
        found = []
        for last, (length, value) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if end < len(folded) and folded[end].isalnum():
                continue
            if start > 0 and folded[start - 1].isalpha():
                lead = _BEFORE.search(folded, max(0, start - 5), start)
                if lead is None or lead.group() not in _PARTICLES:
                    continue
            elif start > 0 and folded[start - 1].isalnum():
                continue
            found.append(Hit(start, end, value))
        found.sort(key=lambda hit: (hit.start - hit.end, hit.start))
        kept: list[Hit[Value]] = []
        taken = bytearray(len(folded))
        for hit in found:
            if not any(taken[hit.start : hit.end]):
                taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)


class Stems(Generic[Value]):
    """Stems of words to look for: the word may carry particles, endings and marks of person."""

    def __init__(self, stems: Iterable[tuple[str, Value]]) -> None:
        """Keep the stems; one stem may mean several things."""
        self._values: dict[str, set[Value]] = {}
        for stem, value in stems:
            self._values.setdefault(fold(stem), set()).add(value)
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, word: str) -> frozenset[Value]:
        """What a folded word may mean: the readings with the least cut off it."""
        best: frozenset[Value] = frozenset()
        least = 99
        for lead in ("", *PROCLITICS):
            if not word.startswith(lead) or len(word) - len(lead) < 2:
                continue
            bare = word[len(lead) :]
            for person in ("", *_PERSON):
                if not bare.startswith(person) or (person and lead.endswith("ال")):
                    continue
                rest = bare[len(person) :]
                for cut in range(4):
                    stem = rest[: len(rest) - cut]
                    if len(stem) < 2 or (cut and rest[len(rest) - cut :] not in _ENDINGS):
                        continue
                    cost = len(lead) + 2 * len(person) + cut
                    if cost < least and stem in self._values:
                        least, best = cost, frozenset(self._values[stem])
        return best


def words(folded: str) -> list[str]:
    """The words and numbers of a folded text, in order."""
    return _WORD.findall(folded)
