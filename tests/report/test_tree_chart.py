"""The tree as boxes, on a made-up tree of three steps."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.report import charts
from helpers.report.charts.tree import in_words

# Made up: whether a ferry sails.
STEPS = pd.DataFrame(
    {
        "step": [1, 2, 3],
        "test": ["Is there fog?", "Is the <captain> ill & absent?", "Otherwise."],
        "scenario": ["C", "A", "B"],
        "name": ["late", "cancelled", "on time"],
        "otherwise": [2, 3, 0],
    }
)


def _drawn() -> BeautifulSoup:
    return BeautifulSoup(charts.tree(STEPS, "The ferry.").html, "lxml")


def test_each_question_has_its_scenario_and_the_last_scenario_has_no_question() -> None:
    items = [item.get_text(" ", strip=True) for item in _drawn().select("ol > li")]
    assert items == [
        "1 Is there fog? yes C late no",
        "2 Is the <captain> ill & absent? yes A cancelled no",
        "B on time",
    ]


def test_the_tree_can_be_heard_as_well_as_seen() -> None:
    (tree,) = _drawn().select(".tree")
    assert tree.name == "figure"
    assert tree["aria-label"] == (
        "The ferry. yes to question 1: late; yes to question 2: cancelled; otherwise: on time."
    )
    assert tree["aria-label"].endswith(in_words(STEPS))


def test_markup_in_a_question_stays_text() -> None:
    assert _drawn().find("captain") is None


def test_a_tree_without_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the steps of a tree, got none"):
        charts.tree(STEPS.head(0), "The ferry.")
