"""The report made once from the project's own seeds, for every test that reads it."""

from pathlib import Path

import pytest

from helpers.report import build

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whole run: folders ``build`` and ``out``."""
    place = tmp_path_factory.mktemp("whole")
    build.report(SEEDS, place / "build", place / "out", echo=lambda line: None)
    return place
