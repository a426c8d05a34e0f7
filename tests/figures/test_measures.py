"""The same quantity across outlets: what is brought together, and what is kept apart.

Provenance: frames, texts and figures here are made up (a fishing fleet); the last tests read
``seeds/`` and hold what the codes show there.
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
from helpers.figures.measures import measures_table
from helpers.figures.table import figures_table
from helpers.frame import Frame, read_frame
from helpers.sources.load import load_articles
from helpers.sources.records import read_records

SEEDS = Path(__file__).parents[2] / "seeds"

MEASURES: list[dict[str, Any]] = [
    {
        "id": "boats_leaving",
        "label": "Boats that leave",
        "kinds": ["count"],
        "units": ["boat"],
        "words": ["غادر", "مغادرة"],
    },
    {
        "id": "boats_north",
        "label": "Boats in the north",
        "kinds": ["count"],
        "units": ["boat"],
        "holders": ["guild"],
        "places": ["North Bay", "North Bay and South Bay"],
        "unless": ["غرق"],
        "issuer": "Harbour Office",
        "scopes": [{"label": "with rowing boats", "words": ["زوارق التجديف"]}],
    },
    {
        "id": "ban_end",
        "label": "Fishing ban ends",
        "kinds": ["date"],
        "event": ["ban ends"],
        "without": ["import"],
        "relations": ["by", "in"],
    },
]


def frame(measures: list[dict[str, Any]] | None = None) -> Frame:
    return Frame.model_validate(
        {
            "topic": {"title": "made up", "question": "made up?", "version": "1"},
            "group": [{"id": "g", "label": "g"}],
            "voice_group": [{"id": "v", "label": "v"}],
            "proposition": [{"id": "p", "label": "p", "text": "p"}],
            "measure": MEASURES if measures is None else measures,
        }
    )


def row(article: str = "a", start: int = 0, **given: object) -> dict[str, object]:
    """A made-up count of forty boats."""
    return {
        "article": article,
        "start": start,
        "end": start + 2,
        "quote": "40",
        "kind": "count",
        "low": 40,
        "high": 40,
        "unit": "boat",
        "qualifier": "exact",
        "holder": "guild",
        "place": "North Bay",
        "speaker": "author",
        "source": article,
        "status": "read",
        "origin": "reviewed",
        **given,
    }


def date(article: str = "a", start: int = 0, **given: object) -> dict[str, object]:
    """A made-up date of the ban's end."""
    empty: dict[str, object] = {"low": None, "high": None, "unit": "", "holder": "", "place": ""}
    told = {"kind": "date", "date": "2035", "event": "fishing ban ends", "relation": "by"}
    return row(article, start, **(empty | told | given))


def measured(*rows: dict[str, object], texts: dict[str, str] | None = None) -> pd.DataFrame:
    return measures_table(tables.as_frame("02_figures", rows), frame(), texts)


FITS = [
    (row(), "boats_north"),
    (row(place="South Bay and North Bay"), "boats_north"),
    (row(place="South Bay"), ""),
    (row(holder="port"), ""),
    (row(unit="fisher"), ""),
    (row(kind="share", low=0.4, high=0.4), ""),
    (date(), "ban_end"),
    (date(event="the end of the ban"), "ban_end"),
    (date(event="ban ended"), "ban_end"),
    (date(event="import ban ends"), ""),
    (date(event="ban announced"), ""),
    (date(relation="since"), ""),
]


@pytest.mark.parametrize(("figure", "measure"), FITS)
def test_a_figure_fits_by_what_it_is(figure: dict[str, object], measure: str) -> None:
    assert list(measured(figure)["measure"]) == [measure]


WORDS = [
    ("40 قارب", "boats_north"),
    ("40 قاربا ستغادر الميناء", "boats_leaving"),
    ("40 قارب غرقت في العاصفة", ""),
    # Near misses: the word stands in another clause, or only inside a longer word.
    ("40 قارب ترسو هنا، وغادر الحارس", "boats_north"),
    ("40 قارب تستغرق رحلتها يوما", "boats_north"),
]


@pytest.mark.parametrize(("text", "measure"), WORDS)
def test_words_of_the_clause_tell_measures_apart(text: str, measure: str) -> None:
    assert list(measured(row(), texts={"a": text})["measure"]) == [measure]


def test_what_a_count_includes_is_read_from_its_sentence() -> None:
    text = "40 قارب، بما فيها زوارق التجديف. وهذا كل شيء."
    assert list(measured(row(), texts={"a": text})["scope"]) == ["with rowing boats"]
    assert list(measured(row(), texts={"a": "40 قارب. زوارق التجديف كثيرة."})["scope"]) == [""]


def test_a_figure_that_fits_none_is_listed() -> None:
    table = measured(row(), row(start=9, unit="fish"))
    assert sorted(table["measure"]) == ["", "boats_north"]
    assert table.loc[table["measure"] == "", "articles"].isna().all()


def test_a_claim_made_twice_counts_once() -> None:
    table = measured(row(), row(start=9, qualifier="about"), row(start=20, low=41, high=41))
    assert table["duplicate_of"].astype(object).where(
        table["duplicate_of"].notna(), None
    ).tolist() == [
        None,
        0,
        None,
    ]


def test_the_same_number_of_something_else_is_no_repetition() -> None:
    table = measured(row(unit="fish"), row(start=9, unit="crab"))
    assert table["duplicate_of"].isna().all()


def test_a_relative_date_repeats_another_only_by_day_or_words() -> None:
    one = date(date="relative", quote="الموسم الحالي")
    again = date(start=9, date="relative", quote="الموسم الحالي")
    other = date(start=20, date="relative", quote="الموسم القادم")
    assert list(measured(one, again, other)["duplicate_of"].fillna(-1)) == [-1, 0, -1]


def test_who_alone_can_count_is_the_origin_of_unattributed_mentions() -> None:
    rows = [row("a"), row("b"), row("c", speaker="Captain Bahr", source="c")]
    table = measured(*rows)
    assert list(table["source"]) == ["Harbour Office", "Harbour Office", "c"]
    assert set(table["articles"]) == {3}
    assert set(table["origins"]) == {2}


def test_copies_of_one_text_are_one_origin() -> None:
    table = measured(date("a", source="Wire"), date("b", source="Wire"), date("c"))
    assert set(table["articles"]) == {3}
    assert set(table["origins"]) == {2}


def test_the_first_definition_that_fits_is_taken() -> None:
    again = [{**MEASURES[1], "id": "first"}, *MEASURES]
    figures = tables.as_frame("02_figures", [row()])
    assert list(measures_table(figures, frame(again))["measure"]) == ["first"]


def test_an_empty_table_of_figures_gives_an_empty_table() -> None:
    assert measured().empty


ROWS = [
    row("a"),
    row("a", 9),
    row("a", 20, low=55, high=55),
    row("b", source="Wire"),
    date("b", 30, source="Wire"),
    date("c"),
    row("c", 9, unit="fish"),
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, object]]) -> None:
    pd.testing.assert_frame_equal(measured(*rows), measured(*ROWS))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(ROWS), unique_by=lambda r: (r["article"], r["start"])))
def test_no_figure_is_dropped_and_origins_never_outnumber_mentions(
    rows: list[dict[str, object]],
) -> None:
    table = measured(*rows)
    assert len(table) == len(rows)
    fits = table[table["measure"] != ""]
    assert (fits["origins"] <= fits.groupby("measure")["start"].transform("size")).all()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["a", "b", "c"]))
def test_doubling_an_article_of_one_origin_adds_no_origin(article: str) -> None:
    doubled = [{**r, "article": "d"} for r in ROWS if r["article"] == article]
    before = measured(*ROWS).set_index(["measure", "article", "start"])["origins"]
    after = measured(*ROWS, *doubled).set_index(["measure", "article", "start"])["origins"]
    pd.testing.assert_series_equal(after.loc[before.index], before)


# ---- the project's own seeds ---------------------------------------------------------------------


@cache
def own() -> pd.DataFrame:
    texts = load_articles(SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    rows = [{**each, "status": "read", "origin": "reviewed"} for each in coded.to_dict("records")]
    figures = tables.as_frame("02_figures", [{str(k): v for k, v in r.items()} for r in rows])
    return measures_table(figures, read_frame(SEEDS), texts)


def mentions_of(rows: pd.DataFrame) -> set[str]:
    """Article number and start of each row."""
    return {f"{str(a)[:3]}:{s}" for a, s in zip(rows["article"], rows["start"], strict=True)}


SHARED = [
    # measure, number of articles, all its mentions as article and start
    ("us_troops_iraq", 5, {"000:3129", "001:1699", "002:1351", "003:3757", "004:202", "004:630"}),
    ("us_troops_syria", 3, {"000:3632", "002:1398", "004:238", "004:666"}),
    ("isis_fighters", 3, {"000:5486", "001:5605", "001:5747", "002:3353"}),
    ("isis_territory", 2, {"001:1633", "002:1526"}),
    ("attacks_on_forces", 2, {"002:1949", "003:495", "003:3351"}),
    ("coalition_formed", 2, {"002:1474", "004:734"}),
    ("gaza_war_begins", 2, {"000:2659", "001:2200"}),
    ("mission_end", 2, {"001:3370", "001:5319", "004:66", "004:142", "004:359"}),
    ("last_departure", 2, {"001:2482", "004:1722"}),
    ("talks_opened", 5, {"000:1401", "001:1873", "002:126", "003:113", "004:1341"}),
    # Never merged: the two different "three killed", and what only looks like US troops.
    ("killed_pmf_iraq", 1, {"003:718"}),
    ("killed_us_soldiers_jordan", 1, {"003:4615"}),
    ("us_troops_leaving_first", 1, {"004:1632"}),
    ("isis_fighters_iraq", 1, {"000:5526"}),
    ("spanish_troops_iraq", 1, {"002:2845"}),
]


@pytest.mark.parametrize(
    ("measure", "articles", "mentions"), SHARED, ids=lambda part: str(part)[:24]
)
def test_a_quantity_of_the_own_articles_is_one_measure(
    measure: str, articles: int, mentions: set[str]
) -> None:
    rows = own()[own()["measure"] == measure]
    assert mentions_of(rows) == mentions
    assert set(rows["articles"]) == {articles}


def test_the_machine_alone_brings_the_own_counts_together() -> None:
    """A floor: of the coded mentions of shared counts, how many are found, and how many falsely."""
    texts = load_articles(SEEDS)
    frame = read_frame(SEEDS)
    days = {each.id: each.published.value for each in read_records(SEEDS)}
    sources = pd.DataFrame({"article": list(days), "published": list(days.values())})
    figures = figures_table(texts, tables.empty("coding/figures"), sources, frame)
    table = measures_table(figures, frame, texts)
    counts = [
        case for case in SHARED if case[0].startswith(("us_troops", "isis", "killed", "span"))
    ]
    true = {(name, mention) for name, _, mentions in counts for mention in mentions}
    found = {
        (name, mention)
        for name, _, _ in counts
        for mention in mentions_of(table[table["measure"] == name])
    }
    assert len(true & found) / len(true) >= 0.85
    assert len(true & found) / len(found) >= 0.9


def test_the_two_thousands_of_one_own_article_are_one_claim() -> None:
    rows = own()[(own()["measure"] == "isis_fighters") & own()["article"].str.startswith("001")]
    assert list(rows["duplicate_of"].fillna(-1)) == [-1, 5605]


def test_five_articles_with_the_number_of_us_troops_are_one_origin() -> None:
    rows = own()[own()["measure"] == "us_troops_iraq"]
    assert set(rows["origins"]) == {1}


def test_no_coded_figure_of_the_seeds_is_dropped() -> None:
    texts = load_articles(SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    assert len(own()) == len(coded)
    assert tables.check("02_measures", own(), texts=texts) == []
