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

from helpers.arabic.text import fold
from helpers.faults import Fault
from helpers.frame import Cue, Frame

__all__ = ["CueError", "Rule", "check_cues", "compile_pattern", "rules"]

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
    rows = [_row(row, words) for row in pattern.split(" / ")]
    try:
        return re.compile(rf"(?<!\S)(?:{'|'.join(rows)})(?!\S)")
    except (re.error, OverflowError, RecursionError) as error:
        msg = f"not a regular expression: {error}"
        raise CueError(msg) from error


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue, ready to match.

    Attributes:
        cue: The cue of the frame.
        pattern: What has to be found in the clause.
        also: What has to be found too, or ``None``.
        unless: What must not be found, or ``None``.
    """

    cue: Cue
    pattern: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def matches(self, clause: str) -> list[re.Match[str]]:
        """The matches in a clause of folded words parted by single spaces; none overlap."""
        found = list(self.pattern.finditer(clause))
        if not found:
            return []
        if self.also is not None and self.also.search(clause) is None:
            return []
        if self.unless is not None and self.unless.search(clause) is not None:
            return []
        return found


def _rule(cue: Cue, words: Mapping[str, Sequence[str]]) -> Rule:
    return Rule(
        cue,
        compile_pattern(cue.pattern, words),
        compile_pattern(cue.also, words) if cue.also else None,
        compile_pattern(cue.unless, words) if cue.unless else None,
    )


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
