"""The report made once from the project's own seeds, and a browser to read it in, for every test that asks.

Where no browser is, its tests are not collected, and the summary says so in one line. With
``REPORT_BROWSER=required`` they are, and fail with what is lacking.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.report import build

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whole run: folders ``build`` and ``out``."""
    place = tmp_path_factory.mktemp("whole")
    build.report(SEEDS, place / "build", place / "out", echo=lambda line: None)
    return place


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "")


def _driver_starts() -> bool:
    import playwright  # type: ignore[import-not-found]

    node = Path(playwright.__file__).parent / "driver" / "node"
    if not node.exists():
        return True
    return subprocess.run([node, "--version"], check=False, capture_output=True).returncode == 0


def _lacking() -> str:
    """What a test in a browser lacks on this machine; empty if nothing."""
    lacking = [] if _chromium() else ["chromium is not on this machine"]
    if importlib.util.find_spec("playwright") is None:
        lacking.append("tests/browser/requirements.lock is not installed; make test does it")
    elif not _driver_starts():
        lacking.append("the browser's driver does not start (Debian: apt-get install libatomic1)")
    return "; ".join(lacking)


LACKING = _lacking()
collect_ignore = (
    ["test_browser.py"] if LACKING and os.environ.get("REPORT_BROWSER") != "required" else []
)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the tests that were left out."""
    if collect_ignore:
        terminalreporter.write_line(f"The tests in a browser did not run: {LACKING}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, driven by playwright."""
    if LACKING:
        pytest.fail(LACKING)
    from playwright.sync_api import sync_playwright  # type: ignore[import-not-found]

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_chromium())
        yield running
        running.close()
