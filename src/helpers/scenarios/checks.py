"""Read ``scenarios.toml``, and name everything that is wrong with it and with what it cites."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from helpers.days import last_day
from helpers.faults import Fault, faultless
from helpers.frame import Frame, load, repeats, unknown
from helpers.scenarios import tree
from helpers.scenarios.settings import FILE, UNIFORM, Match, Model, Range, Settings, Where
from helpers.tables import TABLES

__all__ = ["check_settings", "internal", "load_settings", "read_settings"]

#: Nobody can tell a smaller probability from none, and no computation is asked to.
LEAST = 0.0001
_SPAN = "the characters {start}–{end} of {article}: {found!r}"


def load_settings(seeds: Path) -> tuple[Settings | None, list[Fault]]:
    """Read ``scenarios.toml`` and check it against itself.

    Args:
        seeds: The seeds folder.

    Returns:
        The settings, or ``None`` when they do not fit their model, and every fault. What they say
        of other files is checked by `check_settings`.
    """
    settings, faults = load(seeds / FILE, Settings)
    return settings, faults if settings is None else internal(settings)


def read_settings(seeds: Path) -> Settings:
    """The settings of a seeds folder that must be right.

    Raises:
        SeedsError: ``scenarios.toml`` is missing or faulty; the message lists every fault.
    """
    return faultless(*load_settings(seeds))


def internal(settings: Settings) -> list[Fault]:
    """Faults of the settings that need no other file, in the order of the file."""
    faults = _names(settings)
    faults += _dates(settings)
    tree_faults = tree.faults(settings)
    faults += tree_faults
    for where, shares in _ranges(settings):
        faults += _range_faults(where, shares, settings.scenarios())
    if not tree_faults:
        faults += _threshold_faults(settings)
    for number, indicator in enumerate(settings.indicator, start=1):
        for match in indicator.match:
            faults += _query_faults(f"indicator[{number}] {indicator.id}.match", match)
    return faults


def check_settings(
    settings: Settings,
    texts: Mapping[str, str] | None = None,
    frame: Frame | None = None,
    outcomes: pd.DataFrame | None = None,
) -> list[Fault]:
    """Faults of what the settings say of other files.

    Args:
        settings: The settings.
        texts: Article texts by id, to compare the forecasts' spans with.
        frame: The coding frame; a query for a value that is not in its set is a fault.
        outcomes: The table ``outcomes``, whose ids and dates the resolutions must fit.

    Returns:
        Every fault; what is not given is not compared.
    """
    faults: list[Fault] = []
    if frame is not None:
        closed = frame.closed()
        for number, indicator in enumerate(settings.indicator, start=1):
            for match in indicator.match:
                faults += _value_faults(f"indicator[{number}] {indicator.id}.match", match, closed)
    if outcomes is not None:
        faults += _outcome_faults(settings, outcomes)
    if texts is not None:
        faults += _span_faults(settings, texts)
    return faults


def _names(settings: Settings) -> list[Fault]:
    faults: list[Fault] = []
    for what, names in settings.closed().items():
        faults += repeats(FILE, what, names)
    faults += repeats(FILE, "prior", [UNIFORM, *(item.id for item in settings.prior)])
    faults += repeats(FILE, "resolution", [item.question for item in settings.resolution])
    questions = settings.closed()["question"]
    for number, resolution in enumerate(settings.resolution, start=1):
        where = f"resolution[{number}].question"
        faults += unknown(FILE, where, "question", [resolution.question], questions)
    for number, watch in enumerate(settings.watch, start=1):
        where = f"watch[{number}].favours"
        faults += unknown(FILE, where, "scenario", [watch.favours], settings.scenarios())
    if settings.provisional is not None:
        held = [settings.provisional.scenario]
        faults += unknown(FILE, "provisional.scenario", "scenario", held, settings.scenarios())
    return faults


def _dates(settings: Settings) -> list[Fault]:
    faults = []
    if list(settings.as_of) != sorted(set(settings.as_of)):
        got = ", ".join(day.isoformat() for day in settings.as_of)
        faults.append(Fault(FILE, "as_of", "different dates in order", got, "put them in order"))
    for day in settings.as_of:
        if day >= settings.horizon:
            faults.append(_fault("as_of", f"a day before {settings.horizon}", day, "mend the date"))
    for number, question in enumerate(settings.question, start=1):
        where = f"question[{number}] {question.id}"
        asked = [given.as_of for given in question.given]
        faults += repeats(FILE, f"{where}.given", [day.isoformat() for day in asked])
        for day in asked:
            if day not in settings.as_of:
                wanted = f"one of {', '.join(d.isoformat() for d in settings.as_of)}"
                faults.append(_fault(f"{where}.given.as_of", wanted, day, "mend the date"))
            if day >= question.by:
                wanted = f"an as-of date before {question.by}"
                faults.append(_fault(f"{where}.given.as_of", wanted, day, "ask it earlier"))
    return faults


def _fault(where: str, wanted: str, got: object, remedy: str) -> Fault:
    shown = got.isoformat() if isinstance(got, date) else repr(got)
    return Fault(FILE, where, wanted, shown, remedy)


def _ranges(model: Model) -> Iterator[tuple[str, Mapping[str, Range]]]:
    """Every set of ranges, one a scenario, with its place in the file."""
    for number, prior in enumerate(model.prior, start=1):
        yield f"prior[{number}] {prior.id}.share", prior.share
    for number, indicator in enumerate(model.indicator, start=1):
        yield f"indicator[{number}] {indicator.id}.likelihood", indicator.likelihood
    for number, question in enumerate(model.question, start=1):
        for given in question.given:
            yield f"question[{number}] {question.id}.given {given.as_of}.chance", given.chance


def _range_faults(where: str, ranges: Mapping[str, Range], scenarios: list[str]) -> list[Fault]:
    faults = unknown(FILE, where, "scenario", list(ranges), scenarios)
    for name in scenarios:
        if name not in ranges:
            faults.append(Fault(FILE, where, f"a range for {name}", "none", "add [low, high]"))
    for name, (low, high) in ranges.items():
        if not all(LEAST <= end <= 1 - LEAST for end in (low, high)):
            wanted = f"probabilities above 0 and below 1, from {LEAST:g} to {1 - LEAST:g}"
            faults.append(
                _fault(f"{where}.{name}", wanted, [low, high], "nothing is certain; mend the range")
            )
        elif low > high:
            faults.append(
                _fault(f"{where}.{name}", "low <= high", [low, high], "put the ends in order")
            )
    return faults


def _threshold_faults(model: Model) -> list[Fault]:
    """A threshold's alternative must say how much moves, between the scenarios it can move."""
    faults = []
    for number, threshold in enumerate(model.threshold, start=1):
        for alternative in threshold.alternative:
            where = f"threshold[{number}] {threshold.id} = {alternative.value:g}"
            possible = tree.moves(model, threshold, alternative.value)
            given = [(move.source, move.target) for move in alternative.move]
            faults += repeats(FILE, where, [f"{a} to {b}" for a, b in given])
            for pair in given:
                if pair not in possible:
                    wanted = "a move that the tree allows: " + _pairs(possible)
                    faults.append(_fault(where, wanted, " to ".join(pair), "remove it"))
            missing = possible - set(given)
            if missing:
                faults.append(_fault(where, "a share for each move", _pairs(missing), "add them"))
            out: dict[str, float] = {}
            for move in alternative.move:
                low, high = move.share
                out[move.source] = out.get(move.source, 0) + high
                if not 0 <= low <= high <= 1:
                    wanted = "a share from 0 to 1, low <= high"
                    faults.append(_fault(where, wanted, [low, high], "mend the range"))
            for name, share in out.items():
                if share > 1:
                    faults.append(
                        _fault(where, f"at most all of {name} to move", share, "lower the shares")
                    )
    return faults


def _pairs(pairs: Collection[tuple[str, str]]) -> str:
    return ", ".join(f"{a} to {b}" for a, b in sorted(pairs)) or "none"


def _query_faults(where: str, match: Match) -> list[Fault]:
    """Faults of a query: its columns, and tests that do not fit the column's type."""
    faults = []
    columns = TABLES[match.table].columns
    for item in match.where:
        faults += unknown(FILE, where, f"column of {match.table}", [item.column], list(columns))
        tests = item.tests()
        if len(tests) != 1:
            wanted = f"{item.column}: one of is, in, contains, lacks, least, most, since, until"
            faults.append(_fault(where, wanted, ", ".join(tests) or "none", "one test a condition"))
        if item.column not in columns:
            continue
        text = columns[item.column].type == "text"
        for name, test in tests.items():
            numeric = isinstance(test, int | float) or (
                name == "in"
                and isinstance(test, tuple)
                and all(not isinstance(t, str) for t in test)
            )
            if numeric == text and name in ("is", "in", "least", "most"):
                wanted = f"{item.column}: {'text' if text else 'a number'}"
                faults.append(_fault(where, wanted, test, "mend the test"))
            elif name in ("contains", "lacks", "since", "until") and not text:
                wanted = f"{item.column}: is, in, least or most, as it is a number"
                faults.append(_fault(where, wanted, name, "mend the test"))
            if name in ("since", "until") and text and not columns[item.column].edtf:
                faults.append(_fault(where, "a column of dates", item.column, "mend the column"))
    return faults


def _value_faults(where: str, match: Match, closed: Mapping[str, Collection[str]]) -> list[Fault]:
    faults = []
    columns = TABLES[match.table].columns
    for item in match.where:
        column = columns.get(item.column)
        if column is None:
            continue
        allowed: Collection[str | int] | None = column.values
        if column.closed is not None and column.closed in closed:
            allowed = list(closed[column.closed])
        if allowed is None:
            continue
        for value in _values(item):
            if value not in allowed:
                wanted = f"{item.column}: one of {', '.join(map(str, allowed))}"
                faults.append(_fault(where, wanted, value, "mend it, or add it to the frame"))
    return faults


def _values(item: Where) -> tuple[str | int | float, ...]:
    return (item.is_,) if item.is_ is not None else item.among or ()


def _outcome_faults(settings: Settings, outcomes: pd.DataFrame) -> list[Fault]:
    days = dict(zip(outcomes["id"], outcomes["date"], strict=True))
    limits = {question.id: question.by for question in settings.question}
    cited = [
        (f"resolution[{n}].outcome", item.outcome)
        for n, item in enumerate(settings.resolution, start=1)
    ]
    cited += [
        (f"forecast[{n}].outcome_ids", name)
        for n, item in enumerate(settings.forecast, start=1)
        for name in item.outcome_ids
    ]
    cited += [
        (f"hindsight[{n}].outcome", item.outcome)
        for n, item in enumerate(settings.hindsight, start=1)
    ]
    if settings.provisional is not None:
        cited += [("provisional.outcomes", name) for name in settings.provisional.outcomes]
    faults = [
        Fault(FILE, where, "the id of a row of outcomes.csv", repr(name), "mend it or add the row")
        for where, name in cited
        if name not in days
    ]
    for number, item in enumerate(settings.resolution, start=1):
        if item.outcome in days and item.question in limits and item.answer == "yes":
            day = last_day(days[item.outcome])
            if day is not None and day > limits[item.question]:
                wanted = f"an outcome by {limits[item.question]} for the answer yes"
                faults.append(
                    _fault(f"resolution[{number}]", wanted, day, "mend the answer or the outcome")
                )
    return faults


def _span_faults(settings: Settings, texts: Mapping[str, str]) -> list[Fault]:
    faults = []
    for number, item in enumerate(settings.forecast, start=1):
        where = f"forecast[{number}]"
        if item.article not in texts:
            faults += unknown(FILE, f"{where}.article", "article", [item.article], list(texts))
            continue
        text = texts[item.article]
        found = text[item.start : item.end] if 0 <= item.start < item.end <= len(text) else ""
        if found != item.quote or not found:
            wanted = _SPAN.format(start=item.start, end=item.end, article=item.article, found=found)
            faults.append(_fault(where, wanted, item.quote, "mend the offsets or the quotation"))
    return faults
