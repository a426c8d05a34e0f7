"""One line of Arabic text as words that know what they can be in reported speech.

Words are looked up once by their written form and carry flags: preposition, title, verb of
saying and so on. A line knows its sentences and quotations by word number, and every
question about a place outside it has an answer, so that the grammar above needs no guards.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from helpers.arabic.speech_lexicon import Form, Lexicon, Noun
from helpers.arabic.text import fold, quotations, sentences

__all__ = [
    "ADVERB",
    "AL",
    "AMOUNT",
    "COMMAS",
    "DAMMA",
    "DASHES",
    "DEED",
    "ENDS",
    "HEAD",
    "JOINED",
    "MARK",
    "NAME",
    "NOTHING",
    "OPENERS",
    "OPENS",
    "OWNED",
    "PREP",
    "RELATIVE",
    "SCARE",
    "SOURCE",
    "TANWIN",
    "THAT",
    "TITLE",
    "TRUE_PREPOSITIONS",
    "VERBAL_NOUN",
    "Line",
    "Span",
    "Word",
    "is_plain",
    "known_word",
    "look_up",
    "unjoined",
    "unled",
]

SCARE = 1  # a quotation of one word is a name or a distance mark, not speech
Span = tuple[int, int]  # token numbers, end exclusive
_WORD = re.compile(
    r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d]*|[^\w\s]|_"
)
COMMAS = frozenset("،,؛;")
DASHES = frozenset("–—-")
ENDS = frozenset(".؟?!…۔")
OPENERS = frozenset('"“”„«»‹›‘’‟‚')
TANWIN = "\u064b"
DAMMA = "\u064f"
TATWEEL = "\u0640"
AL, PREP, THAT, ADVERB, RELATIVE, OPENS, HEAD, TITLE, NAME, SOURCE, MARK, DEED = (
    1 << bit for bit in range(12)
)
JOINED = 1 << 12  # ب or ل is written on to a noun that begins a content
AMOUNT = 1 << 13
OWNED = 1 << 14  # a possessive pronoun is written on to it
VERBAL_NOUN = re.compile(
    r"(?:ا\w{2,5}ا\w[هت]?|ت\w{2,3}ي[^\Wا][هت]?|ت\wا\w\w|ت\w\wا[^\Wه]|م\w?ا\w{2}[هت]|[^اوي\W]{2}و[^اويه\W])(?:ه|ها|هم|هما|نا)?"
)
_JOINED_PLURAL = re.compile(r"[بل]\w\wو\w|[بل]\wو\w")  # لدول, بعقود: no nouns of doing
_OWNING = re.compile(r"\w{3,}(?:ها|هم|هما|هن)")


@dataclass(frozen=True, slots=True)
class Word:
    """What the lexicon says about one written form."""

    text: str
    flags: int
    forms: tuple[Form, ...]
    lead: bool  # the verb has و or ف written on to it
    noun: Noun | None
    owned: bool = False  # the noun has its speaker's pronoun written on to it


_AS_LEAD = "وف"


def look_up(word: str, lex: Lexicon) -> Word:
    """Read a folded word: its flags, its readings as a verb, its noun of saying."""
    sets = lex.sets
    forms = lex.forms.get(word, ())
    lead = False
    if unjoined(word) in sets["not_verbs"]:
        return Word(word, 0, (), False, None)
    if not forms and word[:1] and word[0] in _AS_LEAD and len(word) > 2:
        forms = lex.forms.get(word[1:], ())
        lead = bool(forms)
    if not forms and word[:1] == "ل" and len(word) > 4:  # ليؤكد: in order to
        forms = tuple(form for form in lex.forms.get(word[1:], ()) if form.kind == "present")
        lead = bool(forms)
    flags = 0
    bare = word
    for prefix in ("وال", "فال", "بال", "كال", "ال", "ولل", "لل"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            flags |= AL
            bare = word[len(prefix) :]
            break
    if word in sets["prepositions"] or (flags & AL and word[0] in "بك"):
        flags |= PREP
    if word in sets["that"] or (word[:1] in _AS_LEAD and word[1:] in sets["that"]):
        flags |= THAT
    if word in sets["adverbs"]:
        flags |= ADVERB
    if word in sets["relatives"]:
        flags |= RELATIVE
    if word in sets["clause_openers"]:
        flags |= OPENS
    if word in sets["content_heads"] or (
        not flags & AL
        and VERBAL_NOUN.fullmatch(word)
        and word not in sets["given_names"]
        and word not in sets["not_heads"]
        and not _JOINED_PLURAL.fullmatch(word)
    ):
        flags |= HEAD
    if flags & HEAD and word not in sets["content_heads"] and _somebodys(word, lex):
        flags &= ~HEAD  # مراسلتنا, محاموه: people, not deeds
    if word[:1] and word[0] in "بل" and not flags & AL and word not in sets["not_joined"]:
        rest = word[1:]
        if (
            rest in sets["content_heads"]
            or (VERBAL_NOUN.fullmatch(rest) and rest not in sets["not_heads"])
            or word[0] == "ل"
            and rest in sets["media"]
        ):
            flags |= JOINED
    if word in sets["amounts"] or word[:1].isdigit():
        flags |= AMOUNT
    stem = bare[1:] if bare[:1] == "و" and bare[1:] in sets["titles"] else bare
    if stem in sets["titles"] or (stem.endswith("ا") and stem[:-1] in sets["titles"]):
        flags |= TITLE
    if word in sets["given_names"]:
        flags |= NAME
    if bare in sets["sources"] or (bare[:1] in "لبو" and bare[1:] in sets["sources"]):
        flags |= SOURCE
    if word in sets["deeds"]:
        flags |= DEED
    noun = lex.nouns.get(word)
    if noun is None and word[:1] and word[0] in "وفبل":
        noun = lex.nouns.get(word[1:])
    if noun is None and flags & AL:
        noun = lex.nouns.get(bare)
    if noun is None and word.endswith("ا"):
        noun = lex.nouns.get(word[:-1])
    owned = False
    if noun is None and not flags & AL:
        noun = _with_pronoun(word, lex)
        owned = noun is not None
    return Word(word, flags, forms, lead, noun, owned)


def _somebodys(word: str, lex: Lexicon) -> bool:
    """Whether a word is a speaker with a pronoun written on to it."""
    for pronoun in ("هما", "هم", "ها", "نا", "ه"):
        if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
            stem = word[: -len(pronoun)]
            for form in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                if form in lex.sets["titles"] or form in lex.sets["sources"]:
                    return True
    return False


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


_KNOWN: dict[str, Word] = {}
_KNOWN_MOST = 100_000  # forms kept; beyond, the memory is emptied and filled anew


def known_word(raw: str, lex: Lexicon) -> Word:
    """The word as `look_up` reads it, with what only its spelling tells (ى, ة, أ)."""
    known = _KNOWN.get(raw)
    if known is None:
        if len(_KNOWN) >= _KNOWN_MOST:
            _KNOWN.clear()
        folded = fold(raw)
        if len(raw) == 1 and not raw.isalnum():
            known = Word(raw, MARK, (), False, None)
        else:
            known = look_up(folded, lex)
            if _OWNING.fullmatch(folded) or (
                raw.endswith("ه") and len(folded) > 3 and not known.flags & AL
            ):
                flags = known.flags | OWNED
                if flags & AL:
                    # التزامها: no article, the root has ال; المتهم: no pronoun
                    rooted = bool(VERBAL_NOUN.fullmatch(folded))
                    flags = flags & ~AL | HEAD if rooted else flags & ~OWNED
                known = replace(known, flags=flags)
            if raw.endswith("ي") and any(form.verb.lemma.endswith("ى") for form in known.forms):
                # رأي, نفي: nouns; the verbs are written رأى, نفى
                plain = tuple(
                    f for f in known.forms if f.kind != "past" or not f.verb.lemma.endswith("ى")
                )
                known = replace(known, forms=plain, lead=known.lead and bool(plain))
            if raw.endswith("ة") and any(form.pronoun for form in known.forms):
                # عدة: no pronoun, though it folds like one
                known = replace(known, forms=tuple(f for f in known.forms if not f.pronoun))
            if folded[:1] == "ا" and raw[:1] == "أ" and known.forms:
                # أعتقد, أتوقع: I think; the third person is written اعتقد
                kept = tuple(f for f in known.forms if f.verb.lemma[:1] != "ا" or f.kind != "past")
                known = replace(known, forms=kept)
            if raw[:2] == "أل":  # ألينا, ألكسندر: the article bears no hamza
                known = replace(known, flags=known.flags & ~(AL | HEAD))
            if folded in ("ان", "انا") and raw[:1] == "آ":  # Ann, Anna
                known = replace(known, flags=NAME)
            if folded == "علي" and raw.endswith("ي"):  # the name, not the preposition على
                known = replace(known, flags=known.flags & ~PREP | NAME)
        _KNOWN[raw] = known
    return known


class Line:
    """The words of one paragraph, its sentences and its quotations, by token number."""

    def __init__(self, raw: str, lex: Lexicon) -> None:
        """Read a line.

        Args:
            raw: The line, without its end.
            lex: The words of reported speech.
        """
        self.raw = raw
        self.lex = lex
        self.words: list[Word] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for hit in _WORD.finditer(raw):
            self.words.append(known_word(hit.group(), lex))
            self.starts.append(hit.start())
            self.ends.append(hit.end())
        self.closer: dict[int, int] = {}  # opening mark to closing mark
        self.opener: dict[int, int] = {}
        self.inner: list[int] = []  # for each token the opening mark it stands behind, or -1
        self.told = -1  # start of the sentence in which a cue was found last
        self._quotations()
        self._sentences()

    def has_cue(self) -> bool:
        """Whether any word could be a cue; most lines of a table or a menu have none."""
        lex = self.lex
        for word in self.words:
            if word.forms or word.noun:
                return True
            for text in (word.text, unjoined(word.text)):
                if (
                    text in lex.according
                    or text in lex.as_said
                    or text in lex.stands_in
                    or text in lex.own_view
                ):
                    return True
        return False

    def _quotations(self) -> None:
        count = len(self.words)
        self.inner = [-1] * count
        if not any(mark in self.raw for mark in OPENERS):
            return
        at = {start: index for index, start in enumerate(self.starts) if self.raw[start] in OPENERS}
        # a drawn-out letter (بـ"...") is a joined word: the mark behind it opens
        for quotation in quotations(self.raw.replace(TATWEEL, "-")):
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
        """The folded word; empty outside the line."""
        return self.words[token].text if 0 <= token < len(self.words) else ""

    def flags(self, token: int) -> int:
        """What the word can be; a mark outside the line."""
        return self.words[token].flags if 0 <= token < len(self.words) else MARK

    def raw_of(self, token: int) -> str:
        """The word as written."""
        return self.raw[self.starts[token] : self.ends[token]]

    def quoted(self, token: int) -> int:
        """Words of the quotation that opens here; 0 if none does."""
        last = self.closer.get(token)
        if last is None:
            return 0
        return sum(1 for index in range(token + 1, last) if not self.words[index].flags & MARK)

    def is_that(self, token: int, begin: int) -> bool:
        """Whether أن (or a sister) stands here and opens what is said."""
        word = self.words[token]
        if not word.flags & THAT:
            return False
        sets = self.lex.sets
        if word.text in sets["not_that"] or word.text not in sets["that"]:
            return False
        before, behind = self.text(token - 1), self.text(token + 1)
        if before == "سي" and behind in ("ان", "بي") or before == "ان" == self.text(token):
            return self.text(token - 2) != "سي" and before != "سي"  # سي إن إن, سي إن بي سي
        return token <= begin or before not in sets["before_that"]

    def is_report_verb(self, token: int) -> bool:
        """Whether a finite verb of saying can stand here."""
        return any(form.kind != "participle" and is_plain(form) for form in self.words[token].forms)

    def noun_of_saying(self, token: int) -> bool:
        """Whether a noun of saying stands here."""
        return token < len(self.words) and self.words[token].noun is not None

    def matches(self, token: int, phrase: tuple[str, ...]) -> bool:
        """Whether the folded words of a phrase stand here."""
        return all(self.text(token + step) == word for step, word in enumerate(phrase))


def is_plain(form: Form) -> bool:
    """Whether the form is a cue by itself: few verbs of saying take a person as an object."""
    if form.verb.joined:
        return form.pronoun
    return not form.pronoun or (
        not form.verb.strict and bool(form.verb.takes & {"person", "object", "source"})
    )


NOTHING: frozenset[str] = frozenset()
TRUE_PREPOSITIONS = frozenset(
    map(
        fold,
        [
            *("في", "من", "إلى", "على", "عن", "عند", "لدى", "خلال", "بين", "مع", "بعد", "قبل"),
            *("رغم", "وسط", "دون", "بدون", "منذ", "عقب"),
        ],
    )
)


def unled(text: str, among: Container[str]) -> str:
    """The word itself if it is among those given, else without و in front."""
    if text in among:
        return text
    return text[1:] if text[:1] == "و" else text


def unjoined(word: str) -> str:
    """The word without و in front."""
    return word[1:] if word[:1] == "و" and len(word) > 2 else word
