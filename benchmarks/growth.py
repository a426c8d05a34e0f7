"""One measurement in a fresh process: ``growth.py KIND SIZE PATH`` prints seconds and memory as JSON.

Seconds are those that the process itself was at work, so that what else runs does not count.

KIND is ``figures`` or ``voices`` (PATH is a text, read line by line as the command line does), or
``lineage`` (SIZE made-up articles with their figures; PATH is not read). Memory is the most that the process ever held.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
#: Words from which made-up articles are put together: enough that few are shared by chance.
FIRST = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"


def figures(path: Path) -> tuple[float, int]:
    from helpers.figures.find import find_figures, iter_figures

    find_figures("قتل 3 أشخاص في 5 يناير 2020")  # the lexicon is read before the clock starts
    begin = time.process_time()
    found = sum(1 for _ in iter_figures(_lines(path)))
    return time.process_time() - begin, found


def voices(path: Path) -> tuple[float, int]:
    from helpers.frame import read_frame
    from helpers.stance.machine import Machine

    machine = Machine(read_frame(SEEDS))
    machine.voices("قال الوزير إن الطريق مفتوح.")
    begin = time.process_time()
    found = sum(1 for _ in machine.voice_records("text", _lines(path)))
    return time.process_time() - begin, found


def lineage(size: int) -> tuple[float, int]:
    from helpers import tables
    from helpers.figures.table import figures_table
    from helpers.frame import read_frame
    from helpers.sources.lineage import trace

    texts = {f"{place:05}_made_up": text for place, text in enumerate(_articles(size))}
    frame, upstream = read_frame(SEEDS), tables.read("upstream", SEEDS)
    nothing, undated = tables.empty("coding/figures"), tables.empty("01_sources")
    figures = figures_table(texts, nothing, undated, frame)
    begin = time.process_time()
    found = trace(texts, figures, [], upstream, frame)
    return time.process_time() - begin, len(found.lineage)


def _articles(size: int) -> Iterator[str]:
    """Short made-up articles of invented words, with a number of people in two sentences of five.

    Every tenth repeats most of the one before it.
    """
    chance = random.Random(size)
    words = ["".join(chance.choices(FIRST, k=chance.randrange(3, 7))) for _ in range(20_000)]
    before: list[str] = []
    for place in range(size):
        said = [" ".join(chance.choices(words, k=12)) for _ in range(5)]
        said[1] += f" {chance.randrange(100, 100_000)} شخصا"
        said[3] = f"نحو {chance.randrange(11, 100)} شخصا {said[3]}"
        if place % 10 == 9:
            said = [*before[:4], said[4]]
        before = said
        yield "\n".join(f"{sentence}." for sentence in said)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from file


def _most_held() -> int:
    """Bytes. Linux hands getrusage the parent's peak down to a child, so its own is asked for there."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    """Measure once."""
    kind, size, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    seconds, found = (
        lineage(size) if kind == "lineage" else {"figures": figures, "voices": voices}[kind](path)
    )
    most = _most_held()
    print(json.dumps({"seconds": seconds, "found": found, "memory": most}))


if __name__ == "__main__":
    main()
