"""Blocks that a page prints twice: headlines, captions, pull quotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from helpers.arabic.text import Normalised, normalise, paragraphs

__all__ = ["Repeat", "repeated_blocks"]

LEAST_WORDS = 4  # shorter lines repeat by right: section heads, names
LEAST_WORDS_INSIDE = 5  # a pull quote or caption that another block holds
MOST_WORDS_INSIDE = 80  # longer blocks are text, not furniture; keeps the time linear
LEAST_RUN = 3  # words in a row that count as held
LEAST_SHARE = 0.6  # of the block's words

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A block that says again what stands elsewhere.

    Attributes:
        start: Offset of the block.
        end: Offset after it.
        of: Offset of what it repeats.
        whole: Whether the other block is the same from end to end; else it holds most of this one.
    """

    start: int
    end: int
    of: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    words: tuple[str, ...]
    places: tuple[int, ...]


def _blocks(text: str) -> list[_Block]:
    found = []
    for start, end in paragraphs(text):
        copy: Normalised = normalise(text[start:end])
        hits = list(_WORD.finditer(copy.text))
        words = tuple(hit.group() for hit in hits)
        places = tuple(start + copy.raw_span(hit.start(), hit.end())[0] for hit in hits)
        found.append(_Block(start, end, words, places))
    return found


def repeated_blocks(text: str) -> list[Repeat]:
    """Blocks (lines) that repeat another block, in reading order.

    Compared are the words: vowel marks, forms of alif and punctuation make no difference. A block
    that says the same as an earlier one is a repeat of the earliest. A short block most of whose
    words stand in the same order inside a longer one, before or after it, is a repeat of that place
    (a pull quote, a caption). The first block of a text is its headline and may say what the text says.
    """
    blocks = _blocks(text)
    found = []
    first: dict[tuple[str, ...], _Block] = {}
    single = []
    for block in blocks:
        if len(block.words) < LEAST_WORDS:
            continue
        earlier = first.setdefault(block.words, block)
        if earlier is block:
            single.append(block)
        else:
            found.append(Repeat(block.start, block.end, earlier.start, whole=True))
    found += _held(single, headline=blocks[0] if blocks else None)
    return sorted(found, key=lambda repeat: repeat.start)


def _held(blocks: list[_Block], headline: _Block | None) -> list[Repeat]:
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for run in set(_runs(block.words)):
            where[run].append(number)
    found = []
    for number, block in enumerate(blocks):
        if block is headline or not LEAST_WORDS_INSIDE <= len(block.words) <= MOST_WORDS_INSIDE:
            continue
        near: Counter[int] = Counter()
        for run in _runs(block.words):
            near.update(where[run][:50])
        del near[number]
        longer = [n for n, _ in near.most_common(4) if len(blocks[n].words) > len(block.words)]
        for other in longer:
            place = _place(block, blocks[other])
            if place is not None:
                found.append(Repeat(block.start, block.end, place, whole=False))
                break
    return found


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + LEAST_RUN] for i in range(len(words) - LEAST_RUN + 1)]


def _place(block: _Block, longer: _Block) -> int | None:
    """Where in ``longer`` the words of ``block`` begin, if it holds enough of them."""
    matcher = SequenceMatcher(None, block.words, longer.words, autojunk=False)
    held = [match for match in matcher.get_matching_blocks() if match.size >= LEAST_RUN]
    if sum(match.size for match in held) < LEAST_SHARE * len(block.words):
        return None
    return longer.places[held[0].b]
