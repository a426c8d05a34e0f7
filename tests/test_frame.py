"""Settings files: every fault at once, each with its key. All settings here are made up."""

from pathlib import Path

import pytest

from helpers.faults import Fault, SeedsError
from helpers.frame import load_frame, read_frame

FRAME = """
[topic]
title = "Harbours"
question = "Who reports the harbour strike, and how?"
version = "1"
[[group]]
id = "north"
label = "Northern"
[[voice_group]]
id = "outlet"
label = "the outlet"
[[proposition]]
id = "strike"
label = "The strike is lawful"
text = "The strike is lawful."
"""


def load(tmp_path: Path, text: str) -> list[Fault]:
    (tmp_path / "frame.toml").write_text(text, encoding="utf-8")
    return load_frame(tmp_path)[1]


def test_a_right_frame_has_no_fault(tmp_path: Path) -> None:
    assert load(tmp_path, FRAME) == []
    assert read_frame(tmp_path).closed()["proposition"] == ["strike"]


def test_a_missing_frame_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match=r"frame\.toml: .*no such file.*seeds/README\.md"):
        read_frame(tmp_path)


@pytest.mark.parametrize(
    ("addition", "where", "said"),
    [
        ("[[actor]]\nname='Port'\ngroup='nobody'", "actor[1].group", "'nobody'"),
        ("[[term]]\naxis='x'\nterm='t'\ngloss='g'\nforms=['f']", "term[1].axis", "'x'"),
        ("[[group]]\nid='north'\nlabel='again'", "group", "'north' 2 times"),
        (
            """
            [[actor]]\nname='A'\ngroup='outlet'\naliases=['ميناء']
            [[actor]]\nname='B'\ngroup='outlet'\naliases=['ميناء']
            """,
            "actor.aliases",
            "'ميناء' 2 times",
        ),
        (
            "[[cue]]\nid='c'\nproposition='none'\nstance=1\npattern='x'",
            "cue[1].proposition",
            "'none'",
        ),
        ("[[cue]]\nid='c'\nproposition='strike'\nstance=2\npattern='x'", "cue[1].stance", "2"),
        ("[[proposition]]\nid='Two Words'\nlabel='l'\ntext='t'", "proposition[2].id", "Two Words"),
        ("colour = 1\n", "proposition[1].colour", "1"),
    ],
)
def test_a_fault_names_its_key_and_what_stands_there(
    tmp_path: Path, addition: str, where: str, said: str
) -> None:
    faults = load(tmp_path, FRAME + addition)
    assert [fault.where for fault in faults] == [where]
    assert said in faults[0].got
    assert faults[0].remedy


def test_all_faults_of_the_form_come_in_one_run(tmp_path: Path) -> None:
    faults = load(
        tmp_path, FRAME.replace('title = "Harbours"', "").replace('label = "Northern"', "")
    )
    assert [fault.where for fault in faults] == ["topic.title", "group[1].label"]


@pytest.mark.parametrize(
    ("content", "expected"), [(b"a = \xff", "UTF-8"), (b"a = = b", "TOML"), (b"", "the key")]
)
def test_a_file_that_cannot_be_read_is_a_fault_not_a_traceback(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    (tmp_path / "frame.toml").write_bytes(content)
    frame, faults = load_frame(tmp_path)
    assert frame is None
    assert faults
    assert all(fault.expected == expected for fault in faults)


def test_control_characters_in_a_fault_are_shown_not_sent_to_the_terminal() -> None:
    assert "\x1b" not in str(Fault("f", "", "x", "\x1b[31mred", "r"))
