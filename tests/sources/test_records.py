"""Records: no claim stands without what it claims to rest on.

All records and texts are made up, except in the tests that read seeds/.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from helpers.faults import SeedsError
from helpers.frame import read_frame
from helpers.sources.load import load_articles
from helpers.sources.records import (
    Article,
    Evidence,
    PublishedError,
    Relay,
    check_records,
    first_and_last_day,
    load_records,
    read_records,
)

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "مرفأ الشمال: أعلن المجلس أن الميناء يفتح غدا."
GROUPS = ["north", "south"]


def claim(value: str, basis: str = "assigned", **more: Any) -> dict[str, Any]:
    return {"value": value, "basis": basis, "confidence": "low", **more}


def span(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def record(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": "a",
        "sha256": "0",
        "outlet": claim("Harbour", "stated", evidence=[span("مرفأ الشمال")]),
        "group": claim("north"),
        "published": claim("2031-02"),
        "language": claim("ar"),
        "genre": claim("news"),
    }
    return Article.model_validate(fields | changes)


def complaints(*records: Article, text: str = TEXT) -> list[str]:
    return [str(fault) for fault in check_records(records, {"a": text}, GROUPS)]


DAYS = [
    ("2024-01-31", (2024, 1, 31), (2024, 1, 31)),
    ("2024-02", (2024, 2, 1), (2024, 2, 29)),
    ("2024", (2024, 1, 1), (2024, 12, 31)),
    ("2024-01-29/2024-02-07~", (2024, 1, 29), (2024, 2, 7)),
    ("2024-08-15?/2024-09-26", (2024, 8, 15), (2024, 9, 26)),
    ("2024-01-30~", (2024, 1, 30), (2024, 1, 30)),
    ("2023-12/2024-01", (2023, 12, 1), (2024, 1, 31)),
]
NO_DAYS = [
    "",
    "yesterday",
    "31/01/2024",
    "2024-13",
    "2024-02-30",
    "2024-01/..",
    "../2024",
    "/2024",
    "2024/",
]
NO_DAYS += ["2024-02/2024-01", "-0048-01-01", "relative", "2024/open", "unknown/2024", "٢٠٢٤"]


@pytest.mark.parametrize(("published", "first", "last"), DAYS)
def test_days_are_the_strict_ends(
    published: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert first_and_last_day(published) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("published", NO_DAYS)
def test_a_date_without_both_days_is_refused(published: str) -> None:
    with pytest.raises(PublishedError, match="expected an EDTF date, or an interval"):
        first_and_last_day(published)


def test_a_right_record_has_no_faults() -> None:
    assert complaints(record()) == []


def test_the_label_falls_back_to_the_outlet() -> None:
    assert (record().label, record(short="H").label) == ("Harbour", "H")


INFERRED = claim("x", "inferred")
PAGE = {"address": "https://example.org/", "says": "the same"}
WRONG = [
    ({"group": claim("east")}, r"article\[1\]\.group: expected one of north, south; got 'east'"),
    ({"alternatives": ["west"]}, r"article\[1\]\.group: .*got 'west'"),
    ({"alternatives": ["north"]}, r"article\[1\]\.alternatives: expected each name once"),
    ({"published": claim("soon")}, r"published\.value: expected an EDTF date.*got 'soon'"),
    ({"outlet": claim("x", "stated")}, r"outlet\.evidence: expected a span.*got none"),
    ({"outlet": claim("x", "stated", evidence=[PAGE])}, r"outlet\.evidence: expected a span"),
    ({"genre": INFERRED}, r"genre\.evidence: expected a span or an address.*got none"),
    ({"relays": [INFERRED]}, r"relays\[1\]\.evidence: expected a span or an address"),
    ({"title": INFERRED}, r"title\.evidence: expected a span or an address"),
]
FINE = [
    {"alternatives": ["south"]},
    {"genre": claim("x", "inferred", evidence=[PAGE])},
    {"relays": [claim("x", "stated", evidence=[span("المجلس"), PAGE], uncredited=True)]},
    {"published": claim("2031-02-01/2031-02-03~")},
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_a_claim_without_its_grounds_is_named(changes: dict[str, Any], message: str) -> None:
    (complaint,) = complaints(record(**changes))
    assert complaint.startswith("sources.toml:article[1]")
    assert re.search(message, complaint)


@pytest.mark.parametrize("changes", FINE)
def test_a_claim_with_its_grounds_passes(changes: dict[str, Any]) -> None:
    assert complaints(record(**changes)) == []


def test_a_span_that_does_not_match_is_told_where_the_words_stand() -> None:
    shifted = span("المجلس") | {"start": 0, "end": 6}
    (complaint,) = complaints(record(genre=claim("x", evidence=[shifted])))
    start = TEXT.index("المجلس")
    assert "genre.evidence[1]: expected the characters 0–6 of the article: 'مرفأ ا'" in complaint
    assert f"the words first stand at start = {start}, end = {start + 6}" in complaint


def test_words_that_the_article_lacks_are_sent_back_to_it() -> None:
    (complaint,) = complaints(record(), text="نص آخر")
    assert "quote the article exactly" in complaint


def test_a_record_whose_text_is_missing_is_checked_without_spans() -> None:
    assert check_records([record()], {}, GROUPS) == []


def test_two_records_of_one_article_are_one_fault() -> None:
    assert any(
        "expected each name once; got 'a' 2 times" in c for c in complaints(record(), record())
    )


HALF_EVIDENCE = [
    {},
    {"start": 0, "end": 4},
    {"quote": "مرفأ"},
    {"address": "https://example.org/"},
    {"says": "something"},
    {"start": 0, "end": 4, "quote": "مرفأ", "address": "https://example.org/", "says": "both"},
    {"start": -1, "end": 4, "quote": "مرفأ"},
]


@pytest.mark.parametrize("half", HALF_EVIDENCE)
def test_half_evidence_is_none(half: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Evidence.model_validate(half)


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".a", "a b"])
def test_an_id_must_be_a_plain_file_name(name: str) -> None:
    with pytest.raises(ValidationError, match="id"):
        record(id=name)


def test_a_file_with_wrong_keys_names_each_of_them(tmp_path: Path) -> None:
    content = (
        '[[article]]\nid = "a"\nowner = "someone"\n[article.group]\nvalue = "x"\nbasis = "sure"\n'
    )
    (tmp_path / "sources.toml").write_text(content, "utf-8")
    records, faults = load_records(tmp_path)
    assert records is None
    where = {fault.where for fault in faults}
    assert {"article[1].owner", "article[1].sha256", "article[1].group.basis"} <= where
    with pytest.raises(SeedsError, match=r"article\[1\]\.owner"):
        read_records(tmp_path)


def test_markup_and_formulas_stay_what_they_are() -> None:
    odd = "=cmd|' /C'!A0 <script>\x07"
    assert record(outlet=claim(odd)).outlet.value == odd


def test_the_seeds_records_rest_on_their_evidence() -> None:
    groups = read_frame(SEEDS).closed()["group"]
    assert check_records(read_records(SEEDS), load_articles(SEEDS), groups) == []


def test_every_claim_of_the_seeds_shows_evidence() -> None:
    bare = [
        (record.id, key)
        for record in read_records(SEEDS)
        for key, item in record.claims()
        if not item.evidence
    ]
    assert bare == []


def test_uncredited_relays_are_never_stated_by_the_text() -> None:
    for item in read_records(SEEDS):
        for relay in item.relays:
            assert isinstance(relay, Relay)
            assert (relay.basis == "stated") is not relay.uncredited


def test_a_weak_group_label_says_what_speaks_against_it() -> None:
    for item in read_records(SEEDS):
        if item.group.confidence != "high":
            assert "Counter-argument" in item.group.note
