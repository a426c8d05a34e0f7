"""How much work the finder does, counted in calls: the same on every machine, however busy.

The texts are those of the benchmark: passages of the project's articles put together anew, and
made-up sentences.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from helpers.figures.find import find_figures

ROOT = Path(__file__).resolve().parents[2]


def _benchmark_text() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CORPUS = _benchmark_text()


def calls_and_figures(text: str) -> tuple[int, int]:
    """Calls of Python functions while a text is read, and the figures found in it."""
    calls = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal calls
        calls += event == "call"

    find_figures(text)  # new words are looked at once, and do not count
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = find_figures(text)
    finally:
        sys.setprofile(before)
    return calls, len(found)


# Measured: 57 and 58; before rules turned words away early, 105 and 114.
@pytest.mark.parametrize("kind", ["news", "dense"])
def test_a_figure_costs_few_calls(kind: str) -> None:
    calls, found = calls_and_figures("".join(CORPUS.lines(40_000, 1, kind)))
    assert found > 100
    assert calls / found < 68


def test_text_without_figures_costs_almost_nothing() -> None:
    text = "جلس الأصدقاء قرب النافذة يتحدثون عن المطر والريح والبحر\n" * 500  # made up
    calls, found = calls_and_figures(text)
    assert found == 0
    assert calls < 500  # far less than one for each line


@pytest.mark.parametrize("kind", ["news", "dense"])
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    text = "".join(CORPUS.lines(100_000, 2, kind))
    once, _ = calls_and_figures(text)
    twice, _ = calls_and_figures(text + text)
    assert twice < 2.05 * once
