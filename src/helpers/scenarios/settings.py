"""What ``scenarios.toml`` may hold: scenarios, their tree, indicators, questions and forecasts.

`Model` is the part that a forecast is made from. `Settings` adds what was learnt afterwards
(resolutions, verdicts, hindsight) and is for the scorer alone: code that takes a `Model` cannot
reach an outcome, and the type checker holds it to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from helpers.frame import FILLED, Strict

__all__ = [
    "FILE",
    "UNIFORM",
    "Alternative",
    "Branch",
    "Condition",
    "Forecast",
    "Given",
    "Hindsight",
    "Indicator",
    "Match",
    "Model",
    "Move",
    "Prior",
    "Provisional",
    "Question",
    "Range",
    "Resolution",
    "Scenario",
    "Settings",
    "Threshold",
    "Variable",
    "Watch",
    "Where",
]

FILE = "scenarios.toml"
UNIFORM = "uniform"

Range = tuple[float, float]
Bound = date | float | str
Id = Field(min_length=1, pattern=r"^[A-Za-z0-9_-]+$")
Said = Field(pattern=FILLED)


class Scenario(Strict):
    """One way in which the horizon may find the world."""

    id: str = Id
    name: str = Said
    text: str = Said


class Move(Strict):
    """How much of one scenario's probability another one takes when a threshold changes."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    share: Range


class Alternative(Strict):
    """Another value of a threshold, for the sensitivity run."""

    value: float = Field(allow_inf_nan=False)
    reason: str = Said
    move: tuple[Move, ...] = ()


class Threshold(Strict):
    """A number that the tree compares a variable with."""

    id: str = Id
    value: float = Field(allow_inf_nan=False)
    unit: str = Said
    text: str = Said
    alternative: tuple[Alternative, ...] = ()


class Variable(Strict):
    """One thing to know about the world at the horizon. ``optional``: it may not exist at all."""

    id: str = Id
    kind: Literal["flag", "number", "date"]
    text: str = Said
    optional: bool = False


class Condition(Strict):
    """A test of a state of the world: one comparison, or all or any of several.

    A bound is a number, a date, the id of a threshold, or ``horizon``. A comparison with a
    variable that does not exist is false; only ``missing`` sees it.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    variable: str = ""
    is_: bool | None = Field(default=None, alias="is")
    missing: bool | None = None
    below: Bound | None = None
    most: Bound | None = None
    least: Bound | None = None
    above: Bound | None = None

    def bounds(self) -> dict[str, Bound]:
        """The comparisons that are given, by name."""
        given = {
            "below": self.below,
            "most": self.most,
            "least": self.least,
            "above": self.above,
        }
        return {name: bound for name, bound in given.items() if bound is not None}

    def leaves(self) -> list[Condition]:
        """The single comparisons inside, in reading order."""
        inner = (*self.all, *self.any)
        return [leaf for part in inner for leaf in part.leaves()] if inner else [self]


class Branch(Strict):
    """One step of the ordered tree; the last has no condition."""

    scenario: str
    text: str = Said
    when: Condition | None = None


class Prior(Strict):
    """Shares of the scenarios before any evidence, as ranges; rescaled to sum to one."""

    id: str = Said
    label: str = Said
    reason: str = Said
    share: dict[str, Range]


class Where(Strict):
    """One condition on a column: exactly one of the tests is given.

    ``contains`` and ``lacks`` look for any of the words, on folded text. ``since`` and ``until``
    compare the first and the last possible day of an EDTF date; a date that cannot be placed
    (``relative``) never holds.
    """

    column: str = Said
    is_: str | int | float | None = Field(default=None, alias="is")
    among: tuple[str | int | float, ...] | None = Field(default=None, alias="in")
    contains: tuple[str, ...] | None = None
    lacks: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None
    since: date | None = None
    until: date | None = None

    def tests(self) -> dict[str, object]:
        """The tests that are given, by the name they have in the file."""
        given = {
            "is": self.is_,
            "in": self.among,
            "contains": self.contains,
            "lacks": self.lacks,
            "least": self.least,
            "most": self.most,
            "since": self.since,
            "until": self.until,
        }
        return {name: test for name, test in given.items() if test is not None}


class Match(Strict):
    """A query: rows of one table for which every condition holds."""

    table: Literal["02_figures", "02_measures", "03_statements", "03_voices"]
    where: tuple[Where, ...] = Field(min_length=1)


class Indicator(Strict):
    """Evidence to look for: queries (any of them), and how likely it is in each scenario.

    ``short`` heads a column of a table and names the indicator in a chart.
    """

    id: str = Id
    label: str = Said
    short: str = Field(default="", max_length=32)
    theme: str = Said
    match: tuple[Match, ...] = Field(min_length=1)
    likelihood: dict[str, Range]
    reason: str = Said

    @property
    def name(self) -> str:
        """What a narrow column calls it: its short name, or the label where it has none."""
        return self.short or self.label


class Given(Strict):
    """P(yes | scenario) as a range, as it looked on one as-of date."""

    as_of: date
    chance: dict[str, Range]
    reason: str = Said


class Question(Strict):
    """A yes/no question and the last day on which it can be answered."""

    id: str = Id
    text: str = Said
    by: date
    given: tuple[Given, ...] = Field(min_length=1)


class Resolution(Strict):
    """What settled a question: a row of ``outcomes.csv`` and the answer."""

    question: str
    outcome: str
    answer: Literal["yes", "no"]
    note: str = ""


class Forecast(Strict):
    """What an article predicts or reports as predicted, and what came of it."""

    article: str
    start: int = Field(ge=0, strict=True)
    end: int = Field(gt=0, strict=True)
    quote: str = Said
    forecaster: str = Said
    own: Literal["own", "reported"]
    says: str = Said
    horizon: str = Said
    outcome: str = Said
    verdict: Literal["borne out", "partly", "not borne out", "open"]
    outcome_ids: tuple[str, ...] = ()


class Watch(Strict):
    """Something to check by a date, and the scenario it would speak for."""

    date: date
    threshold: str = Said
    favours: str
    reason: str = Said


class Hindsight(Strict):
    """An outcome that no article mentions, and what it did to the course of events."""

    outcome: str
    why: str = Said


class Provisional(Strict):
    """The scenario that seems to hold before the horizon is reached."""

    scenario: str
    outcomes: tuple[str, ...] = Field(min_length=1)
    reason: str = Said


class Model(Strict):
    """Everything that a forecast is made from; nothing that happened afterwards.

    Attributes:
        horizon: The day (its end) at which exactly one scenario holds.
        as_of: The dates from which the forecast looks ahead.
        seed: Start of the random draws.
        draws: How many.
        doubt: 0 to 1: how much doubt the word of one independent origin leaves. A finding of
            ``k`` origins counts ``1 - doubt ** k``; copies of one origin add nothing.
        strength: 0 to 1: how far findings count that overlap; 1 takes each as independent.
        prior: Beside the uniform one, which is always there.
    """

    horizon: date
    as_of: tuple[date, ...] = Field(min_length=1)
    seed: int = Field(ge=0, lt=2**63, strict=True)
    draws: int = Field(ge=100, le=100_000, strict=True)
    doubt: float = Field(ge=0, lt=1)
    doubt_reason: str = Said
    strength: float = Field(gt=0, le=1)
    strength_reason: str = Said
    scenario: tuple[Scenario, ...] = Field(min_length=2)
    threshold: tuple[Threshold, ...] = ()
    variable: tuple[Variable, ...] = ()
    branch: tuple[Branch, ...] = Field(min_length=1)
    prior: tuple[Prior, ...] = ()
    indicator: tuple[Indicator, ...] = ()
    question: tuple[Question, ...] = ()

    def scenarios(self) -> list[str]:
        """Ids of the scenarios, in the file's order."""
        return [item.id for item in self.scenario]

    def limits(self) -> dict[str, float]:
        """Values of the thresholds by id."""
        return {item.id: item.value for item in self.threshold}

    def priors(self) -> dict[str, Mapping[str, Range]]:
        """Prior shares by the prior's id; the uniform one first."""
        equal = 1 / len(self.scenario)
        found: dict[str, Mapping[str, Range]] = {
            UNIFORM: dict.fromkeys(self.scenarios(), (equal, equal))
        }
        return found | {item.id: item.share for item in self.prior}

    def weight(self, origins: int) -> float:
        """How far a finding counts that several independent origins give.

        Args:
            origins: How many.

        Returns:
            0 without an origin, ``strength * (1 - doubt)`` for one, nearer to ``strength`` with
            each further one.
        """
        return self.strength * (1.0 - self.doubt**origins) if origins else 0.0

    def closed(self) -> dict[str, list[str]]:
        """Members of the closed sets that tables are checked against."""
        return {
            "scenario": self.scenarios(),
            "indicator": [item.id for item in self.indicator],
            "question": [item.id for item in self.question],
        }


class Settings(Model):
    """The whole of ``scenarios.toml``: the model, and what was learnt afterwards."""

    resolution: tuple[Resolution, ...] = ()
    provisional: Provisional | None = None
    forecast: tuple[Forecast, ...] = ()
    watch: tuple[Watch, ...] = ()
    hindsight: tuple[Hindsight, ...] = ()

    def model(self) -> Model:
        """The part that a forecast may see."""
        return Model.model_construct(**{name: getattr(self, name) for name in Model.model_fields})
