"""What the command line reads: every readable text comes, every other is one clear fault.

All texts are made up.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.faults import Fault
from helpers.inputs import Text, read_texts

ARABIC = "وصلت 12 سفينة\r\nثم 3\n"  # made up


def whole(item: Text | Fault) -> str:
    assert isinstance(item, Text)
    return "".join(item.lines())


def test_a_text_file_comes_with_its_stem_and_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "007_port.txt"
    path.write_bytes(ARABIC.encode())
    [item] = read_texts([path])
    assert isinstance(item, Text)
    assert item.article == "007_port"
    assert whole(item) == ARABIC
    assert whole(item) == ARABIC, "lines() gives the text anew at every call"


def test_a_folder_gives_its_texts_in_order_and_a_record_file_its_records(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("ب", encoding="utf-8")
    (tmp_path / "a.txt").write_text("ا", encoding="utf-8")
    lines = [json.dumps({"id": n, "text": f"نص {n}"}) for n in (1, 2)]
    (tmp_path / "c.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")
    found = [item.article for item in read_texts([tmp_path]) if isinstance(item, Text)]
    assert found == ["a", "b", "1", "2"]


@pytest.mark.parametrize(
    ("name", "content", "expected", "got"),
    [
        ("a.txt", b"\xd8", "UTF-8 text", "0xd8"),
        ("a.txt", b"ok\0", "UTF-8 text", "a binary file"),
        ("a.jsonl", b"{", "a JSON object", "Expecting"),
        ("a.jsonl", b'{"id": "x"}', "a JSON object", '{"id": "x"}'),
        ("a.jsonl", b'["x"]', "a JSON object", '["x"]'),
        ("a.jsonl", b'{"id": "x", "text": 1' + b"0" * 5000 + b"}", "a JSON object", "integer"),
        ("a.jsonl", b"[" * 100_000, "a JSON object", "recursion"),
        ("a.pdf", b"%PDF", "a .txt or .jsonl file", ".pdf"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault_and_the_others_still_come(
    tmp_path: Path, name: str, content: bytes, expected: str, got: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_bytes(ARABIC.encode())
    fault, text = read_texts([bad, good])
    assert isinstance(fault, Fault)
    assert expected in fault.expected
    assert got in fault.got
    assert whole(text) == ARABIC


def test_a_bad_record_does_not_hide_the_good_ones_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1}\n{"id": 2, "text": "نعم"}\n', encoding="utf-8")
    fault, text = read_texts([path])
    assert isinstance(fault, Fault)
    assert fault.where == "1"
    assert whole(text) == "نعم"


def test_a_missing_file_and_an_empty_folder_are_faults(tmp_path: Path) -> None:
    missing, empty = read_texts([tmp_path / "none.txt", tmp_path])
    assert isinstance(missing, Fault)
    assert isinstance(empty, Fault)
    assert "no such file" in missing.got


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode())
    assert whole(next(read_texts([path]))) == text
    record = path.with_suffix(".jsonl")
    record.write_text(json.dumps({"id": "r", "text": text}), encoding="utf-8")
    assert whole(next(read_texts([record]))) == text
