"""The table of figures: whose reading stands, and what the machine adds to its own.

Provenance: all texts, frames and codes here are made up; the last tests read ``seeds/``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import tables
from helpers.figures.table import figures_table, with_origins
from helpers.frame import Frame, read_frame
from helpers.sources.load import load_articles
from helpers.sources.records import read_records

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Found:
    """What a finder gives, as far as the table reads it."""

    start: int
    end: int
    quote: str
    kind: str = "count"
    low: object = None
    high: object = None
    unit: str | None = None
    qualifier: str = "exact"
    date: str | None = None
    resolved: str | None = None
    readings: tuple[object, ...] = ()
    status: str = "read"


def finder(text: str, published: str | None) -> list[Found]:
    """Whole numbers with the word after them; a number of four digits after عام is a year."""
    found = []
    for hit in re.finditer(r"(عام )?(\d+)( [^\W\d]+)?", text):
        if hit.group(1):
            end = hit.start() + len(hit.group(1)) + len(hit.group(2))
            found.append(
                Found(hit.start(), end, text[hit.start() : end], "date", date=hit.group(2))
            )
        else:
            value = int(hit.group(2))
            unit = UNITS.get((hit.group(3) or "").strip(), "")
            found.append(
                Found(hit.start(), hit.end(), hit.group(), low=value, high=value, unit=unit)
            )
    for hit in re.finditer("أمس", text):
        found.append(Found(*hit.span(), "أمس", "date", date="relative", resolved=published))
    return found


UNITS = {"قارب": "boat", "صياد": "fisher", "عامل": "worker"}

FRAME = Frame.model_validate(
    {
        "topic": {"title": "made up", "question": "made up?", "version": "1"},
        "group": [{"id": "g", "label": "g"}],
        "voice_group": [{"id": "v", "label": "v"}],
        "proposition": [{"id": "p", "label": "p", "text": "p"}],
        "actor": [
            {"name": "Guild", "group": "v", "holder": "guild", "aliases": ["نقابة الصيادين"]},
            {"name": "Port", "group": "v", "holder": "port", "aliases": ["إدارة المرفأ"]},
            {"name": "Minister", "group": "v", "aliases": ["الوزير"]},
            {
                "name": "Nahristan",
                "group": "v",
                "kind": "state",
                "holder": "nahristan",
                "aliases": ["نهرستان"],
            },
        ],
        "concepts": {
            "north": {"ar": ["الخليج الشمالي"], "en": ["north bay"], "place": "North Bay"},
            "south": {"ar": ["الخليج الجنوبي"], "en": ["south bay"], "place": "South Bay"},
            "ban": {"ar": ["حظر"], "en": ["ban"]},
            "end": {"ar": ["انتهاء", "ينتهي"], "en": ["end"]},
            "diver": {"ar": ["غواص"], "en": ["diver"]},
        },
    }
)
SOURCES = pd.DataFrame({"article": ["a", "b"], "published": ["2033-04-03", "2033-04-04"]})


def machine(text: str, voices: pd.DataFrame | None = None) -> dict[str, Any]:
    """The first machine row of a made-up article."""
    table = figures_table(
        {"a": text}, tables.empty("coding/figures"), SOURCES, FRAME, finder=finder, voices=voices
    )
    assert tables.check("02_figures", table, texts={"a": text}) == []
    return {str(name): cell for name, cell in table.iloc[0].items()}


CONTEXT = [
    # text, field, what it holds
    ("لدى نقابة الصيادين 40 قارب في الخليج الشمالي.", "holder", "guild"),
    ("لدى نقابة الصيادين 40 قارب في الخليج الشمالي.", "place", "North Bay"),
    ("سجلت 40 قارب باسم إدارة المرفأ، وسكتت نقابة الصيادين.", "holder", "port"),
    # Near misses: a name in another clause or without a holder of its own.
    ("سجلت 40 قارب في الخليج الشمالي، والخليج الجنوبي هادئ.", "place", "North Bay"),
    ("قال الوزير إن 40 قارب غرقت.", "holder", ""),
    ("نقابة الصيادينات لديها 40 قارب.", "holder", ""),
    ("بين الخليج الشمالي والخليج الجنوبي 40 قارب.", "place", "North Bay and South Bay"),
    # The nationality behind the noun, of a country of the frame and for a thing that it speaks of.
    ("وصل 300 غواص نهرستاني إلى المرفأ.", "holder", "nahristan"),
    ("وصل 40 غواصا نهرستانيا.", "holder", "nahristan"),
    ("أعلنت نقابة الصيادين وصول 300 غواص نهرستاني.", "holder", "nahristan"),
    # Near misses: a country that the frame does not know, a thing that it does not, no adjective.
    ("وصل 300 غواص برتغالي.", "holder", ""),
    ("وصل 300 صندوق نهرستاني.", "holder", ""),
    ("وصل 300 غواص ماهر.", "holder", ""),
    # The holder of the sentence where the clause names none.
    ("أعلنت نقابة الصيادين، بعد مشاورات، غرق 40 قارب.", "holder", "guild"),
    ("غرق 40 قارب منذ الصيف.", "as_of", "since a date in the text"),
    ("غرق 40 قارب في الصيف.", "as_of", ""),
    ("غرق 40 قارب.", "speaker", "author"),
]


@pytest.mark.parametrize(("text", "name", "value"), CONTEXT)
def test_the_machine_fills_the_context_of_a_count(text: str, name: str, value: str) -> None:
    assert machine(text)[name] == value


RELATIONS = [
    ("ينتهي الحظر بحلول عام 2035.", "by"),
    ("بدأ الحظر منذ عام 2035.", "since"),
    ("يستمر الحظر حتى عام 2035.", "until"),
    ("كان الحظر قبل عام 2035 خفيفا.", "before"),
    ("ينتهي الحظر في عام 2035.", "in"),
    # Near miss: a preposition of another word, too far before the date.
    ("منذ إعلان الوزير الأول للقرار الطويل ينتهي الحظر عام 2035.", "in"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_machine_reads_how_a_date_stands(text: str, relation: str) -> None:
    assert machine(text)["relation"] == relation


def test_the_machine_says_what_a_date_dates_in_words_of_the_frame() -> None:
    row = machine("ينتهي الحظر بحلول عام 2035.")
    assert row["event"] == "end ban"
    assert row["holder"] == ""


def test_a_voice_around_a_figure_is_its_speaker() -> None:
    text = "قال الوزير إن 40 قارب غرقت."
    start = text.index("40")
    voices = pd.DataFrame(
        {
            "article": ["a"] * 2,
            "start": [0, start],
            "end": [len(text), 24],
            "actor": ["x", "Minister"],
        }
    )
    assert machine(text, voices)["speaker"] == "Minister"


def coded(**given: object) -> pd.DataFrame:
    row = {"article": "a", "start": 4, "end": 11, "quote": "40 قارب", "kind": "count", "low": 41}
    row |= {"high": 41, "unit": "boat", "qualifier": "exact", "speaker": "author"}
    return tables.as_frame("coding/figures", [row | given])


def test_reviewed_codes_stand_where_an_article_has_them() -> None:
    texts = {"a": "غرق 40 قارب.", "b": "غرق 50 قارب."}
    table = figures_table(texts, coded(), SOURCES, FRAME, finder=finder)
    assert list(table["origin"]) == ["reviewed", "machine"]
    assert list(table["low"]) == [41, 50]


def test_a_relative_date_of_a_reviewer_gets_the_day_that_arithmetic_gives() -> None:
    text = "غرق أمس قارب."
    row = coded(quote="أمس", start=4, end=7, kind="date", low=None, high=None, date="relative")
    table = figures_table({"a": text}, row, SOURCES, FRAME, finder=finder)
    assert table.loc[0, "resolved"] == "2033-04-03"


def test_a_day_that_a_reviewer_gave_is_kept() -> None:
    row = coded(quote="أمس", start=4, end=7, kind="date", low=None, high=None, date="relative")
    row["resolved"] = "2033-04-01"
    table = figures_table({"a": "غرق أمس قارب."}, row, SOURCES, FRAME, finder=finder)
    assert table.loc[0, "resolved"] == "2033-04-01"


def test_a_figure_carries_the_origin_of_its_sentence() -> None:
    text = "غرق 40 قارب. وغرق 50 قارب. 60"
    table = figures_table(
        {"a": text}, tables.empty("coding/figures"), SOURCES, FRAME, finder=finder
    )
    origins = pd.DataFrame(
        {"article": ["a", "a"], "start": [0, 13], "end": [12, 27], "source": ["Wire", "a"]}
    )
    # The last figure stands outside every sentence given: it is the article's own.
    assert list(with_origins(table, origins)["source"]) == ["Wire", "a", "a"]


def test_no_article_and_no_figure_give_an_empty_table() -> None:
    table = figures_table({}, tables.empty("coding/figures"), SOURCES, FRAME, finder=finder)
    assert table.empty
    assert list(table.columns) == list(tables.TABLES["02_figures"].columns)


def test_every_coded_figure_of_the_seeds_is_in_the_table() -> None:
    texts = load_articles(SEEDS)
    codes = tables.read("coding/figures", SEEDS, texts=texts)
    records = read_records(SEEDS)
    sources = pd.DataFrame(
        {"article": [r.id for r in records], "published": [r.published.value for r in records]}
    )
    table = figures_table(texts, codes, sources, read_frame(SEEDS), finder=lambda text, day: [])
    assert len(table) == len(codes)
    assert set(table["origin"]) == {"reviewed"}
    assert tables.check("02_figures", table, texts=texts) == []
