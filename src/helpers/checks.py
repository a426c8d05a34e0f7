"""Everything that can be wrong with a seeds folder, in one run."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import jinja2
import jinja2.meta
import jinja2.nodes

from helpers import tables
from helpers.faults import Fault
from helpers.frame import Frame, load_frame, unknown
from helpers.report.prose import Reader
from helpers.scenarios.checks import check_settings, load_settings
from helpers.sources.load import check_articles, readable_articles
from helpers.sources.records import check_records, load_records
from helpers.stance.machine import check_cues

__all__ = ["check_seeds"]

#: The settings files of a seeds folder; every other table of it is in `helpers.tables`.
SETTINGS = ("sources.toml", "frame.toml", "scenarios.toml")
CODING = ("figures", "voices", "statements", "articles", "purposes")
#: How the tables of a forecast begin, and what a template calls to speak of it.
FORECAST = "04_"
FORECAST_CALLS = {"horizon", "last_day", "likely", "percent_of", "scenario"}
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
    faults = _check_names(seeds)
    frame, found = load_frame(seeds)
    faults += found
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
        faults += _check_frame(frame)
        faults += _check_coding(seeds, texts, closed)
    faults += _check_facts(seeds)
    faults += _check_scenarios(seeds, texts, frame)
    faults += _check_text(seeds)
    return faults


def _check_names(seeds: Path) -> list[Fault]:
    """Files that nothing reads because of their name, and folders where files should be.

    A misspelt name would otherwise be left out of the report without a word.
    """
    known = {*SETTINGS, *(f"{name}.csv" for name, table in tables.TABLES.items() if table.seed)}
    faults = []
    for path in sorted((*seeds.glob("*"), *(seeds / "coding").rglob("*"))):
        name = path.relative_to(seeds).as_posix()
        if any(part.startswith((".", "~$")) for part in Path(name).parts):
            continue
        if name in known and not path.is_file():
            faults.append(Fault(name, "", "a file", "a folder or link", "put the file there"))
        elif name not in known and path.suffix.lower() in (".toml", ".csv"):
            near = difflib.get_close_matches(name, known, 1) or sorted(known)
            remedy = "rename it, or move it out of the folder"
            wanted = f"a name that is read, such as {near[0]}"
            faults.append(Fault(name, "", wanted, repr(path.name), remedy))
    for name in ("articles", "coding", "text"):
        if (seeds / name).exists() and not (seeds / name).is_dir():
            faults.append(Fault(name, "", "a folder", "a file", "put a folder there"))
    return faults


def _check_frame(frame: Frame) -> list[Fault]:
    """Names of the frame that the tables would not understand."""
    file = "frame.toml"
    faults = []
    taken = [name for name in tables.TABLES["coding/articles"].columns if name != "*proposition"]
    for index, item in enumerate(frame.proposition, start=1):
        if item.id in taken:
            got = f"{item.id!r}, which is a column of coding/articles.csv"
            where = f"proposition[{index}].id"
            faults.append(Fault(file, where, "a name of its own", got, "rename it"))
    for index, measure in enumerate(frame.measure, start=1):
        where = f"measure[{index}]"
        faults += unknown(file, f"{where}.kinds", "kind", measure.kinds, tables.KINDS)
        faults += unknown(
            file, f"{where}.relations", "relation", measure.relations, tables.RELATIONS
        )
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
    """Templates of the report's prose that do not parse, or ask for what there is not."""
    environment = Reader(seeds, seeds).environment
    names = [path.name for path in sorted((seeds / "text").glob("*.md"))]
    return [fault for name in names for fault in _template_faults(name, seeds, environment)]


def _template_faults(name: str, seeds: Path, environment: jinja2.Environment) -> list[Fault]:
    file = f"text/{name}"
    try:
        source = (seeds / file).read_bytes().decode("utf-8")
        environment.compile(source)
        parsed = environment.parse(source)
    except UnicodeDecodeError as error:
        return [Fault(file, "", "UTF-8", str(error), "save the file as UTF-8")]
    except OSError as error:
        return [Fault(file, "", "a file that can be read", error.strerror or "", "mend the file")]
    except jinja2.TemplateSyntaxError as error:
        return [Fault(file, str(error.lineno), "a Jinja template", str(error.message), "mend it")]
    except RecursionError:
        return [Fault(file, "", "a Jinja template", "too deep brackets", "write it flat")]
    known = sorted(environment.globals)
    faults = [
        Fault(file, "", f"functions among {', '.join(known)}", repr(asked), "mend the name")
        for asked in sorted(jinja2.meta.find_undeclared_variables(parsed) - set(known))
    ]
    faults += [
        Fault(file, "", "the name of a file in text/", repr(other), "mend the name")
        for other in jinja2.meta.find_referenced_templates(parsed)
        if other is not None and not (seeds / "text" / other).is_file()
    ]
    faults += [
        Fault(
            file,
            "",
            f"nothing that needs {table}.csv",
            repr(table),
            "leave it out, or add the table",
        )
        for table in _missing_tables(parsed, seeds)
    ]
    if not (seeds / "scenarios.toml").is_file() and not name.startswith(FORECAST):
        faults += [
            Fault(file, "", "nothing that needs scenarios.toml", repr(asked), "leave it out")
            for asked in _forecast_names(parsed)
        ]
    return faults


def _strings(parsed: jinja2.nodes.Template) -> set[str]:
    """Every text in quotation marks inside a template's calls; a constant may also be a list."""
    values = (node.value for node in parsed.find_all(jinja2.nodes.Const))
    return {value for value in values if isinstance(value, str)}


def _missing_tables(parsed: jinja2.nodes.Template, seeds: Path) -> list[str]:
    """Tables of the seeds that a template asks for and the folder does not have."""
    asked = _strings(parsed) & set(tables.TABLES)
    return sorted(
        name
        for name in asked
        # What happened later may be missing: a chapter on scenarios says so by itself.
        if tables.TABLES[name].seed and name != "outcomes" and not (seeds / f"{name}.csv").exists()
    )


def _forecast_names(parsed: jinja2.nodes.Template) -> list[str]:
    """What a template asks for that only a forecast has: its tables and its functions."""
    texts = _strings(parsed)
    names = {node.name for node in parsed.find_all(jinja2.nodes.Name)}
    asked = {name for name in texts & set(tables.TABLES) if name.startswith(FORECAST)}
    return sorted(asked | names & FORECAST_CALLS)
