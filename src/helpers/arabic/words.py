"""Cut a text into words and say what each can be; offsets stay those of the raw text.

Marks, tatweel and hidden characters stay inside the words and are folded once per distinct
word, so no offset ever moves. The senses of distinct words are remembered; sentences are
not. Time grows with the length of the text, no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, compress
from operator import add

from helpers.arabic.lexicon import Lexicon, Noun, Sense, lexicon
from helpers.arabic.text import fold, strip_proclitics

__all__ = ["BREAK", "COMMA", "DASH", "OTHER", "SLASH", "SOFT", "SPACE", "Tokens", "Word"]

SPACE, SOFT, COMMA, SLASH, DASH, OTHER, BREAK = range(7)

_SEPARATORS = "\n\r\t\xa0\u202f،.,:;؛؟?!()[]{}<>«»“”„‘’\"'*#…–—-/\\|+=~%٪٫٬_•●&@$€£"
_DIGIT = "0-9٠-٩۰-۹"
_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c\u00ad"
_EDGE = re.compile(f"[{_HIDDEN}]*")
_TAIL = re.compile(f"[{_HIDDEN}]+$")
_DIGITS = re.compile(f"[{_DIGIT}]+")
_PIECES = re.compile(f"[{_DIGIT}]+|[{_FRACTIONS}]|[^{_DIGIT}{_FRACTIONS}]+")
_ANY_DIGIT = re.compile(f"[{_DIGIT}{_FRACTIONS}]")
_LATIN = re.compile(r"[A-Za-z]")
_STRANGE = re.compile(f"[^\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed{_HIDDEN}]")
_LONGEST = 60  # code points: no Arabic word is longer
_REMEMBERED = 200_000  # distinct words kept in mind; then the memory starts anew
_NOTHING = Sense()
_NUMBER_PREFIXES = frozenset(
    [
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "وال",
        "بال",
        "وبال",
        "لل",
        "ولل",
        "فال",
        "كال",
        "ول",
        "وب",
        "فب",
        "فل",
    ]
) | {""}


class Word:
    """One distinct word and what it can be.

    Attributes:
        body: Offset inside the word where it begins once و ف ب ل ك are cut off; the
            article stays. end: Offset after its last visible character.
        conj: The word carries و or ف. prep: The preposition it carries, or "".
        art: The word carries the article.
        stem: Folded, without particles and article. full: Folded, whole.
        digits: The Western digits of a number in digits, else "".
        sense: What the stem can mean. trigger: A figure can begin here.
    """

    __slots__ = ("art", "body", "conj", "digits", "end", "full", "prep", "sense", "stem", "trigger")

    def __init__(
        self,
        full: str,
        sense: Sense,
        *,
        stem: str = "",
        prefix: str = "",
        body: int = 0,
        end: int = 0,
        digits: str = "",
    ) -> None:
        """A word from its folded form, its sense and the particles cut off it."""
        self.full = full
        self.stem = stem or full
        self.sense = sense
        self.digits = digits
        self.art = prefix.endswith(("ال", "لل"))
        rest = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
        self.conj = rest[:1] in ("و", "ف") and bool(rest)
        self.prep = rest.lstrip("وفا")
        self.body = body
        self.end = end
        self.trigger = bool(digits) or sense.trigger

    def __repr__(self) -> str:
        """The folded word and its stem."""
        return f"Word({self.full!r}, stem={self.stem!r})"


class _Pieces(Word):
    """A word that must be cut further: ``26يناير``, ``في26``."""

    __slots__ = ("cuts",)

    def __init__(self, cuts: list[tuple[int, int]]) -> None:
        super().__init__("", _NOTHING)
        self.cuts = cuts


class _Unclean(Word):
    """A word that holds a separator this module did not expect."""

    __slots__ = ()


_UNCLEAN = _Unclean("", _NOTHING)


def _letters(raw: str, count: int, begin: int) -> int:
    """Offset in ``raw`` after its first ``count`` folded characters and their marks."""
    place = begin
    while count and place < len(raw):
        count -= len(fold(raw[place]))
        place += 1
    while place < len(raw) and not fold(raw[place]):
        place += 1
    return place


def _hides_particle(raw: str, full: str) -> bool:
    """Whether hamza or madda shows a particle that folding hides: وأحد, بآب."""
    return (full == "واحد" and "أ" in raw) or (full == "باب" and "آ" in raw)


class Memory(dict[str, Word | None]):
    """From a raw word to its `Word`, or ``None`` where no grammar cares for it."""

    def __init__(self, known: Lexicon) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, raw: str) -> Word | None:
        if len(self) > _REMEMBERED:
            self.clear()
        word = self._analyse(raw)
        if len(raw) <= _LONGEST:
            self[raw] = word
        return word

    def _analyse(self, raw: str) -> Word | None:
        if _STRANGE.search(raw) and not raw.isascii():
            return _UNCLEAN
        if _ANY_DIGIT.search(raw):
            return self._digits(raw)
        if len(raw) > _LONGEST:
            return None
        lead = _EDGE.match(raw)
        begin = lead.end() if lead else 0
        tail = _TAIL.search(raw)
        end = tail.start() if tail else len(raw)
        full = fold(raw)
        forms = self.known.forms
        for prefix, stem in strip_proclitics(full):
            sense = forms.get(stem)
            if sense is None or not self._fits(raw, prefix, stem, sense):
                continue
            if not prefix and _hides_particle(raw, full):
                continue
            # The article inside لل has lost its alif: its lam stays with the noun.
            cut = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
            body = _letters(raw, len(cut), begin) if cut else begin
            return Word(full, sense, stem=stem, prefix=prefix, body=body, end=end)
        return self._unknown_dual(raw, full, begin, end)

    def _unknown_dual(self, raw: str, full: str, begin: int, end: int) -> Word | None:
        """A noun the lexicon lacks, in the dual of the feminine: no other form ends so.

        Adjectives end so too: those in -ي and the participles in م are left out, and the
        grammar leaves out a second dual behind a first.
        """
        if not full.endswith(("تين", "تان")) or full.endswith(("ستان", "ستين", "يتين", "يتان")):
            return None
        prefix = next((p for p in ("وال", "بال", "لل", "ال") if full.startswith(p)), "")
        stem = full[len(prefix) :]
        if len(stem) < 6 or stem.startswith("م") or stem in self.known.not_dual:
            return None
        cut = prefix.removesuffix("ال") if prefix != "لل" else "ل"
        body = _letters(raw, len(cut), begin) if cut else begin
        plain = "".join(char for char in raw[body:end] if fold(char))
        lemma = plain.removeprefix("ال")[:-3] + "ة"
        sense = Sense(nouns=(Noun(lemma, "count", 2),))
        return Word(full, sense, stem=stem, prefix=prefix, body=body, end=end)

    def _fits(self, raw: str, prefix: str, stem: str, sense: Sense) -> bool:
        """Whether the cut can be right; keeps ordinary words from becoming numbers."""
        if prefix + stem == "واحد":
            return not prefix or "أ" in raw
        if prefix.startswith(("ا", "س")) and prefix != "ال" or prefix in ("فس", "وس"):
            return False
        if len(stem) <= 2 and prefix and not prefix.endswith("ال"):
            if stem == "اب":
                return "آ" in raw
            return prefix in ("و", "ف") or (stem == "ست" and prefix in ("ب", "ول", "وب"))
        if stem == "اب":
            return "أ" not in raw and "إ" not in raw
        return not prefix or (prefix + stem) not in self.known.not_cut

    def _digits(self, raw: str) -> Word | None:
        pieces = [piece.span() for piece in _PIECES.finditer(raw)]
        if _LATIN.search(raw):
            return None
        kinds = [bool(_ANY_DIGIT.match(raw, start)) for start, _ in pieces]
        visible = [
            fold(raw[start:end]) != "" or kind
            for (start, end), kind in zip(pieces, kinds, strict=False)
        ]
        kept = [
            (piece, kind)
            for piece, kind, shown in zip(pieces, kinds, visible, strict=False)
            if shown
        ]
        numbers = [piece for piece, kind in kept if kind and _DIGITS.match(raw, piece[0])]
        letters = [piece for piece, kind in kept if not kind]
        if not numbers:
            (start, end), _ = kept[0]
            if len(kept) == 1:
                return Word(raw[start:end], _NOTHING, body=start, end=end, digits=raw[start:end])
            return _Pieces([piece for piece, _ in kept])
        start, end = numbers[0]
        prefix = fold(raw[letters[0][0] : letters[0][1]]) if letters else ""
        if len(numbers) == 1 and len(kept) - len(letters) == 1:
            before = letters and letters[0][0] < start
            if not letters or (len(letters) == 1 and before and prefix in _NUMBER_PREFIXES):
                first = letters[0][0] if letters else start
                cut = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
                body = _letters(raw, len(cut), first) if cut else first
                digits = fold(raw[start:end])
                return Word(
                    fold(raw),
                    _NOTHING,
                    stem=digits,
                    prefix=prefix,
                    body=body,
                    end=end,
                    digits=digits,
                )
        if (
            len(numbers) == 2
            and len(kept) == 3
            and fold(raw[letters[0][0] : letters[0][1]]) == "ر"
            and numbers[0][1] == letters[0][0]
            and letters[0][1] == numbers[1][0]
        ):
            first, last = numbers[0][0], numbers[1][1]
            return Word(raw, _NOTHING, body=first, end=last, digits=raw[first:last])
        if (
            (
                len(kept) == 4
                and len(numbers) == 2
                and fold(raw[letters[-1][0] : letters[-1][1]]) == "ر"
            )
            and letters[0][0] < start
            and prefix in _NUMBER_PREFIXES
        ):  # ب9ر1
            cut = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
            body = _letters(raw, len(cut), letters[0][0]) if cut else letters[0][0]
            last = numbers[1][1]
            return Word(raw, _NOTHING, prefix=prefix, body=body, end=last, digits=raw[start:last])
        if len(kept) == 2 and len(numbers) == 1 and not letters:  # 3½ is one number
            first, last = kept[0][0][0], kept[-1][0][1]
            return Word(raw[first:last], _NOTHING, body=first, end=last, digits=raw[first:last])
        return _Pieces([piece for piece, _ in kept])


class Tokens:
    """The words of one text with their offsets, and what stands between them."""

    __slots__ = ("raw", "size", "starts", "triggers", "words")

    def __init__(self, raw: str) -> None:
        """Cut a text into its words."""
        self.raw = raw
        memory = _memory()
        spaced = raw
        for mark in _SEPARATORS:
            spaced = spaced.replace(mark, " ")
        parts = spaced.split(" ")
        words = list(map(memory.__getitem__, parts))
        if _UNCLEAN in words:
            spaced = "".join(
                " " if char != " " and _STRANGE.match(char) and char not in _FRACTIONS else char
                for char in spaced
            )
            parts = spaced.split(" ")
            words = list(map(memory.__getitem__, parts))
        lengths = accumulate(map(len, parts), initial=0)
        self.starts: list[int] = list(compress(map(add, lengths, range(len(parts))), parts))
        self.words: list[Word | None] = list(compress(words, parts))
        self._cut_pieces(memory)
        self.size = len(self.words)
        self.triggers = [
            place for place, word in enumerate(self.words) if word is not None and word.trigger
        ]

    def _cut_pieces(self, memory: Memory) -> None:
        mixed = [place for place, word in enumerate(self.words) if type(word) is _Pieces]
        if not mixed:
            return
        words: list[Word | None] = []
        starts: list[int] = []
        done = 0
        for place in mixed:
            words += self.words[done:place]
            starts += self.starts[done:place]
            start = self.starts[place]
            pieces = self.words[place]
            assert isinstance(pieces, _Pieces)
            for begin, end in pieces.cuts:
                word = memory[self.raw[start + begin : start + end]]
                words.append(None if type(word) is _Pieces else word)
                starts.append(start + begin)
            done = place + 1
        self.words = words + self.words[done:]
        self.starts = starts + self.starts[done:]

    def begin(self, place: int) -> int:
        """Offset of a word's first character behind its particles."""
        word = self.words[place]
        return self.starts[place] + (word.body if word is not None else 0)

    def end(self, place: int) -> int:
        """Offset after a word's last visible character."""
        word = self.words[place]
        if word is not None:
            return self.starts[place] + word.end
        match = _WORD.match(self.raw, self.starts[place])
        end = match.end() if match else self.starts[place]
        while (
            end > self.starts[place]
            and not fold(self.raw[end - 1])
            and self.raw[end - 1] in _HIDDEN_SET
        ):
            end -= 1
        return end

    def gap(self, place: int) -> int:
        """What stands between word ``place`` and the next: SPACE, SOFT, COMMA, …."""
        if place < 0 or place + 1 >= self.size:
            return BREAK
        between = self.raw[self.end(place) : self.starts[place + 1]]
        if between == " ":
            return SPACE
        return _gap(between)

    def text(self, place: int) -> str:
        """The raw characters of a word, whole."""
        return self.raw[self.starts[place] : self.end(place)]


_WORD = re.compile(f"(?:[\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed{_HIDDEN}])+")
_HIDDEN_SET = frozenset(
    chr(code)
    for span in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for code in range(span[0], span[1] + 1)
) | {"\ufeff", "\u061c", "\u00ad"}


def _gap(between: str) -> int:
    if len(between) > 12:
        return BREAK
    shown = "".join(char for char in between if char not in _HIDDEN_SET)
    if "\n" in shown or "\r" in shown:
        return BREAK
    bare = shown.strip()
    if not bare:
        return SPACE
    if bare in ("،", ","):
        return COMMA
    if bare in ("/", "\\"):
        return SLASH
    if bare in ("-", "–", "—"):
        return DASH
    if all(char in "()[]«»“”\"*„'‘’ " for char in bare):
        return SOFT
    if bare[0] in ".؟?!؛;:…":
        return BREAK
    return OTHER


_MEMORY: list[Memory] = []


def _memory() -> Memory:
    if not _MEMORY:
        _MEMORY.append(Memory(lexicon()))
    return _MEMORY[0]


def words(raw: str) -> Iterator[tuple[int, int, Word | None]]:
    """Every word with its span; ``None`` for words no grammar here cares for."""
    tokens = Tokens(raw)
    for place in range(tokens.size):
        yield tokens.starts[place], tokens.end(place), tokens.words[place]
