"""Everything that can be wrong with a seeds folder, in one run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2

from helpers import tables
from helpers.faults import Fault
from helpers.frame import Frame, load_frame
from helpers.report.prose import Reader
from helpers.scenarios.checks import check_settings, load_settings
from helpers.sources.load import check_articles, readable_articles
from helpers.sources.records import check_records, load_records
from helpers.stance.machine import check_cues

__all__ = ["check_seeds"]

CODING = ("figures", "voices", "statements", "articles", "purposes")
FOLDERS = ("coding", "coding/coder_a", "coding/coder_b")


def check_seeds(seeds: Path) -> list[Fault]:
    """Name every fault of a seeds folder.

    Args:
        seeds: The folder: articles, records, frame, codes, scenarios, outcomes, text.

    Returns:
        The faults in the order of the files; empty when the folder is right.
    """
    if not seeds.is_dir():
        return [Fault(str(seeds), "", "a seeds folder", "no such folder", "name it: --seeds DIR")]
    frame, faults = load_frame(seeds)
    faults += check_articles(seeds)
    texts = readable_articles(seeds)
    records, found = load_records(seeds)
    faults += found
    if records is not None:
        groups = [group.id for group in frame.group] if frame else []
        faults += check_records(records, texts, groups) if frame else []
    closed: dict[str, list[str]] = dict(frame.closed()) if frame else {}
    closed["article"] = [record.id for record in records] if records is not None else list(texts)
    if frame:
        faults += check_cues(frame)
        faults += _check_coding(seeds, texts, closed)
    faults += _check_facts(seeds)
    faults += _check_scenarios(seeds, texts, frame)
    faults += _check_text(seeds)
    return faults


def _check_coding(
    seeds: Path, texts: Mapping[str, str], closed: Mapping[str, list[str]]
) -> list[Fault]:
    faults = []
    for folder in FOLDERS:
        for part in CODING:
            name = f"{folder}/{part}"
            # A topic that nobody has coded has no such files, and that is no fault.
            if (seeds / f"{name}.csv").is_file():
                faults += tables.read_faults(name, seeds, texts=texts, closed=closed)[1]
    if (seeds / "coding/text_faults.csv").is_file():
        faults += tables.read_faults("coding/text_faults", seeds, texts=texts, closed=closed)[1]
    return faults


def _check_facts(seeds: Path) -> list[Fault]:
    faults = []
    for name in ("upstream", "outcomes"):
        if (seeds / f"{name}.csv").is_file():
            faults += tables.read_faults(name, seeds)[1]
    return faults


def _check_scenarios(seeds: Path, texts: Mapping[str, str], frame: Frame | None) -> list[Fault]:
    if not (seeds / "scenarios.toml").is_file():
        return []
    settings, faults = load_settings(seeds)
    if settings is None:
        return faults
    outcomes = None
    if (seeds / "outcomes.csv").is_file():
        outcomes = tables.read_faults("outcomes", seeds)[0]
    return faults + check_settings(settings, texts, frame, outcomes)


def _check_text(seeds: Path) -> list[Fault]:
    """Templates of the report's prose that do not parse."""
    environment = Reader(seeds, seeds).environment
    faults = []
    for path in sorted((seeds / "text").glob("*.md")):
        name = f"text/{path.name}"
        try:
            environment.compile(path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError as error:
            faults.append(Fault(name, "", "UTF-8", str(error), "save the file as UTF-8"))
        except jinja2.TemplateSyntaxError as error:
            faults.append(
                Fault(name, str(error.lineno), "a Jinja template", str(error.message), "mend it")
            )
    return faults
