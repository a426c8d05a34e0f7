"""Where something is said to be: places behind their prepositions, and words that stand for one.

Rules of the language; the places themselves are the frame's.
"""

from __future__ import annotations

import re

from babel import Locale

from helpers.arabic.lookup import Phrases
from helpers.frame import Frame

__all__ = ["Places"]

Span = tuple[int, int]

# Nouns that stand between the preposition and the name of a place.
_SORT = (
    r"(?:(?:محافظ|مدين|منطق|قاعد|بلد|قري|ولاي|مقاطع)(?:ه|ت|ات|تي|تين)|مدن|قري|مناطق|قواعد|اقليم|اراضي|عموم|جنوب|شمال"
    r"|شرق|غرب|وسط|انحاء|كل من|دول[هت]?|جمهوري[هت]|مطار|مخيم)\s+"
)
_IN = re.compile(rf"(?:^|\W)و?(في|ب|بين|داخل|عبر|ما بين)\s*(?:{_SORT}){{0,2}}(?:ال)?\s*$")
_AND = re.compile(r"^\s*(?:و|او|،)?\s*(?:و)?\s*$")
_WHERE = re.compile(r"\W*(?:حيث|اذ|ما|مما|ومنها|بينها)\b")
_GOES_ON = re.compile(r"\W*[وفث]")
_AND_MORE = re.compile(r"\sو|\s(?:منذ|خلال|حتي|بحلول)(?:\s\w+)?\s*$")
_BOTH = re.compile(r"\b(?:في|ب|بين|داخل)\s*(?:كلا |كلي )?(?:ال)?(?:بلدين|دولتين)\b")
_THE_COUNTRY = re.compile(r"\b(?:في|ب|داخل)\s*(?:هذ[اه] )?(?:ال)?(?:بلاد|بلد)(?:ه|ها|هم|نا)?\b")
_REACH = 24  # code points before a name in which its preposition stands
_COUNTRY_REACH = 2000  # code points before a clause in which its country may be named


class Places:
    """The places of a frame, to be looked for in folded text."""

    def __init__(self, frame: Frame) -> None:
        """Gather the names of places, and which of them are countries."""
        named = {
            alias: item.place for item in frame.concepts.values() if item.place for alias in item.ar
        }
        states = {name.casefold() for name in Locale("en").territories.values()}
        self._phrases = Phrases(named)
        self._countries = Phrases(
            {alias: place for alias, place in named.items() if place.casefold() in states}
        )

    def said(self, text: str, low: int, high: int) -> list[tuple[int, str]]:
        """Places behind a preposition of place, and those joined to such a one by "and".

        Returns:
            Where each name begins in the folded text, and its place.
        """
        found = []
        last = -1
        hits = self._phrases.find(text[low:high])
        for index, hit in enumerate(hits):
            place = low + hit.start
            said = _IN.search(text[max(0, place - _REACH) : place])
            if said and said.group(1) == "بين":
                # Between a place and something else: the war between a state and a party.
                after = hits[index + 1] if index + 1 < len(hits) else None
                said = (
                    said if after and _AND.match(text[low + hit.end : low + after.start]) else None
                )
            if said or (last >= 0 and _AND.match(text[last:place])):
                found.append((place, hit.value))
                last = low + hit.end
        return found

    def of(
        self, text: str, figure: Span, before: int, after: int, clause: Span, sentence: Span
    ) -> str:
        """Where a figure holds.

        In this order: the place in its own words (a third of the island); the places said after it, then
        those before it; those of the clause before, where its own goes on with it (in the north, where two
        bases lie); for *in the country* the country that was named last, for *in both* the last two.

        Args:
            text: The folded text.
            figure: Place of the figure.
            before: End of the figure before it.
            after: Start of the figure after it.
            clause: The clause around it.
            sentence: The sentence around it.
        """
        left, right = clause
        start, end = figure
        own = [hit.value for hit in self._phrases.find(text[start:end])]
        if own:
            return " and ".join(dict.fromkeys(own))
        reach = [(end, min(right, after)), (max(left, before), start)]
        if not _GOES_ON.match(text, left) or _WHERE.match(text, left):
            reach.append((max(sentence[0], text.rfind("،", sentence[0], max(0, left - 2))), left))
        if _AND_MORE.search(text[end:after]) and after < right:
            reach.append(
                (after, right)
            )  # three were killed and forty wounded in the north; since May, in the north
        for low, high in reach:
            found = dict.fromkeys(name for _, name in self.said(text, low, high))
            if found:
                return " and ".join(found)
        many = 2 if _BOTH.search(text, left, right) else 1
        if many == 2 or _THE_COUNTRY.search(text, left, right):
            hits = self._countries.find(text[max(0, left - _COUNTRY_REACH) : left])
            named = list(dict.fromkeys(hit.value for hit in reversed(hits)))[:many]
            return " and ".join(sorted(named)) if len(named) == many else ""
        return ""
