"""The small language in which the frame writes what a position sounds like.

A cue is matched against one clause, given as folded words with single spaces, without any
mark: quotation marks and brackets do not part what belongs together. A pattern is a row of
items parted by spaces:

``{name}``
    A word of that class of ``[words]`` in ``frame.toml``; ``{one|other}`` joins classes. Attached
    particles and the article in front, and a pronoun or the accusative alif behind, are allowed
    for. A form may have several words. ``=`` at the end of a form keeps it as it stands.
``..4``
    Any words, at most four.
anything else
    A regular expression for one whole word (folded); و or ف may stand in front. It may repeat
    (``*``, ``+``, ``{2,3}``) one thing once, and no bracket.

``A / B`` are alternatives: one of them is enough. Gaps and repetitions are bounded, so the time a
pattern takes on a clause is bounded too, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from helpers.arabic.text import fold
from helpers.faults import Fault
from helpers.frame import Cue, Frame

__all__ = ["CueError", "Rule", "Vocabulary", "check_cues", "compile_pattern", "rules"]

_BEFORE = "(?:[وف]?(?:[سبلك]?(?:ال)?|لل))"
_BEHIND = "(?:ها|هم|هما|ه|نا|كم|ا)?"
_GAP = re.compile(r"\.\.(\d{1,2})")
_CLASS = re.compile(r"\{([a-z_|]+)\}")
_FILE = "frame.toml"
#: How many ways the gaps of one row may be filled on one place of a text.
_WAYS = 1000
_LITERAL = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"[*+]|\{[0-9,]+\}")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")


class CueError(ValueError):
    """A pattern that cannot be read; the message says why."""


def _class(names: str, words: Mapping[str, Sequence[str]]) -> str:
    loose: list[str] = []
    exact: list[str] = []
    for name in names.split("|"):
        if name not in words:
            msg = f"no class {name!r} in [words]"
            raise CueError(msg)
        for form in words[name]:
            folded = r"\s".join(re.escape(word) for word in fold(form.rstrip("=")).split())
            (exact if form.endswith("=") else loose).append(folded)
            if form.endswith("ة"):  # حكومة, and حكومته behind a pronoun
                loose.append(f"{folded[:-1]}ت")
    found = []
    if loose:
        found.append(f"{_BEFORE}(?:{'|'.join(sorted(loose, key=len, reverse=True))}){_BEHIND}")
    if exact:
        found.append(f"[وف]?(?:{'|'.join(sorted(exact, key=len, reverse=True))})")
    return f"(?:{'|'.join(found)})"


def _row(pattern: str, words: Mapping[str, Sequence[str]]) -> str:
    parts: list[str] = []
    gap, ways = "", 1
    for item in pattern.split():
        wide = _GAP.fullmatch(item)
        if wide:
            gap = rf"(?:\S+\s){{0,{wide.group(1)}}}?"
            ways *= int(wide.group(1)) + 1
            continue
        named = _CLASS.fullmatch(item)
        if not named:
            _check_item(item)
        word = _class(named.group(1), words) if named else f"[وف]?(?:{fold(item)})"
        parts.append((r"\s" if parts else "") + gap + word)
        gap = ""
    if not parts:
        msg = "an empty pattern"
        raise CueError(msg)
    if ways > _WAYS:
        msg = f"gaps that can be filled in {ways} ways, more than {_WAYS}"
        raise CueError(msg)
    return "".join(parts)


def _check_item(item: str) -> None:
    """Refuse what could take a text's length squared, or worse, to match."""
    bare = _LITERAL.sub("x", item)
    if _REPEATED_GROUP.search(bare) or len(_REPEAT.findall(bare)) > 1:
        msg = f"repetitions of repetitions in {item!r}"
        raise CueError(msg)
    if _plain(item):
        return
    try:
        re.compile(item)
    except (re.error, OverflowError, RecursionError) as error:
        msg = f"not a regular expression for one word: {item!r}: {error}"
        raise CueError(msg) from error


def compile_pattern(pattern: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    r"""A pattern of the cue language as a regular expression over a clause.

    Raises:
        CueError: It names an unknown class, is empty, or is no regular expression.

    >>> found = compile_pattern("{go} ..2 {crew}", {"go": ["رحيل"], "crew": ["طاقم"]})
    >>> bool(found.search("برحيل كل الطاقم"))
    True
    """
    source = _source(pattern, words)
    try:
        return re.compile(source)
    except (re.error, OverflowError, RecursionError) as error:
        msg = f"not a regular expression: {error}"
        raise CueError(msg) from error


def _source(pattern: str, words: Mapping[str, Sequence[str]]) -> str:
    rows = [_row(row, words) for row in pattern.split(" / ")]
    return rf"(?<!\S)(?:{'|'.join(rows)})(?!\S)"


#: For each alternative of a pattern, the items of which it needs a word: one of every set.
Needs = tuple[tuple[frozenset[str], ...], ...]
_NO_NEEDS: Needs = ((),)
_PLAIN = re.compile(r"(\w+)|\(\?:(\w+(?:\|\w+)*)\)")


def _needs(pattern: str) -> Needs:
    rows = []
    for row in pattern.split(" / "):
        needed = set()
        for item in row.split():
            named = _CLASS.fullmatch(item)
            if named:
                needed.add(frozenset(named.group(1).split("|")))
            elif _plain(item):
                needed.add(frozenset([item]))
        rows.append(tuple(needed))
    return tuple(rows)


def _plain(item: str) -> list[str]:
    """The words that an item without any sign of a pattern stands for, folded; else none."""
    found = _PLAIN.fullmatch(item)
    return [fold(word) for word in (found[1] or found[2]).split("|")] if found else []


def _may_match(needs: Needs, present: frozenset[str]) -> bool:
    return any(not any(present.isdisjoint(names) for names in row) for row in needs)


_FRONT = re.compile(r"[وف]?(?:[سبلك]?(?:ال)?|لل)")
_ENDS = ("ها", "هم", "هما", "ه", "نا", "كم", "ا")
_SEEN_WORDS = 50_000


class Vocabulary:
    """Tells quickly of which items a clause may have a word, so that few cues are tried on it.

    It may name an item too many and never one too few.
    """

    def __init__(self, frame: Frame) -> None:
        """Keep the first word of every form of the classes, and the plain words of the cues."""
        self._classes: dict[str, set[str]] = {}
        for cue in frame.cue:
            for item in f"{cue.pattern} {cue.also}".split():
                for word in _plain(item):
                    self._classes.setdefault(word, set()).add(item)
        for name, forms in frame.words.items():
            for form in forms:
                folded = fold(form.rstrip("=")).split()
                if folded:
                    self._classes.setdefault(folded[0], set()).add(name)
                if folded and form.endswith("ة"):
                    self._classes.setdefault(f"{folded[0][:-1]}ت", set()).add(name)
        self._of = lru_cache(_SEEN_WORDS)(self._look_up)

    def present(self, words: Sequence[str]) -> frozenset[str]:
        """The names of the classes, and the plain items, that folded words may be words of."""
        return frozenset().union(*map(self._of, words))

    def _look_up(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        stems = {word[cut:] for cut in range(5) if _FRONT.fullmatch(word, 0, cut)}
        stems |= {stem[: -len(end)] for stem in stems for end in _ENDS if stem.endswith(end)}
        for stem in stems:
            found |= self._classes.get(stem, set())
        return frozenset(found)


@dataclass(frozen=True)
class Rule:
    """A cue, ready to match. Its expressions are made when a clause first calls for them.

    Attributes:
        cue: The cue of the frame.
        words: The classes of the frame.
        needs: Items that the cue's pattern needs words of.
        also_needs: Items that what has to be found too needs words of.
    """

    cue: Cue
    words: Mapping[str, Sequence[str]]
    needs: Needs
    also_needs: Needs

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compile_pattern(self.cue.pattern, self.words)

    @cached_property
    def _also(self) -> re.Pattern[str] | None:
        return compile_pattern(self.cue.also, self.words) if self.cue.also else None

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return compile_pattern(self.cue.unless, self.words) if self.cue.unless else None

    def matches(self, clause: str, present: frozenset[str] | None = None) -> list[re.Match[str]]:
        """The matches in a clause of folded words parted by single spaces; none overlap.

        Args:
            clause: The clause.
            present: What `Vocabulary.present` says of its words; saves time.
        """
        if present is not None and not (
            _may_match(self.needs, present) and _may_match(self.also_needs, present)
        ):
            return []
        found = list(self._pattern.finditer(clause))
        if not found:
            return []
        if self._also is not None and self._also.search(clause) is None:
            return []
        if self._unless is not None and self._unless.search(clause) is not None:
            return []
        return found


def _rule(cue: Cue, words: Mapping[str, Sequence[str]]) -> Rule:
    for pattern in filter(None, (cue.pattern, cue.also, cue.unless)):
        _source(pattern, words)  # a faulty one is found now, not when a clause calls for it
    return Rule(cue, words, _needs(cue.pattern), _needs(cue.also) if cue.also else _NO_NEEDS)


def rules(frame: Frame) -> list[Rule]:
    """The cues of a frame, in its order.

    Raises:
        CueError: A pattern cannot be read; `check_cues` names them all.
    """
    return [_rule(cue, frame.words) for cue in frame.cue]


def check_cues(frame: Frame) -> list[Fault]:
    """Cues that do not compile or lack examples, and propositions that no cue suggests."""
    faults = []
    for index, cue in enumerate(frame.cue, start=1):
        for key in ("pattern", "also", "unless"):
            pattern = getattr(cue, key)
            try:
                if pattern:
                    compile_pattern(pattern, frame.words)
            except CueError as error:
                where = f"cue[{index}].{key}"
                faults.append(
                    Fault(_FILE, where, "a pattern of the cue language", str(error), "mend it")
                )
        for key in ("must", "miss"):
            count = len(getattr(cue, key))
            if count < 3:
                faults.append(
                    Fault(
                        _FILE,
                        f"cue[{index}].{key}",
                        "at least three made-up sentences",
                        str(count),
                        f"write more for the cue {cue.id!r}",
                    )
                )
    if frame.cue:
        suggested = {cue.proposition for cue in frame.cue}
        faults += [
            Fault(_FILE, f"proposition {item.id!r}", "a cue for it", "none", "add a [[cue]]")
            for item in frame.proposition
            if item.id not in suggested
        ]
    return faults
