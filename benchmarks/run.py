"""Speed and memory, beside peers, in one run: ``make bench``, or ``make bench ARGS=--quick``.

Every reader gets the same text in turn, in a process of its own, and a text that it has not seen.
Then our own readers alone, on texts from 1 kB to 100 MB, each in a fresh process. Writes
``peers.csv`` beside this file; exit 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import corpus
from tool import TOOLS

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent / ".venv-bench" / "bin" / "python"
OURS = ("ours", "digit regex")  # read in this environment; the others in the peers' own
BARS = {"PyArabic": 1.0, "Duckling": 40.0}  # we must be so many times as fast, on news
COLUMNS = (
    "text", "tool", "version", "characters_per_second", "ours_times_as_fast", "found",
    "characters", "rounds", "sha256",
)  # fmt: skip
KILO = 1000
FLAT = 64 * KILO * KILO  # bytes: as much more may be held for 100 MB than for 1 MB
STEADY = 0.7  # share of the speed at 1 MB that must be left at the greatest size


class Ended(Exception):
    """A reader's process ended before it answered."""


class Reader:
    """A reader in a child process, started anew if it ends."""

    def __init__(self, name: str) -> None:
        """Start it; `missing` says why it cannot be had, `version` which one it is."""
        self.name = name
        self.missing = self.version = ""
        self._start()

    def _start(self) -> None:
        python = Path(sys.executable) if self.name in OURS else PEERS
        self.child = subprocess.Popen(
            [str(python), str(HERE / "tool.py"), self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=HERE,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"},
        )
        facts = self._answer()
        self.missing, self.version = str(facts.get("missing", "")), str(facts.get("version", ""))

    def _answer(self) -> dict[str, object]:
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            raise Ended(self.name)
        answer: dict[str, object] = json.loads(line) if line.startswith("{") else {"at": int(line)}
        return answer

    def _ask(self, order: str) -> None:
        assert self.child.stdin is not None
        print(order, file=self.child.stdin, flush=True)

    def read(self, path: Path) -> tuple[float, int]:
        """Seconds for a text, and how much was found."""
        self._ask(str(path))
        answer = self._answer()
        return float(str(answer["seconds"])), int(str(answer["found"]))

    def deadly(self, path: Path) -> set[int]:
        """The lines of a text that end the process, by number."""
        found: set[int] = set()
        at = 0
        self.close()
        self._start()
        while True:
            self._ask(f"{path}\t{at}")
            try:
                while "done" not in (answer := self._answer()):
                    at = int(str(answer["at"]))
                return found
            except Ended:
                found.add(at)
                at += 1
                self._start()

    def close(self) -> None:
        """End the process."""
        self.child.kill()
        self.child.communicate()


@dataclass
class Score:
    """What one reader did, round by round."""

    speeds: list[float] = field(default_factory=list)
    found: int = 0


def _write(lines: Iterable[str], path: Path) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    return path.read_text("utf-8")


def side_by_side(
    kind: str, characters: int, rounds: int, folder: Path
) -> tuple[list[dict[str, object]], dict[str, float]]:
    """One kind of text, every reader in turn; the rows of the table, and ours over each peer."""
    readers = [Reader(name) for name in TOOLS]
    for reader in readers:
        if reader.missing:
            print(f"  {reader.name}: not here ({reader.missing})")
    readers = [reader for reader in readers if not reader.missing]
    scores = {reader.name: Score() for reader in readers}
    digest, size = hashlib.sha256(), 0
    path = folder / f"{kind}.txt"
    for turn in range(rounds + 1):  # the first warms up and does not count
        lines = list(corpus.lines(characters, 1000 + turn, kind))
        text = _write(lines, path)
        seconds: dict[str, tuple[float, int]] = {}
        while len(seconds) < len(readers):
            seconds = {}
            for reader in readers:
                try:
                    seconds[reader.name] = reader.read(path)
                except Ended:
                    bad = reader.deadly(path)
                    print(f"  {reader.name} ended on {len(bad)} of {len(lines)} lines; left out")
                    lines = [line for place, line in enumerate(lines) if place not in bad]
                    text = _write(lines, path)
                    break
        if turn:
            digest.update(text.encode())
            size += len(text)
            for name, (spent, found) in seconds.items():
                scores[name].speeds.append(len(text) / spent)
                scores[name].found += found
    for reader in readers:
        reader.close()
    ours = scores["ours"].speeds
    ratios = {
        name: median(mine / theirs for mine, theirs in zip(ours, score.speeds, strict=True))
        for name, score in scores.items()
    }
    versions = {reader.name: reader.version for reader in readers}
    rows: list[dict[str, object]] = [
        {
            "text": kind,
            "tool": name,
            "version": versions[name],
            "characters_per_second": f"{median(score.speeds):.2g}",
            "ours_times_as_fast": f"{ratios[name]:.2g}",
            "found": score.found,
            "characters": size,
            "rounds": rounds,
            "sha256": digest.hexdigest(),
        }
        for name, score in scores.items()
    ]
    print(f"  {kind}: a figure every {size / scores['ours'].found:.0f} characters")
    for name, score in scores.items():
        print(
            f"  {name:22} {median(score.speeds):14,.0f} characters a second"
            f"   ours {ratios[name]:8.2f} times as fast"
        )
    return rows, ratios


def _alone(kind: str, size: int, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(HERE / "growth.py"), kind, str(size), str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE,
    )
    facts: dict[str, float] = json.loads(done.stdout)
    return facts


def growth(kind: str, sizes: Sequence[int], folder: Path) -> bool:
    """Speed and memory by size of text; whether both stay as they are."""
    print(f"\n{kind}: bytes, characters a second, most memory held")
    speeds, memory = {}, {}
    for size in sizes:
        path = folder / "growth.txt"
        characters = int(size / 1.75)  # a letter takes two bytes, a space one
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(corpus.lines(characters, size))
        facts = _alone(kind, size, path)
        speeds[size], memory[size] = characters / facts["seconds"], facts["memory"]
        print(f"  {size:12,} {speeds[size]:14,.0f} {memory[size] / KILO**2:8.0f} MB", flush=True)
        path.unlink()
    base = KILO**2 if KILO**2 in speeds else sizes[-1]
    steady = speeds[sizes[-1]] >= STEADY * speeds[base]
    flat = memory[sizes[-1]] - memory[base] <= FLAT
    print(f"  {'linear' if steady else 'NOT linear'}, memory {'flat' if flat else 'NOT flat'}")
    return steady and flat


def lineage(sizes: Sequence[int], folder: Path) -> bool:
    """Seconds by number of articles; whether they grow no faster than n log n."""
    from math import log

    print("\nlineage: short articles, seconds, microseconds by n log n, edges")
    each = {}
    for size in sizes:
        facts = _alone("lineage", size, folder)
        each[size] = facts["seconds"] / (size * log(size)) * 1e6
        print(
            f"  {size:12,} {facts['seconds']:8.2f} {each[size]:8.1f} {facts['found']:8.0f}",
            flush=True,
        )
    fine = each[sizes[-1]] <= each[sizes[-2]] * 1.25
    print(f"  {'no faster' if fine else 'FASTER'} than n log n")
    return fine


def main() -> int:
    """Measure everything; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="half a minute instead of four")
    quick = parser.parse_args().quick
    characters, rounds = (60_000, 3) if quick else (200_000, 5)
    rows: list[dict[str, object]] = []
    met = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("news", "dense"):
            print(f"\nfigures beside peers, {kind}: {rounds} x {characters:,} characters")
            table, ratios = side_by_side(kind, characters, rounds, folder)
            rows += table
            for peer, bar in BARS.items():
                if peer in ratios:
                    fine = ratios[peer] >= bar
                    met += [fine] if kind == "news" else []
                    print(f"  bar: {bar:g} x {peer}: {'met' if fine else 'MISSED'}")
        top = KILO**2 if quick else 100 * KILO**2
        sizes = [KILO * 10**power for power in range(6) if KILO * 10**power <= top]
        met.append(growth("figures", sizes, folder))
        met.append(growth("voices", [size for size in sizes if size <= 10 * KILO**2], folder))
        met.append(lineage([100, 1000] if quick else [100, 1000, 10_000], folder))
    if not quick:
        with (HERE / "peers.csv").open("w", encoding="utf-8", newline="") as file:
            table_of = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            table_of.writeheader()
            table_of.writerows(rows)
        print("\nwritten: benchmarks/peers.csv")
    print("every bar is met" if all(met) else "A BAR IS MISSED")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
