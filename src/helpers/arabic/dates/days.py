"""Days of the month and the dates that begin with one, or with the month."""

from __future__ import annotations

from helpers.arabic.dates.edges import take_opener
from helpers.arabic.dates.months import Month, month_at
from helpers.arabic.dates.shapes import Point, When, plain_number
from helpers.arabic.dates.years import read_era, year_behind
from helpers.arabic.numerals import cardinal
from helpers.arabic.words import COMMA, DASH, SLASH, SOFT, SPACE, Tokens

__all__ = [
    "day_date",
    "day_number",
    "finish_date",
    "month_behind",
    "month_date",
    "ordinal_hundred",
    "ordinal_value",
]


def ordinal_value(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Value of an ordinal in words and the place after it: الحادي والعشرون is 21.

    The tens alone (العشرون) are left to the caller: they are cardinals too.
    """
    word = tokens.at(place)
    if word is None or word.sense.ordinal is None:
        return _one_and_tens(tokens, place) if word is not None and word.art else None
    value = word.sense.ordinal
    at = place + 1
    follower = tokens.at(at)
    if follower is not None and follower.full == "و" and tokens.joined(at):  # الخامس و العشرون
        tens = tokens.at(at + 1)
        card = tens.sense.card if tens is not None and tokens.joined(at + 1) else None
        if tens is not None and card is not None and word.art and tens.art and not tens.conj:
            return (value + card[0], place + 3) if card[1] == "tens" else (value, place + 1)
    if follower is not None and tokens.joined(at) and follower.sense.card is not None:
        number, kind = follower.sense.card
        # الخامس عشرة disagree: the ten counts what follows. الثانية عشر is a common slip.
        agree = word.stem.endswith("ه") or not follower.stem.endswith("ه")
        bare = not follower.conj and not follower.prep and not follower.art
        if kind == "ten" and bare and agree:
            return value + 10, place + 2
        if kind in ("tens", "hundred") and follower.conj and follower.art == word.art:
            more = ordinal_hundred(tokens, place + 2)
            if kind == "tens" and more:
                return value + number + more[0], more[1]
            return value + number, place + 2
    if word.sense.eleventh:
        return None
    return value, place + 1


def _one_and_tens(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """الواحد والعشرون, as many write for الحادي والعشرون."""
    word, tens = tokens.words[place], tokens.at(place + 1)
    if word is None or tens is None or word.sense.card != (1, "unit") or not tens.conj:
        return None
    if not (tens.art and tokens.joined(place + 1)) or tens.sense.card is None:
        return None
    number, kind = tens.sense.card
    return (1 + number, place + 2) if kind == "tens" else None


def ordinal_hundred(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """بعد المئة behind an ordinal: 100 and the place after it."""
    word, follower = tokens.at(place), tokens.at(place + 1)
    if word is None or follower is None or word.full != "بعد" or not follower.art:
        return None
    if follower.sense.card is None or not (tokens.joined(place) and tokens.joined(place + 1)):
        return None
    value, kind = follower.sense.card
    return (value, place + 2) if kind in ("hundred", "scale") else None


def day_number(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A day of the month at a word: 25, الخامس والعشرين, ال25.

    Returns:
        The day, 1 to 31, and the place after it.
    """
    word = tokens.at(place)
    if word is None:
        return None
    value = plain_number(tokens, place)
    if value is not None:
        return (value, place + 1) if 1 <= value <= 31 else None
    found = ordinal_value(tokens, place)
    if found is None and word.art and word.sense.card and word.sense.card[1] == "tens":
        found = word.sense.card[0], place + 1
    if found is None:
        number = cardinal(tokens, place) if word.sense.card or word.sense.eleven else None
        if number is None or number.scaled or len(number.values) != 1:
            return None
        first = number.values[0]
        found = (first, number.stop) if isinstance(first, int) else None
    return found if found and 1 <= found[0] <= 31 else None


def month_behind(tokens: Tokens, place: int) -> tuple[Month, int] | None:
    """The month behind a day: يناير, من يناير, من شهر يناير, -يناير."""
    if not tokens.joined(place, DASH, SLASH, SOFT):
        return None
    word = tokens.at(place)
    if word is None:
        return None
    if word.full == "من" or (word.full == "شهر" and not word.prep):
        if not tokens.joined(place + 1):
            return None
        place += 1
        word = tokens.at(place)
        if word is not None and word.full == "شهر" and tokens.joined(place + 1):
            place += 1
            word = tokens.at(place)
    if word is None or word.conj or word.prep:
        return None
    month = month_at(tokens, place)
    return (month, place) if month else None


def finish_date(tokens: Tokens, first: int, month: Month, day: int | None, start: int) -> When:
    """A month and perhaps a day: take the year, era and الماضي behind them."""
    stop, end = month.stop, month.end
    behind_bracket = (SOFT,) if tokens.raw[end - 1 : end] == ")" else ()
    year = year_behind(tokens, stop, COMMA, SLASH, DASH, *behind_bracket)
    point = Point(None, month.number, day, month.hijri)
    direction = None
    if year is not None and (month.hijri or not year.hijri):
        point = point._replace(year=year.number)
        stop, end = year.stop, year.end
    elif month.hijri:
        _, _hijri, stop, end = read_era(tokens, stop, end)
    word = tokens.at(stop)
    if (
        (
            word is not None
            and point.year is None
            and tokens.joined(stop, *behind_bracket)
            and word.art
        )
        and word.sense.relative is not None
        and not word.conj
        and not word.prep
    ):
        direction = word.sense.relative
        stop, end = stop + 1, tokens.end(stop)
    other = point._replace(month=month.other) if month.other else None
    when = When(first, stop, start, end, point, other=other, direction=direction)
    if point.year is None and direction is None and not month.hijri:
        _year_from_now(tokens, when)
    return when


def _year_from_now(tokens: Tokens, when: When) -> None:
    """Take من العام الماضي, من هذا العام behind a date."""
    place = when.stop
    word = tokens.at(place)
    if word is None or word.full != "من" or not tokens.joined(place):
        return
    period = tokens.at(place + 1)
    if period is None or not tokens.joined(place + 1):
        return
    if "near" in period.sense.roles and tokens.joined(place + 2):
        year = tokens.at(place + 2)
        if year is not None and year.art and "year" in year.sense.roles:
            when.shift, when.stop, when.end = 0, place + 3, tokens.end(place + 2)
        return
    if not period.art or "year" not in period.sense.roles or not tokens.joined(place + 2):
        return
    adjective = tokens.at(place + 2)
    shift = {"past": -1, "now": 0, "future": 1}
    if adjective is not None and adjective.art and adjective.sense.relative in shift:
        when.shift = shift[adjective.sense.relative]
        when.stop, when.end = place + 3, tokens.end(place + 2)


def day_date(tokens: Tokens, place: int) -> When | None:
    """A date that begins with the day: 25 يناير 2024, الثالث من مايو, 5 و6 مارس, 5-10 يونيو."""
    found = day_number(tokens, place)
    if found is None:
        return None
    day, stop = found
    start = tokens.begin(place)
    behind = month_behind(tokens, stop)
    if behind is not None:
        month, _ = behind
        if month.hijri and month.weak and not _hijri_sure(tokens, month):
            return None
        return finish_date(tokens, place, month, day, start)
    last = _second_day(tokens, stop)
    behind = month_behind(tokens, last[1]) if last is not None else None
    for _ in range(_LISTED):  # 3 و4 و5 نوفمبر
        more = _second_day(tokens, last[1]) if last is not None and behind is None else None
        if more is None or last is None or more[0] <= last[0]:
            break
        last, behind = more, month_behind(tokens, more[1])
    if last is None or behind is None or last[0] <= day:
        return None
    when = finish_date(tokens, place, behind[0], day, start)
    when.until = when.point._replace(day=last[0])
    return take_opener(tokens, when)


def _second_day(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The last day of a span of days: و10, -10, إلى 10."""
    word = tokens.at(place)
    if word is None or not tokens.joined(place, DASH):
        return None
    if tokens.gap(place - 1) != DASH and not word.conj:
        if word.full not in _JOINERS or not tokens.joined(place + 1):
            return None
        place += 1
    elif word.stem == "و" and tokens.joined(place + 1):
        place += 1
    return day_number(tokens, place)


_LISTED = 4  # more days in a list of days
_JOINERS = frozenset({"الي", "حتي", "و", "لغايه"})


def _hijri_sure(tokens: Tokens, month: Month) -> bool:
    year = year_behind(tokens, month.stop, COMMA)
    if year is not None:
        return year.hijri or year.number < 1600
    word = tokens.at(month.stop)
    if word is not None and ("ah" in word.sense.roles or word.sense.relative):
        return True
    return not (word is not None and word.sense.nouns and tokens.joined(month.stop))


def month_date(tokens: Tokens, place: int) -> When | None:
    """A date that begins with the month."""
    month = month_at(tokens, place)
    if month is None:
        return None
    opener = tokens.at(place - 1)
    if opener is not None and "first day" in opener.sense.roles and tokens.gap(place - 1) == SPACE:
        return finish_date(tokens, place - 1, month, 1, tokens.begin(place - 1))
    when = _day_behind(tokens, place, month)
    if when is not None:
        return when
    when = finish_date(tokens, place, month, None, tokens.begin(place))
    if month.weak and not month.doubled and when.point.year is None and when.direction is None:
        before = tokens.at(place - 1)
        word = tokens.at(place)
        assert word is not None
        near = before is not None and tokens.gap(place - 1) == SPACE
        supported = (
            near
            and before is not None
            and (
                "month" in before.sense.roles
                or before.sense.part is not None
                or (before.stem in _BEFORE_MONTH and not (month.hijri and before.stem == "من"))
                or _beside_month(tokens, place, month)
            )
        )
        if not supported and not (word.prep == "ل" and not month.hijri):
            return None
    if when.point.year is None and when.direction is None:
        follower = tokens.at(when.stop)
        if follower is not None and follower.full in ("اول", "الاول") and place and not month.hijri:
            return when
    return when


def _beside_month(tokens: Tokens, place: int, month: Month) -> bool:
    """Whether a month that is also a word stands beside another: فبراير ومارس."""
    word, before = tokens.words[place], tokens.words[place - 1]
    if word is None or before is None or not word.conj or month.hijri:
        return False
    return before.sense.month is not None and not before.sense.weak_month


def _day_behind(tokens: Tokens, place: int, month: Month) -> When | None:
    """The day behind its month: يوليو 13-15, نوفمبر 6, 2012, مايو الحادي والعشرين."""
    word = tokens.at(month.stop)
    if word is None or word.conj or word.prep or not tokens.joined(month.stop):
        return None
    if not word.digits and not word.art:
        return None
    found = day_number(tokens, month.stop)
    if found is None or (not word.digits and (found[0] < 3 or month.weak)):
        return None
    day, stop = found
    when = finish_date(tokens, place, month._replace(stop=stop), day, tokens.begin(place))
    when.end = max(when.end, tokens.end(when.stop - 1))
    if not word.digits or when.point.year is not None:
        return when
    last = _second_day(tokens, stop) if tokens.gap(stop - 1) == DASH else None
    if last is None or last[0] <= day:
        return None
    when.until = when.point._replace(day=last[0])
    when.stop, when.end = last[1], tokens.end(last[1] - 1)
    return when


_BEFORE_MONTH = frozenset(
    {"في", "منذ", "حتي", "بحلول", "خلال", "بعد", "قبل", "من", "الي", "بين", "عن"}
)
