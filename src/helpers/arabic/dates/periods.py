"""Weekdays, days and periods placed by reference to now, seasons, decades, centuries."""

from __future__ import annotations

from helpers.arabic.dates.days import day_date, day_number, month_behind, ordinal_value
from helpers.arabic.dates.numeric import numeric_date
from helpers.arabic.dates.shapes import When, plain_number
from helpers.arabic.dates.years import read_era, year_behind
from helpers.arabic.lexicon import lexicon
from helpers.arabic.words import COMMA, DASH, SLASH, SOFT, SPACE, Tokens

__all__ = [
    "century_date",
    "day_of_this_month",
    "day_word_date",
    "decade_date",
    "numbered_day",
    "period_date",
    "season_date",
    "today_date",
    "weekday_date",
]


def weekday_date(tokens: Tokens, place: int) -> When | None:
    """الخميس with what follows: a full date, الماضي, or nothing."""
    word = tokens.at(place)
    if word is None or not word.art or word.sense.weekday is None:
        return None
    ten = tokens.at(place + 1) if word.sense.eleven else None
    if ten is not None and tokens.joined(place + 1) and ten.full == "عشر":
        return None  # اللاعبون الأحد عشر
    before = tokens.at(place - 1)
    if (
        before is not None
        and "weekday name" in before.sense.roles
        and tokens.gap(place - 1) == SPACE
    ):
        return None
    for skip in (1, 2):
        after = place + skip
        if skip == 2 and (not tokens.joined(place + 1) or tokens.folded(place + 1) != "الموافق"):
            break
        if tokens.joined(after, COMMA, SOFT) and after < tokens.size:
            found = _dated(tokens, after)
            if found is not None and found.point.day is not None and not found.until:
                if tokens.gap(after - 1) == SOFT:
                    if tokens.raw[found.end : found.end + 1] != ")":
                        break
                    found.end += 1
                found.first, found.start = place, tokens.begin(place)
                found.weekday = word.sense.weekday
                return found
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    when.weekday = word.sense.weekday
    follower = tokens.at(place + 1)
    if follower is not None and tokens.joined(place + 1) and follower.art and not follower.conj:
        if follower.sense.relative is not None and not follower.prep:
            when.direction = follower.sense.relative
            when.stop, when.end = place + 2, tokens.end(place + 1)
    elif follower is None or not tokens.joined(place + 1):
        pass
    if before is not None and before.stem in _NIGHTS and _next_weekday(tokens, place):
        when.stop, when.end = place + 2, tokens.end(place + 1)
        return when
    ordinal = follower.sense.ordinal if follower is not None and follower.art else None
    if (
        ordinal is not None
        and tokens.joined(place + 1)
        and when.direction is None
        and not month_behind(tokens, place + 2)
    ):
        return None
    return when


_NIGHTS = frozenset({"ليل", "ليله"})


def _next_weekday(tokens: Tokens, place: int) -> bool:
    """Whether the night runs into the day named next: ليل السبت - الأحد, ليلة السبت الأحد."""
    word, follower = tokens.words[place], tokens.at(place + 1)
    if word is None or follower is None or not follower.art or follower.prep or follower.conj:
        return False
    if word.sense.weekday is None or not tokens.joined(place + 1, DASH, SLASH):
        return False
    return follower.sense.weekday == (word.sense.weekday + 1) % 7


def numbered_day(tokens: Tokens, place: int) -> When | None:
    """يوم 27, يوم 27 الجاري: a day of a month that is not named."""
    word, day = tokens.words[place], tokens.at(place - 1)
    if word is None or day is None or day.stem != "يوم" or day.art or not tokens.joined(place):
        return None
    value = plain_number(tokens, place)
    if value is None or not 1 <= value <= 31 or word.conj or word.prep:
        return None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    follower = tokens.at(place + 1)
    if not tokens.joined(place + 1):
        return when
    if follower is not None and follower.art and follower.sense.relative is not None:
        when.stop, when.end = place + 2, tokens.end(place + 1)
        when.direction = follower.sense.relative
        return when
    links = follower is not None and (follower.conj or follower.full in lexicon().prepositions)
    return when if links and follower is not None and not follower.digits else None


def day_of_this_month(tokens: Tokens, place: int) -> When | None:
    """27 من الشهر الجاري, الخامس من هذا الشهر: a day of a month placed only from now."""
    found = day_number(tokens, place)
    if found is None:
        return None
    day, stop = found
    link, month = tokens.at(stop), tokens.at(stop + 1)
    if link is None or month is None or link.full != "من":
        return None
    if not (tokens.joined(stop) and tokens.joined(stop + 1)) or not 1 <= day <= 31:
        return None
    if "near" in month.sense.roles:
        month = tokens.at(stop + 2)
        stop += 1
    if month is None or not month.art or "month" not in month.sense.roles:
        return None
    period = period_date(tokens, stop + 1)
    if period is None or period.direction is None and period.step is None:
        return None
    return When(place, period.stop, tokens.begin(place), period.end, relative=True)


def _dated(tokens: Tokens, place: int) -> When | None:
    word = tokens.at(place)
    if word is None or word.conj or word.prep:
        return None
    return numeric_date(tokens, place) or day_date(tokens, place)


def day_word_date(tokens: Tokens, place: int) -> When | None:
    """أمس, غداً, اليوم, أول من أمس, بعد غد, and a weekday behind them."""
    word = tokens.at(place)
    if word is None or word.sense.day_word is None:
        return None
    days = word.sense.day_word
    first, start, stop, end = place, tokens.begin(place), place + 1, tokens.end(place)
    before = tokens.at(place - 1)
    if before is not None and tokens.gap(place - 1) == SPACE and not word.prep and not word.conj:
        if days == -1 and before.stem == "من" and not before.prep:
            further = tokens.at(place - 2)
            if further is not None and further.stem == "اول" and tokens.gap(place - 2) == SPACE:
                days, first, start = -2, place - 2, tokens.begin(place - 2)
        elif days == -1 and before.stem == "اول":
            days, first, start = -2, place - 1, tokens.begin(place - 1)
        elif days == 1 and before.stem == "بعد":
            days, first, start = 2, place - 1, tokens.begin(place - 1)
    follower = tokens.at(stop)
    if follower is not None and days == -1 and tokens.joined(stop) and follower.full == "الاول":
        days, stop, end = -2, stop + 1, tokens.end(stop)
        follower = tokens.at(stop)
    when = When(first, stop, start, end, relative=True, step=("day", days))
    return _with_weekday(tokens, when)


def _with_weekday(tokens: Tokens, when: When) -> When:
    follower = tokens.at(when.stop)
    if follower is None or not tokens.joined(when.stop, COMMA, SOFT):
        return when
    if follower.sense.weekday is None or not follower.art or follower.prep or follower.conj:
        return when
    found = weekday_date(tokens, when.stop)
    if found is None or found.direction is not None:
        return when
    if tokens.gap(when.stop - 1) == SOFT:
        if tokens.raw[found.end : found.end + 1] != ")":
            return when
        found.end += 1
    found.first, found.start = when.first, when.start
    if found.relative:
        found.step = when.step
    return found


def today_date(tokens: Tokens, place: int) -> When | None:
    """اليوم where it means today, and اليوم السابق, اليوم التالي."""
    word = tokens.words[place]
    if word is None or word.stem != "يوم" or not word.art:
        return None
    follower = tokens.at(place + 1) if tokens.joined(place + 1, COMMA) else None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    if follower is not None and follower.art and not follower.prep and not follower.conj:
        roles = follower.sense.roles
        if "previous" in roles or "next" in roles:
            when.stop, when.end = place + 2, tokens.end(place + 1)
            return when
        if follower.sense.weekday is not None:
            when.step = ("day", 0)
            return _with_weekday(tokens, when)
        if follower.sense.relative is not None or follower.sense.ordinal or follower.sense.card:
            return None
    before = tokens.at(place - 1) if tokens.gap(place - 1) == SPACE else None
    if word.prep or word.conj and word.prep:
        return None
    if before is not None and before.full in ("في", "من", "هذا", "ذلك", "طوال", "خلال", "مرات"):
        return None
    if _names_the_day(tokens, place + 1) or (follower is not None and follower.digits):
        return None
    when.step = ("day", 0)
    return when


def _names_the_day(tokens: Tokens, place: int) -> bool:
    """Whether the word behind اليوم says which day it is (اليوم الوطني, اليوم الذي)."""
    if place >= tokens.size or not tokens.joined(place):
        return False
    text = tokens.folded(place)
    if text in ("نفسه", "ذاته", "عينه"):
        return True
    return text.startswith("ال") and text.endswith(("ي", "يه", "واحد"))


def period_date(tokens: Tokens, place: int) -> When | None:
    """العام الماضي, الأيام المقبلة, هذا الأسبوع, قبل أعوام; a term that runs now."""
    word = tokens.words[place]
    if word is None:
        return None
    time = next((noun for noun in word.sense.nouns if noun.kind == "time"), None)
    roles = word.sense.roles
    if time is None and "term" not in roles:
        return None
    lemma = time.lemma if time is not None else "term"
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    when.qualifier = "vague"
    if time is not None and time.number == 3 and not word.art and not word.prep:
        before = tokens.at(place - 1)
        if (
            before is not None
            and "before" in before.sense.roles
            and tokens.gap(place - 1) == SPACE
            and not _construct(tokens, place + 1)
        ):
            when.first, when.start = place - 1, tokens.begin(place - 1)
            return when
        return None
    if time is not None and time.number == 2:
        return None
    found = _placed(tokens, place + 1, term="term" in roles and time is None)
    if found is not None and (word.art or (time is None and found[1] > place + 2)):
        direction, stop = found
        when.stop, when.end, when.direction = stop, tokens.end(stop - 1), direction
        single = time is not None and time.number == 1
        if lemma == "day" and single:
            when.qualifier = "exact"
        fixed_elsewhere = {"previous", "next"} & tokens.words[stop - 1].sense.roles  # type: ignore[union-attr]
        if single and direction and not fixed_elsewhere:
            when.step = (lemma, {"past": -1, "future": 1, "now": 0}[direction])
        return when
    before = tokens.at(place - 1)
    if before is None or tokens.gap(place - 1) != SPACE:
        return None
    if (
        "near" in before.sense.roles
        and word.art
        and not word.prep
        and (time is None or time.number == 1)
    ):
        if lemma in ("second", "minute", "hour"):
            return None
        when.first, when.start = place - 1, tokens.begin(place - 1)
        when.step = (lemma, 0)
        if lemma == "day":
            when.qualifier = "exact"
        return when
    part = before.sense.part is not None and before.sense.season is None
    if (
        part
        and word.art
        and not word.prep
        and lemma in ("year", "month", "week", "day")
        and lemma != "day"
        and not _joined_art(tokens, place + 1)
    ):
        when.step = (lemma, 0)
        return when
    return None


def _joined_art(tokens: Tokens, place: int) -> bool:
    """Whether a definite word follows directly (نهاية العام الدراسي)."""
    if place >= tokens.size or not tokens.joined(place):
        return False
    word = tokens.words[place]
    return bool(word and word.digits)


def _construct(tokens: Tokens, place: int) -> bool:
    """Whether a definite noun hangs on the word before it (أيام الحرب)."""
    if place >= tokens.size or not tokens.joined(place):
        return False
    return tokens.folded(place).startswith("ال") and len(tokens.text(place)) > 4


def _placed(tokens: Tokens, place: int, *, term: bool) -> tuple[str, int] | None:
    """الماضي, المقبل, الجاري behind a period, perhaps behind القليلة or a possessor."""
    for skip in (0, 1):
        after = place + skip
        if after >= tokens.size or not tokens.joined(after):
            return None
        word = tokens.words[after]
        if word is not None and word.art and word.sense.relative is not None and not word.prep:
            if word.conj or (skip == 1 and term and word.sense.relative != "now"):
                return None
            return word.sense.relative, after + 1
        if skip == 0 and not term and tokens.folded(after) not in _FEW:
            return None
    return None


_FEW = frozenset({"القليله", "القلائل", "الطويله", "الدراسي", "المالي", "الماليه", "الدراسيه"})


def season_date(tokens: Tokens, place: int) -> When | None:
    """صيف 2006, ربيع عام 2011, الصيف الماضي."""
    word = tokens.words[place]
    if word is None or word.sense.season is None:
        return None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place))
    if not word.art:
        year = year_behind(tokens, place + 1)
        if year is None or year.hijri or year.number < 1000:
            return None
        when.stop, when.end = year.stop, year.end
        when.fixed = f"{year.number:04d}-{word.sense.season}"
        return when
    found = _placed(tokens, place + 1, term=False)
    if found is None:
        return None
    when.stop, when.end, when.direction = found[1], tokens.end(found[1] - 1), found[0]
    when.relative, when.qualifier = True, "vague"
    return when


def decade_date(tokens: Tokens, place: int) -> When | None:
    """التسعينيات, ثلاثينيات القرن التاسع عشر."""
    word = tokens.words[place]
    if word is None or word.sense.decade is None:
        return None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place))
    decade, century = word.sense.decade // 10, 19
    before = tokens.at(place - 1)
    if before is not None and before.full == "عقد" and tokens.gap(place - 1) == SPACE:
        when.first, when.start = place - 1, tokens.begin(place - 1)
    after = place + 1
    link = tokens.at(after)
    if link is not None and link.full == "من" and tokens.joined(after):
        after += 1
        link = tokens.at(after)
        if link is None:
            text = tokens.folded(after) if after < tokens.size else ""
            if text.startswith("عمر"):
                return None
    if link is not None and "century" in link.sense.roles and tokens.joined(after):
        found = century_date(tokens, after)
        if found is not None:
            if found.fixed and found.fixed[:2].isdigit():
                century = int(found.fixed[:2])
            when.stop, when.end = found.stop, found.end
        elif _placed(tokens, after + 1, term=False):
            when.stop, when.end = after + 2, tokens.end(after + 1)
    when.fixed = f"{century:02d}{decade}X"
    return when


def century_date(tokens: Tokens, place: int) -> When | None:
    """القرن التاسع عشر, القرن العشرين, القرن ال19, القرن الخامس قبل الميلاد, القرن الماضي."""
    word = tokens.words[place]
    if word is None or "century" not in word.sense.roles or not word.art:
        return None
    after = place + 1
    follower = tokens.at(after)
    if follower is None or not tokens.joined(after) or follower.conj or follower.prep:
        return None
    found = _century_number(tokens, after)
    if found is None:
        return None
    number, stop = found
    last = number
    if any(noun.number == 2 for noun in word.sense.nouns):  # القرنين السابع والثامن
        second = tokens.at(stop)
        more = _century_number(tokens, stop) if second is not None and second.conj else None
        if more is None or more[0] <= number or not tokens.joined(stop):
            return None
        last, stop = more
    sign, hijri, stop, end = read_era(tokens, stop, tokens.end(stop - 1))
    behind = tokens.at(stop)
    if (
        behind is not None
        and behind.art
        and tokens.joined(stop)
        and not hijri
        and behind.sense.roles & {"ah", "ad"}
    ):
        hijri = "ah" in behind.sense.roles
        stop, end = stop + 1, tokens.end(stop)
    when = When(place, stop, tokens.begin(place), end)
    named = [_century_edtf(each, before_christ=sign < 0, hijri=hijri) for each in (number, last)]
    when.fixed = "/".join(dict.fromkeys(named))
    return when


def _century_number(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The number of a century at a word, and the place after it."""
    word = tokens.at(place)
    if word is None:
        return None
    found = ordinal_value(tokens, place)
    if found is None and word.digits.isdecimal() and len(word.digits) < 3:
        found = int(word.digits), place + 1
    if found is None and word.art and word.sense.card and word.sense.card[1] == "tens":
        found = word.sense.card[0], place + 1
    return found if found is not None and 1 <= found[0] <= 30 else None


def _century_edtf(number: int, *, before_christ: bool, hijri: bool) -> str:
    if hijri:
        return f"{_hijri_year(number) // 100:02d}XX"
    return f"{'-' if before_christ else ''}{number - 1:02d}XX"


def _hijri_year(century: int) -> int:
    """A Gregorian year in the middle of a Hijri century, by arithmetic."""
    return round((century * 100 - 50) * 0.970224 + 621.5774)
