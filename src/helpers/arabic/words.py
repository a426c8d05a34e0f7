"""Cut a text into words and say what each can be; offsets stay those of the raw text.

Marks, tatweel and hidden characters stay inside the words and are folded once per distinct
word, so no offset ever moves. The senses of distinct words are remembered; sentences are
not. Time grows with the length of the text, no faster.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate, compress, count
from operator import add
from typing import TYPE_CHECKING

from helpers.arabic.lexicon import Lexicon, Noun, Sense, lexicon
from helpers.arabic.text import PROCLITICS, fold, shown, strip_proclitics

if TYPE_CHECKING:
    import numpy as np

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
_PRODUCT = re.compile(rf"[A-FH-Z][A-Z]{{0,2}}[{_DIGIT}]{{2,4}}[A-Z]?")
_PRODUCT_SENSE = Sense(roles=frozenset({"product"}))
_LONGEST = 60  # code points: no Arabic word is longer
_REMEMBERED = 200_000  # distinct words kept in mind; then the memory starts anew
_SHORT_NUMBER = 4  # digits of the numbers that are kept in mind
_NOTHING = Sense()
_OWNERS = ("هما", "هم", "هن", "ها", "ه", "نا")  # pronouns behind a noun
_CLITICS = frozenset("وفبلكا")
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


def _particles(prefix: str) -> tuple[bool, bool, str]:
    """What a prefix holds: the article, و or ف, and which preposition."""
    rest = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
    return prefix.endswith(("ال", "لل")), rest[:1] in ("و", "ف") and bool(rest), rest.lstrip("وفا")


_PARTICLES = {prefix: _particles(prefix) for prefix in (*PROCLITICS, *_NUMBER_PREFIXES)}


class Word:
    """One distinct word and what it can be.

    Attributes:
        body: Offset inside the word where it begins once و ف ب ل ك are cut off; the
            article stays. end: Offset after its last visible character.
        conj: The word carries و or ف. prep: The preposition it carries, or "".
        art: The word carries the article.
        stem: Folded, without particles and article. full: Folded, whole.
        digits: The Western digits of a number in digits, else "".
        month_like: The stem names a month, or begins the name of one.
        calendar: A date can turn on it, if it is no number.
        sense: What the stem can mean. trigger: A figure can begin here.
    """

    __slots__ = (
        "art",
        "body",
        "calendar",
        "conj",
        "digits",
        "end",
        "full",
        "month_like",
        "prep",
        "sense",
        "stem",
        "trigger",
    )

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
        self.art, self.conj, self.prep = _PARTICLES[prefix] if prefix else (False, False, "")
        self.body = body
        self.end = end
        self.trigger = bool(digits) or (sense is not _NOTHING and sense.trigger)
        self.month_like = self.calendar = False
        if sense is not _NOTHING:
            self.month_like = sense.month_like
            self.calendar = sense.month_like or sense.calendar

    def __repr__(self) -> str:
        """The folded word and its stem."""
        return f"Word({self.full!r}, stem={self.stem!r})"


class _Pieces(Word):
    """A word that must be cut further: ``26يناير``, ``في26``."""

    __slots__ = ("cuts",)

    def __init__(self, cuts: list[tuple[int, int]]) -> None:
        super().__init__("", _NOTHING)
        self.cuts = cuts
        self.trigger = True  # so that the scan for triggers finds it, too


class _Unclean(Word):
    """A word that holds a separator this module did not expect, or nothing that can be seen."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__("", _NOTHING)
        self.trigger = True


_UNCLEAN = _Unclean()
_GHOST = _Unclean()  # hidden marks with no word
_ODD = frozenset((_Pieces, _Unclean))


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
    """From a raw word to its `Word`, or ``None`` where no grammar cares for it.

    Words that need more than a look (mixed, unclean, unseen) are not kept, nor are long numbers,
    of which there is no end. The odd ones among them set `mixed`, those with a separator that
    nobody expected `unclean`.
    """

    def __init__(self, known: Lexicon) -> None:
        super().__init__()
        self.known = known
        self.mixed = self.unclean = False

    def __missing__(self, raw: str) -> Word | None:
        if raw.isdigit() and raw.isascii():  # most words that are new in a text
            number = Word(raw, _NOTHING, end=len(raw), digits=raw)
            if len(raw) <= _SHORT_NUMBER:
                self[raw] = number
            return number
        if len(self) > _REMEMBERED:
            self.clear()
        word = self._analyse(raw)
        if type(word) in _ODD:
            self.mixed = True
            self.unclean = self.unclean or word is _UNCLEAN
        elif len(raw) <= _LONGEST:
            self[raw] = word
        return word

    def _analyse(self, raw: str) -> Word | None:
        begin, end = 0, len(raw)
        if not raw.isalpha():  # marks, digits or hidden characters among the letters
            if _STRANGE.search(raw) and not raw.isascii():
                return _UNCLEAN
            if _ANY_DIGIT.search(raw):
                return self._digits(raw)
            lead, tail = _EDGE.match(raw), _TAIL.search(raw)
            begin = lead.end() if lead else 0
            if raw and begin == len(raw):
                return _GHOST
            end = tail.start() if tail else len(raw)
        if len(raw) > _LONGEST:
            return None
        full = fold(raw)
        forms = self.known.forms
        cuts = strip_proclitics(full) if full[:1] in _CLITICS else [("", full)]
        for prefix, stem in cuts:
            sense = forms.get(stem)
            if sense is None or not self._fits(raw, prefix, stem):
                continue
            if not prefix and _hides_particle(raw, full):
                continue
            body = self._body(raw, prefix, begin)
            return Word(full, sense, stem=stem, prefix=prefix, body=body, end=end)
        return self._unknown_dual(raw, full, begin, end) or self._owned_dual(raw, full, begin, end)

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
        body = self._body(raw, prefix, begin)
        lemma = shown(raw[body:end]).removeprefix("ال")[:-3] + "ة"
        sense = Sense(nouns=(Noun(lemma, "count", 2),))
        return Word(full, sense, stem=stem, prefix=prefix, body=body, end=end)

    def _owned_dual(self, raw: str, full: str, begin: int, end: int) -> Word | None:
        """A counted noun in the dual with a pronoun: طفليها, طفلاه; not her employees, موظفيها."""
        owner = next((suffix for suffix in _OWNERS if full.endswith(suffix)), "")
        whole = full.removesuffix(owner)
        if not owner or len(whole) < 4 or whole[-1] not in "يا" or "ة" in raw[-2:]:
            return None
        if whole in self.known.not_dual:
            return None
        for prefix in ("", "و", "ب", "ل", "ول", "وب"):
            stem = whole.removeprefix(prefix) + "ن"
            sense = self.known.forms.get(stem) if whole.startswith(prefix) else None
            noun = next((noun for noun in sense.nouns if noun.number == 2), None) if sense else None
            if sense is None or noun is None:
                continue
            if not noun.sure or noun.kind != "count" or len(sense.nouns) > 1 or sense.card:
                return None
            single = stem[:-3] + "ه" if stem[-3] == "ت" else stem[:-2]
            back = self.known.forms.get(single)
            if back is not None and "back reference" in back.roles:
                return None
            body = self._body(raw, prefix, begin)
            sense = Sense(nouns=(noun,), roles=frozenset({"owned"}))
            return Word(full, sense, stem=stem, prefix=prefix, body=body, end=end)
        return None

    def _fits(self, raw: str, prefix: str, stem: str) -> bool:
        """Whether the cut can be right; keeps ordinary words from becoming numbers."""
        if prefix + stem == "واحد":
            return not prefix or "أ" in raw
        if prefix.startswith(("ا", "س")) and prefix != "ال" or prefix in ("فس", "وس"):
            return False
        if len(stem) <= 2 and prefix and not prefix.endswith("ال"):
            if stem == "اب":
                return "آ" in raw
            if stem == "ما":  # بما يقارب 300
                return prefix in ("ب", "ل", "و", "ف")
            return prefix in ("و", "ف") or (stem == "ست" and prefix in ("ب", "ول", "وب"))
        if stem == "اب":
            return "أ" not in raw and "إ" not in raw
        return not prefix or (prefix + stem) not in self.known.not_cut

    def _digits(self, raw: str) -> Word | None:
        """A word with digits: a number, perhaps behind particles, or pieces to cut apart."""
        if _LATIN.search(raw):
            return _product(raw)
        pieces = [
            (start, end, _piece(raw[start:end]))
            for start, end in (piece.span() for piece in _PIECES.finditer(raw))
            if fold(raw[start:end])
        ]
        shape = "".join(kind for _, _, kind in pieces)
        prefix = fold(raw[pieces[0][0] : pieces[0][1]]) if shape.startswith("l") else ""
        if shape.removeprefix("l") in ("d", "v", "dv", "drd") and prefix in _NUMBER_PREFIXES:
            number = pieces[1:] if prefix else pieces
            first, last = number[0][0], number[-1][1]
            digits = (
                fold(raw[first:last]) if shape[-1] == "d" and "r" not in shape else raw[first:last]
            )
            body = self._body(raw, prefix, pieces[0][0]) if prefix else first
            return Word(
                fold(raw), _NOTHING, stem=digits, prefix=prefix, body=body, end=last, digits=digits
            )
        return _Pieces([(start, end) for start, end, _ in pieces])

    def _body(self, raw: str, prefix: str, begin: int) -> int:
        """Where a word begins behind its particles; the article stays, also inside لل."""
        cut = prefix.removesuffix("ال") if not prefix.endswith("لل") else prefix[:-1]
        return _letters(raw, len(cut), begin) if cut else begin


def _product(raw: str) -> Word | None:
    """The name of a product in Latin letters with its number: A320, S23."""
    if not _PRODUCT.fullmatch(raw):
        return None
    return Word(fold(raw), _PRODUCT_SENSE, end=len(raw))


def _piece(text: str) -> str:
    """The kind of a piece: d for digits, v for ½ and its like, r for the mark ر, l for letters."""
    if _DIGITS.match(text):
        return "d"
    if text in _FRACTIONS:
        return "v"
    return "r" if text == "ر" else "l"


class Tokens:
    """The words of one text with their offsets, and what stands between them.

    Attributes:
        raw: The text.
        size: How many words there are.
        words: One for each place, ``None`` for words nobody cares for; some more ``None`` follow,
            so that a look past either end finds nothing and needs no test.
        texts: The raw characters of each word. starts: Its offsets.
        triggers: The places of the words that a figure can begin or turn on.
        at: The word at a place; ``None`` a few places outside the text, too.
        gap: What stands between the word at a place and the next: SPACE, SOFT, COMMA, …; BREAK
            outside the text. Both are the methods of the lists themselves: they are called
            more often than all else.
    """

    __slots__ = ("at", "gap", "raw", "size", "starts", "texts", "triggers", "words")

    at: Callable[[int], Word | None]
    gap: Callable[[int], int]

    def __init__(self, raw: str) -> None:
        """Cut a text into its words."""
        self.raw = raw
        memory = _memory()
        memory.mixed = memory.unclean = False
        self.texts, self.starts = _cut(raw)
        words = list(map(memory.__getitem__, self.texts))
        if memory.unclean:
            cleaned = "".join(
                " " if char != " " and _STRANGE.match(char) and char not in _FRACTIONS else char
                for char in raw
            )
            self.texts, self.starts = _cut(cleaned)
            words = list(map(memory.__getitem__, self.texts))
        self.words: list[Word | None] = words
        # Half of all words nobody cares for: they are passed over before any is looked at.
        self.triggers = [
            place
            for place in compress(count(), words)
            if words[place].trigger  # type: ignore[union-attr]
        ]
        if memory.mixed:
            self._cut_pieces(memory)
        self.size = len(self.words)
        self.words += _MARGIN
        self.at = self.words.__getitem__
        self.gap = _Between(raw, self.starts, self.texts).__getitem__

    def _cut_pieces(self, memory: Memory) -> None:
        """Put the pieces of mixed words in their place; drop words that cannot be seen."""
        words: list[Word | None] = []
        starts: list[int] = []
        texts: list[str] = []
        triggers: list[int] = []
        done = 0
        for place in self.triggers:
            word, start = self.words[place], self.starts[place]
            if type(word) not in _ODD:
                triggers.append(len(words) + place - done)
                continue
            words += self.words[done:place]
            starts += self.starts[done:place]
            texts += self.texts[done:place]
            done = place + 1
            for begin, end in word.cuts if isinstance(word, _Pieces) else ():
                text = self.raw[start + begin : start + end]
                piece = memory[text]
                known = None if type(piece) is _Pieces else piece
                if known is not None and known.trigger:
                    triggers.append(len(words))
                words.append(known)
                starts.append(start + begin)
                texts.append(text)
        if done:
            self.words = words + self.words[done:]
            self.starts = starts + self.starts[done:]
            self.texts = texts + self.texts[done:]
            self.triggers = triggers

    def joined(self, place: int, *kinds: int) -> bool:
        """Whether a word hangs on the one before it by a space, or by one of these gaps."""
        gap = self.gap(place - 1)  # BREAK outside the text
        return gap == SPACE or gap in kinds

    def begin(self, place: int) -> int:
        """Offset of a word's first character behind its particles."""
        word = self.words[place]
        return self.starts[place] + (word.body if word is not None else 0)

    def end(self, place: int) -> int:
        """Offset after a word's last visible character."""
        word = self.words[place]
        return self.starts[place] + (word.end if word is not None else len(self.text(place)))

    def text(self, place: int) -> str:
        """The raw characters of a word, without hidden ones at its end."""
        text = self.texts[place]
        word = self.words[place]
        if word is not None:
            return text[: word.end]
        return text.rstrip(_HIDDEN_MARKS) if text[-1] in _HIDDEN_SET else text

    def folded(self, place: int) -> str:
        """The word folded, as in ``fold(tokens.text(place))``; each form is folded once."""
        word = self.words[place]
        return word.full if word is not None else _FOLDED[self.texts[place]]


def _cut(raw: str) -> tuple[list[str], list[int]]:
    """The parts of a text between separators, and the offset of each."""
    return _cut_long(raw) if len(raw) > _LONG else _cut_short(raw)


_LONG = 16 * 1024  # code points: shorter texts are read before numpy is even imported


def _cut_short(raw: str) -> tuple[list[str], list[int]]:
    spaced = raw
    for mark in _SEPARATORS:
        spaced = spaced.replace(mark, " ")
    texts = spaced.split(" ")
    # Two separators in a row leave an empty part: it counts for the offsets only.
    starts = map(add, accumulate(map(len, texts), initial=0), count())
    return list(filter(None, texts)), list(compress(starts, texts))


def _cut_long(raw: str) -> tuple[list[str], list[int]]:
    """The same in half the time: all characters are looked up at once, as code points."""
    import numpy as np

    padded = f" {raw}".encode("utf-32-le", "surrogatepass")  # the first word follows one, too
    codes = np.frombuffer(padded, dtype="<u4")
    parts = _parting()[codes]
    spaced = np.where(parts, np.uint32(ord(" ")), codes)
    texts = str(spaced.data, "utf-32-le", "surrogatepass").split(" ")
    return list(filter(None, texts)), np.flatnonzero(parts[:-1] > parts[1:]).tolist()


@cache
def _parting() -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether a code point is a separator or the space."""
    import numpy as np

    table = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    table[[ord(mark) for mark in f" {_SEPARATORS}"]] = True
    return table


_MARGIN = (None,) * 16  # more than any rule looks past the end of a text


_HIDDEN_SET = frozenset(
    chr(code)
    for span in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
    for code in range(span[0], span[1] + 1)
) | {"\ufeff", "\u061c", "\u00ad"}
_HIDDEN_MARKS = "".join(sorted(_HIDDEN_SET))


_WIDEST = 12  # code points between two words that may still belong together


def _gap(between: str) -> int:
    seen = "".join(char for char in between if char not in _HIDDEN_SET)
    if "\n" in seen or "\r" in seen:
        return BREAK
    bare = seen.strip()
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


class _Between(dict[int, int]):
    """What stands behind each word of a text, found out once and only where it is asked."""

    __slots__ = ("last", "raw", "starts", "texts")

    def __init__(self, raw: str, starts: list[int], texts: list[str]) -> None:
        super().__init__()
        self.raw, self.starts, self.texts = raw, starts, texts
        self.last = len(starts) - 1

    def __missing__(self, place: int) -> int:
        kind = BREAK
        if 0 <= place < self.last:
            starts = self.starts
            kind = _GAPS[self.raw[starts[place] + len(self.texts[place]) : starts[place + 1]]]
        self[place] = kind
        return kind


class _Folded(dict[str, str]):
    """Words that nobody cares for, folded; remembers what it has seen."""

    def __missing__(self, raw: str) -> str:
        if len(self) > _REMEMBERED // 10:
            self.clear()
        plain = fold(raw)
        if len(raw) <= _LONGEST:
            self[raw] = plain
        return plain


_FOLDED = _Folded()


class _Gaps(dict[str, int]):
    """What stands between two words, by its characters; remembers what it has seen."""

    def __missing__(self, between: str) -> int:
        if len(between) > _WIDEST:
            return BREAK
        kind = _gap(between)
        if len(self) < _REMEMBERED // 100:
            self[between] = kind
        return kind


_GAPS = _Gaps({" ": SPACE, "": SPACE})

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
