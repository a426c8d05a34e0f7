"""Who a voice is, and for whom it speaks, on made-up speakers of made-up countries.

Every name, office and sentence is made up; the frame lists two countries (Nahristan, Jabalia), one
party and a few persons, and what it does not list has to be told from the words of the text.
"""

from __future__ import annotations

import pytest

from helpers.frame import Frame
from helpers.stance.machine import Machine
from helpers.stance.voices import voices_table

FRAME = Frame.model_validate(
    {
        "topic": {"title": "The river", "question": "Who owns the river?", "version": "1"},
        "group": [{"id": "north", "label": "Northern"}],
        "voice_group": [
            {"id": "outlet", "label": "the outlet"},
            {"id": "Nahristan government", "label": "Nahristan"},
            {"id": "Nahristan former official", "label": "out of office"},
            {"id": "Jabalia", "label": "Jabalia"},
            {"id": "party", "label": "the party"},
            {"id": "analyst, named", "label": "analysts"},
            {"id": "analyst, unnamed", "label": "analysts", "anonymous": True},
            {"id": "unnamed", "label": "unnamed", "anonymous": True},
            {"id": "other", "label": "others"},
        ],
        "actor": [
            {
                "name": "Nahristan",
                "group": "Nahristan government",
                "kind": "state",
                "aliases": ["نهرستان", "الحكومة النهرستانية"],
            },
            {"name": "Jabalia", "group": "Jabalia", "kind": "state", "aliases": ["جباليا"]},
            {
                "name": "Sami al-Jazairi",
                "group": "Nahristan government",
                "kind": "person",
                "aliases": ["سامي الجزائري", "الجزائري", "رئيس أركان الجيش", "وزير السدود"],
            },
            {
                "name": "Karim Saleh",
                "group": "party",
                "kind": "person",
                "aliases": ["كريم صالح", "صالح"],
            },
            {"name": "River Party", "group": "party", "aliases": ["حزب النهر"]},
            {
                "name": "unnamed experts",
                "group": "analyst, unnamed",
                "kind": "anonymous",
                "aliases": ["خبراء", "خبير"],
            },
        ],
        "proposition": [{"id": "ours", "label": "It is ours", "text": "The river is ours."}],
    }
)
MACHINE = Machine(FRAME)


def sides(text: str) -> list[tuple[object, object]]:
    return [(row["actor"], row["actor_group"]) for row in MACHINE.voices(text)]


@pytest.mark.parametrize(
    ("said", "group"),
    [
        # An office with the adjective of a country of the frame.
        ("وقال وزير الزراعة النهرستاني طلال الغيث", "Nahristan government"),
        ("وقالت وزارة الزراعة النهرستانية", "Nahristan government"),
        ("وقال متحدث باسم الجيش الجبالي", "Jabalia"),
        ("وقال مسؤولون نهرستانيون كبار", "Nahristan government"),
        # A country of the frame by its name.
        ("وقال وزير خارجية جباليا نديم القاضي", "Jabalia"),
        # Where somebody sits is not whose man he is.
        ("وقال السفير الجبالي لدى نهرستان نديم القاضي", "Jabalia"),
        ("وقال ممثل الأمم المتحدة في نهرستان نديم القاضي", "other"),
        # A country that the frame does not know, on an office that it does.
        ("وقال رئيس أركان الجيش البرتغالي نديم القاضي", "other"),
        ("وقال وزير الخارجية الجزائري نديم القاضي", "other"),
        ("وقالت الحكومة الجزائرية", "other"),
        # A nationality is no office.
        ("وقال الناشط النهرستاني طلال الغيث", "other"),
        ("وقال اللاعب النهرستاني طلال الغيث", "other"),
        # A party, also behind في and in quotation marks.
        ("وقال القيادي في «حزب النهر» طلال الغيث", "party"),
        ("وقال قيادي بارز في حزب النهر", "party"),
        # Out of office.
        ("وقال وزير الزراعة النهرستاني السابق طلال الغيث", "Nahristan former official"),
        ("وقال مسؤول جبالي سابق", "unnamed"),
        # Experts, whatever their country.
        ("وقال الباحث النهرستاني طلال الغيث", "analyst, named"),
        # Nobody tells.
        ("وقال مصدر أمني", "unnamed"),
        ("وقال دبلوماسي غربي", "unnamed"),
        ("وقال طلال الغيث", "other"),
    ],
)
def test_the_words_of_the_text_say_for_whom_somebody_speaks(said: str, group: str) -> None:
    assert [found for _, found in sides(f"{said} إن الماء شحيح.")] == [group]


def test_a_family_name_is_the_man_whom_the_text_has_named() -> None:
    text = "وقال طلال صالح إن الماء شحيح. وأكد صالح أن السد جاف. وأضاف أن الصيف طويل."
    assert [actor for actor, _ in sides(text)] == ["طلال صالح"] * 3
    assert [actor for actor, _ in sides("وأكد صالح أن السد جاف.")] == ["Karim Saleh"]


def test_another_man_of_the_same_family_is_not_the_one_listed() -> None:
    assert sides("وقال نديم الجزائري إن الماء شحيح.") == [("نديم الجزائري", "other")]


def test_a_bare_title_is_the_last_who_bore_it_and_not_the_last_who_spoke() -> None:
    text = (
        "وقال وزير الزراعة النهرستاني طلال الغيث إن الماء شحيح. "
        "وقال رئيس الاتحاد نديم القاضي إن السد جاف. "
        "وأضاف الوزير أن الصيف طويل."
    )
    assert [actor for actor, _ in sides(text)] == ["طلال الغيث", "نديم القاضي", "طلال الغيث"]


@pytest.mark.parametrize(
    ("before", "actor"),
    [
        ("وقال رئيس أركان الجيش طلال الغيث إن الماء شحيح. ", "طلال الغيث"),
        ("وقال رئيس أركان الجيش سامي الجزائري إن الماء شحيح. ", "Sami al-Jazairi"),
        ("وقال رئيس أركان الجيش الأسبق طلال الغيث إن الماء شحيح. ", "Sami al-Jazairi"),
        ("وقال المتحدث باسم رئيس أركان الجيش طلال الغيث إن الماء شحيح. ", "Sami al-Jazairi"),
        ("وقال طلال الغيث إن الماء شحيح. ", "Sami al-Jazairi"),
        ("", "Sami al-Jazairi"),
    ],
)
def test_an_office_is_the_man_whom_the_text_has_named_in_it(before: str, actor: str) -> None:
    text = f"{before}وأكد رئيس أركان الجيش أن السد جاف."
    assert [found for found, _ in sides(text)][-1] == actor


def test_the_same_source_goes_on() -> None:
    text = "وقال مصدر ملاحي إن الماء شحيح. وأكد المصدر نفسه أن السد جاف."
    assert [actor for actor, _ in sides(text)] == ["مصدر ملاحي"] * 2


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("وقال مسؤول نهرستاني", "anonymous"),
        ("وقال متحدث باسم وزارة الزراعة النهرستانية", "anonymous"),
        ("وقالت وزارة الزراعة النهرستانية", "named"),
        ("وقال وزير الزراعة النهرستاني", "named"),
        ("وقال طلال الغيث", "named"),
    ],
)
def test_who_can_be_held_to_account_is_named(said: str, named: str) -> None:
    assert [row["named"] for row in MACHINE.voices(f"{said} إن الماء شحيح.")] == [named]


def test_the_table_keeps_what_the_text_tells_of_a_speaker_not_listed() -> None:
    texts = {"made_up": "وقال وزير الزراعة النهرستاني طلال الغيث إن الماء شحيح."}
    found = voices_table(texts, None, MACHINE.voices, FRAME).to_dict("records")
    assert [(row["actor_group"], row["named"]) for row in found] == [
        ("Nahristan government", "named")
    ]
