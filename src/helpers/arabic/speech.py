"""Find reported speech in Arabic text: what is said, by whom, in which words.

A report is a passage that somebody says, writes, thinks, fears or asks for. Its parts are
spans of the raw text: the *content* (without outer quotation marks, أن and a final full
stop), the *voice* (the words at the report that name the source) and the *cue* (the
reporting expression). What is in no report is the narrator's.

The finder reads one paragraph at a time. It looks every word up among the inflected forms
of ``speech.toml`` and reads a small frame round each cue: subject before or after the verb,
then what opens the content. Every look to the left or right is bounded, so time grows with
the length of the text and memory with its longest line, and an unclosed quotation mark
cannot swallow more than its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from helpers.arabic.speech_lexicon import Form, Lexicon, Noun, lexicon
from helpers.arabic.text import fold, paragraphs, quotations, sentences

__all__ = ["Report", "find_reports", "iter_reports", "reports_by_line"]

# Bounds, in words. Newspaper Arabic stays far below them; they keep the time linear.
_SUBJECT = 14
_OPENING = 32
_BACK = 24
_CONTENT = 260
_TAIL = 1500  # code points in which the last sentence of a paragraph is looked for
_SCARE = 1  # a quotation of one word is a name or a distance mark, not speech
_DIRECT = 0.65  # share of quoted words from which a report is direct


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Offsets are code points of the text, ends exclusive.

    Attributes:
        start: Start of the content.
        end: End of the content.
        quote: The content, ``text[start:end]``.
        mode: ``direct``, ``mixed`` or ``indirect``.
        voice: The words that name the source, or ``None`` where only a pronoun or the
            ending of the verb stands for it.
        voice_start: Start of the voice, or ``None``.
        voice_end: End of the voice, or ``None``.
        cue: The reporting expression, or ``None`` where marks alone show the report.
        cue_start: Start of the cue, or ``None``.
        cue_end: End of the cue, or ``None``.
        sense: ``say``, ``think``, ``fear`` or ``want``.
        via: The words that name who passes the report on, or ``None``.
        via_start: Start of ``via``, or ``None``.
        via_end: End of ``via``, or ``None``.
        owned: The cue is a noun with the speaker's pronoun (``مخاوفهم من``).
    """

    start: int
    end: int
    quote: str
    mode: str
    voice: str | None
    voice_start: int | None
    voice_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    sense: str = "say"
    via: str | None = None
    via_start: int | None = None
    via_end: int | None = None
    owned: bool = False


Span = tuple[int, int]  # token numbers, end exclusive

# ---- Words ------------------------------------------------------------------------------------------------------

_WORD = re.compile(
    r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d]*|[^\w\s]|_"
)
_COMMAS = frozenset("،,؛;")
_DASHES = frozenset("–—-")
_ENDS = frozenset(".؟?!…۔")
_OPENERS = frozenset('"“”„«»‹›‘’‟‚')
_TANWIN = "\u064b"

_AL, _PREP, _THAT, _ADVERB, _RELATIVE, _OPENS, _HEAD, _TITLE, _NAME, _SOURCE, _MARK, _DEED = (
    1 << bit for bit in range(12)
)
_JOINED = 1 << 12  # ب or ل is written on to a noun that begins a content
_AMOUNT = 1 << 13
_OWNED = 1 << 14  # a possessive pronoun is written on to it
_MEDIUM = 1 << 15
_VERBAL_NOUN = re.compile(
    r"(?:ا\w{2,5}ا\w[هت]?|ت\w{2,3}ي[^\Wا][هت]?|ت\wا\w\w|ت\w\wا[^\Wه]|م\w?ا\w{2}[هت]|[^اوي\W]{2}و[^اوي\W])(?:ه|ها|هم|هما|نا)?"
)
_OWNING = re.compile(r"\w{3,}(?:ها|هم|هما|هن)")


@dataclass(frozen=True, slots=True)
class _Word:
    """What the lexicon says about one written form."""

    text: str
    flags: int
    forms: tuple[Form, ...]
    lead: bool  # the verb has و or ف written on to it
    noun: Noun | None
    owned: bool = False  # the noun has its speaker's pronoun written on to it


_AS_LEAD = "وف"


def _look_up(word: str, lex: Lexicon) -> _Word:
    sets = lex.sets
    forms = lex.forms.get(word, ())
    lead = False
    if not forms and word[:1] and word[0] in _AS_LEAD and len(word) > 2:
        forms = lex.forms.get(word[1:], ())
        lead = bool(forms)
    flags = 0
    bare = word
    for prefix in ("وال", "فال", "بال", "كال", "ال", "ولل", "لل"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            flags |= _AL
            bare = word[len(prefix) :]
            break
    if word in sets["prepositions"] or (flags & _AL and word[0] in "بك"):
        flags |= _PREP
    if word in sets["that"] or (word[:1] in _AS_LEAD and word[1:] in sets["that"]):
        flags |= _THAT
    if word in sets["adverbs"]:
        flags |= _ADVERB
    if word in sets["relatives"]:
        flags |= _RELATIVE
    if word in sets["clause_openers"]:
        flags |= _OPENS
    if word in sets["content_heads"] or (
        not flags & _AL
        and _VERBAL_NOUN.fullmatch(word)
        and word not in sets["given_names"]
        and word not in sets["not_heads"]
    ):
        flags |= _HEAD
    if word[:1] and word[0] in "بل" and not flags & _AL and word not in sets["not_joined"]:
        rest = word[1:]
        if (
            rest in sets["content_heads"]
            or (_VERBAL_NOUN.fullmatch(rest) and rest not in sets["not_heads"])
            or word[0] == "ل"
            and rest in sets["media"]
        ):
            flags |= _JOINED
    if word in sets["amounts"] or word[:1].isdigit():
        flags |= _AMOUNT
    stem = bare[1:] if bare[:1] == "و" and bare[1:] in sets["titles"] else bare
    if stem in sets["titles"] or (stem.endswith("ا") and stem[:-1] in sets["titles"]):
        flags |= _TITLE
    if word in sets["given_names"]:
        flags |= _NAME
    if bare in sets["sources"] or (bare[:1] in "لبو" and bare[1:] in sets["sources"]):
        flags |= _SOURCE
    if word in sets["deeds"]:
        flags |= _DEED
    noun = lex.nouns.get(word)
    if noun is None and word[:1] and word[0] in "وفبل":
        noun = lex.nouns.get(word[1:])
    if noun is None and flags & _AL:
        noun = lex.nouns.get(bare)
    if noun is None and word.endswith("ا"):
        noun = lex.nouns.get(word[:-1])
    owned = False
    if noun is None and not flags & _AL:
        noun = _with_pronoun(word, lex)
        owned = noun is not None
    return _Word(word, flags, forms, lead, noun, owned)


def _with_pronoun(word: str, lex: Lexicon) -> Noun | None:
    """A noun of saying with its speaker's pronoun behind: ``مخاوفهم``, ``دعوته``."""
    for joint in ("", *"وفبل"):
        if joint and not word.startswith(joint):
            continue
        bare = word[len(joint) :]
        for pronoun in ("هما", "هم", "ها", "ه"):
            if bare.endswith(pronoun) and len(bare) > len(pronoun) + 2:
                stem = bare[: -len(pronoun)]
                for form in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                    found = lex.nouns.get(form)
                    if found is not None:
                        return found
    return None


_KNOWN: dict[str, _Word] = {}
_KNOWN_MOST = 100_000  # forms kept; beyond, the memory is emptied and filled anew


def _word(raw: str, lex: Lexicon) -> _Word:
    known = _KNOWN.get(raw)
    if known is None:
        if len(_KNOWN) >= _KNOWN_MOST:
            _KNOWN.clear()
        folded = fold(raw)
        if len(raw) == 1 and not raw.isalnum():
            known = _Word(raw, _MARK, (), False, None)
        else:
            known = _look_up(folded, lex)
            if _OWNING.fullmatch(folded) or (
                raw.endswith("ه") and len(folded) > 3 and not known.flags & _AL
            ):
                flags = known.flags | _OWNED
                if flags & _AL:
                    # التزامها: no article, the root has ال; المتهم: no pronoun
                    rooted = bool(_VERBAL_NOUN.fullmatch(folded))
                    flags = flags & ~_AL | _HEAD if rooted else flags & ~_OWNED
                known = replace(known, flags=flags)
            if raw.endswith("ي") and any(form.verb.lemma.endswith("ى") for form in known.forms):
                # رأي, نفي: nouns; the verbs are written رأى, نفى
                plain = tuple(
                    f for f in known.forms if f.kind != "past" or not f.verb.lemma.endswith("ى")
                )
                known = replace(known, forms=plain, lead=known.lead and bool(plain))
            if folded == "علي" and raw.endswith("ي"):  # the name, not the preposition على
                known = replace(known, flags=known.flags & ~_PREP | _NAME)
        _KNOWN[raw] = known
    return known


# ---- One paragraph ----------------------------------------------------------------------------------------------


class _Line:
    """The words of one paragraph, its sentences and its quotations, by token number."""

    def __init__(self, raw: str, lex: Lexicon) -> None:
        self.raw = raw
        self.lex = lex
        self.words: list[_Word] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for hit in _WORD.finditer(raw):
            self.words.append(_word(hit.group(), lex))
            self.starts.append(hit.start())
            self.ends.append(hit.end())
        self.closer: dict[int, int] = {}  # opening mark to closing mark
        self.opener: dict[int, int] = {}
        self.inner: list[int] = []  # for each token the opening mark it stands behind, or -1
        self.told = -1  # start of the sentence in which a cue was found last
        self._quotations()
        self._sentences()

    def has_cue(self) -> bool:
        lex = self.lex
        for word in self.words:
            if word.forms or word.noun or word.text in lex.according or word.text in lex.as_said:
                return True
        return False

    def _quotations(self) -> None:
        count = len(self.words)
        self.inner = [-1] * count
        if not any(mark in self.raw for mark in _OPENERS):
            return
        at = {
            start: index for index, start in enumerate(self.starts) if self.raw[start] in _OPENERS
        }
        for quotation in quotations(self.raw):
            first = at.get(quotation.start)
            if first is None or not quotation.closed:
                continue
            last = at.get(quotation.end - 1)
            if last is None or last <= first:
                continue
            self.closer[first] = last
            self.opener[last] = first
            for index in range(first + 1, last):
                self.inner[index] = first

    def _sentences(self) -> None:
        """``sentence_end[i]``: number of the token after the sentence of token i."""
        count = len(self.words)
        stops = []
        outer = [(self.starts[a], self.ends[b]) for a, b in self.closer.items()]
        outer.sort()
        spans: list[Span] = []
        for start, end in outer:
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        place = 0
        for _, end in sentences(self.raw):
            while place < len(spans) and spans[place][1] <= end:
                place += 1
            if place < len(spans) and spans[place][0] < end < spans[place][1]:
                continue
            stops.append(end)
        self.sentence_start = [0] * count
        self.sentence_end = [count] * count
        index = begin = 0
        for stop in [*stops, len(self.raw) + 1]:
            begin = index
            while index < count and self.starts[index] < stop:
                index += 1
            for token in range(begin, index):
                self.sentence_start[token] = begin
                self.sentence_end[token] = index

    def bounds(self, token: int) -> Span:
        """What a cue at this token may reach: its quotation, or its sentence."""
        opened = self.inner[token]
        if opened >= 0:
            return opened + 1, self.closer[opened]
        return self.sentence_start[token], self.sentence_end[token]

    # ---- Small questions about tokens

    def text(self, token: int) -> str:
        return self.words[token].text if 0 <= token < len(self.words) else ""

    def flags(self, token: int) -> int:
        return self.words[token].flags if 0 <= token < len(self.words) else _MARK

    def raw_of(self, token: int) -> str:
        return self.raw[self.starts[token] : self.ends[token]]

    def quoted(self, token: int) -> int:
        """Words of the quotation that opens here; 0 if none does."""
        last = self.closer.get(token)
        if last is None:
            return 0
        return sum(1 for index in range(token + 1, last) if not self.words[index].flags & _MARK)

    def is_that(self, token: int, begin: int) -> bool:
        """Whether أن (or a sister) stands here and opens what is said."""
        word = self.words[token]
        if not word.flags & _THAT:
            return False
        sets = self.lex.sets
        if word.text in sets["not_that"] or word.text not in sets["that"]:
            return False
        return token - 1 <= begin or self.text(token - 1) not in sets["before_that"]

    def is_report_verb(self, token: int) -> bool:
        return any(form.kind != "participle" and _plain(form) for form in self.words[token].forms)

    def noun_of_saying(self, token: int) -> bool:
        return token < len(self.words) and self.words[token].noun is not None

    def matches(self, token: int, phrase: tuple[str, ...]) -> bool:
        return all(self.text(token + step) == word for step, word in enumerate(phrase))


def _plain(form: Form) -> bool:
    """Whether the form is a cue by itself: few verbs of saying take a person as an object."""
    return not form.pronoun or (
        not form.verb.strict and bool(form.verb.takes & {"person", "object", "source"})
    )


# ---- Noun phrases -----------------------------------------------------------------------------------------------


_NOTHING: frozenset[str] = frozenset()


def _agrees(before: str, word: str, adjectives: frozenset[str], *, strict: bool) -> bool:
    """Whether a definite word can be an adjective of the definite word before it."""
    if word.endswith(("يه", "ي", "يين", "يون", "يتين", "يات")) or word in adjectives:
        return True
    if strict or _VERBAL_NOUN.fullmatch(word[2:]):
        return False
    return word.endswith("ه") == before.endswith(("ه", "ات", "اء"))


def _phrase(
    line: _Line, begin: int, end: int, *, split: bool, takes: frozenset[str] = _NOTHING
) -> int:
    """The end of the noun phrase that starts at ``begin``; ``begin`` itself if none does.

    Args:
        line: The paragraph.
        begin: First token.
        end: Token that bounds it.
        split: Stop where a second noun phrase (an object, an addressee) seems to begin.
        takes: What the verb takes: its own ب or ل, written on to a word, ends the phrase.
    """
    token = begin
    end = min(end, begin + _SUBJECT)
    named = False  # a personal name has begun
    surname = False  # and has come to a family name with the article
    while token < end:
        word = line.words[token]
        text = word.text
        flags = word.flags
        if flags & _MARK:
            last = line.closer.get(token)
            if last is not None and last - token <= 6 and last < end:
                if token == begin and line.quoted(token) > 4:
                    break
                token = last + 1
                named = True
                continue
            if text == "(" and token > begin or text == "(":
                close = _bracket(line, token, end)
                if close and (close - token <= 5):
                    token = close + 1
                    continue
            if text in "/-&" and token > begin and token + 1 < end:
                before, behind = line.ends[token - 1], line.starts[token]
                if before == behind and line.starts[token + 1] == line.ends[token]:
                    token += 1
                    continue
            break
        if text == "باسم" and token > begin:
            token += 1
            continue
        if flags & (_THAT | _RELATIVE) or (flags & _JOINED and token > begin):
            break
        if text in ("مفاده", "مفادها"):
            break
        if text == "كل" and token == begin and line.text(token + 1) == "من":
            return _phrase(line, token + 2, end, split=split)
        if (
            token > begin
            and line.raw_of(token).endswith(_TANWIN + "ا")
            or (token > begin and line.raw_of(token).endswith("ا" + _TANWIN))
        ):
            break
        if flags & _PREP and not (
            token > begin and line.text(token - 1) in ("ابو", "ابي", "بن", "ابن")
        ):
            if (
                text in ("في", "لدي", "الي")
                and text not in takes
                and token > begin
                and token + 1 < end
                and _place_follows(line, token, end, split=split)
            ):
                token += 2
                continue
            if (
                token > begin
                and line.text(token - 1) in line.lex.sets["envoys"]
                and (
                    text == "لدي"
                    or text in ("الي", "في")
                    and text not in takes
                    and _attached(line, token, end)
                )
            ):
                token += 1
                continue
            if (
                text == "من"
                and token == begin + 1
                and line.text(begin) in line.lex.sets["quantities"]
            ):
                token += 1
                continue
            break
        if flags & _ADVERB and token > begin:
            break
        if flags & _ADVERB and token == begin:
            break
        if token > begin and text in line.lex.according and _according_at(line, token):
            break
        if word.forms and (word.lead or token > begin) and not flags & (_TITLE | _NAME):
            if word.lead or line.is_report_verb(token):
                break
        if (
            word.forms
            and token > begin
            and any(f.kind == "participle" for f in word.forms)
            and word.text.endswith(("ا", "ه"))
            and not flags & _AL
        ):
            break
        if token > begin:
            before = line.words[token - 1]
            if text.startswith("لل") and not (before.flags & _TITLE or before.text.endswith("ي")):
                break
            if (
                text[0] in "بل"
                and text[0] in takes
                and len(text) > 3
                and not flags & (_NAME | _AL)
                and text not in line.lex.sets["not_joined"]
            ):
                break
            if split:
                if flags & (_HEAD | _DEED) and not flags & _NAME:
                    break
                if (
                    "person" in takes
                    and before.flags & _AL
                    and not flags & (_AL | _NAME)
                    and not line.flags(begin) & _TITLE
                ):
                    break
                if flags & _OWNED and not flags & (_AL | _TITLE | _SOURCE):
                    break
                if before.flags & _OWNED and not (flags | before.flags) & _AL:
                    break
                if flags & _AL and before.flags & _AL and not text.startswith("و"):
                    if surname or not _agrees(
                        before.text,
                        text,
                        line.lex.sets["adjectives"],
                        strict=bool(takes & {"person", "alone"}),
                    ):
                        break
                if surname and not text.startswith("و"):
                    break
        elif split and flags & _HEAD and not flags & (_NAME | _SOURCE | _TITLE):
            break
        if (
            token > begin
            and not flags & _AL
            and line.flags(token - 1) & _AL
            and line.flags(begin) & _TITLE
        ):
            named = True
        elif named and flags & _AL:
            surname = True
        elif flags & _NAME:
            named = True
        token += 1
    return token


def _attached(line: _Line, token: int, end: int) -> bool:
    """Whether a place follows a preposition: ``مبعوث إلى ليبيا``, not ``السفير إلى أن``."""
    if token + 1 >= end:
        return False
    return (
        not line.flags(token + 1) & (_THAT | _MARK | _PREP | _HEAD)
        and line.text(token + 1) not in line.lex.sets["occasions"]
    )


def _bracket(line: _Line, token: int, end: int) -> int:
    for index in range(token + 1, min(end, token + 8)):
        if line.text(index) == ")":
            return index
    return 0


def _place_follows(line: _Line, token: int, end: int, *, split: bool) -> bool:
    """Whether ``في`` and one word belong to a voice: ``السفارة في بغداد أن``."""
    place = line.words[token + 1]
    if place.flags & (_MARK | _PREP | _THAT | _ADVERB) or place.text in line.lex.sets["occasions"]:
        return False
    if place.flags & _AL and _VERBAL_NOUN.fullmatch(place.text[2:]):
        return False
    if token + 2 >= len(line.words):
        return True
    following = line.words[token + 2]
    wanted = _THAT | _MARK | _RELATIVE | _PREP | _JOINED
    if split:
        wanted |= _HEAD
        if following.flags & _OWNED:
            return True
    return bool(following.flags & wanted) and place.text.isalpha()


def _short_voice(line: _Line, span: Span) -> Span:
    """The name alone where a title stands before one: ``وزير الدفاع (فلان الفلاني)``."""
    begin, end = span
    if line.text(begin) == "كل" and line.text(begin + 1) == "من" and end > begin + 2:
        return begin + 2, end
    if line.text(begin) in ("يعرف", "تعرف", "يسمي", "تسمي"):  # ما يعرف بـ"..."
        for token in range(begin + 1, min(end, begin + 4)):
            last = line.closer.get(token, end)
            if last < end:
                return token + 1, last
    if line.flags(begin) & _NAME:
        return begin, _name_end(line, begin, end)
    if not line.flags(begin) & _TITLE:
        return span
    name = _name_start(line, begin, end)
    if name is None:
        return span
    if isinstance(name, tuple):
        return name
    for token in range(name + 2, end):
        if line.flags(token) & _TITLE and not line.flags(token) & (_AL | _NAME):
            return name, token
    return name, end


def _name_end(line: _Line, begin: int, end: int) -> int:
    """The end of a personal name: before what describes the person."""
    for token in range(begin + 1, end):
        flags = line.flags(token)
        described = flags & _TITLE and not flags & _NAME
        if described or (flags & _AL and line.flags(token - 1) & _AL):
            return token
        if line.text(token).startswith("وال"):
            return end
    return end


def _name_start(line: _Line, begin: int, end: int) -> int | Span | None:
    spoken_for = False
    for token in range(begin + 1, end):
        word = line.words[token]
        if token in line.closer and line.closer[token] < end:
            return token + 1, line.closer[token]
        if word.flags & _MARK:
            continue
        if word.text == "باسم":
            if spoken_for and line.flags(token - 1) & _AL:
                return token
            spoken_for = True
            continue
        if (
            line.flags(token - 1) & _AL
            and not word.flags & (_AL | _PREP | _TITLE)
            and not word.text.startswith(("و", "ل"))
            and len(word.text) > 1
        ):
            return token
        if word.text.startswith(("و", "ل")) and line.flags(token - 1) & _AL:
            # "لويد", "وليد": a name if another word without the article follows
            if word.flags & _JOINED:
                return begin, token
            if token + 1 < end and not line.flags(token + 1) & _AL and not word.flags & _AL:
                return token
        if word.flags & _NAME and token > begin:
            return token
    return None


# ---- Subjects before the verb -----------------------------------------------------------------------------------


def _subject_before(line: _Line, verb: int, low: int) -> Span | None:
    """The noun phrase before a verb, if the clause begins with one."""
    token = verb - 1
    if token >= low and line.text(token) in ("قد", "لقد"):
        token -= 1
    if token < low:
        return None
    token = _over_parenthesis(line, token, low)
    stop = token + 1
    while token >= low and stop - token <= _SUBJECT:
        word = line.words[token]
        if token in line.opener and token - line.opener[token] <= 6:
            token = line.opener[token] - 1
            continue
        if word.text == ")":
            opened = next(
                (i for i in range(token - 1, max(low, token - 6) - 1, -1) if line.text(i) == "("),
                None,
            )
            if opened is not None:
                token = opened - 1
                continue
        if word.flags & (_MARK | _OPENS | _THAT | _RELATIVE):
            break
        if word.forms and word.lead:
            break
        token -= 1
    begin = token + 1
    if begin >= stop or stop - begin > _SUBJECT:
        return None
    first = line.words[begin]
    if first.flags & (_ADVERB | _PREP) or (first.flags & _MARK and begin not in line.closer):
        return None
    if first.text[:1] in "بل" and line.flags(begin) & _AL and first.text[:3] in ("بال", "لل"):
        return None
    if any(line.words[i].text in line.lex.sets["occasions"] for i in (begin,)):
        return None
    end = _phrase_accusative(line, begin, stop)
    if end <= begin:
        return None
    name = (stop + 1, verb - 1)
    if (
        line.text(stop) in _COMMAS
        and stop < verb - 1
        and line.flags(begin) & _TITLE
        and _short_voice(line, (begin, end)) == (begin, end)
        and name[1] - name[0] <= 4
        and not line.flags(name[0]) & (_AL | _TITLE | _PREP | _RELATIVE | _ADVERB)
    ):
        return name
    return begin, end


def _phrase_accusative(line: _Line, begin: int, stop: int) -> int:
    """The end of a subject before its verb; it may stand in the accusative, behind إن."""
    for token in range(begin, stop):
        if line.flags(token) & (_PREP | _RELATIVE | _ADVERB) and line.text(token) != "باسم":
            if line.text(token) in ("في", "لدي", "الي", "من") and token > begin:
                return stop if stop - token <= 4 else token
            return token
    return stop


def _over_parenthesis(line: _Line, token: int, low: int) -> int:
    """The token before an apposition between commas or dashes that ends at ``token``."""
    mark = line.text(token)
    if mark in _COMMAS or mark in _DASHES:
        same = _COMMAS if mark in _COMMAS else _DASHES
        for index in range(token - 1, max(low, token - _BACK) - 1, -1):
            if line.text(index) in same:
                if same is _DASHES and not line.flags(index + 1) & (_RELATIVE | _TITLE):
                    return token
                return index - 1 if index > low else token
            if line.words[index].forms and line.words[index].lead:
                return token
    return token


def _antecedent(line: _Line, relative: int, low: int) -> Span | None:
    """The noun phrase that a relative pronoun at ``relative`` takes up."""
    token = relative - 1
    while token >= low and (line.text(token) in _COMMAS or line.text(token) in _DASHES):
        token -= 1
    stop = token + 1
    while token >= low and stop - token <= 8:
        word = line.words[token]
        if word.flags & (_MARK | _OPENS | _THAT | _RELATIVE | _PREP):
            break
        if word.forms and line.is_report_verb(token) and not word.flags & _TITLE:
            break
        token -= 1
    begin = token + 1
    return (begin, stop) if begin < stop else None


# ---- Contents ---------------------------------------------------------------------------------------------------


def _connective(line: _Line, token: int) -> bool:
    return any(line.matches(token, phrase) for phrase in line.lex.phrases.get(line.text(token), ()))


def _according_at(line: _Line, token: int) -> bool:
    return any(
        all(
            line.text(token + step) == word
            if not (entry.joined and step == len(entry.words) - 1)
            else line.text(token + step).startswith(word)
            for step, word in enumerate(entry.words)
        )
        for entry in line.lex.according.get(line.text(token).lstrip("و"), ())
    )


def _turns(line: _Line, token: int, end: int, *, nominal: bool) -> bool:
    """Whether the clause behind a comma is no longer part of what is reported."""
    if token >= end:
        return False
    word = line.words[token]
    if any(form.kind == "participle" for form in word.forms) and not word.flags & _AL:
        return True
    if word.lead and line.is_report_verb(token):
        return True
    if _connective(line, token):
        return True
    text = word.text
    if _according_at(line, token) or text in line.lex.as_said:
        return True
    if nominal and text in line.lex.sets["nominal_stops"]:
        return True
    if word.flags & _OPENS or text in ("لكن", "لكنه", "لكنها", "وسبق", "الا"):
        for index in range(token + 1, min(end, token + 9)):
            flags = line.flags(index)
            if flags & _MARK and line.text(index) in _COMMAS:
                break
            if line.is_report_verb(index) and not flags & (_TITLE | _NAME):
                return True
            if _according_at(line, index) and index <= token + 1:
                return True
            if flags & _THAT and index > token + 1:
                break
    elif line.is_report_verb(token) and not word.flags & (_TITLE | _NAME | _PREP):
        return True
    return False


_RESUMES = frozenset(
    map(
        fold,
        [
            "وقال",
            "وقالت",
            "وأضاف",
            "وأضافت",
            "وأكد",
            "وأكدت",
            "وأوضح",
            "وأوضحت",
            "وأشار",
            "وأشارت",
            "وتابع",
        ],
    )
)


def _content_end(line: _Line, begin: int, end: int, *, nominal: bool, inner: bool = False) -> int:
    """The token after the content that begins at ``begin``."""
    end = min(end, begin + _CONTENT)
    token = begin
    while token < end:
        last = line.closer.get(token)
        if last is not None and last < end:
            after = last + 1
            if token == begin and after < end:
                following = line.text(after)
                if following in _COMMAS and not (
                    line.text(after + 1) == "و" and after + 2 in line.closer
                ):
                    return after
                if following in _ENDS or following in _DASHES:
                    return after
            token = after
            continue
        text = line.text(token)
        if text in _COMMAS:
            if inner or _turns(line, token + 1, end, nominal=nominal):
                return token
        elif text in _DASHES and token > begin and line.starts[token] > line.ends[token - 1]:
            if _turns(line, token + 1, end, nominal=nominal):
                return token
        elif token > begin:
            word = line.words[token]
            if text in _RESUMES and word.lead:
                return token
            if (
                word.text.endswith("ا")
                and any(form.kind == "participle" for form in word.forms)
                and _opens_soon(line, token, end)
            ):
                return token
            if end - token <= 12 and text in line.lex.according and _source_follows(line, token):
                return token
        token += 1
    return end


def _opens_soon(line: _Line, token: int, end: int) -> bool:
    """Whether a participle is a cue: what opens a content stands right behind it."""
    following = token + 1
    if following >= end:
        return False
    if line.flags(following) & _THAT or line.text(following) == ":" or following in line.closer:
        return True
    prepositions = {"الي", "علي", "عن", "ب", "من", "في"}
    return (
        line.text(following) in prepositions
        and following + 1 < end
        and bool(line.flags(following + 1) & _THAT)
    )


def _source_follows(line: _Line, token: int) -> bool:
    """Whether an expression of `according` at ``token`` has somebody who speaks behind it."""
    for entry in line.lex.according.get(line.text(token).lstrip("و"), ()):
        begin = _behind_according(line, token, entry.words, entry.joined)
        if begin is None:
            continue
        if not entry.loose:
            return True
        return _speaks(line, begin)
    return False


def _speaks(line: _Line, token: int) -> bool:
    word = line.words[token] if token < len(line.words) else None
    if word is None:
        return False
    if word.flags & (_SOURCE | _TITLE | _NAME):
        return True
    if word.text.startswith(("بعض", "احد", "عدد", "ما")):
        return token + 1 < len(line.words) and _speaks(line, token + 1)
    return False


def _behind_according(line: _Line, token: int, words: tuple[str, ...], joined: bool) -> int | None:
    """The first token of the source, or None if the expression does not stand here."""
    count = len(words)
    for step, word in enumerate(words):
        text = line.text(token + step)
        if step == 0:
            text = text[1:] if text[:1] == "و" and text[1:] == word else text
        if joined and step == count - 1:
            if not text.startswith(word) or len(text) < 3:
                return None
            return token + step
        if text != word:
            return None
    return token + count if token + count < len(line.words) else None


@dataclass(slots=True)
class _Found:
    """A report in token numbers."""

    content: Span
    voice: Span | None
    cue: Span | None
    sense: str
    via: Span | None = None
    strip: int = 0  # letters written on to the first word of the content
    voice_strip: int = 0
    led: bool = False  # the content may begin with a joining و
    owned: bool = False


def _open_content(
    line: _Line, opening: int, end: int, kind: str, *, nominal: bool = False, inner: bool = False
) -> tuple[Span, int] | None:
    """The content behind its opening token: ``that``, ``colon``, ``quote`` or ``noun``."""
    begin = opening + (kind in ("that", "colon"))
    if begin < end and line.text(begin) == ":" and kind == "that":
        begin += 1
    if begin >= end:
        return None
    strip = 0
    if kind in ("colon", "quote") and begin in line.closer and line.closer[begin] <= end:
        stop = _content_end(line, begin, end, nominal=False)
        return (begin, stop), 0
    if kind == "colon" and line.flags(begin) & _PREP and line.flags(begin + 1) & _THAT:
        begin += 1
    if kind == "colon" and line.flags(begin) & _THAT and not line.words[begin].text.startswith("ل"):
        begin += 1
    stop = _content_end(line, begin, end, nominal=nominal, inner=inner)
    return ((begin, stop), strip) if stop > begin else None


def _find_opening(line: _Line, begin: int, end: int) -> tuple[int, str] | None:
    """The first token from ``begin`` that opens a clause that is said."""
    limit = min(end, begin + _OPENING)
    token = begin
    while token < limit:
        word = line.words[token]
        if line.is_that(token, begin):
            return token, "that"
        if word.text == ":":
            return token, "colon"
        if token in line.closer:
            if line.quoted(token) > 3:
                return token, "quote"
            token = line.closer[token] + 1
            continue
        if word.text in _COMMAS and token + 1 < limit:
            following = line.words[token + 1]
            if following.lead and line.is_report_verb(token + 1):
                return None
            if (
                following.forms
                and not following.flags & _AL
                and any(form.kind == "participle" for form in following.forms)
            ):
                return None
        if word.text in _ENDS:
            return None
        token += 1
    return None


def _preposition(word: _Word, takes: frozenset[str]) -> tuple[str, int] | None:
    """The preposition of ``takes`` that this word is, or that is written on to it."""
    if word.text in takes and word.flags & _PREP:
        return word.text, 0
    if "باتجاه" in takes and word.text == "باتجاه":
        return word.text, 0
    if word.flags & _MARK or len(word.text) < 3 or word.text in lexicon().sets["not_joined"]:
        return None
    if word.flags & _PREP and not word.flags & _AL:
        return None
    for letter in "بل":
        if letter in takes and word.text[0] == letter:
            return letter, 1
    return None


# ---- Cues -------------------------------------------------------------------------------------------------------


def _skip_adverbs(line: _Line, token: int, end: int) -> int:
    while token < end:
        flags = line.flags(token)
        if (
            flags & _ADVERB
            or line.raw_of(token).endswith(("ا" + _TANWIN, _TANWIN + "ا"))
            and not line.words[token].forms
        ):
            token += 1
            continue
        if line.text(token) in ("له", "لها", "لهم"):
            token += 1
            continue
        if line.text(token).isdigit() and token > 0 and line.flags(token - 1) & _ADVERB:
            token = _over_date(line, token, end)
            continue
        if line.text(token) == "في" and line.text(token + 1) in line.lex.sets["occasions"]:
            token += 2
            while token < end and (
                line.flags(token) & (_ADVERB | _AL)
                or line.text(token) in ("سابق", "صحفي", "صحافي", "له", "لها", "مشترك", "رسمي")
            ):
                token += 1
            continue
        break
    return token


def _over_date(line: _Line, token: int, end: int) -> int:
    """The token behind a date that begins with a day: ``25 يناير/كانون الثاني 2020``."""
    token += 2
    while token < end and (
        line.text(token) == "/" or line.text(token).isdigit() or line.text(token - 1) == "/"
    ):
        token += 1
    if token < end and line.text(token - 2) == "/" and line.flags(token) & _AL:
        token += 1
    if token < end and line.text(token).isdigit():
        token += 1
    return token


def _at_clause_head(line: _Line, token: int, low: int) -> bool:
    if token <= low:
        return True
    return (
        bool(line.flags(token - 1) & (_MARK | _OPENS | _RELATIVE | _THAT)) or line.words[token].lead
    )


def _verb(line: _Line, token: int, form: Form) -> _Found | None:
    """The report of a verb at ``token``, or None if it reports nothing."""
    low, high = line.bounds(token)
    verb = form.verb
    takes = verb.takes
    word = line.words[token]
    if form.kind == "participle":
        return _participle(line, token, form, high)
    if token > low and line.flags(token - 1) & _PREP and line.text(token - 1) in _TRUE_PREPOSITIONS:
        return None  # a noun of the same letters
    if not _plain(form):
        return None
    if verb.led and form.kind == "past" and not word.lead:
        return None
    if verb.initial and form.kind == "past" and not _at_clause_head(line, token, low):
        return None
    begin = token + 1
    if line.text(begin) in ("فيه", "فيها", "عنه", "عنها", "خلاله", "خلالها", "به", "بها"):
        begin += 1
    apart = begin > token + 1  # the relative pronoun is taken up: its noun is no subject
    related = token > low and bool(line.flags(token - 1) & _RELATIVE) and not apart
    before = None
    if not word.lead and not related and not apart:
        if token == low and line.inner[token] >= 0:  # فلان "يرى ضرورة ..."
            opened = line.inner[token]
            before = _subject_before(line, opened, line.bounds(opened)[0])
        else:
            before = _subject_before(line, token, low)
    cue = (token, token + 1)

    after_loose = begin if form.plural else _phrase(line, begin, high, split=False)
    opening = _find_opening(line, begin, high) if takes & {"that", "quote", "colon"} else None
    if opening and not _allowed(opening[1], takes):
        opening = None

    if "source" in takes:
        return _passed_on(line, token, form, begin, high, opening)

    # A nominal content stands nearer than a clause: look there first.
    nominal = None
    subordinate = token > low and line.text(token - 1) in line.lex.sets["subordinators"]
    if not verb.strict and not subordinate:
        nominal = _nominal(line, token, form, begin, high, before, related)
    if nominal and (
        not opening
        or nominal.content[0] < opening[0] - 1
        and opening[0] > _skip_adverbs(line, after_loose, high) + 1
        or form.pronoun
        and nominal.content[0] < opening[0]
    ):
        return nominal
    if not opening:
        return None

    content = _open_content(line, opening[0], high, opening[1])
    if content is None:
        return None
    voice, via = _voice(line, token, form, begin, opening[0], before, related, low)
    inner = _inner_cue(line, begin, opening[0])
    if inner is not None and via is not None:
        cue = inner
    if voice is not None and _mute(line, voice):
        return None
    if voice is None and word.text in line.lex.impersonal and not word.lead:
        return None
    if voice is None and word.lead and word.text[1:] in line.lex.impersonal:
        return None
    if verb.strict and opening[0] > after_loose + 8:
        return None
    if apart and via is None:
        via = _text_before(line, token, low)
    return _Found(content[0], voice, cue, verb.sense, via, content[1])


def _text_before(line: _Line, token: int, low: int) -> Span | None:
    """``برقية (مسربة) يؤكد فيها ...``: the text that the words stand in."""
    for begin in range(token - 1, max(low, token - 5) - 1, -1):
        flags = line.flags(begin)
        if flags & (_MARK | _PREP | _THAT):
            return None
        if flags & _SOURCE:
            return begin, token
    return None


def _allowed(kind: str, takes: frozenset[str]) -> bool:
    return kind in takes or (kind == "colon" and "quote" in takes)


_TRUE_PREPOSITIONS = frozenset(
    map(fold, ["في", "من", "إلى", "على", "عن", "عند", "لدى", "خلال", "بين"])
)


def _voice(
    line: _Line,
    token: int,
    form: Form,
    begin: int,
    opening: int,
    before: Span | None,
    related: bool,
    low: int,
) -> tuple[Span | None, Span | None]:
    """Voice and mediator of a verb whose content opens at ``opening``."""
    source = _inner_source(line, begin, opening)
    takes = form.verb.takes
    end = (
        begin
        if form.plural
        else _phrase(line, begin, opening, split="person" in takes, takes=takes)
    )
    after = (begin, end) if end > begin else None
    if (
        after
        and line.text(after[0])[:1] == "ل"
        and not line.flags(after[0]) & (_TITLE | _NAME)
        and (line.text(after[0]).startswith("لل") or before)
    ):
        after = None
    if after is not None and "person" in form.verb.takes and (before or form.pronoun):
        after = None if before else after
    voice = after
    if after is None:
        if related:
            voice = _antecedent(line, token - 1, low)
        else:
            voice = before
    elif before and not line.words[token].lead and "person" in form.verb.takes:
        voice = before
    if voice is not None and voice == after:
        voice = _apposed(line, voice, opening)
    if voice is not None:
        voice = _short_voice(line, voice)
    if source is not None:
        return source, voice
    return voice, None


def _apposed(line: _Line, voice: Span, limit: int) -> Span:
    """The name behind a title: ``نائبة الرئيس، (فلانة الفلانية)، ...``."""
    end = voice[1]
    if end + 1 >= limit or line.text(end) not in _COMMAS or not line.flags(voice[0]) & _TITLE:
        return voice
    if _short_voice(line, voice) != voice:
        return voice
    begin = end + 1
    stop = _phrase(line, begin, limit, split=False)
    if not 1 <= stop - begin <= 5 or line.flags(begin) & (_AL | _TITLE | _OPENS | _PREP):
        return voice
    if stop == limit or line.text(stop) in _COMMAS:
        return begin, stop
    return voice


def _inner_cue(line: _Line, begin: int, opening: int) -> Span | None:
    """The words ``نقلاً عن`` between verb and content."""
    for token in range(begin, min(opening, begin + 16)):
        if line.text(token) == "نقلا" and line.text(token + 1) == "عن":
            return token, token + 2
    return None


def _inner_source(line: _Line, begin: int, opening: int) -> Span | None:
    """Somebody named by نقلاً عن between verb and content."""
    for token in range(begin, min(opening, begin + 16)):
        if line.text(token) in ("نقلا", "وفقا", "بحسب") and _source_follows(line, token):
            for entry in line.lex.according.get(line.text(token), ()):
                source = _behind_according(line, token, entry.words, entry.joined)
                if source is not None:
                    end = _phrase(line, source, opening, split=False)
                    if end > source:
                        return _short_voice(line, (source, end))
    return None


def _nominal(
    line: _Line, token: int, form: Form, begin: int, high: int, before: Span | None, related: bool
) -> _Found | None:
    """A report whose content is a noun phrase: ``حذر الخبراء من ...``."""
    takes = form.verb.takes
    low = line.bounds(token)[0]
    candidates: list[tuple[Span | None, int]] = []
    if before is not None:
        candidates.append((before, begin))
    if not form.plural:
        end = _phrase(line, begin, high, split=True, takes=takes)
        if end > begin:
            first = not before or form.pronoun
            candidates.insert(0 if first else 1, ((begin, end), end))
    candidates.append((None, begin))
    for voice, place in candidates:
        place = _over_relative(line, place, high)
        place = _skip_adverbs(line, place, high)
        if (
            line.text(place) in _COMMAS
            and place + 1 < high
            and _preposition(line.words[place + 1], takes)
        ):
            place += 1
        if place >= high:
            continue
        span = _nominal_content(line, place, high, takes, form, voice is not None or related)
        if span is None:
            continue
        content, strip = span
        if voice is None and related:
            voice = _antecedent(line, token - 1, low)
        if (
            voice is None
            and form.kind == "past"
            and not line.words[token].lead
            and not _at_clause_head(line, token, low)
        ):
            return None
        if voice is None and line.words[token].text.lstrip("و") in line.lex.impersonal:
            return None
        if voice is not None:
            if _mute(line, voice):
                return None
            voice = _short_voice(line, voice)
        via = None
        if line.text(token + 1) in ("فيه", "فيها"):
            via = _text_before(line, token, low)
        return _Found(content, voice, (token, token + 1), form.verb.sense, via, strip)
    return None


def _mute(line: _Line, voice: Span) -> bool:
    """Whether a subject is a deed or "this" and "that", which show but do not speak."""
    flags = line.flags(voice[0])
    if flags & (_SOURCE | _TITLE | _NAME | _AL) or line.text(voice[0]) == "كل":
        return False
    if line.text(voice[0]) in ("هذا", "هذه", "ذلك", "تلك", "هذان", "هاتان"):
        return voice[1] - voice[0] < 2 or not line.flags(voice[0] + 1) & (_SOURCE | _TITLE)
    return bool(flags & _HEAD)


def _over_relative(line: _Line, place: int, high: int) -> int:
    """Step over what stands between commas: ``فلان، الذي ...، content``."""
    if line.text(place) in _COMMAS and line.flags(place + 1) & (
        _RELATIVE | _PREP | _ADVERB | _AL | _TITLE
    ):
        for index in range(place + 2, min(high, place + 22)):
            if line.text(index) in _COMMAS:
                return index + 1
    return place


def _nominal_content(
    line: _Line, place: int, high: int, takes: frozenset[str], form: Form, voiced: bool
) -> tuple[Span, int] | None:
    word = line.words[place]
    if word.flags & _MARK and place not in line.closer and word.text != "(":
        return None
    found = _preposition(word, takes)
    if found:
        preposition, letters = found
        begin = place if letters else place + 1
        if begin >= high or line.flags(begin) & _THAT:
            return None
        if line.flags(begin) & _MARK and begin not in line.closer and line.text(begin) != "(":
            return None
        stop = _content_end(line, begin, high, nominal=True)
        return ((begin, stop), letters) if stop > begin else None
    if "person" in takes and voiced or "person" in takes and form.pronoun:
        stop = _phrase(line, place, min(high, place + 9), split=False, takes=takes)
        if place < stop < high:
            found = _preposition(line.words[stop], takes)
            if found and not (stop + 1 < high and line.flags(stop + 1) & _THAT):
                end = _content_end(line, place, high, nominal=True)
                return (place, end), 0
        # the preposition may be written on to a word that the phrase has taken in
        for index in range(place, min(stop, high)):
            if (
                index > place
                and _preposition(line.words[index], takes & {"ب", "ل"})
                and line.flags(index) & _AL
            ):
                return (place, _content_end(line, place, high, nominal=True)), 0
    if "object" in takes and (voiced or form.pronoun or word.flags & _HEAD):
        if word.flags & (_PREP | _THAT | _RELATIVE | _ADVERB) or word.text in _COMMAS:
            return None
        if word.text[0] == "ل" and (
            word.flags & _AL and word.text.startswith("لل") or word.flags & _JOINED
        ):
            return None
        stop = _content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "matter" in takes and voiced and word.flags & _HEAD:
        stop = _content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "own" in takes and voiced and word.flags & _OWNED:
        stop = _content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "number" in takes and voiced and word.flags & _AMOUNT and not word.flags & _OWNED:
        stop = _content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "deed" in takes and voiced:
        for index in range(place, min(high, place + 4)):
            if line.flags(index) & _DEED:
                stop = _content_end(line, place, high, nominal=True)
                return (place, stop), 0
    return None


def _passed_on(
    line: _Line, token: int, form: Form, begin: int, high: int, opening: tuple[int, str] | None
) -> _Found | None:
    """``نقلت الصحيفة عن الوزير قوله إن``: the voice is the inner source, the subject is via."""
    end = _phrase(line, begin, high, split=False)
    via = (begin, end) if end > begin and not form.plural else None
    if via is None and not line.words[token].lead:
        via = _subject_before(line, token, line.bounds(token)[0])
    if not opening:
        return None
    wanted = ("عن",) if form.verb.lemma == "نقل" else ("من", "في", "عن")
    place = next((i for i in range(end, min(opening[0], end + 10)) if line.text(i) in wanted), None)
    if place is None or (place > end and line.text(end) not in _COMMAS):
        return None
    source = place + 1
    stop = _phrase(line, source, opening[0], split=False)
    while stop > source + 1 and line.words[stop - 1].text.startswith("قول"):
        stop -= 1
    if stop <= source:
        return None
    content = _open_content(line, opening[0], high, opening[1])
    if content is None:
        return None
    voice = _short_voice(line, (source, stop))
    return _Found(content[0], voice, (token, token + 1), form.verb.sense, via, content[1])


def _participle(line: _Line, token: int, form: Form, high: int) -> _Found | None:
    """``مضيفاً أن``: speech carried on, the speaker understood."""
    low = line.bounds(token)[0]
    word = line.words[token]
    if word.flags & (_AL | _TITLE) and not word.text.endswith("ا"):
        return None
    takes = form.verb.takes
    begin = _skip_adverbs(line, token + 1, high)
    if begin >= high:
        return None
    opening = None
    for step in (0, 1):
        place = begin + step
        if place >= high:
            break
        if step and not line.flags(begin) & _PREP:
            break
        if line.is_that(place, begin - 1) and "that" in takes:
            opening = place, "that"
        elif line.text(place) == ":" and takes & {"that", "quote"}:
            opening = place, "colon"
        elif place in line.closer and line.quoted(place) > _SCARE and step == 0:
            opening = place, "quote"
        if opening:
            break
    if opening is None and takes & {"that"}:
        far = _find_opening(line, begin, min(high, begin + 8))
        if far and far[1] in ("that", "colon") and not word.text.endswith("ه"):
            near = _nominal_content(line, begin, high, takes, form, False)
            if near is None:
                opening = far
    if word.text.endswith("ه") and token > low and not line.flags(token - 1) & _MARK:
        voice = _subject_before(line, token, low)  # a predicate: فلانة موقنة أن
    else:
        voice = _clause_subject(line, token, low)
    if opening:
        content = _open_content(line, opening[0], high, opening[1])
        if content is None:
            return None
        return _Found(content[0], voice, (token, token + 1), form.verb.sense, None, content[1])
    if form.verb.strict or not (line.flags(token - 1) & _MARK or word.text.startswith("و")):
        return None
    span = _nominal_content(line, begin, high, takes - {"person"}, form, True)
    if span is None:
        return None
    if token <= low:
        return None
    return _Found(span[0], voice, (token, token + 1), form.verb.sense, None, span[1])


def _clause_subject(line: _Line, token: int, low: int) -> Span | None:
    """Who acts in the sentence that a participle carries on, if its verb is no cue itself.

    ``زار الوزير الجسر، مؤكدا``: the first person or body named behind the verb.
    """
    if line.told == low:
        return None  # the speaker of that cue goes on
    for index in range(low, min(token, low + _BACK)):
        flags = line.flags(index)
        if not flags & (_TITLE | _SOURCE | _NAME) or flags & _PREP:
            continue
        if index > low and line.flags(index - 1) & (_PREP | _AL):
            continue
        end = _phrase(line, index, token, split=True, takes=frozenset({"alone"}))
        return _short_voice(line, (index, end)) if end > index else None
    return None


def _clause_start(line: _Line, token: int, low: int) -> int:
    """The first token of what stands before a trailing source."""
    begin = max(low, token - _CONTENT)
    return begin


def _according(line: _Line, token: int) -> _Found | None:
    low, high = line.bounds(token)
    for entry in line.lex.according.get(_unled(line.text(token), line.lex.according), ()):
        source = _behind_according(line, token, entry.words, entry.joined)
        if source is None or source >= high:
            continue
        if line.flags(source) & (_PREP | _THAT) and not entry.joined:
            continue
        end = _phrase(line, source, high, split=False)
        if end <= source:
            continue
        if not _speaks(line, source) and _acts_by(line, source, entry.joined):
            continue
        if entry.loose and not _speaks(line, source) and not _framed(line, token, low, end, high):
            continue
        cue = (token, source + (1 if entry.joined else 0)) if not entry.joined else (token, source)
        if cue[1] <= cue[0]:
            cue = (token, token + 1)
        strip = 1 if entry.joined and not line.text(source).startswith("لل") else 0
        voice: Span | None = _short_voice(line, (source, end))
        if strip and voice and voice[0] != source:
            strip = 0
        if _only_pronoun(line, source, end):
            voice = None
            strip = 0
        place = _over_relative_clause(line, end, high)
        if _leads(line, token, low):
            begin = place
            while begin < high and (
                line.text(begin) in _COMMAS
                or line.text(begin) in ("فان", "فانه", "فانها", "فانهم", "ان", "انه", ":")
            ):
                begin += 1
            if begin >= high:
                return None
            stop = _content_end(line, begin, high, nominal=False)
            if stop - begin < 2:
                return None
            return _Found((begin, stop), voice, cue, "say", None, 0, strip)
        if line.told == low and line.inner[token] < 0:
            return None  # the sentence is somebody's report already; this source passes it on
        content = _before(line, token, low)
        if content is None:
            return None
        return _Found(content, voice, cue, "say", None, 0, strip, led=True)
    return None


def _acts_by(line: _Line, token: int, joined: bool) -> bool:
    """Whether a rule, a plan or a deed stands where a source would: ``وفقا للقانون``."""
    text = line.text(token)
    if joined:
        text = text[2:] if text.startswith("لل") else text[1:]
    bare = text.removeprefix("ال")
    return bare in line.lex.sets["not_sources"] or bool(_VERBAL_NOUN.fullmatch(bare))


def _unled(text: str, among: dict[str, tuple[object, ...]] | dict[str, object]) -> str:
    if text in among:
        return text
    return text[1:] if text[:1] == "و" else text


def _only_pronoun(line: _Line, source: int, end: int) -> bool:
    return end - source == 1 and bool(
        re.fullmatch(r"(?:قول|تعبير|راي|وصف)(?:ه|ها|هم)", line.text(source))
    )


def _framed(line: _Line, token: int, low: int, end: int, high: int) -> bool:
    """A loose expression whose source is set off: it opens the sentence, or a comma stands before."""
    return (
        line.text(token - 1) in _COMMAS and (end >= high or line.text(end) in _ENDS) and token > low
    )


def _leads(line: _Line, token: int, low: int) -> bool:
    if token == low:
        return True
    for index in range(token - 1, max(low, token - 3) - 1, -1):
        if line.text(index) in _COMMAS:
            led = line.text(token) not in line.lex.according and line.text(token)[:1] == "و"
            return led if index == token - 1 else True
        if not line.flags(index) & _OPENS:
            return False
    return True


def _over_relative_clause(line: _Line, place: int, high: int) -> int:
    for index in range(place, min(high, place + 24)):
        if line.text(index) in ("فان", "فانه", "فانها", "فانهم"):
            return index
    for index in range(place, min(high, place + 24)):
        if line.text(index) in _COMMAS or line.text(index) in ("فان", "ان", ":"):
            return index
    return place


def _before(line: _Line, token: int, low: int) -> Span | None:
    """The content before a trailing cue: a quotation that ends here, or the clause so far."""
    stop = token
    while stop > low and (line.text(stop - 1) in _COMMAS or line.text(stop - 1) in _DASHES):
        stop -= 1
    if stop <= low:
        return None
    opened = line.opener.get(stop - 1)
    if opened is not None and line.quoted(opened) > 2:
        return opened, stop
    begin = max(low, stop - _CONTENT)
    # a report earlier in the sentence ends where a new clause begins
    for index in range(stop - 1, begin, -1):
        if line.text(index) in _COMMAS and _turns(line, index + 1, stop, nominal=False):
            word = line.words[index + 1]
            if word.lead or word.forms:
                return None
            begin = index + 1
            break
    return (begin, stop) if stop - begin >= 3 else None


def _as_said(line: _Line, token: int) -> _Found | None:
    """``كما قال الوزير``: the content stands before, or behind a comma."""
    low, high = line.bounds(token)
    for phrase in line.lex.as_said.get(_unled(line.text(token), line.lex.as_said), ()):
        if not all(
            line.text(token + step) == word
            or step == 0
            and _unled(line.text(token), line.lex.as_said) == word
            for step, word in enumerate(phrase)
        ):
            continue
        place = token + len(phrase)
        if place >= high or not line.is_report_verb(place) or line.words[place].lead:
            continue
        end = _phrase(line, place + 1, high, split=False)
        if line.text(end) == "عن" and any(
            "source" in form.verb.takes for form in line.words[place].forms
        ):
            place, end = end, _phrase(line, end + 1, high, split=False)
        if phrase == ("كما",) and not (
            end >= high or line.text(end) in _ENDS or line.text(end) in _COMMAS
        ):
            return None
        voice = _short_voice(line, (place + 1, end)) if end > place + 1 else None
        cue = (token, token + len(phrase) + 1)
        if _leads(line, token, low):
            begin = _over_relative_clause(line, end, high)
            if begin >= high or line.text(begin) not in _COMMAS:
                return None
            begin += 1
            if line.text(begin) in ("فان", "فانه", "فانها"):
                begin += 1
            stop = _content_end(line, begin, high, nominal=False)
            return _Found((begin, stop), voice, cue, "say") if stop - begin > 1 else None
        content = _before(line, token, low)
        return _Found(content, voice, cue, "say") if content else None
    return None


def _trailing(line: _Line, token: int, form: Form) -> _Found | None:
    """``"...", قال فلان``: the cue and its subject stand behind the quotation."""
    low, high = line.bounds(token)
    if "quote" not in form.verb.takes or form.kind == "participle":
        return None
    stop = token
    while stop > low and (line.text(stop - 1) in _COMMAS or line.text(stop - 1) in _DASHES):
        stop -= 1
    opened = line.opener.get(stop - 1)
    if opened is None or opened < low or line.quoted(opened) < 2:
        return None
    end = token + 1 if form.plural else _phrase(line, token + 1, high, split=False)
    voice = _short_voice(line, (token + 1, end)) if end > token + 1 else None
    return _Found((opened, stop), voice, (token, token + 1), form.verb.sense)


def _promised(line: _Line, token: int, noun: Noun) -> _Found | None:
    """``قدم الوزير تعهدا بأن ...``: a light verb carries the noun of saying."""
    low, high = line.bounds(token)
    place = token + 1
    if place >= high or not line.is_that(place, token):
        return None
    light = next(
        (i for i in range(token - 1, max(low, token - 8) - 1, -1) if _is_light(line, i)), None
    )
    if light is None:
        return None
    if light + 1 == token:
        voice = _subject_before(line, light, low)
    else:
        end = _phrase(line, light + 1, token, split=False)
        voice = (light + 1, end) if end > light + 1 else None
    content = _open_content(line, place, high, "that", inner=True)
    if content is None:
        return None
    voice = _short_voice(line, voice) if voice else None
    return _Found(content[0], voice, (light, token + 1), noun.sense, None, content[1])


def _is_light(line: _Line, token: int) -> bool:
    text = line.text(token)
    light = line.lex.sets["light"]
    return text in light or (text[:1] == "و" and text[1:] in light)


def _owned_noun(line: _Line, token: int, noun: Noun, high: int) -> _Found | None:
    """``مخاوفهم من ...``: the speaker is a pronoun written on to the noun."""
    place = token + 1
    if place < high and line.flags(place) & _AL and line.text(place).endswith(("يه", "ي")):
        place += 1
    if place >= high:
        return None
    cue = (token, token + 1)
    if line.is_that(place, token) and "that" in noun.takes:
        content = _open_content(line, place, high, "that", inner=True)
        if content is None:
            return None
        return _Found(content[0], None, cue, noun.sense, None, content[1], owned=True)
    spoken = _preposition(line.words[place], noun.takes)
    if not spoken or noun.sense == "say":
        return None
    start = place if spoken[1] else place + 1
    if start < high and line.flags(start) & _THAT:
        start += 1
    stop = _content_end(line, start, high, nominal=True, inner=True) if start < high else start
    if stop <= start:
        return None
    return _Found((start, stop), None, cue, noun.sense, None, spoken[1], owned=True)


def _noun(line: _Line, token: int, noun: Noun) -> _Found | None:
    """``تصريحات الوزير حول ...``: a noun of saying, its speaker and what is said."""
    low, high = line.bounds(token)
    word = line.words[token]
    begin = token + 1
    if begin >= high:
        return None
    if word.text.endswith("ا") and noun.lemma[-1] not in "اء":
        return _promised(line, token, noun)
    voice: Span | None = None
    takes = noun.takes
    place = begin
    if word.owned:
        return _owned_noun(line, token, noun, high)
    definite = bool(word.flags & _AL)
    if definite:
        # the speaker as an adjective: التهديدات الإيرانية بشن
        if (
            "ب" in takes
            and noun.sense != "say"
            and line.flags(begin) & _AL
            and line.text(begin).endswith(("يه", "ي"))
        ):
            voice, place = (begin, begin + 1), begin + 1
        else:
            return None
    else:
        if line.text(begin) in ("مفاده", "مفادها", "يفيد", "تفيد"):
            place = begin
        elif line.text(begin) in ("في", "لدي", "بين") and "that" in takes:
            end = _phrase(line, begin + 1, high, split=False)
            if end == begin + 1 or not line.text(end).startswith(("مفاد", "يفيد", "تفيد")):
                return None
            if not line.is_that(end + 1, end):
                return None
            voice, place = (begin + 1, end), end
        else:
            end = _phrase(line, begin, high, split=True)
            if end > begin and (
                line.flags(begin) & (_AL | _TITLE | _NAME | _SOURCE)
                or line.flags(end - 1) & _AL
                or begin in line.closer
                or end == begin + 1
            ):
                voice, place = (begin, end), end
    while place < high and line.text(place) in ("مفاده", "مفادها", "يفيد", "تفيد"):
        place += 1
    if line.text(place) == "من" and not definite and voice is not None and noun.sense == "want":
        # دعوات مستمرة من العراق لسحب
        end = _phrase(line, place + 1, high, split=True)
        if end > place + 1:
            voice, place = (place + 1, end), end
    place = _skip_adverbs(line, place, high)
    if place >= high:
        return None
    cue = (token, token + 1)
    if line.is_that(place, token) and "that" in takes:
        content = _open_content(line, place, high, "that", inner=True)
        if content and (voice or place == begin + 1 and line.text(begin).startswith("مفاد")):
            if (
                voice
                and line.flags(voice[0]) & _HEAD
                and not line.flags(voice[0]) & (_SOURCE | _TITLE)
            ):
                return None
            return _Found(
                content[0],
                _short_voice(line, voice) if voice else None,
                cue,
                noun.sense,
                None,
                content[1],
            )
        return None
    if voice is None:
        return None
    first = line.flags(voice[0])
    if first & (_PREP | _ADVERB) or (first & _HEAD and not first & (_SOURCE | _TITLE | _NAME)):
        return None
    if not (first & (_AL | _TITLE | _NAME | _SOURCE) or voice[1] - voice[0] == 1):
        return None
    if line.text(voice[0]) in (
        "صادر",
        "صادره",
        "مشترك",
        "مشتركه",
        "سابق",
        "سابقه",
        "صحفي",
        "صحفيه",
        "رسمي",
    ):
        return None
    spoken = _preposition(line.words[place], takes)
    if spoken:
        start = place if spoken[1] else place + 1
        if start >= high:
            return None
        kind_that = line.flags(start) & _THAT
        if kind_that:
            start += 1
        stop = _content_end(line, start, high, nominal=True, inner=True)
        return (
            _Found((start, stop), _short_voice(line, voice), cue, noun.sense, None, spoken[1])
            if stop > start
            else None
        )
    if "object" in takes and line.flags(place) & _HEAD:
        stop = _content_end(line, place, high, nominal=True, inner=True)
        return _Found((place, stop), _short_voice(line, voice), cue, noun.sense)
    if "quote" in takes and place in line.closer and line.quoted(place) > 2:
        return _Found((place, line.closer[place] + 1), _short_voice(line, voice), cue, noun.sense)
    return None


def _headline(line: _Line) -> _Found | None:
    """``فلان: ...`` at the head of a line."""
    high = min(len(line.words), 8)
    colon = next((i for i in range(high) if line.text(i) == ":"), None)
    if colon is None or not 1 <= colon <= 6 or len(line.words) - colon < 4:
        return None
    if any(
        line.flags(i) & (_PREP | _MARK | _THAT)
        and line.text(i) != "باسم"
        and line.text(i) not in '()"“”«»'
        for i in range(colon)
    ):
        return None
    if line.text(0) in line.lex.sets["headings"] or any(line.words[i].forms for i in range(colon)):
        return None
    if not any(line.flags(i) & (_TITLE | _NAME) for i in range(colon)) and not (
        line.flags(0) & _SOURCE and (colon >= 2 or not line.flags(0) & _AL)
    ):
        return None
    begin = colon + 1
    end = line.sentence_end[begin] if begin < len(line.words) else begin
    if line.flags(begin) & _THAT:
        begin += 1
    stop = _content_end(line, begin, end, nominal=False)
    if stop - begin < 3:
        return None
    return _Found((begin, stop), _short_voice(line, (0, colon)), None, "say")


def _alone(line: _Line, taken: list[_Found]) -> Iterator[_Found]:
    """Quotations that fill a sentence and belong to no cue."""
    for first, last in line.closer.items():
        if line.inner[first] >= 0 or line.quoted(first) < 6:
            continue
        low, high = line.sentence_start[first], line.sentence_end[first]
        if first - low > 1 or high - last > 2:
            continue
        if any(found.content[0] < last and first < found.content[1] for found in taken):
            continue
        yield _Found((first, last + 1), None, None, "say")


def _stands_in(line: _Line, token: int) -> _Found | None:
    """``جاء في البيان أن``: the source stands behind في."""
    _, high = line.bounds(token)
    if line.text(token + 1) not in ("في", "فيه", "فيها"):
        return None
    begin = token + 2
    if line.text(token + 1) != "في":
        end = begin
    else:
        end = _phrase(line, begin, high, split=False)
        if end <= begin or not _speaks(line, begin):
            return None
    opening = _find_opening(line, end, min(high, end + 12))
    if opening is None:
        return None
    content = _open_content(line, opening[0], high, opening[1])
    if content is None:
        return None
    voice = (begin, end) if end > begin else None
    return _Found(content[0], voice, (token, token + 2), "say", None, content[1])


def _cues(line: _Line) -> Iterator[_Found]:
    lex = line.lex
    count = len(line.words)
    token = 0
    spent = -1  # a cue or a voice reaches to here: no other cue stands in it
    while token < count:
        word = line.words[token]
        text = word.text
        found: _Found | None = None
        if word.flags & _MARK:
            token += 1
            continue
        if text in lex.as_said or text[:1] == "و" and text[1:] in lex.as_said:
            found = _as_said(line, token)
        if token < spent:
            token += 1
            continue
        if found is None and word.noun is not None and text.endswith("ا"):
            found = _promised(line, token, word.noun)
        if found is None and (
            text in lex.according or text[:1] == "و" and text[1:] in lex.according
        ):
            found = _according(line, token)
        if found is None and (
            text in lex.stands_in or text[:1] == "و" and text[1:] in lex.stands_in
        ):
            found = _stands_in(line, token)
        if (
            found is None
            and word.forms
            and not word.flags & _AL
            and not (word.noun is not None and _TANWIN in line.raw_of(token))
        ):
            for form in word.forms:
                found = _trailing(line, token, form) if _ends_soon(line, token) else None
                found = found or _verb(line, token, form)
                if found:
                    break
        if found is None and word.noun is not None:
            found = _noun(line, token, word.noun)
        if found is not None:
            yield found
            line.told = line.sentence_start[token]
            if found.cue is not None and found.cue[0] >= token:
                spent = found.cue[1]
                if found.voice is not None and found.cue[1] <= found.voice[0] <= spent + 3:
                    spent = found.voice[1]
        token += 1


def _ends_soon(line: _Line, token: int) -> bool:
    """Whether a closing quotation mark stands before this token."""
    previous = token - 1
    if previous >= 0 and (line.text(previous) in _COMMAS or line.text(previous) in _DASHES):
        previous -= 1
    return previous in line.opener and not line.words[token].lead


# ---- Reports ----------------------------------------------------------------------------------------------------

_EDGE = _COMMAS | _ENDS | {":", "–", "—", "-"}


def _trim(line: _Line, span: Span) -> tuple[Span, bool] | None:
    """Without the marks at the edges; and whether outer quotation marks were taken off."""
    begin, end = span
    outer = False
    while begin < end:
        if line.text(end - 1) in _EDGE:
            end -= 1
        elif line.text(begin) in _EDGE:
            begin += 1
        elif line.closer.get(begin) == end - 1:
            begin += 1
            end -= 1
            outer = True
            while (
                begin < end
                and line.is_that(begin, begin)
                and line.text(begin) not in ("الا", "بالا")
            ):
                begin += 1
        elif begin in line.closer and line.closer[begin] >= end:
            begin += 1
        elif _wraps(line, begin, end - 1):
            begin += 1
            end -= 1
            outer = True
        elif line.text(end - 1) == ")" and (opened := _bracket_open(line, end - 1, begin)):
            end = opened
        elif end - 1 in line.opener and line.opener[end - 1] < begin:
            end -= 1
        elif line.text(begin) in _OPENERS and begin not in line.closer:
            begin += 1
        elif line.text(end - 1) in _OPENERS and end - 1 not in line.opener:
            end -= 1
        else:
            return (begin, end), outer
    return None


def _wraps(line: _Line, first: int, last: int) -> bool:
    """Whether straight marks at both edges are a pair in spite of the name inside.

    ``"قاعدة "النسر" أغلقت"``: all marks look alike, so the first was paired with the third.
    """
    mid = line.closer.get(first)
    if mid is None or line.text(first) != '"' or line.text(last) != '"' or not first < mid < last:
        return False
    before, behind = line.starts[mid] - 1, line.ends[mid]
    return line.raw[before].isspace() and line.raw[behind : behind + 1].isalnum()


def _bracket_open(line: _Line, close: int, begin: int) -> int:
    """Where a bracketed remark of several words opens; 0 if it is short or fills the span."""
    for index in range(close - 1, max(begin, close - 30), -1):
        if line.text(index) == "(":
            return index if close - index > 4 else 0
    return 0


def _mode(line: _Line, span: Span, outer: bool) -> str:
    if outer:
        return "direct"
    begin, end = span
    words = inside = 0
    covered = -1
    token = begin
    for token in range(begin, end):
        last = line.closer.get(token)
        if last is not None and last > covered and last < end and line.quoted(token) > _SCARE:
            before = line.flags(token - 1) if token > begin else _PREP
            named = line.quoted(token) == 2 and not before & (_AL | _HEAD | _PREP | _THAT | _MARK)
            covered = covered if named else last
        if not line.words[token].flags & _MARK:
            words += 1
            inside += token < covered
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * words else "mixed"


def _marks(raw: str, end: int) -> int:
    while end < len(raw) and "\u064b" <= raw[end] <= "\u0652":
        end += 1
    return end


def _report(line: _Line, found: _Found, shift: int) -> Report | None:
    trimmed = _trim(line, found.content)
    if trimmed is None:
        return None
    (first, last), outer = trimmed
    raw = line.raw
    start, end = line.starts[first], line.ends[last - 1]
    if found.strip and first == found.content[0]:
        start = _after_letters(raw, start, found.strip)
    if end <= start:
        return None
    if found.led and first == found.content[0]:
        rest = line.words[first].text[1:]
        if line.words[first].text[:1] == "و" and _look_up(rest, line.lex).flags & (
            _PREP | _OPENS | _AL
        ):
            start = _after_letters(raw, start, 1)

    def part(span: Span | None, strip: int = 0) -> tuple[str | None, int | None, int | None]:
        if span is None or span[1] <= span[0]:
            return None, None, None
        a, b = line.starts[span[0]], line.ends[span[1] - 1]
        if line.closer.get(span[0]) == span[1] - 1:
            a, b = line.starts[span[0] + 1], line.ends[span[1] - 2]
        if strip:
            a = _after_letters(raw, a, strip)
        return raw[a:b], a + shift, b + shift

    voice, voice_start, voice_end = part(found.voice, found.voice_strip)
    cue, cue_start, cue_end = part(found.cue)
    via, via_start, via_end = part(found.via)
    return Report(
        start + shift,
        end + shift,
        raw[start:end],
        _mode(line, (first, last), outer),
        voice,
        voice_start,
        voice_end,
        cue,
        cue_start,
        cue_end,
        found.sense,
        via,
        via_start,
        via_end,
        found.owned,
    )


def _after_letters(raw: str, start: int, letters: int) -> int:
    """The place after so many letters, with the marks written on them."""
    for _ in range(letters):
        start = _marks(raw, start + 1)
    return start


def _announced(line: _Line, sentence: int) -> _Found | None:
    """``تم الإعلان عن ذلك في بيان صادر عن ...``: the content is the sentence before.

    The content of what is found is empty: the caller knows the sentence before.
    """
    end = line.sentence_end[sentence]
    begin = sentence
    passive = _unjoined(line.text(begin)) in line.lex.sets["passive_light"]
    if passive and line.noun_of_saying(begin + 1):
        cue = (begin, begin + 2)
    elif line.is_report_verb(begin):
        cue = (begin, begin + 1)
    else:
        return None
    place = cue[1]
    if line.text(place) in ("عن", "الي", "علي"):
        place += 1
    if line.text(place) not in ("ذلك", "بذلك", "هذا"):
        return None
    place += 1
    if line.text(place) in _COMMAS or not passive:
        after = _phrase(line, place, end, split=False)
        if not passive and after > place:
            return _Found((begin, begin), _short_voice(line, (place, after)), cue, "say")
    for token in range(place, min(end, place + 12)):
        behind = line.text(token) == "صادر" and line.text(token + 1) == "عن"
        by = line.text(token) == "قبل" and line.text(token - 1) == "من"
        if behind or by:
            source = token + 1 + behind
            after = _phrase(line, source, end, split=False)
            if after > source:
                return _Found((begin, begin), _short_voice(line, (source, after)), cue, "say")
    return None


def _unjoined(word: str) -> str:
    return word[1:] if word[:1] == "و" and len(word) > 2 else word


def _paragraph(
    raw: str, shift: int, lex: Lexicon, previous: tuple[int, str] | None = None
) -> Iterator[Report]:
    """The reports of one paragraph.

    Args:
        raw: The paragraph.
        shift: Its offset in the text.
        lex: The words.
        previous: Offset and words of the sentence before it.
    """
    line = _Line(raw, lex)
    found = list(_cues(line)) if line.has_cue() else []
    head = _headline(line)
    if head is not None and not any(
        item.content[0] <= head.content[0] and item.voice == head.voice for item in found
    ):
        found.append(head)
    if line.closer:
        found.extend(_alone(line, found))
    reports = [report for report in (_report(line, item, shift) for item in found) if report]
    reports += _of_the_sentence_before(line, shift, previous)
    named = {(report.start, report.end) for report in reports if report.voice is not None}
    seen = set()
    for report in sorted(
        reports, key=lambda r: (r.start, -r.end, -1 if r.cue_start is None else r.cue_start)
    ):
        place = report.start, report.end
        if report.voice is None and place in named:
            continue  # عن الوزير قوله إن: one report, not two
        key = *place, report.voice_start
        if key not in seen:
            seen.add(key)
            yield report


def _of_the_sentence_before(
    line: _Line, shift: int, previous: tuple[int, str] | None
) -> Iterator[Report]:
    starts = sorted(set(line.sentence_start))
    for number, token in enumerate(starts):
        announced = _announced(line, token)
        if announced is None:
            continue
        if number:
            before = starts[number - 1]
            begin, end = line.starts[before], line.ends[line.sentence_end[before] - 1]
            offset, words = begin + shift, line.raw[begin:end]
        elif previous is not None:
            offset, words = previous
        else:
            continue
        words = words.rstrip(" .؟!…")
        if words.startswith("و") and _look_up(fold(words[1:].split(" ")[0]), line.lex).flags & (
            _PREP | _OPENS | _AL
        ):
            offset, words = offset + 1, words[1:]
        report = _report(line, replace(announced, content=(token, token + 1)), shift)
        if report is not None and words:
            yield replace(
                report, start=offset, end=offset + len(words), quote=words, mode="indirect"
            )


def iter_reports(lines: Iterable[str]) -> Iterator[Report]:
    """Reports of a text that comes piece by piece.

    Args:
        lines: The text cut behind line ends, as a file yields it: no content spans two
            lines. Offsets run through all of them.

    Yields:
        The reports, line by line, in the order of their contents.
    """
    for _, _, reports in reports_by_line(lines):
        yield from reports


def reports_by_line(lines: Iterable[str]) -> Iterator[tuple[str, int, list[Report]]]:
    """The lines of a text with their reports.

    Args:
        lines: The text cut behind line ends.

    Yields:
        (line with its end, offset of the line, reports whose cue stands in it). Offsets of
        reports count from the start of the text; a content may stand in the line before.
    """
    lex = lexicon()
    shift = 0
    previous: tuple[int, str] | None = None
    for piece in lines:
        for line in piece.splitlines(keepends=True):
            reports: list[Report] = []
            for start, end in paragraphs(line):
                raw = line[start:end]
                reports.extend(_paragraph(raw, shift + start, lex, previous))
                spans = sentences(raw[-_TAIL:])
                if spans:
                    cut = max(0, len(raw) - _TAIL)
                    first, stop = spans[-1][0] + cut, spans[-1][1] + cut
                    previous = shift + start + first, raw[first:stop]
            yield line, shift, reports
            shift += len(line)


def find_reports(text: str) -> list[Report]:
    """Every report of a text, in the order of their contents.

    Args:
        text: The article, as published. Any string will do.

    Returns:
        The reports; ``text[report.start:report.end] == report.quote`` for each, and
        likewise for voice, cue and via.

    >>> report = find_reports('وقال الوزير أمس إن "الجسر سيفتح غدا".')[0]
    >>> report.cue, report.voice, report.mode
    ('وقال', 'الوزير', 'direct')
    """
    return list(iter_reports([text]))
