"""Reported speech. Every sentence here and in speech_cases.txt is made up, unless it is read from seeds/."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.arabic.speech import Report, find_reports, iter_reports, reports_by_line
from helpers.arabic.speech_lexicon import inflect, lexicon
from helpers.arabic.text import fold

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
MODES = {"d": "direct", "m": "mixed", "i": "indirect"}
Part = tuple[str, str, str, str]
LETTERS = "".join(sorted(set("قال إن أن الوزير وأضاف وفقا ل بحسب مشيرا إلى نقلت عن تصريحات")))
ARABIC = st.text(alphabet=LETTERS + '"“”«»‘’:،.؟!…–()\n \u064b\u0640\u200f', max_size=200)
PIECES = st.lists(
    st.sampled_from(
        [
            "قال ",
            "الوزير ",
            "إن ",
            '"',
            "“",
            "”",
            "«",
            "»",
            ": ",
            "، ",
            ". ",
            "وأضاف ",
            "وفقا ل",
            "الجسر جديد ",
        ]
        + [
            "بحسب ",
            "مشيرا ",
            "إلى ",
            "أن ",
            "\n",
            "نقلت ",
            "عن ",
            "تصريحات ",
            "حول ",
            "(",
            ")",
            "– ",
            "الذي ",
            "تم الإعلان عن ذلك ",
        ]
    ),
    max_size=40,
).map("".join)


def read_cases() -> list[tuple[str, list[Part]]]:
    cases: list[tuple[str, list[Part]]] = []
    fresh = True
    for line in (HERE / "speech_cases.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.strip():
            fresh = True
        elif line.startswith(">"):
            cue, voice, content, mode = (part.strip() for part in line[1:].split("|"))
            cases[-1][1].append((cue, voice, content, MODES[mode]))
        else:
            assert fresh, f"two texts without an empty line between: {line}"
            fresh = False
            cases.append((line, []))
    return cases


CASES = read_cases()


def parts(text: str) -> list[Part]:
    return sorted((r.cue or "", r.voice or "", r.quote, r.mode) for r in find_reports(text))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_made_up_sentence_is_read_as_the_table_says(text: str, expected: list[Part]) -> None:
    assert parts(text) == sorted(expected)


def test_the_table_is_large_and_holds_near_misses() -> None:
    assert len(CASES) >= 120
    assert sum(not expected for _, expected in CASES) >= 30


@pytest.mark.parametrize(
    "text",
    [
        # A clock hand points, it does not say; nothing in the words tells it from a speaker.
        "تشير الساعة إلى الثالثة.",
        # An apposition with no comma at its end runs into the object.
        "وأكد سامي، رئيس الجمعية الخيرية مخاوف الأهالي.",
        # A bare family name before the one addressed reads like a noun and its genitive.
        "وحث زعيتر هولندا على فتح المعبر.",
        # Two sides accuse one another: a verb that is no cue, a definite noun of saying.
        "تبادل الناديان الاتهامات بخرق الاتفاق.",
    ],
)
@pytest.mark.xfail(strict=True, reason="known gap")
def test_known_gaps(text: str) -> None:
    expected = {
        "تشير الساعة إلى الثالثة.": [],
        "وأكد سامي، رئيس الجمعية الخيرية مخاوف الأهالي.": [
            ("وأكد", "سامي", "مخاوف الأهالي", "indirect")
        ],
        "وحث زعيتر هولندا على فتح المعبر.": [("وحث", "زعيتر", "هولندا على فتح المعبر", "indirect")],
        "تبادل الناديان الاتهامات بخرق الاتفاق.": [
            ("الاتهامات", "الناديان", "خرق الاتفاق", "indirect")
        ],
    }
    assert parts(text) == expected[text]


def test_who_passes_words_on_is_kept_apart_from_who_said_them() -> None:
    report = find_reports("وذكرت وكالة الأنباء نقلا عن مسؤول محلي أن السد امتلأ.")[0]
    assert (report.voice, report.via) == ("مسؤول محلي", "وكالة الأنباء")


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("وقال البائع إن السعر ثابت.", "say"),
        ("ويعتقد البائع أن السعر ثابت.", "think"),
        ("ويخشى البائع من تراجع السعر.", "fear"),
        ("وطالب البائع بتثبيت السعر.", "want"),
    ],
)
def test_a_report_tells_saying_from_thinking_fearing_and_wanting(text: str, sense: str) -> None:
    assert [report.sense for report in find_reports(text)] == [sense]


def test_diacritics_and_look_alike_letters_change_nothing() -> None:
    plain, marked = "وقالت المديرة إن المدرسة جديدة.", "وَقالَتِ المُديرةُ إنَّ المدرسةَ جديدة."
    assert [fold(r.quote) for r in find_reports(marked)] == [
        fold(r.quote) for r in find_reports(plain)
    ]
    farsi = plain.replace("ي", "ی").replace("ك", "ک")
    assert len(find_reports(farsi)) == len(find_reports(plain)) == 1


def test_a_name_heard_before_may_speak_at_the_head_of_a_line() -> None:
    headline = "الكرمي: الجسر سيفتح غدا أمام السيارات"
    assert find_reports(headline) == []
    heard = find_reports(f"وقال سعدون الكرمي إن العمل انتهى.\n{headline}")
    assert [report.voice for report in heard] == ["سعدون الكرمي", "الكرمي"]
    given_name = list(reports_by_line([headline], frozenset({fold("الكرمي")})))
    assert [report.voice for report in given_name[0][2]] == ["الكرمي"]


def test_an_unclosed_quotation_stays_within_its_line() -> None:
    text = 'وقال البائع: "الأسعار تضاعفت.\nزار الوزير المدرسة وصافح المعلمين فيها.\n'
    assert all(report.end <= text.index("\n") for report in find_reports(text))


def spans(text: str, report: Report) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = [(text[report.start : report.end], report.quote)]
    for start, end, words in (
        (report.voice_start, report.voice_end, report.voice),
        (report.cue_start, report.cue_end, report.cue),
        (report.via_start, report.via_end, report.via),
    ):
        assert (start is None) == (end is None) == (words is None)
        if start is not None:
            found.append((text[start:end], words))
    return found


@given(st.one_of(ARABIC, PIECES, st.text(max_size=80)))
@settings(max_examples=250, deadline=None)
def test_every_span_quotes_its_text_whatever_the_text(text: str) -> None:
    for report in find_reports(text):
        assert report.quote.strip()
        assert all(there == kept for there, kept in spans(text, report))


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_a_text_in_lines_gives_the_same_reports_as_the_whole(text: str) -> None:
    assert list(iter_reports(text.splitlines(keepends=True))) == find_reports(text)


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert find_reports(text) == find_reports(text)


@pytest.mark.parametrize(
    "piece",
    ['"', "قال ", "قال إن ", "وفقا ل", "،", 'قال "', "بحسب الوزير، ", "( ", "الوزير ", "وأضاف: "],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        find_reports(piece * times)
        return time.process_time() - begin

    seconds(100)
    short, long = seconds(800), seconds(3200)
    assert long < max(10 * short, 0.5), "four times the text took more than ten times as long"


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("قال", "يقول", ["قالت", "قالوا", "تقول", "سيقول", "يقولون"]),
        ("دعا", "يدعو", ["دعت", "دعوا", "تدعو", "يدعون", "يدع"]),
        ("نفى", "ينفي", ["نفت", "نفوا", "تنفي", "ينفون", "ينف"]),
        ("خشي", "يخشى", ["خشيت", "خشوا", "تخشى", "يخشون"]),
        ("أضاف", "يضيف", ["أضافت", "مضيفا", "مضيفة", "مضيفين", "ستضيف"]),
        ("ادعى", "يدعي", ["ادعت", "مدعيا", "مدعية", "مدعين"]),
    ],
)
def test_a_verb_takes_its_third_person_forms(past: str, present: str, forms: list[str]) -> None:
    made = {form for form, *_ in inflect(past, present)}
    assert set(forms) <= made


def test_the_lexicon_is_folded_throughout() -> None:
    words = lexicon()
    groups: list[Iterable[str]] = [words.forms, words.nouns, words.according, words.as_said]
    for group in [*groups, *words.sets.values()]:
        assert all(word == fold(word) for word in group)


Place = tuple[int, int]


def shared(one: Place, other: Place) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def pairs(coded: list[Place], found: list[Place]) -> list[tuple[int, int]]:
    """Pair places one to one, best overlap first; half of the shorter has to be shared."""
    scored = []
    for i, one in enumerate(coded):
        for j, other in enumerate(found):
            both = shared(one, other)
            if 2 * both >= min(one[1] - one[0], other[1] - other[0]) > 0:
                scored.append((both / (one[1] - one[0] + other[1] - other[0] - both), i, j))
    paired: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(i != a and j != b for a, b in paired):
            paired.append((i, j))
    return paired


def test_on_the_reviewed_articles_the_finder_keeps_its_measured_quality() -> None:
    coded = tables.read("coding/voices", SEEDS)
    right = voiced = total = 0
    for article in dict.fromkeys(map(str, coded["article"].tolist())):
        rows = coded[coded["article"] == article].to_dict("records")
        text = (SEEDS / "articles" / f"{article}.txt").read_bytes().decode("utf-8")
        reports = find_reports(text)
        total += len(rows) + len(reports)
        places = [(int(row["start"]), int(row["end"])) for row in rows]
        for i, j in pairs(places, [(report.start, report.end) for report in reports]):
            right += 1
            row, said = rows[i], reports[j]
            if not row["voice"] or said.voice_start is None or said.voice_end is None:
                voiced += (not row["voice"]) == (said.voice is None)
            else:
                place = int(row["voice_start"]), int(row["voice_end"])
                voiced += shared(place, (said.voice_start, said.voice_end)) > 0
    assert 2 * right / total >= 0.97
    assert 2 * voiced / total >= 0.95
