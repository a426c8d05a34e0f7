"""Read Arabic text for matching without ever losing the place in the original.

Everything here is pure and works on any string: nothing raises, and every offset
counts code points of the raw text, so ``raw[start:end]`` is always the evidence.
Matching happens on a folded copy (`normalise`) that knows the way back. Digits and
fractions are never put through NFKC: it turns ``3½`` into ``31⁄2``.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = [
    "DIGITS",
    "PROCLITICS",
    "Furniture",
    "Normalised",
    "Quotation",
    "clauses",
    "fold",
    "furniture",
    "normalise",
    "paragraphs",
    "quotations",
    "sentences",
    "shown",
    "strip_proclitics",
    "to_western",
]

# Marks written on letters: they belong to the word that carries them.
_DIACRITICS = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)]
_DIACRITICS += [*range(0x06DF, 0x06E5), 0x06E7, 0x06E8, *range(0x06EA, 0x06EE), 0x0640]
# Marks that are not seen: zero width, direction, soft hyphen, byte order mark.
_INVISIBLE = [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_INVISIBLE += [*range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF]

_LETTERS = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "ڪ": "ك",
}

#: Arabic-Indic and Extended Arabic-Indic digits to Western ones, for ``str.translate``.
DIGITS: dict[int, str] = {
    **{0x0660 + value: str(value) for value in range(10)},
    **{0x06F0 + value: str(value) for value in range(10)},
}


def _presentation_forms() -> dict[int, str]:
    """Letters of the presentation blocks, each as the plain letters that it draws."""
    table: dict[int, str] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        char = chr(code)
        if unicodedata.category(char) == "Lo":
            plain = unicodedata.normalize("NFKC", char)
            table[code] = "".join(
                _LETTERS.get(letter, letter)
                for letter in plain
                if ord(letter) not in _DIACRITICS and not letter.isspace()
            )
    return table


_FOLD: dict[int, str | None] = {
    **dict.fromkeys(_DIACRITICS),
    **dict.fromkeys(_INVISIBLE),
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
    **DIGITS,
    **_presentation_forms(),
}
_MARKS = frozenset(map(chr, _DIACRITICS))
# The characters whose folded form is not exactly one character long.
_UNEVEN = re.compile(
    "["
    + "".join(re.escape(chr(code)) for code, to in _FOLD.items() if to is None or len(to) != 1)
    + "]"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded copy of a text, with the way back.

    Attributes:
        text: The folded copy; compare this, never print it.
        offsets: For each character of ``text``, and for its end, the offset in ``raw``.
        raw: The text as it was given.
    """

    text: str
    offsets: array[int] | range
    raw: str

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]``, with the marks written on its last letter.

        Offsets outside the text are moved to its edges; an empty span stays empty.
        """
        start = min(max(start, 0), len(self.text))
        end = min(max(end, 0), len(self.text))
        if end <= start:
            return self.offsets[start], self.offsets[start]
        stop = self.offsets[end - 1] + 1
        while stop < len(self.raw) and self.raw[stop] in _MARKS:
            stop += 1
        return self.offsets[start], stop


def fold(raw: str) -> str:
    """The folded copy alone: no marks, one form for each letter, Western digits.

    >>> fold("الأُولَى ٢٥")
    'الاولي 25'
    """
    return raw.translate(_FOLD)


def shown(raw: str) -> str:
    """The characters that folding keeps, each as it is written.

    >>> shown("مدرسـةٌ")
    'مدرسة'
    """
    return "".join(char for char in raw if fold(char)) if _UNEVEN.search(raw) else raw


def normalise(raw: str) -> Normalised:
    """Fold a text for matching and keep the map back to it.

    Removed: diacritics, tatweel, zero-width and direction marks. Folded: alif with hamza
    or madda to ا, ى and Farsi ی to ي, ة to ه, Farsi ک to ك, presentation forms to their
    letters, Arabic-Indic and Extended digits to Western. Nothing else changes: spaces,
    punctuation and fractions stay. Time grows with the length of the text, no faster.

    >>> copy = normalise("هُجُوماً")
    >>> copy.text, copy.raw_span(0, 4)
    ('هجوما', (0, 6))
    """
    text = raw.translate(_FOLD)
    uneven = [(hit.start(), _FOLD[ord(hit.group())] or "") for hit in _UNEVEN.finditer(raw)]
    if not uneven:
        return Normalised(text, range(len(raw) + 1), raw)
    offsets = array("Q")
    done = 0
    for place, plain in uneven:
        offsets.extend(range(done, place))
        offsets.extend([place] * len(plain))
        done = place + 1
    offsets.extend(range(done, len(raw) + 1))
    return Normalised(text, offsets, raw)


def to_western(raw: str) -> str:
    """The same text, same length, with Western digits; nothing else changes.

    >>> to_western("١٢٫٥ ۳")
    '12٫5 3'
    """
    return raw.translate(DIGITS)


#: What may stand in front of a word, written together with it, longest first.
PROCLITICS: tuple[str, ...] = tuple(
    sorted(
        {
            conjunction + preposition + article
            for conjunction in ("", "و", "ف", "ا")
            for preposition in ("", "ب", "ل", "ك", "س")
            for article in ("", "ال")
            if not (preposition == "ل" and article == "ال")
            and not (preposition == "س" and (article or conjunction == "ا"))
            and not (conjunction == "ا" and not (preposition or article))
            and not (conjunction == "ا" and article and not preposition)
        }
        | {"لل", "ولل", "فلل"},
        key=lambda prefix: (-len(prefix), prefix),
    )
)

# The same by their first letter, shortest first, each time with no prefix at all.
_PROCLITICS_BY_LETTER = {
    letter: tuple(prefix for prefix in reversed(PROCLITICS) if prefix[:1] in ("", letter))
    for letter in {prefix[:1] for prefix in PROCLITICS}
}


def strip_proclitics(word: str) -> list[tuple[str, str]]:
    """Every way to cut attached particles and the article off a folded word.

    Args:
        word: One word, folded (see `fold`).

    Returns:
        (prefix, stem) pairs, the whole word first, then longer and longer prefixes.
        A stem has at least two letters. Most readings are wrong for most words: look
        the stems up.

    >>> strip_proclitics("وبالمئه")
    [('', 'وبالمئه'), ('و', 'بالمئه'), ('وب', 'المئه'), ('وبال', 'مئه')]
    """
    return [
        (prefix, word[len(prefix) :])
        for prefix in _PROCLITICS_BY_LETTER.get(word[:1], ("",))
        if word.startswith(prefix) and (not prefix or len(word) >= len(prefix) + 2)
    ]


_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Possessive, and only at the start of a run: a line of a million dots costs a million steps.
_STOP = re.compile(r"(?<![.؟?!۔…])(?:[.؟?!۔]++|…++(?=\s*+$))[\"'”’»“)\]}*]*+(?=\s|$|[^\W\d_])")
# A stop after these is part of them: single letters (ق.م. د. هـ.), and numbered points.
_ABBREVIATED = re.compile(r"(?:^|[\s(\[«“\".])(?:[^\W\d_]\u0640?|\d{1,2})$")
_BULLET = re.compile(r"[\s●•▪◦■□◆♦*·‣–—-]*")


def _trim(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return start, end


def paragraphs(raw: str) -> list[tuple[int, int]]:
    """Spans of the lines that are not blank, without the space at their edges."""
    spans = (_trim(raw, *line.span()) for line in _PARAGRAPH.finditer(raw))
    return [(start, end) for start, end in spans if end > start]


def sentences(raw: str) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, without bullets and space at their edges.

    A sentence ends with a line, or after ``. ؟ ? !`` and the closing marks behind it.
    A stop inside a number, after a single letter or numbered point, and an ellipsis
    that does not end the line, end nothing. Bold marks before a sentence stay in it.
    """
    spans: list[tuple[int, int]] = []
    for start, end in paragraphs(raw):
        line = raw[start:end]
        begin = 0
        for stop in _STOP.finditer(line):
            place = stop.start()
            mark = stop.group()
            if mark.startswith(".") and not mark.startswith(("..", ".؟", ".!")):
                if stop.end() < len(line) and _ABBREVIATED.search(line, max(0, place - 4), place):
                    continue
                glued = stop.end() < len(line) and not line[stop.end()].isspace()
                if glued and not _glued_stop(line, place, stop.end()):
                    continue
            elif (
                stop.end() < len(line)
                and not line[stop.end()].isspace()
                or mark.startswith("..")
                and stop.end() < len(line)
                and not mark.strip(".")
            ):
                continue
            spans.append((start + begin, start + stop.end()))
            begin = stop.end()
        spans.append((start + begin, end))
    return [span for span in (_unbullet(raw, *span) for span in spans) if span[1] > span[0]]


def _glued_stop(line: str, place: int, after: int) -> bool:
    """Whether a stop with no space behind it still parts two Arabic words."""
    before, behind = line[place - 1 : place], line[after : after + 1]
    if not (
        before and behind and "\u0600" <= before <= "\u06ff" and "\u0600" <= behind <= "\u06ff"
    ):
        return False
    # Two letters at least on each side: not an abbreviation such as ق.م
    return bool(re.search(r"[^\W\d_]{2}$", line[max(0, place - 2) : place])) and bool(
        re.match(r"[^\W\d_]{2}", line[after : after + 2])
    )


def _unbullet(raw: str, start: int, end: int) -> tuple[int, int]:
    start, end = _trim(raw, start, end)
    lead = _BULLET.match(raw, start, end)
    if lead and lead.end() > start and not raw.startswith("**", start):
        after = lead.end()
        if after < end and not (raw[after].isdigit() and raw[after - 1] in "–—-"):
            start = after
    return _trim(raw, start, end)


_COMMA = re.compile(r"[،؛;:](?!\S)|,(?=\s)|[،؛](?=[^\W\d_])")


def clauses(raw: str) -> list[tuple[int, int]]:
    """Spans of the clauses: sentences cut again at commas, semicolons and colons.

    A mark between digits (``6:30``, ``1,5``) cuts nothing.
    """
    spans = []
    for start, end in sentences(raw):
        begin = start
        for mark in _COMMA.finditer(raw, start, end):
            spans.append((begin, mark.start()))
            begin = mark.end()
        spans.append((begin, end))
    return [(a, b) for a, b in (_trim(raw, a, b) for a, b in spans) if b > a]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    Attributes:
        start: Offset of the opening mark.
        end: Offset after the closing mark, or where an unclosed quotation is cut.
        inner_start: Offset of the first quoted character.
        inner_end: Offset after the last quoted character.
        style: The two marks, as written: ``“”``, ``""``, ``«»``, ``‘’``, ``„“``, ….
        closed: False where the closing mark is missing; the paragraph's end bounds it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str
    closed: bool


_QUOTE = re.compile('["“”„‟«»‹›‘’‚]')
_FAMILY = {
    **dict.fromkeys("“”„‟", "double"),
    **dict.fromkeys("‘’‚", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "small guillemet"),
    '"': "straight",
}
_USUAL_CLOSER = {'"': '"', "“": "”", "”": "“", "„": "“", "‟": "”", "«": "»", "»": "«"}
_USUAL_CLOSER |= {"‹": "›", "›": "‹", "‘": "’", "’": "‘", "‚": "‘"}


_DEEPEST = 8  # no writer nests deeper; a bound keeps the time linear on any string


def quotations(raw: str) -> list[Quotation]:
    """The quotations of a text, in order of their opening mark; nested ones too.

    Marks are paired within a paragraph and within their own family, so a «…» may hold
    a “…”. Either mark of a family opens where none is open (texts typed the wrong way
    round) if a word follows it directly; an apostrophe between letters is no mark.
    """
    found: list[Quotation] = []
    for start, end in paragraphs(raw):
        stack: list[tuple[int, str]] = []
        for hit in _QUOTE.finditer(raw, start, end):
            place, mark = hit.start(), hit.group()
            before = raw[place - 1] if place > start else " "
            behind = raw[place + 1] if place + 1 < end else " "
            if mark in "‘’" and before.isalnum() and behind.isalnum():
                continue
            family = _FAMILY[mark]
            level = next((i for i in reversed(range(len(stack))) if stack[i][1] == family), None)
            opens = not behind.isspace() and (not before.isalnum() or before in "وفبلكـ")
            if level is not None and not (mark in "„«‹‚" and opens):
                for place_open, _ in reversed(stack[level + 1 :]):
                    found.append(_cut(raw, place_open, place))
                opened = stack[level][0]
                del stack[level:]
                found.append(
                    Quotation(opened, place + 1, opened + 1, place, raw[opened] + mark, closed=True)
                )
            elif (mark in "“„‟«‹‘‚" or opens) and len(stack) < _DEEPEST:
                stack.append((place, family))
        found.extend(_cut(raw, place_open, end) for place_open, _ in stack)
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _cut(raw: str, start: int, end: int) -> Quotation:
    """A quotation that nothing closes, up to where it has to end."""
    style = raw[start] + _USUAL_CLOSER[raw[start]]
    return Quotation(start, end, start + 1, end, style, closed=False)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters that belong to the page or to its handling, not to the article.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last one.
        kind: ``markdown``, ``markup``, ``posting residue``, ``page mark``,
            ``site notice``, ``empty source`` or ``repeated block``.
    """

    start: int
    end: int
    kind: str


_FURNITURE = [
    ("markdown", re.compile(r"\*\*[^*\n]{1,400}\*\*|__[^_\n]{1,400}__")),
    ("markdown", re.compile(r"!?\[[^\[\]\n]{0,400}\]\([^()\s]{0,400}\)")),
    (
        "markdown",
        re.compile(r"^[ \t]{0,3}(?:#{1,6}(?=[ \t])|>(?=[ \t])|(?:[-*_]{3,})[ \t]*$)", re.MULTILINE),
    ),
    ("markup", re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:[a-zA-Z]{2,8}|#\d{2,5});")),
    (
        "posting residue",
        re.compile(
            r"\[/?(?:ad|ads|caption|gallery|embed|video|audio|quote|sc)[_ -]?[^\[\]\n]{0,80}\]"
        ),
    ),
    (
        "page mark",
        re.compile(
            r"^[ \t]*(?:(?:ص|صفحة|صفحه|الصفحة|[Pp]age|[Pp]\.?)[ \t]*[:.]?[ \t]*"
            r"[\d\u0660-\u0669\u06f0-\u06f9]{1,4}"
            r"|يتبع(?:[ \t]*\.{2,}|[ \t]*…|(?:[ \t]*\n)?[ \t]*[^\W\d_]{2,20}[ \t]*:)?"
            r"|(?:البقية|التتمة|تتمة)[^\n]{0,40})[ \t]*$",
            re.MULTILINE,
        ),
    ),
    (
        "site notice",
        re.compile(
            r"^[ \t]*(?:[^\n]{0,120}(?:اضغط هنا|انقر هنا)[^\n]{0,120}"
            r"|(?:اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة"
            r"|شارك المقال|انشر مقالك|الصفحة الرئيسية|تابعونا على|جميع الحقوق محفوظة)[^\n]{0,80})[ \t]*$",
            re.MULTILINE,
        ),
    ),
    ("empty source", re.compile(r"^[ \t]*(?:المصدر|مصدر|المصادر)[ \t]*:?[ \t]*\Z", re.MULTILINE)),
]
_SHORTEST_BLOCK = 25  # code points: shorter lines repeat by right (headings, names)


def furniture(raw: str) -> list[Furniture]:
    """What digitisation and the site left in the text, in reading order.

    Only general signs are known: Markdown, tags, posting codes, page numbers and "to be
    continued", site notices, a source line with no source, and lines that repeat an
    earlier line of the same text. No word of the article's own is judged.
    """
    found = [
        Furniture(*_trim(raw, *hit.span()), kind)
        for kind, pattern in _FURNITURE
        for hit in pattern.finditer(raw)
    ]
    found.extend(_repeats(raw))
    return sorted(found, key=lambda piece: (piece.start, -piece.end, piece.kind))


def _repeats(raw: str) -> Iterator[Furniture]:
    seen: set[str] = set()
    for start, end in paragraphs(raw):
        words = " ".join(fold(raw[start:end]).split())
        if len(words) < _SHORTEST_BLOCK:
            continue
        if words in seen:
            yield Furniture(start, end, "repeated block")
        seen.add(words)
