"""The command line as its users meet it: all faults at once, no traceback, the last report kept.

Seeds folders here are copies of the project's own with one or several things made wrong.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = "002_42ff6afc3866bd43"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


def swap(path: Path, old: str, new: str) -> None:
    content = path.read_bytes().decode("utf-8")
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode("utf-8"))


def test_the_projects_own_seeds_are_right() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing is wrong" in done.stdout


def _missing(seeds: Path) -> None:
    (seeds / f"articles/{ARTICLE}.txt").unlink()


def _unlisted(seeds: Path) -> None:
    (seeds / "articles/077_made_up.txt").write_text("نص", encoding="utf-8")


def _changed(seeds: Path) -> None:
    swap(seeds / f"articles/{ARTICLE}.txt", "2500", "2600")


def _not_utf8(seeds: Path) -> None:
    (seeds / f"articles/{ARTICLE}.txt").write_bytes(b"\xd9\x88\xff")


def _empty(seeds: Path) -> None:
    (seeds / f"articles/{ARTICLE}.txt").write_bytes(b"")


def _span(seeds: Path) -> None:
    swap(seeds / "coding/figures.csv", "002_42ff6afc3866bd43,1351,", "002_42ff6afc3866bd43,1352,")


def _group(seeds: Path) -> None:
    swap(seeds / "sources.toml", 'value = "Ukrainian"', 'value = "Martian"')


def _proposition(seeds: Path) -> None:
    swap(seeds / "coding/statements.csv", ",mission_end,", ",mission_ends,")


def _scenario(seeds: Path) -> None:
    swap(seeds / "scenarios.toml", 'favours = "S', 'favours = "X')


def _date(seeds: Path) -> None:
    swap(seeds / "sources.toml", 'value = "2024-01-26"', 'value = "26 January 2024"')


def _probability(seeds: Path) -> None:
    text = (seeds / "scenarios.toml").read_text(encoding="utf-8")
    start = text.index("[[indicator]]")
    place = text.index("S1 = [", start)
    (seeds / "scenarios.toml").write_text(
        text[:place] + "S1 = [1." + text[place + 8 :], encoding="utf-8"
    )


def _template(seeds: Path) -> None:
    (seeds / "text/methods.md").write_text("{% if %}", encoding="utf-8")


WRONG: list[tuple[Callable[[Path], None], str, str]] = [
    (_missing, f"articles/{ARTICLE}.txt", "no such file"),
    (_unlisted, "articles/077_made_up.txt", "no [[article]]"),
    (_changed, f"articles/{ARTICLE}.txt", "sha256"),
    (_not_utf8, f"articles/{ARTICLE}.txt", "UTF-8"),
    (_empty, f"articles/{ARTICLE}.txt", "an empty file"),
    (_span, "coding/figures.csv", "the characters 1352"),
    (_group, "sources.toml:article[3].group", "'Martian'"),
    (_proposition, "coding/statements.csv", "mission_ends"),
    (_scenario, "scenarios.toml", "X"),
    (_date, "sources.toml:article[3].published.value", "26 January 2024"),
    (_probability, "scenarios.toml:indicator", "1."),
    (_template, "text/methods.md:1", "Jinja"),
]


@pytest.mark.parametrize(("harm", "place", "said"), WRONG, ids=[w[0].__name__ for w in WRONG])
def test_check_names_what_is_wrong_with_its_place(
    seeds: Path, harm: Callable[[Path], None], place: str, said: str
) -> None:
    harm(seeds)
    done = run("check", "--seeds", str(seeds))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(line.startswith(place) and said in line for line in done.stderr.splitlines()), (
        done.stderr
    )


def test_check_names_several_faults_in_one_run(seeds: Path) -> None:
    for harm in (_span, _group, _proposition, _date, _template, _unlisted):
        harm(seeds)
    done = run("check", "--seeds", str(seeds))
    for place in ("coding/figures.csv", "sources.toml:article[3].group", "coding/statements.csv"):
        assert place in done.stderr
    for place in ("published.value", "text/methods.md", "articles/077_made_up.txt"):
        assert place in done.stderr


def test_report_refuses_faulty_seeds_and_leaves_the_last_report(
    seeds: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.pdf").write_bytes(b"the last good one")
    _changed(seeds)
    done = run(
        "report", "--seeds", str(seeds), "--build", str(tmp_path / "build"), "--out", str(out)
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (out / "report.pdf").read_bytes() == b"the last good one"
    assert [path.name for path in out.iterdir()] == ["report.pdf"]
    assert not (tmp_path / "build").exists()


def test_a_missing_seeds_folder_is_named(tmp_path: Path) -> None:
    done = run("check", "--seeds", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "a seeds folder" in done.stderr


FIGURE_KEYS = [
    "article",
    "start",
    "end",
    "quote",
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "date",
    "resolved",
    "readings",
    "status",
]
VOICE_KEYS = [
    "article",
    "start",
    "end",
    "quote",
    "mode",
    "voice",
    "voice_start",
    "voice_end",
    "cue",
    "cue_start",
    "cue_end",
    "actor",
    "via",
]
STANCE_KEYS = [
    "article",
    "start",
    "end",
    "quote",
    "voice",
    "voice_group",
    "mode",
    "channel",
    "proposition",
    "stance",
    "strength",
    "why",
]


@pytest.mark.parametrize(
    ("command", "keys"),
    [("figures", FIGURE_KEYS), ("voices", VOICE_KEYS), ("stance", STANCE_KEYS)],
)
def test_a_reading_command_prints_json_lines_that_quote_the_article(
    command: str, keys: list[str]
) -> None:
    path = ROOT / f"seeds/articles/{ARTICLE}.txt"
    done = run(command, str(path))
    assert (done.returncode, done.stderr) == (0, "")
    text = path.read_bytes().decode("utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) > 10
    for row in rows:
        assert list(row) == keys
        assert row["article"] == ARTICLE
        assert text[row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("command", ["figures", "voices", "stance"])
def test_a_reading_command_shows_the_machine_alone(seeds: Path, command: str) -> None:
    path = str(seeds / f"articles/{ARTICLE}.txt")
    before = run(command, "--seeds", str(seeds), path)
    for table in (seeds / "coding").rglob("*.csv"):
        header = table.read_bytes().splitlines(keepends=True)[0]
        table.write_bytes(header)
    after = run(command, "--seeds", str(seeds), path)
    assert before.stdout
    assert after.stdout == before.stdout


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\x00")
    done = run("figures", str(bad), str(ROOT / f"seeds/articles/{ARTICLE}.txt"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "UTF-8 text" in done.stderr
    assert len(done.stdout.splitlines()) > 10
