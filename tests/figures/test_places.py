"""Where a figure holds, by the words around it.

Provenance: every sentence and place is made up, apart from the two countries, which are read as countries.
"""

from __future__ import annotations

import re

import pytest

from helpers.arabic.text import clauses, fold, sentences
from helpers.figures.places import Places
from helpers.frame import Frame

FRAME = Frame.model_validate(
    {
        "topic": {"title": "made up", "question": "made up?", "version": "1"},
        "group": [{"id": "g", "label": "g"}],
        "voice_group": [{"id": "v", "label": "v"}],
        "proposition": [{"id": "p", "label": "p", "text": "p"}],
        "concepts": {
            "north": {"ar": ["الخليج الشمالي"], "place": "North Bay"},
            "south": {"ar": ["الخليج الجنوبي"], "place": "South Bay"},
            "malta": {"ar": ["مالطا"], "place": "Malta"},
            "cyprus": {"ar": ["قبرص"], "place": "Cyprus"},
        },
    }
)
PLACES = Places(FRAME)

CASES = [
    ("غرق 40 قاربا في الخليج الشمالي.", "North Bay"),
    ("غرق 40 قاربا في محافظة الخليج الشمالي.", "North Bay"),
    ("غرق 40 قاربا بين الخليج الشمالي والخليج الجنوبي.", "North Bay and South Bay"),
    # The clause before, where its own goes on with it.
    ("وقع ذلك في الخليج الشمالي، حيث ترسو 40 قاربا.", "North Bay"),
    # A place behind the next figure, joined by "and".
    ("قتل 3 صيادين وأصيب 40 في هجوم في الخليج الشمالي.", "North Bay"),
    # In the country: the country named last; in both: the last two.
    ("وصل الوفد إلى مالطا. وغرق 40 قاربا في البلاد.", "Malta"),
    ("زار الوفد مالطا ثم قبرص. وغرق 40 قاربا في البلدين.", "Cyprus and Malta"),
    # Near misses: between a place and what is none; only one country for two; a clause of its own.
    ("غرق 40 قاربا في الحرب بين مالطا والنقابة.", ""),
    ("زار الوفد مالطا. وغرق 40 قاربا في البلدين.", ""),
    ("هدأ البحر في الخليج الشمالي، وغرق 40 قاربا.", ""),
]


@pytest.mark.parametrize(("text", "place"), CASES)
def test_a_figure_holds_where_the_words_around_it_say(text: str, place: str) -> None:
    folded = fold(text)
    figures = [hit.span() for hit in re.finditer(r"\d+", folded)]
    index = next(i for i, (a, b) in enumerate(figures) if i == 0)
    here = figures[index]
    before = 0
    after = figures[index + 1][0] if index + 1 < len(figures) else len(folded)
    clause = next(span for span in clauses(text) if span[0] <= here[0] < span[1])
    sentence = next(span for span in sentences(text) if span[0] <= here[0] < span[1])
    assert PLACES.of(folded, here, before, after, clause, sentence) == place
