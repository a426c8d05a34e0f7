"""Seeds spoilt by a careless or malicious hand: every fault is named, nothing breaks, nothing runs.

The seeds are copies of the made-up topic of ``tests/topic`` with one thing made wrong. Each case says what
file the fault has to be named with and a word of what is said.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from helpers import tables
from helpers.checks import check_seeds
from helpers.faults import LONGEST, Fault
from helpers.inputs import Text, read_texts
from helpers.paths import BusyError, alone
from helpers.stance.cues import CueError, compile_pattern

ROOT = Path(__file__).parents[1]
TOPIC = ROOT / "tests/topic"
Harm = Callable[[Path], object]
FIGURES = "coding/figures.csv"
HEADER = ",".join(tables.TABLES[FIGURES.removesuffix(".csv")].columns)
ROW = "001_sahil,343,346,35%,share,0.35,0.35,,exact" + "," * 10


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(copytree(TOPIC, tmp_path / "seeds"))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


def swap(file: str, old: str, new: str) -> Harm:
    def harm(seeds: Path) -> None:
        content = (seeds / file).read_bytes().decode("utf-8")
        assert old in content
        (seeds / file).write_bytes(
            content.replace(old, new, 1).encode("utf-8", errors="surrogatepass")
        )

    return harm


def put(file: str, content: str | bytes) -> Harm:
    def harm(seeds: Path) -> None:
        path = seeds / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return harm


def folder(file: str) -> Harm:
    def harm(seeds: Path) -> None:
        (seeds / file).unlink(missing_ok=True)
        (seeds / file).mkdir(parents=True)

    return harm


def published(date: str) -> Harm:
    return swap("sources.toml", 'value = "2030-03-05"', f'value = "{date}"')


def cue(pattern: str) -> Harm:
    return swap("frame.toml", 'pattern = "{not} ..2 {build} ..1 {dam}"', f"pattern = '{pattern}'")


def figures(row: str, header: str = HEADER) -> Harm:
    return put(FIGURES, f"\ufeff{header}\n{row}\n")


WRONG: dict[str, tuple[Harm, str, str]] = {
    "a key given twice": (
        swap("frame.toml", 'version = "0.1.0"', 'version = "1"\nversion = "2"'),
        "frame.toml",
        "overwrite",
    ),
    "an unknown key": (
        swap("frame.toml", 'version = "0.1.0"', 'version = "1"\nverzion = "2"'),
        "frame.toml:topic.verzion",
        "a key that this file knows",
    ),
    "a NUL in TOML": (swap("frame.toml", "[topic]", "[topic]\0"), "frame.toml", "TOML"),
    "half a character": (swap("frame.toml", "The treaty", "\ud800"), "frame.toml", "UTF-8"),
    "UTF-16": (put("frame.toml", "[topic]".encode("utf-16")), "frame.toml", "UTF-8"),
    "brackets without end": (put("frame.toml", "x = " + "[" * 50_000), "frame.toml", "too deep"),
    "tables without end": (put("frame.toml", f"[a{'.a' * 20_000}]"), "frame.toml", "the key"),
    "a number without end": (
        swap("scenarios.toml", "seed = 7", f"seed = {'9' * 5000}"),
        "scenarios.toml",
        "TOML",
    ),
    "a negative seed": (swap("scenarios.toml", "seed = 7", "seed = -7"), "scenarios.toml", "seed"),
    "a seed in quotes": (
        swap("scenarios.toml", "seed = 7", 'seed = "7"'),
        "scenarios.toml:seed",
        "integer",
    ),
    "a probability of nearly nothing": (
        swap("scenarios.toml", "A = [0.7, 0.9]", "A = [1e-300, 1e-299]"),
        "scenarios.toml:indicator[1]",
        "probabilities",
    ),
    "not a number as a probability": (
        swap("scenarios.toml", "A = [0.7, 0.9]", "A = [nan, 0.9]"),
        "scenarios.toml:indicator[1]",
        "probabilities",
    ),
    "a list where a table belongs": (
        put("sources.toml", 'article = ["a"]'),
        "sources.toml:article[1]",
        "dictionary",
    ),
    "an id that is a list": (
        swap("sources.toml", 'id = "001_sahil"', 'id = ["001_sahil"]'),
        "sources.toml:article[1].id",
        "string",
    ),
    "an id that leaves the folder": (
        swap("sources.toml", 'id = "001_sahil"', 'id = "../001_sahil"'),
        "sources.toml:article[1].id",
        "pattern",
    ),
    "two articles of one id": (
        swap("sources.toml", 'id = "002_qimma"', 'id = "001_sahil"'),
        "sources.toml:article.id",
        "2 times",
    ),
    "an offset with a point": (
        swap("sources.toml", "start = 49,", "start = 49.0,"),
        "sources.toml:article[1].relays[1].evidence[1].start",
        "integer",
    ),
    "a month 13": (published("2024-13-40"), "sources.toml:article[3].published", "2024-13-40"),
    "an open end": (published("2024-01-01/.."), "sources.toml:article[3].published", "EDTF"),
    "ends in disorder": (published("2024-02/2023-01"), "sources.toml:article[3]", "in order"),
    "a blank outlet": (
        swap("sources.toml", 'value = "Hawd Online"', 'value = "  "'),
        "sources.toml:article[3].outlet.value",
        "some text",
    ),
    "a folder for sources.toml": (folder("sources.toml"), "sources.toml", "a file"),
    "a folder for frame.toml": (folder("frame.toml"), "frame.toml", "a file"),
    "a folder for scenarios.toml": (folder("scenarios.toml"), "scenarios.toml", "a file"),
    "a folder for outcomes.csv": (folder("outcomes.csv"), "outcomes.csv", "a file"),
    "a file for text": (put("text", "x"), "text", "a folder"),
    "a folder for a page": (folder("text/methods.md"), "text/methods.md", "can be read"),
    "a misspelt name": (put("scenario.toml", "x = 1"), "scenario.toml", "scenarios.toml"),
    "a misspelt table": (put("coding/figure.csv", HEADER), "coding/figure.csv", FIGURES),
    "a page that asks for what there is not": (
        put("text/methods.md", "{{ nothing_like_it() }}"),
        "text/methods.md",
        "nothing_like_it",
    ),
    "a page that includes what there is not": (
        put("text/methods.md", "{% include 'other.md' %}"),
        "text/methods.md",
        "other.md",
    ),
    "a page that asks for a table that the folder lacks": (
        put(
            "text/methods.md",
            "{{ count('coding/purposes', article=['a', 'b']) }} {{ count('upstream') }}"
            "{% for one in ['a', ['b']] %}{{ one }}{% endfor %}",
        ),
        "text/methods.md",
        "coding/purposes.csv",
    ),
    "an article without a letter": (
        put("articles/003_hawd.txt", "\u200b \u00a0\n"),
        "articles/003_hawd.txt",
        "without a letter",
    ),
    "articles in a folder of their own": (
        put("articles/more/004_x.txt", "x"),
        "articles/more",
        "a folder of texts",
    ),
    "a pattern that is no expression": (cue("((("), "frame.toml:cue[3].pattern", "unterminated"),
    "a pattern that repeats repetitions": (
        cue(r"(?:(?:\w+)+)+b"),
        "frame.toml:cue[3].pattern",
        "repetitions",
    ),
    "a pattern that repeats too often": (
        cue("x{99999999999999}"),
        "frame.toml:cue[3].pattern",
        "expression",
    ),
    "a pattern of brackets without end": (
        cue("(" * 5000 + ")" * 5000),
        "frame.toml:cue[3].pattern",
        "expression",
    ),
    "gaps that multiply": (cue("a ..99 b ..99 c"), "frame.toml:cue[3].pattern", "10000 ways"),
    "a class of no words": (
        swap("frame.toml", '"بناء", "إقامة", "تشييد"', ""),
        "frame.toml:words.build",
        "words to look for",
    ),
    "a class of marks": (
        swap("frame.toml", '"بناء", "إقامة", "تشييد"', '"ـ", "()"'),
        "frame.toml:words.build",
        "without letters",
    ),
    "one spelling of two actors": (
        swap("frame.toml", '"ترهان", "حكومة ترهان"', '"واديه"'),
        "frame.toml:actor[4].aliases",
        "'Wadiya'",
    ),
    "an actor that means the narrator": (
        swap("frame.toml", 'name = "Tirhan"', 'name = "author"'),
        "frame.toml:actor[4].name",
        "narrator",
    ),
    "a measure of an unknown kind": (
        swap("frame.toml", 'kinds = ["measure", "count"]', 'kinds = ["counts"]'),
        "frame.toml:measure[1].kinds",
        "'counts'",
    ),
    "a proposition named as a column": (
        swap("frame.toml", 'id = "amend"', 'id = "genre"'),
        "frame.toml:proposition[1].id",
        "column",
    ),
    "a table with semicolons": (
        figures(ROW.replace(",", ";"), HEADER.replace(",", ";")),
        f"{FIGURES}:1",
        "commas between the cells",
    ),
    "a table in a Windows code page": (
        put(FIGURES, f"{HEADER}\nنسبة".encode("cp1256")),
        FIGURES,
        "UTF-8",
    ),
    "a decimal comma": (figures(ROW.replace(",0.35,", ',"0,35",')), f"{FIGURES}:2", "'0,35'"),
    "an offset of thirty digits": (
        figures(ROW.replace("343", "9" * 30)),
        f"{FIGURES}:2",
        "a whole number in start",
    ),
    "an offset in other digits": (
        figures(ROW.replace("343", "٣٤٣")),
        f"{FIGURES}:2",
        "a whole number in start",
    ),
    "a value that is no number": (figures(ROW.replace("0.35", "nan")), f"{FIGURES}:2", "'nan'"),
    "ends of a value in disorder": (
        figures(ROW.replace("0.35,0.35", "0.9,0.1")),
        f"{FIGURES}:2",
        "low <= high",
    ),
    "a clock of 99 hours": (
        figures("001_sahil,381,389,عام 2027,date,,,,exact,T99:99" + "," * 9),
        f"{FIGURES}:2",
        "EDTF",
    ),
    "a spreadsheet's date": (
        figures("001_sahil,381,389,عام 2027,date,,,,exact,27/03/2024" + "," * 9),
        f"{FIGURES}:2",
        "EDTF",
    ),
    "an article that leaves the folder": (
        figures(ROW.replace("001_sahil", "../../etc/passwd")),
        f"{FIGURES}:2",
        "one of 001_sahil",
    ),
    "an empty row between others": (figures(f"\n{ROW}"), f"{FIGURES}:2", "an empty one"),
    "an empty cell": (figures(ROW.replace("share", "")), f"{FIGURES}:2", "not empty"),
    "a row twice": (figures(f"{ROW}\n{ROW}"), f"{FIGURES}:3", "the same key"),
    "a cell without end": (figures(ROW.replace("35%", "x" * 200_000)), f"{FIGURES}:2", "quote"),
}


@pytest.mark.parametrize(("harm", "place", "said"), WRONG.values(), ids=WRONG)
def test_every_fault_is_named_with_its_place(
    seeds: Path, harm: Harm, place: str, said: str
) -> None:
    harm(seeds)
    lines = [str(fault) for fault in check_seeds(seeds)]
    assert any(line.startswith(place) and said in line for line in lines), lines
    assert all("expected" in line and "; got " in line for line in lines)
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) < 3 * LONGEST


KIND: dict[str, Harm] = {
    "a table without a mark": put(FIGURES, f"{HEADER}\n{ROW}\n"),
    "line ends of Windows": put(FIGURES, f"\ufeff{HEADER}\r\n{ROW}\r\n"),
    "quotes everywhere": figures(
        ",".join(f'"{cell}"' for cell in ROW.split(",")),
        ",".join(f'"{cell}"' for cell in HEADER.split(",")),
    ),
    "empty columns behind": figures(f"{ROW},,,", f"{HEADER},,,"),
    "empty rows below": figures(f"{ROW}\n{',' * HEADER.count(',')}\n\n"),
    "an editor's mark in TOML": lambda seeds: put(
        "frame.toml", b"\xef\xbb\xbf" + (seeds / "frame.toml").read_bytes()
    )(seeds),
    "line ends of Windows in TOML": lambda seeds: put(
        "frame.toml", (seeds / "frame.toml").read_bytes().replace(b"\n", b"\r\n")
    )(seeds),
    "an open spreadsheet's own file": put("~$outcomes.csv", b"\0"),
    "a hidden file": put("articles/.DS_Store", b"\0"),
}


@pytest.mark.parametrize("harm", KIND.values(), ids=KIND)
def test_what_tools_leave_behind_is_no_fault(seeds: Path, harm: Harm) -> None:
    harm(seeds)
    assert [str(fault) for fault in check_seeds(seeds)] == []


def test_nothing_of_the_seeds_reaches_the_terminal_as_code() -> None:
    fault = Fault("a\x1b[31m", "\u202e", "x" * 10_000, "\r\n\0", "mend it")
    assert str(fault).isprintable()
    assert len(str(fault)) < 2 * LONGEST


def test_a_pattern_takes_little_time_whatever_the_text() -> None:
    """The worst that the language of cues allows, on made-up clauses that nearly match."""
    pattern = compile_pattern(r"ا\w* ..9 ب\w* ..9 ج\w* ..8 د", {})
    start = time.perf_counter()
    for clause in ("ا " * 5000, "ا" * 100_000, "ا ب ج " * 2000):
        assert pattern.search(clause) is None
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("item", [r"(\w*)*x", r"(?:a+){2}", r"\w*\w*", "(a|b)+", "a+b*c{2,}"])
def test_a_pattern_may_not_repeat_repetitions(item: str) -> None:
    with pytest.raises(CueError, match="repetitions"):
        compile_pattern(item, {})


@pytest.mark.parametrize("item", [r"\w*x", "a{2,3}b", "(?:a|b)?c", r"[*+]x", r"\*\+", "ab?c?"])
def test_a_pattern_may_repeat_one_thing(item: str) -> None:
    compile_pattern(item, {})


@pytest.mark.parametrize("folder", ["build", "out"])
def test_a_report_does_not_write_into_its_own_seeds(seeds: Path, folder: str) -> None:
    before = {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()}
    inside = {"build": "elsewhere", "out": "elsewhere"} | {folder: str(seeds / "x" / ".." / "y")}
    done = run("report", f"--seeds={seeds}", *(f"--{key}={name}" for key, name in inside.items()))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"--{folder}: expected a folder outside")
    assert {path: path.read_bytes() for path in seeds.rglob("*") if path.is_file()} == before


def test_a_report_of_faulty_seeds_leaves_the_last_one(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("the last good one", encoding="utf-8")
    published("never")(seeds)
    done = run("report", f"--seeds={seeds}", f"--build={tmp_path / 'build'}", f"--out={out}")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text(encoding="utf-8") == "the last good one"
    assert not (tmp_path / "build").exists()


def test_a_folder_that_cannot_be_made_is_named(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = run("report", f"--seeds={seeds}", f"--build={tmp_path / 'taken'}", "--out=elsewhere")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "taken") in done.stderr


def test_two_runs_do_not_share_a_folder(seeds: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    build = tmp_path / "build"
    with alone(build):
        with pytest.raises(BusyError, match="another run"), alone(build):
            pass
        done = run("report", f"--seeds={seeds}", f"--build={build}", f"--out={tmp_path / 'out'}")
    assert done.returncode == 1
    assert "another run" in done.stderr
    assert not (tmp_path / "out").exists()
    with alone(build):
        pass  # free again


def test_lines_of_json_that_are_no_texts_are_named_and_the_others_read(tmp_path: Path) -> None:
    lines = [
        '\ufeff{"id": "a", "text": "5 جنود"}',
        '{"id": "b", "text": "\\ud800"}',
        '{"id": true, "text": "x"}',
        '{"id": 1e999, "text": "x"}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + ', "text": "x"}',
        '{"id": 7, "text": "6 جنود"}',
    ]
    path = tmp_path / "made_up.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_texts([path]))
    assert [item.article for item in found if isinstance(item, Text)] == ["a", "7"]
    assert [item.where for item in found if isinstance(item, Fault)] == ["2", "3", "4", "5", "6"]


def test_a_folder_of_odd_files_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text("5 جنود", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    found = list(read_texts([tmp_path]))
    assert [item.article for item in found if isinstance(item, Text)] == ["a b"]
    assert [Path(item.file).name for item in found if isinstance(item, Fault)] == ["gone.txt"]


def test_the_lines_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    path = tmp_path / "made_up.txt"
    path.write_text("قال 5 جنود", encoding="utf-8")
    done = run("figures", str(path), PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["quote"] == "5 جنود"


@pytest.mark.parametrize("command", ["voices", "stance"])
def test_a_reading_command_names_a_faulty_frame(seeds: Path, command: str) -> None:
    cue("(((")(seeds)
    done = run(command, f"--seeds={seeds}", str(seeds / "articles"))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.match(r"frame\.toml:cue\[3\]\.pattern: expected", done.stderr)
    assert "Traceback" not in done.stderr


def test_a_seeds_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    rmtree(tmp_path)
    done = run("check", f"--seeds={tmp_path}")
    assert done.returncode == 1
    assert "no such folder" in done.stderr
