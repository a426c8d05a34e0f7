"""The tables: what a schema lets through, what it names as a fault, and that bytes repeat.

Rows are made up; the spans quote the made-up article below.
"""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.faults import SeedsError

TEXT = "قال المتحدث إن 12 سفينة وصلت"  # made up
ARTICLE = "900_made_up"
TEXTS = {ARTICLE: TEXT}
FIGURE = {
    "article": ARTICLE,
    "start": 15,
    "end": 22,
    "quote": TEXT[15:22],
    "kind": "count",
    "low": 12,
    "high": 12,
    "unit": "ship",
    "qualifier": "exact",
    "status": "read",
    "speaker": "author",
    "origin": "machine",
}
FAULT = {
    "article": ARTICLE,
    "start": 0,
    "end": 3,
    "quote": TEXT[:3],
    "kind": "misprint",
    "found_by": "reading",
    "effect": "none",
    "origin": "reviewed",
}


def figures(**changes: object) -> pd.DataFrame:
    return tables.as_frame("02_figures", [{**FIGURE, **changes}])


def test_a_right_row_has_no_fault() -> None:
    assert tables.check("02_figures", figures(), texts=TEXTS, closed={"article": [ARTICLE]}) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"kind": "amount"}, "kind"),
        ({"qualifier": "roughly"}, "qualifier"),
        ({"date": "next Tuesday"}, "EDTF"),
        ({"origin": ""}, "origin"),
        ({"article": "unlisted"}, "article"),
        ({"start": -1}, "start"),
        ({"quote": "13 سفينة"}, "the characters 15–22"),
        ({"end": 99}, "the characters 15–99"),
        ({"quote": ""}, "quote"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(changes: dict[str, object], named: str) -> None:
    faults = tables.check(
        "02_figures", figures(**changes), texts=TEXTS, closed={"article": [ARTICLE]}
    )
    assert any(named in fault.expected for fault in faults), faults
    assert {fault.where for fault in faults} == {"2"}
    assert all(fault.file == "02_figures.csv" and fault.remedy for fault in faults)


@pytest.mark.parametrize("date", ["2024-01-25", "196X", "2004/2006", "relative", "T06:30", ""])
def test_dates_are_edtf_relative_or_clock_times(date: str) -> None:
    assert tables.check("02_figures", figures(date=date)) == []


def test_the_same_key_twice_is_a_fault_of_both_rows() -> None:
    twice = tables.as_frame("02_figures", [FIGURE, FIGURE])
    faults = tables.check("02_figures", twice)
    assert [fault.where for fault in faults] == ["2", "3"]
    assert all("differ in article, start, end" in fault.expected for fault in faults)


def test_all_faults_of_a_file_come_in_one_run(tmp_path: Path) -> None:
    rows = [{**FIGURE, "kind": "amount"}, {**FIGURE, "start": 16, "qualifier": "roughly"}]
    (tmp_path / "02_figures.csv").write_text(
        tables.to_csv("02_figures", tables.as_frame("02_figures", rows)), encoding="utf-8"
    )
    _, faults = tables.read_faults("02_figures", tmp_path, texts=TEXTS)
    assert [fault.where for fault in faults] == ["2", "3", "3"]


def test_an_unknown_column_is_refused_when_rows_are_made() -> None:
    with pytest.raises(KeyError, match="02_figures has no column colour"):
        tables.as_frame("02_figures", [{**FIGURE, "colour": "red"}])


@pytest.mark.parametrize(
    ("content", "expected", "got"),
    [
        (b"article,start\n", "the columns article,start,end", "missing end"),
        (b"\xff\xfe", "CSV in UTF-8", "0xff"),
        (b"", "the columns", "missing article"),
    ],
)
def test_a_file_that_is_no_such_table_is_named_not_raised(
    tmp_path: Path, content: bytes, expected: str, got: str
) -> None:
    (tmp_path / "02_figures.csv").write_bytes(content)
    frame, faults = tables.read_faults("02_figures", tmp_path)
    assert frame is None
    assert len(faults) == 1
    assert expected in faults[0].expected
    assert got in faults[0].got


def test_a_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    line = tables.to_csv("02_figures", figures()).replace(",15,22,", ",fifteen,22,")
    (tmp_path / "02_figures.csv").write_text(line, encoding="utf-8")
    _, faults = tables.read_faults("02_figures", tmp_path)
    assert [(f.where, f.expected, f.got) for f in faults] == [
        ("2", "a whole number in start", "'fifteen'")
    ]


def test_a_row_with_too_few_cells_is_named(tmp_path: Path) -> None:
    text = tables.to_csv("02_figures", figures()) + "only,three,cells\n"
    (tmp_path / "02_figures.csv").write_text(text, encoding="utf-8")
    frame, faults = tables.read_faults("02_figures", tmp_path)
    assert frame is None
    assert [(f.where, f.got) for f in faults] == [("3", "3 cells")]


def test_a_missing_file_says_what_makes_it(tmp_path: Path) -> None:
    _, faults = tables.read_faults("02_figures", tmp_path)
    assert "run notebook 2 first" in str(faults[0])


def test_a_faulty_table_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match="qualifier"):
        tables.write("02_figures", figures(qualifier="roughly"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_seeds_carry_a_byte_order_mark_and_build_tables_do_not(tmp_path: Path) -> None:
    tables.write("02_figures", figures(), tmp_path)
    tables.write("coding/text_faults", tables.empty("coding/text_faults"), tmp_path)
    assert not (tmp_path / "02_figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "coding/text_faults.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("number", "text"),
    [(2500, "2500"), (2500.0, "2500"), (0.5, "0.5"), (1 / 3, "0.3333333333333333"), (None, "")],
)
def test_numbers_are_written_shortly_and_exactly(number: float | None, text: str) -> None:
    row = tables.to_csv("02_figures", figures(low=number, high=None)).splitlines()[1]
    assert row.split(",")[5] == text


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx", "'=1", "''=1", "\rx"])
def test_no_cell_can_run_in_a_spreadsheet_and_all_come_back_whole(
    tmp_path: Path, cell: str
) -> None:
    tables.write(
        "01_text_faults", tables.as_frame("01_text_faults", [{**FAULT, "note": cell}]), tmp_path
    )
    raw = (tmp_path / "01_text_faults.csv").read_text(encoding="utf-8")
    assert f",{cell}," not in raw
    assert tables.read("01_text_faults", tmp_path)["note"].tolist() == [cell]


@pytest.mark.parametrize("cell", ["-1", "+3.5", "-2e6", "plain", "'quoted'", "a=b"])
def test_plain_numbers_and_words_are_left_as_they_are(cell: str) -> None:
    frame = tables.as_frame("01_text_faults", [{**FAULT, "note": cell}])
    assert f",{cell}," in tables.to_csv("01_text_faults", frame)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_writing_and_reading(
    tmp_path_factory: pytest.TempPathFactory, cell: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    frame = tables.as_frame("01_text_faults", [{**FAULT, "note": cell}])
    tables.write("01_text_faults", frame, folder)
    assert tables.read("01_text_faults", folder)["note"].tolist() == [cell]


@given(st.permutations(range(5)))
def test_the_order_of_rows_does_not_change_the_bytes(order: list[int]) -> None:
    rows = [{**FAULT, "start": n, "end": n + 3, "quote": TEXT[n : n + 3]} for n in range(5)]
    shuffled = tables.as_frame("01_text_faults", [rows[n] for n in order])
    assert tables.to_csv("01_text_faults", shuffled) == tables.to_csv(
        "01_text_faults", tables.as_frame("01_text_faults", rows)
    )


def test_every_table_is_named_keyed_and_described() -> None:
    for name, table in tables.TABLES.items():
        assert table.about
        assert table.made_by
        assert set(table.key) <= set(table.columns), name
        assert set(table.order) <= set(table.columns), name
        for span in table.spans:
            assert {span.article, span.start, span.end, span.quote} <= set(table.columns), name
