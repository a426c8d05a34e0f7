"""Positions in made-up sentences: how well the cues do beyond the articles they were written for.

``sentences.txt`` was written and coded before the cues were widened. One third of the first batch
was held back and scored once, when the work was done: precision .90 and recall .81, where the cues
before had .81 and .49. The last batch says the same things in ways chosen to be unlike the first;
before it served to write cues, their recall on it was .25. Both the sentences and the cues come
from one author, so other texts will do worse than the held third.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from helpers.frame import read_frame
from helpers.stance.machine import Machine

ROOT = Path(__file__).parents[2]
MACHINE = Machine(read_frame(ROOT / "seeds"))
Code = tuple[str, str, int]  # sentence, proposition, stance

#: Least precision and recall of a part, a hair under what is measured; they only move up.
FLOORS = {"open": (0.85, 0.95), "held": (0.88, 0.8), "harder": (0.9, 0.88)}
#: Least F1 of each answer over all parts.
CLASSES = {1: 0.88, 0: 0.82, -1: 0.88}


@cache
def coded() -> dict[str, tuple[str, list[Code], tuple[int, int]]]:
    """Part, codes and coded clause of each sentence."""
    found = {}
    path = Path(__file__).with_name("sentences.txt")
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        part, codes, marked = line.split("\t")
        text = marked.replace("⟦", "").replace("⟧", "")
        clause = marked.find("⟦"), marked.find("⟧") - 1
        pairs = [code.split() for code in codes.split(";") if code]
        found[text] = part, [(text, name, int(stance)) for name, stance in pairs], clause
    return found


@cache
def read(part: str) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """By stance: codes, suggestions, and the suggestions that are right."""
    gold: Counter[int] = Counter()
    said: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for text, (its, codes, (start, end)) in coded().items():
        if its != part:
            continue
        left = list(codes)
        gold.update(stance for _, _, stance in codes)
        for row in MACHINE.statements(text):
            stance = int(str(row["stance"]))
            said[stance] += 1
            code = (text, str(row["proposition"]), stance)
            if code in left and int(str(row["start"])) < end and start < int(str(row["end"])):
                left.remove(code)
                right[stance] += 1
    return gold, said, right


@pytest.mark.parametrize("part", FLOORS)
def test_suggestions_on_made_up_sentences_keep_their_measured_quality(part: str) -> None:
    gold, said, right = read(part)
    precision, recall = right.total() / said.total(), right.total() / gold.total()
    assert (precision >= FLOORS[part][0], recall >= FLOORS[part][1]) == (True, True), (
        f"{part}: precision {precision:.3f} and recall {recall:.3f}; the floors are {FLOORS[part]}"
    )


@pytest.mark.parametrize("stance", CLASSES)
def test_no_answer_hides_behind_the_others(stance: int) -> None:
    gold, said, right = (sum((read(part)[i] for part in FLOORS), Counter()) for i in range(3))
    f1 = 2 * right[stance] / (gold[stance] + said[stance])
    assert f1 >= CLASSES[stance], f"stance {stance:+d}: F1 {f1:.3f}"


def test_every_proposition_has_sentences_that_affirm_and_that_deny_it() -> None:
    names = {proposition.id for proposition in read_frame(ROOT / "seeds").proposition}
    seen = {(name, stance) for _, codes, _ in coded().values() for _, name, stance in codes}
    assert {(name, stance) for name in names for stance in (1, -1)} <= seen
