"""What a seeds folder may do without, and what the report then leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["OPTIONAL", "Part", "lacking"]


@dataclass(frozen=True, slots=True)
class Part:
    """A file or folder of the seeds that a topic need not have.

    Attributes:
        name: Its path inside the seeds folder.
        without: What follows when it is not there, as the end of a sentence.
    """

    name: str
    without: str

    def __str__(self) -> str:
        """One sentence for whoever reads the report or runs the check."""
        return f"Without {self.name}, {self.without}."


OPTIONAL = (
    Part("scenarios.toml", "there is no chapter on scenarios"),
    Part("outcomes.csv", "no forecast is compared with what happened"),
    Part("upstream.csv", "the articles are compared with each other and with no text from outside"),
    Part("coding/figures.csv", "every figure is read by the machine alone"),
    Part("coding/voices.csv", "every report is read by the machine alone"),
    Part("coding/statements.csv", "every position is read by the machine alone"),
    Part("coding/purposes.csv", "no purposes are listed"),
    Part("coding/text_faults.csv", "only such faults of the texts are listed as rules can find"),
    Part("coding/coder_a", "the agreement of two coders is not measured"),
    Part("text", "tables and charts stand without sentences of their own"),
)


def lacking(seeds: Path) -> list[Part]:
    """The parts that a seeds folder does not have, in the order of `OPTIONAL`."""
    return [part for part in OPTIONAL if not (seeds / part.name).exists()]
