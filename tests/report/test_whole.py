"""The report as it is made from the project's own seeds: same bytes twice, and every number with its origin."""

import hashlib
import itertools
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import nbformat
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from nbclient import NotebookClient

from helpers import tables
from helpers.faults import SeedsError
from helpers.report import build
from helpers.report.prose import Reader

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
LABELS = {path.stem.split("_")[0] for path in (SEEDS / "articles").glob("*.txt")}


@pytest.fixture(scope="module")
def page(made: Path) -> BeautifulSoup:
    return BeautifulSoup((made / "out/report.html").read_text(encoding="utf-8"), "lxml")


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb"
    }


def test_two_runs_into_different_folders_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "a longer path" / "elsewhere"
    build.report(SEEDS, other / "build", other / "out", echo=lambda line: None)
    first, second = digests(made), digests(other)
    assert {"out/report.html", "out/report.pdf", "build/02_figures.csv"} <= set(first)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)


def test_every_table_of_the_schema_is_made(made: Path) -> None:
    expected = {name for name, table in tables.TABLES.items() if not table.seed}
    assert {path.stem for path in (made / "build").glob("*.csv")} == expected


def words(text: str) -> set[str]:
    """Arabic words as letters alone: a PDF may part them from marks and diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return set(re.findall(r"[\u0621-\u064a]{2,}", plain.replace("\u0640", "")))


def test_the_arabic_can_be_read_out_of_the_pdf(made: Path, page: BeautifulSoup) -> None:
    document = pypdfium2.PdfDocument(made / "out/report.pdf")
    found = words(" ".join(sheet.get_textpage().get_text_range() for sheet in document))
    quoted: set[str] = set()
    for element in page.select("main q[lang=ar], main mark"):
        if not element.find_parent(class_=["screen-only", "uncited"]):  # left out on paper
            quoted |= words(element.get_text())
    assert len(quoted) > 300
    # A marked span may leave out the particle that is written together with its first word.
    lost = {word for word in quoted - found if not any(one.endswith(word) for one in found)}
    assert len(lost) / len(quoted) <= 0.01, sorted(lost)[:20]


def test_every_link_of_the_pdf_lands_on_a_page_that_has_its_words(made: Path) -> None:
    texts = {
        path.stem.split("_")[0]: path.read_bytes().decode()
        for path in (SEEDS / "articles").glob("*.txt")
    }
    raw = made / "out/report.pdf"
    sheets = [words(sheet.get_textpage().get_text_range()) for sheet in pypdfium2.PdfDocument(raw)]
    with pikepdf.open(raw) as document:
        numbers = {sheet.obj.objgen: number for number, sheet in enumerate(document.pages)}
        places = {
            str(name): numbers[place[0].objgen]
            for name, place in pikepdf.NameTree(document.Root.Names.Dests).items()
        }
        targets = Counter(
            str(note.Dest)
            for sheet in document.pages
            for note in sheet.obj.get("/Annots", [])
            if "/Dest" in note
        )
    assert sum(targets.values()) > 800
    assert [name for name in targets if name not in places] == []
    evidence = [re.fullmatch(r"e-(\w+)-(\d+)-(\d+)", name) for name in targets]
    spans = [match for match in evidence if match]
    assert len(spans) > 100
    lost = []
    for match in spans:
        wanted = words(texts[match[1]][int(match[2]) : int(match[3])])
        here = places[match[0]]
        # A long passage may run on to the next page; a span may begin inside a word.
        found = set().union(*sheets[here : here + 2])
        missing = {one for one in wanted if not any(word.endswith(one) for word in found)}
        if len(missing) > len(wanted) * 0.2:
            lost.append((match[0], sorted(missing)))
    assert lost == []


def test_no_line_of_the_pdf_lies_over_another(made: Path) -> None:
    over = []
    for number, page in enumerate(pypdfium2.PdfDocument(made / "out/report.pdf"), start=1):
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        for (left, low, right, high), (left2, low2, right2, high2) in combinations(boxes, 2):
            wide = min(right, right2) - max(left, left2)
            tall = min(high, high2) - max(low, low2)
            height, height2 = high - low, high2 - low2
            # Marks of one line share its foot; a small citation beside a word differs in height.
            other_line = abs(low - low2) > 1.5 and abs(height - height2) < 4
            if wide > 20 and tall > 0.6 * min(height, height2) and other_line:
                over.append((number, text.get_text_bounded(left, low, right, high)))
    assert over == []


def test_the_pdf_keeps_the_rules_of_an_accessible_document(made: Path) -> None:
    """What of PDF/UA-1 a program can check without a validator: tags, language, order, words for pictures."""
    with pikepdf.open(made / "out/report.pdf") as document:
        root = document.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("en", True)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        for sheet in document.pages:
            assert (sheet.obj.Tabs, "/StructParents" in sheet.obj) == ("/S", True)
            for note in sheet.obj.get("/Annots", []):
                assert str(note.get("/Contents", "")), note
                assert "/StructParent" in note
        elements, stack = [], [root.StructTreeRoot]
        while stack:
            node = stack.pop()
            elements.append(node)
            kids = node.get("/K", [])
            many = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            stack.extend(
                kid for kid in many[::-1] if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
            )
        kinds = [str(node.get("/S", "")) for node in elements]
        assert {"/Document", "/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/Link"} <= set(
            kinds
        )
        pictures = [node for node in elements if node.get("/S") == "/Figure"]
        assert len(pictures) >= 6
        assert [node for node in pictures if not str(node.get("/Alt", ""))] == []
        heads = [node for node in elements if node.get("/S") == "/TH"]
        assert all(str(node.A.Scope) in ("/Column", "/Row") for node in heads)
        levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        arabic = [node for node in elements if str(node.get("/Lang", "")) == "ar"]
        assert len(arabic) > 200


def prose(page: BeautifulSoup) -> Iterator[Tag]:
    """Paragraphs and list items of the report's own prose."""
    for section in page.select("main section"):
        if section.get("id") in ("numbers", "actors", "evidence", "colophon"):
            continue
        for element in section.select("p, li"):
            if not element.find_parent(["figure", "table", "nav"]):
                yield element


def test_every_number_in_the_prose_comes_from_a_table(page: BeautifulSoup) -> None:
    known = re.compile(
        rf"(?<!\d)(?:{'|'.join(LABELS)})(?!\d)|\bF1\b|\bAC1\b|(?:chapter|table|chart)\s+\d+(?:\.\d+)?|directive 203|\d\d_\w+",
        re.IGNORECASE,
    )
    typed = []
    for element in prose(page):
        if element.find_parent(class_="wrote") or "wrote" in (element.get("class") or []):
            continue
        copy = BeautifulSoup(str(element), "lxml")
        for traced in copy.select(
            ".n, a.cite, code, [lang=ar] q, q[lang=ar], .headline, h2, .meta, .scale"
        ):
            traced.decompose()
        rest = known.sub(" ", copy.get_text(" "))
        # Glosses are the reviewed translation of the span beside them.
        rest = re.sub("\u201c[^\u201d]*\u201d", " ", rest)
        if re.search(r"\d", rest):
            typed.append(" ".join(rest.split())[:120])
    assert typed == [], typed


def test_every_traced_number_names_rows_that_are_there(page: BeautifulSoup, made: Path) -> None:
    marks = page.select(".n[data-from]")
    assert len(marks) > 50
    # A setting is no row; all else is one click from what it stands on.
    assert {mark.name for mark in marks if "toml" not in str(mark["data-from"])} == {"a"}
    for mark in marks:
        name = re.match(r"[\w/]+?(?=\.toml|\.\w+\[|\[)", str(mark["data-from"]))
        assert name, mark["data-from"]
        table = tables.TABLES.get(name[0])
        folder = SEEDS if table is None or table.seed else made / "build"
        assert (folder / f"{name[0]}.{'csv' if table else 'toml'}").is_file(), mark["data-from"]


def test_every_citation_leads_to_the_words_that_it_names(page: BeautifulSoup) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in (SEEDS / "articles").glob("*.txt")}
    links = page.select("a.cite[data-span]")
    assert len(links) > 150
    for link in links:
        article, _, span = str(link["data-span"]).rpartition(":")
        start, end = (int(part) for part in span.split("-"))
        assert 0 <= start < end <= len(texts[article])
        target = page.find(id=str(link["href"]).removeprefix("#"))
        assert target is not None, link["href"]


def test_every_span_that_paper_cites_has_its_english_in_the_evidence(page: BeautifulSoup) -> None:
    notes = page.select("#evidence ol.codes > li:not(.uncited)")
    assert len(notes) > 80
    lacking = [note.a.get_text() for note in notes if note.a and not note.select_one(".gloss")]
    assert lacking == [], "give one in the text: ar(…, gloss=…), quote(…, gloss=…)"


def test_likelihood_and_confidence_never_share_a_sentence(page: BeautifulSoup) -> None:
    likelihood = re.compile(
        r"almost no chance|very unlikely|unlikely|roughly even|very likely|\blikely\b|almost certain"
    )
    for element in prose(page):
        if element.find_parent(id="how-to-read"):
            continue  # the page that explains the two words
        for sentence in re.split(r"(?<=[.!?])\s+", element.get_text(" ")):
            assert not (likelihood.search(sentence) and "onfidence" in sentence), sentence


@pytest.mark.parametrize("start", ["", "notebooks"], ids=["root", "notebooks"])
def test_a_notebook_runs_alone_from_either_folder(made: Path, tmp_path: Path, start: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(SEEDS, tmp_path / "seeds")
    shutil.copytree(made / "build", tmp_path / "build", ignore=shutil.ignore_patterns("notebooks"))
    (tmp_path / "notebooks").mkdir()
    name = "03_stance_analysis.ipynb"
    notebook = nbformat.read(ROOT / "notebooks" / name, as_version=4)
    for table in (tmp_path / "build").glob("03_*.csv"):
        table.unlink()
    NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / start)}}
    ).execute()
    for table in (made / "build").glob("03_*.csv"):
        assert (tmp_path / "build" / table.name).read_bytes() == table.read_bytes()


def test_a_notebook_that_lacks_a_table_says_which_one_to_run(made: Path, tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match=r"02_measures\.csv: .*run notebook 2 first"):
        tables.read("02_measures", tmp_path)


def test_without_outcomes_the_forecast_is_the_same_and_every_score_is_none(
    made: Path, tmp_path: Path
) -> None:
    """The future cannot leak into the forecast: emptied, it changes nothing but the scores."""
    seeds, tables_at = tmp_path / "seeds", tmp_path / "build"
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(SEEDS, seeds)
    shutil.copytree(made / "build", tables_at, ignore=shutil.ignore_patterns("notebooks", "04_*"))
    tables.write("outcomes", tables.empty("outcomes"), seeds)
    notebook = nbformat.read(ROOT / "notebooks/04_scenarios.ipynb", as_version=4)
    NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    changed = {
        table.stem
        for table in (made / "build").glob("04_*.csv")
        if (tables_at / table.name).read_bytes() != table.read_bytes()
    }
    assert changed == {"04_scores", "04_forecasts", "04_hindsight"}
    assert set(tables.read("04_scores", tables_at)["outcome"]) == {"none"}
    assert set(tables.read("04_forecasts", tables_at)["verdict"]) == {"open"}
    assert tables.read("04_hindsight", tables_at).empty
    # With no such file at all the pages of prose still come, and speak of no outcome.
    (seeds / "outcomes.csv").unlink()
    reader = Reader(seeds, tables_at)
    for name, _ in (*build.FRONT, *build.BACK):
        assert reader.page(name)
    assert "provisionally" not in Reader(seeds, tables_at, "04_scenarios")("answer").html
