"""Follow seeds/README.md as someone who writes no Python: one more article of a new outlet.

The article and its outlet are made up.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import tables

ROOT = Path(__file__).parents[1]
NAME = "005_made_up"
# Made up: no outlet published this.
ARTICLE = (
    "لجنة جديدة تبحث مستقبل القوات الأجنبية\n\n"
    "قال وزير الدفاع العراقي يوم الاثنين 5 فبراير 2024 إن القوات الأجنبية يجب أن تغادر العراق، وأضاف أن الولايات المتحدة "
    "تنشر نحو 2500 جندي في العراق. وأكد مسؤول أمريكي كبير أن بلاده لن تسحب قواتها قبل هزيمة تنظيم داعش.\n"
    'وقال الوزير: "قواتنا قادرة على حماية البلاد وحدها". ونُشرت ثلاثة تقارير عن 40 هجوماً منذ يناير 2024.\n'
)


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


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The seeds with the article added as the README says, and the report made from them."""
    place = tmp_path_factory.mktemp("sixth")
    found = {name: place / name for name in ("seeds", "build", "out")}
    seeds = found["seeds"]
    shutil.copytree(ROOT / "seeds", seeds)
    readme = (seeds / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Adding an article")[1].split("\n## ")[0]
    block = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert block
    (seeds / f"articles/{NAME}.txt").write_bytes(ARTICLE.encode())
    records = seeds / "sources.toml"
    records.write_text(
        records.read_text(encoding="utf-8") + "\n" + block[1].replace('"NAME"', f'"{NAME}"'),
        encoding="utf-8",
    )
    first = run("check", "--seeds", str(seeds))
    assert first.returncode == 1
    digest = re.search(rf"articles/{NAME}\.txt.*sha256 ([0-9a-f]{{64}})", first.stderr)
    assert digest, first.stderr
    assert len(first.stderr.splitlines()) == 2, "the checksum alone is wrong, and said once"
    filled = records.read_text(encoding="utf-8")
    records.write_text(
        filled.replace("copy it from what make check says", digest[1]), encoding="utf-8"
    )
    second = run("check", "--seeds", str(seeds))
    assert second.returncode == 0, second.stderr
    made = run("report", *(f"--{name}={path}" for name, path in found.items()))
    assert made.returncode == 0, made.stderr
    return found


def test_the_report_is_made_and_shows_the_new_outlet(folders: dict[str, Path]) -> None:
    html = (folders["out"] / "report.html").read_text(encoding="utf-8")
    assert (folders["out"] / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "Short name of the outlet" in html


@pytest.mark.parametrize("name", ["01_sources", "02_figures", "03_voices", "03_statements"])
def test_every_row_of_the_new_article_is_the_machines(folders: dict[str, Path], name: str) -> None:
    table = tables.read(name, folders["build"])
    new = table[table["article"] == NAME]
    assert len(new) > 0, "the article is silently left out"
    assert set(new["origin"]) == {"machine"}
    assert set(table[table["article"] != NAME]["origin"]) == {"reviewed"}


def test_its_figures_are_read_with_their_words(folders: dict[str, Path]) -> None:
    figures = tables.read("02_figures", folders["build"])
    new = figures[figures["article"] == NAME]
    assert {2500.0, 3.0, 40.0} <= set(new["low"].dropna())
    assert {"2024-02-05", "2024-01"} <= set(new["date"])
    assert [ARTICLE[row.start : row.end] for row in new.itertuples()] == new["quote"].tolist()


def test_its_troops_join_the_others_in_the_same_measure(folders: dict[str, Path]) -> None:
    measures = tables.read("02_measures", folders["build"])
    troops = measures[measures["measure"] == "us_troops_iraq"]
    assert NAME in set(troops["article"])
    assert troops["articles"].max() == 6


def test_what_the_machine_read_is_marked_in_the_report(folders: dict[str, Path]) -> None:
    html = (folders["out"] / "report.html").read_text(encoding="utf-8")
    assert re.search(r"<td[^>]*>machine</td>", html)


def test_the_articles_of_before_keep_their_rows(folders: dict[str, Path]) -> None:
    statements = tables.read("03_statements", folders["build"])
    reviewed = tables.read("coding/statements", ROOT / "seeds")
    assert len(statements[statements["article"] != NAME]) == len(reviewed)
