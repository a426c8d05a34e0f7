"""A second topic goes through the same notebooks: a river treaty between states that do not exist.

`tests/topic` holds its seeds, made up from end to end. They are run twice: as they stand, and with the
articles, ``sources.toml`` and ``frame.toml`` alone, which is the least that a topic may have. In the second
run an article and its settings also carry what a page, a spreadsheet or a terminal could take for code.
"""

import csv
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers import tables
from helpers.parts import OPTIONAL, lacking

ROOT = Path(__file__).parents[1]
TOPIC = ROOT / "tests/topic"
NEEDED = ("articles", "sources.toml", "frame.toml")
#: Words of the project's own topic, which no code and no notebook may know.
FOREIGN = ("Iraq", "Baghdad", "coalition", "troops", "the mission", "the presence", "US military")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def _spoil(seeds: Path) -> None:
    """Put code for browsers, templates, spreadsheets and terminals wherever text is free."""
    code = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"
    article = seeds / "articles/003_hawd.txt"
    before = article.read_bytes()
    after = before + f"\n=1+1 {code} </section> \x00\x07\x1b[31m\u202e\n".encode()
    article.write_bytes(after)
    escaped = code + r"\u0000\u0007\u001b[31m\u202e"
    for file, old, new in (
        ("sources.toml", hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest()),
        ("sources.toml", 'value = "Hawd Online"', f'value = "=1+1 {escaped}"'),
        ("sources.toml", 'short = "Hawd Online"', f'short = "@Hawd {escaped}"'),
        ("frame.toml", "as told in Arabic", f"as told in Arabic {escaped}"),
        ("frame.toml", 'label = "The dam will be built"', f'label = "$\\\\frac{{$ {escaped}"'),
        ("frame.toml", 'gloss = "sovereign project"', f'gloss = "+1 {escaped}"'),
    ):
        text = (seeds / file).read_text(encoding="utf-8")
        assert old in text
        (seeds / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module", params=["whole", "least"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``seeds``, and ``build`` and ``out`` as the report left them."""
    place = tmp_path_factory.mktemp(request.param)
    seeds = place / "seeds"
    shutil.copytree(TOPIC, seeds)
    if request.param == "least":
        for path in seeds.iterdir():
            if path.name not in NEEDED:
                path.unlink()
        _spoil(seeds)
    checked = run("check", "--seeds", str(seeds))
    assert (checked.returncode, checked.stderr) == (0, "")
    done = run("report", f"--seeds={seeds}", f"--build={place / 'build'}", f"--out={place / 'out'}")
    assert done.returncode == 0, done.stderr
    return place


def _is_whole(made: Path) -> bool:
    return (made / "seeds/scenarios.toml").exists()


def _words(made: Path) -> str:
    """What a reader sees of the report, without the pages on evidence and packages."""
    html = (made / "out/report.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("style, #evidence, #colophon"):
        element.decompose()
    return re.sub(r"\s+", " ", soup.get_text(" "))


def test_the_report_is_about_the_new_topic(made: Path) -> None:
    words = _words(made)
    assert (made / "out/report.pdf").read_bytes().startswith(b"%PDF")
    assert "The treaty of the river Zamar" in words
    assert [name for name in FOREIGN if name in words] == []


def test_what_the_folder_lacks_is_said_and_the_rest_is_there(made: Path) -> None:
    words = _words(made)
    missing = lacking(made / "seeds")
    assert missing
    for part in OPTIONAL:
        assert (str(part) in words) == (part in missing)
    for chapter in ("1. Source inventory", "2. Figure extraction", "3. Stance analysis"):
        assert chapter in words


def test_there_are_scenarios_only_where_the_folder_has_some(made: Path) -> None:
    found = sorted(path.name for path in (made / "build").glob("04_*.csv"))
    assert bool(found) == ("4. Scenarios" in _words(made)) == _is_whole(made)
    assert ("dam without a treaty" in _words(made)) == _is_whole(made)


def test_the_check_says_what_the_report_will_leave_out(made: Path) -> None:
    done = run("check", "--seeds", str(made / "seeds"))
    assert [line for line in done.stdout.splitlines() if line.startswith("Without ")] == [
        str(part) for part in lacking(made / "seeds")
    ]


def test_the_copy_that_names_no_agency_is_traced(made: Path) -> None:
    lineage = tables.read("02_lineage", made / "build")
    found = {(row.source, row.target, row.relation, row.basis) for row in lineage.itertuples()}
    assert ("Nahr News Agency", "001_sahil", "quotes", "declared") in found
    assert ("001_sahil", "003_hawd", "paraphrases", "computed") in found
    assert not any(row.target == "002_qimma" for row in lineage.itertuples())


def test_one_quantity_in_three_articles_has_two_origins(made: Path) -> None:
    measures = tables.read("02_measures", made / "build")
    water = measures[measures["measure"] == "share_of_wadiya"]
    assert water["low"].tolist() == [1.2e9, 1.5e9, 1.2e9]
    assert set(water["articles"]) == {3}
    assert set(water["origins"]) == {2}


def test_two_values_of_one_quantity_are_a_conflict_of_values(made: Path) -> None:
    conflicts = tables.read("02_conflicts", made / "build")
    values = conflicts[conflicts["type"] == "value"]
    assert set(values["subject"]) == {"Water that Wadiya gets a year"}
    assert {"002_qimma"} < set(values["a_article"]) | set(values["b_article"])


def test_headlines_are_held_against_bodies(made: Path) -> None:
    assert "Headlines against bodies" in _words(made)


def test_a_date_is_known_by_the_words_of_its_clause(made: Path) -> None:
    measures = tables.read("02_measures", made / "build")
    complete = measures[measures["measure"] == "dam_complete"]
    assert set(complete["date"]) == {"2031-09"}
    assert set(complete["article"]) == {"001_sahil", "002_qimma", "003_hawd"}


def test_positions_are_read_by_the_topics_own_cues(made: Path) -> None:
    statements = tables.read("03_statements", made / "build")
    assert set(statements["origin"]) == {"machine"}
    found = {(r.article, r.voice_group, r.proposition, r.stance) for r in statements.itertuples()}
    assert ("001_sahil", "Wadiya", "amend", 1) in found
    assert ("002_qimma", "Tirhan", "amend", -1) in found
    assert ("003_hawd", "Wadiya", "dam", -1) in found


def test_nothing_of_the_seeds_becomes_code(made: Path) -> None:
    html = (made / "out/report.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find_all(["script", "iframe", "object", "embed", "form"]) == []
    assert [tag for tag in soup.find_all(True) for key in tag.attrs if key.startswith("on")] == []
    targets = [str(tag.get("href") or tag.get("src") or "#") for tag in soup.find_all(True)]
    assert {re.match(r"#|https?:|data:(?:image|font)/|", to)[0] for to in targets} <= {  # type: ignore[index]
        "#",
        "http:",
        "https:",
        "data:image/",
        "data:font/",
    }
    steering = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    assert re.findall(steering, html) == []
    assert ("alert(1)" in html) != _is_whole(made)
    assert _is_whole(made) or "{{ 7 * 7 }}" in soup.get_text()


def test_no_cell_of_a_table_is_a_formula(made: Path) -> None:
    for path in (made / "build").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        number = re.compile(r"[+-]?[0-9.]+(?:e[+-]?[0-9]+)?")
        assert [c for c in cells if c[:1] in "=+-@\t\r" and c and not number.fullmatch(c)] == []
