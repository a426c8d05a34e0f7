"""The evidence behind each label: nothing is lost on the way from the records to the table."""

from pathlib import Path

from helpers.sources.grounds import evidence_table
from helpers.sources.load import load_articles
from helpers.sources.records import read_records

SEEDS = Path(__file__).parents[2] / "seeds"


def test_every_piece_of_evidence_of_every_claim_is_a_row() -> None:
    records = read_records(SEEDS)
    found = evidence_table(records)
    pieces = sum(len(claim.evidence) or 1 for record in records for _, claim in record.claims())
    assert len(found) == pieces > 60


def test_the_words_are_the_articles() -> None:
    texts = load_articles(SEEDS)
    found = evidence_table(read_records(SEEDS))
    for row in found[found["start"].notna()].itertuples():
        assert texts[row.article][row.start : row.end] == row.quote


def test_a_claim_without_evidence_is_shown_with_its_note() -> None:
    found = evidence_table(read_records(SEEDS))
    bare = found[found["start"].isna() & (found["address"] == "")]
    assert (bare["basis"] == "assigned").all()
    assert (bare["note"] != "").all()
