"""Coder against coder on the seeds' own codes.

The expected numbers were worked out once, by another program, when the two coders had finished;
they are the record of how far the coders agreed, and no change of code may move them.
"""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.reliability import machine_note, reliability_table, verdict

KINDS = ("statements", "figures", "voices", "articles")


@pytest.fixture(scope="module")
def between(seeds) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    a, b = ({kind: seeds.coding(kind, coder) for kind in KINDS} for coder in ("coder_a", "coder_b"))
    return reliability_table(a, b, seeds.frame)


def row_of(table: pd.DataFrame, variable: str, scope: str) -> pd.Series:
    return table.set_index(["variable", "scope"]).loc[(variable, scope)]


# scope, n_a, n_b, matched, unitising F1, agreement, alpha (ordinal), AC1
STANCE = [
    ("all", 169, 171, 161, 0.9471, 0.9876, 0.9888, 0.9816),
    ("leave", 26, 26, 26, 1.0, 1.0, 1.0, 1.0),
    ("mission_end", 51, 49, 47, 0.94, 0.9574, 0.9321, 0.942),
    ("full_exit", 17, 18, 16, 0.9143, 1.0, 1.0, 1.0),
    ("partnership", 14, 16, 14, 0.9333, 1.0, None, 1.0),
    ("lawful", 6, 6, 6, 1.0, 1.0, 1.0, 1.0),
    ("destabilising", 4, 4, 4, 1.0, 1.0, None, 1.0),
    ("iraqi_capability", 16, 15, 15, 0.9677, 1.0, 1.0, 1.0),
    ("isis_threat", 8, 7, 7, 0.9333, 1.0, 1.0, 1.0),
    ("resistance", 8, 8, 8, 1.0, 1.0, 1.0, 1.0),
    ("free_of_tehran", 10, 11, 9, 0.8571, 1.0, 1.0, 1.0),
    ("free_of_washington", 3, 4, 3, 0.8571, 1.0, 1.0, 1.0),
    ("governs_well", 6, 7, 6, 0.9231, 1.0, 1.0, 1.0),
    ("000_8a11570fac1b648f", 34, 36, 34, 0.9714, 1.0, 1.0, 1.0),
    ("001_d206cd8af255dd83", 61, 58, 56, 0.9412, 1.0, 1.0, 1.0),
    ("002_42ff6afc3866bd43", 22, 21, 21, 0.9767, 0.9048, 0.8922, 0.8614),
    ("003_8fd323a46787b940", 24, 26, 23, 0.92, 1.0, 1.0, 1.0),
    ("004_d0a881a33f63421c", 28, 30, 27, 0.931, 1.0, 1.0, 1.0),
]


@pytest.mark.parametrize("expected", STANCE, ids=lambda row: row[0])
def test_stance(expected: tuple[object, ...], between: pd.DataFrame) -> None:
    scope, n_a, n_b, matched, *shares = expected
    row = row_of(between, "stance", str(scope))
    assert (row["n_a"], row["n_b"], row["matched"]) == (n_a, n_b, matched)
    found = [row[name] for name in ("unitising_f1", "agreement", "alpha", "ac1")]
    assert [None if pd.isna(value) else round(value, 4) for value in found] == shares


def test_the_three_answers_share_out_the_statements_and_the_agreeing_pairs(
    between: pd.DataFrame,
) -> None:
    for scope in ("all", "mission_end", "002_42ff6afc3866bd43"):
        whole = row_of(between, "stance", scope)
        rows = between[between["variable"].str.startswith("stance: ") & (between["scope"] == scope)]
        assert set(rows["variable"]) <= {
            "stance: affirms",
            "stance: leaves open",
            "stance: denies",
        }
        assert (rows["n_a"].sum(), rows["n_b"].sum()) == (whole["n_a"], whole["n_b"])
        assert rows["matched"].sum() == round(whole["agreement"] * whole["matched"])
        assert rows["agreement"].isna().all()


# variable, scope, column, value
OTHERS = [
    ("clause: same span", "all", "unitising_f1", 0.6824),
    ("clause: same span", "mission_end", "unitising_f1", 0.66),
    ("clause: same voice group", "all", "unitising_f1", 0.9235),
    ("voice group", "all", "agreement", 0.9752),
    ("mode", "all", "agreement", 0.9752),
    ("channel", "all", "agreement", 0.9068),
    ("strength", "all", "agreement", 0.9876),
    ("figure: kind", "all", "unitising_f1", 0.9831),
    ("figure: same span", "all", "unitising_f1", 0.8927),
    ("figure: kind", "all", "agreement", 0.977),
    ("figure: value", "all", "agreement", 0.977),
    ("figure: qualifier", "all", "agreement", 0.8736),
    ("figure: date", "all", "agreement", 0.977),
    ("figure: unit", "all", "agreement", 0.9195),
    ("figure: value", "quantities", "matched", 42),
    ("figure: value", "quantities", "agreement", 1.0),
    ("figure: qualifier", "quantities", "agreement", 1.0),
    ("figure: unit", "quantities", "agreement", 0.881),
    ("figure: date", "dates", "matched", 43),
    ("figure: date", "dates", "agreement", 1.0),
    ("figure: qualifier", "dates", "agreement", 0.7907),
    ("report: mode", "all", "unitising_f1", 0.9957),
    ("report: same content", "all", "unitising_f1", 0.9697),
    ("report: same voice", "all", "unitising_f1", 0.9784),
    ("report: mode", "all", "agreement", 1.0),
    ("report: cue", "all", "agreement", 0.9478),
    ("article: stance or none", "all", "agreement", 0.8167),
    ("article: stance or none", "leave", "agreement", 0.2),
    ("article: stance", "all", "matched", 23),
    ("article: stance", "all", "agreement", 0.9565),
]


@pytest.mark.parametrize(("variable", "scope", "column", "value"), OTHERS)
def test_the_other_variables(
    variable: str, scope: str, column: str, value: float, between: pd.DataFrame
) -> None:
    assert round(float(row_of(between, variable, scope)[column]), 4) == value


def test_the_table_fits_its_schema(between: pd.DataFrame) -> None:
    assert tables.check("03_reliability", between) == []


def test_a_coder_agrees_with_itself(seeds) -> None:  # type: ignore[no-untyped-def]
    own = {kind: seeds.coding(kind) for kind in KINDS}
    found = reliability_table(own, own, seeds.frame, comparison="machine against reviewed")
    assert (found["unitising_f1"].dropna() == 1).all()
    assert (found["agreement"].dropna() == 1).all()
    assert "report: actor" in set(found["variable"])


def test_the_actors_of_two_coders_are_not_compared(between: pd.DataFrame) -> None:
    assert "report: actor" not in set(between["variable"])


def test_what_the_machine_does_not_give_is_left_out(seeds) -> None:  # type: ignore[no-untyped-def]
    reviewed = {kind: seeds.coding(kind) for kind in KINDS}
    none = {"statements": reviewed["statements"].iloc[:0]}
    found = reliability_table(none, reviewed, seeds.frame, comparison="machine against reviewed")
    assert not found["variable"].str.startswith(("figure", "report", "article")).any()
    assert set(found["unitising_f1"]) == {0}
    assert found["agreement"].isna().all()


@pytest.mark.parametrize(
    ("alpha", "matched", "words"),
    [
        (0.8, 40, "can be relied on"),
        (0.79999, 40, "tentative"),
        (0.667, 40, "tentative"),
        (0.666, 40, "do not report"),
        (-0.2, 40, "do not report"),
        (None, 40, "one value only: agreement says little"),
        (1.0, 9, "too few pairs to say"),
        (1.0, 10, "can be relied on"),
    ],
)
def test_the_verdict_follows_krippendorffs_marks(
    alpha: float | None, matched: int, words: str
) -> None:
    assert verdict(alpha, matched) == words


def test_a_made_up_topic_is_measured_too(coded_statements: pd.DataFrame, frame: Frame) -> None:
    other = coded_statements.copy()
    other.loc[other["proposition"] == "safe", "stance"] = -1
    found = reliability_table({"statements": coded_statements}, {"statements": other}, frame)
    assert row_of(found, "stance", "safe")["agreement"] == 0
    assert row_of(found, "stance", "close")["agreement"] == 1


def test_rows_of_a_joint_announcement_are_paired_by_their_group(
    coded_statements: pd.DataFrame, frame: Frame
) -> None:
    joint = pd.concat([coded_statements.iloc[:1]] * 2, ignore_index=True)
    one = joint.assign(voice_group=["port", "town"])
    other = joint.assign(voice_group=["town", "port"])
    found = reliability_table({"statements": one}, {"statements": other}, frame)
    assert row_of(found, "voice group", "all")["agreement"] == 1


def test_rows_of_the_machine_come_with_their_measured_accuracy() -> None:
    reviewed = pd.DataFrame({"origin": ["reviewed", "reviewed"]})
    mixed = pd.DataFrame({"origin": ["reviewed", "machine"]})
    measured = pd.DataFrame(
        {
            "comparison": ["between coders", "machine against reviewed"],
            "variable": ["stance", "stance"],
            "scope": ["all", "all"],
            "unitising_f1": [0.5, 0.875],
        }
    )
    assert machine_note(reviewed, measured) == ""
    assert machine_note(mixed, measured) == (
        "1 of 2 rows are the machine's reading, which nobody has reviewed; "
        "against reviewed codes its F1 is 0.88."
    )
    assert "could not be measured" in machine_note(mixed, measured.iloc[:1])
