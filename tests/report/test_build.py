"""The whole way, on a made-up project: two notebooks, one made-up article, no real topic.

The two renders of the fixture run in folders of their own, with different hash seeds and from
different working folders; everything that may not differ between them is compared byte for byte.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest

from helpers.report import ready
from helpers.report.build import BuildError, report
from helpers.report.notebooks import run_notebooks
from helpers.report.page import faults, parse

notebooks: Any = nbformat
new_code_cell, new_markdown_cell = notebooks.v4.new_code_cell, notebooks.v4.new_markdown_cell

#: Made up, with what an article must not be able to do: markup, a formula, control characters.
ARTICLE = "قال المدير إن نحو 300 عامل غادروا <b>المصنع</b>.\n=1+1 سطر\x07 آخر.\n"
FRAME = """
[topic]
title = "A made-up topic"
title_ar = "موضوع مصنوع"
question = "Does it hold?"
version = "9.9"

[[group]]
id = "made up"
label = "Made up"

[[voice_group]]
id = "outlet"
label = "the outlet itself"

[[proposition]]
id = "closure"
label = "It closes"
text = "The plant closes."
"""
FIRST = """
from pathlib import Path
from helpers import tables
from helpers.report import show
text = (Path(SEEDS) / "articles" / "aa_1.txt").read_bytes().decode()
start = text.index("نحو 300 عامل")
row = dict(article="aa_1", start=start, end=start + 12, quote=text[start:start + 12], kind="count",
           low=300, high=300, unit="worker", qualifier="about", status="read", origin="machine")
figures = tables.as_frame("02_figures", [row])
"""
SECOND = """
from pathlib import Path
from helpers import tables
from helpers.report import show
figures = tables.read("02_figures", Path(BUILD))
show.table(figures, {"quote": "Words", "low": "Low"}, "Table 2.1. What was found")
"""


def _notebook(path: Path, title: str, *sources: str) -> None:
    cells = [new_markdown_cell(f"# {title}\n\n## A part of {title}\n\nSome words on مصنع.")]
    parameters = new_code_cell('SEEDS = "seeds"\nBUILD = "build"')
    parameters["metadata"]["tags"] = ["parameters"]
    cells += [parameters, *(new_code_cell(source) for source in sources)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(
        notebooks.writes(notebooks.v4.new_notebook(cells=cells, metadata=kernel)), "utf-8"
    )


def _project(home: Path) -> Path:
    (home / "notebooks").mkdir(parents=True)
    (home / "seeds" / "articles").mkdir(parents=True)
    (home / "seeds" / "text").mkdir()
    (home / "seeds" / "articles" / "aa_1.txt").write_bytes(ARTICLE.encode())
    (home / "seeds" / "frame.toml").write_text(FRAME, "utf-8")
    (home / "seeds" / "text" / "key_judgements.md").write_text("# Key judgements\n\nOne.", "utf-8")
    (home / "CHANGELOG.md").write_text("## [9.9] - 2031-04-05\n", "utf-8")
    (home / "requirements.lock").write_text("weasyprint==70.0 \\\n    --hash=sha256:0\n", "utf-8")
    (home / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.11"\n', "utf-8")
    wrote = 'show.wrote(tables.write("02_figures", figures, Path(BUILD)))'
    _notebook(home / "notebooks" / "01_first.ipynb", "1. First", FIRST, wrote)
    _notebook(home / "notebooks" / "02_second.ipynb", "2. Second", SECOND)
    return home


@dataclass(frozen=True)
class Made:
    home: Path
    folder: Path
    lines: list[str]

    @property
    def html(self) -> str:
        return (self.folder / "out" / "report.html").read_text("utf-8")

    @property
    def pdf(self) -> bytes:
        return (self.folder / "out" / "report.pdf").read_bytes()


def _make(home: Path, folder: Path) -> Made:
    lines: list[str] = []
    seeds, build, out = home / "seeds", folder / "build", folder / "out"
    report(seeds, build, out, echo=lines.append, home=home)
    return Made(home, folder, lines)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Made]:
    home = _project(tmp_path_factory.mktemp("project"))
    found = []
    before = Path.cwd(), os.environ.get("PYTHONHASHSEED")
    try:
        for name, seed in (("one", "1"), ("another, longer name", "2")):
            folder = tmp_path_factory.mktemp(name)
            os.chdir(folder)
            os.environ["PYTHONHASHSEED"] = seed
            found.append(_make(home, folder))
    finally:
        os.chdir(before[0])
        os.environ.pop("PYTHONHASHSEED", None)
        if before[1] is not None:
            os.environ["PYTHONHASHSEED"] = before[1]
    return found[0], found[1]


def test_two_renders_into_different_folders_are_the_same_bytes(made: tuple[Made, Made]) -> None:
    one, two = made
    assert one.html == two.html
    assert one.pdf == two.pdf
    table = "build/02_figures.csv"
    assert (one.folder / table).read_bytes() == (two.folder / table).read_bytes()


def test_nothing_of_the_machine_the_run_or_the_notebook_is_in_the_page(
    made: tuple[Made, Made],
) -> None:
    one, _ = made
    ids = [
        str(cell["id"])
        for path in (one.home / "notebooks").glob("*.ipynb")
        for cell in notebooks.read(path, as_version=4).cells
    ]
    for hidden in (str(one.home), str(one.folder), "execution", "papermill", *ids):
        assert hidden not in one.html


def test_each_step_is_shown_with_its_time(made: tuple[Made, Made]) -> None:
    shown = [re.sub(r"^ *\d+\.\d s  ", "", line) for line in made[0].lines]
    assert shown[:2] == ["notebook 1 of 2: 01_first", "notebook 2 of 2: 02_second"]
    assert shown[2].startswith("report.html")
    assert shown[3].startswith("report.pdf")
    assert all(re.match(r" *\d+\.\d s  ", line) for line in made[0].lines)


def test_the_parts_stand_in_their_order(made: tuple[Made, Made]) -> None:
    tree = parse(made[0].html)
    assert [str(section["id"]) for section in tree.select("main > section")] == [
        "key-judgements",
        "left-out",
        "chapter-1",
        "chapter-2",
        "evidence",
        "colophon",
    ]


def test_every_link_of_the_page_leads_somewhere(made: tuple[Made, Made]) -> None:
    assert faults(made[0].html) == []


def test_a_citation_of_a_notebook_lands_on_its_marked_words(made: tuple[Made, Made]) -> None:
    tree = parse(made[0].html)
    links = tree.select("#chapter-2 a.cite")
    assert links
    for link in links:
        mark = tree.find(id=str(link["href"])[1:])
        assert mark is not None
        assert (mark.name, mark.get_text()) == ("mark", "نحو 300 عامل")


def test_cover_and_last_page_say_version_date_and_digests(made: tuple[Made, Made]) -> None:
    tree = parse(made[0].html)
    cover, last = tree.select_one(".cover"), tree.select_one("#colophon")
    assert cover is not None
    assert last is not None
    assert "9.9" in cover.get_text()
    assert "5 April 2031" in cover.get_text()
    assert re.search(r"[0-9a-f]{64}", cover.get_text())
    assert len(set(re.findall(r"[0-9a-f]{64}", last.get_text()))) == 2
    assert "weasyprint 70.0" in last.get_text()


def test_what_an_article_holds_comes_out_as_text(made: tuple[Made, Made]) -> None:
    assert "<b>المصنع</b>" not in made[0].html
    assert "&lt;b&gt;المصنع&lt;/b&gt;" in made[0].html
    assert "\x07" not in made[0].html


def test_the_pdf_has_the_words_of_the_page(made: tuple[Made, Made]) -> None:
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(made[0].pdf)]
    text = " ".join(" ".join(pages).split())
    for words in ("A made-up topic", "Contents", "2. Second", "Evidence", "How to reproduce"):
        assert words in text


def test_only_the_report_is_left_in_its_folder(made: tuple[Made, Made]) -> None:
    names = sorted(path.name for path in (made[0].folder / "out").iterdir())
    assert names == ["report.html", "report.pdf"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    home = _project(tmp_path / "home")
    source = "a = 1\nraise ValueError('expected a table, got none; run notebook 1')"
    _notebook(home / "notebooks" / "01_first.ipynb", "1. First", source)
    (home / "notebooks" / "02_second.ipynb").unlink()
    (home / "build").mkdir()
    (home / "build" / "02_figures.csv").write_text("old", "utf-8")
    (home / "report").mkdir()
    (home / "report" / "report.html").write_text("the last good one", "utf-8")
    return home


def test_a_failing_notebook_is_named_and_the_last_good_report_stays(broken: Path) -> None:
    wanted = r"01_first\.ipynb, cell 3: ValueError: expected a table, got none; run notebook 1"
    with pytest.raises(BuildError, match=wanted) as caught:
        report(broken / "seeds", broken / "build", broken / "report", echo=print, home=broken)
    assert "Traceback" not in str(caught.value)
    assert [path.name for path in (broken / "report").iterdir()] == ["report.html"]
    assert (broken / "report" / "report.html").read_text("utf-8") == "the last good one"


def test_tables_of_an_earlier_run_are_not_read_again(broken: Path) -> None:
    with pytest.raises(BuildError):
        report(broken / "seeds", broken / "build", broken / "report", echo=print, home=broken)
    assert not (broken / "build" / "02_figures.csv").exists()


@pytest.mark.parametrize("text", ["{{ nowhere() }}", "{{ value('02_figures', 'low', kind='x') }}"])
def test_a_page_of_prose_that_asks_for_nothing_there_is_named(broken: Path, text: str) -> None:
    _notebook(broken / "notebooks" / "01_first.ipynb", "1. First", "1")
    (broken / "seeds" / "text" / "methods.md").write_text(f"# Methods\n\n{text}", "utf-8")
    with pytest.raises(BuildError, match=r"text/methods\.md:\d+: "):
        report(broken / "seeds", broken / "build", broken / "report", echo=print, home=broken)
    assert (broken / "report" / "report.html").read_text("utf-8") == "the last good one"


def test_what_the_check_finds_ends_the_run_before_anything_is_written(tmp_path: Path) -> None:
    home = _project(tmp_path / "home")
    before = {child.pid for child in psutil.Process().children()}

    def check() -> None:
        msg = "a fault"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="a fault"):
        report(home / "seeds", home / "b", home / "r", echo=print, home=home, check=check)
    assert not (home / "b").exists()
    assert not (home / "r").exists()
    assert {child.pid for child in psutil.Process().children()} <= before


def test_what_only_notebooks_need_is_not_loaded_before_the_first_kernel_starts() -> None:
    late = ["great_tables", "matplotlib", "nbclient", "nbconvert", "nbformat", "weasyprint"]
    code = f"import sys, helpers.report.build; print([m for m in {late} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_folder_without_notebooks_says_where_to_run(tmp_path: Path) -> None:
    home = _project(tmp_path / "home")
    for path in (home / "notebooks").iterdir():
        path.unlink()
    with pytest.raises(BuildError, match="run this in a copy of the project"):
        report(home / "seeds", home / "build", home / "report", echo=print, home=home)
    assert not (home / "report").exists()


def test_notebooks_run_in_their_order_with_the_folders_as_parameters(tmp_path: Path) -> None:
    path = tmp_path / "01_a.ipynb"
    _notebook(path, "1. A", "print(SEEDS, BUILD)")
    (run,) = run_notebooks([path], tmp_path / "s", tmp_path / "b", lambda line: None)
    printed = "".join(o["text"] for c in run.cells if c.cell_type == "code" for o in c["outputs"])
    assert printed.split() == [str(tmp_path / "s"), str(tmp_path / "b")]


def test_a_notebook_sees_nothing_of_the_one_before_it(tmp_path: Path) -> None:
    paths = [tmp_path / "01_a.ipynb", tmp_path / "02_b.ipynb"]
    _notebook(paths[0], "1. A", "left_behind = 1")
    _notebook(paths[1], "2. B", "print('left_behind' in globals())")
    _, second = run_notebooks(paths, tmp_path / "s", tmp_path / "b", lambda line: None)
    assert [o["text"] for c in second.cells for o in c.get("outputs", [])] == ["False\n"]


def test_a_kernel_has_loaded_the_code_and_put_no_name_in_the_notebook(tmp_path: Path) -> None:
    path = tmp_path / "01_a.ipynb"
    source = "import sys\nprint('great_tables' in sys.modules, 'tables' in dir(), 'pd' in dir())"
    _notebook(path, "1. A", source)
    (run,) = run_notebooks([path], tmp_path / "s", tmp_path / "b", print, load=ready.__name__)
    assert [o["text"] for c in run.cells for o in c.get("outputs", [])] == ["True False False\n"]


def test_no_kernel_is_left_running_when_a_notebook_fails(tmp_path: Path) -> None:
    paths = [tmp_path / "01_a.ipynb", tmp_path / "02_b.ipynb"]
    _notebook(paths[0], "1. A", "1 / 0")
    _notebook(paths[1], "2. B", "1")
    before = {child.pid for child in psutil.Process().children()}
    with pytest.raises(BuildError, match=r"01_a\.ipynb, cell 3: ZeroDivisionError"):
        run_notebooks(paths, tmp_path / "s", tmp_path / "b", lambda line: None)
    assert {child.pid for child in psutil.Process().children()} <= before


def test_a_kernel_that_dies_is_named(tmp_path: Path) -> None:
    path = tmp_path / "01_a.ipynb"
    _notebook(path, "1. A", "import os\nos._exit(3)")
    with pytest.raises(BuildError, match=r"01_a\.ipynb: DeadKernelError: Kernel died"):
        run_notebooks([path], tmp_path / "s", tmp_path / "b", lambda line: None)
