"""What holds for the repository as a whole: one environment, no addresses, nothing of one machine."""

import itertools
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Written apart, so that this file does not name what it forbids.
INDEX_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "conda." + "anaconda.org",
]
MACHINE_PATHS = [r"/home/\w", r"/Users/\w", "/ro" + "ot/", r"[A-Z]:\\Users"]
FIVE_MB = 5 * 1024 * 1024


def tracked() -> list[Path]:
    """Files of the repository as git would commit them."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = done.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        if path.suffix in {".ttf", ".pdf", ".png", ".woff2"} or path == Path(__file__):
            continue
        found.append((path.relative_to(ROOT).as_posix(), path.read_text("utf-8", errors="replace")))
    return found


def conda_packages() -> list[str]:
    listed = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1]
    return re.findall(r"^  - ([^:\n]+)$", listed, re.MULTILINE)


def test_conda_and_pip_users_get_the_same_packages() -> None:
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    only_conda = {"python>=3.11", "pango", "harfbuzz", "pip"}
    assert sorted(set(conda_packages()) - only_conda) == sorted(wanted)
    assert only_conda <= set(conda_packages())
    assert PROJECT["requires-python"] == ">=3.11"


def test_the_lock_names_every_direct_package_with_hashes_and_no_address() -> None:
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    for requirement in wanted:
        name = re.split(r"[<>=]", requirement)[0]
        assert re.search(rf"^{re.escape(name)}==", LOCK, re.MULTILINE), name
    pinned = re.findall(
        r"^([\w.-]+)==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)+)", LOCK, re.MULTILINE
    )
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE))
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_no_file_names_a_package_index_or_a_machine() -> None:
    forbidden = [re.escape(host) for host in INDEX_HOSTS] + MACHINE_PATHS
    pattern = re.compile("|".join(forbidden))
    assert [(name, found[0]) for name, text in texts() if (found := pattern.search(text))] == []


def test_no_file_is_larger_than_five_megabytes() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > FIVE_MB] == []


def test_one_version_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([\d.]+)\] - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    frame = tomllib.loads((ROOT / "seeds/frame.toml").read_text(encoding="utf-8"))
    assert newest
    assert PROJECT["version"] == newest[1] == frame["topic"]["version"]
    assert f"version: {newest[1]}" in citation
    assert f"date-released: {newest[2]}" in citation


def test_every_vendored_font_has_a_licence_and_an_origin_beside_it() -> None:
    folder = ROOT / "src/helpers/report/fonts"
    fonts = sorted(folder.rglob("*.ttf"))
    assert fonts
    origin = (folder / "ORIGIN.md").read_text(encoding="utf-8")
    assert [font.name for font in fonts if font.name.split("_")[0] not in origin] == []
    assert [font for font in fonts if not list(font.parent.glob("*LICENSE*"))] == []


def test_the_readme_gives_the_commands_that_the_makefile_has() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("report", "test", "lab"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name)
def notebook(request: pytest.FixtureRequest) -> dict[str, object]:
    return json.loads(request.param.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def cells(notebook: dict, kind: str) -> list[dict]:  # type: ignore[type-arg]
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:  # type: ignore[type-arg]
    return "".join(cell["source"])


def test_there_are_four_notebooks_named_by_their_order() -> None:
    assert [path.name for path in NOTEBOOKS] == [
        "01_source_inventory.ipynb",
        "02_figure_extraction.ipynb",
        "03_stance_analysis.ipynb",
        "04_scenarios.ipynb",
    ]


def test_a_notebook_opens_with_question_inputs_outputs_and_answer(notebook: dict) -> None:  # type: ignore[type-arg]
    first = notebook["cells"][0]
    assert first["cell_type"] == "markdown"
    for part in ("# ", "**Question.**", "**Reads**", "**Writes**", "**Answer"):
        assert part in source(first)


def test_a_notebook_has_one_parameters_cell_with_both_folders(notebook: dict) -> None:  # type: ignore[type-arg]
    tagged = [c for c in cells(notebook, "code") if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    assert re.findall(r"^([A-Z]+) = ", source(tagged[0]), re.MULTILINE) == ["SEEDS", "BUILD"]


def test_code_cells_are_short_and_define_nothing(notebook: dict) -> None:  # type: ignore[type-arg]
    for number, cell in enumerate(cells(notebook, "code"), start=1):
        lines = [line for line in source(cell).splitlines() if line.strip()]
        assert len(lines) <= 15, f"code cell {number}: move logic to src/helpers"
        assert not re.search(r"^\s*(def|class|lambda) ", source(cell), re.MULTILINE)


def test_a_sentence_stands_before_every_code_cell(notebook: dict) -> None:  # type: ignore[type-arg]
    kinds = [(c["cell_type"], c["metadata"].get("tags", [])) for c in notebook["cells"]]
    for (before, _), (kind, tags) in itertools.pairwise(kinds):
        if kind == "code" and not {"remove-input", "parameters"} & set(tags):
            assert before == "markdown"


def test_a_notebook_carries_no_outputs_and_no_absolute_path(notebook: dict) -> None:  # type: ignore[type-arg]
    for cell in cells(notebook, "code"):
        assert not cell["outputs"]
        assert cell["execution_count"] is None
        assert not re.search(
            r"[\"'](?:[A-Za-z]:[\\/]|/(?:home|Users|mnt|Volumes|tmp)/)", source(cell)
        )


def test_a_notebook_types_no_number_into_its_prose(notebook: dict) -> None:  # type: ignore[type-arg]
    for cell in cells(notebook, "markdown"):
        prose = re.sub(r"`[^`]*`|^#+ [\d.]+ ", "", source(cell), flags=re.MULTILINE)
        prose = re.sub(r"\b(?:notebook|chapter) \d\b|ICD 203", "", prose, flags=re.IGNORECASE)
        assert not re.search(r"\d", prose), prose


def test_seeds_readme_lists_the_columns_of_every_seed_table() -> None:
    from helpers import tables

    readme = (ROOT / "seeds/README.md").read_text(encoding="utf-8")
    for name, table in tables.TABLES.items():
        if not table.seed or "/coder_" in name:
            continue
        section = readme.split(f"### `{name}.csv`")[1].split("\n### ")[0]
        listed = re.findall(r"^\| (?:`(\w+)`|one column per (\w+)) \|", section, re.MULTILINE)
        columns = [plain or f"*{opened}" for plain, opened in listed]
        assert columns == list(table.columns), name


def test_seeds_readme_names_every_key_of_the_frame_and_of_the_records() -> None:
    from helpers import frame
    from helpers.scenarios.settings import Settings
    from helpers.sources import records

    readme = (ROOT / "seeds/README.md").read_text(encoding="utf-8")
    models = [
        *(frame.Topic, frame.Group, frame.VoiceGroup, frame.Actor, frame.Proposition, frame.Term),
        *(frame.Axis, frame.Target, frame.Purpose, frame.Measure, frame.Tension, frame.Cue),
        *(records.Article, records.Claim, records.Relay, records.Evidence),
    ]
    keys = {key for model in models for key in model.model_fields}
    sections = {*frame.Frame.model_fields, *Settings.model_fields}
    assert sorted(key for key in keys if f"`{key}`" not in readme) == []
    assert (
        sorted(name for name in sections if f"[{name}" not in readme and f"`{name}`" not in readme)
        == []
    )
