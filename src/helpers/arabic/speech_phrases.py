"""Noun phrases round a verb of saying: who can be its subject, and where the phrase ends.

Arabic writes no case, so the end of a subject is seen from its words: particles, the
agreement of adjectives, verbal nouns that begin an object, titles that announce a name.
Every look to the left or right is bounded.
"""

from __future__ import annotations

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
    NOTHING,
    OPENS,
    OWNED,
    PREP,
    RELATIVE,
    SCARE,
    SOURCE,
    TANWIN,
    THAT,
    TITLE,
    VERBAL_NOUN,
    Line,
    Span,
    look_up,
)
from helpers.arabic.text import fold

__all__ = [
    "FARTHEST_BACK",
    "LONGEST_SUBJECT",
    "according_at",
    "agrees",
    "antecedent",
    "apposed_name",
    "behind_according",
    "bracket_close",
    "clause_subject",
    "is_mute",
    "own_view_at",
    "phrase_end",
    "short_voice",
    "source_follows",
    "speaks",
    "subject_before",
    "text_before",
    "topic_of",
]

# Bounds, in words. Newspaper Arabic stays far below them; they keep the time linear.
LONGEST_SUBJECT = 14
FARTHEST_BACK = 24


def agrees(before: str, word: str, adjectives: frozenset[str], *, strict: bool) -> bool:
    """Whether a definite word can be an adjective of the definite word before it."""
    if word.endswith(("يه", "ي", "يين", "يون", "يتين", "يات")) or word in adjectives:
        return True
    if strict or VERBAL_NOUN.fullmatch(word[2:]):
        return False
    return word.endswith("ه") == before.endswith(("ه", "ات", "اء"))


def phrase_end(
    line: Line, begin: int, end: int, *, split: bool, takes: frozenset[str] = NOTHING
) -> int:
    """The end of the noun phrase that starts at ``begin``; ``begin`` itself if none does.

    Args:
        line: The paragraph.
        begin: First token.
        end: Token that bounds it.
        split: Stop where a second noun phrase (an object, an addressee) seems to begin.
        takes: What the verb takes: its own ب or ل, written on to a word, ends the phrase.
    """
    if line.text(begin) == "كل" and line.text(begin + 1) == "من" and begin < end:
        return phrase_end(line, begin + 2, end, split=split)
    token = begin
    end = min(end, begin + LONGEST_SUBJECT)
    named = False  # a personal name has begun
    surname = False  # and has come to a family name with the article
    while token < end:
        flags = line.flags(token)
        over = _over(line, token, begin, end, split=split, takes=takes)
        if over is not None:
            if over == token:
                break
            named = named or token in line.closer
            token = over
            continue
        if _stops(line, token, begin, takes):
            break
        if named and _goes_on_name(line, token, end):
            token += 1
            continue
        if split and _begins_another(line, token, begin, takes, surname=surname):
            break
        if split and "person" in takes and token > begin and _is_addressed(line, token, named):
            break  # حث وزير الخارجية الأمريكي (بغداد) على
        if token > begin and not flags & AL and line.flags(token - 1) & AL:
            if _names_body(line, token, begin):
                token += 1
                continue
            named = named or bool(line.flags(begin) & TITLE)
        elif named and flags & AL and line.text(token - 1) not in _SERVANT:
            surname = True
        named = named or bool(flags & NAME)
        token += 1
    return token


def _is_addressed(line: Line, token: int, named: bool) -> bool:
    """Whether a government is spoken to here: it cannot belong to a name that is complete."""
    powers = line.lex.sets["powers"]
    complete = named or line.flags(token - 1) & AL or line.text(token - 1) in powers
    return bool(complete) and line.text(token) in powers


_SERVANT = frozenset({"عبد", "ابو", "ابي"})  # the next word is part of the first name
_BY_NAME = frozenset({"باسمه", "باسمها", "باسمهم"})
_AFTER_FAMILY = PREP | MARK | JOINED
_AFTER_NAME = PREP | MARK | THAT | JOINED | RELATIVE | ADVERB


def _goes_on_name(line: Line, token: int, end: int) -> bool:
    """Whether a word that looks like a verbal noun ends a name: ``(سالم) تبون بال...``.

    A noun of doing has its object behind it (``تأجيل الحفل``), a family name does not.
    """
    word = line.words[token]
    return (
        bool(word.flags & HEAD)
        and not word.flags & (AL | OWNED | TITLE | SOURCE)
        and word.text not in line.lex.sets["content_heads"]
        and bool(line.flags(token - 1) & NAME or line.text(token - 2) in _SERVANT)
        and (token + 1 >= end or bool(line.flags(token + 1) & _AFTER_NAME))
        and line.text(token + 1) not in ("من", "في", "عن", "ل")
    )


def _is_joined_name(line: Line, token: int, begin: int) -> bool:
    """Whether a name that begins with و follows a title: ``النائب وعد (القدو)``, ``السيدة وفاء``."""
    text = line.text(token)
    return (
        token == begin + 1
        and text[:1] == "و"
        and bool(line.flags(begin) & TITLE and line.flags(begin) & AL)
        and bool(line.words[token].forms or line.flags(token) & NAME)
        and not text.startswith("وال")
        and not look_up(text[1:], line.lex).flags & (TITLE | SOURCE)
        and not line.is_that(token + 1, token)
    )


_ISSUED = frozenset(map(fold, ["صادر", "صادرة", "الصادر", "الصادرة"]))
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "انفسهم"})
_ACTING = frozenset(map(fold, ["بالإنابة", "بالوكالة", "بالنيابة"]))


def _over(
    line: Line, token: int, begin: int, end: int, *, split: bool, takes: frozenset[str]
) -> int | None:
    """Where a phrase goes on behind a mark or preposition.

    Returns:
        The next token; ``token`` itself if the phrase ends here; None for other words.
    """
    text, flags = line.text(token), line.flags(token)
    if flags & MARK:
        if "person" in takes and token > begin and line.quoted(token) > SCARE:
            return token  # اتهم الوزير "جهات خارجية" ب...
        return _over_mark(line, token, begin, end)
    if token > begin and (text == "باسم" or text in _ACTING):
        return token + 1
    if flags & (THAT | RELATIVE):
        return token
    if _is_joined_name(line, token, begin):
        return token + 1
    if text in _SELF and token > begin:
        return token + 1  # المصدر نفسه
    if text == "عام" and token > begin and line.flags(token - 1) & TITLE:
        return token + 1  # أمين عام الحزب
    if (
        text == "من"
        and token > begin
        and line.flags(begin) & (SOURCE | TITLE)
        and line.text(token - 1) in line.lex.sets["bound_adjectives"]
    ):
        return token + 1  # مصدر مقرب من (الرئيس)
    if text == "علي" and token > begin and text not in takes and _online(line, token):
        return token + 2  # ناشطون على مواقع (التواصل)
    if text == "بلا" and token > begin:
        return token + 2  # أطباء بلا حدود
    if text in line.lex.sets["ranks"] and line.flags(token - 1) & TITLE and token > begin:
        return token + 1  # الفريق أول الركن
    if text == "ام" and token == begin and not line.flags(token + 1) & (AL | MARK | PREP):
        return token + 2  # أم سعيد
    if flags & PREP and not (token > begin and line.text(token - 1) in ("ابو", "ابي", "بن", "ابن")):
        if token == begin:
            return token
        near = text in ("في", "لدي", "الي") and text not in takes and token + 1 < end
        if near and _place_follows(line, token, end, split=split):
            return token + 2
        if near and (far := _area_end(line, token, begin, end)):
            return far
        sets = line.lex.sets
        office = token - 1
        if office > begin and not line.flags(office) & ~HEAD:
            office -= 1  # مسؤول (رفيع) في وزارة ...
        if line.text(office) in sets["envoys"] and (
            text == "لدي"
            or (text in ("الي", "في") and text not in takes and _attached(line, token, end))
        ):
            return token + 1
        if text == "عن" and line.text(token - 1) in _ISSUED and token + 1 < end:
            return token + 1  # بيانات صادرة عن (المكتب)
        if text == "من" and token == begin + 1 and line.text(begin) in sets["quantities"]:
            return token + 1
        return token
    return None


def _online(line: Line, token: int) -> bool:
    """Whether ``على مواقع التواصل`` or the like stands here."""
    return line.text(token + 1) in _PLATFORMS and line.text(token + 2) == "التواصل"


_PLATFORMS = frozenset(map(fold, ["مواقع", "منصات", "شبكات", "وسائل", "وسائط"]))


def _area_end(line: Line, token: int, begin: int, end: int) -> int:
    """Where the words behind ``في`` end, if they place a speaker; 0 if they do not.

    ``مصدر في محافظة (ديالى)``, ``وزير النقل في جنوب السودان (سامي ...)``.
    """
    if not line.flags(begin) & (TITLE | SOURCE):
        return 0
    first = line.words[token + 1]
    sets = line.lex.sets
    quoted = line.closer.get(token + 1)
    if quoted is not None and quoted + 1 < end and line.quoted(token + 1) <= 4:
        return quoted + 1
    if first.text in sets["media"] and line.quoted(token + 2) and line.quoted(token + 2) <= 4:
        return line.closer[token + 2] + 1
    if first.flags & (MARK | PREP | THAT | ADVERB) or first.text in sets["occasions"]:
        return 0
    if first.text in sets["areas"] and token + 2 < end and not line.flags(token + 2) & _AFTER_NAME:
        return token + 3
    if not line.flags(begin) & TITLE:
        return 0
    for index in range(token + 2, min(end, token + 6)):
        flags = line.flags(index)
        party = line.flags(index - 1) & SOURCE and not line.flags(index - 1) & AL  # منظمة بدر
        if flags & NAME and party:
            continue
        if flags & NAME or line.flags(index - 1) & AL and _foreign_name(line, index, end):
            return index
        if flags & (_AFTER_NAME | HEAD) or line.words[index].forms:
            return 0
    return 0


def _foreign_name(line: Line, token: int, end: int) -> bool:
    """Whether two to four words that nobody knows stand here: a name of another language."""
    stop = token
    while stop < min(end, token + 5) and not line.flags(stop) and not line.words[stop].forms:
        stop += 1
    return 2 <= stop - token <= 4 and bool(line.flags(stop) & (_AFTER_NAME | HEAD))


def _over_mark(line: Line, token: int, begin: int, end: int) -> int:
    """The token behind a name in quotation marks, a short bracket or a stroke inside a word."""
    last = line.closer.get(token)
    if last is not None and last - token <= 6 and last < end:
        return token if token == begin and line.quoted(token) > 4 else last + 1
    if line.text(token) == "(":
        close = bracket_close(line, token, end)
        if close and close - token <= 5:
            return close + 1
    if line.text(token) in "/-&" and begin < token < end - 1:
        inside = (
            line.ends[token - 1] == line.starts[token]
            and line.starts[token + 1] == line.ends[token]
        )
        return token + 1 if inside else token
    return token


_HARSHLY = frozenset(map(fold, ["بأشد", "بأقسى", "بأقوى"]))


def _stops(line: Line, token: int, begin: int, takes: frozenset[str]) -> bool:
    """Whether a word cannot belong to the phrase: an adverb, a verb, what the verb takes."""
    word = line.words[token]
    text, flags = word.text, word.flags
    if flags & ADVERB or text in ("مفاده", "مفادها") or text in line.lex.sets["manners"]:
        return True
    if token > begin and text in line.lex.sets["audience"]:
        return True
    if token > begin and flags & OWNED and text in line.lex.sets["own_words"]:
        return True  # اختتم الوزير حديثه
    if text in _HARSHLY and token > begin:
        return True  # أدانت الحكومة (بأشد) العبارات
    if text in ("ب", "ل"):  # لـ"الغد", بـ"..."
        return True
    if word.forms and word.lead and not flags & (TITLE | NAME):
        return True
    if token == begin:
        return False
    if "ل" not in takes and _names_body(line, token, begin):
        return False
    if text[:2] == "لل" and token - 1 in line.opener and line.flags(begin) & SOURCE:
        return False  # شركة "الساحل" (للسيارات)
    if flags & JOINED or line.raw_of(token).endswith((TANWIN + "ا", "ا" + TANWIN)):
        return True
    if text in line.lex.according and according_at(line, token):
        return True
    if word.forms and not flags & (TITLE | NAME) and line.is_report_verb(token):
        return True
    if (
        any(form.kind == "participle" for form in word.forms)
        and text.endswith(("ا", "ه"))
        and not flags & AL
    ):
        return True
    before = line.words[token - 1]
    sets = line.lex.sets
    if text.startswith("لل") and not (
        before.flags & TITLE or before.text.endswith("ي") or before.text in sets["adjectives"]
    ):
        return True
    return (
        text.startswith(("ب", "ل"))
        and text[0] in takes
        and (len(text) > 3 or text[1:] in sets["occasions"])
        and not flags & (NAME | AL)
        and text not in sets["not_joined"]
    )


def _names_body(line: Line, token: int, begin: int) -> bool:
    """Whether a word with ل belongs to the name of an office or a body.

    ``المفوضية السامية (لحقوق) الإنسان``, ``الأمين العام (لجامعة) الدول``; not ``لصحيفة``.
    """
    text = line.text(token)
    if text[:1] != "ل":
        return False
    sets = line.lex.sets
    bare = text[2:] if text.startswith("لل") else text[1:]
    if not line.flags(begin) & (TITLE | SOURCE):
        return False
    body = bare in sets["sources"] and bare not in sets["media"]
    return (body or bare in sets["concerns"]) and line.text(token) not in sets["audience"]


def _begins_another(
    line: Line, token: int, begin: int, takes: frozenset[str], *, surname: bool
) -> bool:
    """Whether a word seems to begin a second noun phrase: the object, the one addressed."""
    word = line.words[token]
    flags = word.flags
    if token == begin:
        return bool(flags & HEAD) and not flags & (NAME | SOURCE | TITLE)
    before = line.words[token - 1]
    joined = word.text.startswith("و")
    if "ل" not in takes and _names_body(line, token, begin):
        return False
    if flags & (HEAD | DEED) and not flags & NAME:
        return True
    if "number" in takes and flags & AMOUNT:
        return True
    if before.flags & AL and flags & SOURCE and not flags & (AL | TITLE | NAME) and not joined:
        return True
    if word.text in line.lex.sets["occasions"] and not flags & AL:
        return True
    if (
        "person" in takes
        and before.flags & AL
        and not flags & (AL | NAME)
        and not line.flags(begin) & TITLE
    ):
        return True
    if flags & OWNED and not flags & (AL | TITLE | SOURCE):
        return True
    if before.flags & OWNED and not (flags | before.flags) & AL:
        return True
    if surname and not joined:
        return True
    if flags & TITLE and flags & AL and line.flags(begin) & TITLE and before.text not in _SERVANT:
        if "person" in takes and word.text not in line.lex.sets["honorifics"]:
            return True
        # رئيس المجلس السيد (فلان); but مستشار مكتب الرئيس الجديد
        return bool(line.flags(token + 1) & AL and before.flags & AL)
    return (
        bool(flags & AL and before.flags & AL)
        and not joined
        and not word.text.startswith("لل")
        and not (line.text(token - 2) in _SERVANT and line.flags(token + 1) & _AFTER_FAMILY)
        and not agrees(
            before.text,
            word.text,
            line.lex.sets["adjectives"],
            strict=bool(takes & {"person", "alone", "charge"}),
        )
    )


def _attached(line: Line, token: int, end: int) -> bool:
    """Whether a place follows a preposition: ``مبعوث إلى ليبيا``, not ``السفير إلى أن``."""
    if token + 1 >= end:
        return False
    return (
        not line.flags(token + 1) & (THAT | MARK | PREP | HEAD)
        and line.text(token + 1) not in line.lex.sets["occasions"]
    )


def bracket_close(line: Line, token: int, end: int) -> int:
    """The closing bracket to the bracket at ``token``, near by; 0 if there is none."""
    for index in range(token + 1, min(end, token + 8)):
        if line.text(index) == ")":
            return index
    return 0


def _place_follows(line: Line, token: int, end: int, *, split: bool) -> bool:
    """Whether ``في`` and one word belong to a voice: ``السفارة في بغداد أن``."""
    place = line.words[token + 1]
    if place.flags & (MARK | PREP | THAT | ADVERB) or place.text in line.lex.sets["occasions"]:
        return False
    if place.flags & AL and VERBAL_NOUN.fullmatch(place.text[2:]):
        return False
    if line.text(token + 2) == "من":  # في الخامس من أيار
        return False
    if token + 2 >= len(line.words):
        return True
    following = line.words[token + 2]
    wanted = THAT | MARK | RELATIVE | PREP | JOINED
    if split:
        wanted |= HEAD
        if following.flags & OWNED:
            return True
    return bool(following.flags & wanted) and place.text.isalpha()


def short_voice(line: Line, span: Span) -> Span:
    """The name alone where a title stands before one: ``وزير الدفاع (فلان الفلاني)``."""
    begin, end = span
    if line.text(begin) == "كل" and line.text(begin + 1) == "من" and end > begin + 2:
        return begin + 2, end
    if line.text(begin) in ("يعرف", "تعرف", "يسمي", "تسمي"):  # ما يعرف بـ"..."
        for token in range(begin + 1, min(end, begin + 4)):
            last = line.closer.get(token, end)
            if last < end:
                return token + 1, last
    if line.flags(begin) & NAME:
        return begin, _name_end(line, begin, end)
    if not line.flags(begin) & (TITLE | SOURCE):
        for token in range(begin + 2, end):  # فلان الفلاني رئيس الجمعية
            if line.flags(token) & TITLE and not line.flags(token) & (AL | NAME):
                return begin, token
    if not line.flags(begin) & TITLE:
        return span
    name = _name_start(line, begin, end)
    if name is None:
        return _far_name(line, end) or span
    if isinstance(name, tuple):
        return name
    for token in range(name + 2, end):
        if line.flags(token) & TITLE and not line.flags(token) & (AL | NAME):
            return name, token
    return name, end


def _far_name(line: Line, end: int) -> Span | None:
    """A name at the end of a long title: ``منسق الإغاثة في حالات الطوارئ (فلان الفلاني)،``."""
    if line.flags(end) & (MARK | THAT | RELATIVE):
        return None
    limit = min(len(line.words), end + 10)
    stop = next((i for i in range(end, limit) if line.flags(i) & (THAT | RELATIVE | MARK)), None)
    if stop is None or line.text(stop) in ENDS:
        return None
    begin = stop
    while begin > end and not line.flags(begin - 1) and not line.words[begin - 1].forms:
        begin -= 1
    definite = begin > end and line.flags(begin - 1) & AL and not line.flags(begin - 1) & PREP
    return (begin, stop) if definite and 2 <= stop - begin <= 4 else None


def _name_end(line: Line, begin: int, end: int) -> int:
    """The end of a personal name: before what describes the person."""
    for token in range(begin + 1, end):
        flags = line.flags(token)
        described = flags & TITLE and not flags & NAME
        if described or (flags & AL and line.flags(token - 1) & AL):
            return token
        if line.text(token).startswith("وال"):
            return end
    return end


def _name_start(line: Line, begin: int, end: int) -> int | Span | None:
    spoken_for = False
    for token in range(begin + 1, end):
        word = line.words[token]
        if token in line.closer and line.closer[token] < end:
            last = line.closer[token]
            before = line.flags(token - 1)
            if before & PREP or before & SOURCE and not before & TITLE:
                if last + 1 < end and not line.flags(last + 1) & (PREP | MARK):
                    return last + 1  # المحلل في بنك "..." (فلان)
            else:
                return token + 1, last
        if word.flags & MARK:
            continue
        if word.text == "باسم":
            if spoken_for and line.flags(token - 1) & AL:
                return token
            spoken_for = True
            continue
        if word.text in line.lex.sets["ranks"] or word.text in _BY_NAME:
            continue
        ranked = token - 1 > begin and line.text(token - 1) in line.lex.sets["ranks"]
        if (
            (line.flags(token - 1) & AL or ranked)
            and not word.flags & (AL | PREP | TITLE)
            and not word.text.startswith(("و", "ل"))
            and len(word.text) > 1
        ):
            return token
        if word.text.startswith(("و", "ل")) and line.flags(token - 1) & AL:
            # "لويد", "وليد": a name if another word without the article follows
            office = word.text[1:] in line.lex.sets["titles"]
            if _names_body(line, token, begin) or office:
                continue  # المستشار (لرئيس) الوزراء, الوزير (ونائب) الرئيس
            if word.flags & JOINED:
                return begin, token
            if token + 1 < end and not line.flags(token + 1) & (AL | PREP) and not word.flags & AL:
                return token
            if _is_joined_name(line, token, begin) and token + 2 == end:
                return token  # النائب "وعد" القدو
        if word.flags & NAME and token > begin:
            return token
    return None


def subject_before(line: Line, verb: int, low: int) -> Span | None:
    """The noun phrase before a verb, if the clause begins with one."""
    token = verb - 1
    if token >= low and line.text(token) in ("قد", "لقد"):
        token -= 1
        if token > low and line.text(token) in ("كان", "كانت"):
            token -= 1
    if token < low:
        return None
    token = _over_parenthesis(line, token, low)
    stop = token + 1
    while token >= low and stop - token <= LONGEST_SUBJECT:
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
        if word.flags & (MARK | OPENS | THAT | RELATIVE):
            break
        if word.forms and word.lead:
            break
        token -= 1
    begin = token + 1
    if begin >= stop or stop - begin > LONGEST_SUBJECT:
        return None
    if begin in line.closer and line.text(begin - 1) == ":" and begin - low <= 3:
        return None  # المدينة: «الغد» أعلن الوزير ...: the paper's own name
    first = line.words[begin]
    if first.flags & JOINED and not first.flags & (NAME | TITLE | SOURCE):
        return None  # بهذه الكلمات
    if first.flags & (ADVERB | PREP) or (first.flags & MARK and begin not in line.closer):
        return None
    if first.text[:1] in "بل" and line.flags(begin) & AL and first.text[:3] in ("بال", "لل"):
        return None
    if any(line.words[i].text in line.lex.sets["occasions"] for i in (begin,)):
        return None
    end = _phrase_accusative(line, begin, stop)
    if end <= begin:
        return None
    name = (stop + 1, verb - 1)
    if (
        line.text(stop) in COMMAS
        and stop < verb - 1
        and line.flags(begin) & TITLE
        and short_voice(line, (begin, end)) == (begin, end)
        and name[1] - name[0] <= 4
        and not line.flags(name[0]) & (AL | TITLE | PREP | RELATIVE)
        and (name[1] - name[0] > 1 or not line.flags(name[0]) & ADVERB)
    ):
        return name
    if first.flags & TITLE and begin - 1 > low and line.text(begin - 1) in COMMAS:
        # فلان الفلاني، عضو المجلس قال: the name stands before what describes it
        named = range(low, begin - 1)
        if len(named) <= 4 and not any(
            line.flags(i) & (MARK | PREP | THAT | RELATIVE | OPENS | ADVERB) for i in named
        ):
            return low, begin - 1
    return begin, end


def topic_of(line: Line, verb: int, low: int) -> Span | None:
    """What أما sets apart before a verb with ف: ``أما (الوزير) فيرى أن``."""
    for token in range(verb - 1, max(low, verb - LONGEST_SUBJECT) - 1, -1):
        if line.text(token) in ("اما", "واما"):
            return (token + 1, verb) if token + 1 < verb else None
        if line.flags(token) & (MARK | THAT):
            return None
    return None


def _phrase_accusative(line: Line, begin: int, stop: int) -> int:
    """The end of a subject before its verb; it may stand in the accusative, behind إن."""
    for token in range(begin, stop):
        if line.flags(token) & (PREP | RELATIVE | ADVERB) and line.text(token) != "باسم":
            if line.text(token) in ("في", "لدي", "الي", "من") and token > begin:
                return stop if stop - token <= 4 else token
            return token
    return stop


def _over_parenthesis(line: Line, token: int, low: int) -> int:
    """The token before an apposition between commas or dashes that ends at ``token``."""
    mark = line.text(token)
    if mark in COMMAS or mark in DASHES:
        same = COMMAS if mark in COMMAS else DASHES
        for index in range(token - 1, max(low, token - FARTHEST_BACK) - 1, -1):
            if line.text(index) in same:
                if same is DASHES and not line.flags(index + 1) & (RELATIVE | TITLE):
                    return token
                return index - 1 if index > low else token
            if line.words[index].forms and line.words[index].lead:
                return token
        if same is COMMAS and line.flags(low) & (TITLE | SOURCE | NAME) and token - low < 9:
            return token - 1  # متحدث باسم الوزارة، قال إن: a comma behind a subject
    return token


def antecedent(line: Line, relative: int, low: int) -> Span | None:
    """The noun phrase that a relative pronoun at ``relative`` takes up."""
    token = relative - 1
    while token >= low and (line.text(token) in COMMAS or line.text(token) in DASHES):
        token -= 1
    stop = token + 1
    while token >= low and stop - token <= 8:
        word = line.words[token]
        if word.flags & (MARK | OPENS | THAT | RELATIVE | PREP):
            break
        if word.forms and line.is_report_verb(token) and not word.flags & TITLE:
            break
        if token < stop - 1 and word.flags & HEAD and not word.flags & (SOURCE | TITLE | NAME):
            break  # قلق الأهالي الذين: the people, not the worry
        token -= 1
    begin = token + 1
    return (begin, stop) if begin < stop else None


def according_at(line: Line, token: int) -> bool:
    """Whether an expression that gives a source stands here, whatever follows."""
    return any(
        all(
            line.text(token + step) == word
            if not (entry.joined and step == len(entry.words) - 1)
            else line.text(token + step).startswith(word)
            for step, word in enumerate(entry.words)
        )
        for entry in line.lex.according.get(line.text(token).lstrip("و"), ())
    )


def own_view_at(line: Line, token: int) -> int:
    """The token behind an expression that gives a pronoun as the source; 0 if none stands here."""
    for phrase in line.lex.own_view.get(line.text(token), ()):
        if all(line.text(token + step) == word for step, word in enumerate(phrase) if step):
            return token + len(phrase)
    return 0


def source_follows(line: Line, token: int) -> bool:
    """Whether an expression of `according` at ``token`` has somebody who speaks behind it."""
    for entry in line.lex.according.get(line.text(token).lstrip("و"), ()):
        begin = behind_according(line, token, entry.words, entry.joined)
        if begin is None:
            continue
        if not entry.loose:
            return True
        return speaks(line, begin)
    return False


def speaks(line: Line, token: int) -> bool:
    """Whether a word names somebody or something that speaks."""
    word = line.words[token] if token < len(line.words) else None
    if word is None:
        return False
    if word.flags & (SOURCE | TITLE | NAME):
        return True
    if word.text.startswith(("بعض", "احد", "عدد", "ما")):
        return token + 1 < len(line.words) and speaks(line, token + 1)
    return False


def behind_according(line: Line, token: int, words: tuple[str, ...], joined: bool) -> int | None:
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
    source = token + count
    if words[-1] == "ذمه" and line.text(source).removeprefix("ال") in _DETAINED:
        return None
    return source if source < len(line.words) else None


_DETAINED = frozenset(map(fold, ["تحقيق", "تحقيقات", "قضية", "قضايا", "محاكمة"]))  # على ذمة


def text_before(line: Line, token: int, low: int) -> Span | None:
    """``برقية (مسربة) يؤكد فيها ...``: the text that the words stand in."""
    for begin in range(token - 1, max(low, token - 5) - 1, -1):
        flags = line.flags(begin)
        if flags & (MARK | PREP | THAT):
            return None
        if flags & SOURCE:
            return begin, token
    return None


def apposed_name(line: Line, voice: Span, limit: int) -> Span:
    """The name behind a title: ``نائبة الرئيس، (فلانة الفلانية)، ...``."""
    end = voice[1]
    if end + 1 >= limit or line.text(end) not in COMMAS or not line.flags(voice[0]) & TITLE:
        return voice
    if short_voice(line, voice) != voice:
        return voice
    begin = end + 1
    stop = phrase_end(line, begin, limit, split=False)
    if not 1 <= stop - begin <= 5 or line.flags(begin) & (OPENS | PREP):
        return voice
    if line.words[begin].forms:
        return voice  # فلان، طلب عدم ذكر اسمه، ...
    if not (stop == limit or line.text(stop) in COMMAS):
        return voice
    if (
        line.flags(begin) & (AL | TITLE) == TITLE
        and stop == begin + 2
        and not line.flags(begin + 1) & (AL | TITLE | SOURCE)
        and line.raw_of(begin).endswith("ة")
    ):
        return begin, stop  # مديرة المتحف، أمينة زعيتر، ...: a first name that is a title too
    if line.flags(begin) & (AL | TITLE):
        named = short_voice(line, (begin, stop))
        return named if named != (begin, stop) and line.flags(begin) & TITLE else voice
    return begin, stop


def is_mute(line: Line, voice: Span) -> bool:
    """Whether a subject is a deed or "this" and "that", which show but do not speak."""
    flags = line.flags(voice[0])
    if flags & (SOURCE | TITLE | NAME | AL) or line.text(voice[0]) in line.lex.sets["quantities"]:
        return False
    if line.text(voice[0]) in ("هذا", "هذه", "ذلك", "تلك", "هذان", "هاتان"):
        return voice[1] - voice[0] < 2 or not line.flags(voice[0] + 1) & (SOURCE | TITLE)
    return bool(flags & HEAD) and (voice[1] - voice[0] > 1 or _is_deed(line, voice[0]))


def _is_deed(line: Line, token: int) -> bool:
    """Whether a bare noun is a deed beyond doubt: a listed one, or with a pronoun.

    A word of its own that is only shaped like one is a family name: ``قال (علوش) إن``.
    """
    return bool(line.flags(token) & OWNED) or line.text(token) in line.lex.sets["content_heads"]


def clause_subject(line: Line, token: int, low: int) -> Span | None:
    """Who acts in the sentence that a participle carries on, if its verb is no cue itself.

    ``زار الوزير الجسر، مؤكدا``: the first person or body named behind the verb.
    """
    if line.told == low:
        return None  # the speaker of that cue goes on
    for index in range(low, min(token, low + FARTHEST_BACK)):
        flags = line.flags(index)
        if not flags & (TITLE | SOURCE | NAME) or flags & PREP:
            continue
        if index > low + 1 and line.flags(index - 1) & (PREP | AL):
            continue
        end = phrase_end(line, index, token, split=True, takes=frozenset({"alone"}))
        return short_voice(line, (index, end)) if end > index else None
    # وأتم فلان تصريحاته قائلا: an unknown verb, its subject, a noun with a pronoun
    if line.flags(low) == 0 and low + 1 < token and line.flags(low + 1) == 0:
        end = phrase_end(line, low + 1, token, split=True, takes=frozenset({"alone"}))
        if end > low + 1 and line.flags(end) & OWNED:
            return low + 1, end
    return None
