"""What is wrong with an input, said so that its owner can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Fault", "SeedsError", "faultless"]

T = TypeVar("T")

#: Characters of what was expected or came that a reader is shown.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input.

    Attributes:
        file: File, as a path inside the seeds or build folder.
        where: Line of a CSV file, or key path of a TOML file; empty for the file as a whole.
        expected: What should stand there.
        got: What stands there.
        remedy: What to do.
    """

    file: str
    where: str
    expected: str
    got: str
    remedy: str

    def __str__(self) -> str:
        """One line, without control characters."""
        place = f"{self.file}:{self.where}" if self.where else self.file
        wanted, got = _short(self.expected), _short(self.got)
        line = f"{place}: expected {wanted}; got {got}; {self.remedy}"
        return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 40]} … {text[-30:]}"


class SeedsError(ValueError):
    """An input is faulty; the message lists every fault, one a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults and put them into the message."""
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def faultless(value: T | None, faults: Sequence[Fault]) -> T:
    """What was read, where nothing is wrong with it.

    Raises:
        SeedsError: Nothing was read, or there are faults; the message lists them all.
    """
    if value is None or faults:
        raise SeedsError(faults)
    return value
