"""Charts of the report: that they draw, say what the tables say, and give the same bytes.

Provenance: every article, outlet, quotation and number here is made up (harbours and boats).
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.markers import CARETRIGHT
from matplotlib.text import Text

from helpers import tables
from helpers.frame import Frame
from helpers.report import charts
from helpers.report.charts import style
from helpers.report.charts.lineage import layers

FRAME = Frame.model_validate(
    {
        "topic": {"title": "Boats", "question": "Who counts boats?", "version": "0"},
        "group": [{"id": "North", "label": "North"}],
        "voice_group": [{"id": "harbour", "label": "Harbour"}, {"id": "crew", "label": "Crew"}],
        "proposition": [
            {"id": "safe", "label": "The port is safe", "text": "The port is safe."},
            {"id": "full", "label": "The port is full", "text": "The port is full."},
            {"id": "unused", "label": "Nobody says this", "text": "Nobody says this."},
        ],
    }
)
SOURCES = pd.DataFrame(
    {
        "article": ["aa_1", "bb_2", "cc_3"],
        "short": ["Gull", "Tern", "Gull"],
        "outlet": ["The Gull", "خطاف البحر", "The Gull"],
        "published": ["2020-03-01", "2020-03-05/2020-04-10~", "2020-09"],
    }
)
EVENTS = pd.DataFrame(
    {
        "date": ["2020-02-28", "2020-05", "relative", "2020-12-31/.."],
        "label": ["A storm", "The lighthouse goes out", "No date", "No end"],
    }
)


def measure(
    article: str, low: float | None, high: float | None, **more: object
) -> dict[str, object]:
    made_up = {
        "measure": "boats",
        "label": "Boats in the port",
        "article": article,
        "start": 1,
        "end": 5,
        "quote": "قارب",
        "kind": "count",
        "low": low,
        "high": high,
        "unit": "boat",
        "qualifier": "exact",
        "source": article,
    }
    return {**made_up, **more}


MEASURES = tables.as_frame(
    "02_measures",
    [
        measure("aa_1", 50, 50),
        measure("aa_1", 50, 50, start=9, end=12, duplicate_of=1),
        measure("bb_2", 50, 60, qualifier="at_least", holder="مرفأ المدينة"),
        measure("bb_2", None, None, measure="end", label="Closing", kind="date", date="2021"),
        measure("cc_3", None, None, measure="end", label="Closing", kind="date", date="2021-06"),
        measure(
            "aa_1", None, None, measure="end2", label="Opening", kind="date", date="2021-05-02"
        ),
        measure("bb_2", None, None, measure="end2", label="Opening", kind="date", date="2021-06"),
        measure("cc_3", 0.5, 0.5, measure="half", label="Share", kind="share", qualifier="about"),
        measure("cc_3", None, None, measure="none", label="No number", start=90, end=95),
    ],
)


def position(
    article: str, proposition: str, level: str, affirm: int, deny: int
) -> dict[str, object]:
    word = "mixed" if affirm and deny else "affirms" if affirm else "denies" if deny else "open"
    return {
        "article": article,
        "proposition": proposition,
        "level": level,
        "affirm": affirm,
        "open": 0 if affirm or deny else 1,
        "deny": deny,
        "hedged": 0,
        "position": word,
        "origin": "machine",
    }


POSITIONS = tables.as_frame(
    "03_positions",
    [
        position("aa_1", "safe", "narrator", 1, 0),
        position("bb_2", "safe", "narrator", 0, 2),
        position("cc_3", "full", "narrator", 1, 1),
        position("aa_1", "full", "quoted", 0, 0),
        position("bb_2", "full", "ascribed", 3, 0),
    ],
)


def floor_row(article: str, group: str, words: int, ascribed: int = 0) -> dict[str, object]:
    return {
        "article": article,
        "actor_group": group,
        "reports": 1 if words else 0,
        "quoted_words": words // 2,
        "reported_words": words,
        "named": 0,
        "anonymous": 0,
        "ascribed": ascribed,
        "origin": "machine",
    }


FLOOR = tables.as_frame(
    "03_floor",
    [
        floor_row("aa_1", "harbour", 30),
        floor_row("bb_2", "harbour", 30),
        floor_row("cc_3", "fishers", 20),
        floor_row("aa_1", "crew", 0, ascribed=2),
    ],
)
COVERAGE = tables.as_frame(
    "03_coverage",
    [
        {
            "claim": c,
            "label": f"Claim {c}",
            "article": a,
            "value": v,
            "origins": 2,
            "origin": "machine",
        }
        for c, values in {
            "k1": ("says", "says", "could not have known"),
            "k2": ("says", "silent", "says otherwise"),
        }.items()
        for a, v in zip(SOURCES["article"], values, strict=True)
    ],
)


def edge(source: str, target: str, relation: str, basis: str, **more: object) -> dict[str, object]:
    made_up = {"confidence": "high", "claims": 4, "share": 0.5, "evidence": "made up"}
    return {
        **made_up,
        "source": source,
        "target": target,
        "relation": relation,
        "basis": basis,
        **more,
    }


LINEAGE = tables.as_frame(
    "02_lineage",
    [
        edge("Radio", "aa_1", "quotes", "declared"),
        edge("Radio", "aa_1", "quotes", "computed"),
        edge("Wire", "bb_2", "translates", "computed"),
        edge("Wire", "cc_3", "same upstream briefing", "computed", confidence="low"),
        edge("aa_1", "cc_3", "same upstream briefing", "computed"),
        edge("Control", "cc_3", "independent", "computed"),
    ],
)


def forecast(
    day: str, run: str, probabilities: dict[str, float], prior: str = "uniform"
) -> list[dict[str, object]]:
    return [
        {"as_of": day, "scenario": s, "prior": prior, "run": run, "probability": p,
         "low": max(0, p - 0.1), "high": min(1, p + 0.1), "words": "cannot say"}
        for s, p in probabilities.items()
    ]  # fmt: skip


OUTLOOK = tables.as_frame(
    "04_outlook",
    [
        *forecast("2020-03-10", "main", {"A": 0.5, "B": 0.3, "C": 0.2}),
        *forecast("2020-10-01", "main", {"A": 0.2, "B": 0.7, "C": 0.1}),
        *forecast("2020-10-01", "main", {"A": 0.3, "B": 0.6, "C": 0.1}, "reference class"),
        *forecast("2020-10-01", "without bb_2", {"A": 0.5, "B": 0.4, "C": 0.1}),
        *forecast("2020-10-01", "every copy counts", {"A": 0.1, "B": 0.8, "C": 0.1}),
    ],
)
NAMES = {"A": "calm", "B": "storm"}
RELIABILITY = tables.as_frame(
    "03_reliability",
    [
        {"comparison": "between coders", "variable": "stance", "scope": scope, "n_a": 9, "n_b": 9,
         "matched": 8, "unitising_f1": 0.7, "agreement": 0.9, "alpha": alpha, "ac1": 0.8}
        for scope, alpha in [("all", 0.85), ("safe", 0.7), ("full", -0.1), ("unused", None)]
    ],
)  # fmt: skip

DRAWN: dict[str, Callable[[], Figure]] = {
    "timeline": lambda: charts.timeline(SOURCES, EVENTS, title="A finding of «المرفأ» (3)."),
    "measures": lambda: charts.measures(MEASURES, SOURCES, ["boats", "end", "half"]),
    "positions": lambda: charts.positions(POSITIONS, SOURCES, FRAME),
    "floor": lambda: charts.floor(FLOOR, SOURCES, names={"crew": "the crew"}),
    "coverage": lambda: charts.coverage(COVERAGE, SOURCES),
    "lineage": lambda: charts.lineage(LINEAGE, SOURCES),
    "outlook": lambda: charts.outlook(OUTLOOK, names=NAMES),
    "sensitivity": lambda: charts.sensitivity(OUTLOOK, names=NAMES),
    "reliability": lambda: charts.reliability(RELIABILITY),
}


def words(figure: Figure) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in figure.findobj(Text)]


# ---- Every chart


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_draws_well_formed_and_light(name: str) -> None:
    drawing = style.svg(DRAWN[name]())
    root = ET.fromstring(drawing)
    assert root.tag.endswith("svg")
    assert "<text" not in drawing  # letters are outlines: every reader sees the same
    assert "<!--" not in drawing
    ids = re.findall(r' id="([^"]+)"', drawing)
    assert len(ids) == len(set(ids))
    assert len(drawing) < 300_000


def test_charts_give_the_same_bytes_in_another_process() -> None:
    """One drawing in this process against one in a fresh process with other hash seeds and settings."""
    here = hashlib.sha256(style.svg(DRAWN["timeline"]()).encode()).hexdigest()
    code = (
        "import sys, json, hashlib, matplotlib; matplotlib.rcParams['font.size'] = 30\n"
        "import pandas as pd; from helpers.report import charts; from helpers.report.charts import style\n"
        "s, e = (pd.DataFrame(x) for x in json.load(sys.stdin))\n"
        "f = charts.timeline(s, e, title='A finding of «المرفأ» (3).')\n"
        "print(hashlib.sha256(style.svg(f).encode()).hexdigest())"
    )
    given = json.dumps([SOURCES.to_dict("list"), EVENTS.to_dict("list")])
    there = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input=given, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert there.stdout.strip() == here


@pytest.mark.parametrize("name", DRAWN)
def test_labels_are_plain_letters_in_reading_order(name: str) -> None:
    """Presentation forms would mean that something shaped or reversed the Arabic before us."""
    for label in words(DRAWN[name]()):
        assert not re.search(r"[\ufb50-\ufdff\ufe70-\ufefe]", label)


@pytest.mark.parametrize("name", DRAWN)
def test_no_letter_falls_back_to_an_empty_box(name: str) -> None:
    drawing = style.svg(DRAWN[name]())
    assert "LastResort" not in drawing
    assert set(re.findall(r'id="([A-Za-z0-9]+)-(?:Regular|SemiBold|Bold)?-?[0-9a-f]+"', drawing)) <= {
        "SourceSans3", "Amiri", "DejaVuSans",
    }  # fmt: skip


def test_only_the_vendored_fonts_are_chosen_whatever_the_machine_has() -> None:
    for family in style._families():
        for weight in (400, 600):
            path = str(
                font_manager.findfont(font_manager.FontProperties(family=family, weight=weight))
            )
            assert "helpers/report/fonts" in path or "mpl-data" in path


def test_settings_outside_are_neither_used_nor_changed() -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 31.0}):
        figure = charts.reliability(RELIABILITY)
        assert mpl.rcParams["font.size"] == 31.0
    assert style.svg(figure) == style.svg(charts.reliability(RELIABILITY))


def test_every_chart_has_a_kind_for_its_alternative_text() -> None:
    for name in DRAWN:
        assert charts.alt(name, "Found.").endswith(" Found.")
    with pytest.raises(KeyError, match="expected one of timeline"):
        charts.alt("pie", "Found.")


# ---- The look


def test_an_outlet_looks_the_same_for_each_of_its_articles() -> None:
    look = style.looks(SOURCES)
    assert look["aa_1"][2:] == look["cc_3"][2:]
    assert look["aa_1"][2:] != look["bb_2"][2:]
    assert [shown.name for shown in look.values()] == ["aa Gull", "bb Tern", "cc Gull"]


def test_seventy_outlets_look_different() -> None:
    many = pd.DataFrame(
        {
            "article": [f"{n}_x" for n in range(70)],
            "short": "",
            "outlet": [str(n) for n in range(70)],
        }
    )
    assert len({shown[2:] for shown in style.looks(many).values()}) == 70


def test_colours_differ_in_grey_or_by_marker() -> None:
    assert len(set(style.MARKERS)) == len(style.MARKERS)
    assert len(set(style.COLOURS)) == len(style.COLOURS)
    assert "#F0E442" not in style.COLOURS  # the palette's yellow cannot be seen on paper


# ---- Words of charts


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-01-26", "26 January 2024"),
        ("2024-01-26~", "26 January 2024 (about)"),
        ("2024-01-29/2024-02-07~", "29 January–7 February 2024 (about)"),
        ("2024-01-03/2024-01-07", "3–7 January 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023–2 January 2024"),
        ("2024-02", "February 2024"),
        ("2024-02/2024-05", "February 2024–May 2024"),
        ("2024", "2024"),
        ("2024/2026", "2024–2026"),
        ("relative", "relative"),
        ("T06:30", "T06:30"),
        ("2024-12-31/..", "2024-12-31/.."),
        ("", ""),
    ],
)
def test_dates_as_readers_say_them(edtf: str, expected: str) -> None:
    assert style.edtf_text(edtf) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000))
def test_ticks_stand_inside_and_are_few(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found, labels = style.date_ticks(first, last)
    assert len(found) == len(labels) <= 10
    assert all(first <= day <= last for day in found)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((2500, 2500, "exact", "count", ""), "2500"),
        ((2500, 2500, "about", "count", ""), "about 2500"),
        ((10, 20, "at_least", "count", ""), "at least 10–20"),
        ((3, 9, "vague", "duration", ""), "loosely 3–9"),
        ((0.5, 0.5, "exact", "share", ""), "50%"),
        ((None, 7, "less_than", "count", ""), "less than 7"),
        ((None, None, "exact", "count", ""), "no value"),
        ((None, None, "about", "date", "2026"), "about 2026"),
        ((None, None, "vague", "date", "2026"), "2026"),
        ((None, None, "about", "date", "2026~"), "2026 (about)"),
    ],
)
def test_figures_as_readers_say_them(
    given: tuple[float | None, float | None, str, str, str], expected: str
) -> None:
    assert style.value_text(*given) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.2, 0.42, "20–42%"), (0.2, 0.201, "20%"), (0.001, 0.5, "under 1%–50%"), (0.9, 1, "90–100%")],
)
def test_ranges_in_per_cent(low: float, high: float, expected: str) -> None:
    assert style.range_text(low, high) == expected


def test_long_lists_are_counted() -> None:
    assert style.join([]) == ""
    assert style.join(["a"]) == "a"
    assert style.join(["a", "b", "c"]) == "a, b and c"
    assert style.join(list("abcdef"), 3) == "a, b and 4 more"


@given(st.text("ab ق", max_size=60))
def test_wrapping_keeps_every_word_in_order(label: str) -> None:
    wrapped = style.wrap(label, 0.5).replace("\N{LEFT-TO-RIGHT MARK}", "")
    assert wrapped.split() == label.split()


def test_lines_of_a_mixed_label_keep_their_direction() -> None:
    made_up = "The harbour master says المرفأ مفتوح أمام القوارب الصغيرة"
    lines = style.wrap(made_up, 1).split("\n")
    assert len(lines) > 1
    assert {line[0] for line in lines} == {"\N{LEFT-TO-RIGHT MARK}"}
    assert "\N{LEFT-TO-RIGHT MARK}" not in style.wrap("المرفأ مفتوح (2)", 0.5)


# ---- What single charts show


def test_the_time_line_leaves_out_what_has_no_two_ends() -> None:
    shown = words(DRAWN["timeline"]())
    assert "28 February 2020: A storm" in shown
    assert "aa Gull: 1 March 2020" in shown
    assert not [label for label in shown if "No date" in label or "No end" in label]


def test_a_deadline_is_an_arrowhead_whose_tip_is_its_last_day() -> None:
    bounds = EVENTS[:2].assign(relation=["in", "by"])
    (axes,) = charts.timeline(SOURCES, bounds).axes
    heads = [line for line in axes.lines if line.get_marker() == CARETRIGHT]
    assert [date.fromordinal(int(head.get_xdata()[0])) for head in heads] == [date(2020, 5, 31)]
    assert "by May 2020: The lighthouse goes out" in words(axes.figure)


def test_numbers_are_drawn_from_nothing_on_so_that_equal_ones_look_equal() -> None:
    (axes,) = charts.measures(MEASURES, SOURCES, ["boats"]).axes
    low, high = axes.get_xlim()
    assert low <= 0
    assert high > 60


def test_what_is_known_and_shown_by_the_claims_too_is_framed() -> None:
    rows = [
        edge("Radio", "aa_1", "quotes", "declared", claims=4),
        edge("Radio", "aa_1", "quotes", "computed", claims=4),
        edge("Wire", "bb_2", "translates", "computed", claims=6),
    ]
    (axes,) = charts.lineage(tables.as_frame("02_lineage", rows), SOURCES).axes
    frames = {
        text.get_text(): text.get_bbox_patch().get_edgecolor()[3] > 0
        for text in axes.texts
        if text.get_text() in ("4", "6")
    }
    assert frames == {"4": True, "6": False}


def test_measures_name_who_does_not_give_them_and_drop_repetitions() -> None:
    shown = words(charts.measures(MEASURES, SOURCES, ["boats"]))
    assert shown.count("50") == 1
    assert "not given: cc Gull" in shown
    assert any(label.endswith("at least 50–60, مرفأ المدينة") for label in shown)
    assert "unit: boat" in shown


def test_a_measure_without_values_is_refused_by_name() -> None:
    for measure_id in ("none", "unheard of"):
        with pytest.raises(ValueError, match=f"no row of measure '{measure_id}' has a value"):
            charts.measures(MEASURES, SOURCES, [measure_id])


def test_positions_have_a_row_for_each_proposition_touched() -> None:
    shown = words(DRAWN["positions"]())
    assert {"The port is safe", "The port is full"} <= set(shown)
    assert "Nobody says this" not in shown


def test_the_floor_counts_words_and_marks_the_unheard() -> None:
    figure = DRAWN["floor"]()
    shown = words(figure)
    assert shown.count("30") == 2
    assert "the crew" in shown
    hollow = [
        line for axes in figure.axes for line in axes.lines if line.get_markerfacecolor() == "white"
    ]
    assert len(hollow) == 1


def test_articles_stand_in_the_last_layer_and_circles_end() -> None:
    made = layers([("w", "x"), ("x", "a"), ("w", "b")], ["a", "b"])
    assert made == [["w"], ["x"], ["a", "b"]]
    assert sorted(
        name for layer in layers([("a", "b"), ("b", "a")], ["a", "b"]) for name in layer
    ) == [
        "a",
        "b",
    ]


@given(st.lists(st.tuples(st.sampled_from("wxyzab"), st.sampled_from("wxyzab")), max_size=12))
def test_every_text_of_a_graph_is_placed_once(edges: list[tuple[str, str]]) -> None:
    placed = [name for layer in layers(edges, "ab") for name in layer]
    assert sorted(placed) == sorted({"a", "b", *(n for a, b in edges if a != b for n in (a, b))})


def test_independent_texts_are_not_joined() -> None:
    assert "Control" not in words(DRAWN["lineage"]())
    assert "Wire" in words(DRAWN["lineage"]())


def test_a_rerun_that_changes_the_leader_comes_first() -> None:
    shown = words(DRAWN["sensitivity"]())
    assert "40%; A leads" in shown
    runs = [
        label for label in dict.fromkeys(shown) if label in ("without bb_2", "every copy counts")
    ]
    assert runs == ["without bb_2", "every copy counts"]
    assert "prior: reference class" in shown


def test_reruns_are_named_for_readers_and_paths_are_none() -> None:
    made_up = OUTLOOK.assign(subject="", kind="main")
    made_up.loc[made_up["run"] == "without bb_2", ["kind", "subject"]] = ["article", "bb_2"]
    path = made_up[made_up["run"] == "without bb_2"].assign(run="path 01", kind="path")
    both = pd.concat([made_up, path], ignore_index=True)
    shown = words(charts.sensitivity(both, labels={"bb_2": "bb Tern"}))
    assert "without bb Tern" in shown
    assert not [label for label in shown if "path" in label]


# ---- Findings

FOUND = [
    (
        lambda: charts.finding_timeline(SOURCES, EVENTS),
        (
            "2 of 3 articles appeared before May 2020 (The lighthouse goes out) and could not have "
            "known of it."
        ),
    ),
    (
        lambda: charts.finding_timeline(SOURCES, EVENTS.head(1)),
        "All 3 articles appeared between 1 March 2020 and 30 September 2020.",
    ),
    (
        lambda: charts.finding_measures(MEASURES, SOURCES, "boats"),
        "Boats in the port: 2 of 3 articles give it, from 2 independent origins; all allow for 50.",
    ),
    (
        lambda: charts.finding_measures(MEASURES, SOURCES, "end"),
        ("Closing: 2 of 3 articles give it, from 2 independent origins; all allow for June 2021."),
    ),
    (
        lambda: charts.finding_measures(MEASURES, SOURCES, "end2"),
        (
            "Opening: 2 of 3 articles give it, from 2 independent origins; the dates differ: 2 May "
            "2021 and June 2021."
        ),
    ),
    (
        lambda: charts.finding_measures(MEASURES, SOURCES, "half"),
        "Share: 1 of 3 articles gives it, from 1 independent origin; the value is 50%.",
    ),
    (
        lambda: charts.finding_measures(MEASURES, SOURCES, "none"),
        "No number: 1 of 3 articles gives it, from 1 independent origin; no value can be read.",
    ),
    (
        lambda: charts.finding_positions(POSITIONS, SOURCES, FRAME),
        (
            "In their own voice the outlets contradict each other on 1 of 2 propositions (“The port is "
            "safe”); the voices they report do so on no proposition."
        ),
    ),
    (
        lambda: charts.finding_positions(POSITIONS.tail(3), SOURCES, FRAME),
        (
            "In their own voice the outlets never contradict each other; the voices they report do so "
            "on no proposition."
        ),
    ),
    (
        lambda: charts.finding_floor(FLOOR, SOURCES, {"crew": "the crew"}),
        (
            "75% of all reported words come from one group, harbour, heard in 2 of 3 articles; the "
            "crew is only spoken for."
        ),
    ),
    (lambda: charts.finding_floor(FLOOR.tail(0), SOURCES), "No article reports anyone's words."),
    (
        lambda: charts.finding_coverage(COVERAGE, SOURCES),
        (
            "1 of 2 claims is told alike by every article that could have known; bb Tern is silent on "
            "the most (1)."
        ),
    ),
    (
        lambda: charts.finding_lineage(LINEAGE, SOURCES),
        "1 of 3 articles follows other texts without saying so (above all bb: Wire).",
    ),
    (
        lambda: charts.finding_lineage(LINEAGE[LINEAGE["source"] == "Radio"], SOURCES),
        "No article is known to follow another text without saying so.",
    ),
    (
        lambda: charts.finding_outlook(OUTLOOK, NAMES),
        (
            "Calm leads as of 10 March 2020 (50%, 40–60%); storm leads as of 1 October 2020 (70%, "
            "60–80%)."
        ),
    ),
    (
        lambda: charts.finding_outlook(OUTLOOK[OUTLOOK["scenario"] != "B"]),
        "A leads as of 10 March 2020 (50%, 40–60%) and as of 1 October 2020 (20%, 10–30%).",
    ),
    (
        lambda: charts.finding_sensitivity(OUTLOOK, NAMES),
        "As of 1 October 2020 another scenario than storm leads in 1 of 3 reruns (without bb_2).",
    ),
    (
        lambda: charts.finding_sensitivity(OUTLOOK[OUTLOOK["run"] != "without bb_2"]),
        "As of 1 October 2020 B leads in all 2 reruns, at 60–80%.",
    ),
    (
        lambda: charts.finding_reliability(RELIABILITY),
        "Alpha is .80 or more for the one variable.",
    ),
    (
        lambda: charts.finding_reliability(RELIABILITY, scope=""),
        (
            "Alpha is .80 or more for 1 of 3 variables and from .667 to .80 for 1; 1 cannot be relied "
            "on."
        ),
    ),
]


@pytest.mark.parametrize(("find", "expected"), FOUND)
def test_a_finding_says_what_the_table_says(find: Callable[[], str], expected: str) -> None:
    assert find() == expected


def test_a_caption_says_n_period_and_what_is_left_out() -> None:
    said = charts.caption("2.1", "Boats differ.", SOURCES, rows="02_measures", left_out="1 figure")
    assert said == (
        "Chart 2.1 — Boats differ. n = 3 articles, 1 March 2020–30 September 2020. "
        "Left out: 1 figure. Rows: build/02_measures.csv."
    )
    assert "Left out: nothing." in charts.caption("1", "x", SOURCES)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (
            COVERAGE["claim"] != "",
            ["says", "says otherwise", "silent", "could not have known"],
        ),
        (COVERAGE["claim"] == "k1", ["says", "could not have known"]),
        (COVERAGE["value"] == "says", ["says", "no row: one origin only"]),
        (
            COVERAGE["value"] != "silent",
            ["says", "says otherwise", "could not have known", "no row: one origin only"],
        ),
        (COVERAGE["claim"] == "", []),
    ],
)
def test_the_keys_of_the_coverage_matrix_are_those_of_its_cells(
    kept: pd.Series, expected: list[str]
) -> None:
    drawn = charts.coverage(COVERAGE[kept], SOURCES)
    keys = {*charts.matrix._COVERAGE, charts.matrix._NO_ROW}
    assert [label for label in words(drawn) if label in keys] == expected


@pytest.mark.parametrize("kept", ["", "k2"])
def test_a_key_for_an_empty_place_has_no_sign(kept: str) -> None:
    """k2 without its silent row has a place without a cell; the whole table has none."""
    rows = COVERAGE[(COVERAGE["claim"] == kept) & (COVERAGE["value"] != "silent")]
    drawn = charts.coverage(rows if kept else COVERAGE, SOURCES)
    signs = [label for label in words(drawn) if label == "\N{EN DASH}"]
    assert len(signs) == (0 if kept else 2)  # the cell and its key


def test_a_run_that_is_not_there_is_named() -> None:
    from helpers.report.charts.outlook import leader

    with pytest.raises(ValueError, match="no run 'other' with prior 'uniform' as of '2020-03-10'"):
        leader(OUTLOOK, "2020-03-10", "other")


@pytest.mark.parametrize(
    "name", ["01_sources", "03_positions", "03_floor", "03_coverage", "02_lineage"]
)
def test_empty_tables_draw_an_empty_chart(name: str) -> None:
    empty = tables.empty(name)
    drawn = {
        "01_sources": lambda: charts.timeline(empty, EVENTS.tail(0)),
        "03_positions": lambda: charts.positions(empty, SOURCES, FRAME),
        "03_floor": lambda: charts.floor(empty, SOURCES),
        "03_coverage": lambda: charts.coverage(empty, SOURCES),
        "02_lineage": lambda: charts.lineage(empty, SOURCES),
    }
    assert ET.fromstring(style.svg(drawn[name]())).tag.endswith("svg")
