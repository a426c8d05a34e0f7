"""Clock times: الساعة السادسة والنصف مساء, 10:30 صباحا, الثامنة مساء."""

from __future__ import annotations

import re
from bisect import bisect_left

from helpers.arabic.dates.shapes import DIGIT, When, plain_number
from helpers.arabic.numerals import cardinal
from helpers.arabic.text import to_western
from helpers.arabic.words import COMMA, SOFT, SPACE, Tokens, Word

__all__ = ["clock_time"]

_CLOCK = re.compile(rf"([{DIGIT}]{{1,2}}):([{DIGIT}]{{2}})(?::([{DIGIT}]{{2}}))?(?![:{DIGIT}])")


def clock_time(tokens: Tokens, place: int) -> When | None:
    """الساعة السادسة والنصف مساء, 10:30 صباحا, الثامنة مساء."""
    word = tokens.words[place]
    if word is None or word.digits and not _tells_time(tokens, place, word):
        return None
    after, named = place, False
    if "clock" in word.sense.roles and word.art and not word.digits:
        if not tokens.joined(place + 1, SOFT):
            return None
        after, named = place + 1, True
        word = tokens.at(after)
        if word is None or word.conj or word.prep:
            return None
    read = _hour(tokens, after)
    if read is None:
        return None
    hour, minute, stop, end = read
    part = None
    behind = tokens.at(stop)
    if behind is not None and tokens.joined(stop, COMMA) and not behind.conj:
        if behind.full == "من" and tokens.joined(stop + 1):
            behind = tokens.at(stop + 1)
            step = 1
        else:
            step = 0
        if behind is not None and behind.sense.day_part is not None and not behind.prep:
            bare = behind.stem in _ADVERBS or not behind.art
            if bare or step:
                part = "night" if behind.stem.startswith("ليل") else behind.sense.day_part
                stop, end = stop + step + 1, tokens.end(stop + step)
        elif behind is not None:
            around = _around_noon(tokens, stop + step)
            if around is not None:
                part, stop = around
                end = tokens.end(stop - 1)
    zoned = stop < tokens.size and tokens.folded(stop) in _BY_THE_CLOCK_OF
    told = named or zoned or part is not None or (minute and _at_an_hour(tokens, place, stop))
    told = told or (minute and after == place and _stands_alone(tokens, place, stop))
    if not told and ":" not in tokens.raw[tokens.starts[after] : end]:
        return None
    if part is None and ":" in tokens.raw[tokens.starts[after] : end]:
        half = _HALF.match(tokens.raw, end)
        if half:
            part, end = ("pm" if half.group(1) == "م" else "am"), half.end()
            stop = bisect_left(tokens.starts, end, stop)
    if hour > 12 and not named and word.digits and part is not None and not minute:
        return None  # 35 درجة نهارا و22 ليلا
    hour = _half_day(hour, part)
    if hour > 24 or minute > 59:
        return None
    when = When(place, stop, tokens.begin(place), end)
    when.fixed = f"T{hour % 24:02d}:{minute:02d}"
    printed = _CLOCK.search(tokens.raw, tokens.starts[after], end)
    if printed and printed.group(3) and int(to_western(printed.group(3))) < 60:
        when.fixed += f":{to_western(printed.group(3))}"
    return when


def _tells_time(tokens: Tokens, place: int, word: Word) -> bool:
    """Whether minutes, a part of the day or a zone may stand behind digits: spares most numbers."""
    end = tokens.starts[place] + word.end
    if tokens.raw[end : end + 1] == ":":
        return True
    behind = tokens.at(place + 1)
    if behind is None:
        return place + 1 < tokens.size and tokens.folded(place + 1) in _BY_THE_CLOCK_OF
    return behind.conj or behind.sense.day_part is not None or behind.full in _BEHIND_HOUR


def _at_an_hour(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether a preposition stands before السادسة والنصف, and no noun takes the half: في السادسة والنصف."""
    word, before = tokens.words[place], tokens.at(place - 1)
    if word is None or word.digits or word.conj or tokens.gap(place - 1) != SPACE:
        return False
    if not word.prep and (before is None or before.full not in _BEFORE_HOUR):
        return False
    return not (tokens.joined(stop) and tokens.folded(stop).startswith("ال"))


def _stands_alone(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether no noun stands beside الثامنة والنصف that it could rank or that halves."""
    word = tokens.words[place]
    if word is None or word.digits or word.conj:
        return False
    if tokens.joined(stop) and tokens.folded(stop).startswith("ال"):
        return False
    before = tokens.folded(place - 1) if place and tokens.gap(place - 1) == SPACE else ""
    named = tokens.at(place - 1)
    noun = named is not None and bool(named.sense.nouns)
    return not noun and not before.startswith(("ال", "وال", "بال", "لل"))


_BEFORE_HOUR = frozenset({"في", "عند", "حتي", "منذ", "نحو", "حوالي", "قرابه", "الي", "من", "بين"})


def _around_noon(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """بعد الظهر, قبل الظهر, منتصف الليل, بعد منتصف الليل: the half of the day, and the place after."""
    word = tokens.at(place)
    if word is None:
        return None
    side = word.full if word.full in ("بعد", "قبل") else ""
    if side:
        place += 1
    named, night = tokens.at(place), tokens.at(place + 1)
    if named is None or (side and not tokens.joined(place)):
        return None
    if side and named.stem == "ظهر" and not (named.prep or named.conj):
        return ("pm" if side == "بعد" else "am"), place + 1
    if named.full == "منتصف" and night is not None and tokens.joined(place + 1):
        if night.full == "الليل":
            return ("pm" if side == "قبل" else "am"), place + 2
        if night.full == "النهار" and not side:
            return "noon", place + 2
    return None


_HALF = re.compile(r" ?([مص])\b(?![.])")

_BY_THE_CLOCK_OF = frozenset({"بتوقيت", "بالتوقيت"})
_BEHIND_HOUR = _BY_THE_CLOCK_OF | {"من", "الا", "بعد", "قبل", "منتصف"}
_ADVERBS = frozenset({"صباحا", "مساء", "ظهرا", "عصرا", "فجرا", "ليلا"})


def _half_day(hour: int, part: str | None) -> int:
    if part == "am":
        return 0 if hour == 12 else hour
    if part == "pm":
        return hour + 12 if hour < 12 else hour
    if part == "noon":
        return hour + 12 if hour < 11 else hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    return hour


def _hour(tokens: Tokens, place: int) -> tuple[int, int, int, int] | None:
    """Hour, minute, the place after them and the offset there."""
    word = tokens.at(place)
    if word is None:
        return None
    if word.digits:
        end = tokens.starts[place] + word.end
        match = _CLOCK.match(tokens.raw, end - len(word.digits))
        if match:
            stop = bisect_left(tokens.starts, match.end(), place)
            hour, minute = int(to_western(match.group(1))), int(to_western(match.group(2)))
            return (hour, minute, stop, match.end()) if hour < 25 and minute < 60 else None
        value = plain_number(tokens, place)
        if value is None or value > 24:
            return None
        stop = place + 1
        return _minutes(tokens, value, stop, tokens.end(place))
    value = word.sense.ordinal if word.art else None
    stop = place + 1
    if word.art and word.sense.card is not None and word.sense.card[0] == 1:
        value = 1
    follower = tokens.at(stop)
    if (
        value is not None
        and follower is not None
        and tokens.joined(stop)
        and not follower.conj
        and follower.sense.card == (10, "ten")
        and not follower.prep
    ):
        value, stop = value + 10, stop + 1
    if value is None or not 1 <= value <= 12 or not word.full.endswith(("ه", "ي")):
        return None
    if word.sense.eleventh and value == 1:
        return None
    return _minutes(tokens, value, stop, tokens.end(stop - 1))


def _minutes(tokens: Tokens, hour: int, stop: int, end: int) -> tuple[int, int, int, int]:
    """والنصف, والربع, إلا ربعا, و20 دقيقة behind an hour."""
    word = tokens.at(stop)
    if word is None or not tokens.joined(stop):
        return hour, 0, stop, end
    place, less = stop, False
    loose = word.full == "و" and tokens.joined(stop + 1)  # الثامنة و 20 دقيقة
    if loose:
        place = stop + 1
        word = tokens.at(place)
    if word is not None and word.full == "الا" and tokens.joined(stop + 1):
        place, less = stop + 1, True
        word = tokens.at(place)
    if word is None or not (less or loose or word.conj):
        return hour, 0, stop, end
    minute = None
    after = place + 1
    fraction = word.sense.fraction or _FRACTION_ACCUSATIVE.get(word.stem)
    if fraction is not None and fraction[0] == 1 and fraction[1] in (2, 3, 4):
        minute = 60 // fraction[1]
    else:
        number = cardinal(tokens, place)
        unit = tokens.at(number.stop) if number is not None else None
        if number is not None and len(number.values) == 1 and unit is not None:
            value = number.values[0]
            if not isinstance(value, int):
                pass
            elif any(noun.lemma == "minute" for noun in unit.sense.nouns):
                minute, after = value, number.stop + 1
            elif unit.full in _ADVERBS and not number.numeral and tokens.joined(number.stop):
                minute, after = value, number.stop  # السابعة وثلاثين مساء
    if minute is None or not 0 < minute < 60:
        return hour, 0, stop, end
    if less:
        return (hour - 1) % 24, 60 - minute, after, tokens.end(after - 1)
    return hour, minute, after, tokens.end(after - 1)


_FRACTION_ACCUSATIVE = {"ربعا": (1, 4), "ثلثا": (1, 3), "نصفا": (1, 2)}
