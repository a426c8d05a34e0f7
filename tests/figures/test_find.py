"""The finder of figures: the tables in ``cases/*.txt`` are the specification.

Every sentence there is made up for these tests, from many topics, with near misses; none
is from an article. In a table a sentence is followed by its figures, two spaces in:
``quote = kind; value; unit; qualifier`` or ``quote = date; EDTF; qualifier; resolved``.
A value is ``low`` or ``low..high``, ``?`` for an ambiguous figure, ``!`` for an unreadable
one; a unit of ``-`` is none; the qualifier is exact where it is not given. All are read as
if published on 2024-05-15, a Wednesday.
"""

from __future__ import annotations

import json
import random
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.arabic.lexicon import lexicon
from helpers.arabic.text import fold
from helpers.figures.find import RECORD_FIELDS, Figure, find_figures, iter_figures, to_record

PUBLISHED = "2024-05-15"
CASES = Path(__file__).parent / "cases"


def read_cases(path: Path) -> list[tuple[str, list[tuple[str, ...]]]]:
    cases: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("  "):
            quote, _, fields = line.strip().rpartition(" = ")
            cases[-1][1].append((quote, *(field.strip() for field in fields.split(";"))))
        elif line and not line.startswith("#"):
            cases.append((line, []))
    return cases


ALL = [
    pytest.param(sentence, expected, id=f"{path.stem}-{number}")
    for path in sorted(CASES.glob("*.txt"))
    for number, (sentence, expected) in enumerate(read_cases(path), start=1)
]


def number(bound: object) -> str:
    """Whole numbers in full, others to five digits."""
    value = Decimal(str(bound))
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.5g}".rstrip("0")


def shown(figure: Figure) -> tuple[str, ...]:
    """A figure in the columns of the tables."""
    if figure.kind == "date":
        resolved = (figure.resolved,) if figure.resolved else ()
        return (figure.quote, "date", figure.date or "?", figure.qualifier, *resolved)
    value = {"ambiguous": "?", "unreadable": "!"}.get(figure.status)
    if value is None:
        low, high = (number(bound) for bound in (figure.low, figure.high))
        value = low if low == high else f"{low}..{high}"
    return (figure.quote, figure.kind, value, figure.unit or "-", figure.qualifier)


def completed(case: tuple[str, ...]) -> tuple[str, ...]:
    """A row of a table with what goes without saying."""
    if case[1] == "date":
        return case if len(case) > 3 else (*case, "exact")
    value = "..".join(bound if bound in "?!" else number(bound) for bound in case[2].split(".."))
    unit_and_qualifier = case[3:] if len(case) > 4 else (*case[3:], "exact")
    return (*case[:2], value, *unit_and_qualifier)


def test_there_are_at_least_four_hundred_cases() -> None:
    assert len(ALL) >= 400


@pytest.mark.parametrize(("sentence", "expected"), ALL)
def test_a_sentence_gives_its_figures(sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = sorted(shown(figure) for figure in find_figures(sentence, PUBLISHED))
    assert found == sorted(completed(case) for case in expected)


KNOWN_GAPS = [
    # A dual in construct before an indefinite noun that the lexicon lacks; "my" looks the same.
    ("أضاع ركلتي جزاء", [("ركلتي", "count", "2", "penalty kick", "exact")]),
    # A qualifier before an age given as an ordinal.
    ("ناهز الثامنة والسبعين", [("ناهز الثامنة والسبعين", "ordinal", "78", "-", "about")]),
    # The currency comes with the second of two sums.
    (
        "رفعه إلى 100 مليون من 80 مليون ريال",
        [
            ("100 مليون", "money", "100000000", "riyal", "exact"),
            ("80 مليون ريال", "money", "80000000", "riyal", "exact"),
        ],
    ),
    # A tenth of a tenth part.
    ("أخرج ربع العشر", [("ربع العشر", "share", "0.025", "-", "exact")]),
    # A dual in construct of a noun that the lexicon lacks.
    ("عارضتا سوقي القمح والشعير", [("سوقي", "count", "2", "market", "exact")]),
]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(*case, marks=pytest.mark.xfail(raises=AssertionError, strict=True))
        for case in KNOWN_GAPS
    ],
)
def test_known_gaps(sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert [shown(figure) for figure in find_figures(sentence, PUBLISHED)] == expected


# --- context: dates and habits ----------------------------------------------------------------


def dates(text: str, published: str | None) -> list[tuple[str | None, str | None]]:
    return [
        (figure.date, figure.resolved)
        for figure in find_figures(text, published)
        if figure.kind == "date"
    ]


MADE_UP_DATED = [
    ("عقد الاجتماع في 4 يناير", None, "XXXX-01-04", None),
    ("عقد الاجتماع في 4 يناير", "2024-01-26", "2024-01-04", None),
    ("عقد الاجتماع في 4 أكتوبر", "2024-01-26", "2023-10-04", None),
    ("عقد الاجتماع في 4 أكتوبر", "2024-01-25/..", "2023-10-04", None),
    ("عقد الاجتماع في 4 مارس", "2023", "2023-03-04", None),
    ("عقد الاجتماع في 4 مارس", "2015/2023", "XXXX-03-04", None),
    ("عقد الاجتماع الخميس", None, "relative", None),
    ("عقد الاجتماع الخميس", "2024-01", "relative", None),
    ("عقد الاجتماع الخميس", "2024-01-26", "relative", "2024-01-25"),
    ("عقد الاجتماع الجمعة", "2024-01-26", "relative", "2024-01-26"),
    ("عقد الاجتماع الجمعة الماضي", "2024-01-26", "relative", "2024-01-19"),
    ("يعقد الاجتماع الجمعة المقبل", "2024-01-26", "relative", "2024-02-02"),
    ("عقد الاجتماع الشهر الماضي", "2024-01-26", "relative", "2023-12"),
    ("عقد الاجتماع الأسبوع الماضي", "2024-01-31", "relative", "2024-01-22/2024-01-28"),
    ("عقد الاجتماع الخميس 25 يناير", "2024-06-01", "2024-01-25", None),
    ("عقد الاجتماع أمس", "not a date", "relative", None),
    ("عقد الاجتماع العام الماضي", "0001-01-01", "relative", "0000"),
]


@pytest.mark.parametrize(("text", "published", "date", "resolved"), MADE_UP_DATED)
def test_the_day_of_publication_places_a_date(
    text: str, published: str | None, date: str, resolved: str | None
) -> None:
    assert dates(text, published) == [(date, resolved)]


def test_a_dateline_serves_where_no_publication_date_is_given() -> None:
    made_up = "المدينة، 26 يناير 2024 - وصل الوفد يوم الخميس وكان متوقعا في 4 أكتوبر"
    assert dates(made_up, None) == [
        ("2024-01-26", None),
        ("relative", "2024-01-25"),
        ("2023-10-04", None),
    ]


def test_the_latest_date_of_a_text_places_its_weekdays() -> None:
    made_up = "شكلت اللجنة في أكتوبر 2022. ثم اجتمعت يوم الخميس 25 يناير، ومن قبل في 4 يناير"
    assert [date for date, _ in dates(made_up, None)] == ["2022-10", "2024-01-25", "2024-01-04"]


def test_month_names_that_disagree_are_ambiguous_and_the_weekday_decides() -> None:
    figure = find_figures("يوم الخميس 25 يناير/كانون الأول", "2024-01-30")[0]
    assert (figure.status, figure.date) == ("ambiguous", "2024-01-25")
    assert figure.readings == ("2024-01-25", "2023-12-25")


@pytest.mark.parametrize(
    ("made_up", "readings"),
    [
        ("تبلغ الكلفة 1.234 دولار", (1234, Decimal("1.234"))),
        ("تبلغ الكلفة 1,234 دولار", (1234, Decimal("1.234"))),
    ],
)
def test_a_number_with_two_readings_keeps_both_and_no_value(
    made_up: str, readings: tuple[object, ...]
) -> None:
    figure = find_figures(made_up)[0]
    assert (figure.status, figure.low, figure.high) == ("ambiguous", None, None)
    assert figure.readings == readings


HABITS = [
    ("السعر 3.5 دولار ثم 1.234 دولار", Decimal("1.234")),
    ("السعر 3,5 دولار ثم 1.234 دولار", 1234),
    ("السعر 1.250.000 دولار ثم 1.234 دولار", 1234),
    ("السعر 1,250.5 دولار ثم 1,234 دولار", 1234),
    ("السعر 1.234 مليون دولار", 1_234_000),
    ("السعر 1.234 شركة", 1234),
]


@pytest.mark.parametrize(("made_up", "value"), HABITS)
def test_the_habit_of_the_text_or_the_unit_decides(made_up: str, value: object) -> None:
    assert find_figures(made_up)[-1].low == value


def test_the_order_of_day_and_month_follows_the_text() -> None:
    made_up = "صدر في 12/25/2023 ثم في 3/4/2023"
    assert [date for date, _ in dates(made_up, None)] == ["2023-12-25", "2023-03-04"]
    assert [date for date, _ in dates("صدر في 3/4/2023", None)] == ["2023-04-03"]


# --- records and streams ------------------------------------------------------------------------


def test_a_record_has_the_fields_of_the_contract_and_plain_numbers() -> None:
    figure = find_figures("وافق ثلث الأعضاء")[0]
    record = to_record("made-up", figure)
    assert tuple(record) == RECORD_FIELDS
    assert json.loads(json.dumps(record))["low"] == pytest.approx(1 / 3)
    assert isinstance(to_record("made-up", find_figures("5 كتب")[0])["low"], int)


def test_huge_numbers_stay_exact_and_endless_ones_are_unreadable() -> None:
    assert find_figures("9" * 60 + " دولار")[0].low == int("9" * 60)
    endless = find_figures("9" * 6000 + " دولار")[0]
    assert (endless.status, endless.low) == ("unreadable", None)


@pytest.mark.parametrize("quote", ["32/13/2024", "30-02-2023", "99/99/9999"])
def test_a_date_that_cannot_be_is_unreadable(quote: str) -> None:
    (figure,) = find_figures(f"صدر في {quote} عن الدار")
    assert (figure.quote, figure.kind, figure.status) == (quote, "date", "unreadable")
    assert figure.date is None


def test_pieces_give_the_same_figures_as_the_whole() -> None:
    lines = [f"في عام {1900 + n % 120} زار المعرض {n} طالبا وطالبتان.\n" for n in range(11, 6000)]
    whole = find_figures("".join(lines))
    assert list(iter_figures(lines)) == whole
    assert len(whole) == 3 * len(lines)
    text = "".join(lines)
    assert all(text[figure.start : figure.end] == figure.quote for figure in whole)


def test_the_first_figure_comes_before_the_last_piece_is_read() -> None:
    taken = 0

    def pieces() -> object:
        nonlocal taken
        for _taken in range(400):
            yield "قتل ثلاثة أشخاص في الحادث.\n" * 40

    next(iter_figures(pieces()))  # type: ignore[arg-type]
    assert taken < 100


# --- properties ---------------------------------------------------------------------------------

ALPHABET = st.sampled_from(
    [*'ابتثجحخدذرسشصعفقكلمنهوية اأإآىئءًّـ 0123456789٠٣٫٬.,/-:%()«»"*[]\n\u200f½$', " من ", " و"]
)
WORDS = st.sampled_from(
    [
        "عام",
        "يوم",
        "الخميس",
        "نحو",
        "أكثر",
        "من",
        "ثلاثة",
        "خمسين",
        "ألف",
        "مليون",
        "ونصف",
        "الأول",
        "كانون",
        "الثاني",
        "أكتوبر",
        "5",
        "2023",
        "1.234",
        "عشرات",
        "عدة",
        "نصف",
        "القرن",
        "الساعة",
        "مساء",
        "بين",
        "إلى",
        "الماضي",
        "قبل",
        "الميلاد",
        "بالمئة",
        "دولار",
        "جندي",
        "هـ",
        "رمضان",
        "واحد",
        "كل",
        "ـ",
        "العشرون",
        "وعشرون",
        "مئتي",
        "سنوات",
        "31/01/2024",
        "10:30",
        "غالبية",
        "،",
        ".",
        "تحت",
        "الصفر",
    ]
)


@given(st.text(max_size=80) | st.lists(ALPHABET, max_size=60).map("".join))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_figures_that_quote_it(text: str) -> None:
    end = 0
    for figure in find_figures(text, PUBLISHED):
        assert text[figure.start : figure.end] == figure.quote
        assert end <= figure.start < figure.end
        end = figure.end


@given(st.lists(WORDS, max_size=25).map(" ".join))
@settings(deadline=None, max_examples=200)
def test_any_row_of_words_is_read_without_overlap(text: str) -> None:
    end = 0
    for figure in find_figures(text, PUBLISHED):
        assert text[figure.start : figure.end] == figure.quote
        assert figure.start >= end
        assert (figure.status == "unreadable") == (
            figure.low is None and figure.date is None and not figure.readings
        )
        end = figure.end


def meaning(figure: Figure) -> tuple[object, ...]:
    return (
        figure.kind,
        figure.low,
        figure.high,
        figure.qualifier,
        figure.date,
        figure.status,
        fold(figure.unit or ""),
    )


SENTENCES = [sentence for case in ALL for sentence in [case.values[0]] if isinstance(sentence, str)]
PLAIN = [sentence for sentence in SENTENCES if not re.search(r"[ر]\d|\d[ر]|\*\*", sentence)]


@pytest.mark.parametrize("script", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_the_script_of_the_digits_changes_no_value(script: str) -> None:
    table = {ord(str(value)): digit for value, digit in enumerate(script)}
    for sentence in SENTENCES:
        other = find_figures(sentence.translate(table), PUBLISHED)
        assert [meaning(figure) for figure in other] == [
            meaning(figure) for figure in find_figures(sentence, PUBLISHED)
        ], sentence


def test_the_whole_lexicon_jumbled_with_numerals_never_ends_the_program() -> None:
    chance = random.Random(7)
    forms = sorted(lexicon().forms)
    prefixes = ("", "", "", "ال", "و", "ب", "ل", "وال", "بال", "لل")
    gaps = (" ", " ", " ", " ", "، ", "/", " (", ") ", "-", ".\n", "\u200f ")
    for _ in range(60):
        text = "".join(
            (
                "".join(chance.choices("0123456789٣.,٫٬/:ر", k=chance.randrange(1, 8)))
                if chance.random() < 0.3
                else chance.choice(prefixes) + chance.choice(forms)
            )
            + chance.choice(gaps)
            for _ in range(300)
        )
        for figure in find_figures(text, PUBLISHED):
            assert text[figure.start : figure.end] == figure.quote


@given(st.sampled_from(PLAIN), st.sampled_from(["َ", "ُ", "ِ", "ّ", "ْ", "ـ", "\u200d"]))
@settings(deadline=None, max_examples=150)
def test_marks_on_letters_change_no_value(sentence: str, mark: str) -> None:
    marked = re.sub(r"(?<=[بتثجحخسشصضطظعغفقكلمنهي])(?=[ء-ي])", mark, sentence)
    assert [meaning(figure)[:6] for figure in find_figures(marked, PUBLISHED)] == [
        meaning(figure)[:6] for figure in find_figures(sentence, PUBLISHED)
    ]


CLITICS = [
    "ثلاثة كتب",
    "خمسين عاما",
    "مئة دولار",
    "ألف جندي",
    "عشرات القتلى",
    "نحو 20 سفينة",
    "أكتوبر 2023",
]


@pytest.mark.parametrize("amount", CLITICS)
@pytest.mark.parametrize("clitic", ["و", "ب", "ل", "ف", "وب", "ول"])
def test_an_attached_particle_changes_nothing_but_the_offset(amount: str, clitic: str) -> None:
    (plain,) = find_figures(f"كتب {amount}", PUBLISHED)
    (attached,) = find_figures(f"كتب {clitic}{amount}", PUBLISHED)
    assert meaning(attached) == meaning(plain)
    assert attached.quote == plain.quote


@pytest.mark.parametrize(
    "made_up",
    [
        "من " * 20_000,
        "9," * 20_000,
        "ألف و" * 15_000,
        "(" * 50_000,
        "1/" * 20_000,
        "يناير/" * 12_000,
        "و" * 60_000,
    ],
)
def test_no_text_takes_runaway_time(made_up: str) -> None:
    start = time.perf_counter()
    find_figures(made_up)
    assert time.perf_counter() - start < 5
