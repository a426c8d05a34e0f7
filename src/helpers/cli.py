"""``python -m helpers``: check a seeds folder, make the report, and read figures, voices and stance.

The three reading commands show the machine's own reading, one JSON object a line, and never a
reviewed code.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import jinja2
import typer

from helpers import paths
from helpers.faults import Fault, SeedsError
from helpers.inputs import Text, read_texts
from helpers.parts import lacking

if TYPE_CHECKING:
    from helpers.frame import Frame

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Check a seeds folder, make the report, and read Arabic texts.",
)

Seeds = Annotated[Path, typer.Option(help="The topic's folder.", show_default=True)]
Paths = Annotated[
    list[Path], typer.Argument(help=".txt files, folders of them, or .jsonl with id and text.")
]
KEPT = "the report was not made; the last one is as it was"
DEFAULT_SEEDS = Path("seeds")
Row = Mapping[str, object]


def _stop(faults: Iterable[Fault]) -> None:
    """Name the faults, one a line, and end with exit code 1."""
    listed = list(faults)
    for fault in listed:
        typer.echo(str(fault), err=True)
    plural = "" if len(listed) == 1 else "s"
    typer.echo(f"{len(listed)} fault{plural}; nothing was changed", err=True)
    raise typer.Exit(1)


@app.command()
def check(seeds: Seeds = DEFAULT_SEEDS) -> None:
    """Name everything that is wrong with a seeds folder; exit 1 if anything is."""
    from helpers.checks import check_seeds

    folder = paths.folder(seeds)
    faults = check_seeds(folder)
    if faults:
        _stop(faults)
    typer.echo(f"{seeds}: nothing is wrong")
    for part in lacking(folder):
        typer.echo(str(part))


@app.command()
def report(
    seeds: Seeds = DEFAULT_SEEDS,
    build: Annotated[Path, typer.Option(help="Where the tables go.")] = Path("build"),
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("report"),
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Show whole articles, for your own use only.")
    ] = False,
) -> None:
    """Check the seeds, run the notebooks and leave report.pdf and report.html."""
    from helpers.report.build import BuildError
    from helpers.report.build import report as make

    def check_all() -> None:
        from helpers.checks import check_seeds

        if faults := check_seeds(paths.folder(seeds)) + _inside(seeds, build=build, out=out):
            _stop(faults)

    folders = [paths.folder(name) for name in (seeds, build, out)]
    try:
        make(*folders, echo=typer.echo, full_text=full_text, check=check_all)
    except (BuildError, ValueError, OSError, jinja2.TemplateError) as error:
        typer.echo(_said(error), err=True)
        typer.echo(KEPT, err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        typer.echo(f"stopped; {KEPT}", err=True)
        raise typer.Exit(130) from error


def _inside(seeds: Path, **folders: Path) -> list[Fault]:
    """Folders to write that lie in the folder to read: a report would change its own seeds."""
    home = paths.folder(seeds).resolve()
    return [
        Fault(f"--{name}", "", f"a folder outside {seeds}", str(path), "name another folder")
        for name, path in folders.items()
        if paths.folder(path).resolve().is_relative_to(home)
    ]


def _said(error: Exception) -> str:
    """What an error says, without marks that could steer a terminal."""
    text = str(error)
    if isinstance(error, OSError) and error.filename is not None:
        got = f"{type(error).__name__}: {error.strerror}"
        text = (
            f"{error.filename}: expected a place to read or write; got {got}; mend or name another"
        )
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _each(given: Iterable[Path], read: Callable[[Text], Iterable[Row]]) -> Iterator[Row | Fault]:
    for item in read_texts(given):
        if isinstance(item, Fault):
            yield item
        else:
            yield from read(item)


def _print(rows: Iterable[Row | Fault]) -> None:
    """Print rows as JSON lines as they come; exit 1 if a file could not be read."""
    failed = False
    for row in rows:
        if isinstance(row, Fault):
            failed = True
            sys.stdout.flush()
            typer.echo(str(row), err=True)
        else:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


def _published(seeds: Path) -> dict[str, str]:
    """Date of publication by article, where the seeds folder has records."""
    from helpers.sources.records import load_records

    records, _ = load_records(paths.folder(seeds))
    return {record.id: record.published.value for record in records or ()}


def _frame(seeds: Path) -> Frame:
    """The frame, its cues checked too: a pattern that cannot be read is named, not raised."""
    from helpers.frame import read_frame
    from helpers.stance.cues import check_cues

    frame = read_frame(paths.folder(seeds))
    faults = check_cues(frame)
    if faults:
        raise SeedsError(faults)
    return frame


@app.command()
def figures(given: Paths, seeds: Seeds = DEFAULT_SEEDS) -> None:
    """Print every figure of the texts: numbers and dates with their exact words."""
    from helpers.figures.find import iter_figures, to_record

    published = _published(seeds)
    _print(
        _each(
            given,
            lambda text: (
                to_record(text.article, figure)
                for figure in iter_figures(text.lines(), published.get(text.article))
            ),
        )
    )


@app.command()
def voices(given: Paths, seeds: Seeds = DEFAULT_SEEDS) -> None:
    """Print every passage of reported speech, with its speaker and its cue."""
    from helpers.stance.machine import Machine

    machine = Machine(_frame(seeds))
    _print(_each(given, lambda text: machine.voice_records(text.article, text.lines())))


@app.command()
def stance(given: Paths, seeds: Seeds = DEFAULT_SEEDS) -> None:
    """Print every position that the machine suggests, with its voice and the rule behind it."""
    from helpers.stance.machine import Machine

    machine = Machine(_frame(seeds))
    _print(_each(given, lambda text: machine.stance_records(text.article, text.lines())))


def main() -> None:
    """Run the command line; a faulty setting is named without a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # the lines' format, whatever the locale
    # Asked to end, end as on Ctrl-C: kernels are stopped and nothing half-written stays.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except SeedsError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            sys.exit(1)  # the reader of our lines has gone; so do we
        typer.echo(_said(error), err=True)
        sys.exit(1)
