"""The list of text faults. Made-up texts first; at the end, what must be found in seeds/."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.sources.faults import EFFECTS, READING, fault_table, text_faults
from helpers.sources.load import load_articles

SEEDS = Path(__file__).parents[2] / "seeds"

# text, [(quote, kind)]
FOUND = [
    ("نص عادي لا خلل فيه.", []),
    ("[ad_1]\n\nنص", [("[ad_1]", "posting residue")]),
    ("نص **مهم** هنا", [("**مهم**", "markdown")]),
    ("نص [رابط](#) هنا", [("[رابط](#)", "empty link")]),
    ("نص [رابط]() هنا", [("[رابط]()", "empty link")]),
    ("نص [رابط](https://example.org) هنا", [("[رابط](https://example.org)", "markdown")]),
    ("نص\n\nص 02\n\nنص", [("ص 02", "page furniture")]),
    ("نص\n\nاقرأ أيضا: خبر آخر", [("اقرأ أيضا: خبر آخر", "page furniture")]),
    ("نص\n\nالمصدر", [("المصدر", "empty source")]),
    ("نص\n\nالمصدر: صحيفة", []),
    ("ذكر المصدر أن النص تم", []),
    ("قال “نص بلا نهاية", [("“نص بلا نهاية", "unclosed quotation")]),
    # Several quoted paragraphs, each opened and only the last one closed: the usual way.
    ("قال “نص أول\n“نص ثان”", []),
    ("نص \ufffd\ufffd هنا", [("\ufffd\ufffd", "lost character")]),
    ("نص<br>نص", [("<br>", "markup")]),
    ("2 يناير/شباط", [("يناير/شباط", "month names disagree")]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_faults_are_found_with_their_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[f.start : f.end], f.kind) for f in text_faults(text)] == expected


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    "**",
                    "[",
                    "](#)",
                    "“",
                    '"',
                    "\n",
                    "ص 2",
                    "يتبع",
                    "في2",
                    "قال",
                    " ",
                    "يناير/",
                    "آب",
                    "\x00",
                ]
            )
        ).map("".join),
    )
)
def test_every_fault_quotes_its_place_and_has_an_effect(text: str) -> None:
    for fault in text_faults(text):
        assert text[fault.start : fault.end]
        assert fault.found_by
        assert EFFECTS[fault.kind]


def reviewed(text: str, quote: str, kind: str) -> pd.DataFrame:
    start = text.index(quote)
    row = {"article": "a", "start": start, "end": start + len(quote), "quote": quote}
    return tables.as_frame("coding/text_faults", [{**row, "kind": kind, "effect": "made up"}])


def test_a_place_found_twice_is_the_readers_row_and_names_both() -> None:
    text = "نص\n\nص 02\n\nنص"
    table = fault_table({"a": text}, reviewed(text, "ص 02", "page furniture"))
    (row,) = table.to_dict("records")
    assert (row["origin"], row["found_by"]) == ("reviewed", f"{READING}; page mark")


def test_a_readers_row_that_covers_the_machines_says_the_same() -> None:
    text = "نص\n\nص 02\n\nتتمة"
    table = fault_table({"a": text}, reviewed(text, "نص\n\nص 02", "page furniture"))
    assert list(table["origin"]) == ["reviewed"] + ["machine"] * (len(table) - 1)
    assert table["quote"].tolist().count("ص 02") == 0


def test_another_fault_inside_a_readers_row_stays() -> None:
    text = "نص **مهم** هنا"
    table = fault_table({"a": text}, reviewed(text, text, "translation slip"))
    assert list(table["origin"]) == ["reviewed", "machine"]


def test_rows_of_one_article_do_not_hide_those_of_another() -> None:
    text = "نص\n\nص 02\n\nنص"
    table = fault_table({"a": text, "b": text}, reviewed(text, "ص 02", "page furniture"))
    assert list(table["article"]) == ["a", "b"]
    assert list(table["origin"]) == ["reviewed", "machine"]


def test_no_texts_keep_the_columns() -> None:
    assert list(fault_table({}).columns) == list(tables.TABLES["01_text_faults"].columns)


@pytest.fixture(scope="module")
def seeds_table() -> pd.DataFrame:
    texts = load_articles(SEEDS)
    coded = tables.read("coding/text_faults", SEEDS, texts=texts)
    table = fault_table(texts, coded)
    assert tables.check("01_text_faults", table, texts=texts, closed={"article": list(texts)}) == []
    return table


# article, quote (a part of it), kind, who must have found it
KNOWN = [
    ("000", "في عام 2000", "translation slip", "reviewed"),
    ("000", "سيبدأ في سبتمبر 2025", "changed claim", "reviewed"),
    ("001", "هل تصمد القوات العراقية", "duplicate", "machine"),
    ("001", "باسم العوادي: السوداني قدّم تعهداً", "duplicate", "machine"),
    ("001", "النائب السابق مثال الألوسي: واشنطن", "duplicate", "machine"),
    ("001", "ذي آرت ستريت", "misspelt name", "reviewed"),
    ("001", "لإرسال مقال للنشر", "page furniture", "reviewed"),
    ("002", "في26", "missing space", "machine"),
    ("002", "البارس", "misspelt name", "reviewed"),
    ("003", "يناير/كانون الأول", "month names disagree", "machine"),
    ("003", "مبادرات", "misprint", "reviewed"),
    ("003", "**برقية مسربة**", "markdown", "machine"),
    ("003", "[170 هجوماً](#)", "empty link", "machine"),
    ("003", "ص 02", "page furniture", "machine"),
    ("003", "التداخيات", "misprint", "reviewed"),
    ("004", "العراق والولايات المتحدة يعلنان", "duplicate", "machine"),
    ("004", "(غيتي)", "duplicate", "machine"),
    ("004", "[ad_1]", "posting residue", "machine"),
    ("004", "[ad_2]", "posting residue", "machine"),
    ("004", "المصدر", "empty source", "machine"),
]


@pytest.mark.parametrize(("article", "quote", "kind", "origin"), KNOWN)
def test_the_known_faults_of_the_seeds_are_listed(
    seeds_table: pd.DataFrame, article: str, quote: str, kind: str, origin: str
) -> None:
    rows = seeds_table[
        seeds_table["article"].str.startswith(article)
        & seeds_table["quote"].str.contains(quote, regex=False)
        & (seeds_table["kind"] == kind)
    ]
    assert origin in set(rows["origin"])


def test_a_rule_also_finds_the_misspelt_name_that_the_reader_found(
    seeds_table: pd.DataFrame,
) -> None:
    found = seeds_table.loc[seeds_table["quote"] == "البارس", "found_by"]
    assert f"{READING}; speakers' names" in set(found)


def test_duplicates_of_the_seeds_point_to_the_first(seeds_table: pd.DataFrame) -> None:
    """The repeated headlines of 001 and 004 are duplicates of offset 0, as the codes say."""
    notes = seeds_table.loc[seeds_table["kind"] == "duplicate", ["article", "note"]]
    assert [note for article, note in notes.itertuples(index=False) if article[:3] == "001"][
        :2
    ] == [
        "duplicate of 0",
        "duplicate of 0",
    ]


def test_every_reviewed_fault_has_an_english_gloss(seeds_table: pd.DataFrame) -> None:
    assert seeds_table.loc[seeds_table["origin"] == "reviewed", "gloss"].str.len().min() > 0
