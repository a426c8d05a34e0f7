"""The five texts as the machine reads them with every code deleted: measures, conflicts, origins.

Provenance: ``seeds/``; the reviewed run is the measure. A made-up sixth article joins the same quantities.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from helpers import tables
from helpers.figures.conflicts import conflicts_table
from helpers.figures.measures import measures_table
from helpers.figures.table import figures_table, with_origins
from helpers.frame import read_frame
from helpers.sources.lineage import trace
from helpers.sources.load import load_articles
from helpers.sources.records import read_records
from helpers.stance.machine import Machine
from helpers.stance.voices import voices_table

SEEDS = Path(__file__).parents[2] / "seeds"


class Run(NamedTuple):
    """What notebook 2 makes."""

    measures: pd.DataFrame
    conflicts: pd.DataFrame
    lineage: pd.DataFrame


@cache
def run(*, coded: bool) -> Run:
    texts, frame, records = load_articles(SEEDS), read_frame(SEEDS), read_records(SEEDS)
    read = {
        part: tables.read(f"coding/{part}", SEEDS, texts=texts) for part in ("figures", "voices")
    }
    codes = read if coded else {part: rows.iloc[:0] for part, rows in read.items()}
    sources = pd.DataFrame(
        {"article": [r.id for r in records], "published": [r.published.value for r in records]}
    )
    voices = voices_table(texts, codes["voices"], Machine(frame).voices, frame)
    found = figures_table(texts, codes["figures"], sources, frame, voices=voices)
    traced = trace(texts, found, records, tables.read("upstream", SEEDS), frame, voices)
    figures = with_origins(found, traced.origins)
    measures = measures_table(figures, frame, texts)
    return Run(
        measures, conflicts_table(measures, figures, frame, sources, None, texts), traced.lineage
    )


def mentions(table: pd.DataFrame) -> set[tuple[str, str, int]]:
    known = table[table["measure"] != ""]
    return set(zip(known["measure"], known["article"].str[:3], known["start"], strict=True))


#: What a reviewer brings into a measure and the machine does not: an adjective stands for the holder.
MISSED = {("isis_territory", "001", 1633)}


def test_the_machine_brings_the_same_figures_together_as_the_reviewers() -> None:
    alone, reviewed = mentions(run(coded=False).measures), mentions(run(coded=True).measures)
    assert reviewed - alone <= MISSED
    assert alone - reviewed == set()


def test_the_machine_counts_the_same_origins() -> None:
    def origins(table: pd.DataFrame) -> dict[str, int]:
        known = table[table["measure"] != ""]
        return {str(name): int(rows["origins"].iloc[0]) for name, rows in known.groupby("measure")}

    alone, reviewed = origins(run(coded=False).measures), origins(run(coded=True).measures)
    missed = {measure for measure, _, _ in MISSED}
    assert {n: alone[n] for n in alone if n not in missed} == {
        n: reviewed[n] for n in alone if n not in missed
    }


def test_the_machine_finds_the_conflicts_that_the_reviewed_codes_show() -> None:
    def found(table: pd.DataFrame) -> set[tuple[str, str, int, str, int]]:
        return {
            (r.type, r.a_article[:3], r.a_start, r.b_article[:3], r.b_start)
            for r in table.itertuples()
            if r.type != "translation artefact"  # it rests on a reviewer's note
        }

    assert found(run(coded=False).conflicts) == found(run(coded=True).conflicts)


def test_one_briefing_is_one_origin_for_the_machine_too() -> None:
    edges = run(coded=False).lineage
    briefed = edges[edges["relation"] == "same upstream briefing"]
    assert {(s[:3], t[:3]) for s, t in zip(briefed["source"], briefed["target"], strict=True)} == {
        ("002", "001")
    }


#: A made-up text on the seeds' topic: (what stands in it, the measure that it joins).
SIXTH = [
    ("ينتشر 1400 جندي أميركي في سوريا.", "us_troops_syria"),
    ("يوجد نحو 2000 عسكري أميركي في العراق ونحو 800 في سوريا.", "us_troops_iraq us_troops_syria"),
    ("وصل الوفد إلى العراق. ولا يزال في البلاد 2000 جندي أميركي.", "us_troops_iraq"),
    ("يمتد التنظيم بين العراق وسوريا. ويقدر عدد مقاتلي تنظيم داعش في البلدين بنحو 3000 مقاتل.", "isis_fighters"),
    ("قتل ثلاثة جنود أميركيين وأصيب أكثر من 40 في هجوم على قاعدة في الأردن.", "killed_us_soldiers_jordan"),
    ("وتنتهي مهمة التحالف الدولي في العراق بحلول نهاية سبتمبر 2025.", "mission_end"),
    ("على أن يغادر جميع الجنود الأميركيين البلاد بحلول سبتمبر 2026.", "last_departure"),
    ("وفي ديسمبر 2021، أعلن العراق انتهاء المهمة القتالية للتحالف.", "combat_mission_over"),
    ("وكان البرلمان العراقي قد طالب في يناير 2020 بخروج القوات الأجنبية.", "parliament_vote"),
    ("قال إن انسحاب قوات التحالف سيبدأ في سبتمبر 2025 وينتهي في سبتمبر 2026.", "withdrawal_begins last_departure"),
    ("بدأت المفاوضات بين بغداد وواشنطن في 27 يناير 2024.", "talks_opened"),
    ("وإن آخر القوات الأميركية ستغادر العراق بحلول سبتمبر 2026.", "last_departure"),
    ("وتعرضت القوات الأميركية لأكثر من 200 هجوم منذ أكتوبر 2023 في العراق وسوريا.", "attacks_on_forces attacks_tally_start"),
    ("وتمثل القوات الأميركية 70% من التحالف.", "us_share_of_coalition"),
    # Near misses, which join nothing.
    ("ينتشر في العراق وسوريا 3400 جندي أميركي.", ""),
    ("غرق 2500 جندي في البحر.", ""),
    ("انتهت مهمة السفينة في سبتمبر 2025.", ""),
    ("قتل ثلاثة صيادين في الأردن.", ""),
    ("طالب البرلمان في يناير 2020 بزيادة الرواتب.", ""),
    ("اشترى العراق 2500 شاحنة.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "joined"), SIXTH)
def test_a_text_that_nobody_coded_joins_the_measures(text: str, joined: str) -> None:
    frame = read_frame(SEEDS)
    sources = pd.DataFrame({"article": ["a"], "published": ["2024-10-01"]})
    figures = figures_table({"a": text}, tables.empty("coding/figures"), sources, frame)
    measures = measures_table(figures.assign(source="a"), frame, {"a": text})
    assert sorted(name for name in measures["measure"] if name) == sorted(joined.split())
