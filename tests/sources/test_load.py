"""Reading the articles: every fault of a file is named, all in one run.

The texts are made up, except in the tests that read seeds/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.faults import SeedsError
from helpers.sources.load import check_articles, load_articles, readable_articles
from helpers.sources.records import read_records

SEEDS = Path(__file__).parents[2] / "seeds"
MADE_UP = "نص مصنوع للاختبار.\r\nسطر ثان.\n"


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with two made-up articles that are right."""
    (tmp_path / "articles").mkdir()
    rows = []
    for name in ("a", "b"):
        raw = (MADE_UP + name).encode()
        (tmp_path / f"articles/{name}.txt").write_bytes(raw)
        rows.append(f'[[article]]\nid = "{name}"\nsha256 = "{sha256(raw)}"\n')
    (tmp_path / "sources.toml").write_text("\n".join(rows), "utf-8")
    return tmp_path


def put(name: str, raw: bytes) -> Callable[[Path], None]:
    def change(seeds: Path) -> None:
        (seeds / name).write_bytes(raw)

    return change


def remove(name: str) -> Callable[[Path], None]:
    def change(seeds: Path) -> None:
        (seeds / name).unlink()

    return change


# change, file named, what the message says
FAULTS = [
    (remove("articles/a.txt"), "articles/a.txt", "no such file"),
    (put("articles/c.txt", b"x"), "articles/c.txt", r"no \[\[article\]\] with id = 'c'"),
    (put("articles/a.md", b"x"), "articles/a.md", r"does not end in \.txt"),
    (put("articles/a.txt", (MADE_UP + "A").encode()), "articles/a.txt", "sha256"),
    (put("articles/a.txt", (MADE_UP + "a").replace("\r", "").encode()), "articles/a.txt", "sha256"),
    (put("articles/a.txt", b""), "articles/a.txt", "an empty file"),
    (put("articles/a.txt", b" \n\n"), "articles/a.txt", "an empty file"),
    (put("articles/a.txt", b"one\ntwo \xff"), "articles/a.txt:2", "byte 0xff at position 8"),
    (put("articles/a.txt", "نص".encode("cp1256")), "articles/a.txt:1", "expected UTF-8"),
    (put("articles/a.txt", b"\xef\xbb\xbfx"), "articles/a.txt", "byte-order mark"),
]


def test_a_right_folder_has_no_faults_and_gives_the_exact_texts(seeds: Path) -> None:
    assert check_articles(seeds) == []
    texts = load_articles(seeds)
    assert list(texts) == ["a", "b"]
    assert texts["a"] == MADE_UP + "a"
    assert "\r\n" in texts["a"]


@pytest.mark.parametrize(("change", "file", "message"), FAULTS)
def test_each_fault_is_named_with_its_file(
    seeds: Path, change: Callable[[Path], None], file: str, message: str
) -> None:
    change(seeds)
    with pytest.raises(SeedsError, match=message) as caught:
        load_articles(seeds)
    assert any(str(fault).startswith(file) for fault in caught.value.faults)


def test_all_faults_come_at_once(seeds: Path) -> None:
    remove("articles/a.txt")(seeds)
    put("articles/b.txt", b"changed")(seeds)
    put("articles/c.txt", b"\xff")(seeds)
    put("articles/d.txt", b"")(seeds)
    faults = check_articles(seeds)
    assert {fault.file for fault in faults} == {f"articles/{name}.txt" for name in "abcd"}
    assert all(fault.remedy for fault in faults)


def test_a_changed_text_gives_the_digest_to_copy(seeds: Path) -> None:
    put("articles/a.txt", b"new")(seeds)
    (fault,) = check_articles(seeds)
    assert fault.got == f"sha256 {sha256(b'new')}"


def test_hidden_files_and_folders_are_no_articles(seeds: Path) -> None:
    put("articles/.DS_Store", b"\xff")(seeds)
    (seeds / "articles/old").mkdir()
    assert check_articles(seeds) == []


def test_a_record_without_digest_is_told_which_one_to_write(seeds: Path) -> None:
    (seeds / "sources.toml").write_text('[[article]]\nid = "a"\n[[article]]\nid = "b"\n', "utf-8")
    assert [fault.expected for fault in check_articles(seeds)] == [
        "the text with sha256 (none given)"
    ] * 2


@pytest.mark.parametrize("content", [b"[[article", b"\xff", b"article = 1", b""])
def test_an_unreadable_list_does_not_hide_faults_of_the_files(seeds: Path, content: bytes) -> None:
    put("sources.toml", content)(seeds)
    put("articles/a.txt", b"\xff")(seeds)
    assert any("0xff" in fault.got for fault in check_articles(seeds))
    with pytest.raises(SeedsError, match=r"0xff"):
        load_articles(seeds)


def test_without_a_list_nothing_is_loaded(seeds: Path) -> None:
    remove("sources.toml")(seeds)
    with pytest.raises(SeedsError, match=r"sources\.toml: expected the file; got no such file"):
        load_articles(seeds)


def test_readable_articles_are_those_that_decode(seeds: Path) -> None:
    put("articles/a.txt", b"\xff")(seeds)
    put("articles/c.txt", b"unlisted")(seeds)
    assert list(readable_articles(seeds)) == ["b", "c"]


def test_no_folder_at_all_is_a_fault_for_each_article(seeds: Path) -> None:
    for path in (seeds / "articles").iterdir():
        path.unlink()
    (seeds / "articles").rmdir()
    assert [fault.got for fault in check_articles(seeds)] == ["no such file"] * 2


def test_the_seeds_are_as_their_records_say() -> None:
    assert check_articles(SEEDS) == []
    texts = load_articles(SEEDS)
    assert list(texts) == [record.id for record in read_records(SEEDS)]
    for name, text in texts.items():
        assert text.encode() == (SEEDS / f"articles/{name}.txt").read_bytes()
