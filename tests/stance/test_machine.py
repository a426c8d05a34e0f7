"""The machine's voices and stance suggestions. All sentences are made up unless read from seeds/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.frame import Frame, read_frame
from helpers.stance.machine import Machine, statements, voices
from helpers.stance.statements import statements_table
from helpers.stance.voices import voices_table

SEEDS = Path(__file__).parents[2] / "seeds"
FRAME = read_frame(SEEDS)
MACHINE = Machine(FRAME)

#: A made-up frame about a made-up harbour strike.
HARBOUR = Frame.model_validate(
    {
        "topic": {"title": "Harbour", "question": "Who wants the strike?", "version": "1"},
        "group": [{"id": "north", "label": "Northern"}],
        "voice_group": [
            {"id": "outlet", "label": "the outlet"},
            {"id": "owners", "label": "owners"},
            {"id": "dockers", "label": "dockers"},
            {"id": "analyst, named", "label": "analyst, named"},
            {"id": "analyst, unnamed", "label": "analyst, unnamed", "anonymous": True},
            {"id": "media", "label": "media"},
            {"id": "unnamed", "label": "unnamed", "anonymous": True},
        ],
        "actor": [
            {
                "name": "Selim Karam",
                "group": "dockers",
                "kind": "person",
                "aliases": ["سليم كرم", "كرم", "نقيب العمال"],
            },
            {"name": "Dockers' union", "group": "dockers", "aliases": ["نقابة العمال", "النقابة"]},
            {"name": "Harbour Company", "group": "owners", "aliases": ["شركة المرفأ", "الشركة"]},
            {
                "name": "Dockers' union and Harbour Company",
                "group": "dockers",
                "aliases": ["النقابة والشركة"],
            },
            {
                "name": "unnamed experts",
                "group": "analyst, unnamed",
                "kind": "anonymous",
                "aliases": ["خبراء", "خبير"],
            },
            {"name": "The Quay", "group": "media", "kind": "medium", "aliases": ["الرصيف"]},
        ],
        "proposition": [
            {"id": "strike", "label": "The strike goes on", "text": "The strike should go on."}
        ],
        "words": {"strike": ["إضراب"], "go_on": ["استمرار", "مواصلة"], "end": ["إنهاء", "تعليق"]},
        "cue": [
            {
                "id": "strike.end",
                "proposition": "strike",
                "stance": -1,
                "pattern": "{end} ..1 {strike}",
                "ascribed": True,
            },
            {
                "id": "strike.go_on",
                "proposition": "strike",
                "stance": 1,
                "pattern": "{go_on} ..1 {strike}",
            },
        ],
    }
)


def said(text: str, frame: Frame = HARBOUR) -> list[tuple[object, object]]:
    return [(row["actor"], row["via"]) for row in voices(text, frame)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال سليم كرم إن المرفأ مغلق.", [("Selim Karam", "")]),
        # another spelling of a listed name
        ("وقال سليم كرام إن المرفأ مغلق.", [("Selim Karam", "")]),
        # a name like it, and yet another
        ("وقال سليم كرباج إن المرفأ مغلق.", [("سليم كرباج", "")]),
        (
            "وقال نقيب العمال سليم كرم إن المرفأ مغلق. وأضاف أن السفن تنتظر.",
            [("Selim Karam", "")] * 2,
        ),
        ("وقالت النقابة إن المرفأ مغلق.\nوأكدت أن السفن تنتظر.", [("Dockers' union", "")] * 2),
        (
            "وقال نقيب العمال سليم كرم إن المرفأ مغلق. وأكد النقيب أن السفن تنتظر.",
            [("Selim Karam", "")] * 2,
        ),
        ("وقال كرم لصحيفة الرصيف إن المرفأ مغلق.", [("Selim Karam", "The Quay")]),
        (
            "ونقلت صحيفة الرصيف عن سليم كرم قوله إن المرفأ مغلق.",
            [("Selim Karam", "The Quay")],
        ),
        (
            "وقالت النقابة إن الشركة أكدت أن السفن تنتظر.",
            [("Dockers' union", ""), ("Harbour Company", "Dockers' union")],
        ),
        ("وقال البائع إن السوق هادئ.", [("البائع", "")]),
        # a headline's speaker does not go on into the text below it
        (
            "وقالت الشركة إن المرفأ مفتوح.\nكرم: السفن كلها تنتظر خارج المرفأ\nوأضافت أن العمل عاد.",
            [("Harbour Company", ""), ("Selim Karam", ""), ("Harbour Company", "")],
        ),
    ],
)
def test_a_voice_becomes_an_actor_of_the_frame(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_nobody_is_made_up_where_no_speaker_stands() -> None:
    assert said("وأضاف أن المرفأ مغلق.") == [("", "")]


def positions(text: str, frame: Frame = HARBOUR) -> list[tuple[object, ...]]:
    keys = ("proposition", "stance", "voice_group", "mode", "channel", "strength")
    return [tuple(row[key] for key in keys) for row in statements(text, frame)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بدأت مواصلة الإضراب تؤثر.", [("strike", 1, "outlet", "own", "", "plain")]),
        (
            "وقالت النقابة إن مواصلة الإضراب ضرورة.",
            [("strike", 1, "dockers", "indirect", "public", "plain")],
        ),
        (
            'وقالت النقابة: "مواصلة الإضراب حق للعمال".',
            [("strike", 1, "dockers", "direct", "public", "plain")],
        ),
        (
            "ويعتقد خبراء أن استمرار الإضراب محتمل.",
            [("strike", 1, "analyst, unnamed", "ascribed", "", "plain")],
        ),
        (
            "وقال خبير إن استمرار الإضراب محتمل.",
            [("strike", 1, "analyst, unnamed", "indirect", "background", "plain")],
        ),
        (
            "وقال الخبير البحري نادر صعب إن استمرار الإضراب محتمل.",
            [("strike", 1, "analyst, named", "indirect", "public", "plain")],
        ),
        (
            "وقالت النقابة إن من المرجح استمرار الإضراب.",
            [("strike", 1, "dockers", "indirect", "public", "hedged")],
        ),
        # whose wish the narrator tells
        ("تريد الشركة إنهاء الإضراب.", [("strike", -1, "owners", "ascribed", "", "plain")]),
        # a joint announcement speaks for both
        (
            "أعلنت النقابة والشركة تعليق الإضراب.",
            [
                ("strike", -1, group, "indirect", "public", "plain")
                for group in ("dockers", "owners")
            ],
        ),
        ("انتهى الشتاء وعادت السفن.", []),
    ],
)
def test_a_cue_takes_voice_mode_and_channel_from_its_report(
    text: str, expected: list[tuple[object, ...]]
) -> None:
    assert positions(text) == expected


def test_the_reason_names_the_rule_and_its_words() -> None:
    row = statements("وقالت النقابة إن مواصلة هذا الإضراب ضرورة.", HARBOUR)[0]
    assert row["why"] == "strike.go_on: مواصلة هذا الإضراب"
    assert row["quote"] == "مواصلة هذا الإضراب ضرورة"


def test_rows_fit_their_tables() -> None:
    text = 'وقال مسؤول أمريكي كبير: "هذا ليس انسحابا". وأضاف أن داعش ما زال يشكل خطرا.\n'
    heard = voices_table({"made_up": text}, None, MACHINE.voices, FRAME)
    taken = statements_table({"made_up": text}, None, MACHINE.statements, FRAME)
    assert (len(heard), len(taken)) == (2, 2)
    assert set(heard["origin"]) == set(taken["origin"]) == {"machine"}


def test_the_lines_of_the_command_have_the_promised_fields_in_order() -> None:
    text = "وقال السوداني إن قواتنا قادرة على حفظ الأمن."
    voice = next(MACHINE.voice_records("made_up", [text]))
    stance = next(MACHINE.stance_records("made_up", [text]))
    assert list(voice) == [
        "article",
        "start",
        "end",
        "quote",
        "mode",
        "voice",
        "voice_start",
        "voice_end",
        "cue",
        "cue_start",
        "cue_end",
        "actor",
        "via",
    ]
    assert list(stance) == [
        "article",
        "start",
        "end",
        "quote",
        "voice",
        "voice_group",
        "mode",
        "channel",
        "proposition",
        "stance",
        "strength",
        "why",
    ]
    assert json.loads(json.dumps(voice)) == voice


def test_an_announcement_takes_up_the_sentence_of_the_line_before() -> None:
    text = "تتوقف الرحلات في الشتاء.\n\nتم الإعلان عن ذلك في بيان صادر عن شركة المرفأ.\n"
    (row,) = voices(text, HARBOUR)
    assert (row["quote"], row["actor"]) == ("تتوقف الرحلات في الشتاء", "Harbour Company")
    assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


ARABIC = st.lists(
    st.sampled_from(
        [
            "قال",
            "السوداني",
            "إن",
            "قوات",
            "التحالف",
            "ستغادر",
            "العراق",
            "بحلول",
            "عام",
            "2026",
            "،",
            ".",
            ":",
            '"',
            "“",
            "”",
            "وأضاف",
            "أن",
            "داعش",
            "خطر",
            "\n",
            "وفقا",
            "لوزارة",
            "الدفاع",
            "الأمريكية",
            "طالب",
            "البرلمان",
            "بالانسحاب",
            "لا",
            "لن",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(ARABIC)
@settings(max_examples=80, deadline=None)
def test_every_row_quotes_its_text(text: str) -> None:
    for row in [*MACHINE.voices(text), *MACHINE.statements(text)]:
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


@given(ARABIC)
@settings(max_examples=40, deadline=None)
def test_cutting_a_text_into_lines_changes_no_row(text: str) -> None:
    lines = text.splitlines(keepends=True)
    assert list(MACHINE.stance_records("a", lines)) == list(MACHINE.stance_records("a", [text]))


Place = tuple[int, int]


def overlap(one: Place, other: Place) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def test_on_the_reviewed_articles_suggestions_keep_their_measured_quality() -> None:
    coded = tables.read("coding/statements", SEEDS)
    right = grouped = paired = total = 0
    for article in dict.fromkeys(map(str, coded["article"].tolist())):
        rows = coded[coded["article"] == article].to_dict("records")
        text = (SEEDS / "articles" / f"{article}.txt").read_bytes().decode("utf-8")
        found = MACHINE.statements(text)
        total += len(rows) + len(found)
        scored = []
        for i, row in enumerate(rows):
            for j, other in enumerate(found):
                if row["proposition"] != other["proposition"]:
                    continue
                one = int(row["start"]), int(row["end"])
                two = int(str(other["start"])), int(str(other["end"]))
                both = overlap(one, two)
                if both >= 0.3 * min(one[1] - one[0], two[1] - two[0]):
                    same = row["voice_group"] == other["voice_group"]
                    scored.append((both / (one[1] - one[0] + two[1] - two[0] - both), same, i, j))
        taken: list[tuple[int, int]] = []
        for _, same, i, j in sorted(scored, reverse=True):
            if all(i != a and j != b for a, b in taken):
                taken.append((i, j))
                right += int(rows[i]["stance"]) == found[j]["stance"]
                grouped += same
        paired += len(taken)
    assert 2 * right / total >= 0.85
    assert grouped / paired >= 0.92


def test_reviewed_codes_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "frame.toml").write_bytes((SEEDS / "frame.toml").read_bytes())
    text = (SEEDS / "articles" / "002_42ff6afc3866bd43.txt").read_bytes().decode("utf-8")
    alone = Machine(read_frame(tmp_path))
    assert alone.statements(text) == MACHINE.statements(text)
    assert alone.voices(text) == MACHINE.voices(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("قال المحلل رامي الحداد إن مواصلة الإضراب ستضر المرفأ.", "analyst, named"),
        ("وقالت الباحثة سلوى الحداد إن استمرار الإضراب خطأ.", "analyst, named"),
        ("وقال محلل مالي إن استمرار الإضراب مكلف.", "analyst, unnamed"),
        ("وقال الشاعر رامي الحداد إن استمرار الإضراب مكلف.", "unnamed"),
        ("وقال عضو النقابة رامي الحداد إن استمرار الإضراب مكلف.", "dockers"),
    ],
)
def test_who_judges_by_trade_is_an_analyst_with_a_name_or_without(text: str, group: str) -> None:
    """Made-up sentences about the made-up strike."""
    assert {row["voice_group"] for row in statements(text, HARBOUR)} == {group}


def test_an_adjective_of_trade_tells_no_country() -> None:
    """A made-up sentence: somebody called "the soldierly" is no American for that."""
    rows = statements('وأكد أبو سعد العسكري أن "استهداف القوات الأمريكية حق مشروع".', FRAME)
    assert [row["voice_group"] for row in rows] == ["other"]
