"""Slips of the pen and of the machine that read the page: spaces, spellings, misprints.

Every rule goes by the letters of the text and of its corpus alone. Without a dictionary most odd
words cannot be told from rare ones, so these rules find little and are seldom wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import OSA

from helpers.arabic.text import fold, normalise
from helpers.sources.months import month_names

__all__ = [
    "Slip",
    "Usage",
    "doubled_words",
    "missing_spaces",
    "name_variants",
    "possible_misprints",
    "spelling_variants",
    "usage_of",
]

RARE = 1  # times in the corpus
FREQUENT = 3  # times in the corpus
LEAST_LETTERS = 6  # of a misprint
LEAST_STEM = 5  # letters of a word that is spelt in two ways
MOST_SPEAKER_WORDS = 8
MOST_LETTERS = 30  # longer runs are no words

_LETTERS = "\u0621-\u063a\u0641-\u064a"
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_WORD = re.compile(rf"[{_LETTERS}]+")


@dataclass(frozen=True, slots=True)
class Slip:
    """A place, and what it is compared with: ``note`` says so in a few words."""

    start: int
    end: int
    note: str


@cache
def _words(name: str) -> tuple[str, ...]:
    content = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return tuple(sorted({fold(word) for word in content[name]}, key=lambda w: (-len(w), w)))


def _choice(name: str) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in _words(name))


@cache
def _no_space() -> re.Pattern[str]:
    month = "|".join(name.replace(" ", r"\s+") for name in month_names())
    return re.compile(
        rf"(?<!\w)[وف]?(?:{_choice('before_number')}|{month})\d+"
        rf"|(?<!\w)\d+(?:{_choice('after_number')}|{month})(?!\w)"
        # Whole words on each side, so that initials (أ.ف.ب, ود.سمير) and sites (مثال.نت) stay.
        rf"|(?<!\w)[{_LETTERS}]{{3,30}}[.،؛؟!](?!(?:نت|كوم|اورغ)(?!\w))[{_LETTERS}]{{2,30}}"
    )


def missing_spaces(text: str) -> list[Slip]:
    """A word written together with a number (``في26``) or with the stop before it (``نعم.قال``).

    Not a slip: particles that are always attached (``و5000``, ``ال53``), unit signs (``5كم``), names
    of products (``كوفيد19``), initials.
    """
    copy = normalise(text)
    return [
        Slip(*copy.raw_span(*hit.span()), "no space between a word and what stands next to it")
        for hit in _no_space().finditer(copy.text)
    ]


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_choice('never_doubled')})\s+\1(?!\w)")


def doubled_words(text: str) -> list[Slip]:
    """A particle or pronoun that stands twice in a row (``في في``).

    Vowel marks make no difference, letters do: ``على علي`` and ``أن آن`` are two words each.
    """
    copy = normalise(text)
    found = []
    for hit in _doubled().finditer(copy.text):
        start, end = copy.raw_span(*hit.span())
        if len({_MARKS.sub("", word) for word in text[start:end].split()}) == 1:
            found.append(Slip(start, end, "the same word twice"))
    return found


@cache
def _speaker() -> re.Pattern[str]:
    last = MOST_SPEAKER_WORDS - 1
    return re.compile(
        rf"(?<!\w)[وف]?(?:{_choice('speech')})ت?\s+(?:\w+\s+){{0,{last}}}?(\w+)"
        r"(?=\s*[،:]|\s*[\"“«]|\s+(?:ان|انه|انها|بان)(?!\w))"
    )


def name_variants(text: str) -> list[Slip]:
    """A speaker's name that is spelt in two ways: the first place of each later spelling.

    Compared are the last words of the subjects of verbs of saying (``قال … ألباريس إن``,
    ``وأضاف البارس:``): the same consonants in the same order, the same first and last letter, other
    long vowels. Two words with the article are left alone, since ``الحزب`` and ``الأحزاب`` differ no more.
    """
    copy = normalise(text)
    places: dict[str, tuple[int, int]] = {}
    for hit in _speaker().finditer(copy.text):
        places.setdefault(hit.group(1), copy.raw_span(*hit.span(1)))
    found = []
    earlier: dict[tuple[str, str, str], str] = {}
    for word, (start, end) in places.items():
        bones = re.sub("[اوي]", "", word)
        if len(bones) < 3:
            continue
        key = (word[0], bones, word[-1])
        other = earlier.setdefault(key, word)
        if other != word:
            first, last = places[other]
            if not (text.startswith("ال", start) and text.startswith("ال", first)):
                found.append(Slip(start, end, f"spelt {text[first:last]} at offset {first}"))
    return found


_FRONT = re.compile("^[وف]?(?:بال|كال|لل|ال)")
_BACK = re.compile("(?:يات|يين|يون|يه|ات|ون|ين|ي|ه|ا)$")


def _stem(word: str) -> str:
    return _BACK.sub("", _FRONT.sub("", word))


def _swaps(stem: str) -> list[str]:
    """The stem with one long ي or و and the consonant next to it changed over, inside the word."""
    return [
        stem[:i] + stem[i + 1] + stem[i] + stem[i + 2 :]
        for i in range(1, len(stem) - 2)
        if (stem[i] in "يو") != (stem[i + 1] in "يو") and "ا" not in stem[i : i + 2]
    ]


def spelling_variants(text: str) -> list[Slip]:
    """A foreign word written in two ways in one text (``أمريكي``, ``أميركي``).

    The two stems differ by one long vowel that has changed places with the consonant next to it;
    short stems are left alone, because there the two are often two words. Given is the first place
    of the less usual spelling.
    """
    copy = normalise(text)
    count: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for hit in _WORD.finditer(copy.text):
        stem = _stem(hit.group())
        if LEAST_STEM <= len(stem) <= MOST_LETTERS:
            count[stem] += 1
            first.setdefault(stem, copy.raw_span(*hit.span()))
    found = []
    for stem in count:
        for other in _swaps(stem):
            rank = (count[other], -first[other][0]) if other in count else None
            if rank and rank > (count[stem], -first[stem][0]):
                start, end = first[other]
                note = (
                    f"stem written so {_times(count[stem])}, and {_times(count[other])} "
                    f"as in {text[start:end]} (offset {start})"
                )
                found.append(Slip(*first[stem], note))
    return sorted(found, key=lambda slip: slip.start)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the words of a corpus stand in it, and beside which words."""

    count: Counter[str]
    after: dict[str, set[str]]
    before: dict[str, set[str]]


def usage_of(texts: Iterable[str]) -> Usage:
    """Count the folded words of several texts, and their neighbours."""
    usage = Usage(Counter(), defaultdict(set), defaultdict(set))
    for text in texts:
        words = _WORD.findall(fold(text))
        usage.count.update(words)
        for left, right in pairwise(words):
            usage.after[left].add(right)
            usage.before[right].add(left)
    return usage


def possible_misprints(text: str, usage: Usage) -> list[Slip]:
    """A word met once that differs by one inner letter from a frequent one in the same company.

    The frequent word must have been seen behind the same word and, somewhere, in front of the same
    word; the two begin and end alike, so that endings and particles are no misprints.

    Args:
        text: One text of the corpus.
        usage: The words of the whole corpus, from `usage_of`.
    """
    copy = normalise(text)
    hits = list(_WORD.finditer(copy.text))
    found = []
    for left, hit, right in zip(hits, hits[1:], hits[2:], strict=False):
        word = hit.group()
        if not LEAST_LETTERS <= len(word) <= MOST_LETTERS or usage.count[word] != RARE:
            continue
        company = usage.after.get(left.group(), set()) & usage.before.get(right.group(), set())
        for other in sorted(company):
            if usage.count[other] >= FREQUENT and _inner_letter(word, other):
                note = f"perhaps {other}, which stands {usage.count[other]} times in the corpus"
                found.append(Slip(*copy.raw_span(*hit.span()), note))
                break
    return found


def _inner_letter(word: str, other: str) -> bool:
    alike = word[:2] == other[:2] and word[-2:] == other[-2:] and word != other
    swapped = len(word) == len(other) and sorted(word) == sorted(other)
    return alike and not swapped and OSA.distance(word, other, score_cutoff=1) == 1
