"""Cover and last page. The change logs, lock files and folders here are made up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.frame import Topic
from helpers.report.imprint import (
    DIGEST_COMMAND,
    Imprint,
    ImprintError,
    changelog_date,
    code_files,
    digest,
    epoch,
    imprint,
    lock_versions,
    seed_files,
)

# What the program of that name does, for machines that lack it.
SHA256SUM = """
import hashlib, pathlib, sys
for name in sys.argv[1:]:
    print(hashlib.sha256(pathlib.Path(name).read_bytes()).hexdigest() + "  " + name)
if not sys.argv[1:]:
    print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest() + "  -")
"""

DATED = [
    ("## [0.1.0] - 2026-11-21\n", "2026-11-21"),
    ("## [Unreleased]\n\n## [0.1.0] - 2026-11-21\n", "2026-11-21"),
    ("## [0.2.0] - 2027-01-05\n\n## [0.1.0] - 2026-11-21\n", "2027-01-05"),
    ("## [0.1.0] - 2026-11-21\n\n## [0.0.1] - 2026-12-01\n", "2026-12-01"),
]
UNDATED = ["", "## [Unreleased]\n", "## 0.1.0 (2026-11-21)\n", "### [0.1.0] - 2026-11-21\n"]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_the_newest_date_of_the_change_log_is_taken(text: str, expected: str) -> None:
    assert changelog_date(text) == expected


@pytest.mark.parametrize("text", UNDATED)
def test_a_change_log_without_a_date_says_what_to_add(text: str) -> None:
    with pytest.raises(ImprintError, match=r"expected a heading such as '## \[0.1.0\]"):
        changelog_date(text)


def test_a_date_that_no_calendar_has_is_named() -> None:
    with pytest.raises(ImprintError, match="2026-02-30"):
        changelog_date("## [0.2.0] - 2026-02-30\n## [0.1.0] - 2026-02-01\n")


def test_the_lock_gives_names_and_versions_without_hashes_or_systems() -> None:
    text = (
        "pandas==3.1.1 \\\n    --hash=sha256:00\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:01\n"
    )
    assert lock_versions(text) == (("colorama", "0.4.6"), ("pandas", "3.1.1"))


def test_a_date_is_also_words() -> None:
    assert Imprint(title="T", date="2026-11-21").date_words == "21 November 2026"
    assert Imprint(title="T").date_words == ""


def test_the_date_of_the_change_log_is_also_seconds(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("## [0.1.0] - 2026-11-21\n", "utf-8")
    assert epoch(tmp_path) == 1_795_219_200


def _seeds(folder: Path) -> Path:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "b 2.txt").write_bytes("نص مصنوع للاختبار\n".encode())  # made up
    (folder / "a.toml").write_bytes(b"x = 1\n")
    (folder / ".hidden").write_bytes(b"not counted")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "a.toml").write_bytes(b"not counted")
    return folder


@pytest.mark.parametrize("lacking", [False, True], ids=["own program", "machine without it"])
def test_the_digest_is_that_of_the_printed_command(tmp_path: Path, *, lacking: bool) -> None:
    seeds = _seeds(tmp_path / "seeds")
    path = os.environ["PATH"]
    if lacking or not shutil.which(
        "sha256sum"
    ):  # macOS names it otherwise; the printed command stays the same
        program = tmp_path / "bin" / "sha256sum"
        program.parent.mkdir()
        program.write_text(f"#!{sys.executable}\n{SHA256SUM}", encoding="utf-8")
        program.chmod(0o755)
        path = f"{program.parent}{os.pathsep}{path}"
    out = subprocess.run(
        ["sh", "-c", DIGEST_COMMAND],
        cwd=seeds,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": path},
    )
    assert out.stdout.split()[0] == digest(seed_files(seeds), seeds)


def test_the_digest_changes_with_a_name_and_with_a_byte_and_with_nothing_else(
    tmp_path: Path,
) -> None:
    one, two = _seeds(tmp_path / "one"), _seeds(tmp_path / "two")
    same = digest(seed_files(one), one)
    assert digest(reversed(seed_files(two)), two) == same
    (two / ".hidden").write_bytes(b"changed")
    assert digest(seed_files(two), two) == same
    (two / "a.toml").write_bytes(b"x = 2\n")
    changed = digest(seed_files(two), two)
    assert changed != same
    (two / "a.toml").write_bytes(b"x = 1\n")
    (two / "a.toml").rename(two / "b.toml")
    assert digest(seed_files(two), two) not in (same, changed)


def test_code_is_the_package_the_notebooks_and_the_lock(tmp_path: Path) -> None:
    for name in (
        "src/helpers/a.py",
        "src/helpers/__pycache__/a.pyc",
        "src/other.py",
        "notebooks/01_a.ipynb",
        "notebooks/.ipynb_checkpoints/01_a.ipynb",
        "requirements.lock",
        "README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    found = sorted(path.relative_to(tmp_path).as_posix() for path in code_files(tmp_path))
    assert found == ["notebooks/01_a.ipynb", "requirements.lock", "src/helpers/a.py"]


def test_a_missing_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("## [0.1.0] - 2026-11-21\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    topic = Topic(title="T", question="Q", version="1")
    with pytest.raises(ImprintError, match=r"requirements\.lock: expected the file"):
        imprint(topic, tmp_path, tmp_path)
