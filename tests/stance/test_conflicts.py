"""Conflicts between positions. The topic is made up (conftest), but for the seeds' own at the end."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.conflicts import position_conflicts


def statement(
    article: str, group: str, proposition: str, stance: int, start: int = 0, **more: object
) -> dict[str, object]:
    own = group == "outlet"
    return {
        "article": article,
        "start": start,
        "end": start + 5,
        "quote": more.pop("quote", "x"),
        "voice": "author" if own else group,
        "voice_group": group,
        "mode": "own" if own else "indirect",
        "channel": "" if own else "public",
        "proposition": proposition,
        "stance": stance,
        "strength": "plain",
        "source": article,
        "origin": "reviewed",
    } | more


def find(rows: list[dict[str, object]], sources: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    return position_conflicts(tables.as_frame("03_statements", rows), sources, frame)


def test_a_narrator_against_itself_is_internal(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "outlet", "safe", 1),
        statement("north_1", "outlet", "safe", -1, 50, strength="hedged"),
    ]
    row = find(rows, sources, frame).iloc[0]
    assert (row["type"], row["a_start"], row["b_start"], row["preferred"]) == (
        "internal",
        0,
        50,
        "a",
    )


def test_equal_certainty_leaves_the_reading_open(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "outlet", "safe", 1),
        statement("north_1", "outlet", "safe", -1, 50),
    ]
    assert find(rows, sources, frame)["preferred"].iloc[0] == "cannot tell"


def test_open_statements_conflict_with_nothing(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "outlet", "safe", 1),
        statement("north_1", "outlet", "safe", 0, 50),
        statement("south_2", "port", "safe", 0),
    ]
    assert find(rows, sources, frame).empty


def test_one_group_in_public_and_leaked(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "port", "close", 1, voice="سلمى الحداد", strength="emphatic"),
        statement("south_2", "port", "close", 1, voice="سلمى الحداد"),
        statement("south_2", "port", "close", -1, 60, voice="سلمى الحداد", channel="leaked"),
    ]
    found = find(rows, sources, frame)
    assert list(found["type"]) == ["actor position"]
    row = found.iloc[0]
    # The pair within one article shows it better than the more emphatic words elsewhere.
    assert (row["a_article"], row["b_start"]) == ("south_2", 60)
    assert "leaked against public" in row["reason"]
    assert row["preferred"] == "cannot tell"


def test_a_group_that_speaks_otherwise_months_later_may_have_changed(
    sources: pd.DataFrame, frame: Frame
) -> None:
    rows = [statement("north_1", "port", "close", 1), statement("south_2", "port", "close", -1)]
    row = find(rows, sources, frame).iloc[0]
    assert row["preferred"] == "both"
    assert "Anchor is the later text" in row["reason"]


def test_two_outlets_in_their_own_voice(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("south_1", "outlet", "close", -1),
        statement("south_2", "outlet", "close", 1),
        statement("north_1", "outlet", "close", 1),
    ]
    found = find(rows, sources, frame)
    assert set(zip(found["a_article"], found["b_article"], strict=True)) == {
        ("north_1", "south_1"),
        ("south_2", "south_1"),
    }


def test_groups_on_both_sides_are_named_once_per_proposition(
    sources: pd.DataFrame, frame: Frame
) -> None:
    rows = [
        statement("north_1", "port", "close", 1),
        statement("south_1", "fishers", "close", -1, mode="direct"),
        statement("south_1", "town", "close", -1, 30, mode="ascribed"),
    ]
    found = find(rows, sources, frame)
    assert len(found) == 1
    assert found["reason"].iloc[0] == (
        "affirmed by: port authority. Denied by: fishers; town council (only ascribed)"
    )
    assert found["b_says"].iloc[0] == "fishers (quoted, in Gull) denies: The harbour should close."


def test_a_headline_that_the_body_takes_back_is_internal(
    sources: pd.DataFrame, frame: Frame
) -> None:
    head = sources.set_index("article").loc["north_1", "title"]
    rows = [
        statement("north_1", "outlet", "close", 1, quote=head),
        statement("north_1", "port", "safe", 1, 60),
    ]
    row = find(rows, sources, frame).iloc[0]
    assert (row["type"], row["preferred"]) == ("internal", "b")
    assert row["reason"] == "headline against body; closing a safe harbour"


def test_positions_that_are_taken_for_one_are_a_matter_of_modality(
    sources: pd.DataFrame, frame: Frame
) -> None:
    rows = [
        statement("north_1", "port", "close", 1),
        statement("south_2", "port", "safe", 1),
        statement("south_1", "port", "safe", -1),
    ]
    found = find(rows, sources, frame)
    modality = found[found["type"] == "modality"]
    assert list(zip(modality["a_article"], modality["b_article"], strict=True)) == [
        ("north_1", "south_2")
    ]


def test_a_tension_of_one_group_asks_for_one_article(sources: pd.DataFrame, frame: Frame) -> None:
    content = frame.model_dump()
    own = {"same_group": True, "type": "actor position"}
    content["tension"] = [tension | own for tension in content["tension"]]
    strict = Frame.model_validate(content)
    apart = [statement("north_1", "port", "close", 1), statement("south_2", "port", "safe", 1)]
    assert find(apart, sources, strict).empty
    together = [*apart, statement("north_1", "port", "safe", 1, 40)]
    assert list(find(together, sources, strict)["subject"]) == ["close / safe"]


def test_repeats_make_no_conflict(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "outlet", "safe", 1),
        statement("north_1", "outlet", "safe", -1, 50, duplicate_of=3),
    ]
    assert find(rows, sources, frame).empty


def test_the_order_of_rows_changes_nothing(
    sources: pd.DataFrame, frame: Frame, statements: pd.DataFrame
) -> None:
    shuffled = statements.sample(frac=1, random_state=5)
    one = position_conflicts(statements, sources, frame)
    assert position_conflicts(shuffled, sources, frame).equals(one)
    assert len(one) > 0


@pytest.fixture(scope="module")
def seeds_conflicts(seeds) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    from helpers.stance.statements import statements_table

    statements = statements_table(seeds.texts, seeds.coding("statements"), None, seeds.frame)
    heads = {"004_d0a881a33f63421c": seeds.texts["004_d0a881a33f63421c"].split("\n")[0]}
    days = {"004_d0a881a33f63421c": "2024-09-28", "000_8a11570fac1b648f": "2024-08-20"}
    rows = [
        {
            "article": article,
            "short": article[:3],
            "title": heads.get(article, ""),
            "earliest": days.get(article, "2024-01-29"),
            "latest": days.get(article, "2024-01-29"),
        }
        for article in seeds.texts
    ]
    return position_conflicts(statements, tables.as_frame("01_sources", rows), seeds.frame)


def test_the_seeds_conflicts_fit_their_schema(  # type: ignore[no-untyped-def]
    seeds, seeds_conflicts: pd.DataFrame
) -> None:
    assert (
        tables.check("03_conflicts", seeds_conflicts, texts=seeds.texts, closed=seeds.closed) == []
    )


def test_the_seeds_public_call_and_leaked_wish_stand_side_by_side(
    seeds_conflicts: pd.DataFrame,
) -> None:
    rows = seeds_conflicts[seeds_conflicts["reason"].str.contains("leaked against public")]
    assert list(zip(rows["a_start"], rows["b_start"], strict=True)) == [(325, 951)]


def test_the_seeds_headline_of_004_is_set_against_its_own_official(
    seeds_conflicts: pd.DataFrame,
) -> None:
    rows = seeds_conflicts[seeds_conflicts["reason"].str.startswith("headline against body")]
    assert list(zip(rows["a_start"], rows["b_start"], rows["preferred"], strict=True)) == [
        (32, 1023, "b")
    ]
