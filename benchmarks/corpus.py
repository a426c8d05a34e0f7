"""Arabic text in any amount that does not repeat, the same for everyone who gives the same seed.

A ``news`` line is three passages of the project's own articles, put together anew, or now and then
a made-up sentence; there are a few more figures in it than in the articles. Two in five of the
``dense`` lines are made-up sentences full of figures, as in reports on business or sport. Numbers
are drawn anew in each line, and some lines carry a name that is made up, so that the words do not
run out either. All templates, nouns and names below are made up; no corpus of others is needed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_CUT = re.compile(r"[^.،؛:!؟\n]{25,}?[.،؛:!؟\n]")
_NUMBER = re.compile("[0-9]+")
# Passages in a line. Of two, the pairs without a number soon all have had their turn, and the text
# would fill with figures towards its end.
_TOGETHER = 3
_NAME_EVERY = 6  # one line in so many carries a made-up name
_MADE_UP = {"news": 0.05, "dense": 0.42}  # share of the lines that are made-up sentences

MADE_UP = """
ارتفعت صادرات {noun} في {place} بنسبة {share}% خلال عام {year} لتبلغ {decimal} مليار دولار
قال مدير المصنع {name} إن الإنتاج تجاوز {big} طن، أي أكثر من {word} أضعاف ما كان عليه قبل {small} سنوات
أصيب نحو {small} عمال في انهيار سقف بمدينة {place} مساء الخميس {day} {month} {year}
تراوحت أسعار {noun} بين {big} و{big} جنيه منذ {month} الماضي
وأعلنت البلدية أن {word} قرى في منطقة {place} بلا ماء منذ أسبوعين
فاز فريق {place} على ضيفه بهدفين مقابل هدف أمام {big} متفرج في الدقيقة {small}
ما لا يقل عن {hundred} طالبا من مدرسة {name} شاركوا في الرحلة إلى {place} عام {year}
تبلغ مساحة البحيرة قرابة {big} كيلومتر مربع وعمقها {small} مترا في الشتاء
ويعمل في القطاع مئات الآلاف من السكان، معظمهم من {place} وضواحيها
وقضت المحكمة بتغريم الشركة {decimal} مليون درهم لمخالفتها المادة {small} من القانون رقم {hundred} لسنة {year}
لم يصدر عن الوزارة أي تعليق، واكتفى المتحدث باسمها {name} بالإشارة إلى بيان سابق
هطلت أمطار غزيرة على {place} وبلغت كميتها {decimal} ملم خلال {small} ساعة فقط
وفي الربع الأول من {year} تراجع إنتاج {noun} إلى {big} طن بعد أن كان {big} طن
يحتفل أهالي {place} بالموسم كل عام، وتعود العادة بحسب الرواة إلى زمن بعيد
كشفت الباحثة {name} في دراسة شملت {hundred} مشاركا أن ثلثي المرضى تعافوا خلال {small} أيام
من المقرر أن تنطلق المرحلة الثانية من المشروع بحلول نهاية {month} {year}
"""
NOUNS = "القمح القطن الزيتون التمور الإسمنت الفوسفات الأسماك البرتقال النسيج الألبان السكر الملح"
PLACES = "الوادي السهل الساحل القلعة النخيل الميناء الجزيرة البحيرة الجبل الواحة الغابة المضيق"
MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر تموز آذار شباط"
WORDS = "ثلاث أربع خمس ست سبع ثماني تسع عشر"
FIRST = "با تا جا حا دا را زا سا شا صا عا فا قا كا ما نا ها وا بو تي جو حي دو ري زي سو شي طا في كو"
LAST = "رم نان دور سيل مير لوم زين كان فار تور ليد نيم حان شاد غول باس ريف داس موس ساف"

Draw = Callable[[random.Random], str]
_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS: dict[str, Draw] = {
    "noun": lambda chance: chance.choice(NOUNS.split()),
    "place": lambda chance: chance.choice(PLACES.split()),
    "month": lambda chance: chance.choice(MONTHS.split()),
    "word": lambda chance: chance.choice(WORDS.split()),
    "name": lambda chance: _name(chance),
    "share": lambda chance: f"{chance.uniform(0, 100):.1f}",
    "decimal": lambda chance: f"{chance.uniform(1, 100):.1f}",
    "small": lambda chance: str(chance.randrange(3, 60)),
    "hundred": lambda chance: str(chance.randrange(100, 1000)),
    "big": lambda chance: str(chance.randrange(1000, 1_000_000)),
    "day": lambda chance: str(chance.randrange(1, 29)),
    "year": lambda chance: str(chance.randrange(1950, 2040)),
}


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(FIRST.split(), k=chance.randrange(1, 4))) + chance.choice(
        LAST.split()
    )


def passages() -> list[str]:
    """The articles, cut at their commas and stops into passages of 25 characters and more."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    return [" ".join(cut.group().split()) for text in texts for cut in _CUT.finditer(text)]


def lines(characters: int, seed: int, kind: str = "news") -> Iterator[str]:
    """Lines of so many characters together, line ends counted; no line comes twice.

    Args:
        characters: Length of all lines.
        seed: Another seed gives another text.
        kind: ``news`` or ``dense``.
    """
    chance = random.Random(seed)
    own, templates = passages(), MADE_UP.strip().splitlines()
    seen: set[int] = set()  # hashes: the lines themselves would fill the memory
    left = characters
    while left > 0:
        if chance.random() < _MADE_UP[kind]:
            template = chance.choice(templates)
            line = _SLOT.sub(lambda found: _SLOTS[found.group(1)](chance), template) + "."
        else:
            line = " ".join(chance.choices(own, k=_TOGETHER))
            line = _NUMBER.sub(lambda found: _like(found.group(), chance), line)
        if not chance.randrange(_NAME_EVERY):
            line = f"{line} هذا ما رواه {_name(chance)} {_name(chance)}."
        if hash(line) in seen:
            continue
        seen.add(hash(line))
        line = line[: left - 1] + "\n"
        left -= len(line)
        yield line


def _like(number: str, chance: random.Random) -> str:
    """Another number of as many digits; years stay years."""
    if len(number) == 4 and number[:2] in ("19", "20"):
        return str(chance.randrange(1950, 2040))
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))
