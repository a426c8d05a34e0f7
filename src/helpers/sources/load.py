"""Read the articles exactly as they are, and name everything that is wrong with their files.

An article is never edited: its SHA-256 stands in ``sources.toml`` and is compared on every run.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Mapping
from pathlib import Path

from helpers.faults import Fault, SeedsError
from helpers.frame import read_toml
from helpers.sources.records import SOURCES, load_records

__all__ = ["ARTICLES", "check_articles", "load_articles", "readable_articles"]

ARTICLES = "articles"
SUFFIX = ".txt"
LISTED = "see seeds/README.md, adding an article"


def load_articles(seeds: Path) -> dict[str, str]:
    """Read the article texts of a seeds folder.

    Args:
        seeds: The folder that holds ``sources.toml`` and ``articles/``.

    Returns:
        Text by article id, in the order of the ids: the file decoded as UTF-8, line ends untouched,
        so that offsets are code points into the file itself.

    Raises:
        SeedsError: A file is missing, unlisted, changed, empty or not plain UTF-8; the message
            lists every fault.
    """
    faults = check_articles(seeds)
    if _listed(seeds) is None:
        faults = load_records(seeds)[1] + faults
    if faults:
        raise SeedsError(faults)
    return readable_articles(seeds)


def readable_articles(seeds: Path) -> dict[str, str]:
    """The texts that can be read at all, right or not; for naming further faults, not for use.

    Returns:
        Text by article id, in the order of the ids. Files that are not UTF-8 are left out.
    """
    texts = {}
    for path in _files(seeds):
        if path.suffix == SUFFIX:
            try:
                texts[path.stem] = path.read_bytes().decode("utf-8")
            except (UnicodeDecodeError, OSError):
                continue  # check_articles names it
    return texts


def check_articles(seeds: Path) -> list[Fault]:
    """Name every fault of the article files, all in one go.

    The list of articles is taken from ``sources.toml`` even where other parts of that file are
    faulty, so one slip there does not hide a changed text. Where the list cannot be read at all,
    the files are checked without it; `load_records` names that fault.
    """
    listed = _listed(seeds)
    found = {_name(path): path for path in _files(seeds)}
    faults = []
    if listed is not None:
        faults = [
            Fault(name, "", "the file, since sources.toml lists it", "no such file", LISTED)
            for name in (f"{ARTICLES}/{article}{SUFFIX}" for article in sorted(listed))
            if name not in found
        ]
    for path in _entries(seeds):
        if path.is_file() or _name(path) in {fault.file for fault in faults}:
            continue
        if not path.is_dir() or any(path.rglob(f"*{SUFFIX}")):
            got = "a folder of texts" if path.is_dir() else "a link to nothing, or no plain file"
            remedy = f"put the texts into {ARTICLES}/ itself, or move them out of the folder"
            faults.append(Fault(_name(path), "", f"a {SUFFIX} file", got, remedy))
    for name, path in found.items():
        try:
            raw = path.read_bytes()
        except OSError as error:
            got, remedy = error.strerror or str(error), "mend who may read it"
            faults.append(Fault(name, "", "a file that can be read", got, remedy))
            continue
        faults += _content_faults(name, raw)
        if listed is not None:
            faults += _listing_faults(name, path, raw, listed)
    return faults


def _name(path: Path) -> str:
    return f"{ARTICLES}/{path.name}"


def _files(seeds: Path) -> list[Path]:
    """Every file of the articles folder that is not hidden, in the order of names."""
    return [path for path in _entries(seeds) if path.is_file()]


def _entries(seeds: Path) -> list[Path]:
    folder = seeds / ARTICLES
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _listed(seeds: Path) -> dict[str, str] | None:
    """Digest by article id, as far as ``sources.toml`` can be read at all."""
    content, _ = read_toml(seeds / SOURCES)
    if content is None:
        return None
    records = content.get("article", [])
    tables = [r for r in records if isinstance(r, dict)] if isinstance(records, list) else []
    return {r["id"]: str(r.get("sha256", "")) for r in tables if isinstance(r.get("id"), str)}


def _content_faults(name: str, raw: bytes) -> list[Fault]:
    if not raw.strip():
        return [Fault(name, "", "a text", "an empty file", "put the article's text into it")]
    faults = []
    if raw.startswith(codecs.BOM_UTF8):
        got = "a byte-order mark before the first letter"
        remedy = "save it as UTF-8 without a byte-order mark, and renew its sha256"
        faults.append(Fault(name, "", "plain UTF-8", got, remedy))
    try:
        if not any(letter.isalnum() for letter in raw.decode("utf-8")):
            got = "a file without a letter"
            faults.append(Fault(name, "", "a text", got, "put the article's text into it"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        got = f"byte {raw[error.start]:#04x} at position {error.start}"
        remedy = "save the article as UTF-8, and renew its sha256"
        faults.append(Fault(name, str(line), "UTF-8", got, remedy))
    return faults


def _listing_faults(name: str, path: Path, raw: bytes, listed: Mapping[str, str]) -> list[Fault]:
    if path.suffix != SUFFIX or path.stem not in listed:
        got = f"no [[article]] with id = {path.stem!r}"
        if path.suffix != SUFFIX:
            got = f"a file that does not end in {SUFFIX}"
        remedy = "add its record, or move the file out of the folder"
        return [Fault(name, "", "an article listed in sources.toml", got, remedy)]
    digest = hashlib.sha256(raw).hexdigest()
    if digest == listed[path.stem]:
        return []
    return [
        Fault(
            name,
            "",
            f"the text with sha256 {listed[path.stem] or '(none given)'}",
            f"sha256 {digest}",
            "put the text back as it was; only for a new article copy this sha256 into sources.toml",
        )
    ]
