"""From notebooks to ``report.html`` and ``report.pdf``, each step shown with its time.

The notebooks run in order, each in a fresh kernel; their results are merged with the topic's prose and
the evidence into one page; the page is set as PDF. Everything is written to the side first and renamed
when it is whole, so a run that fails leaves the last good report as it was.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pandas as pd
from markupsafe import Markup

from helpers import tables
from helpers.frame import read_frame
from helpers.parts import lacking
from helpers.paths import alone, root
from helpers.report import actors, evidence, numbers, page, pdf, prose, ready
from helpers.report.citations import short_labels
from helpers.report.drawings import Drawings, draw_beside
from helpers.report.imprint import Imprint, epoch, imprint
from helpers.report.notebooks import (
    BuildError,
    Echo,
    find_notebooks,
    first_kernel,
    needed,
    run_notebooks,
    step,
)
from helpers.report.page import Part

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["BuildError", "compose", "report"]

#: Pages of prose before and after the chapters: name of the template, class, language.
FRONT = (
    ("key_judgements", ""),
    ("at_a_glance", ""),
    ("how_to_read", ""),
    ("arabic_summary", "ar"),
)
BACK = (("methods", ""),)


def _without_old_tables(build: Path) -> None:
    """Remove what earlier runs left: nobody must read what was not made today."""
    for name, table in tables.TABLES.items():
        if not table.seed:
            (build / f"{name}.csv").unlink(missing_ok=True)
    for path in (build / "notebooks").glob("*.ipynb"):
        path.unlink()


# ---- The page ------------------------------------------------------------------------------------


def _there(names: Iterable[str], reader: prose.Reader) -> dict[str, pd.DataFrame]:
    """The tables that are there, read once for prose and evidence; a topic without codes lacks some."""
    found = {}
    for name in names:
        folder = reader.seeds if tables.TABLES[name].seed else reader.build
        if (folder / f"{name}.csv").is_file():
            found[name] = reader.table(name)
    return found


def _texts(seeds: Path) -> dict[str, str]:
    files = sorted((seeds / "articles").glob("*.txt"))
    return {path.stem: path.read_bytes().decode("utf-8") for path in files}


def _pages(names: tuple[tuple[str, str], ...], kind: str, reader: prose.Reader) -> list[Part]:
    found = []
    for name, language in names:
        try:
            body = reader.page(name)
        except (jinja2.TemplateError, ValueError) as error:
            raise BuildError(str(error)) from error
        if body.strip():
            anchor = name.replace("_", "-")
            found.append(Part(anchor, kind, Markup(body), language=language))
    return found


def _left_out(seeds: Path) -> list[Part]:
    """What the topic's folder lacks, and so the report; a topic that lacks nothing has no such page."""
    missing = lacking(seeds)
    if not missing:
        return []
    items = Markup("").join(Markup("<li>{}</li>").format(str(part)) for part in missing)
    body = Markup("<h1>What this edition leaves out</h1><ul>{}</ul>").format(items)
    return [Part("left-out", "front", body)]


def compose(
    chapters: list[tuple[str, str]],
    facts: Imprint,
    seeds: Path,
    build: Path,
    *,
    full_text: bool = False,
) -> str:
    """Merge chapters, prose and evidence into the whole page.

    Args:
        chapters: Name and HTML of each chapter.
        facts: What the cover and the last page say.
        seeds: The seeds folder.
        build: The folder of the tables.
        full_text: Show whole articles in the evidence.

    Returns:
        The report as HTML.
    """
    reader = prose.Reader(seeds, build)
    parts = [
        *_pages(FRONT, "front", reader),
        *_left_out(seeds),
        *(Part(name, "chapter", Markup(body), listed=True) for name, body in chapters),
        *_pages(BACK, "back", reader),
    ]
    whole = page.parse(
        "".join(f'<section id="{part.name}">{part.body}</section>' for part in parts)
    )
    texts = _texts(seeds)
    entries = numbers.link(whole, reader.table, texts)
    evidence.number_citations(whole)
    cited = evidence.read_citations(whole)
    on_paper = {place for place, links in cited.items() if any(one.on_paper for one in links)}
    for place in (place for entry in entries for place in entry.answer.spans):
        cited.setdefault(place, [evidence.Citation("", "", on_paper=False)])
    sections = {
        str(section["id"]): section for section in whole.find_all("section", recursive=False)
    }
    parts = [
        Part(
            part.name,
            part.kind,
            sections[part.name],
            part.listed,
            part.language,
        )
        for part in parts
    ]
    frame = read_frame(seeds)
    sources: list[dict[str, Any]] = []
    if inventory := _there(["01_sources"], reader):
        sources = inventory["01_sources"].to_dict("records")  # type: ignore[assignment]
    coded = evidence.codes(_there(evidence.TABLES, reader), frame, short_labels(texts))
    named = actors.read(texts, frame, _there(["03_voices"], reader).get("03_voices"))
    for place, codes in actors.as_codes(named).items():
        coded.setdefault(place, []).extend(codes)
    if entries:
        parts.append(Part("numbers", "evidence", numbers.appendix(entries, on_paper, texts)))
    if named:
        kind = "evidence joined" if entries else "evidence"
        parts.append(Part("actors", kind, actors.glossary(named, on_paper, texts)))
    marked = evidence.appendix(cited, texts, coded, sources, full_text=full_text)
    heading = page.environment().get_template("evidence_head.html.j2").render(full_text=full_text)
    parts.append(Part("evidence", "evidence", Markup(heading) + marked))
    colophon = page.environment().get_template("colophon.html.j2").render(imprint=facts)
    parts.append(Part("colophon", "colophon", Markup(colophon)))
    return page.assemble(facts, parts)


# ---- The whole way -------------------------------------------------------------------------------


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _fragment(notebook: NotebookNode) -> str:
    # nbconvert takes a second to load: here, in a thread, while a notebook runs.
    from helpers.report import exporter

    return exporter.fragment(notebook)


def report(
    seeds: Path,
    build: Path,
    out: Path,
    *,
    echo: Echo,
    home: Path | None = None,
    full_text: bool = False,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Run the notebooks and leave ``report.html`` and ``report.pdf`` in ``out``.

    Args:
        seeds: The topic's folder.
        build: Where the tables go.
        out: Where the report goes.
        echo: Takes one line a step: its time and its name.
        home: The project's folder; found from here if not given.
        full_text: Show whole articles in the evidence, for a reader's own use.
        check: Run before anything is written, while the first kernel starts; what it raises ends
            the run.

    Raises:
        BuildError: A notebook failed.
        ValueError: A page, table or setting is faulty; the message says which and what to do.
    """
    begin = time.perf_counter()
    seeds, build, out = seeds.resolve(), build.resolve(), out.resolve()
    home = home or root(Path(__file__).parent)
    notebooks = find_notebooks(home)
    with (
        tempfile.TemporaryDirectory(prefix="kernels-") as own,
        _environment(
            SOURCE_DATE_EPOCH=str(epoch(home)),
            PYTHONHASHSEED="0",
            MPLBACKEND="agg",
            # The kernel of this environment, and nothing of what its user has set up for others.
            JUPYTER_PREFER_ENV_PATH="1",
            JUPYTER_RUNTIME_DIR=str(Path(own) / "jupyter"),
            IPYTHONDIR=str(Path(own) / "ipython"),
        ),
        first_kernel(notebooks[0].parent, ready.__name__) as kernel,
        # What chapters need is done beside the notebooks, on the core that they leave free.
        ThreadPoolExecutor(2) as beside,
    ):
        check()
        with alone(build):
            facts = imprint(read_frame(seeds).topic, seeds, home)
            _without_old_tables(build)
            loading = beside.submit(pdf.prepare)
            fragments: list[Future[str]] = []
            drawings: list[Future[Drawings]] = []

            def done(notebook: NotebookNode) -> None:
                fragments.append(beside.submit(_fragment, notebook))
                drawings.append(
                    beside.submit(lambda made: draw_beside(made.result()), fragments[-1])
                )

            run_notebooks(
                [path for path in notebooks if all((seeds / one).exists() for one in needed(path))],
                seeds,
                build,
                echo,
                load=ready.__name__,
                first=kernel,
                done=done,
            )
            loading.result()
            with pdf.no_collecting():
                with step(echo, "report.html: chapters, prose and evidence on one page"):
                    chapters = [
                        (f"chapter-{number}", fragment.result())
                        for number, fragment in enumerate(fragments, start=1)
                    ]
                    html = compose(chapters, facts, seeds, build, full_text=full_text)
                with step(echo, "report.pdf: pages, tags and fonts"):
                    document = pdf.render(html, [drawn.result() for drawn in drawings])
            _put(out, {"report.html": html.encode("utf-8"), "report.pdf": document})
    for line in page.faults(html):
        echo(f"          note: {line}")
    echo(f"{time.perf_counter() - begin:6.1f} s  in all: {out / 'report.pdf'}")


def _put(out: Path, files: dict[str, bytes]) -> None:
    """Write all files beside their place, then rename them into it."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=out) as aside:
        for name, content in files.items():
            (Path(aside) / name).write_bytes(content)
        for name in files:
            (Path(aside) / name).replace(out / name)
