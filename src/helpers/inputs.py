"""Texts for the command line: .txt files, folders of them, and .jsonl with ``id`` and ``text``.

A file that cannot be read is one `Fault`; the others still come. Nothing is held in memory but the
line at hand, so a file may be larger than memory.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.faults import Fault

__all__ = ["Text", "read_texts"]

SUFFIXES = (".txt", ".jsonl")
CHUNK = 1 << 20
# JSON can escape half of a character, which no UTF-8 text can hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read.

    Attributes:
        article: The file's stem, or the id of a .jsonl record.
        lines: Gives the text's lines anew at every call, line ends kept, nothing translated.
    """

    article: str
    lines: Callable[[], Iterator[str]]


def read_texts(paths: Iterable[Path]) -> Iterator[Text | Fault]:
    """The texts under ``paths``, in order, with a fault in place of each that cannot be read."""
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES and not p.is_dir())
            if not found:
                yield Fault(str(path), "", ".txt or .jsonl files", "none", "name another folder")
            for inside in found:
                yield from _file(inside)
        else:
            yield from _file(path)


def _file(path: Path) -> Iterator[Text | Fault]:
    try:
        yield from _readable(path)
    except OSError as error:  # no right to read it, or it went away
        yield Fault(str(path), "", "a file that can be read", str(error.strerror), "mend the file")


def _readable(path: Path) -> Iterator[Text | Fault]:
    if not path.is_file():
        yield Fault(str(path), "", "a file or folder", "no such file", "mend the path")
    elif path.suffix not in SUFFIXES:
        yield Fault(str(path), "", "a .txt or .jsonl file", path.suffix or path.name, "rename it")
    elif (fault := _not_text(path)) is not None:
        yield fault
    elif path.suffix == ".txt":
        yield Text(path.stem, lambda: _lines(path))
    else:
        yield from _records(path)


def _not_text(path: Path) -> Fault | None:
    """Why the file is not UTF-8 text, or ``None``; reads it once in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    offset = 0
    with path.open("rb") as file:
        while True:
            piece = file.read(CHUNK)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                got = f"byte {error.object[error.start]:#04x} near position {offset + error.start}"
                return Fault(str(path), "", "UTF-8 text", got, "save it as UTF-8")
            if "\0" in text:
                return Fault(str(path), "", "UTF-8 text", "a binary file", "give a text file")
            if not piece:
                return None
            offset += len(piece)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from file


def _records(path: Path) -> Iterator[Text | Fault]:
    for number, raw in enumerate(_lines(path), start=1):
        line = raw.removeprefix("\ufeff") if number == 1 else raw
        if not line.strip():
            continue
        wanted = 'a JSON object with "id" and "text", both strings'
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Fault(str(path), str(number), wanted, str(error), "mend the line")
            continue
        name, text = (record.get("id"), record.get("text")) if isinstance(record, dict) else (0, 0)
        if not isinstance(name, str | int) or isinstance(name, bool) or not isinstance(text, str):
            yield Fault(str(path), str(number), wanted, line.strip()[:60], "mend the line")
        elif _SURROGATE.search(f"{name}{text}"):
            got = "half of a character (\\ud800 to \\udfff)"
            yield Fault(str(path), str(number), "Unicode text", got, "mend the line")
        else:
            yield _of_record(str(name), text)


def _of_record(article: str, text: str) -> Text:
    return Text(article, lambda: iter(io.StringIO(text, newline="")))
