"""A made-up topic for the tests of `helpers.scenarios`, and the real seeds.

Everything here is made up: a bridge that may reopen, told by three papers. It has nothing to do
with the topic of the seeds, so what passes here knows no topic. The ranges have no width, so that
every number can be worked out by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import tables
from helpers.scenarios.settings import Settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

Row = tuple[str, int, str, int, str]

MADE_UP_SETTINGS: dict[str, Any] = {
    "horizon": date(2030, 12, 31),
    "as_of": [date(2030, 2, 1), date(2030, 6, 1)],
    "seed": 7,
    "draws": 100,
    "doubt": 0.0,
    "doubt_reason": "made up",
    "strength": 1.0,
    "strength_reason": "made up",
    "scenario": [
        {"id": "A", "name": "reopened", "text": "The bridge is open."},
        {"id": "B", "name": "closed", "text": "The bridge is closed."},
    ],
    "threshold": [
        {
            "id": "lanes",
            "value": 2,
            "unit": "lanes",
            "text": "open lanes that make a bridge open",
            "alternative": [
                {
                    "value": 3,
                    "reason": "made up",
                    "move": [{"from": "A", "to": "B", "share": [0.25, 0.25]}],
                }
            ],
        }
    ],
    "variable": [
        {"id": "open_lanes", "kind": "number", "text": "lanes that cars may use"},
        {"id": "torn_down", "kind": "flag", "text": "the bridge is gone"},
        {"id": "until", "kind": "date", "optional": True, "text": "last day of the permit"},
    ],
    "branch": [
        {
            "scenario": "A",
            "text": "Do cars cross on two lanes?",
            "when": {
                "all": [
                    {"variable": "torn_down", "is": False},
                    {"variable": "open_lanes", "least": "lanes"},
                    {
                        "any": [
                            {"variable": "until", "missing": True},
                            {"variable": "until", "least": "horizon"},
                        ]
                    },
                ]
            },
        },
        {"scenario": "B", "text": "Otherwise."},
    ],
    "prior": [
        {
            "id": "reference class",
            "label": "other bridges",
            "reason": "made up",
            "share": {"A": [0.25, 0.25], "B": [0.75, 0.75]},
        }
    ],
    "indicator": [
        {
            "id": "works_begun",
            "label": "Works have begun",
            "theme": "works",
            "likelihood": {"A": [0.8, 0.8], "B": [0.4, 0.4]},
            "reason": "made up",
            "match": [
                {
                    "table": "03_statements",
                    "where": [
                        {"column": "proposition", "is": "works"},
                        {"column": "stance", "is": 1},
                    ],
                }
            ],
        },
        {
            "id": "money_short",
            "label": "Money is short",
            "theme": "money",
            "likelihood": {"A": [0.3, 0.3], "B": [0.6, 0.6]},
            "reason": "made up",
            "match": [
                {
                    "table": "03_statements",
                    "where": [
                        {"column": "proposition", "is": "money"},
                        {"column": "stance", "in": [-1, 0]},
                    ],
                }
            ],
        },
        {
            "id": "weather_fine",
            "label": "The weather is fine",
            "theme": "weather",
            "likelihood": {"A": [0.2, 0.7], "B": [0.2, 0.7]},
            "reason": "neutral on purpose",
            "match": [
                {
                    "table": "03_statements",
                    "where": [{"column": "proposition", "is": "weather"}],
                }
            ],
        },
    ],
    "question": [
        {
            "id": "test_drive",
            "text": "Will there be a test drive by the end of July?",
            "by": date(2030, 7, 31),
            "given": [
                {
                    "as_of": date(2030, 2, 1),
                    "chance": {"A": [0.9, 0.9], "B": [0.2, 0.2]},
                    "reason": "made up",
                },
                {
                    "as_of": date(2030, 6, 1),
                    "chance": {"A": [0.9, 0.9], "B": [0.2, 0.2]},
                    "reason": "made up",
                },
            ],
        }
    ],
    "resolution": [{"question": "test_drive", "outcome": "drive", "answer": "yes"}],
    "provisional": {"scenario": "A", "outcomes": ["drive"], "reason": "made up"},
    "forecast": [
        {
            "article": "n1",
            "start": 0,
            "end": 11,
            "quote": "سيفتح الجسر",
            "forecaster": "author",
            "own": "own",
            "says": "The bridge will open",
            "horizon": "none given",
            "outcome": "It did.",
            "verdict": "borne out",
            "outcome_ids": ["drive"],
        }
    ],
    "watch": [
        {
            "date": date(2030, 9, 1),
            "threshold": "fewer than two lanes open",
            "favours": "B",
            "reason": "made up",
        }
    ],
    "hindsight": [{"outcome": "flood", "why": "Nobody had thought of it."}],
}


@pytest.fixture(scope="session")
def raw() -> Callable[[], dict[str, Any]]:
    """A fresh copy of the made-up settings, to be spoilt."""
    return lambda: deepcopy(MADE_UP_SETTINGS)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings.model_validate(MADE_UP_SETTINGS)


@pytest.fixture(scope="session")
def statements() -> Callable[[Sequence[Row]], dict[str, pd.DataFrame]]:
    """Made-up statements: article, start, proposition, stance, origin."""

    def build(rows: Sequence[Row]) -> dict[str, pd.DataFrame]:
        records: list[Mapping[str, object]] = [
            {
                "article": article,
                "start": start,
                "end": start + 5,
                "quote": "الجسر",
                "voice": "author",
                "voice_group": "outlet",
                "mode": "own",
                "proposition": proposition,
                "stance": stance,
                "strength": "plain",
                "source": source,
                "origin": "reviewed",
            }
            for article, start, proposition, stance, source in rows
        ]
        return {"03_statements": tables.as_frame("03_statements", records)}

    return build


@pytest.fixture(scope="session")
def sources() -> pd.DataFrame:
    """Three made-up papers: two of January, one of May; a fourth has no last day."""
    return pd.DataFrame(
        {
            "article": ["n1", "n2", "n3", "n4"],
            "latest": ["2030-01-10", "2030-02-01", "2030-05-20", ""],
        }
    )


@pytest.fixture(scope="session")
def outcomes() -> pd.DataFrame:
    """Two made-up events."""
    return tables.as_frame(
        "outcomes",
        [
            {
                "id": "drive",
                "date": "2030-07-03/2030-07-04",
                "event": "A test drive",
                "status": "confirmed",
                "sources": "made up",
            },
            {
                "id": "flood",
                "date": "2030-08",
                "event": "A flood",
                "status": "single source",
                "sources": "made up",
            },
        ],
    )
