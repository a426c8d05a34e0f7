"""The glossary of actors. Articles, actors and reports are made up for these tests."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.frame import Frame
from helpers.report.actors import as_codes, glossary, read
from helpers.report.page import for_paper, parse

#: Made up.
TEXTS = {
    "aa_1": "قال وزير المرافئ إن القوارب وصلت. وأكد وزير المرافئ ذلك، ونفاه مصدر <ملاحي>.",
    "bb_2": "ووزير المرافئ غائب، والمرفأ مغلق.",
}
FRAME = Frame.model_validate(
    {
        "topic": {"title": "Boats", "question": "Who counts boats?", "version": "0"},
        "group": [{"id": "North", "label": "North"}],
        "voice_group": [
            {"id": "crew", "label": "the crew"},
            {"id": "harbour", "label": "the harbour"},
        ],
        "proposition": [{"id": "p", "label": "p", "text": "p."}],
        "actor": [
            {"name": "Minister of ports", "group": "harbour", "aliases": ["وزير المرافئ"]},
            {"name": "Nobody", "group": "harbour", "aliases": ["لا أحد"]},
        ],
    }
)
SOURCE = "مصدر <ملاحي>"
VOICES = pd.DataFrame(
    {
        "article": ["aa_1", "aa_1"],
        "actor": ["unnamed sailor", "unnamed sailor"],
        "actor_group": ["crew", "crew"],
        "voice": [SOURCE, ""],
        "voice_start": [TEXTS["aa_1"].index(SOURCE), None],
        "voice_end": [TEXTS["aa_1"].index(SOURCE) + len(SOURCE), None],
    }
)


def _page(on_paper: set[tuple[str, int, int]] | None = None) -> BeautifulSoup:
    return parse(str(glossary(read(TEXTS, FRAME, VOICES), on_paper or set(), TEXTS)))


def test_every_spelling_stands_with_its_first_place_and_its_number() -> None:
    (minister,) = read(TEXTS, FRAME)
    assert (minister.name, minister.group) == ("Minister of ports", "the harbour")
    assert [(one.words, one.place[0], one.times) for one in minister.spellings] == [
        ("وزير المرافئ", "aa_1", 2),
        ("وزير المرافئ", "bb_2", 1),
    ]
    for spelling in minister.spellings:
        article, start, end = spelling.place
        assert TEXTS[article][start:end] == spelling.words  # without the particle before it


def test_speakers_that_the_frame_does_not_list_come_from_the_reports() -> None:
    found = read(TEXTS, FRAME, VOICES)
    assert [actor.name for actor in found] == ["unnamed sailor", "Minister of ports"]
    assert [one.words for one in found[0].spellings] == [SOURCE]


def test_an_actor_that_no_article_names_is_left_out() -> None:
    assert "Nobody" not in _page().get_text()
    assert str(glossary(read({"aa_1": "لا شيء."}, FRAME), set(), ["aa_1"])) == ""


def test_the_glossary_is_a_table_by_groups_that_leads_to_the_words() -> None:
    page = _page()
    assert [row.get_text() for row in page.select("tr.group")] == ["the crew", "the harbour"]
    links = [link["href"] for link in page.select("td a")]
    start = TEXTS["aa_1"].index("وزير")
    assert f"#e-aa-{start}-{start + 12}" in links
    assert len(links) == 3
    assert page.select_one('td [lang="ar"][dir="rtl"]') is not None
    assert SOURCE in page.get_text()  # markup in an article is text


@pytest.mark.parametrize("there", [True, False])
def test_on_paper_only_places_that_paper_has_are_links(there: bool) -> None:
    place = read(TEXTS, FRAME)[0].spellings[0].place
    paper = parse(for_paper(str(_page({place} if there else set()))))
    assert len(paper.select("td a")) == there
    assert len(_page().select("td a")) == 3


def test_the_evidence_says_whom_the_words_name() -> None:
    codes = as_codes(read(TEXTS, FRAME, VOICES))
    assert len(codes) == 3
    assert {code.gloss for rows in codes.values() for code in rows} == {
        "Minister of ports",
        "unnamed sailor",
    }
