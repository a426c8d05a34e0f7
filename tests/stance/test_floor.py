"""Who is given the floor. The topic is made up (conftest)."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.floor import floor_table, never_heard
from helpers.stance.statements import statements_table
from helpers.stance.voices import voices_table


def test_quoted_and_reported_words_are_counted_apart(
    voices: pd.DataFrame, statements: pd.DataFrame, texts: dict[str, str], frame: Frame
) -> None:
    found = floor_table(voices, statements, texts, frame).set_index(["article", "actor_group"])
    port = found.loc[("north_1", "port")]
    # "لن نترك الميناء مفتوحا أمام الخطر" is quoted (6 words), "إغلاق الميناء ضرورة" is not.
    assert (port["reports"], port["quoted_words"], port["reported_words"]) == (2, 6, 9)
    fishers = found.loc[("north_1", "fishers")]
    assert (fishers["quoted_words"], fishers["reported_words"]) == (1, 4)


def _floor(rows: list[dict[str, object]], texts: dict[str, str], frame: Frame) -> pd.DataFrame:
    voices = voices_table(texts, tables.as_frame("coding/voices", rows), None, frame)
    none = tables.empty("coding/statements", frame.closed())
    statements = statements_table(texts, none, None, frame)
    return floor_table(voices, statements, texts, frame).set_index(["article", "actor_group"])


def test_a_report_inside_a_report_counts_for_both_but_never_twice_for_one(
    make,
    texts: dict[str, str],
    frame: Frame,  # type: ignore[no-untyped-def]
) -> None:
    rows = [
        make.voice("south_1", "رفض الصيادون إغلاق المرفأ", "Port"),
        make.voice("south_1", "إغلاق المرفأ", "Salma"),
        make.voice("south_1", "الصيادون إغلاق", "Fishers"),
    ]
    found = _floor(rows, texts, frame)
    assert found.loc[("south_1", "port"), "reported_words"] == 4
    assert found.loc[("south_1", "fishers"), "reported_words"] == 2


def test_a_joint_announcement_counts_for_each(make, texts: dict[str, str], frame: Frame) -> None:  # type: ignore[no-untyped-def]
    found = _floor([make.voice("south_1", "إغلاق المرفأ", "Port and Town")], texts, frame)
    assert list(found.index) == [("south_1", "port"), ("south_1", "town")]


def test_a_pull_quote_counts_once(make, texts: dict[str, str], frame: Frame) -> None:  # type: ignore[no-untyped-def]
    rows = [
        make.voice("south_1", "إغلاق المرفأ", "Fishers"),
        make.voice("south_1", "المرفأ آمن", "Fishers", note="duplicate of 13"),
    ]
    assert _floor(rows, texts, frame).loc[("south_1", "fishers"), "reports"] == 1


def test_a_direct_report_without_marks_counts_whole(
    make,
    texts: dict[str, str],
    frame: Frame,  # type: ignore[no-untyped-def]
) -> None:
    row = make.voice("south_1", "إغلاق المرفأ", "Fishers", mode="direct")
    assert _floor([row], texts, frame).loc[("south_1", "fishers"), "quoted_words"] == 2


def test_named_and_anonymous_speakers_are_told_apart(
    make,
    texts: dict[str, str],
    frame: Frame,  # type: ignore[no-untyped-def]
) -> None:
    rows = [
        make.voice("south_2", "إغلاق المرفأ وارد", "an adviser"),
        make.voice("south_2", "المجلس البلدي صامت", "Salma"),
    ]
    row = _floor(rows, texts, frame).loc[("south_2", "port")]
    assert (row["named"], row["anonymous"]) == (1, 1)


def test_groups_that_are_never_heard_are_listed(
    make,
    voices: pd.DataFrame,
    texts: dict[str, str],
    frame: Frame,  # type: ignore[no-untyped-def]
) -> None:
    rows = [
        make.statement("south_1", "رفض الصيادون إغلاق المرفأ", "fishers", "close", -1),
        make.statement("south_2", "المجلس البلدي صامت", "town", "close", 0, mode="ascribed"),
    ]
    coded = tables.as_frame("coding/statements", rows)
    statements = statements_table(texts, coded, None, frame)
    found = never_heard(voices, statements, texts, frame).set_index("actor_group")
    assert found["heard"].to_dict() == {
        "port": "in its own words",
        "fishers": "in its own words",
        "town": "positions only ascribed",
    }
    without = never_heard(voices, statements.iloc[:1], texts, frame).set_index("actor_group")
    assert without.loc["town", "heard"] == "only mentioned"
    assert without.loc["town", "mentions"] == 1


@pytest.mark.parametrize(
    ("group", "heard"),
    [
        ("Kurdish", "positions only ascribed"),
        ("Iran", "positions only ascribed"),
        ("Ukraine", "only mentioned"),
        ("Turkey", "reported without a position"),
        ("Iran-aligned factions", "in its own words"),
    ],
)
def test_the_seeds_who_never_takes_a_position_in_speech(group: str, heard: str, seeds) -> None:  # type: ignore[no-untyped-def]
    voices = voices_table(seeds.texts, seeds.coding("voices"), None, seeds.frame)
    statements = statements_table(seeds.texts, seeds.coding("statements"), None, seeds.frame)
    found = never_heard(voices, statements, seeds.texts, seeds.frame).set_index("actor_group")
    assert found.loc[group, "heard"] == heard
