"""The machine against reviewed figures, place by place. All rows are made up."""

import pandas as pd
import pytest

from helpers import tables
from helpers.figures.accuracy import compare, summary

ARTICLE = "900_made_up"
ROW = {
    "article": ARTICLE,
    "start": 10,
    "end": 20,
    "quote": "x" * 10,
    "kind": "count",
    "low": 12,
    "high": 12,
    "unit": "ship",
    "qualifier": "exact",
}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return tables.as_frame("02_figures", [{**ROW, **row} for row in rows])


@pytest.mark.parametrize(
    ("machine", "result", "differs"),
    [
        ({}, "right", ""),
        ({"low": 12.1, "high": 12.1}, "right", ""),
        ({"low": 13, "high": 13}, "wrong", "value"),
        ({"low": None, "high": None}, "wrong", "value"),
        ({"start": 9, "quote": "x" * 11}, "wrong", "span"),
        ({"unit": "boat"}, "right", "unit"),
        ({"qualifier": "about", "kind": "ordinal"}, "right", "kind, qualifier"),
    ],
)
def test_a_place_that_both_read_is_right_or_wrong(
    machine: dict[str, object], result: str, differs: str
) -> None:
    [row] = compare(frame({}), frame(machine)).to_dict("records")
    assert (row["result"], row["differs"]) == (result, differs)


def test_dates_are_compared_by_their_edtf_and_have_no_unit() -> None:
    reviewed = frame({"kind": "date", "date": "2024-01-25", "low": None, "high": None})
    same = reviewed.assign(unit="day")
    other = reviewed.assign(date="2024-01")
    assert compare(reviewed, same)["result"].tolist() == ["right"]
    assert compare(reviewed, other)["differs"].tolist() == ["value"]


def test_what_only_one_of_them_has_is_missed_or_extra() -> None:
    there, elsewhere = frame({}), frame({"start": 30, "end": 40})
    places = compare(there, elsewhere)
    assert places["result"].tolist() == ["missed", "extra"]
    assert places["reviewed"].tolist() == ["12 ship exact", ""]


def test_one_reading_answers_for_one_place_only() -> None:
    reviewed = frame({"end": 14, "quote": "x" * 4}, {"start": 15, "end": 20, "quote": "x" * 5})
    places = compare(reviewed, frame({}))
    assert sorted(places["result"]) == ["missed", "wrong"]


def test_articles_that_nobody_reviewed_are_left_out() -> None:
    machine = frame({}, {"article": "901_other"})
    assert set(compare(frame({}), machine)["article"]) == {ARTICLE}


def test_the_summary_counts_value_and_exact_words_apart() -> None:
    reviewed = frame({}, {"start": 30, "end": 40}, {"start": 50, "end": 60})
    machine = frame({}, {"start": 31, "end": 40, "quote": "x" * 9}, {"start": 70, "end": 80})
    row = summary(compare(reviewed, machine)).to_dict("records")[-1]
    assert (row["article"], row["reviewed"], row["machine"], row["found"]) == ("all", 3, 3, 2)
    assert row["value_f1"] == pytest.approx(2 / 3)
    assert row["exact_f1"] == pytest.approx(1 / 3)


def test_nothing_reviewed_gives_an_empty_comparison() -> None:
    places = compare(tables.empty("02_figures"), frame({}))
    assert places.empty
    assert summary(places)["reviewed"].tolist() == [0]
