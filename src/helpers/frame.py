"""Read and check ``frame.toml``: everything about the topic that the code must know.

Settings are data. A settings file is checked as a whole: `load` gives every fault in it at once,
each with the key it concerns, so that its owner mends it in one go.
"""

from __future__ import annotations

import reprlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from helpers.arabic.text import fold
from helpers.faults import Fault, faultless

__all__ = [
    "Actor",
    "Axis",
    "Concept",
    "Cue",
    "Frame",
    "Group",
    "Measure",
    "Member",
    "Proposition",
    "Purpose",
    "Scope",
    "Strict",
    "Target",
    "Tension",
    "Term",
    "Topic",
    "VoiceGroup",
    "load",
    "load_frame",
    "read_frame",
    "read_toml",
    "repeats",
    "unknown",
]


class Strict(BaseModel):
    """A record of a settings file: unknown keys are faults, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=BaseModel)

#: At least one character that is not white space.
FILLED = r"\S"
#: How tables name the narrator among the voices.
NARRATOR = "author"


class Topic(Strict):
    """What the report is about, for cover and headings."""

    title: str = Field(pattern=FILLED)
    title_ar: str = ""
    subtitle: str = ""
    question: str = Field(pattern=FILLED)
    version: str = Field(pattern=FILLED)


class Group(Strict):
    """A group of outlets, as the report's reader names it."""

    id: str = Field(pattern=FILLED)
    label: str = Field(pattern=FILLED)
    note: str = ""


class VoiceGroup(Strict):
    """A group of speakers. ``anonymous`` groups have no name to hold to account."""

    id: str = Field(pattern=FILLED)
    label: str = Field(pattern=FILLED)
    anonymous: bool = False


class Actor(Strict):
    """Someone who can hold a number, act or speak, with the spellings texts use.

    ``aliases`` are Arabic surface forms, without proclitics; matched on folded text, whole words.
    """

    name: str = Field(pattern=FILLED)
    group: str = Field(pattern=FILLED)
    kind: Literal["person", "body", "state", "medium", "anonymous"] = "body"
    aliases: tuple[str, ...] = ()
    holder: str = ""


class Proposition(Strict):
    """A sentence that voices affirm (+1), leave open (0) or deny (-1)."""

    id: str = Field(min_length=1, pattern=r"^[a-z_]+$")
    label: str = Field(pattern=FILLED)
    text: str = Field(pattern=FILLED)
    affirmed: str = Field(default="", description="how the report words +1")
    denied: str = Field(default="", description="how the report words -1")


class Axis(Strict):
    """A choice of words that frames: the forms are alternatives for one thing."""

    id: str = Field(min_length=1, pattern=r"^[a-z_]+$")
    label: str = Field(pattern=FILLED)


class Term(Strict):
    """A framing term: its dictionary form, its Arabic forms and what it says in English."""

    axis: str
    term: str = Field(pattern=FILLED)
    gloss: str = Field(pattern=FILLED)
    forms: tuple[str, ...] = Field(min_length=1)


class Target(Strict):
    """What a framing term can be said of, known by words near it."""

    id: str = Field(pattern=FILLED)
    words: tuple[str, ...] = Field(min_length=1)


class Purpose(Strict):
    """What the articles may say that the matter is for."""

    id: str = Field(pattern=FILLED)
    label: str = Field(pattern=FILLED)


class Scope(Strict):
    """What a count includes, known by words of the figure's sentence (any one of them)."""

    label: str = Field(pattern=FILLED)
    words: tuple[str, ...] = Field(min_length=1)


class Member(Strict):
    """One of the things that a measure counts, where texts name it."""

    name: str = Field(pattern=FILLED)
    place: str = Field(pattern=FILLED)
    words: tuple[str, ...] = Field(min_length=1)


class Measure(Strict):
    """A quantity that several outlets may give.

    A figure is a mention of the first measure whose every given condition holds.

    Attributes:
        kinds, units, holders: The figure's kind, unit, holder is one of these.
        places: The figure's place is one of these; ``"A and B"`` and ``"B and A"`` are the same.
        event: For dates: each entry is a phrase; all words of one of them stand in the event.
        without: No phrase of these stands in the event.
        relations: The relation is one of these.
        words: One of these Arabic forms stands in the figure's clause.
        also: One of these does too.
        unless: None of these Arabic forms stands in the figure's clause.
        scopes: Wordings that change what is counted.
        family: Values of measures of one family are easily taken for one another.
        process: Name of the process whose course the measure dates, with its ``phase``.
        phase: ``begin``, ``course`` or ``end`` of the process.
        issuer: Who alone can know the value: mentions that name nobody else go back to it.
        thing: Arabic forms that name what is measured itself. A text that has it under way before a day
            is set against one that has it begin later; a text that has it in one of ``areas`` names no
            member and yet says where it is.
        areas: Places where the members lie.
        members: Things that the measure counts and that texts may name instead.
    """

    id: str = Field(min_length=1, pattern=r"^[a-z0-9_]+$")
    label: str = Field(pattern=FILLED)
    kinds: tuple[str, ...] = Field(min_length=1)
    units: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    family: str = ""
    process: str = ""
    phase: Literal["", "begin", "course", "end"] = ""
    issuer: str = ""
    thing: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    note: str = ""


class Concept(Strict):
    """A thing, act or place with its words in English and in the articles' language.

    Claims of texts in two languages are compared by the concepts they name. ``en`` are dictionary
    forms in lower case, ``ar`` stems or phrases on folded text; endings and attached particles
    are allowed for. A place also serves to say where a figure holds.
    """

    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    place: str = ""


class Tension(Strict):
    """Two positions on different propositions that do not go together, or are taken for one.

    ``same_group`` asks for them from one group of speakers in one article; without it they are
    looked for across all voices.
    """

    a: str
    a_stance: Literal[-1, 0, 1]
    b: str
    b_stance: Literal[-1, 0, 1]
    type: Literal["modality", "actor position"]
    same_group: bool = False
    reason: str = Field(pattern=FILLED)


class Cue(Strict):
    """A pattern over folded text that suggests a stance on a proposition.

    ``pattern``, ``also`` and ``unless`` are written in the small language of
    `helpers.stance.cues`: words, classes of ``[words]`` in braces, gaps. ``also`` has to be found
    in the same clause, ``unless`` must not. ``ascribed`` cues tell whose wish the narrator
    reads into events: the actor named in the match is then the voice. ``must`` are made-up
    sentences that it has to match, ``miss`` near misses that it must not.
    """

    id: str = Field(pattern=FILLED)
    proposition: str
    stance: Literal[-1, 0, 1]
    pattern: str = Field(pattern=FILLED)
    also: str = ""
    unless: str = ""
    ascribed: bool = False
    strength: Literal["plain", "hedged", "emphatic"] = "plain"
    must: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


class Frame(Strict):
    """The coding frame of one topic."""

    topic: Topic
    group: tuple[Group, ...] = Field(min_length=1)
    voice_group: tuple[VoiceGroup, ...] = Field(min_length=1)
    actor: tuple[Actor, ...] = ()
    proposition: tuple[Proposition, ...] = Field(min_length=1)
    axis: tuple[Axis, ...] = ()
    term: tuple[Term, ...] = ()
    target: tuple[Target, ...] = ()
    purpose: tuple[Purpose, ...] = ()
    measure: tuple[Measure, ...] = ()
    tension: tuple[Tension, ...] = ()
    cue: tuple[Cue, ...] = ()
    words: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="classes of words that the patterns of cues may name"
    )
    concepts: dict[str, Concept] = Field(default_factory=dict)

    def closed(self) -> dict[str, list[str]]:
        """Members of the closed sets that tables are checked against."""
        return {
            "group": [item.id for item in self.group],
            "voice_group": [item.id for item in self.voice_group],
            "proposition": [item.id for item in self.proposition],
            "axis": [item.id for item in self.axis],
            "purpose": [item.id for item in self.purpose],
        }


def read_toml(path: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read a TOML file; a byte-order mark, which some editors leave, is passed over.

    Returns:
        Its content, or ``None`` and why it cannot be read.
    """
    wanted, got, remedy = "TOML", "", "mend the line it names"
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig")), []
    except FileNotFoundError:
        wanted, got, remedy = "the file", "no such file", "add it as seeds/README.md says"
    except OSError as error:
        wanted, got, remedy = "a file that can be read", error.strerror or "", "mend the file"
    except UnicodeDecodeError as error:
        wanted, got, remedy = "UTF-8", str(error), "save the file as UTF-8"
    except RecursionError:
        got, remedy = "brackets too deep inside each other", "write it flat"
    except ValueError as error:  # not TOML, or a number of thousands of digits
        got = str(error)
    return None, [Fault(path.name, "", wanted, got, remedy)]


def load(path: Path, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    """Read a TOML settings file into its model.

    Args:
        path: The file.
        model: The pydantic model it must fit.

    Returns:
        The settings, or ``None`` with every fault of the file.
    """
    content, faults = read_toml(path)
    if content is None:
        return None, faults
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        return None, [
            Fault(
                path.name,
                _key(item["loc"]),
                *_said(item),
                "mend the key; seeds/README.md lists what each may hold",
            )
            for item in _causes(error.errors())
        ]


def _said(error: ErrorDetails) -> tuple[str, str]:
    """What was expected and what came, in words for whoever edits the file."""
    if error["type"] == "missing":
        return "the key", "none"
    if error["type"] == "extra_forbidden":
        return "a key that this file knows", _shown(error["input"])
    if error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == FILLED:
        return "some text", _shown(error["input"])
    wanted = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return wanted.replace(" or instance of ", ": ").replace("tuple", "list"), _shown(error["input"])


def _shown(value: object) -> str:
    """A value as it stands in the file, cut short."""
    short = reprlib.Repr()
    short.maxstring = short.maxother = 120
    return short.repr(value)


def _causes(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without those that only follow: a list is "too short" when its items are faulty."""
    places = [item["loc"] for item in errors]
    return [
        item
        for item in errors
        if item["type"] != "too_short"
        or not any(
            len(loc) > len(item["loc"]) and loc[: len(item["loc"])] == item["loc"] for loc in places
        )
    ]


def _key(location: Sequence[int | str]) -> str:
    """A pydantic location as a reader of the file counts: ``article 2: published.value``."""
    key = ""
    for part in location:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    return key


def repeats(file: str, what: str, names: Sequence[str]) -> list[Fault]:
    """A fault for each name that stands more than once."""
    return [
        Fault(file, what, "each name once", f"{name!r} {count} times", "rename or remove one")
        for name, count in Counter(names).items()
        if count > 1
    ]


def unknown(
    file: str, where: str, what: str, names: Sequence[str], known: Sequence[str]
) -> list[Fault]:
    """A fault for each name that is not among the known ones."""
    return [
        Fault(file, where, f"one of {', '.join(known)}", repr(name), f"mend it or add the {what}")
        for name in names
        if name not in known
    ]


def load_frame(seeds: Path) -> tuple[Frame | None, list[Fault]]:
    """Read ``frame.toml`` with its cross-references.

    Returns:
        The frame, or ``None`` when it does not fit its model, and every fault.
    """
    file = "frame.toml"
    frame, faults = load(seeds / file, Frame)
    if frame is None:
        return None, faults
    closed = frame.closed()
    for name in ("group", "voice_group", "proposition", "axis", "purpose"):
        faults += repeats(file, name, closed[name])
    faults += repeats(file, "actor", [actor.name for actor in frame.actor])
    faults += repeats(file, "measure", [measure.id for measure in frame.measure])
    faults += repeats(file, "cue", [cue.id for cue in frame.cue])
    faults += repeats(file, "target", [target.id for target in frame.target])
    faults += repeats(file, "term", [f"{term.axis}: {term.term}" for term in frame.term])
    faults += _alias_faults(frame)
    for where, forms in _forms(frame):
        if not forms or any(not _folded(form) for form in forms):
            got = "none" if not forms else "one without letters or digits"
            remedy = "write it out, or remove it"
            faults.append(Fault(file, where, "words to look for", got, remedy))
    for index, actor in enumerate(frame.actor, start=1):
        where = f"actor[{index}].group"
        faults += unknown(file, where, "voice group", [actor.group], closed["voice_group"])
    for index, term in enumerate(frame.term, start=1):
        faults += unknown(file, f"term[{index}].axis", "axis", [term.axis], closed["axis"])
    for index, tension in enumerate(frame.tension, start=1):
        where, names = f"tension[{index}]", [tension.a, tension.b]
        faults += unknown(file, where, "proposition", names, closed["proposition"])
    for index, cue in enumerate(frame.cue, start=1):
        where = f"cue[{index}].proposition"
        faults += unknown(file, where, "proposition", [cue.proposition], closed["proposition"])
    return frame, faults


def _folded(form: str) -> str:
    """The letters and digits of a form, as they are looked for in a text."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(form)).split())


def _alias_faults(frame: Frame) -> list[Fault]:
    """Spellings that belong to two actors, or to one twice, and a name that means the narrator."""
    file = "frame.toml"
    faults = repeats(
        file, "actor.aliases", [alias for actor in frame.actor for alias in actor.aliases]
    )
    owner: dict[str, str] = {}
    for index, actor in enumerate(frame.actor, start=1):
        if actor.name == NARRATOR:
            got = f"{actor.name!r}, which stands for the narrator"
            faults.append(Fault(file, f"actor[{index}].name", "a speaker", got, "rename it"))
        for alias in actor.aliases:
            first = owner.setdefault(_folded(alias), actor.name)
            if first != actor.name and not any(alias in fault.got for fault in faults):
                got = f"{alias!r}, which is read as {first!r}"
                remedy = "keep it with one of the two"
                faults.append(
                    Fault(file, f"actor[{index}].aliases", "a spelling of one actor", got, remedy)
                )
    return faults


def _forms(frame: Frame) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Every list of words to look for that must not be empty, with its place in the file."""
    for index, actor in enumerate(frame.actor, start=1):
        if actor.aliases:
            yield f"actor[{index}].aliases", actor.aliases
    for index, term in enumerate(frame.term, start=1):
        yield f"term[{index}].forms", term.forms
    for index, target in enumerate(frame.target, start=1):
        yield f"target[{index}].words", target.words
    for index, measure in enumerate(frame.measure, start=1):
        for key in ("words", "also", "unless", "event", "without", "thing"):
            if getattr(measure, key):
                yield f"measure[{index}].{key}", getattr(measure, key)
        for scope in measure.scopes:
            yield f"measure[{index}].scopes", scope.words
        for member in measure.members:
            yield f"measure[{index}].members", member.words
    for name, forms in frame.words.items():
        yield f"words.{name}", forms
    for name, concept in frame.concepts.items():
        yield f"concepts.{name}", (*concept.en, *concept.ar)


def read_frame(seeds: Path) -> Frame:
    """The frame of a seeds folder that must be right.

    Raises:
        SeedsError: ``frame.toml`` is missing or faulty; the message lists every fault.
    """
    return faultless(*load_frame(seeds))
