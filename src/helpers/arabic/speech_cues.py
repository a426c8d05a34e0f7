"""The frames of reported speech: for each kind of cue, its speaker and what is said.

Each function reads one kind of cue at one place and returns what it found by word numbers,
or None where the words mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.arabic.speech_contents import (
    Found,
    at_clause_head,
    content_before,
    content_end,
    find_opening,
    nominal_content,
    open_content,
    over_aside,
    preposition_of,
    skip_adverbs,
    to_main_clause,
    wants_no_name,
)
from helpers.arabic.speech_lexicon import Form, Noun
from helpers.arabic.speech_line import (
    ADVERB,
    AL,
    COMMAS,
    DAMMA,
    DASHES,
    ENDS,
    HEAD,
    JOINED,
    MARK,
    NAME,
    OPENS,
    OWNED,
    PREP,
    RELATIVE,
    SCARE,
    SOURCE,
    TANWIN,
    THAT,
    TITLE,
    TRUE_PREPOSITIONS,
    VERBAL_NOUN,
    Line,
    Span,
    is_plain,
    unled,
)
from helpers.arabic.speech_phrases import (
    antecedent,
    apposed_name,
    behind_according,
    clause_subject,
    is_mute,
    own_view_at,
    phrase_end,
    short_voice,
    source_follows,
    speaks,
    subject_before,
    text_before,
    topic_of,
)
from helpers.arabic.text import fold

__all__ = [
    "according_report",
    "as_said_report",
    "cues",
    "inner_cue",
    "inner_source",
    "is_framed",
    "leads",
    "nominal_report",
    "noun_report",
    "participle_report",
    "verb_report",
    "voice_of",
]


def verb_report(line: Line, token: int, form: Form) -> Found | None:
    """The report of a verb at ``token``, or None if it reports nothing."""
    low, high = line.bounds(token)
    verb = form.verb
    takes = verb.takes
    word = line.words[token]
    if form.kind == "participle":
        return participle_report(line, token, form, high)
    if token > low and (
        line.flags(token - 1) & PREP
        and line.text(token - 1) in TRUE_PREPOSITIONS
        or line.text(token - 1) == "عدم"
    ):
        return None  # a noun of the same letters
    if not is_plain(form) or wants_no_name(line, token):
        return None
    bare = verb.led and form.kind == "past" and not word.lead
    if bare and not at_clause_head(line, token, low):
        return None
    if form.pronoun and line.text(token - 1) == "ما" and line.text(token - 2) in _WHICH:
        return None  # وهو ما نفته الوزارة: the content stands before
    if verb.initial and form.kind == "past" and not at_clause_head(line, token, low):
        return None
    begin = token + 1
    if line.text(begin) in _IN_WHICH:
        begin += 1
    while line.flags(begin) & ADVERB and begin < high and not line.words[begin].forms:
        begin += 1  # وحذر بدوره ..., وقال أمس ...
    told = begin == token + 1 and line.text(begin) in ("لي", "لنا", "له", "لها", "لهم", "لهما")
    begin += told
    apart = (
        line.text(token + 1) in _IN_WHICH
    )  # the relative pronoun is taken up: its noun is no subject
    related = token > low and bool(line.flags(token - 1) & RELATIVE) and not apart
    before = topic_of(line, token, low) if word.text[:1] == "ف" and word.lead else None
    if not word.lead and not related and not apart:
        if token == low and line.inner[token] >= 0:  # فلان "يرى ضرورة ..."
            opened = line.inner[token]
            before = subject_before(line, opened, line.bounds(opened)[0])
        else:
            before = subject_before(line, token, low)
    cue = (token, token + 1)

    after_loose = begin if form.plural else phrase_end(line, begin, high, split=False)
    opening = None
    if takes & {"that", "quote", "colon"}:
        opening = find_opening(line, begin, high, alone=verb.strict or "deed" in takes)
    if opening and not _allowed(opening[1], takes):
        opening = None
    if bare and (opening is None or opening[1] != "that"):
        return None  # أبرز المدعوين: the foremost
    short = None
    if opening is None and verb.sense == "say" and not verb.strict and "object" not in takes:
        short = _short_quotation(line, begin, after_loose, high, takes)
        opening = (short, "quote") if short else None

    if "source" in takes:
        return _passed_on(line, token, form, begin, high, opening)

    # A nominal content stands nearer than a clause: look there first.
    nominal = None
    subordinate = (
        token > low
        and line.text(token - 1) in line.lex.sets["subordinators"]
        and line.text(token - 2) not in ("في", "وفي")
    )
    denied = _is_denied(line, token, low) and verb.lemma != "استبعد"
    due = line.text(token - 1) == "ان" and line.text(token - 2) in _DUE
    if not verb.strict and not subordinate and not denied and not due:
        nominal = nominal_report(line, token, form, begin, high, before, related)
    called = form.pronoun and line.text(token - 1) == "ما"  # ما سماه "..."
    if nominal and nominal.voice is None and called:
        nominal.voice = clause_subject(line, token, low)
    if nominal and (
        not opening
        or nominal.content[0] < opening[0] - 1
        and opening[0] > skip_adverbs(line, after_loose, high) + 1
        or form.pronoun
        and nominal.content[0] < opening[0]
    ):
        return nominal
    if not opening:
        return None

    content = open_content(line, opening[0], high, opening[1])
    if short is not None:
        content = (short, line.closer[short] + 1), 0
    if content is None:
        return None
    voice, via = voice_of(line, token, form, begin, opening[0], before, related, low)
    inner = inner_cue(line, begin, opening[0])
    if inner is not None and via is not None:
        cue = inner
    if voice is not None and is_mute(line, voice):
        return None
    if voice is None and word.text in line.lex.impersonal and not word.lead:
        return _believed(line, token, content, cue)
    if voice is None and word.lead and word.text[1:] in line.lex.impersonal:
        return None
    if verb.strict and opening[0] > over_aside(line, after_loose, high) + 8:
        return None
    since = line.text(low) in ("سبق", "وسبق") and line.text(low + 1)[:1] == "ل"
    if voice is None and since and line.text(token - 1) == "ان":  # سبق للوزير أن قال إن ...
        voice = short_voice(line, (low + 1, token - 1))
        strip = int(voice[0] == low + 1 and not line.text(low + 1).startswith("لل"))
        return Found(content[0], voice, cue, verb.sense, via, content[1], strip)
    if apart and via is None:
        via = text_before(line, token, low)
    if voice is None and (apart or called or word.lead and word.text[0] == "ف"):
        voice = clause_subject(line, token, low)
    return Found(content[0], voice, cue, verb.sense, via, content[1])


_IN_WHICH = frozenset({"فيه", "فيها", "عنه", "عنها", "خلاله", "خلالها", "به", "بها"})


def _believed(line: Line, token: int, content: tuple[Span, int], cue: Span) -> Found | None:
    """``يُعتقد أن``: a belief or rumour that is nobody's, if the passive is written out."""
    if line.text(token) in ("يعتقد", "يقال", "يزعم", "يظن") and DAMMA in line.raw_of(token)[:2]:
        return Found(content[0], None, cue, "think", None, content[1])
    return None


_WHICH = frozenset({"وهو", "وهي", "هو"})
_DUE = frozenset(map(fold, ["المقرر", "المنتظر", "المرتقب", "المتوقع", "المفترض"]))


def _short_quotation(
    line: Line, begin: int, after: int, high: int, takes: frozenset[str]
) -> int | None:
    """Three quoted words right behind the verb or its subject, with nothing else to open."""
    if "quote" not in takes:
        return None
    for place in range(begin, min(after + 1, high)):
        named = place > begin and line.flags(place - 1) & (SOURCE | TITLE | PREP)
        if line.quoted(place) == 3 and not named:
            return place
    return None


def _is_denied(line: Line, token: int, low: int) -> bool:
    """Whether لم or a sister stands before the verb, or before the verb that أو joins it to."""
    if token <= low:
        return False
    no = ("لا", "لم", "لن", "ولا", "ولم", "ولن")
    if line.text(token - 1) == "او":
        return any(line.text(index) in no for index in range(max(low, token - 6), token - 1))
    return line.text(token - 1) in no


def _allowed(kind: str, takes: frozenset[str]) -> bool:
    return kind in takes or (kind == "colon" and "quote" in takes)


def voice_of(
    line: Line,
    token: int,
    form: Form,
    begin: int,
    opening: int,
    before: Span | None,
    related: bool,
    low: int,
) -> tuple[Span | None, Span | None]:
    """Voice and mediator of a verb whose content opens at ``opening``."""
    source = inner_source(line, begin, opening)
    own = source is not None and _quotes_subject(line, begin, opening)
    takes = form.verb.takes
    # a clause is said: what stands before أن is no content of the verb's own ب
    within = takes - {"ب"} if line.flags(opening) & THAT else takes
    end = (
        begin
        if form.plural
        else phrase_end(line, begin, opening, split="person" in takes, takes=within)
    )
    after = (begin, end) if end > begin else None
    if after and line.flags(begin) & OWNED and line.text(begin) in line.lex.sets["own_words"]:
        after = None  # وختم حديثه قائلا
    if (
        after
        and line.text(after[0])[:1] == "ل"
        and (
            line.text(after[0]).startswith("لل")
            or (before and not line.flags(after[0]) & (TITLE | NAME))
        )
    ):
        after = None
    if after is not None and "person" in form.verb.takes and (before or form.pronoun):
        after = None if before else after
    voice = after
    if after is None:
        if related:
            voice = antecedent(line, token - 1, low)
        else:
            voice = before
    elif before and (not line.words[token].lead or line.text(token)[0] == "ف"):
        voice = before if "person" in takes or line.words[token].lead else voice
    elif not related and line.text(token - 1) in line.lex.sets["pronoun_subjects"]:
        voice = None
    if voice is not None and voice == after:
        voice = apposed_name(line, voice, opening)
    if voice is not None:
        voice = short_voice(line, voice)
    if source is not None:
        texts = line.lex.sets["media"] | line.lex.sets["texts"]
        spoke = voice is not None and line.text(voice[0]).removeprefix("ال") not in texts
        return (voice, source) if own and spoke else (source, voice)
    return voice, None


def _quotes_subject(line: Line, begin: int, opening: int) -> bool:
    """Whether a text on the way gives the subject's own words: ``أشار فلان، بحسب البيان، إلى``.

    Behind نقلا عن somebody else speaks; a person behind بحسب does too.
    """
    for token in range(begin, min(opening, begin + 16)):
        if line.text(token) in ("وفقا", "بحسب"):
            for entry in line.lex.according.get(line.text(token), ()):
                source = behind_according(line, token, entry.words, entry.joined)
                if source is not None:
                    text = line.text(source)
                    if entry.joined:
                        text = text[2:] if text.startswith("لل") else text[1:]
                    sets = line.lex.sets
                    return text.removeprefix("ال") in sets["texts"] | sets["media"]
    return False


def inner_cue(line: Line, begin: int, opening: int) -> Span | None:
    """The words ``نقلاً عن`` between verb and content."""
    for token in range(begin, min(opening, begin + 16)):
        if line.text(token) == "نقلا" and line.text(token + 1) == "عن":
            return token, token + 2
    return None


_INNER = frozenset({"نقلا", "وفقا", "بحسب", "علي"})


def inner_source(line: Line, begin: int, opening: int) -> Span | None:
    """Somebody named by نقلاً عن between verb and content."""
    for token in range(begin, min(opening, begin + 16)):
        if line.text(token) in _INNER and source_follows(line, token):
            for entry in line.lex.according.get(line.text(token), ()):
                source = behind_according(line, token, entry.words, entry.joined)
                if source is not None:
                    end = phrase_end(line, source, opening, split=False)
                    if end > source:
                        return short_voice(line, (source, end))
    return None


def nominal_report(
    line: Line, token: int, form: Form, begin: int, high: int, before: Span | None, related: bool
) -> Found | None:
    """A report whose content is a noun phrase: ``حذر الخبراء من ...``."""
    takes = form.verb.takes
    low = line.bounds(token)[0]
    candidates: list[tuple[Span | None, int]] = []
    if before is not None:
        candidates.append((before, begin))
    if not form.plural:
        asked = takes | {"person"} if form.pronoun else takes
        end = phrase_end(line, begin, high, split=True, takes=asked)
        if end > begin and not _is_object(line, begin, takes):
            first = not before or form.pronoun
            candidates.insert(0 if first else 1, ((begin, end), end))
    candidates.append((None, begin))
    for candidate, behind in candidates:
        voice, place = candidate, behind
        if voice is not None and line.text(place) in COMMAS:
            named = apposed_name(line, voice, high)
            if named != voice and line.text(named[1]) in COMMAS:
                voice, place = named, named[1] + 1  # رئيس الجمعية، فلان، عن ...
        place = over_aside(line, place, high)
        if voice is not None and line.text(place) == "امام":  # أقر المتهم أمام القاضي ب...
            place = max(place, phrase_end(line, place + 1, high, split=True, takes=takes))
        if line.flags(place) & RELATIVE and voice is not None:
            place = _behind_relative(line, place, high, takes)
        place = skip_adverbs(line, place, high)
        if (
            line.text(place) in COMMAS
            and place + 1 < high
            and (
                preposition_of(line.words[place + 1], takes)
                or ("object" in takes and line.flags(place + 1) & HEAD and voice is not None)
            )
        ):
            place += 1
        if line.text(place) == "من" and "matter" in takes and form.verb.sense == "want":
            asked_end = phrase_end(line, place + 1, high, split=True)  # طلب من الوزير تأجيل ...
            place = asked_end if asked_end > place + 1 else place
        if place >= high:
            continue
        if line.text(place + 1) in COMMAS and line.flags(place + 2) & THAT:
            continue  # في كلمة قصيرة، أن ...: an adjective, not what is said
        voiced = voice is not None or related or _is_object(line, begin, takes)
        span = nominal_content(line, place, high, takes, form, voiced)
        if span is None:
            continue
        content, strip = span
        if voice is None and related:
            voice = antecedent(line, token - 1, low)
            if voice is not None and is_mute(line, voice) and voice[1] - voice[0] > 1:
                voice = (voice[0] + 1, voice[1])  # قلق الأهالي الذين يطالبون ...
        if (
            voice is None
            and form.kind == "past"
            and not line.words[token].lead
            and not at_clause_head(line, token, low)
        ):
            return None
        if voice is None and line.words[token].text.lstrip("و") in line.lex.impersonal:
            return None
        if voice is not None:
            if is_mute(line, voice):
                return None
            voice = short_voice(line, apposed_name(line, voice, high))
        via = None
        if line.text(token + 1) in ("فيه", "فيها"):
            via = text_before(line, token, low)
        return Found(content, voice, (token, token + 1), form.verb.sense, via, strip)
    return None


def _behind_relative(line: Line, place: int, high: int, takes: frozenset[str]) -> int:
    """Where the verb's own preposition stands behind ``التي ...``; ``place`` if nowhere near."""
    for index in range(place + 1, min(high, place + 14)):
        if line.flags(index) & (THAT | RELATIVE) or line.text(index) in COMMAS | ENDS:
            break
        own = line.text(index) in takes and line.text(index) in ("عن", "الي", "علي", "من")
        if own and line.flags(index + 1) & (HEAD | OWNED):
            return index
    return place


def _is_object(line: Line, token: int, takes: frozenset[str]) -> bool:
    """Whether a word behind the verb cannot be its subject: ``دعت المواطنين``, ``نصح بتجهيز``."""
    word = line.words[token]
    if word.flags & JOINED and word.text[0] in takes:
        return True
    if word.flags & AL and word.text[:3] in ("بال",) and "ب" in takes:
        return True
    plural = bool(word.flags & AL) and word.text.endswith("ين") and len(word.text) >= 8
    return plural and "person" in takes and not word.flags & (PREP | NAME)


def _passed_on(
    line: Line, token: int, form: Form, begin: int, high: int, opening: tuple[int, str] | None
) -> Found | None:
    """``نقلت الصحيفة عن الوزير قوله إن``: the voice is the inner source, the subject is via."""
    end = phrase_end(line, begin, high, split=False)
    via = (begin, end) if end > begin and not form.plural else None
    if via is None and not line.words[token].lead:
        via = subject_before(line, token, line.bounds(token)[0])
    if not opening:
        return None
    wanted = _HANDED_ON.get(form.verb.lemma, ("من", "في", "عن"))
    place = next((i for i in range(end, min(opening[0], end + 10)) if line.text(i) in wanted), None)
    if place is None:
        return None
    apart = line.text(end) in COMMAS or line.text(end) == "من" and "من" not in wanted
    if place > end and not apart:
        return None
    source = place + 1
    stop = phrase_end(line, source, opening[0], split=False)
    while stop > source + 1 and line.words[stop - 1].text.startswith("قول"):
        stop -= 1
    if stop <= source:
        return None
    content = open_content(line, opening[0], high, opening[1])
    if content is None:
        return None
    voice = short_voice(line, (source, stop))
    return Found(content[0], voice, (token, token + 1), form.verb.sense, via, content[1])


_HANDED_ON = {"نقل": ("عن",), "نسب": ("الي",)}


def participle_report(line: Line, token: int, form: Form, high: int) -> Found | None:
    """``مضيفاً أن``: speech carried on, the speaker understood."""
    low = line.bounds(token)[0]
    word = line.words[token]
    if word.flags & (AL | TITLE) and not word.text.endswith("ا"):
        return None
    if wants_no_name(line, token):
        return None
    takes = form.verb.takes
    begin = skip_adverbs(line, token + 1, high)
    if begin >= high:
        return None
    opening = None
    for step in (0, 1):
        place = begin + step
        if place >= high:
            break
        if step and not line.flags(begin) & PREP:
            break
        if line.is_that(place, begin - 1) and "that" in takes:
            opening = place, "that"
        elif line.text(place) == ":" and takes & {"that", "quote"}:
            opening = place, "colon"
        elif place in line.closer and line.quoted(place) > SCARE and step == 0:
            opening = place, "quote"
        if opening:
            break
    if opening is None and takes & {"that"}:
        far = find_opening(line, begin, min(high, begin + 8))
        if far and far[1] in ("that", "colon") and not word.text.endswith("ه"):
            near = nominal_content(line, begin, high, takes, form, False)
            if near is None or form.verb.strict:
                opening = far
    if word.text.endswith("ه") and token > low and not line.flags(token - 1) & MARK:
        voice = subject_before(line, token, low)  # a predicate: فلانة موقنة أن
    else:
        voice = clause_subject(line, token, low)
    if opening:
        content = open_content(line, opening[0], high, opening[1])
        if content is None:
            return None
        return Found(content[0], voice, (token, token + 1), form.verb.sense, None, content[1])
    if form.verb.strict or not (line.flags(token - 1) & MARK or word.text.startswith("و")):
        return None
    span = nominal_content(line, begin, high, takes, form, True)
    if span is None:
        return None
    if token <= low:
        return None
    return Found(span[0], voice, (token, token + 1), form.verb.sense, None, span[1])


def according_report(line: Line, token: int) -> Found | None:
    """``بحسب الوزارة``: the source opens the sentence or trails its content."""
    low, high = line.bounds(token)
    for entry in line.lex.according.get(unled(line.text(token), line.lex.according), ()):
        source = behind_according(line, token, entry.words, entry.joined)
        if source is None or source >= high:
            continue
        if line.flags(source) & (PREP | THAT) and not entry.joined:
            continue
        end = phrase_end(line, source, high, split=False)
        if end <= source:
            continue
        if entry.loose and token == low and (line.flags(end) | line.flags(end - 1)) & OWNED:
            continue  # حسب التاجر أرباحه: he reckoned them
        if not speaks(line, source) and _acts_by(line, source, entry.joined):
            continue
        if (
            entry.loose
            and not speaks(line, source)
            and not is_framed(line, token, low, end, high)
            and not (token == low and (line.text(end) in _SO or line.text(end + 1) in _SO))
        ):
            continue
        cue = (token, source + (1 if entry.joined else 0)) if not entry.joined else (token, source)
        if cue[1] <= cue[0]:
            cue = (token, token + 1)
        strip = 1 if entry.joined and not line.text(source).startswith("لل") else 0
        voice: Span | None = short_voice(line, (source, end))
        if strip and voice and voice[0] != source:
            strip = 0
        if _only_pronoun(line, source, end):
            voice = None
            strip = 0
        place = to_main_clause(line, end, high)
        if leads(line, token, low):
            begin = place
            while begin < high and (
                line.text(begin) in COMMAS
                or line.text(begin) in ("فان", "فانه", "فانها", "فانهم", "ان", "انه", ":", "فقد")
            ):
                begin += 1
            if begin >= high:
                return None
            stop = content_end(line, begin, high, nominal=False)
            if stop - begin < 2:
                return None
            return Found((begin, stop), voice, cue, "say", None, 0, strip)
        if line.told == low and line.inner[token] < 0:
            return None  # the sentence is somebody's report already; this source passes it on
        content = content_before(line, token, low)
        if content is None:
            return None
        return Found(content, voice, cue, "say", None, 0, strip, led=True)
    return None


def _acts_by(line: Line, token: int, joined: bool) -> bool:
    """Whether a rule, a plan or a deed stands where a source would: ``وفقا للقانون``."""
    text = line.text(token)
    if joined:
        text = text[2:] if text.startswith("لل") else text[1:]
    bare = text.removeprefix("ال")
    if joined and line.text(token)[1:] in line.lex.sets["not_sources"]:  # للوائح
        return True
    return bare in line.lex.sets["not_sources"] or bool(VERBAL_NOUN.fullmatch(bare))


def _only_pronoun(line: Line, source: int, end: int) -> bool:
    return end - source == 1 and bool(
        re.fullmatch(r"(?:قول|تعبير|راي|وصف)(?:ه|ها|هم)", line.text(source))
    )


def is_framed(line: Line, token: int, low: int, end: int, high: int) -> bool:
    """A loose expression whose source is set off: it opens the sentence, or a comma stands before."""
    return (
        line.text(token - 1) in COMMAS and (end >= high or line.text(end) in ENDS) and token > low
    )


def leads(line: Line, token: int, low: int) -> bool:
    """Whether a source opens its sentence or clause, so that the content stands behind it."""
    if token == low:
        return True
    for index in range(token - 1, max(low, token - 3) - 1, -1):
        if line.text(index) in COMMAS:
            led = line.text(token) not in line.lex.according and line.text(token)[:1] == "و"
            return led if index == token - 1 else True
        if not line.flags(index) & OPENS:
            return False
    return True


_SO = frozenset({"فان", "فانه", "فانها", "فانهم"})


def as_said_report(line: Line, token: int) -> Found | None:
    """``كما قال الوزير``: the content stands before, or behind a comma."""
    low, high = line.bounds(token)
    for phrase in line.lex.as_said.get(unled(line.text(token), line.lex.as_said), ()):
        if not all(
            line.text(token + step) == word
            or step == 0
            and unled(line.text(token), line.lex.as_said) == word
            for step, word in enumerate(phrase)
        ):
            continue
        place = token + len(phrase)
        if place >= high or line.words[place].lead:
            continue
        spoke = line.is_report_verb(place)
        about = int(spoke and line.text(place + 1) in _IN_WHICH)  # حسب ما صرح (به) الناطق
        taken_up = "ما" in phrase[-1][-2:] and any(f.pronoun for f in line.words[place].forms)
        if line.text(place) in line.lex.stands_in and line.text(place + 1) == "في":
            place += 1  # وفق ما جاء في البيان
        elif not line.is_report_verb(place) and not taken_up:  # بحسب ما ذكرت, ما ذكرته
            continue
        place += about
        end = phrase_end(line, place + 1, high, split=False)
        if end == place + 1 and line.text(end) in ("لدي", "من"):  # حسب ما علم لدى الوزارة
            place, end = end, phrase_end(line, end + 1, high, split=False)
        if line.text(end) == "عن" and any(
            "source" in form.verb.takes for form in line.words[place].forms
        ):
            place, end = end, phrase_end(line, end + 1, high, split=False)
        closed = end >= high or line.text(end) in ENDS or line.text(end) in COMMAS
        if phrase == ("كما",) and not closed and not _ends_soon(line, token):
            return None  # كما أكد الوزير على ...: "he also stressed"
        voice = short_voice(line, (place + 1, end)) if end > place + 1 else None
        cue = (token, token + len(phrase) + 1 + about)
        handed_on = inner_source(line, end, high) if line.text(end) in COMMAS else None
        if handed_on is not None and leads(line, token, low):
            voice = handed_on
        if leads(line, token, low):
            begin = to_main_clause(line, end, high)
            if begin >= high or line.text(begin) not in COMMAS | _SO:
                return None
            aside = line.text(begin) in COMMAS and line.flags(begin + 1) & (PREP | THAT)
            if phrase == ("كما",) and aside:
                return None  # كما نفى الوزير، في بيان، ...: "he also denied"
            begin += 1
            if line.text(begin) in _SO:
                begin += 1
            stop = content_end(line, begin, high, nominal=False)
            return Found((begin, stop), voice, cue, "say") if stop - begin > 1 else None
        content = content_before(line, token, low)
        return Found(content, voice, cue, "say") if content else None
    return None


_WITH_THESE = frozenset({"بهذه", "بهذا", "بتلك"})  # "...", بهذه الكلمات لخص فلان ...


def _trailing(line: Line, token: int, form: Form) -> Found | None:
    """``"...", قال فلان``: the cue and its subject stand behind the quotation."""
    low, high = line.bounds(token)
    thus = int(line.text(token - 1) == "هكذا") or 2 * (line.text(token - 2) in _WITH_THESE)
    if "quote" not in form.verb.takes and not thus or form.kind == "participle":
        return None
    stop = token - thus
    while stop > low and (line.text(stop - 1) in COMMAS or line.text(stop - 1) in DASHES):
        stop -= 1
    opened = line.opener.get(stop - 1)
    if opened is None or opened < low or line.quoted(opened) < 2:
        return _unquoted(line, token, form, low, high, stop)
    if stop == token and line.quoted(opened) <= 3 and opened - low <= 4:
        return None  # المدينة: «الغد» أعلن الوزير ...: the paper's name
    summed_up = thus == 2  # the verb has an object: لخص فلان موقفه
    end = token + 1 if form.plural else phrase_end(line, token + 1, high, split=summed_up)
    voice = short_voice(line, (token + 1, end)) if end > token + 1 else None
    return Found((opened, stop), voice, (token, token + 1), form.verb.sense)


def _unquoted(line: Line, token: int, form: Form, low: int, high: int, stop: int) -> Found | None:
    """``كان يوما صعبا، يضيف السائق.``: the clause before the comma, said in the present."""
    if form.kind != "present" or form.verb.strict or form.verb.sense != "say" or form.plural:
        return None
    if stop == token or line.flags(token - 1) & ~MARK or line.text(token - 1) not in COMMAS:
        return None
    end = phrase_end(line, token + 1, high, split=False)
    if end == token + 1 or line.flags(token + 1) & (PREP | HEAD):
        return None
    behind = line.text(end) if end < high else "."
    if behind not in ENDS | COMMAS and behind not in ("وهو", "وهي"):
        return None
    content = content_before(line, token, low)
    if content is None or content[0] != low:
        return None
    return Found(content, short_voice(line, (token + 1, end)), (token, token + 1), "say")


def _promised(line: Line, token: int, noun: Noun) -> Found | None:
    """``قدم الوزير تعهدا بأن ...``, ``وجه دعوة إلى ...``: a light verb carries the noun."""
    low, high = line.bounds(token)
    place = token + 1
    while place < high and _qualifies(line, place):
        place += 1
    if place >= high:
        return None
    spoken = preposition_of(line.words[place], noun.takes)
    if not line.is_that(place, token) and not (spoken and noun.sense in ("want", "say")):
        return None
    light = next(
        (i for i in range(token - 1, max(low, token - 8) - 1, -1) if _is_light(line, i)), None
    )
    if light is None:
        return None
    if light + 1 == token:
        voice = subject_before(line, light, low)
    else:
        end = phrase_end(line, light + 1, token, split=False)
        voice = (light + 1, end) if end > light + 1 else None
    if line.is_that(place, token):
        content = open_content(line, place, high, "that", inner=True)
    elif spoken and voice is not None:
        begin = place if spoken[1] else place + 1
        if begin < high and line.flags(begin) & THAT:
            begin += 1
        stop = content_end(line, begin, high, nominal=True, inner=True) if begin < high else begin
        content = ((begin, stop), spoken[1]) if stop > begin else None
    else:
        content = None
    if content is None:
        return None
    voice = short_voice(line, voice) if voice else None
    return Found(content[0], voice, (light, token + 1), noun.sense, None, content[1])


def _qualifies(line: Line, token: int) -> bool:
    """Whether an indefinite adjective stands here: ``نداء (عاجلا) إلى``, ``دعوة (جديدة)``."""
    word = line.words[token]
    if word.flags & ~OWNED or word.forms or word.noun:
        return False
    return line.raw_of(token).endswith(("ة", "ا" + TANWIN, TANWIN + "ا", "ا"))


def _is_light(line: Line, token: int) -> bool:
    text = line.text(token)
    light = line.lex.sets["light"]
    return text in light or (text[:1] == "و" and text[1:] in light)


def _owned_noun(line: Line, token: int, noun: Noun, high: int) -> Found | None:
    """``مخاوفهم من ...``: the speaker is a pronoun written on to the noun."""
    place = token + 1
    if place < high and line.flags(place) & AL and line.text(place).endswith(("يه", "ي")):
        place += 1
    if place >= high:
        return None
    cue = (token, token + 1)
    if line.is_that(place, token) and "that" in noun.takes:
        content = open_content(line, place, high, "that", inner=True)
        if content is None:
            return None
        return Found(content[0], None, cue, noun.sense, None, content[1], owned=True)
    spoken = preposition_of(line.words[place], noun.takes)
    if not spoken or noun.sense == "say":
        return None
    start = place if spoken[1] else place + 1
    if start < high and line.flags(start) & THAT:
        start += 1
    stop = content_end(line, start, high, nominal=True, inner=True) if start < high else start
    if stop <= start:
        return None
    return Found((start, stop), None, cue, noun.sense, None, spoken[1], owned=True)


def _by_saying(line: Line, token: int) -> Found | None:
    """``اكتفى الوزير بالقول إن ...``, ``بقوله: "..."``: the subject of the sentence speaks."""
    low, high = line.bounds(token)
    place = token + 1
    if place >= high:
        return None
    source = None
    if line.text(token) in _BY_NAMING:
        place += line.text(place) in _BY_NAMING[line.text(token)]
        if place >= high:
            return None
        if not line.is_that(place, token):
            return _no_more_than(line, token, place, low, high)
    if line.text(place) in COMMAS:  # بالقول، على لسان الناطق باسمها، إن ...
        source = inner_source(line, place, min(high, place + 16))
        place = over_aside(line, place, high) if source else place
    if place >= high:
        return None
    kind = "that" if line.is_that(place, token) else "colon" if line.text(place) == ":" else ""
    if place in line.closer and line.quoted(place) > SCARE:
        kind = "quote"
    content = open_content(line, place, high, kind) if kind else None
    if content is None:
        return None
    if line.text(low) in ("اما", "واما"):
        verb = next((i for i in range(low + 2, token) if line.text(i).startswith("ف")), token)
        voice: Span | None = (low + 1, verb)
    else:
        voice = clause_subject(line, token, low) or _subject_behind(line, low, token)
    if source is not None:
        voice, via = source, voice
        return Found(content[0], voice, (token, token + 1), "say", via, content[1])
    return Found(content[0], voice, (token, token + 1), "say", None, content[1])


_NO_MORE = frozenset(map(fold, ["اكتفى", "اكتفت", "اكتفوا", "يكتفي", "تكتفي", "مكتفيا", "مكتفية"]))


def _no_more_than(line: Line, token: int, place: int, low: int, high: int) -> Found | None:
    """``اكتفى الوزير بالإشارة إلى وجود ...``: a bare noun is said, if nothing more is."""
    opened = range(max(low, token - 6), token)
    if place == token + 1 or not any(unled(line.text(i), _NO_MORE) in _NO_MORE for i in opened):
        return None
    if line.flags(place) & (MARK | THAT | PREP):
        return None
    stop = content_end(line, place, high, nominal=True)
    voice = clause_subject(line, token, low) or _subject_behind(line, low, token)
    return Found((place, stop), voice, (token, token + 1), "say") if stop > place else None


def _subject_behind(line: Line, low: int, token: int) -> Span | None:
    """Who acts behind the verb that opens a sentence: ``وذهب (سالم) إلى القول``."""
    if line.flags(low) & ~OWNED or line.flags(low + 1) & (PREP | MARK | THAT | OPENS | ADVERB):
        return None
    end = phrase_end(line, low + 1, token, split=True, takes=frozenset({"alone", "ب"}))
    return short_voice(line, (low + 1, end)) if end > low + 1 else None


_BY_NAMING = {  # بالإشارة إلى أن: nouns that need their أن, and the prepositions before it
    fold(noun): frozenset(map(fold, behind))
    for noun, behind in {
        "بالإشارة": ("إلى",),
        "بالتنويه": ("إلى",),
        "بالتأكيد": ("على",),
        "بالتشديد": ("على",),
        "بالتذكير": (),
        "بالتحذير": ("من",),
    }.items()
}
_SAID_BY = frozenset(map(fold, ["بالقول", "بقوله", "بقولها", "بقولهم", "بقولهما"]))
_BY_SAYING = _SAID_BY | _BY_NAMING.keys()


def _own_view(line: Line, token: int) -> Found | None:
    """``وفقا له، ...``, ``برأيه فإن ...``: the speaker is a pronoun."""
    low, high = line.bounds(token)
    end = own_view_at(line, token)
    if not end or end >= high and token == low:
        return None
    cue = (token, end)
    if leads(line, token, low):
        begin = end
        while begin < high and (line.text(begin) in COMMAS or line.text(begin) in _SO):
            begin += 1
        stop = content_end(line, begin, high, nominal=False) if begin < high else begin
        return Found((begin, stop), None, cue, "say") if stop - begin > 1 else None
    if line.told == low or not (end >= high or line.flags(end) & MARK):
        return None
    if line.text(token - 1) not in COMMAS:
        return None
    content = content_before(line, token, low)
    return Found(content, None, cue, "say", led=True) if content else None


def noun_report(line: Line, token: int, noun: Noun) -> Found | None:
    """``تصريحات الوزير حول ...``: a noun of saying, its speaker and what is said."""
    _, high = line.bounds(token)
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
    definite = bool(word.flags & AL)
    if definite:
        # the speaker as an adjective: التهديدات الإيرانية بشن
        if (
            "ب" in takes
            and noun.sense != "say"
            and line.flags(begin) & AL
            and line.text(begin).endswith(("يه", "ي"))
        ):
            voice, place = (begin, begin + 1), begin + 1
        else:
            return None
    else:
        if line.text(begin) in ("مفاده", "مفادها", "يفيد", "تفيد"):
            place = begin
        elif line.text(begin) in ("في", "لدي", "بين") and "that" in takes:
            end = phrase_end(line, begin + 1, high, split=False)
            if end == begin + 1 or not line.text(end).startswith(("مفاد", "يفيد", "تفيد")):
                return None
            if not line.is_that(end + 1, end):
                return None
            voice, place = (begin + 1, end), end
        else:
            end = phrase_end(line, begin, high, split=True)
            if end > begin and (
                line.flags(begin) & (AL | TITLE | NAME | SOURCE)
                or line.flags(end - 1) & AL
                or begin in line.closer
                or end == begin + 1
            ):
                voice, place = (begin, end), end
    while place < high and line.text(place) in ("مفاده", "مفادها", "يفيد", "تفيد"):
        place += 1
    if line.text(place) == "من" and not definite and noun.sense in ("want", "say"):
        # دعوات مستمرة من العراق لسحب; تحذيرات من الأطباء من ...
        end = phrase_end(line, place + 1, high, split=True)
        opens = end < high and (line.text(end) in takes or line.is_that(end, end))
        said = noun.sense == "say" and opens and (place == begin or voice is not None)
        if end > place + 1 and (said or noun.sense == "want" and voice is not None):
            voice, place = (place + 1, end), end
    if line.text(place) in ("قائلا", "قائله"):
        return None  # رد على تصريحات الوزير قائلا: another's words
    place = skip_adverbs(line, place, high)
    if place >= high:
        return None
    cue = (token, token + 1)
    if line.is_that(place, token) and "that" in takes:
        content = open_content(line, place, high, "that", inner=True)
        if content and (voice or place == begin + 1 and line.text(begin).startswith("مفاد")):
            if (
                voice
                and line.flags(voice[0]) & HEAD
                and not line.flags(voice[0]) & (SOURCE | TITLE)
            ):
                return None
            return Found(
                content[0],
                short_voice(line, voice) if voice else None,
                cue,
                noun.sense,
                None,
                content[1],
            )
        return None
    if voice is None:
        return None
    first = line.flags(voice[0])
    if first & (PREP | ADVERB) or (first & HEAD and not first & (SOURCE | TITLE | NAME)):
        return None
    if not (first & (AL | TITLE | NAME | SOURCE) or voice[1] - voice[0] == 1):
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
    spoken = preposition_of(line.words[place], takes)
    if spoken:
        start = place if spoken[1] else place + 1
        if start >= high:
            return None
        kind_that = line.flags(start) & THAT
        if kind_that:
            start += 1
        stop = content_end(line, start, high, nominal=True, inner=True)
        stop = _before_main_verb(line, token, start, stop)
        return (
            Found((start, stop), short_voice(line, voice), cue, noun.sense, None, spoken[1])
            if stop > start
            else None
        )
    if "object" in takes and line.flags(place) & HEAD:
        stop = content_end(line, place, high, nominal=True, inner=True)
        stop = _before_main_verb(line, token, place, stop)
        return Found((place, stop), short_voice(line, voice), cue, noun.sense)
    if line.text(place) == ":":
        place += 1
    if "quote" in takes and place in line.closer and line.quoted(place) > 2:
        return Found((place, line.closer[place] + 1), short_voice(line, voice), cue, noun.sense)
    return None


def _text_noun(line: Line, token: int) -> int:
    """Where the text stands that something is read in: ``نشرت الصحيفة (تقريرا) جاء فيه``."""
    near = range(token - 1, max(-1, token - 4), -1)
    return next((i for i in near if line.text(i).removesuffix("ا") in _texts(line)), token)


def _texts(line: Line) -> frozenset[str]:
    return line.lex.sets["texts"]


def _before_main_verb(line: Line, token: int, begin: int, stop: int) -> int:
    """Where the sentence's own verb ends a content whose noun opens the sentence."""
    if token > line.bounds(token)[0] and not line.flags(token - 1) & (OPENS | MARK):
        return stop
    verbs = line.lex.sets["main_verbs"]
    behind = range(begin + 1, stop)
    return next(
        (i for i in behind if line.text(i) in verbs and not line.flags(i - 1) & OPENS), stop
    )


def _stands_in(line: Line, token: int) -> Found | None:
    """``جاء في البيان أن``: the source stands behind في."""
    low, high = line.bounds(token)
    if line.text(token + 1) not in ("في", "فيه", "فيها"):
        return None
    begin = token + 2
    if line.text(token + 1) != "في":
        end = begin
    else:
        end = phrase_end(line, begin, high, split=False)
        if end <= begin or not speaks(line, begin):
            return None
    opening = find_opening(line, end, min(high, end + 12))
    if opening is None:
        return None
    content = open_content(line, opening[0], high, opening[1])
    if content is None:
        return None
    voice = (begin, end) if end > begin else clause_subject(line, _text_noun(line, token), low)
    return Found(content[0], voice, (token, token + 2), "say", None, content[1])


def cues(line: Line) -> Iterator[Found]:
    """Everything that cues of a line report, in the order of the cues."""
    lex = line.lex
    count = len(line.words)
    token = 0
    contents: set[Span] = set()
    spent = -1  # a cue or a voice reaches to here: no other cue stands in it
    while token < count:
        word = line.words[token]
        text = word.text
        found: Found | None = None
        if word.flags & MARK:
            token += 1
            continue
        if text in lex.as_said or text[:1] == "و" and text[1:] in lex.as_said:
            found = as_said_report(line, token)
        if token < spent:
            token += 1
            continue
        if found is None and word.noun is not None and not word.flags & AL and not word.owned:
            found = _promised(line, token, word.noun)
        if found is None and (
            text in lex.according or text[:1] == "و" and text[1:] in lex.according
        ):
            found = according_report(line, token)
        if found is None and text in lex.own_view:
            found = _own_view(line, token)
        if found is None and (
            text in lex.stands_in or text[:1] == "و" and text[1:] in lex.stands_in
        ):
            found = _stands_in(line, token)
        if (
            found is None
            and word.forms
            and not word.flags & AL
            and not (word.noun is not None and TANWIN in line.raw_of(token))
        ):
            for form in word.forms:
                found = _trailing(line, token, form) if _may_trail(line, token) else None
                found = found or verb_report(line, token, form)
                if found:
                    break
        to_say = text == "القول" and line.text(token - 1) == "الي"
        if found is None and (text in _BY_SAYING or to_say):
            found = _by_saying(line, token)
        if found is None and word.noun is not None:
            found = noun_report(line, token, word.noun)
        asked_again = found is not None and found.owned and found.sense == "want"
        if asked_again and any(span[0] == token for span in contents):
            found = None  # جدد مطالبته ب...: one report, not two
        if found is not None and word.noun is not None and found.content in contents:
            found = None  # قال في بيان مقتضب: one report, not two
        if found is not None:
            contents.add(found.content)
            yield found
            line.told = line.sentence_start[token]
            if found.cue is not None and found.cue[0] >= token:
                spent = found.cue[1]
                voice = found.voice
                if (
                    voice is not None
                    and spent <= voice[0]
                    and (voice[0] <= spent + 3 or voice[1] <= found.content[0])
                ):
                    spent = voice[1]
        token += 1


def _may_trail(line: Line, token: int) -> bool:
    if line.words[token].lead:
        return False
    return _ends_soon(line, token) or line.text(token - 1) in COMMAS


def _ends_soon(line: Line, token: int) -> bool:
    """Whether a closing quotation mark stands before this token."""
    previous = token - 1
    if line.text(previous) == "هكذا":
        previous -= 1
    elif line.text(previous - 1) in _WITH_THESE:
        previous -= 2
    if previous >= 0 and (line.text(previous) in COMMAS or line.text(previous) in DASHES):
        previous -= 1
    return previous in line.opener and not line.words[token].lead
