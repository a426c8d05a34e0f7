"""Notebooks mean the same folders wherever they are started."""

from pathlib import Path

from helpers import paths


def test_a_relative_name_means_the_same_folder_from_the_root_and_from_notebooks(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").touch()
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    assert paths.folder("seeds", tmp_path) == paths.folder("seeds", notebooks) == tmp_path / "seeds"


def test_an_absolute_name_stays_as_it_is(tmp_path: Path) -> None:
    assert paths.folder(tmp_path / "other", tmp_path) == tmp_path / "other"


def test_without_a_marker_the_start_is_the_root(tmp_path: Path) -> None:
    # tmp_path lies outside any project, so nothing above it may claim it.
    assert paths.root(tmp_path) == tmp_path.resolve()
