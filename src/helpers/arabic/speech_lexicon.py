"""The words of reported speech, inflected from ``speech.toml``.

Texts are written without vowels, so a verb is looked up by its written form: every form
that the third person can take is generated once from the dictionary forms in the data
file (past, present, active participle) and kept folded, see `helpers.arabic.text.fold`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from helpers.arabic.text import fold

__all__ = ["According", "Form", "Lexicon", "Noun", "Verb", "inflect", "lexicon"]

_PRONOUNS = ("ه", "ها", "هم", "هما", "ني")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying, thinking or asking.

    Attributes:
        lemma: Past, third person masculine singular (present where the past is left out).
        sense: ``say``, ``think``, ``fear`` or ``want``.
        takes: What may open the content: ``that``, ``quote``, ``object``, ``person``,
            ``source``, ``number``, ``deed`` and folded prepositions.
        strict: Only ``that`` or ``quote`` proves the word to be this verb.
        initial: The past counts at the head of a clause only.
        led: The past counts only with و or ف written on to it.
        joined: It counts only with an object pronoun.
    """

    lemma: str
    sense: str
    takes: frozenset[str]
    strict: bool = False
    initial: bool = False
    led: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a written form.

    Attributes:
        verb: The verb.
        kind: ``past``, ``present`` or ``participle``.
        plural: The ending names several subjects, so none follows it.
        feminine: The ending is feminine.
        pronoun: An object pronoun is written on to it (``وصفها``).
    """

    verb: Verb
    kind: str
    plural: bool = False
    feminine: bool = False
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of saying, with what may open its content."""

    lemma: str
    sense: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class According:
    """An expression that gives a source: its folded words, and how its last word is joined.

    Attributes:
        words: Folded words; the last may be written on to the source (``ل``).
        joined: The last word is a letter written on to the source.
        loose: It has other meanings too, so the source must be one that speaks.
    """

    words: tuple[str, ...]
    joined: bool
    loose: bool


def inflect(past: str, present: str, participle: str = "") -> Iterator[tuple[str, str, bool, bool]]:
    """Third person forms of a verb, as they are written without vowels.

    Args:
        past: Past, masculine singular, as in ``قال``; empty to leave it out.
        present: Present, masculine singular, as in ``يقول``; empty to leave it out.
        participle: Active participle, indefinite nominative; built from the present if empty.

    Yields:
        (form, kind, plural, feminine); participles in the accusative only, since that is
        how they carry speech on (``مضيفاً أن``).

    >>> sorted(form for form, kind, *_ in inflect("دعا", "يدعو") if kind == "past")
    ['دعا', 'دعت', 'دعتا', 'دعوا']
    """
    if past:
        weak = past[-1] in "اىي"
        stem = past[:-1] if weak else past
        open_stem = past if past[-1] == "ي" else stem
        yield past, "past", False, False
        yield open_stem + "ت", "past", False, True
        yield open_stem + "تا", "past", True, True
        yield stem + "وا", "past", True, False
        if not weak:
            yield past + "ا", "past", True, False
        elif past[-1] != "ا":
            yield stem + "يا", "past", True, False
    if present:
        rest = present[1:]
        bare = rest[:-1] if rest[-1] in "ويى" else rest
        for future in ("", "س"):
            yield future + present, "present", False, False
            yield future + "ت" + rest, "present", False, True
            yield future + "ي" + bare + "ون", "present", True, False
            yield future + "ي" + rest.replace("ى", "ي") + "ان", "present", True, False
            yield future + "ت" + rest.replace("ى", "ي") + "ان", "present", True, True
        yield "ي" + bare + "وا", "present", True, False
        if bare != rest:  # the short form, as in لم ينف
            yield "ي" + bare, "present", False, False
            yield "ت" + bare, "present", False, True
    active = participle or ("م" + present[1:] if present else "")
    if active:
        stem = active[:-1] if active[-1] in "يى" else active
        yield active.replace("ى", "ي") + "ا", "participle", False, False
        yield active.replace("ى", "ي") + "ة", "participle", False, True
        yield stem + "ين", "participle", True, False
        yield active.replace("ى", "ي") + "ات", "participle", True, True


def _with_pronouns(form: str, kind: str) -> Iterator[str]:
    if kind == "participle":
        return
    stem = form[:-1] if form.endswith("وا") else form
    if stem[-1:] == "ى":
        stem = stem[:-1] + "ا"
    for pronoun in _PRONOUNS:
        yield stem + pronoun


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything `helpers.arabic.speech` knows about words, folded.

    Attributes:
        forms: Written form to its readings.
        nouns: Noun of saying, without the article.
        according: Expressions by their first word, longest first.
        as_said: Words that let a verb of saying follow its content (``كما قال``).
        stands_in: Verbs whose source follows في.
        own_view: Expressions that give a pronoun as the source (``وفقا له``), by first word.
        impersonal: Present forms that speak for nobody where they have no subject.
        sets: The word lists of the data file by name.
        phrases: Connectives by their first word, as tuples of words.
    """

    forms: dict[str, tuple[Form, ...]]
    nouns: dict[str, Noun]
    according: dict[str, tuple[According, ...]]
    as_said: dict[str, tuple[tuple[str, ...], ...]]
    stands_in: frozenset[str]
    own_view: dict[str, tuple[tuple[str, ...], ...]]
    impersonal: frozenset[str]
    sets: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the data file, built once."""
    raw = resources.files("helpers.arabic").joinpath("speech.toml").read_text("utf-8")
    return build(tomllib.loads(raw))


def build(data: dict[str, Any]) -> Lexicon:
    """A lexicon from the content of a data file."""
    verbs: dict[str, tuple[Verb, list[str]]] = {}
    for group in data["verbs"]:
        for entry in group["words"]:
            past, present, *rest = entry.split()
            lemma = past if past != "-" else present
            takes = frozenset(fold(word) for word in group["takes"])
            known = verbs.get(lemma)
            if known:
                takes |= known[0].takes
            verb = Verb(
                lemma,
                group["sense"],
                takes,
                group.get("strict", False),
                group.get("initial", False),
                group.get("led", False),
                group.get("joined", False),
            )
            verbs[lemma] = verb, ["" if part == "-" else part for part in (past, present, *rest)]
    forms: dict[str, list[Form]] = {}
    for verb, parts in verbs.values():
        for form, kind, plural, feminine in inflect(*parts):
            readings = forms.setdefault(fold(form), [])
            reading = Form(verb, kind, plural, feminine)
            if all(old.verb != verb for old in readings):
                readings.append(reading)
            for joined in _with_pronouns(form, kind):
                with_pronoun = forms.setdefault(fold(joined), [])
                if all(old.verb != verb for old in with_pronoun):
                    with_pronoun.append(Form(verb, kind, plural, feminine, True))
    nouns = {
        fold(word): Noun(word, group["sense"], frozenset(fold(item) for item in group["takes"]))
        for group in data["nouns"]
        for word in group["words"]
    }
    according: dict[str, list[According]] = {}
    for group in data["according"]:
        for phrase in group["words"]:
            words = tuple(fold(phrase).split())
            entry = According(words, joined=len(words[-1]) == 1, loose=group["loose"])
            according.setdefault(words[0], []).append(entry)
    sets = {
        **{name: frozenset(map(fold, words)) for name, words in data["grammar"].items()},
        "sources": frozenset(map(fold, data["sources"]["words"])),
        "titles": frozenset(map(fold, data["titles"]["words"])),
        "light": frozenset(map(fold, data["light"]["words"])),
        "given_names": frozenset(map(fold, data["given_names"]["words"])),
    }
    return Lexicon(
        forms={form: tuple(readings) for form, readings in forms.items()},
        nouns=nouns,
        according={
            first: tuple(sorted(entries, key=lambda item: -len(item.words)))
            for first, entries in according.items()
        },
        as_said=_by_first(data["as_said"]["words"]),
        stands_in=frozenset(map(fold, data["stands_in"]["verbs"])),
        own_view=_led(_by_first(data["own_view"]["words"])),
        impersonal=frozenset(map(fold, data["impersonal"]["words"])),
        sets=sets,
        phrases=_by_first(data["grammar"]["connectives"]),
    )


def _led(phrases: dict[str, tuple[tuple[str, ...], ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases, also under their first word with و written on to it."""
    return phrases | {"و" + first: items for first, items in phrases.items()}


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(fold(phrase).split())
        found.setdefault(words[0], []).append(words)
    return {
        first: tuple(sorted(items, key=lambda item: -len(item))) for first, items in found.items()
    }
