"""What `check` says of a frame whose positions cannot be read. The frames are the project's own,
with one thing made wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from helpers.checks import check_seeds

SEEDS = Path(__file__).parents[2] / "seeds"


def _no_cue(frame: str) -> str:
    return re.sub(r'\[\[cue\]\]\nid = "lawful\.(?s:.*?)\n\n', "", frame)


def _one_alias_twice(frame: str) -> str:
    actor = '[[actor]]\nname = "Made up"\ngroup = "Iraqi government"\naliases = ["السوداني"]\n\n'
    return frame.replace("[[actor]]", actor + "[[actor]]", 1)


def _bad_pattern(frame: str) -> str:
    return frame.replace('pattern = "', 'pattern = "(?:', 1)


def _bad_item(frame: str) -> str:
    """A bracket that a space cuts in two: each half alone is no pattern."""
    return frame.replace('pattern = "', 'pattern = "(?:one two) ', 1)


WRONG = [
    (_no_cue, "proposition 'lawful'", "none"),
    (_one_alias_twice, "actor.aliases", "2 times"),
    (_bad_pattern, "cue[1].pattern", "not a regular expression"),
    (_bad_item, "cue[1].pattern", "for one word: '(?:one'"),
]


@pytest.mark.parametrize(("harm", "where", "got"), WRONG, ids=[w[0].__name__ for w in WRONG])
def test_check_names_the_file_and_the_key(tmp_path: Path, harm, where: str, got: str) -> None:  # type: ignore[no-untyped-def]
    seeds = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    path = seeds / "frame.toml"
    path.write_bytes(harm(path.read_bytes().decode("utf-8")).encode("utf-8"))
    (fault,) = check_seeds(seeds)
    assert (fault.file, fault.where) == ("frame.toml", where)
    assert got in fault.got
    assert fault.remedy
