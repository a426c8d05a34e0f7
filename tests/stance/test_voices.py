"""Reports: reviewed where there are any, else the machine's. The topic is made up (conftest)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.voices import (
    actor_groups,
    actors_by_alias,
    duplicate_of,
    is_anonymous,
    voices_table,
)


def machine(text: str) -> Iterator[dict[str, object]]:
    """A stand-in for the machine: the first six characters, said by an adviser."""
    yield {"start": 0, "end": 6, "quote": text[:6], "mode": "indirect", "actor": "an adviser"}


def test_reviewed_reports_stand_before_the_machines(
    texts: dict[str, str], coded_voices: pd.DataFrame, frame: Frame
) -> None:
    found = voices_table(texts, coded_voices, machine, frame)
    assert found.groupby("article")["origin"].agg(set).to_dict() == {
        "north_1": {"reviewed"},
        "south_1": {"reviewed"},
        "south_2": {"machine"},
    }


def test_without_codes_the_machine_reads_everything(texts: dict[str, str], frame: Frame) -> None:
    found = voices_table(texts, None, machine, frame)
    assert list(found["article"]) == list(texts)
    assert set(found["origin"]) == {"machine"}


def test_the_table_fits_its_schema(
    texts: dict[str, str], coded_voices: pd.DataFrame, frame: Frame
) -> None:
    found = voices_table(texts, coded_voices, machine, frame)
    closed = frame.closed() | {"article": list(texts)}
    assert tables.check("03_voices", found, texts=texts, closed=closed) == []


@pytest.mark.parametrize(
    ("actor", "groups"),
    [
        ("Salma", ["port"]),
        ("Port and Town", ["port", "town"]),
        ("Port and Salma", ["port"]),  # both speak for the port: once
        ("Port and Storm", ["nobody"]),  # one half is unknown
        ("someone else", ["nobody"]),
        ("", ["nobody"]),
    ],
)
def test_an_actor_speaks_for_its_groups(actor: str, groups: list[str], frame: Frame) -> None:
    assert actor_groups(actor, frame) == groups


def test_unknown_speakers_fall_to_the_group_other_where_there_is_one(frame: Frame) -> None:
    content = frame.model_dump()
    content["voice_group"] = [*content["voice_group"], {"id": "other", "label": "others"}]
    assert actor_groups("someone else", Frame.model_validate(content)) == ["other"]


@pytest.mark.parametrize(
    ("actor", "anonymous"),
    [("Salma", False), ("an adviser", True), ("", True), ("unnamed guard", True), ("Rima", False)],
)
def test_anonymous_is_who_cannot_be_held_to_account(
    actor: str, anonymous: bool, frame: Frame
) -> None:
    assert is_anonymous(actor, frame) is anonymous


@pytest.mark.parametrize(
    ("note", "start"),
    [
        ("duplicate of 12", 12),
        ("headline; duplicate of 38; pull quote", 38),
        ("a duplicate of the lead", None),
        ("no duplicate", None),
        ("", None),
    ],
)
def test_a_note_names_the_first_of_two_equal_rows(note: str, start: int | None) -> None:
    assert duplicate_of(note) == start


def test_aliases_lead_to_their_actor(frame: Frame) -> None:
    assert actors_by_alias(frame)["سلمي الحداد"].name == "Salma"


def test_the_seeds_reviewed_reports_are_all_there(seeds) -> None:  # type: ignore[no-untyped-def]
    coded = seeds.coding("voices")
    found = voices_table(seeds.texts, coded, None, seeds.frame)
    assert len(found) == len(coded)
    assert set(found["origin"]) == {"reviewed"}
    joint = found[found["other_groups"] != ""]
    assert set(joint["actor"]) == {"US government and Iraqi government"}
    assert int(found["duplicate_of"].notna().sum()) == 5
