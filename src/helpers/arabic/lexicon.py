"""The words that this package knows, read once from the data files beside it.

What a word can be is a `Sense`: a number, an ordinal, a noun that is counted, a month, a
part of the day. A form may have several senses at once (ربع is a quarter and a noun); the
grammar decides by what stands around it. All forms are folded (see `helpers.arabic.text`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from babel import Locale

from helpers.arabic.text import fold

__all__ = ["Lexicon", "Noun", "Sense", "data", "lexicon"]


class Noun(NamedTuple):
    """One reading of a noun form.

    Attributes:
        lemma: English singular.
        kind: ``time``, ``money``, ``measure`` or ``count``.
        number: 1 singular, 2 dual, 3 plural.
        construct: A dual that has lost its ن, so a noun must follow.
        sure: False for a dual form that is usually something else (``وزيري``), and for a
            plural in the accusative (``أياما``).
    """

    lemma: str
    kind: str
    number: int
    construct: bool = False
    sure: bool = True


@dataclass(slots=True)
class Sense:
    """Everything a form can mean; ``None`` or empty where it cannot.

    Attributes:
        card: Value of a cardinal and its class: unit, ten, teen, tens, hundred, scale,
            accusative (of a scale word), dual, plural.
        eleven: The form is أحد/إحدى, which counts only before عشر.
        ordinal: Value of an ordinal up to ten; eleventh's first word has 1 and `eleventh`.
        fraction: Numerator and denominator.
        few: Range of عدة and its like. vague: range of عشرات and its like.
        majority: The form says "most of".
        nouns: The readings as a noun.
        month, hijri: Number of the month. month_first, hijri_first: first word of a month
            of two words, with the second words and their months.
        weak_month: Also an ordinary word; needs a date around it.
        weekday: Monday is 0. season: EDTF code. decade: 20 to 90.
        part: The word names a part of a period. day_part: am, pm or noon.
        relative: past, future or now. day_word: days from today.
        adverb: Value of an ordinal used as an adverb (ثالثا), which ranks behind some verbs.
        role: Any other duty: percent, year, day, month, clock, this, negation, name, …
    """

    card: tuple[int, str] | None = None
    eleven: bool = False
    ordinal: int | None = None
    eleventh: bool = False
    fraction: tuple[int, int] | None = None
    few: tuple[int, int] | None = None
    vague: tuple[int, int] | None = None
    majority: bool = False
    nouns: tuple[Noun, ...] = ()
    month: int | None = None
    month_first: dict[str, int] = field(default_factory=dict)
    hijri: int | None = None
    hijri_first: dict[str, int] = field(default_factory=dict)
    weak_month: bool = False
    weekday: int | None = None
    season: int | None = None
    decade: int | None = None
    part: str | None = None
    day_part: str | None = None
    relative: str | None = None
    day_word: int | None = None
    adverb: int | None = None
    roles: frozenset[str] = frozenset()

    @property
    def month_like(self) -> bool:
        """Whether the form names a month, or begins the name of one."""
        return bool(self.month or self.month_first or self.hijri or self.hijri_first)

    @property
    def calendar(self) -> bool:
        """Whether a date other than a month can turn on this form."""
        return bool(
            self.weekday is not None
            or self.day_word is not None
            or self.season
            or self.decade
            or not self.roles.isdisjoint(("clock", "term", "year", "century", "day"))
            or any(noun.kind == "time" for noun in self.nouns)
        )

    @property
    def trigger(self) -> bool:
        """Whether a figure can begin or turn on this form."""
        return bool(
            self.card
            or self.eleven
            or self.ordinal
            or self.fraction
            or self.few
            or self.vague
            or self.majority
            or self.month_like
            or self.weekday is not None
            or self.season
            or self.decade
            or self.day_word is not None
            or self.adverb
            or not self.roles.isdisjoint(("clock", "term", "product"))
            or any(noun.number == 2 or noun.kind == "time" for noun in self.nouns)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms, and the phrases built from them.

    Attributes:
        forms: Folded form, without proclitics and article, to its senses.
        before: Last word of a qualifier to the word before that ("" if it is alone) to (its words
            backwards, qualifier), longest first.
        after: First word of a qualifier behind a number to (its words, qualifier).
        no_noun: Forms that never are the counted noun.
        territories: Folded names of countries, each as its words.
        not_cut: Whole words that only look like a particle and a number.
        not_dual: Words that only end like the dual of a feminine noun.
        signs: Currency by its sign, code or abbreviation.
        parted: Verb to qualifier, where their subject stands between verb and number.
        regnal: Folded names of rulers. peoples: Folded name of a member of a people, in every form, to its English one.
        ranked: Lemma of a counted noun to what it is where a number ranks or names it.
    """

    forms: dict[str, Sense]
    before: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]
    after: dict[str, list[tuple[tuple[str, ...], str]]]
    no_noun: frozenset[str]
    territories: frozenset[str]
    parted: dict[str, str]
    idioms: frozenset[str]
    idiom_words: frozenset[str]
    prepositions: frozenset[str]
    not_cut: frozenset[str]
    not_dual: frozenset[str]
    signs: dict[str, str]
    regnal: frozenset[str]
    peoples: dict[str, str]
    ranked: dict[str, str]


def data(name: str) -> dict[str, Any]:
    """A data file of this folder, as it stands."""
    file = resources.files("helpers.arabic").joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _forms(words: str) -> Iterator[str]:
    yield from (fold(word) for word in words.split())


class _Builder:
    """Collects senses; the first sense given for a field stays."""

    def __init__(self) -> None:
        self.forms: dict[str, Sense] = {}

    def sense(self, form: str) -> Sense:
        return self.forms.setdefault(fold(form), Sense())

    def put(self, words: str | Iterable[str], **values: Any) -> None:
        for form in words.split() if isinstance(words, str) else words:
            sense = self.sense(form)
            for name, value in values.items():
                if getattr(sense, name) in (None, False):
                    setattr(sense, name, value)

    def role(self, words: str, role: str) -> None:
        for form in words.split():
            sense = self.sense(form)
            sense.roles = sense.roles | {role}

    def noun(self, form: str, noun: Noun) -> None:
        sense = self.sense(form)
        if noun not in sense.nouns:
            sense.nouns = (*sense.nouns, noun)


def _numbers(build: _Builder) -> None:
    table = data("numbers")
    for value, words in table["units"].items():
        number = int(value)
        build.put(
            words, card=(number, "unit" if number < 10 else "ten" if number == 10 else "teen")
        )
    build.put(table["eleven"]["1"], eleven=True)
    for value, words in table["tens"].items():
        build.put(words, card=(int(value), "tens"))
    for value, words in table["hundreds"].items():
        build.put(words, card=(int(value), "hundred"))
    hundred = table["hundreds"]["100"].split()
    for value, stems in table["hundred_stems"].items():
        for stem in stems.split():
            build.put([stem + ending for ending in hundred], card=(int(value) * 100, "hundred"))
    for grammatical in ("singular", "accusative", "dual", "plural"):
        for value, words in table["scales"][grammatical].items():
            name = "scale" if grammatical == "singular" else grammatical
            build.put(words, card=(int(value), name))
    for grammatical, share in (("singular", 1), ("dual", 2), ("plural", 0)):
        for value, words in table["fractions"][grammatical].items():
            build.put(words, fraction=(share, int(value)))
    for value, words in table["ordinals"].items():
        build.put(words, ordinal=int(value))
    for value, words in table["ordinal_adverbs"].items():
        build.put(words, adverb=int(value))
    build.put(table["eleventh"]["1"], ordinal=1, eleventh=True)
    for span, words in table["vague"].items():
        low, high = span.split()
        build.put(words, vague=(int(low), int(high)))
    for span, words in table["few"].items():
        low, high = span.split()
        build.put(words, few=(int(low), int(high)))
    build.put(table["majority"]["0.5 1"], majority=True)
    for ending in table["suffixed"]["words"].split():
        for form in table["majority"]["0.5 1"].split():
            whole = form.removesuffix("ة") + ("ت" if form.endswith("ة") else "") + ending
            build.put([whole], majority=True)
            build.role(whole, "suffixed")
        for denominator, forms in table["fractions"]["singular"].items():
            for form in forms.split():
                if form in table["suffixed"]["fractions"].split():
                    build.put([form + ending], fraction=(1, int(denominator)))
                    build.role(form + ending, "suffixed")
    build.role(table["percent"]["words"], "percent")
    build.role(table["decimal"]["words"], "decimal")
    build.role(table["negative"]["words"], "negative")


def _times(build: _Builder) -> None:
    table = data("times")
    for tag in table["locales"]["gregorian"]:
        for number, name in Locale.parse(tag).months["format"]["wide"].items():
            words = name.split()
            if len(words) == 1:
                build.put(words, month=number)
    for value, words in table["months"].items():
        build.put(words, month=int(value))
    build.put(table["months_need_context"]["words"], weak_month=True)
    for value, phrases in table["months_two_words"].items():
        for phrase in phrases.split("|"):
            first, second = _forms(phrase)
            build.sense(first).month_first[second] = int(value)
            build.sense(second)
    for value, words in table["hijri"].items():
        build.put(words, hijri=int(value))
    for value, phrases in table["hijri_two_words"].items():
        for phrase in phrases.split("|"):
            first, second = _forms(phrase)
            build.sense(first).hijri_first[second] = int(value)
            build.sense(second)
    for value, words in table["weekdays"].items():
        build.put(words, weekday=int(value))
    for value, words in table["seasons"].items():
        build.put(words, season=int(value))
    for value, words in table["decades"].items():
        forms = [stem + end for stem in words.split() for end in ("ات", "يات", "يّات")]
        build.put(forms, decade=int(value))
    build.put(table["parts"]["words"], part="part")
    for name in ("noon", "am", "pm"):
        build.put(table["parts_of_day"][name], day_part=name)
    for name in ("past", "future", "now"):
        build.put(table["relative"][name], relative=name)
    build.role(table["relative"]["previous"], "previous")
    build.role(table["relative"]["next"], "next")
    build.put(table["day_words"]["-1"], day_word=-1)
    build.put(table["day_words"]["1"], day_word=1)
    build.role(table["this"]["words"], "this")
    build.role(table["this"]["near"], "near")
    build.role(table["terms"]["words"], "term")
    build.role(table["first_day"]["words"], "first day")
    build.role(table["roles"]["clock"], "clock")
    build.role(table["roles"]["day"], "day")
    build.role(table["roles"]["month"], "month")
    build.role(table["roles"]["year"], "year")
    build.role(table["roles"]["century"], "century")
    build.role(table["roles"]["friday_names"], "weekday name")
    build.role(table["roles"]["ad"], "ad")
    build.role(table["roles"]["ah"], "ah")
    build.role(table["roles"]["before_christ"], "christ")
    build.role(table["roles"]["before"], "before")
    build.role("و", "and")
    build.role("إلا", "except")


def _dual(stem: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dual forms of a noun: absolute, and in construct."""
    if stem.endswith("ة"):
        base = stem[:-1] + "ت"
    elif stem.endswith("ى"):
        base = stem[:-1] + "ي"
    elif stem.endswith("اء"):
        base = stem[:-1] + "ء"
    else:
        base = stem
    return (base + "ان", base + "ين"), (base + "ا", base + "ي")


_NO_ALIF = ("ا", "ة", "ات", "ي", "ين", "ون", "ان")  # plurals whose accusative has no alif


def _nouns(build: _Builder) -> None:
    table = data("units")
    duals: list[tuple[str, Noun]] = []
    never = set(_forms(data("words")["no_noun"]["words"]))
    doubtful = set(_forms(table["doubtful_duals"]["words"]))
    for kind in ("time", "money", "measure", "count"):
        for lemma, groups in table[kind].items():
            for group in groups.split("|"):
                forms = group.split()
                bare = forms[0] == "-"
                if not bare:
                    singular = forms[0]
                    build.noun(singular, Noun(lemma, kind, 1))
                    if not singular.endswith(("ة", "اء", "ى")):
                        build.noun(singular + "ا", Noun(lemma, kind, 1))
                    sound = fold(singular + "ين") in map(fold, forms)
                    absolute, construct = _dual(singular)
                    for form in absolute:
                        oblique = form.endswith("ين") and (sound or fold(singular) in doubtful)
                        duals.append((form, Noun(lemma, kind, 2, sure=not oblique)))
                    # Without ة the construct looks like an adjective or an accusative.
                    sure = singular.endswith("ة") or kind == "time"
                    for form in construct:
                        if sure or kind == "count":
                            duals.append((form, Noun(lemma, kind, 2, construct=True, sure=sure)))
                for form in forms[1:]:
                    build.noun(form, Noun(lemma, kind, 3))
                    if kind == "time" and not form.endswith(_NO_ALIF) and form not in forms[:1]:
                        build.noun(form + "ا", Noun(lemma, kind, 3, sure=False))
    for form, noun in duals:
        known = build.forms.get(fold(form))
        taken = known is not None and any(
            other.number != 2 and not (noun.construct and other.kind == noun.kind == "count")
            for other in known.nouns
        )
        if not taken and fold(form) not in never:
            build.noun(form, noun)
    build.role(table["back_reference"]["words"], "back reference")
    build.role(table["identifiers"]["words"], "identifier")
    build.role(table["feminine"]["words"], "feminine")
    build.role(table["places_in_order"]["words"], "rank")
    build.role(table["fraction_of_territory"]["words"], "land")
    for name, words in table["prefixes"].items():
        build.role(words, f"prefix {name}")


def _peoples(table: dict[str, str]) -> dict[str, str]:
    """Every form of the names of peoples: يمني makes يمنيا يمنية يمنيين; أتراك stays."""
    endings = ("", "ا", "ة", "ون", "ين", "ات")
    return {
        fold(word + ending): lemma
        for lemma, words in table.items()
        for word in words.split()
        for ending in (endings if word.endswith("ي") else ("",))
    }


def _phrases(table: dict[str, list[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    for qualifier, phrases in table.items():
        for phrase in phrases:
            yield tuple(_forms(phrase)), qualifier


def _territories() -> frozenset[str]:
    names = Locale("ar").territories.items()
    return frozenset(fold(name) for code, name in names if len(code) == 2 or code == "001")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read on the first call and kept."""
    build = _Builder()
    _numbers(build)
    _times(build)
    _nouns(build)
    words = data("words")
    before: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for phrase, qualifier in sorted(_phrases(words["before"]), key=lambda item: -len(item[0])):
        last, earlier = phrase[-1], phrase[-2] if len(phrase) > 1 else ""
        before.setdefault(last, {}).setdefault(earlier, []).append((phrase[::-1], qualifier))
    after: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, qualifier in sorted(_phrases(words["after"]), key=lambda item: -len(item[0])):
        after.setdefault(phrase[0], []).append((phrase, qualifier))
    parted = {
        form: name
        for name in ("more_than", "less_than", "about")
        for form in _forms(words["parted"][name])
    }
    build.role(words["parted"]["negation"], "negation")
    build.role(words["parted"]["through"], "through")
    prepositions = frozenset(_forms(words["prepositions"]["words"]))
    build.role(words["duration_openers"]["words"], "opens duration")
    for role in ("tally", "back", "page", "superlatives", "intensifiers", "no_share"):
        build.role(words[role]["words"], role)
    build.role(words["rank_holders"]["words"], "rank holder")
    build.role(words["needs_preposition"]["words"], "needs preposition")
    build.role(words["titles"]["words"], "title")
    build.role(words["makes"]["words"], "make")
    build.role(words["ranking"]["words"], "ranks")
    build.role(words["named_after"]["words"], "named after")
    build.role(words["lengths"]["words"], "length")
    build.role(words["changes"]["words"], "changes")
    build.role("كل من", "small")
    for lemma, forms in words["fills_unit"].items():
        for form in forms.split():
            build.role(form, f"fills {lemma}")
    for name, forms in words["squares"].items():
        build.role(forms, name)
    build.role(words["below_zero"]["words"], "below zero")
    idioms = frozenset(" ".join(_forms(phrase)) for phrase in words["idioms"]["phrases"])
    known = Lexicon(
        forms=build.forms,
        before=before,
        after=after,
        no_noun=frozenset(_forms(words["no_noun"]["words"])),
        territories=_territories(),
        parted=parted,
        idioms=idioms,
        idiom_words=frozenset(word for idiom in idioms for word in idiom.split()),
        prepositions=prepositions,
        not_dual=frozenset(_forms(words["not_dual"]["words"])),
        not_cut=frozenset(_forms(words["not_cut"]["words"])),
        signs={
            sign: currency
            for table in ("signs", "abbreviated")
            for currency, signs in words[table].items()
            for sign in signs.split()
        },
        regnal=frozenset(_forms(words["regnal"]["words"])),
        peoples=_peoples(data("units")["peoples"]),
        ranked=dict(data("units")["ranked"]),
    )
    # Every word of a phrase must be seen by the scan, even one with no sense of its own.
    for name in ("before", "after"):
        for phrase, _ in _phrases(words[name]):
            for word in phrase:
                build.sense(word)
    for word in (*parted, *prepositions):
        build.sense(word)
    for name in known.territories:
        build.role(name.split()[0], "territory")
    return known
