"""Spell numbers in Arabic words, for tests that read them back.

Written for the tests alone, from the grammar, and sharing nothing with the reader: it
knows case and gender, and both spellings of the hundred.
"""

from __future__ import annotations

import random

_MASCULINE = ["", "واحد", "", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
_FEMININE = ["", "واحدة", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
_TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
_STEMS = ["", "", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
_SCALES = [
    (10**12, "تريليون", "تريليونات", "تريليون"),
    (10**9, "مليار", "مليارات", "مليار"),
    (10**6, "مليون", "ملايين", "مليون"),
    (10**3, "ألف", "آلاف", "ألف"),
]


def _two(feminine: bool, nominative: bool) -> str:
    stem = "اثنت" if feminine else "اثن"
    return stem + ("ان" if nominative else "ين")


def _below_hundred(number: int, feminine: bool, nominative: bool) -> str:
    units = _FEMININE if feminine else _MASCULINE
    if number == 2:
        return _two(feminine, nominative)
    if number <= 10:
        return units[number]
    ten = "عشرة" if feminine else "عشر"
    if number == 11:
        return ("إحدى " if feminine else "أحد ") + ten
    if number == 12:
        return _two(feminine, nominative)[:-1] + " " + ten
    if number < 20:
        return f"{units[number - 10]} {ten}"
    tens = _TENS[number // 10] + ("ون" if nominative else "ين")
    rest = number % 10
    if not rest:
        return tens
    unit = units[rest] if rest != 2 else _two(feminine, nominative)
    return f"{unit} و{tens}"


def _below_thousand(number: int, feminine: bool, nominative: bool, hundred: str) -> str:
    parts = []
    hundreds, rest = divmod(number, 100)
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        parts.append(hundred[:-1] + ("تان" if nominative else "تين"))
    elif hundreds:
        parts.append(_STEMS[hundreds] + hundred)
    if rest:
        parts.append(_below_hundred(rest, feminine, nominative))
    return " و".join(parts)


def spell(
    number: int, *, feminine: bool = False, nominative: bool = True, hundred: str = "مئة"
) -> str:
    """A number from 1 to 10**15 in words: ``spell(25) == "خمسة وعشرون"``."""
    parts = []
    for scale, singular, plural, many in _SCALES:
        count, number = divmod(number, scale)
        if count == 1:
            parts.append(singular)
        elif count == 2:
            parts.append(singular + ("ان" if nominative else "ين"))
        elif count:
            words = _below_thousand(count, False, nominative, hundred)
            few = 3 <= count % 100 <= 10
            accusative = 11 <= count % 100 <= 99
            parts.append(f"{words} {plural if few else many + 'ا' if accusative else many}")
    if number:
        parts.append(_below_thousand(number, feminine, nominative, hundred))
    return " و".join(parts)


def some_numbers(count: int, seed: int = 7) -> list[int]:
    """Numbers of every size, the same on every run."""
    chance = random.Random(seed)
    return [chance.randrange(1, 10 ** chance.randrange(1, 14)) for _ in range(count)]
