"""Find the words of a frame in Arabic text: aliases of actors, framing terms, target words.

A form is one word or several, written without attached particles. A text may write it with
particles and the article in front (``وبالسفر``), with an ending behind where that is wanted
(``سفرها``), and with quotation marks between its words (``سوق "الجمعة"``). Forms are looked
up word by word, so the time grows with the length of the text and not with the number of forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from helpers.arabic.text import Normalised, fold, strip_proclitics

__all__ = ["Hit", "Words", "count_words"]

_WORD = re.compile(r"[^\W_]+")
_MARKS = "\"“”„«»‹›‘’'"
#: What may stand between two words of one form.
_GAP = re.compile(rf"[\s{_MARKS}()*-]{{1,4}}")
_CLOSING = "\"”»›’'"
#: Pronouns, and the alif of the accusative, on the end of a folded noun.
_ENDINGS = ("هما", "ها", "هم", "نا", "كم", "ه", "ا")


@dataclass(frozen=True, slots=True)
class Hit:
    """One form found.

    Attributes:
        start: Offset in the raw text of the first character, attached particles included.
        end: Offset after the last character.
        id: The id that the form was given under.
        form: The form as the frame writes it.
    """

    start: int
    end: int
    id: str
    form: str


@dataclass(frozen=True, slots=True)
class _Form:
    rest: tuple[str, ...]
    article: bool
    id: str
    form: str
    length: int


def count_words(raw: str) -> int:
    """How many words a text has: runs of letters and digits once diacritics are off.

    >>> count_words("قرأ «أوّل» الكتب (3)")
    4
    """
    return sum(1 for _ in _WORD.finditer(fold(raw)))


class Words:
    """A set of forms, each under an id, that can be found in texts."""

    def __init__(self, forms: Mapping[str, Iterable[str]], *, endings: bool = False) -> None:
        """Prepare the forms.

        Args:
            forms: Forms by id. A form that begins with the article is found only with it.
            endings: Whether pronouns and case endings may stand behind a form.
        """
        self._endings = endings
        self._by_word: dict[str, list[_Form]] = {}
        for name, listed in forms.items():
            for form in listed:
                self._add(name, form)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -entry.length)

    def _add(self, name: str, form: str) -> None:
        words = _WORD.findall(fold(form))
        if not words:
            return
        first, rest = words[0], tuple(words[1:])
        length = sum(map(len, words))
        entries = {(first, False)}
        # Only a bare alif can open the article; إلغاء and ألعاب have one of their own.
        if form.startswith("ال") and len(first) > 4:
            entries.add((first[2:], True))
        for word, article in entries:
            entry = _Form(rest, article, name, form, length)
            self._by_word.setdefault(word, []).append(entry)

    def _readings(self, word: str) -> Iterator[tuple[str, bool]]:
        """(stem, whether the article is on it) for every way to read a folded word."""
        for prefix, stem in strip_proclitics(word):
            yield stem, prefix.endswith(("ال", "لل"))

    def _without_ending(self, word: str) -> Iterator[str]:
        yield word
        if not self._endings:
            return
        for ending in _ENDINGS:
            stem = word[: -len(ending)]
            if word.endswith(ending) and len(stem) >= 3:
                yield stem
                if stem.endswith("ت"):  # the feminine ending opens before a pronoun
                    yield stem[:-1] + "ه"

    def find(self, copy: Normalised) -> list[Hit]:
        """The forms in a text, left to right, the longest where several begin; none overlap.

        Args:
            copy: The folded text, see `helpers.arabic.text.normalise`.
        """
        words = [(hit.group(), hit.start(), hit.end()) for hit in _WORD.finditer(copy.text)]
        hits: list[Hit] = []
        index = 0
        while index < len(words):
            entry, used = self._best(copy.text, words, index)
            if entry is None:
                index += 1
                continue
            begin, stop = words[index][1], words[index + used - 1][2]
            start, end = copy.raw_span(begin, stop)
            if used > 1 and _odd_mark(copy.raw[start:end]) and copy.raw[end : end + 1] in _CLOSING:
                end += 1
            hits.append(Hit(start, end, entry.id, entry.form))
            index += used
        return hits

    def _best(
        self, text: str, words: list[tuple[str, int, int]], index: int
    ) -> tuple[_Form | None, int]:
        """The longest form that begins at a word, and how many words it takes."""
        best: tuple[_Form | None, int] = (None, 0)
        length = 0
        for stem, article in self._readings(words[index][0]):
            for entry in self._by_word.get(stem, ()):
                if entry.length > length and (article or not entry.article):
                    used = self._rest(text, words, index, entry.rest)
                    if used:
                        best, length = (entry, used), entry.length
            if not self._endings:
                continue
            for short in self._without_ending(stem):
                for entry in self._by_word.get(short, ()):
                    fits = not entry.rest or short == stem or stem.removeprefix(short) == "ا"
                    if fits and entry.length > length and (article or not entry.article):
                        used = self._rest(text, words, index, entry.rest)
                        if used:
                            best, length = (entry, used), entry.length
        return best

    def _rest(
        self, text: str, words: list[tuple[str, int, int]], index: int, rest: tuple[str, ...]
    ) -> int:
        """Words taken when those after ``index`` are ``rest``; 0 when they are not."""
        for step, wanted in enumerate(rest, start=1):
            if index + step >= len(words):
                return 0
            word, start, _ = words[index + step]
            last = step == len(rest)
            if word != wanted and not (last and wanted in self._without_ending(word)):
                return 0
            if not _GAP.fullmatch(text, words[index + step - 1][2], start):
                return 0
        return len(rest) + 1


def _odd_mark(raw: str) -> bool:
    """Whether a quotation mark in the span lacks its partner."""
    return sum(raw.count(mark) for mark in _MARKS) % 2 == 1
