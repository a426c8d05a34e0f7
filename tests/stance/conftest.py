"""A made-up topic for the tests of `helpers.stance`, and the real seeds.

Everything Arabic here is made up: a harbour that may close, told by two outlets and a relay. It has
nothing to do with the topic of the seeds, so a rule that passes here knows no topic.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame, read_frame

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

HEADLINE = "إغلاق الميناء يقترب بعد عام من الجدل"

MADE_UP_FRAME = {
    "topic": {"title": "The harbour", "question": "Will it close?", "version": "1"},
    "group": [{"id": "north", "label": "North"}, {"id": "south", "label": "South"}],
    "voice_group": [
        {"id": "outlet", "label": "the outlet itself"},
        {"id": "port", "label": "port authority"},
        {"id": "fishers", "label": "fishers"},
        {"id": "town", "label": "town council"},
        {"id": "nobody", "label": "nobody named", "anonymous": True},
    ],
    "actor": [
        {"name": "Port", "group": "port", "aliases": ["هيئة الميناء", "الهيئة"]},
        {"name": "Salma", "group": "port", "kind": "person", "aliases": ["سلمى الحداد"]},
        {"name": "Fishers", "group": "fishers", "aliases": ["الصيادون", "الصيادين"]},
        {"name": "Town", "group": "town", "aliases": ["المجلس البلدي"]},
        {"name": "Port and Town", "group": "port", "aliases": ["الميناء والمجلس"]},
        {"name": "an adviser", "group": "port", "kind": "anonymous", "aliases": ["مستشار"]},
    ],
    "proposition": [
        {
            "id": "close",
            "label": "It should close",
            "text": "The harbour should close.",
            "affirmed": "the harbour should close",
            "denied": "the harbour should stay open",
        },
        {"id": "safe", "label": "It is safe", "text": "The harbour is safe."},
    ],
    "axis": [{"id": "end", "label": "How the end is worded"}],
    "term": [
        {"axis": "end", "term": "إغلاق", "gloss": "closure", "forms": ["إغلاق", "إغلاق دائم"]},
        {"axis": "end", "term": "المغتصب", "gloss": "the usurper", "forms": ["المغتصب"]},
        {"axis": "end", "term": "حرس الساحل", "gloss": "coast guard", "forms": ["حرس الساحل"]},
    ],
    "target": [
        {"id": "harbour", "words": ["الميناء", "المرفأ"]},
        {"id": "school", "words": ["المدرسة"]},
    ],
    "purpose": [{"id": "trade", "label": "trade"}],
    "tension": [
        {
            "a": "close",
            "a_stance": 1,
            "b": "safe",
            "b_stance": 1,
            "type": "modality",
            "reason": "closing a safe harbour",
        }
    ],
}

MADE_UP_TEXTS = {
    "north_1": (
        f"{HEADLINE}\n\n"
        "قالت سلمى الحداد: «لن نترك الميناء مفتوحا أمام الخطر». "
        "وأضافت أن إغلاق الميناء ضرورة. "
        'ويصف الصيادون الهيئة بأنها "المغتصب" وحدها.\n'
        f"{HEADLINE}\n"
    ),
    "south_1": "رفض الصيادون إغلاق المرفأ. ويرى الكاتب أن المرفأ آمن، ولا يوجد حديث عن إغلاق المدرسة.",
    "south_2": "إغلاق المرفأ وارد بحسب مستشار. والمجلس البلدي صامت.",
}


@pytest.fixture(scope="session")
def frame() -> Frame:
    return Frame.model_validate(MADE_UP_FRAME)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return dict(MADE_UP_TEXTS)


@pytest.fixture(scope="session")
def sources() -> pd.DataFrame:
    """``01_sources`` of the made-up articles: south_1 is wire copy, south_2 may be northern."""
    rows = [
        {
            "article": "north_1",
            "short": "Beacon",
            "title": HEADLINE,
            "group": "north",
            "earliest": "2031-03-01",
            "latest": "2031-03-01",
            "genre": "news",
        },
        {
            "article": "south_1",
            "short": "Gull",
            "group": "south",
            "earliest": "2031-03-02",
            "latest": "2031-03-05",
            "genre": "wire relay",
            "uncredited": "Wave Agency",
        },
        {
            "article": "south_2",
            "short": "Anchor",
            "group": "south",
            "alternatives": "north",
            "earliest": "2031-06-01",
            "latest": "2031-06-01",
            "genre": "analysis",
        },
    ]
    return tables.as_frame("01_sources", rows)


class Maker:
    """Makes rows whose spans are looked up in the made-up texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def span(self, article: str, quote: str, *, after: int = 0) -> dict[str, object]:
        start = self.texts[article].index(quote, after)
        return {"article": article, "start": start, "end": start + len(quote), "quote": quote}

    def voice(self, article: str, quote: str, actor: str, **more: object) -> dict[str, object]:
        return {**self.span(article, quote), "mode": "indirect", "actor": actor} | more

    def statement(
        self, article: str, quote: str, group: str, proposition: str, stance: int, **more: object
    ) -> dict[str, object]:
        after = int(str(more.pop("after", 0)))
        own = group == "outlet"
        return {
            **self.span(article, quote, after=after),
            "voice": "author" if own else group,
            "voice_group": group,
            "mode": "own" if own else "indirect",
            "channel": "" if own else "public",
            "proposition": proposition,
            "stance": stance,
            "strength": "plain",
        } | more


@pytest.fixture(scope="session")
def make(texts: dict[str, str]) -> Maker:
    return Maker(texts)


@pytest.fixture(scope="session")
def coded_voices(make: Maker) -> pd.DataFrame:
    """``coding/voices`` of two of the made-up articles; nobody has reviewed south_2."""
    rows = [
        make.voice("north_1", "لن نترك الميناء مفتوحا أمام الخطر", "Salma", mode="direct"),
        make.voice("north_1", "إغلاق الميناء ضرورة", "Salma"),
        make.voice("north_1", 'الهيئة بأنها "المغتصب" وحدها', "Fishers", mode="mixed"),
        make.voice("south_1", "إغلاق المرفأ", "Fishers"),
    ]
    return tables.as_frame("coding/voices", rows)


@pytest.fixture(scope="session")
def coded_statements(make: Maker, texts: dict[str, str]) -> pd.DataFrame:
    """``coding/statements`` of two of the made-up articles."""
    head = HEADLINE
    again = texts["north_1"].rindex(head)
    rows = [
        make.statement("north_1", head, "outlet", "close", 1),
        make.statement(
            "north_1", head, "outlet", "close", 1, after=again, note="headline; duplicate of 0"
        ),
        make.statement("north_1", "إغلاق الميناء ضرورة", "port", "close", 1, voice="سلمى الحداد"),
        make.statement("south_1", "رفض الصيادون إغلاق المرفأ", "fishers", "close", -1),
        make.statement("south_1", "المرفأ آمن", "outlet", "safe", 1),
    ]
    return tables.as_frame("coding/statements", rows)


@pytest.fixture(scope="session")
def voices(texts: dict[str, str], coded_voices: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    from helpers.stance.voices import voices_table

    return voices_table(texts, coded_voices, None, frame)


@pytest.fixture(scope="session")
def statements(texts: dict[str, str], coded_statements: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    from helpers.stance.statements import statements_table

    return statements_table(texts, coded_statements, None, frame)


class Seeds:
    """The real seeds, read once."""

    def __init__(self) -> None:
        self.frame = read_frame(SEEDS)
        self.texts = {
            path.stem: path.read_bytes().decode("utf-8")
            for path in sorted((SEEDS / "articles").glob("*.txt"))
        }
        self.closed = self.frame.closed() | {"article": list(self.texts)}

    def coding(self, name: str, coder: str = "") -> pd.DataFrame:
        folder = f"coding/{coder}/" if coder else "coding/"
        return tables.read(folder + name, SEEDS, texts=self.texts, closed=self.closed)


@pytest.fixture(scope="session")
def seeds() -> Seeds:
    return Seeds()
