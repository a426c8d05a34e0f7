"""Who a voice is: from the words at a report to an actor of the frame.

The words may be a name, a spelling of it that the frame does not list, a description that
takes up an earlier speaker (``المسؤول``), or nothing at all (``وأضاف``). Speakers that the frame
does not know keep the words of the text as their name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from helpers.arabic.origins import adjective_of, origin_of
from helpers.arabic.speech_lexicon import lexicon
from helpers.arabic.text import fold
from helpers.frame import Actor, Frame

__all__ = ["Known", "Memory", "Speaker", "is_text", "possessed"]

_WORD = re.compile(r"[^\W_]+")
#: Spelling variants of a name are this alike, of 100; unlike names of one length are not.
_ALIKE = 86
_WORDS_ALIKE = 66  # and so is each of their words
_SHORTEST = 5
_REMEMBERED = 200
#: Kinds of actor that tell what somebody near them is; a paper that quotes him does not.
_SPEAKING = frozenset({"person", "body", "state", "anonymous"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved voice.

    Attributes:
        name: The actor's name in the frame, or the words of the text.
        groups: Voice groups of the frame that it speaks for; empty where nothing tells.
        anonymous: No name stands behind it.
    """

    name: str
    groups: tuple[str, ...]
    anonymous: bool = False


#: The voice group for speakers that the frame does not know, where the frame has one.
_ELSE = "other"
NOBODY = Speaker("", (), True)


def words_of(raw: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(_WORD.findall(fold(raw)))


class Known:
    """The actors of a frame, ready to be found in phrases."""

    def __init__(self, frame: Frame) -> None:
        """Index the aliases of a frame's actors."""
        self._frame = frame
        self._actors: dict[str, Actor] = {actor.name: actor for actor in frame.actor}
        self._by_words: dict[tuple[str, ...], Actor] = {}
        for actor in frame.actor:
            for alias in (*actor.aliases, actor.name):
                self._by_words.setdefault(words_of(alias), actor)
        #: Folded aliases of persons: ``name: ...`` at the head of a line is theirs.
        self.names = frozenset(
            " ".join(words) for words, actor in self._by_words.items() if actor.kind == "person"
        )
        self._media = next((a.group for a in frame.actor if a.kind == "medium"), None)
        experts = self._by_words.get((fold("خبراء"),))
        self._scholars = self.unnamed_to_named(experts.group) if experts else None
        self._longest = max((len(words) for words in self._by_words), default=0)
        #: Aliases of several words without their articles, for descriptions.
        self._bare: dict[tuple[str, ...], Actor] = {}
        for words, actor in self._by_words.items():
            if len(words) > 1:
                self._bare.setdefault(tuple(map(_bare, words)), actor)
        self._named = {
            " ".join(words): actor
            for words, actor in self._by_words.items()
            if actor.kind in ("person", "medium")
            and len("".join(words)) >= _SHORTEST
            and not _is_role(words[0])
        }
        anonymous = [group.id for group in frame.voice_group if group.anonymous]
        #: The group of those who keep their name and their side to themselves.
        self.unnamed = anonymous[-1] if anonymous else ""

    @cached_property
    def _adjectives(self) -> Mapping[str, str]:
        """Adjectives of origin (``روسي``) with their voice group.

        Those of the frame's states, and of peoples that aliases of bodies name. Names of persons
        tell nothing: who is called "the Sudanese" speaks for no country of that name.
        """
        seen: dict[str, Counter[str]] = {}
        states: dict[str, str] = {}
        peoples = lexicon().sets["peoples"]
        for words, actor in self._by_words.items():
            if actor.kind == "state" and len(words) == 1:
                states.setdefault(adjective_of(words[0]), actor.group)
            for word in words:
                stem = origin_of(word)
                if stem in peoples and actor.kind not in ("medium", "person"):
                    seen.setdefault(stem, Counter())[actor.group] += 1
        families = {
            origin_of(words[0])
            for words, actor in self._by_words.items()
            if actor.kind == "person" and len(words) == 1
        }
        told = {stem: counts.most_common(1)[0][0] for stem, counts in seen.items()} | states
        none = families | lexicon().sets["trades"]
        return {stem: group for stem, group in told.items() if stem not in none}

    def speaker(self, actor: Actor) -> Speaker:
        """The speaker that an actor of the frame is."""
        parts = actor.name.split(" and ")
        groups = (
            tuple(dict.fromkeys(self._actors[part].group for part in parts))
            if len(parts) > 1 and all(part in self._actors for part in parts)
            else (actor.group,)
        )
        anonymous = actor.kind == "anonymous" or actor.group in {
            group.id for group in self._frame.voice_group if group.anonymous
        }
        return Speaker(actor.name, groups, anonymous)

    def exact(self, words: tuple[str, ...]) -> Actor | None:
        """The actor with exactly this alias, attached و or ل aside."""
        if not words:
            return None
        for variant in _variants(words[0]):
            found = self._by_words.get((variant, *words[1:]))
            if found:
                return found
        return None

    def similar(self, words: tuple[str, ...]) -> Actor | None:
        """The person or medium whose name is nearly this: another spelling."""
        phrase = " ".join(words)
        if len(phrase) < _SHORTEST or not self._named or _is_role(words[0]):
            return None
        best = process.extractOne(
            phrase, self._named.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        if best is None or len(best[0].split()) != len(words) or best[0][:1] not in phrase[:3]:
            return None
        pairs = zip(best[0].split(), words, strict=True)
        if any(fuzz.ratio(known, word) < _WORDS_ALIKE for known, word in pairs):
            return None  # two men of one family, not two spellings
        return self._named[best[0]]

    def inside(
        self, words: tuple[str, ...], *, kinds: frozenset[str] | None = None, first: bool = False
    ) -> Actor | None:
        """The actor with the longest alias that stands in a phrase; the first of equals.

        Args:
            words: The folded words of the phrase.
            kinds: Kinds of actor that count; all if not given.
            first: Take the alias that begins first, and of those the longest.
        """
        if first:
            for begin in range(len(words)):
                for length in range(min(self._longest, len(words) - begin), 0, -1):
                    found = self.exact(words[begin : begin + length])
                    if found and (kinds is None or found.kind in kinds):
                        return found
            return None
        for length in range(min(self._longest, len(words)), 0, -1):
            for begin in range(len(words) - length + 1):
                found = self.exact(words[begin : begin + length])
                if found and (kinds is None or found.kind in kinds):
                    return found
        return None

    def starting(self, words: tuple[str, ...], least: int) -> Actor | None:
        """The actor whose alias begins a text and is longer than the voice found there."""
        for length in range(min(self._longest, len(words)), max(least, 1), -1):
            found = self.exact(words[:length])
            if found:
                return found
        return None

    def trade(self, word: str) -> str | None:
        """The voice group of papers and of institutes, by what they are called."""
        sets = lexicon().sets
        if _head(word) in sets["media"]:
            return self._media
        return self._scholars if _head(word) in sets["scholars"] else None

    def expert(self, words: tuple[str, ...]) -> tuple[str, str] | None:
        """The voice groups of experts without and with a name, if a phrase names one."""
        actor = self._by_words.get((fold("خبراء"),))
        if actor is None or not any(_head(word) in lexicon().sets["experts"] for word in words):
            return None
        return actor.group, self.unnamed_to_named(actor.group)

    def state_of(self, group: str) -> Actor | None:
        """The state of a voice group, for ``التهديدات الإيرانية``."""
        return next((a for a in self._frame.actor if a.group == group and a.kind == "state"), None)

    def origin(self, words: tuple[str, ...]) -> str | None:
        """The voice group that an adjective of origin in a phrase points to."""
        return self.origin_at(words)[1]

    def origin_at(self, words: tuple[str, ...]) -> tuple[int, str | None]:
        """Where the first adjective of origin stands, and its voice group.

        Returns:
            (number of the word, group); the group is ``None`` for a people that the frame does not
            know. Without such an adjective the number is that of the words.
        """
        peoples = lexicon().sets["peoples"]
        for index, word in enumerate(words):
            stem = origin_of(word)
            if stem and stem in self._adjectives:
                return index, self._adjectives[stem]
            if stem and stem in peoples or word in lexicon().sets["international"]:
                return index, None
        return len(words), None

    def described(self, words: tuple[str, ...]) -> tuple[int, int, Actor | None]:
        """The actor that a description names: the longest alias, the first of equals.

        A country behind a preposition is where somebody is, not who he is, and a person's family
        name alone may be an adjective or another man's.

        Returns:
            (number of the alias's first word, number after its last, actor), or the end of the
            description twice and ``None``.
        """
        behind = lexicon().sets["places_behind"]
        best: tuple[int, int, Actor] | None = None
        for begin in range(len(words)):
            for length in range(min(self._longest, len(words) - begin), 0, -1):
                part = words[begin : begin + length]
                found = self.exact(part) or self._bare.get(tuple(map(_bare, part)))
                if found is None or found.kind not in _SPEAKING:
                    continue
                if length == 1 and found.kind == "person":
                    continue
                if length == 1 and _is_role(part[0]):
                    follows = words[begin + 1] if begin + 1 < len(words) else ""
                    if found.kind != "body" or part[0][:2] != "ال" or _is_adjective(follows):
                        continue  # النائب العام: the prosecutor, no deputy
                placed = begin > 0 and (words[begin - 1] in behind or part[0][:1] == "ب")
                if found.kind == "state" and length == 1 and placed:
                    continue
                if best is None or length > best[1]:
                    best = begin, length, found
                break
        if best is None:
            return len(words), len(words), None
        return best[0], best[0] + best[1], best[2]

    def after_office(self, group: str) -> str:
        """The group of those who have left a government or parliament, if the frame parts them.

        Former officials of other sides speak for nobody: an empty string.
        """
        ids = [item.id for item in self._frame.voice_group]
        first = group.split(" ", 1)[0]
        left = (name for name in ids if "former" in name and name.split(" ", 1)[0] == first)
        return next(left, "")

    def unnamed_to_named(self, group: str) -> str:
        """The group of the same people with names, if the frame parts them."""
        named = group.replace(", unnamed", ", named")
        return named if named in {item.id for item in self._frame.voice_group} else group


def _variants(word: str) -> list[str]:
    found = [word]
    if word[:1] in "ول" and len(word) > 3:
        found.append(word[1:])
    if word.startswith("لل"):
        found.append("ال" + word[2:])
    if word.startswith("ال") and len(word) > 4:
        found.append(word[2:])
    return found


def _is_adjective(word: str) -> bool:
    return word in lexicon().sets["adjectives"]


def _bare(word: str) -> str:
    """The word without the article, and without ل before it."""
    if word.startswith("لل") and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _ROLES() -> frozenset[str]:
    sets = lexicon().sets
    return sets["titles"] | sets["sources"]


@dataclass(slots=True)
class Memory:
    """The speakers of a text so far, to resolve what takes one up.

    Attributes:
        known: The actors of the frame.
        last: Who spoke last.
        via: Who passed the last speaker's words on.
        heads: Who bore a title last.
        names: Who bears a family name.
        offices: Whom the text has named in an office, by the words of the office.
    """

    known: Known
    last: Speaker = NOBODY
    via: str = ""
    heads: dict[str, Speaker] = field(default_factory=dict)
    names: dict[str, Speaker] = field(default_factory=dict)
    offices: dict[tuple[str, ...], Speaker] = field(default_factory=dict)

    def resolve(self, voice: str | None, description: str, ahead: str = "") -> Speaker:
        """The speaker behind a voice.

        Args:
            voice: The words at the report, or ``None``.
            description: The voice with the title before and the apposition behind it.
            ahead: The text from the voice on, for names longer than the voice.
        """
        if voice is None:
            return self.last
        words = words_of(voice)
        if possessed(voice) and self.last.name:
            return self.last
        wide = words_of(description)
        known = self.known
        met = self.names.get(_bare(words[0])) if len(words) == 1 else None
        actor = known.exact(words) or known.starting(words_of(ahead), len(words))
        if met is not None and (actor is None or actor.kind == "person"):
            self._remember(met, words, wide)
            return met
        held = self.offices.get(tuple(map(_spelt, words))) if self.offices else None
        if held is not None and (actor is None or actor.kind == "person"):
            return held  # the frame knows one holder of the office, the text has named its own
        if actor is not None and len(words) == 1 and words[0].startswith("ال"):
            title = _head(words[0])  # "the deputy" is the one who spoke, not any deputy
            if title in lexicon().sets["titles"] and title in self.heads:
                return self.heads[title]
        taken_up = self._taken_up(words) if actor is None else None
        if actor is None and taken_up is None:
            actor = known.similar(words)
        if actor is not None:
            speaker = known.speaker(actor)
        elif taken_up is not None:
            return taken_up
        else:
            speaker = self._unlisted(voice, words, wide)
        self._remember(speaker, words, wide)
        return speaker

    def _unlisted(self, voice: str, words: tuple[str, ...], wide: tuple[str, ...]) -> Speaker:
        known = self.known
        sets = lexicon().sets
        titled = bool(words) and not _is_role(words[0])
        name = " ".join(voice.split())
        inner = known.inside(words)
        if inner is not None and not titled and inner.kind in ("anonymous", "body", "person"):
            alone = inner.kind != "person" or known.described(words)[2] is inner
            from_, side = known.origin_at(words)
            alone = alone and (from_ == len(words) or side == inner.group)
            if alone and len(words) <= 4 and not _is_former(wide):
                return known.speaker(inner)
        at, origin = known.origin_at(wide)
        if origin is not None and len(words) == 1 and origin_of(words[0]):
            state = known.state_of(origin)
            if state is not None:
                return known.speaker(state)
        hidden = bool(words) and words[0] in sets["nameless"]
        trade = known.trade(words[0]) if words else None
        if trade is not None:
            return Speaker(name, (trade,), len(words) < 2)
        expert = known.expert(words if not titled else wide[: len(wide) - len(words) + 1])
        if expert is not None:
            return Speaker(name, (expert[titled],), not titled)
        groups = self._side(wide, at, origin)
        if titled:
            groups = tuple(map(known.unnamed_to_named, groups))
        if hidden and groups in ((), (_ELSE,)) and known.unnamed:
            groups = (known.unnamed,)
        return Speaker(name, groups, hidden)

    def _side(self, wide: tuple[str, ...], at: int, origin: str | None) -> tuple[str, ...]:
        """For whom somebody speaks whom the frame does not list; empty if nothing tells."""
        known = self.known
        begin, end, about = known.described(wide)
        office = any(_in_office(word) for word in wide)
        other = about is not None and at < len(wide) and origin != about.group
        if about is not None and other and (at == end or about.kind == "person"):
            about = None  # رئيس أركان الجيش الإسرائيلي: the adjective says whose army it is
        if about is not None and (begin <= at or origin is not None and about.group == origin):
            groups = known.speaker(about).groups
            if about.kind == "state" and not office:
                return ()
        elif at < len(wide):
            groups = (origin,) if origin is not None and office else ()
        elif about is not None:
            groups = known.speaker(about).groups
        else:
            groups = ()
        if groups and _is_former(wide):
            left = known.after_office(groups[0])
            return (left,) if left else ()
        return groups

    def _taken_up(self, words: tuple[str, ...]) -> Speaker | None:
        """An earlier speaker that a bare description with the article means."""
        if not words or not words[0].removeprefix("و").startswith(("ال", "لل")):
            return None
        head = _head(words[0])
        if len(words) > 2 or not _is_role(words[0]):
            return None
        same = len(words) == 2 and words[1] in _SAME
        if head in self.heads:
            found = self.heads[head]
            if len(words) == 1 or same or found.groups:
                return found
        texts = head in _TEXTS or head in lexicon().sets["sources"] or same
        if (len(words) == 1 or same) and self.last.name and texts:
            return self.last
        return None

    def _remember(self, speaker: Speaker, words: tuple[str, ...], wide: tuple[str, ...]) -> None:
        if len(self.heads) > _REMEMBERED:
            self.heads.clear()
        if len(self.names) > _REMEMBERED:
            self.names.clear()
        if len(self.offices) > _REMEMBERED:
            self.offices.clear()
        office = _office(words, wide)
        if office:
            self.offices[office] = speaker
        for word in (*words, *wide):
            if _is_role(word):
                self.heads[_head(word)] = speaker
        if 1 < len(words) < 5 and not _is_role(words[0]) and not _is_role(words[-1]):
            self.names[_bare(words[-1])] = speaker


def _office(words: tuple[str, ...], wide: tuple[str, ...]) -> tuple[str, ...]:
    """The office in front of a name, without و: ``وزير الدفاع الكندي`` of ``... بيل بلير``.

    Offices of one word are many men's; empty where the voice is no name of two words or more, or
    where the office is not his any more.
    """
    if not 1 < len(words) < 5 or _is_role(words[0]) or _is_former(wide):
        return ()
    count = len(wide) - len(words)
    at = next((i for i in range(count + 1) if wide[i : i + len(words)] == words), 0)
    if not 2 < at < 8:
        return ()
    begin = next((i for i in range(at - 2) if _is_role(wide[i])), at)
    return tuple(map(_spelt, wide[begin:at]))


def _spelt(word: str) -> str:
    """One spelling for an office: without و before its first word, one of America's two names."""
    bare = word[1:] if word[:1] == "و" and _is_role(word[1:]) else word
    return bare.replace("ميرك", "مريك")


_SAME = frozenset(map(fold, ["نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "المذكور", "المذكورة"]))


def _is_former(words: tuple[str, ...]) -> bool:
    return any(word in lexicon().sets["former"] for word in words)


def _in_office(word: str) -> bool:
    """Whether a word is an office or a body of a state, with particles in front or in the dual."""
    offices = lexicon().sets["offices"]
    head = _head(word)
    bare = head[1:] if head[:1] in "لب" and head[1:] in offices else head
    return (
        bare in offices
        or (bare.endswith("ا") and bare[:-1] in offices)
        or (bare.endswith(("ان", "ين")) and bare[:-2] in offices)
    )


def _head(word: str) -> str:
    for prefix in ("وال", "ولل", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    if word.startswith("و") and word[1:] in _ROLES():  # وزير begins with a و of its own
        return word[1:]
    return word


def possessed(voice: str) -> bool:
    """Whether a voice is one word with somebody's pronoun: ``سلطاتها``."""
    words = words_of(voice)
    return len(words) == 1 and words[0].endswith(("ها", "هم", "هما")) and len(words[0]) > 4


def is_text(voice: str) -> bool:
    """Whether a voice is a text or a body without a name: ``بيان``, ``التقرير``."""
    words = words_of(voice)
    return len(words) <= 2 and bool(words) and _head(words[0]) in lexicon().sets["sources"]


_TEXTS = frozenset(map(fold, ["فصيل", "حركة", "تنظيم", "جماعة", "رجل", "مرأة", "طرف", "جانب"]))


def _is_role(word: str) -> bool:
    head = _head(word)
    roles = _ROLES()
    return head in roles or head in _TEXTS or (head.endswith("ا") and head[:-1] in roles)
