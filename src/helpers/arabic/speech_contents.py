"""What is reported: where a content opens, and where the narrator goes on.

A content opens with أن, a colon, a quotation mark, a preposition of the verb or a noun. It
ends with its quotation or sentence, or earlier where another report or a connective of the
narrator begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.arabic.speech_lexicon import Form, lexicon
from helpers.arabic.speech_line import (
    ADVERB,
    AL,
    AMOUNT,
    COMMAS,
    DASHES,
    DEED,
    ENDS,
    HEAD,
    JOINED,
    MARK,
    NAME,
    OPENS,
    OWNED,
    PREP,
    RELATIVE,
    SOURCE,
    TANWIN,
    THAT,
    TITLE,
    TRUE_PREPOSITIONS,
    Line,
    Span,
    Word,
)
from helpers.arabic.speech_phrases import according_at, own_view_at, phrase_end, source_follows
from helpers.arabic.text import fold

__all__ = [
    "FARTHEST_OPENING",
    "LONGEST_CONTENT",
    "Found",
    "at_clause_head",
    "audience_end",
    "content_before",
    "content_end",
    "find_opening",
    "nominal_content",
    "open_content",
    "over_aside",
    "preposition_of",
    "skip_adverbs",
    "to_main_clause",
    "turns_away",
    "wants_no_name",
]

FARTHEST_OPENING = 32
LONGEST_CONTENT = 260


def _connective(line: Line, token: int) -> bool:
    return any(line.matches(token, phrase) for phrase in line.lex.phrases.get(line.text(token), ()))


def turns_away(line: Line, token: int, end: int, *, nominal: bool) -> bool:
    """Whether the clause behind a comma is no longer part of what is reported."""
    if token >= end:
        return False
    word = line.words[token]
    if any(form.kind == "participle" for form in word.forms) and not word.flags & AL:
        return True
    if word.lead and line.is_report_verb(token):
        return True
    if _connective(line, token):
        return True
    text = word.text
    if according_at(line, token) or own_view_at(line, token) or text in line.lex.as_said:
        return True
    if nominal and text in line.lex.sets["nominal_stops"]:
        return True
    if text in line.lex.sets["asides"]:
        return True
    meanwhile = text in ("في", "وفي") and line.text(token + 1) == "حين"
    if word.flags & OPENS or meanwhile or text in ("لكن", "لكنه", "لكنها", "وسبق", "الا"):
        for index in range(token + 1, min(end, token + 9)):
            flags = line.flags(index)
            if flags & MARK and line.text(index) in COMMAS:
                break
            if line.is_report_verb(index) and not flags & (TITLE | NAME):
                return True
            if according_at(line, index) and index <= token + 1:
                return True
            if flags & THAT and index > token + 1:
                break
    elif line.is_report_verb(token) and not word.flags & (TITLE | NAME | PREP):
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


def content_end(line: Line, begin: int, end: int, *, nominal: bool, inner: bool = False) -> int:
    """The token after the content that begins at ``begin``."""
    end = min(end, begin + LONGEST_CONTENT)
    token = begin
    while token < end:
        last = line.closer.get(token)
        if last is not None and last < end:
            after = last + 1
            if token == begin and after < end:
                following = line.text(after)
                if following in COMMAS and not (
                    line.text(after + 1) == "و" and after + 2 in line.closer
                ):
                    return after
                if following in ENDS or following in DASHES:
                    return after
            token = after
            if after < end and line.words[after].lead and line.is_report_verb(after):
                return after  # "كارثي" ودعت إلى
            continue
        text = line.text(token)
        if text in COMMAS:
            if inner or turns_away(line, token + 1, end, nominal=nominal):
                return token
        elif text in DASHES and token > begin and line.starts[token] > line.ends[token - 1]:
            if turns_away(line, token + 1, end, nominal=nominal):
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
            if end - token <= 12 and text in line.lex.according and source_follows(line, token):
                return token
        token += 1
    return end


def _opens_soon(line: Line, token: int, end: int) -> bool:
    """Whether a participle is a cue: what opens a content stands right behind it."""
    following = token + 1
    if following >= end:
        return False
    if line.flags(following) & THAT or line.text(following) == ":" or following in line.closer:
        return True
    prepositions = {"الي", "علي", "عن", "ب", "من", "في"}
    return (
        line.text(following) in prepositions
        and following + 1 < end
        and bool(line.flags(following + 1) & THAT)
    )


@dataclass(slots=True)
class Found:
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


def open_content(
    line: Line, opening: int, end: int, kind: str, *, nominal: bool = False, inner: bool = False
) -> tuple[Span, int] | None:
    """The content behind its opening token: ``that``, ``colon``, ``quote`` or ``noun``."""
    begin = opening + (kind in ("that", "colon"))
    if begin < end and line.text(begin) == ":" and kind == "that":
        begin += 1
    if begin >= end:
        return None
    strip = 0
    if kind in ("colon", "quote") and begin in line.closer and line.closer[begin] <= end:
        stop = content_end(line, begin, end, nominal=False)
        return (begin, stop), 0
    if kind == "colon" and line.flags(begin) & PREP and line.flags(begin + 1) & THAT:
        begin += 1
    if kind == "colon" and line.flags(begin) & THAT and not line.words[begin].text.startswith("ل"):
        begin += 1
    stop = content_end(line, begin, end, nominal=nominal, inner=inner)
    return ((begin, stop), strip) if stop > begin else None


def find_opening(
    line: Line, begin: int, end: int, *, alone: bool = False
) -> tuple[int, str] | None:
    """The first token from ``begin`` that opens a clause that is said.

    Args:
        line: The paragraph.
        begin: First token to look at.
        end: Token that bounds the look.
        alone: Another verb of saying on the way owns what opens behind it.

    Returns:
        (token, ``that``, ``colon`` or ``quote``), or None.
    """
    limit = min(end, begin + FARTHEST_OPENING)
    token = begin
    while token < limit:
        word = line.words[token]
        if line.is_that(token, begin):
            return token, "that"
        if word.text == ":":
            return token, "colon"
        if token in line.closer:
            if line.quoted(token) > 3 and not (
                token > begin and line.text(token - 1) in TRUE_PREPOSITIONS
            ):
                return token, "quote"
            token = line.closer[token] + 1
            continue
        if word.text in COMMAS and token + 1 < limit:
            following = line.words[token + 1]
            if following.text in ("ولا", "ولم", "ولن", "ولكن", "لكن", "بل"):
                return None
            if wants_no_name(line, token + 1):
                token += 2
                continue
            if following.lead and line.is_report_verb(token + 1):
                return None
            if (
                following.forms
                and not following.flags & AL
                and any(form.kind == "participle" for form in following.forms)
            ):
                return None
        if word.text in ENDS:
            return None
        if alone and line.is_report_verb(token) and not word.flags & (TITLE | NAME | PREP | AL):
            return None
        token += 1
    return None


def wants_no_name(line: Line, token: int) -> bool:
    """Whether a speaker asks here to stay unnamed: ``طلب عدم ذكر اسمه``."""
    word = line.words[token] if token < len(line.words) else None
    if word is None or not word.forms and word.text not in _REFUSING:
        return False
    step = 2 if line.text(token + 1) == "عدم" else 1
    if step == 1 and word.text not in _REFUSING:
        return False
    return (
        line.text(token + step) in line.lex.sets["anonymity"]
        and line.text(token + step + 1) != "ما"
    )


_REFUSING = frozenset(
    map(
        fold,
        [
            *("رفض", "رفضت", "رفضوا", "رافضا", "رافضة", "فضل", "فضلت", "فضلوا", "مفضلا", "مفضلة"),
            *("اشترط", "اشترطت", "اشترطوا", "مشترطا", "مشترطة"),
        ],
    )
)


def preposition_of(word: Word, takes: frozenset[str]) -> tuple[str, int] | None:
    """The preposition of ``takes`` that this word is, or that is written on to it."""
    if word.text in takes and word.flags & PREP:
        return word.text, 0
    if "باتجاه" in takes and word.text == "باتجاه":
        return word.text, 0
    if word.text in ("ب", "ل") and word.text in takes:  # وعد بـ"..."
        return word.text, 0
    if word.flags & MARK or len(word.text) < 3 or word.text in lexicon().sets["not_joined"]:
        return None
    if word.flags & PREP and not word.flags & AL:
        return None
    for letter in "بل":
        if letter in takes and word.text[0] == letter:
            return letter, 1
    return None


def skip_adverbs(line: Line, token: int, end: int) -> int:
    """Step over adverbs, days and occasions: ``أمس في بيان``."""
    while token < end:
        flags = line.flags(token)
        if (
            flags & ADVERB
            or line.raw_of(token).endswith(("ا" + TANWIN, TANWIN + "ا"))
            and not line.words[token].forms
        ):
            token += 1
            continue
        if line.text(token) in ("له", "لها", "لهم"):
            token += 1
            continue
        told = audience_end(line, token)
        if told > token:
            token = told
            continue
        if line.text(token) in ("باشد", "باقسي", "باقوي"):  # بأشد العبارات
            token += 2
            continue
        if line.text(token) == "من" and line.text(token + 1) in _SIDES:
            token += 2
            continue
        if line.matches(token, _LATE) and (token + 3 == end or line.text(token + 3) == "من"):
            token += 4 if line.text(token + 3) == "من" else 3
            continue
        if line.text(token).isdigit() and token > 0 and line.flags(token - 1) & ADVERB:
            token = _over_date(line, token, end)
            continue
        if line.text(token) == "في" and line.text(token + 2) == "من" and token + 3 < end:
            day = line.words[token + 1]
            if day.text.isdigit() or (day.flags & AL and not day.flags & (SOURCE | TITLE)):
                token += 4  # في الخامس من يناير الجاري
                while token < end and line.text(token) in line.lex.sets["this_or_last"]:
                    token += 1
                continue
        if line.text(token) == "في" and line.text(token + 1) in line.lex.sets["occasions"]:
            token += 2
            while token < end and (
                line.flags(token) & (ADVERB | AL)
                or line.text(token) in ("سابق", "صحفي", "صحافي", "له", "لها", "مشترك", "رسمي")
            ):
                token += 1
            continue
        break
    return token


_LATE = ("في", "وقت", "متاخر")
_SIDES = frozenset(
    map(fold, ["جهته", "جهتها", "جهتهم", "جانبه", "جانبها", "جانبهم", "ناحيته", "ناحيتها"])
)


def audience_end(line: Line, token: int) -> int:
    """The token behind somebody who is told something; ``token`` itself if there is none.

    ``لصحيفة «الغد»``, ``لـ"الغد"``, ``للصحفيين``: papers and listeners, not what is asked for.
    """
    text = line.text(token)
    if text == "ل":
        return line.closer[token + 1] + 1 if 0 < line.quoted(token + 1) <= 4 else token
    paper = text[:1] == "ل" and text[1:] in line.lex.sets["media"]
    if not paper and text not in line.lex.sets["audience"]:
        return token
    end = token + 1
    while end < len(line.words) and end <= token + 4:
        if 0 < line.quoted(end) <= 4:
            return line.closer[end] + 1
        if not paper and text != "لوكاله" or line.flags(end) & (MARK | PREP | THAT | HEAD):
            break
        end += 1
    return end


def _over_date(line: Line, token: int, end: int) -> int:
    """The token behind a date that begins with a day: ``25 يناير/كانون الثاني 2020``."""
    token += 2
    while token < end and (
        line.text(token) == "/" or line.text(token).isdigit() or line.text(token - 1) == "/"
    ):
        token += 1
    if token < end and line.text(token - 2) == "/" and line.flags(token) & AL:
        token += 1
    if token < end and line.text(token).isdigit():
        token += 1
    return token


def at_clause_head(line: Line, token: int, low: int) -> bool:
    """Whether a word opens its clause."""
    if token <= low:
        return True
    return bool(line.flags(token - 1) & (MARK | OPENS | RELATIVE | THAT)) or line.words[token].lead


def over_aside(line: Line, place: int, high: int) -> int:
    """Step over what stands between commas: ``فلان، الذي ...، content``."""
    aside = RELATIVE | PREP | ADVERB | AL | TITLE | NAME
    if line.text(place) in COMMAS:
        told = audience_end(line, place + 1)
        if told > place + 1:  # ، لوكالة الأنباء (واع)، ...
            for index in range(told, min(high, told + 6)):
                if line.text(index) in COMMAS:
                    return index + 1
    if line.text(place) in COMMAS and (
        line.flags(place + 1) & aside
        or line.text(place + 1) in ("وهو", "وهي", "وهم")
        or (line.text(place + 1).startswith("و") and line.flags(place + 1) & OWNED)
    ):
        for index in range(place + 2, min(high, place + 22)):
            if line.text(index) in COMMAS:
                return index + 1
    return place


_CHARGE = frozenset(map(fold, ["مسؤولية", "المسؤولية", "مسئولية", "المسئولية", "تبعات", "وزر"]))


def nominal_content(
    line: Line, place: int, high: int, takes: frozenset[str], form: Form, voiced: bool
) -> tuple[Span, int] | None:
    """A content that is a noun phrase, from ``place`` on, with the letters written on to it."""
    word = line.words[place]
    if word.flags & MARK and place not in line.closer and word.text != "(":
        return None
    if word.text == "علي" and according_at(line, place):
        return None  # على لسان فلان
    found = preposition_of(word, takes)
    if found:
        _, letters = found
        begin = place if letters else place + 1
        if begin >= high or line.flags(begin) & THAT:
            return None
        if line.flags(begin) & MARK and begin not in line.closer and line.text(begin) != "(":
            return None
        stop = content_end(line, begin, high, nominal=True)
        return ((begin, stop), letters) if stop > begin else None
    if "person" in takes and voiced or "person" in takes and form.pronoun:
        stop = phrase_end(line, place, min(high, place + 9), split=False, takes=takes)
        while place < stop < high and line.flags(stop) & ADVERB:
            stop += 1
        if place < stop < high:
            found = preposition_of(line.words[stop], takes)
            if found and not (stop + 1 < high and line.flags(stop + 1) & THAT):
                end = content_end(line, place, high, nominal=True)
                return (place, end), 0
        # the preposition may be written on to a word that the phrase has taken in
        for index in range(place, min(stop, high)):
            if (
                index > place
                and preposition_of(line.words[index], takes & {"ب", "ل"})
                and line.flags(index) & AL
            ):
                return (place, content_end(line, place, high, nominal=True)), 0
    carried = any(reading.kind == "participle" for reading in word.forms)
    if "object" in takes and not carried and (voiced or form.pronoun or word.flags & HEAD):
        which = word.text == "ما" and not line.flags(place + 1) & (MARK | PREP | AL)
        every = word.text == "كل" and voiced and not line.flags(place + 1) & (MARK | PREP)
        if word.flags & (PREP | THAT | RELATIVE | ADVERB) and not (which and voiced or every):
            return None
        if word.text in COMMAS:
            return None
        if word.text.startswith("ل") and (
            word.flags & AL and word.text.startswith("لل") or word.flags & JOINED
        ):
            return None
        stop = content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    named = word.text == "ما" and "deed" in takes  # انتقد ما سماه ...
    if "matter" in takes and voiced and word.flags & HEAD and not named:
        stop = content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    owned = word.flags & OWNED or word.flags & HEAD and line.flags(place + 1) & OWNED
    if "own" in takes and voiced and owned:
        stop = content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "charge" in takes and (voiced or form.pronoun):
        for index in range(place, min(high, place + 8)):
            if line.flags(index) & (MARK | THAT):
                break
            if line.text(index) in _CHARGE:
                return (place, content_end(line, place, high, nominal=True)), 0
    if "number" in takes and voiced and word.flags & AMOUNT and not word.flags & OWNED:
        stop = content_end(line, place, high, nominal=True)
        return ((place, stop), 0) if stop > place else None
    if "deed" in takes and voiced:
        for index in range(place, min(high, place + 4)):
            if line.flags(index) & DEED:
                stop = content_end(line, place, high, nominal=True)
                return (place, stop), 0
    return None


def to_main_clause(line: Line, place: int, high: int) -> int:
    """The comma or فإن behind a source that opens a sentence."""
    for index in range(place, min(high, place + 24)):
        if line.text(index) in ("فان", "فانه", "فانها", "فانهم"):
            return index
    for index in range(place, min(high, place + 24)):
        if line.text(index) in COMMAS or line.text(index) in ("فان", "ان", ":"):
            return index
    return place


def content_before(line: Line, token: int, low: int) -> Span | None:
    """The content before a trailing cue: a quotation that ends here, or the clause so far."""
    stop = token
    while stop > low and (line.text(stop - 1) in COMMAS or line.text(stop - 1) in DASHES):
        stop -= 1
    if stop <= low:
        return None
    opened = line.opener.get(stop - 1)
    if opened is not None and line.quoted(opened) > 2:
        return opened, stop
    begin = max(low, stop - LONGEST_CONTENT)
    # a report earlier in the sentence ends where a new clause begins
    for index in range(stop - 1, begin, -1):
        if line.text(index) in COMMAS and turns_away(line, index + 1, stop, nominal=False):
            word = line.words[index + 1]
            if word.lead or word.forms:
                return None
            begin = index + 1
            break
    return (begin, stop) if stop - begin >= 3 else None
