"""Conflicts between figures: one planted for each type, and the near misses that are none.

Provenance: the frame, texts and figures of the tables are made up (a fishing fleet); the last
tests read ``seeds/`` and hold what has to come out there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.figures.conflicts import conflicts_table
from helpers.figures.measures import measures_table
from helpers.frame import Frame, read_frame
from helpers.sources.load import load_articles
from helpers.sources.records import read_records

SEEDS = Path(__file__).parents[2] / "seeds"

MEASURES: list[dict[str, Any]] = [
    {
        "id": "boats",
        "label": "Boats of the guild",
        "kinds": ["count"],
        "units": ["boat"],
        "holders": ["guild"],
        "family": "fleet",
        "scopes": [{"label": "with rowing boats", "words": ["زوارق التجديف"]}],
    },
    {
        "id": "port_boats",
        "label": "Boats of the port",
        "kinds": ["count"],
        "units": ["boat"],
        "holders": ["port"],
        "family": "fleet",
    },
    {"id": "storms", "label": "Storms this season", "kinds": ["count"], "units": ["storm"]},
    {
        "id": "ban_end",
        "label": "Ban ends",
        "kinds": ["date"],
        "event": ["ban ends"],
        "process": "ban",
        "phase": "end",
    },
    {
        "id": "ban_begin",
        "label": "Ban begins",
        "kinds": ["date"],
        "event": ["ban begins"],
        "process": "ban",
        "phase": "begin",
    },
    {
        "id": "fleet_home",
        "label": "Fleet is home",
        "kinds": ["date", "duration"],
        "event": ["fleet returns"],
        "units": ["month", "year"],
        "process": "return",
        "phase": "end",
    },
    {"id": "meeting", "label": "Guild meets", "kinds": ["date"], "event": ["guild meets"]},
    {
        "id": "wharves",
        "label": "Wharves",
        "kinds": ["count"],
        "units": ["wharf"],
        "members": [
            {"name": "East Wharf", "place": "East", "words": ["رصيف الشروق"]},
            {"name": "West Wharf", "place": "West", "words": ["رصيف الغروب"]},
            {"name": "Old Wharf", "place": "West", "words": ["الرصيف القديم"]},
        ],
    },
]
FRAME = Frame.model_validate(
    {
        "topic": {"title": "made up", "question": "made up?", "version": "1"},
        "group": [{"id": "g", "label": "g"}],
        "voice_group": [{"id": "v", "label": "v"}],
        "proposition": [{"id": "p", "label": "p", "text": "p"}],
        "measure": MEASURES,
    }
)
SOURCES = pd.DataFrame(
    {
        "article": ["a", "b", "c"],
        "published": ["2033-04-03", "2033-04-09", "2033-03-01/2033-12-01"],
    }
)


def count(article: str = "a", start: int = 0, **given: Any) -> dict[str, Any]:
    """A made-up count of the guild's boats."""
    value = given.pop("value", 40)
    low, high = value if isinstance(value, tuple) else (value, value)
    return {
        "article": article,
        "start": start,
        "end": start + 2,
        "quote": "40",
        "kind": "count",
        "low": low,
        "high": high,
        "unit": "boat",
        "qualifier": "exact",
        "holder": "guild",
        "speaker": "author",
        "source": article,
        "status": "read",
        "origin": "reviewed",
        **given,
    }


def date(when: str, event: str, article: str = "a", start: int = 0, **given: Any) -> dict[str, Any]:
    """A made-up date."""
    told = {"date": when, "event": event, "relation": "in", "unit": "", "holder": ""}
    return count(article, start, kind="date", value=None, **(told | given))


def conflicts(*rows: dict[str, Any], texts: dict[str, str] | None = None) -> pd.DataFrame:
    figures = tables.as_frame("02_figures", rows)
    measures = measures_table(figures, FRAME, texts)
    table = conflicts_table(measures, figures, FRAME, SOURCES, None, texts)
    assert tables.check("02_conflicts", table) == []
    return table


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dictionaries."""
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


PLANTED = [
    # what it is, the figures, the type, the preferred reading
    ("two counts that exclude each other", [count(), count("b", value=70)], "value", "cannot tell"),
    (
        "the same of two places",
        [count(place="North"), count("b", value=70, place="North and South")],
        "scope",
        "both",
    ),
    ("one article against itself", [count(), count(start=9, value=70)], "internal", "cannot tell"),
    (
        "running counts of two days",
        [
            count(unit="storm", value=15, qualifier="more_than", as_of="since March"),
            count("b", unit="storm", value=17, qualifier="more_than", as_of="since March"),
        ],
        "time window",
        "b",
    ),
    (
        "running counts of unknown order",
        [
            count(unit="storm", value=15, qualifier="more_than", as_of="since March"),
            count("c", unit="storm", value=17, qualifier="more_than", as_of="since March"),
        ],
        "time window",
        "cannot tell",
    ),
    ("the claim again", [count(), count(start=9)], "repetition", "a"),
    (
        "one number, two things",
        [count(), count(start=9, holder="port")],
        "number collision",
        "both",
    ),
    (
        "one large number outside all measures",
        [count(value=450, unit="fish"), count("b", value=450, unit="crab", holder="port")],
        "number collision",
        "both",
    ),
    (
        "an end becomes a beginning",
        [
            date("2033-09", "fishing ban begins"),
            date("2033-09", "fishing ban ends", "b", relation="by"),
        ],
        "modality",
        "b",
    ),
    (
        "an end that is not the last step",
        [
            date("2033-09", "fishing ban ends", relation="by"),
            date("2034", "fleet returns", start=9, relation="by"),
        ],
        "modality",
        "both",
    ),
    (
        "a deadline at two precisions",
        [
            date("2033", "fishing ban ends", relation="by"),
            date("2033-09", "fishing ban ends", start=9, relation="by"),
        ],
        "internal",
        "b",
    ),
    (
        "dates that exclude each other",
        [date("2033-09-01", "fishing ban ends"), date("2033-10-01", "fishing ban ends", "b")],
        "value",
        "cannot tell",
    ),
    (
        "a length that ends after the other's date",
        [
            count(kind="duration", unit="year", value=2, qualifier="more_than"),
            date("2034", "fleet returns", "b", relation="by"),
        ],
        "value",
        "b",
    ),
    (
        "a month with two names that disagree",
        [date("2033-01-25", "guild meets", quote="25 يناير/كانون الأول", end=20)],
        "date label",
        "a",
    ),
    (
        "a slip of translation that a reviewer noted",
        [date("2000", "guild founded", note="mistranslation of the 2000s")],
        "translation artefact",
        "b",
    ),
]


@pytest.mark.parametrize(
    ("rows", "kind", "preferred"),
    [case[1:] for case in PLANTED],
    ids=[case[0] for case in PLANTED],
)
def test_a_planted_conflict_is_typed(rows: list[dict[str, Any]], kind: str, preferred: str) -> None:
    table = conflicts(*rows)
    assert list(zip(table["type"], table["preferred"], strict=True)) == [(kind, preferred)]
    assert rows_of(table)[0]["reason"].endswith(".")


NEAR_MISSES = [
    ("about the same", [count(), count("b", value=42, qualifier="about")]),
    ("at least that many", [count(value=50), count("b", value=40, qualifier="at_least")]),
    ("a vague number around it", [count(value=40), count("b", value=(20, 99), qualifier="vague")]),
    ("a part of the whole", [count(value=40), count(start=12, value=15)]),
    ("another unit", [count(unit="storm"), count("b", unit="fish", value=70)]),
    ("no measure", [count(unit="fish"), count("b", unit="fish", value=70)]),
    ("small equal numbers", [count(value=3, unit="fish"), count("b", value=3, unit="crab")]),
    ("the same number of one thing", [count(), count("b")]),
    (
        "equal numbers but one vague",
        [count(value=450), count("b", value=450, qualifier="vague", holder="port")],
    ),
    ("the same date", [date("2033-09", "ban ends"), date("2033-09", "ban ends", "b")]),
    ("a date inside the other", [date("2033", "ban ends"), date("2033-09", "ban ends", "b")]),
    (
        "a beginning before the end",
        [date("2033-03", "ban begins"), date("2033-09", "ban ends", "b", relation="by")],
    ),
    (
        "two ends on one day",
        [date("2033-09", "ban ends"), date("2033-09", "fleet returns", start=9)],
    ),
    (
        "two ends of two articles",
        [date("2033-09", "ban ends"), date("2034", "fleet returns", "b")],
    ),
    (
        "a length that ends in time",
        [
            count(kind="duration", unit="month", value=6),
            date("2034", "fleet returns", "b", relation="by"),
        ],
    ),
    ("a relative date", [date("relative", "ban ends"), date("2033-09", "ban ends", "b")]),
    (
        "two names of one month",
        [date("2033-01-25", "guild meets", quote="25 يناير/كانون الثاني", end=21)],
    ),
    ("one name of a month", [date("2033-01-25", "guild meets", quote="25 كانون الأول", end=14)]),
    ("a note on something else", [date("2000", "guild founded", note="a round year")]),
]


@pytest.mark.parametrize(
    "rows", [case[1] for case in NEAR_MISSES], ids=[case[0] for case in NEAR_MISSES]
)
def test_a_near_miss_is_no_conflict(rows: list[dict[str, Any]]) -> None:
    assert conflicts(*rows).empty


def test_what_a_count_includes_makes_a_conflict_of_equal_numbers() -> None:
    texts = {"a": "40 قارب.", "b": "40 قارب مع زوارق التجديف."}
    table = conflicts(count(), count("b"), texts=texts)
    assert list(table["type"]) == ["scope"]
    assert table.loc[0, "preferred"] == "b"
    assert "with rowing boats" in rows_of(table)[0]["reason"]


def test_another_texts_date_decides_between_two_names_of_a_month() -> None:
    row = date("2033-01-25", "guild meets", quote="25 يناير/كانون الأول", end=20)
    other = date("2033-12-25", "guild meets", "b")
    table = conflicts(row, other)
    label = table[table["type"] == "date label"].iloc[0]
    assert label["preferred"] == "b"
    assert (label["a_quote"], label["b_quote"]) == ("يناير", "كانون الأول")
    assert (label["a_start"], label["a_end"]) == (3, 8)
    assert (label["a_says"], label["b_says"]) == ("January", "December")


def test_a_listed_fault_of_translation_marks_its_figure() -> None:
    figures = tables.as_frame("02_figures", [count()])
    fault = {
        "article": "a",
        "start": 0,
        "end": 9,
        "quote": "40 قارب",
        "kind": "slip of translation",
    }
    faults = pd.DataFrame([{**fault, "note": "probably fourteen", "effect": ""}])
    measures = measures_table(figures, FRAME)
    table = conflicts_table(measures, figures, FRAME, SOURCES, faults)
    assert list(table["type"]) == ["translation artefact"]
    far = faults.assign(start=5, end=9)
    assert conflicts_table(measures, figures, FRAME, SOURCES, far).empty


def test_named_things_are_set_against_a_count_and_against_each_other() -> None:
    texts = {
        "a": "2 رصيف في الشرق.",
        "b": "رسا عند رصيف الشروق وعند رصيف الغروب.",
        "c": "أغلق رصيف الغروب ثم الرصيف القديم.",
    }
    wharves = count(unit="wharf", value=2, place="East", quote="2", end=1)
    table = conflicts(wharves, texts=texts)
    assert set(table["type"]) == {"scope"}
    pairs = set(zip(table["a_quote"], table["b_quote"], strict=True))
    assert pairs == {
        ("2", "رصيف الغروب"),
        ("رصيف الشروق", "الرصيف القديم"),
    }
    for each in rows_of(table):
        assert texts[each["b_article"]][each["b_start"] : each["b_end"]] == each["b_quote"]


def test_a_list_inside_the_other_is_no_conflict() -> None:
    texts = {"a": "رصيف الشروق ورصيف الغروب.", "b": "رصيف الغروب وحده."}
    assert conflicts(texts=texts).empty


def test_in_a_crowd_claims_are_compared_and_not_every_two_articles() -> None:
    crowd = [count(f"a{place:03}", value=70 if place % 2 else 40) for place in range(200)]
    table = conflicts(*crowd)
    assert list(table["type"]) == ["value"]
    assert {table.loc[0, "a_says"], table.loc[0, "b_says"]} == {
        "40 boats, guild",
        "70 boats, guild",
    }


def test_in_a_crowd_of_values_each_meets_its_neighbours_and_the_extremes() -> None:
    crowd = [count(f"a{place:03}", value=100 * 2**place) for place in range(70)]
    table = conflicts(*crowd)
    assert set(table["type"]) == {"value"}
    assert len(table) < 3 * len(crowd)
    assert len(set(table["a_article"]) | set(table["b_article"])) == len(crowd)


def test_in_a_crowd_an_article_is_still_held_against_itself() -> None:
    crowd = [count(f"a{place:03}") for place in range(100)]
    table = conflicts(*crowd, count("a050", start=9, value=70))
    assert "internal" in set(table["type"])


def test_in_a_crowd_one_number_for_two_things_is_told_once() -> None:
    crowd = [count(f"a{place:03}") for place in range(100)]
    table = conflicts(*crowd, count("a050", start=9, holder="port"))
    collision = table[table["type"] == "number collision"]
    assert len(collision) == 1
    assert set(collision[["a_article", "b_article"]].to_numpy().ravel()) == {"a050"}


ROWS = [row for case in PLANTED for row in case[1]]


def distinct(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**row, "start": place * 100, "end": place * 100 + len(row["quote"])}
        for place, row in enumerate(rows)
    ]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(chance: Any) -> None:
    rows = distinct(ROWS)
    mixed = list(rows)
    chance.shuffle(mixed)
    pd.testing.assert_frame_equal(conflicts(*mixed), conflicts(*rows))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(distinct(ROWS)), unique_by=lambda row: row["start"]))
def test_every_conflict_cites_figures_of_the_table(rows: list[dict[str, Any]]) -> None:
    spans = {(row["article"], row["start"]): row["end"] for row in rows}
    for each in rows_of(conflicts(*rows)):
        for side in "ab":
            article, start, end = (each[f"{side}_{name}"] for name in ("article", "start", "end"))
            assert any(
                of == article and begin <= start and end <= stop
                for (of, begin), stop in spans.items()
            )


# ---- the project's own seeds ---------------------------------------------------------------------


@cache
def own() -> pd.DataFrame:
    texts = load_articles(SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    rows = [{**each, "status": "read", "origin": "reviewed"} for each in coded.to_dict("records")]
    figures = tables.as_frame("02_figures", [{str(k): v for k, v in r.items()} for r in rows])
    sources = pd.DataFrame(
        [(r.id, r.published.value) for r in read_records(SEEDS)], columns=["article", "published"]
    )
    frame = read_frame(SEEDS)
    measures = measures_table(figures, frame, texts)
    table = conflicts_table(measures, figures, frame, sources, None, texts)
    assert tables.check("02_conflicts", table, texts=texts) == []
    return table


FINDINGS = [
    ("an end turned into a beginning", "modality", "000:212", "004:359"),
    ("an ended mission is not a withdrawal", "modality", "004:1722", "004:359"),
    ("a pledge beside an estimate", "modality", "001:2482", "001:3370"),
    ("headline against body", "internal", "004:66", "004:359"),
    ("one briefing, counted in two ways", "scope", "001:5747", "002:3353"),
    ("a later, higher number", "value", "000:5486", "002:3353"),
    ("fighters and troops", "number collision", "000:5486", "000:3129"),
    ("in one country and in two", "number collision", "001:5605", "000:5526"),
    ("two different three killed", "number collision", "003:718", "003:4615"),
    ("tallies of two days", "time window", "002:1949", "003:3351"),
    ("tallies of two areas", "scope", "003:495", "003:3351"),
    ("January is not December", "date label", "003:127", "003:133"),
    ("which bases exist", "scope", "001:580", "000:3193"),
    ("a base left out", "scope", "000:3193", "004:1777"),
    ("gone by a date, or later", "value", "001:2482", "004:1722"),
    ("the two thousands of one article", "repetition", "001:5605", "001:5747"),
    ("a caption repeated", "repetition", "004:202", "004:630"),
    ("a headline repeated", "repetition", "004:66", "004:142"),
    ("a pull quote", "repetition", "001:3370", "001:5319"),
    ("a slip of translation", "translation artefact", "000:5798", "000:5798"),
]


@pytest.mark.parametrize(
    ("kind", "one", "two"), [case[1:] for case in FINDINGS], ids=[case[0] for case in FINDINGS]
)
def test_a_finding_of_the_own_articles_comes_out(kind: str, one: str, two: str) -> None:
    found = {
        (r["type"], *(f"{r[f'{side}_article'][:3]}:{r[f'{side}_start']}" for side in "ab"))
        for r in rows_of(own())
    }
    assert (kind, one, two) in found


def test_no_two_mentions_of_us_troops_conflict() -> None:
    rows = own()[own()["subject"].str.startswith("US troops in")]
    assert set(rows["type"]) == {"repetition"}
