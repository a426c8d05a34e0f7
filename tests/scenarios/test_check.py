"""`check` on the made-up topic of ``tests/topic``: one thing is spoilt, and the check names it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from helpers.checks import check_seeds

TOPIC = Path(__file__).resolve().parents[1] / "topic"

# what is wrong, file, what stands there, what is put in its place, what the check says
SPOILT = [
    (
        "an outcome without address or named record",
        "outcomes.csv",
        ",made up,talks",
        ",,talks",
        r"outcomes\.csv:2: expected sources: a cell that is not empty; got an empty cell",
    ),
    (
        "an outcome without a day",
        "outcomes.csv",
        ",2030-04-21,",
        ",soon,",
        r"outcomes\.csv:2: expected date: .*; got .soon.",
    ),
    (
        "a share out of order",
        "scenarios.toml",
        "share = [0.05, 0.2]",
        "share = [0.2, 0.05]",
        r"scenarios\.toml.*high = 80: expected a share from 0 to 1, low <= high; got \[0\.2, 0\.05\]",
    ),
    (
        "a tree that leaves a case open",
        "scenarios.toml",
        'text = "Otherwise."',
        'text = "Is it low?"\nwhen = { variable = "height", below = 10 }',
        r"scenarios\.toml.*a branch for every state of the world; got none for",
    ),
    (
        "two scenarios that overlap, so that the later one is never reached",
        "scenarios.toml",
        'when = { variable = "height", least = "high" }',
        'when = { all = [{ variable = "amended", is = true }, { variable = "height", least = "high" }] }',
        r"scenarios\.toml.*branch\[2\]: expected states of the world that only this branch takes",
    ),
]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOPIC, tmp_path / "seeds"))


def test_the_made_up_topic_has_no_fault(seeds: Path) -> None:
    assert check_seeds(seeds) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [pytest.param(*row[1:], id=row[0]) for row in SPOILT]
)
def test_a_fault_is_named_by_the_check(
    seeds: Path, file: str, old: str, new: str, message: str
) -> None:
    path = seeds / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert re.search(message, "\n".join(map(str, check_seeds(seeds))))


@pytest.mark.parametrize(
    ("template", "asked"),
    [
        ('{{ count("04_outlook", run="main") }}', ["'04_outlook'"]),
        ('{{ scenario("A") }} {{ rows("04_scores") }}', ["'04_scores'", "'scenario'"]),
        ('{{ count("03_statements") }}', []),
    ],
)
def test_prose_that_speaks_of_forecasts_needs_scenarios(
    seeds: Path, template: str, asked: list[str]
) -> None:
    (seeds / "text").mkdir()
    (seeds / "text/key_judgements.md").write_text(template, encoding="utf-8")
    # The chapter's own file is not read where there is no chapter.
    (seeds / "text/04_scenarios.md").write_text('{{ rows("04_outlook") }}', encoding="utf-8")
    assert check_seeds(seeds) == []
    (seeds / "scenarios.toml").unlink()
    assert [fault.got for fault in check_seeds(seeds)] == asked
