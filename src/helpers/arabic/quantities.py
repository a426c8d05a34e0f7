"""The grammar of amounts: what is counted, how exactly, and as what kind.

Starting from one word that can open an amount, `amount_at` reads the number with the noun
beside it, the qualifier before or behind, ranges, shares, ordinals, duals and vague
amounts. It looks a few words to each side and never further.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from helpers.arabic.dates import NUMERIC_DATE, ordinal_value
from helpers.arabic.lexicon import Noun, lexicon
from helpers.arabic.numerals import (
    Habit,
    Number,
    Value,
    cardinal,
    divide,
    times,
    vague_amount,
)
from helpers.arabic.text import fold
from helpers.arabic.words import DASH, SOFT, SPACE, Tokens, Word

__all__ = ["Amount", "amount_at", "qualifier_before"]

_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_MAJORITY: tuple[Value, Value] = (Decimal("0.5"), 1)


@dataclass(slots=True)
class Amount:
    """An amount as found.

    Attributes:
        first, stop: The words it takes. start, end: Its offsets.
        kind: count, share, duration, money, measure, ordinal or identifier.
        ranges: (low, high) of each reading; none where nobody can read it.
        unit: English lemma, or the Arabic noun; ``None`` without a noun.
        qualifier: exact, about, at_least, more_than, less_than or vague.
        numeral: The digits as printed, for the habits of the text.
        bare: No noun was found, so a unit may still come from the figure before.
        points_back: "of them" stands beside it.
    """

    first: int
    stop: int
    start: int
    end: int
    kind: str
    ranges: tuple[tuple[Value, Value], ...]
    unit: str | None = None
    qualifier: str = "exact"
    numeral: str = ""
    bare: bool = False
    points_back: bool = False


class _Counted(NamedTuple):
    """A counted noun: what it is, and where it ends."""

    lemma: str
    kind: str
    stop: int
    end: int
    known: bool = True


def _word(tokens: Tokens, place: int) -> Word | None:
    return tokens.words[place] if 0 <= place < tokens.size else None


def _joined(tokens: Tokens, place: int) -> bool:
    return place < tokens.size and tokens.gap(place - 1) == SPACE


# --- nouns -------------------------------------------------------------------------------

_CLOSING = frozenset(")]»”\"'’*")


def _reach(tokens: Tokens, stop: int) -> bool:
    """Whether the word at ``stop`` hangs on the number before it, perhaps past a bracket."""
    gap = tokens.gap(stop - 1)
    if gap == SPACE:
        return True
    if gap != SOFT:
        return False
    between = tokens.raw[tokens.end(stop - 1) : tokens.starts[stop]].strip()
    return bool(between) and all(char in _CLOSING for char in between.replace(" ", ""))


def _pick(nouns: tuple[Noun, ...], value: Value | None, *, definite: bool) -> Noun | None:
    """The reading of a noun that agrees with its number."""
    if not nouns:
        return None
    if value is not None and not definite:
        plural = isinstance(value, int) and 3 <= value % 100 <= 10
        wanted = 3 if plural else 1
        for noun in nouns:
            if noun.number == wanted:
                return noun
    for noun in nouns:
        if noun.number != 2:
            return noun
    return nouns[0]


def _counted(
    tokens: Tokens,
    stop: int,
    value: Value | None,
    *,
    definite: bool = False,
    known_only: bool = False,
) -> _Counted | None:
    """The noun behind a number.

    Args:
        tokens: The words.
        stop: The place behind the number.
        value: The number, for agreement; ``None`` for vague amounts and shares.
        definite: A noun with the article may follow (مئات الأشخاص, نصف السكان).
        known_only: Take nouns of the lexicon only.
    """
    if stop >= tokens.size or not _reach(tokens, stop):
        return None
    word = tokens.words[stop]
    if word is not None and definite and "this" in word.sense.roles and _joined(tokens, stop + 1):
        stop += 1
        word = tokens.words[stop]
    if word is not None:
        if word.full == "من":
            return _behind_of(tokens, stop, loose=value is None or value >= 1000)
        if word.conj or word.prep or word.digits:
            return None
        noun = _pick(word.sense.nouns, value, definite=word.art)
        if noun is not None and (definite or not word.art):
            if noun.kind == "time" and (
                word.art and value is not None or _dates_on(tokens, stop + 1)
            ):
                return None
            return _measured(tokens, noun, stop, tokens.end(stop))
        if noun is not None or word.sense.trigger:
            return None
        if "superlatives" in word.sense.roles or word.full in lexicon().no_noun:
            return None
        if word.art and not definite:
            return None
    return None if known_only else _unknown(tokens, stop, value, definite=definite)


def _dates_on(tokens: Tokens, place: int) -> bool:
    """Whether a word makes the time noun before it part of a date (يوم الثلاثاء, عام 2003)."""
    word = _word(tokens, place)
    if word is None or not _joined(tokens, place) or word.conj or word.prep:
        return False
    if word.sense.weekday is not None and word.art:
        return True
    return len(word.digits) == 4 or word.sense.month is not None and not word.sense.weak_month


def _behind_of(tokens: Tokens, place: int, *, loose: bool) -> _Counted | None:
    """The noun behind من: عدة مئات من القوات, 5,7 مليون من أهل."""
    after = place + 1
    if not _joined(tokens, after):
        return None
    word = tokens.words[after]
    if word is None:
        text = fold(tokens.text(after))
        if not text.startswith("ال") or len(text) < 5 or text in _RELATIVE:
            return None
        if not loose and not text.endswith(("ين", "ون", "ات")):
            return None
        return _Counted(
            _arabic_lemma(tokens.text(after)), "count", after + 1, tokens.end(after), False
        )
    if word.conj or word.prep or word.digits or "this" in word.sense.roles:
        return None
    noun = _pick(word.sense.nouns, None, definite=True)
    if noun is None or noun.kind == "time" or noun.number == 1:
        return None
    return _Counted(noun.lemma, noun.kind, after + 1, tokens.end(after))


_RELATIVE = frozenset(
    {"الذين", "اللواتي", "اللاتي", "الذي", "التي", "الان", "المقرر", "الممكن", "المتوقع"}
)


def _measured(tokens: Tokens, noun: Noun, place: int, end: int) -> _Counted:
    lemma = noun.lemma
    behind = _word(tokens, place + 1)
    word = tokens.words[place]
    if (
        lemma == "kilogram"
        and word is not None
        and word.stem == "كيلو"
        and _joined(tokens, place + 1)
    ):
        unit = _pick(behind.sense.nouns, 1, definite=False) if behind is not None else None
        if unit is not None and unit.lemma in ("metre", "gram", "watt", "litre"):
            return _Counted(f"kilo{unit.lemma}", noun.kind, place + 2, tokens.end(place + 1))
    if (
        behind is not None
        and behind.digits in ("2", "3", "٢", "٣")
        and tokens.starts[place + 1] == end
    ):
        power = "square" if behind.digits in ("2", "٢") else "cubic"
        return _Counted(f"{power} {lemma}", noun.kind, place + 2, tokens.end(place + 1))
    if noun.kind == "measure" and behind is not None and _joined(tokens, place + 1):
        if "square" in behind.sense.roles:
            lemma = f"square {lemma}"
        elif "cubic" in behind.sense.roles:
            lemma = f"cubic {lemma}"
    return _Counted(lemma, noun.kind, place + 1, end)


def _unknown(tokens: Tokens, place: int, value: Value | None, *, definite: bool) -> _Counted | None:
    """A noun that the lexicon lacks, if nothing speaks against one."""
    text = tokens.text(place)
    plain = fold(text)
    known = lexicon()
    if len(plain) < 3 or not plain.isalpha() or plain.isascii():
        return None
    if plain in known.no_noun or plain.startswith(("وال", "بال", "لل", "كال", "فال")):
        return None
    if plain.startswith("ال") and len(plain) > 4:
        if not definite:
            return None
    elif (
        plain[0] in "ويتن"
        and _verb_like(plain, value)
        or plain[0] in "بلفكس"
        and not _agrees(plain, value)
    ):
        return None
    if plain.endswith(("وا", "هم", "هما", "ها", "نا")) and len(plain) > 3 and not definite:
        return None
    few = isinstance(value, int) and 3 <= value % 100 <= 10
    if few and plain.endswith("ا") and not plain.endswith(("يا", "وا")):
        return None
    if definite and not plain.startswith("ال"):
        return _possessed(tokens, place, text, plain)
    lemma = _arabic_lemma(text)
    if lemma.endswith(("ين", "ون")) and isinstance(value, int) and 3 <= value % 100 <= 10:
        lemma = lemma[:-2]
    return _Counted(lemma, "count", place + 1, tokens.end(place), False)


def _possessed(tokens: Tokens, place: int, text: str, plain: str) -> _Counted | None:
    """A noun that its pronoun makes definite: نصف قيمته, ثلث سكانها."""
    suffix = next((end for end in ("هم", "ها", "هن", "ه") if plain.endswith(end)), "")
    stem = plain[: -len(suffix)] if suffix else ""
    if len(stem) < 3 or (suffix == "ه" and text.rstrip("\u0640").endswith("ة")):
        return None
    sense = lexicon().forms.get(stem) or lexicon().forms.get(
        stem[:-1] + "ه" if stem[-1] == "ت" else stem
    )
    noun = _pick(sense.nouns, None, definite=True) if sense is not None else None
    if noun is not None:
        return _Counted(noun.lemma, "count", place + 1, tokens.end(place))
    bare = "".join(char for char in text if fold(char))[: -len(suffix)]
    lemma = bare[:-1] + "ة" if bare.endswith("ت") and len(bare) > 3 else bare
    return _Counted(lemma, "count", place + 1, tokens.end(place), False)


def _verb_like(plain: str, value: Value | None) -> bool:
    """Whether a word looks like a verb, or carries و, rather than a noun."""
    if plain[0] == "و":
        return True
    if plain[0] == "ن":
        return False
    return not _agrees(plain, value)


def _agrees(plain: str, value: Value | None) -> bool:
    """Whether a word has the ending that its number asks of a noun."""
    if value is None or not isinstance(value, int):
        return False
    rest = value % 100
    if 3 <= rest <= 10:
        return plain.endswith("ات")
    if 11 <= rest <= 99:
        return plain.endswith(("ا", "ه"))
    return plain.endswith("ه")


def _arabic_lemma(text: str) -> str:
    """An unknown noun as it is listed: no article, no marks, no accusative alif."""
    plain = "".join(char for char in text if fold(char))
    marked = text.rstrip("\u0640")[-2:]
    plain = plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain
    if plain.endswith("ا") and ("\u064b" in marked or len(plain) > 4):
        plain = plain[:-1]
    return plain


def _chain(tokens: Tokens, counted: _Counted) -> _Counted:
    """Follow a construct to its definite end: مساحة العراق, أعضاء مجلس النواب."""
    stop, end = counted.stop, counted.end
    definite = fold(tokens.text(stop - 1)).startswith("ال")
    for _ in range(3):
        if definite or not _joined(tokens, stop):
            break
        text = fold(tokens.text(stop))
        word = tokens.words[stop]
        if word is not None and (word.conj or word.prep or word.digits):
            break
        if (
            text.startswith("ال")
            and len(text) > 3
            and text not in _RELATIVE
            or text in lexicon().territories
        ):
            stop, end, definite = stop + 1, tokens.end(stop), True
        elif word is not None and word.sense.nouns:
            ahead = fold(tokens.text(stop + 1)) if _joined(tokens, stop + 1) else ""
            if not ahead.startswith("ال") and ahead not in lexicon().territories:
                break
            stop, end = stop + 1, tokens.end(stop)
        else:
            break
    return counted._replace(stop=stop, end=end) if definite else counted


# --- qualifiers --------------------------------------------------------------------------


def _before(tokens: Tokens, first: int, floor: int) -> tuple[str, int, int] | None:
    """The qualifier directly in front: its name, first word and offset."""
    last = _word(tokens, first - 1)
    here = tokens.words[first]
    if last is None or first - 1 < floor or (here is not None and (here.conj or here.prep)):
        return None
    if tokens.gap(first - 1) not in (SPACE, SOFT):
        return None
    table = lexicon().before
    for key in (last.full, last.stem):
        for phrase, name in table.get(key, ()):
            start = _match_back(tokens, first - 1, phrase, floor)
            if start is not None:
                return name, start, tokens.begin(start)
        if key == last.stem:
            break
    return None


def _match_back(tokens: Tokens, place: int, phrase: tuple[str, ...], floor: int) -> int | None:
    """Where a phrase given backwards begins, if it ends at this word."""
    for count, form in enumerate(phrase):
        at = place - count
        word = _word(tokens, at)
        if word is None or at < floor or (count and tokens.gap(at) not in (SPACE, SOFT)):
            return None
        if word.full == form:
            needs = "needs preposition" in word.sense.roles
            if needs and not (at and fold(tokens.text(at - 1)) == "في"):
                return None
            continue
        if count == len(phrase) - 1 and word.stem == form and not word.art:
            if "needs preposition" in word.sense.roles and word.prep not in ("ب",):
                return None
            continue
        return None
    return place - len(phrase) + 1


def _parted(tokens: Tokens, first: int, floor: int) -> str | None:
    """A qualifying verb a few words back: تجاوز عددهم 500."""
    known = lexicon()
    for place in range(first - 1, max(floor, first - 5) - 1, -1):
        if tokens.gap(place) != SPACE:
            return None
        word = tokens.words[place]
        if word is None:
            if fold(tokens.text(place)) in _BY_HOW_MUCH:
                return None
            continue
        if word.trigger:
            return None
        name = known.parted.get(word.stem)
        if name is None:
            continue
        before = _word(tokens, place - 1)
        if name == "less_than" and not _falls_short(tokens, place, first):
            return None
        if (
            before is not None
            and "negation" in before.sense.roles
            and tokens.gap(place - 1) == SPACE
        ):
            return {"more_than": "less_than", "less_than": "at_least"}.get(name, name)
        return name
    return None


def _falls_short(tokens: Tokens, place: int, first: int) -> bool:
    """Whether عن stands between يقل and the number, so that it means "less than"."""
    return any(fold(tokens.text(at)) in ("عن", "علي") for at in range(place + 1, first))


_BY_HOW_MUCH = frozenset({"بنسبه", "بمقدار", "بواقع", "بفارق", "بقيمه", "بمعدل"})


def _after(tokens: Tokens, stop: int) -> tuple[str, int] | None:
    """The qualifier directly behind: its name and the place after it."""
    word = _word(tokens, stop)
    if word is None or not _joined(tokens, stop):
        return None
    for phrase, name in lexicon().after.get(word.full, ()):
        if all(
            (found := _word(tokens, stop + count)) is not None
            and found.full == form
            and _joined(tokens, stop + count)
            for count, form in enumerate(phrase)
        ):
            return name, stop + len(phrase)
    return None


def _qualify(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """Add the qualifier and its words to an amount."""
    before = _before(tokens, amount.first, floor)
    if before is not None:
        name, amount.first, amount.start = before
        if amount.qualifier == "exact" or name != "about":
            amount.qualifier = name
        return amount
    if amount.qualifier != "exact":
        return amount
    after = _after(tokens, amount.stop)
    if after is not None:
        amount.qualifier, amount.stop = after
        amount.end = tokens.end(amount.stop - 1)
        return amount
    amount.qualifier = _parted(tokens, amount.first, floor) or amount.qualifier
    return amount


# --- numbers with nouns --------------------------------------------------------------------


def _percent(tokens: Tokens, stop: int, end: int) -> tuple[int, int] | None:
    """A percent sign or بالمئة behind a number: the place after it and the offset."""
    raw = tokens.raw
    place = end
    while raw[place : place + 1] in (" ", "\u00a0", "\u200f", "\u200e", ")") and place < end + 3:
        place += 1
    if raw[place : place + 1] in ("%", "٪"):
        return stop, place + 1
    word = _word(tokens, stop)
    if word is None or tokens.gap(stop - 1) not in (SPACE, SOFT):
        return None
    if word.prep in ("ب", "") and word.art and not word.conj and "percent" in word.sense.roles:
        return stop + 1, tokens.end(stop)
    if word.full == "في" and _joined(tokens, stop + 1):
        follower = tokens.words[stop + 1]
        if follower is not None and follower.art and "percent" in follower.sense.roles:
            return stop + 2, tokens.end(stop + 1)
    return None


def _sign_before(raw: str, start: int) -> int | None:
    """The offset of a percent sign typed in front of a number: %50, ٪ ٥٠."""
    for width in (1, 2):
        mark = raw[start - width : start].rstrip() if start >= width else ""
        if mark in ("%", "٪"):
            before = raw[start - width - 1 : start - width].strip() if start > width else ""
            return None if before.isdigit() else start - width
    return None


def _bracketed(tokens: Tokens, first: int, start: int, end: int) -> int:
    """The offset of the bracket around a number, if its noun stands beyond it."""
    raw = tokens.raw
    if start and raw[start - 1] in '([«“"' and raw[end : end + 1] in (")", "]", "»", "”", '"'):
        return start - 1
    return start


def _ranges(number: Number) -> tuple[tuple[Value, Value], ...]:
    return tuple((value, value) for value in number.values)


def _plus_half(tokens: Tokens, counted: _Counted) -> tuple[Value, int, int] | None:
    """ونصف behind a counted noun (ساعة ونصف الساعة): the share, and where it ends."""
    word = _word(tokens, counted.stop)
    if word is None or not word.conj or word.prep or not _joined(tokens, counted.stop):
        return None
    fraction = word.sense.fraction
    if fraction is None or fraction[0] == 0 or word.sense.card is not None:
        return None
    if "suffixed" in word.sense.roles:
        return None
    stop = counted.stop + 1
    follower = _word(tokens, stop)
    if _joined(tokens, stop):
        same = follower is not None and any(
            noun.lemma == counted.lemma for noun in follower.sense.nouns
        )
        if same and follower is not None and not follower.conj and not follower.prep:
            return divide(*fraction), stop + 1, tokens.end(stop)
        if fold(tokens.text(stop)).startswith("ال"):
            return None
    return divide(*fraction), stop, tokens.end(stop - 1)


def _sum(value: Value, more: Value) -> Value:
    total = Decimal(value) + Decimal(more)
    return int(total) if total == total.to_integral_value() else total


def _in_years(amount: Amount) -> Amount:
    """Decades and centuries as years."""
    factor = _YEARS.get(amount.unit or "")
    if factor and amount.kind == "duration":
        amount.unit = "year"
        amount.ranges = tuple(
            (times(low, factor), times(high, factor)) for low, high in amount.ranges
        )
    return amount


_KINDS = {"time": "duration", "money": "money", "measure": "measure", "count": "count"}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}


def _amount_of(tokens: Tokens, place: int, number: Number, *, known_only: bool = False) -> Amount:
    """A number with what stands behind it: percent sign, noun, or nothing."""
    raw = tokens.raw
    start = tokens.begin(place)
    amount = Amount(
        place, number.stop, start, number.end, "count", _ranges(number), numeral=number.numeral
    )
    percent = _percent(tokens, number.stop, number.end)
    word = tokens.words[place]
    digits_at = tokens.starts[place] + word.end - len(word.digits) if word is not None else start
    if number.scaled and number.numeral:
        amount.start = _bracketed(tokens, place, start, digits_at + len(number.numeral))
    if percent is None and number.numeral:
        sign_at = _sign_before(raw, digits_at)
        if sign_at is not None:
            percent, amount.start = (number.stop, number.end), sign_at
    if percent is not None:
        amount.kind, (amount.stop, amount.end) = "share", percent
        amount.ranges = tuple(
            (divide(low, 100), divide(high, 100))
            for low, high in (amount.ranges if "ر" in number.numeral else amount.ranges[-1:])
        )
        amount.start = (
            _bracketed(tokens, place, start, number.end)
            if percent[1] > number.end + 1 and raw[number.end : number.end + 1] == ")"
            else amount.start
        )
        amount.unit = _whole_of(tokens, amount.stop)
        return amount
    value = number.values[0] if number.values else None
    sign = raw[start - 1 : start] if start else ""
    if sign in _SIGNS and sign and not raw[start - 2 : start - 1].isdigit():
        amount.kind, amount.unit, amount.start = "money", _SIGNS[sign], start - 1
        return amount
    if raw[number.end : number.end + 1] in _SIGNS and raw[number.end : number.end + 1]:
        amount.kind, amount.unit = "money", _SIGNS[raw[number.end]]
        amount.end = number.end + 1
        return amount
    again = _repeated(tokens, number)
    counted = _counted(tokens, again, value, known_only=known_only)
    if counted is None:
        amount.bare = True
        return amount
    return _with_noun(tokens, amount, counted, number)


def _repeated(tokens: Tokens, number: Number) -> int:
    """The place behind the same number given again in brackets: خمس (05) سنوات."""
    word = _word(tokens, number.stop)
    if word is None or not word.digits.isdecimal() or tokens.gap(number.stop - 1) != SOFT:
        return number.stop
    end = tokens.end(number.stop)
    same = number.values == (int(word.digits),) if len(word.digits) < 19 else False
    return number.stop + 1 if same and tokens.raw[end : end + 1] == ")" else number.stop


def _with_noun(tokens: Tokens, amount: Amount, counted: _Counted, number: Number | None) -> Amount:
    if number is not None and tokens.gap(number.stop - 1) == SOFT:
        amount.start = _bracketed(tokens, amount.first, amount.start, number.end)
    amount.kind, amount.unit = _KINDS[counted.kind], counted.lemma
    amount.stop, amount.end = counted.stop, counted.end
    if not counted.known:
        amount.bare = False
    if number is not None:
        amount.stop = _repeated(tokens, number._replace(stop=counted.stop))
    more = _plus_half(tokens, counted) if number is None or not number.scaled else None
    if more is not None:
        share, amount.stop, amount.end = more
        amount.ranges = tuple((_sum(low, share), _sum(high, share)) for low, high in amount.ranges)
    return _in_years(amount)


def _whole_of(tokens: Tokens, stop: int) -> str | None:
    """What a percentage is of: the noun behind من, which stays outside the span."""
    word = _word(tokens, stop)
    if word is None or word.full != "من" or not _joined(tokens, stop + 1):
        return None
    if tokens.raw[tokens.end(stop - 1) : tokens.starts[stop]].strip(" \u00a0%٪"):
        return None
    follower = tokens.words[stop + 1]
    if follower is not None and follower.sense.nouns and not follower.conj:
        noun = _pick(follower.sense.nouns, None, definite=True)
        return noun.lemma if noun is not None and noun.kind != "time" else None
    if fold(tokens.text(stop + 1)) in lexicon().territories:
        return "territory"
    return None


# --- ranges --------------------------------------------------------------------------------


def _opener(tokens: Tokens, first: int, floor: int) -> tuple[str, int, int] | None:
    """بين, ما بين or من in front of a number: its name, first word and offset."""
    word = _word(tokens, first - 1)
    here = tokens.words[first]
    if word is None or first - 1 < floor or tokens.gap(first - 1) not in (SPACE, SOFT):
        return None
    if here is not None and (here.conj or here.prep):
        return None
    if word.stem in ("بين", "مابين") and not word.art:
        more = _word(tokens, first - 2)
        if (
            more is not None
            and more.stem == "ما"
            and tokens.gap(first - 2) == SPACE
            and first - 2 >= floor
        ):
            return "between", first - 2, tokens.begin(first - 2)
        return "between", first - 1, tokens.begin(first - 1)
    if word.full == "من" or (word.stem == "من" and word.conj and not word.prep):
        more = _word(tokens, first - 2)
        if (
            more is not None
            and tokens.gap(first - 2) == SPACE
            and more.stem in ("اكثر", "اقل", "يقرب", "يقارب")
        ):
            return None
        return "from", first - 1, tokens.begin(first - 1)
    return None


def _join_range(tokens: Tokens, amount: Amount, number: Number, floor: int) -> Amount:
    """Read on to the second end of a range, if there is one."""
    stop = amount.stop
    if stop >= tokens.size or len(amount.ranges) != 1:
        return amount
    gap = tokens.gap(stop - 1)
    joiner = tokens.words[stop]
    if joiner is None:
        return amount
    opener = _opener(tokens, amount.first, floor)
    place, needs_noun = stop, True
    if gap == DASH and joiner.digits:
        if number.scaled or amount.numeral == "":
            return amount
    elif gap not in (SPACE, SOFT):
        return amount
    elif opener is not None and opener[0] == "between" and joiner.full == "و":
        needs_noun, place = False, place + 1
    elif opener is not None and opener[0] == "between" and joiner.conj and not joiner.prep:
        needs_noun = False
    elif joiner.full in ("الي", "حتي", "او") and _joined(tokens, stop + 1):
        needs_noun = opener is None
        place += 1
    else:
        return amount
    second = _word(tokens, place)
    if second is None or (second.prep and place == stop):
        return amount
    following = cardinal(tokens, place)
    if following is None or len(following.values) != 1:
        return amount
    last = _amount_of(tokens, place, following)
    low, high = amount.ranges[0][0], last.ranges[0][1]
    if last.bare and needs_noun and amount.bare:
        return amount
    if (
        not amount.bare
        and (amount.kind != last.kind or amount.unit != last.unit)
        and not last.bare
        and not (amount.kind == last.kind == "share")
    ):
        return amount
    if last.kind == "share" and amount.kind == "count":
        low = divide(low, 100)
    if (
        following.scaled
        and not number.scaled
        and isinstance(low, int)
        and low < 1000
        and times(low, following.last_scale) < high
    ):
        low = times(low, following.last_scale)
    if Decimal(low) >= Decimal(high):
        return amount
    kind, unit = (amount.kind, amount.unit) if last.bare else (last.kind, last.unit)
    joined = replace(
        amount, stop=last.stop, end=last.end, kind=kind, unit=unit, ranges=((low, high),)
    )
    joined.bare = last.bare and amount.bare
    if last.kind == "duration" and last.unit == "year" and last.ranges[0][1] != following.values[0]:
        factor = divide(last.ranges[0][1], following.values[0])
        joined.ranges = ((times(amount.ranges[0][0], factor), high),)
    if opener is not None:
        _, joined.first, joined.start = opener
    return joined


def qualifier_before(tokens: Tokens, first: int, floor: int) -> tuple[str, int, int] | None:
    """The qualifier directly in front of a word: its name, first word and offset."""
    return _before(tokens, first, floor)


# --- special shapes ------------------------------------------------------------------------


def _one_of_every(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """واحد من كل ثلاثة, 3 من كل 10 أشخاص: one share."""
    link = number.stop
    words = tokens.words
    if link + 2 >= tokens.size or not (_joined(tokens, link) and _joined(tokens, link + 1)):
        return None
    of, every = words[link], words[link + 1]
    if of is None or every is None or of.full != "من" or every.full not in ("كل", "اصل"):
        return None
    if every.full == "اصل" or not _joined(tokens, link + 2):
        return None
    whole = cardinal(tokens, link + 2)
    if whole is None or len(whole.values) != 1 or len(number.values) != 1 or not whole.values[0]:
        return None
    share = divide(number.values[0], whole.values[0])
    amount = Amount(place, whole.stop, tokens.begin(place), whole.end, "share", ((share, share),))
    counted = _counted(tokens, whole.stop, whole.values[0], known_only=True)
    if counted is not None:
        amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    return amount


_USUAL_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10})


def _slashed(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """3/4 as a share; a score or a day and month are left alone."""
    word = _word(tokens, number.stop)
    raw = tokens.raw
    if word is None or raw[number.end : number.end + 1] != "/" or not word.digits.isdecimal():
        return None
    begin = tokens.starts[number.stop]
    end = tokens.end(number.stop)
    behind = raw[end : end + 1]
    if begin != number.end + 1 or len(number.values) != 1 or behind in ("/", "-", ":") and behind:
        return None
    top, bottom = number.values[0], int(word.digits[:4])
    before = tokens.words[place - 1] if place else None
    dated = before is not None and (before.sense.weekday is not None or "day" in before.sense.roles)
    if bottom not in _USUAL_DENOMINATORS or not 0 < top < bottom or dated:
        return None
    share = divide(top, bottom)
    amount = Amount(place, number.stop + 1, tokens.begin(place), end, "share", ((share, share),))
    return amount


def _fraction(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """نصف السكان, ثلث مساحة العراق, ثلاثة أرباع, نصف مليون, ربع ساعة."""
    word = tokens.words[place]
    if word is None:
        return None
    stop = place + 1
    if word.sense.fraction is not None:
        numerator, denominator = word.sense.fraction
    else:
        follower = _word(tokens, stop)
        if word.sense.card is None or follower is None or follower.sense.fraction is None:
            return None
        numerator, denominator = word.sense.card[0], follower.sense.fraction[1]
        if (
            follower.sense.fraction[0]
            or follower.conj
            or follower.prep
            or not _joined(tokens, stop)
        ):
            return None
        if not 2 <= numerator < denominator:
            return None
        stop += 1
    if numerator == 0:
        return None
    share = divide(numerator, denominator)
    end = tokens.end(stop - 1)
    amount = Amount(place, stop, tokens.begin(place), end, "share", ((share, share),))
    if "suffixed" in word.sense.roles:
        return amount
    follower = _word(tokens, stop)
    if word.art:
        if (
            follower is not None
            and follower.art
            and _joined(tokens, stop)
            and (follower.sense.ordinal is not None or follower.sense.relative is not None)
        ):
            return None
        if _phrase(tokens, place, stop + 1) or _phrase(tokens, place - 1, stop):
            return None
        before = _word(tokens, place - 1)
        if before is not None and before.sense.nouns and before.art:
            return None
        return amount
    if not _joined(tokens, stop):
        return amount
    if _phrase(tokens, place, stop + 1) or _idiom(tokens, place):
        return None
    if follower is not None and follower.sense.card is not None and not follower.conj:
        value, kind = follower.sense.card
        if kind in ("scale", "accusative") and not follower.prep:
            number = Number((times(share, value),), stop + 1, tokens.end(stop), "", True, value)
            return _amount_of(tokens, place, number)
    if fold(tokens.text(stop)) in lexicon().territories:
        amount.unit, amount.stop, amount.end = "territory", stop + 1, tokens.end(stop)
        return amount
    counted = _counted(tokens, stop, None, definite=True)
    if counted is None:
        return amount if stop - place > 1 or denominator in (2, 3) and numerator <= 2 else None
    if counted.kind != "count" and follower is not None and not follower.art:
        return _with_noun(tokens, amount, counted, None)
    counted = _chain(tokens, counted)
    amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    if counted.kind == "time":
        amount.unit = None
    if follower is not None and "land" in follower.sense.roles:
        amount.unit = "territory"
    return amount


def _phrase(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether these words, folded, are an idiom."""
    if first < 0 or stop > tokens.size:
        return False
    text = " ".join(fold(tokens.text(place)) for place in range(first, stop))
    return text in lexicon().idioms


def _idiom(tokens: Tokens, place: int) -> bool:
    """Whether a number word stands in an idiom of two or three words."""
    return any(
        _phrase(tokens, first, stop)
        for first, stop in (
            (place, place + 2),
            (place - 1, place + 1),
            (place, place + 3),
            (place - 2, place + 1),
            (place - 1, place + 2),
        )
    )


def _majority(tokens: Tokens, place: int) -> Amount | None:
    """غالبية السكان, معظم هذه الدول, الغالبية العظمى من المجتمع, معظمهم."""
    word = tokens.words[place]
    if word is None or not word.sense.majority:
        return None
    end = tokens.end(place)
    amount = Amount(
        place, place + 1, tokens.begin(place), end, "share", (_MAJORITY,), qualifier="vague"
    )
    if "suffixed" in word.sense.roles:
        amount.unit = "person" if word.stem.endswith("هم") else None
        return amount
    stop = place + 1
    follower = _word(tokens, stop)
    if follower is not None and "intensifiers" in follower.sense.roles and _joined(tokens, stop):
        stop += 1
        follower = _word(tokens, stop)
    linked = follower is not None and follower.full == "من"
    if word.art and not linked:
        return None
    counted = _counted(tokens, stop, None, definite=True)
    if counted is None or not _joined(tokens, stop):
        return None
    head = tokens.words[counted.stop - 1]
    if head is not None and "no_share" in head.sense.roles:
        return None
    counted = _chain(tokens, counted)
    amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    return amount


def _vague(tokens: Tokens, place: int) -> Amount | None:
    """عشرات الهجمات, عدة مئات من القوات, بضعة أيام, الملايين."""
    word = tokens.words[place]
    found = vague_amount(tokens, place)
    if word is None or found is None:
        return None
    low, high, stop = found
    few = word.sense.few is not None
    only = few and stop == place + 1
    counted = _counted(tokens, stop, 3 if only else None, definite=not only)
    if few and stop == place + 1:
        if counted is None or counted.stop != stop + 1 or not _joined(tokens, stop):
            return None
        noun = tokens.words[stop]
        if noun is not None and noun.sense.nouns and all(n.number == 1 for n in noun.sense.nouns):
            return None
        if counted.lemma == "month":
            high = 11
    end = tokens.end(stop - 1)
    amount = Amount(
        place, stop, tokens.begin(place), end, "count", ((low, high),), qualifier="vague"
    )
    if counted is not None:
        amount.kind, amount.unit = _KINDS[counted.kind], counted.lemma
        amount.stop, amount.end = counted.stop, counted.end
        return _in_years(amount)
    amount.bare = True
    return amount


def _dual(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """القاعدتين, عامين, محافظتي الأنبار وأربيل; not a pair that is only referred back to."""
    word = tokens.words[place]
    if word is None or word.digits:
        return None
    noun = next((noun for noun in word.sense.nouns if noun.number == 2), None)
    if noun is None or any(other.number == 3 for other in word.sense.nouns):
        return None
    follower = _word(tokens, place + 1) if _joined(tokens, place + 1) else None
    paired = follower is not None and follower.sense.card == (2, "unit") and not follower.conj
    if noun.construct:
        if noun.kind == "time" or not _construct_dual(tokens, place, noun):
            return None
    elif not noun.sure and not paired or word.art and _refers_back(word):
        return None
    before = _word(tokens, place - 1)
    if before is not None and tokens.gap(place - 1) == SPACE and not word.conj:
        if any(other.number == 2 and not other.construct for other in before.sense.nouns):
            return None
        if before.sense.card is not None and before.sense.card[0] == 2:
            return None
    elif (
        before is None
        and place
        and tokens.gap(place - 1) == SPACE
        and noun.kind == "count"
        and fold(tokens.text(place - 1)).endswith(("تين", "تان"))
    ):
        # An adjective in the dual behind a dual that the lexicon lacks.
        return None
    stop = place + 2 if paired else place + 1
    amount = Amount(
        place, stop, tokens.begin(place), tokens.end(stop - 1), _KINDS[noun.kind], ((2, 2),)
    )
    amount.unit = noun.lemma
    counted = _Counted(noun.lemma, noun.kind, stop, amount.end)
    more = _plus_half(tokens, counted)
    if more is not None and noun.kind in ("time", "measure", "money"):
        share, amount.stop, amount.end = more
        amount.ranges = ((_sum(2, share), _sum(2, share)),)
    elif not paired:
        amount = _join_range(tokens, amount, Number((2,), amount.stop, amount.end), floor)
    return _in_years(amount)


def _refers_back(word: Word) -> bool:
    known = lexicon().forms
    stem = word.stem
    for ending, back in (("تين", "ه"), ("تان", "ه"), ("ين", ""), ("ان", "")):
        if stem.endswith(ending):
            sense = known.get(stem[: -len(ending)] + back)
            if sense is not None and "back reference" in sense.roles:
                return True
    return False


def _construct_dual(tokens: Tokens, place: int, noun: Noun) -> bool:
    """Whether a form without ن really is a dual: both members follow, or a definite noun."""
    word = tokens.words[place]
    if word is None or word.art or not _joined(tokens, place + 1):
        return False
    follower = tokens.words[place + 1]
    if follower is not None and (follower.conj or follower.prep or follower.digits):
        return False
    definite = fold(tokens.text(place + 1)).startswith("ال")
    both = any(
        _carries_and(tokens, at)
        for at in range(place + 2, min(place + 6, tokens.size))
        if all(tokens.gap(step) in (SPACE, SOFT) for step in range(place, at))
    )
    if noun.sure:
        return both or (definite and word.stem.endswith("تا"))
    temporal = follower is not None and (
        follower.sense.weekday is not None or any(n.kind == "time" for n in follower.sense.nouns)
    )
    if any(other.number == 1 for other in word.sense.nouns) or word.stem.endswith("ا"):
        return False
    before = fold(tokens.text(place - 1)) if place and tokens.gap(place - 1) == SPACE else ""
    return both and not temporal and (before in lexicon().prepositions or word.prep in ("ل", "ب"))


def _carries_and(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    return fold(tokens.text(place)).startswith("و") if word is None else word.conj


def _bare_length(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """A bare plural length (منذ أشهر), a qualified single one (أكثر من عقد), ساعة ونصف."""
    word = tokens.words[place]
    if word is None or word.art or word.conj and word.prep:
        return None
    noun = next((noun for noun in word.sense.nouns if noun.kind == "time"), None)
    if noun is None or noun.number == 2:
        return None
    start, end = tokens.begin(place), tokens.end(place)
    if noun.number == 1:
        counted = _Counted(noun.lemma, "time", place + 1, end)
        more = _plus_half(tokens, counted)
        if more is None and (_before(tokens, place, floor) is None or word.prep or word.conj):
            return None
        if noun.lemma in ("day", "night") and more is None and _construct_noun(tokens, place + 1):
            return None
        value: Value = 1
        amount = Amount(place, place + 1, start, end, "duration", ((value, value),), noun.lemma)
        if more is not None:
            share, amount.stop, amount.end = more
            amount.ranges = ((_sum(1, share), _sum(1, share)),)
        return _in_years(amount)
    before = _word(tokens, place - 1)
    opened = (
        before is not None
        and "opens duration" in before.sense.roles
        and tokens.gap(place - 1) == SPACE
    )
    if not (opened or word.prep in ("ل", "ب")) and noun.lemma != "year":
        return None
    if before is not None and before.sense.card is not None and tokens.gap(place - 1) == SPACE:
        return None
    follower = _word(tokens, place + 1)
    if _construct_noun(tokens, place + 1) or (
        follower is not None and follower.digits and _joined(tokens, place + 1)
    ):
        return None
    high = 11 if noun.lemma == "month" else 9
    amount = Amount(place, place + 1, start, end, "duration", ((3, high),), noun.lemma, "vague")
    return _in_years(amount)


def _construct_noun(tokens: Tokens, place: int) -> bool:
    """Whether a definite noun hangs directly on the word before it."""
    return (
        _joined(tokens, place)
        and fold(tokens.text(place)).startswith("ال")
        and len(tokens.text(place)) > 3
    )


# --- ordinals and identifiers ----------------------------------------------------------------


def _ordinal(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """الجولة الأولى, ثاني أكبر مدينة, أول زيارة, الحرب العالمية الثانية."""
    word = tokens.words[place]
    found = ordinal_value(tokens, place)
    if word is None or found is None or _idiom(tokens, place):
        return None
    value, stop = found
    if place and place == floor and not word.conj and tokens.gap(place - 1) == SPACE:
        return None
    if value == 1 and word.stem == "اولي" and not _is_first(tokens, place):
        return None
    amount = Amount(
        place, stop, tokens.begin(place), tokens.end(stop - 1), "ordinal", ((value, value),)
    )
    if word.art:
        return _ranked(tokens, amount, place) if not word.conj and not word.prep else amount
    if word.conj or word.prep:
        return _ranking(tokens, amount)
    before = _word(tokens, place - 1)
    if place and tokens.gap(place - 1) == SPACE:
        plain = fold(tokens.text(place - 1))
        if value == 1 and before is not None and "rank holder" in before.sense.roles:
            return _ranked(tokens, amount, place)
        noun = (
            before is not None and any(n.number == 1 for n in before.sense.nouns) and not before.art
        )
        if noun and value > 1 and word.stem not in ("ثاني",) and plain not in lexicon().no_noun:
            return _ranked(tokens, amount, place)
    return _ranking(tokens, amount)


def _is_first(tokens: Tokens, place: int) -> bool:
    """Whether الأولى/أولى is the ordinal, not الأولي (preliminary) or a verb."""
    text = "".join(char for char in tokens.text(place) if fold(char))
    word = tokens.words[place]
    if word is not None and word.art:
        if text.endswith("ى"):
            return True
        return bool(place) and fold(tokens.text(place - 1)).endswith("ه")
    follower = _word(tokens, place + 1)
    return (
        follower is not None
        and _joined(tokens, place + 1)
        and any(noun.number == 3 for noun in follower.sense.nouns)
    )


def _ranked(tokens: Tokens, amount: Amount, place: int) -> Amount:
    """Take the noun in front of an ordinal, past an adjective."""
    at = place - 1
    if at < 0 or tokens.gap(at) != SPACE:
        return amount
    here = tokens.words[place]
    definite = here is not None and here.art
    if not _nominal(tokens, at, definite=definite):
        return amount
    if (
        definite
        and _adjective(tokens, at)
        and at
        and tokens.gap(at - 1) == SPACE
        and _nominal(tokens, at - 1, definite=True)
    ):
        at -= 1
    word = tokens.words[at]
    noun = _pick(word.sense.nouns, 1, definite=False) if word is not None else None
    if noun is not None and noun.number == 1 and here is not None and word is not None:
        feminine = here.stem.endswith("ه") or here.stem == "اولي"
        marked = word.stem.endswith(("ه", "اء", "ا")) or "feminine" in word.sense.roles
        if feminine != marked and not (feminine and "ى" in tokens.text(at)[-2:]):
            return amount
    amount.first = at
    amount.start = tokens.begin(at) if word is not None else _strip(tokens, at)
    amount.unit = (
        noun.lemma if noun is not None else _arabic_lemma(tokens.raw[amount.start : tokens.end(at)])
    )
    return amount


def _strip(tokens: Tokens, place: int) -> int:
    """Where an unknown definite word begins behind و ب ل ك ف."""
    text = tokens.text(place)
    plain = fold(text)
    for prefix in ("وبال", "وال", "بال", "فال", "كال"):
        if plain.startswith(prefix):
            return tokens.starts[place] + len(prefix) - 2
    return tokens.starts[place] + (1 if plain.startswith("لل") else 0)


def _nominal(tokens: Tokens, place: int, *, definite: bool) -> bool:
    word = tokens.words[place]
    if word is not None:
        if word.digits or word.sense.card or word.sense.ordinal or word.sense.month:
            return False
        if word.art:
            return definite
        return not definite and bool(word.sense.nouns)
    plain = fold(tokens.text(place))
    has = plain.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) and len(plain) > 4
    return has and definite


def _adjective(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    if word is not None and word.sense.nouns:
        return False
    return fold(tokens.text(place)).endswith(("يه", "ي", "ويه"))


def _ranking(tokens: Tokens, amount: Amount) -> Amount | None:
    """An ordinal in construct: أول زيارة, ثاني أكبر مدينة."""
    stop = amount.stop
    if not _joined(tokens, stop):
        return None
    word = tokens.words[stop]
    plain = fold(tokens.text(stop))
    if word is not None and "superlatives" in word.sense.roles and _joined(tokens, stop + 1):
        stop += 1
        word = tokens.words[stop]
        plain = fold(tokens.text(stop))
    if word is not None:
        if word.conj or word.prep or word.digits or word.art or word.full == "من":
            return None
        noun = _pick(word.sense.nouns, 1, definite=False)
        if noun is None:
            return None
        if noun.kind == "time" and noun.lemma not in ("day", "month", "year", "week"):
            return None
        amount.unit = noun.lemma
    else:
        if plain in lexicon().no_noun or plain.startswith("ال") or len(plain) < 3:
            return None
        if plain[0] in "يبل" or not plain.isalpha():
            return None
        amount.unit = _arabic_lemma(tokens.text(stop))
    amount.stop, amount.end = stop + 1, tokens.end(stop)
    return amount


def _definite_number(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """A number with the article behind its noun: السنوات الخمس, الذكرى ال20, العيد العشرون."""
    word = tokens.words[place]
    if word is None or not word.art or word.conj or word.prep or not place:
        return None
    if tokens.gap(place - 1) != SPACE or not number.values:
        return None
    before = tokens.words[place - 1]
    plain = fold(tokens.text(place - 1))
    if before is None:
        has = plain.startswith(("ال", "وال", "بال", "لل"))
        if not has or len(plain) < 5:
            return None
        noun, start = None, _strip(tokens, place - 1)
        unit = _arabic_lemma(tokens.raw[start : tokens.end(place - 1)])
        small = number.values[0] in range(2, 11)
        singular = not small and not plain.endswith(("ات", "ين", "ون"))
    else:
        noun = _pick(before.sense.nouns, None, definite=True)
        if noun is None or not before.art:
            return None
        start, unit = tokens.begin(place - 1), noun.lemma
        singular = noun.number == 1
    if number.scaled and singular:
        return None
    value = number.values[0]
    amount = Amount(place - 1, number.stop, start, number.end, "count", ((value, value),), unit)
    amount.kind = _KINDS[noun.kind] if noun is not None else "count"
    if singular:
        amount.kind = "ordinal"
    return _in_years(amount)


def _numbered(tokens: Tokens, place: int, number: Number, floor: int) -> Amount | None:
    """A noun that a number names (المادة 140, رقم 7, إف-16) or ranks (الدقيقة 90)."""
    word = tokens.words[place]
    if word is None or not word.digits or word.conj or word.prep or place - 1 < floor:
        return None
    if number.scaled or len(number.values) != 1 or not isinstance(number.values[0], int):
        return None
    gap = tokens.gap(place - 1)
    before = tokens.words[place - 1]
    value = number.values[0]
    if gap == DASH:
        between = tokens.raw[tokens.end(place - 1) : tokens.starts[place]]
        if (
            before is not None
            or between not in ("-", "–")
            or len(fold(tokens.text(place - 1))) > 12
        ):
            return None
        start = tokens.starts[place - 1]
        return Amount(place - 1, number.stop, start, number.end, "identifier", ((value, value),))
    if before is None or gap not in (SPACE, SOFT):
        return None
    roles = before.sense.roles
    if not roles & {"identifier", "rank"}:
        return None
    noun = _pick(before.sense.nouns, 1, definite=False)
    first = place - 1
    if before.stem == "رقم" and first - 1 >= floor and tokens.gap(first - 1) == SPACE:
        named = tokens.words[first - 1]
        if named is not None and "identifier" in named.sense.roles and not before.art:
            first, noun = first - 1, _pick(named.sense.nouns, 1, definite=False)
    if gap == SOFT and tokens.raw[number.end : number.end + 1] != ")":
        return None
    end = number.end + (1 if gap == SOFT else 0)
    kind = "identifier" if "identifier" in roles and "rank" not in roles else "ordinal"
    amount = Amount(first, number.stop, tokens.begin(first), end, kind, ((value, value),))
    amount.unit = noun.lemma if noun is not None else None
    return amount


def _noun_before(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """شخص واحد, رجلان اثنان: the noun in front of one or two."""
    if number.values not in ((1,), (2,)) or number.numeral or not place:
        return None
    word, before = tokens.words[place], tokens.words[place - 1]
    if word is None or word.conj or word.prep or word.art or tokens.gap(place - 1) != SPACE:
        return None
    if _idiom(tokens, place):
        return None
    value = number.values[0]
    if before is None:
        plain = fold(tokens.text(place - 1))
        if plain in lexicon().no_noun or plain.startswith("ال") or len(plain) < 3 or value == 2:
            return None
        unit, kind, start = _arabic_lemma(tokens.text(place - 1)), "count", tokens.starts[place - 1]
    else:
        noun = _pick(before.sense.nouns, 1, definite=False)
        if noun is None or before.art:
            return None
        unit, kind, start = noun.lemma, _KINDS[noun.kind], tokens.begin(place - 1)
    amount = Amount(place - 1, number.stop, start, number.end, kind, ((value, value),), unit)
    return _in_years(amount)


# --- the door --------------------------------------------------------------------------------


def amount_at(
    tokens: Tokens, place: int, floor: int = 0, habit: Habit | None = None
) -> Amount | None:
    """The amount that begins or turns on this word, with its noun and qualifier.

    Args:
        tokens: The words of the text.
        place: A word that can trigger a figure.
        floor: First word that is still free; nothing before it is taken.
        habit: How the text writes separators; decides ``1.234`` where it has shown it.
    """
    word = tokens.words[place]
    if word is None:
        return None
    amount = _amount(tokens, place, floor, word)
    if amount is None or amount.first < floor:
        return None
    if amount.kind not in ("ordinal", "identifier"):
        amount = _qualify(tokens, amount, floor)
    return _fill(tokens, _signed(tokens, amount, floor), floor)


def _signed(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """A minus sign or the words for one: -5 درجات, ناقص 3, 5 درجات تحت الصفر."""
    raw, start = tokens.raw, amount.start
    word = tokens.words[amount.first]
    negative = False
    if (
        amount.kind in ("measure", "share")
        and amount.numeral
        and (
            raw[start - 1 : start] in ("-", "−")
            and start
            and raw[start - 2 : start - 1] in ("", " ", "(", "\n")
        )
    ):
        amount.start, negative = start - 1, True
    before = _word(tokens, amount.first - 1)
    if (
        before is not None
        and "negative" in before.sense.roles
        and amount.first - 1 >= floor
        and tokens.gap(amount.first - 1) == SPACE
        and word is not None
        and not word.conj
    ):
        amount.first, amount.start, negative = (
            amount.first - 1,
            tokens.begin(amount.first - 1),
            True,
        )
    behind, zero = _word(tokens, amount.stop), _word(tokens, amount.stop + 1)
    if (
        behind is not None
        and zero is not None
        and behind.full == "تحت"
        and zero.full == "الصفر"
        and _joined(tokens, amount.stop)
        and _joined(tokens, amount.stop + 1)
    ):
        amount.stop, amount.end, negative = amount.stop + 2, tokens.end(amount.stop + 1), True
    if negative:
        amount.ranges = tuple((times(high, -1), times(low, -1)) for low, high in amount.ranges)
    return amount


def _amount(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    sense = word.sense
    if sense.ordinal is not None:
        return _ordinal(tokens, place, floor)
    if sense.majority:
        return _majority(tokens, place)
    if sense.fraction is not None and sense.card is None:
        return _fraction(tokens, place, floor)
    if word.digits or sense.card is not None or sense.eleven:
        found = _number(tokens, place, floor, word)
        if found is not None:
            return found
    if sense.few is not None or sense.vague is not None:
        return _vague(tokens, place)
    if sense.nouns:
        return _dual(tokens, place, floor) or _bare_length(tokens, place, floor)
    return None


def _number(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    number = cardinal(tokens, place)
    if number is None:
        return None
    if word.digits and tokens.raw[number.end : number.end + 1] in ("/", "-"):
        no_date = NUMERIC_DATE.match(tokens.raw, tokens.end(place) - len(word.digits))
        if no_date:
            stop = bisect_left(tokens.starts, no_date.end(), place)
            return Amount(place, stop, tokens.begin(place), no_date.end(), "date", ())
    number = _first_of_two(tokens, place, number, floor)
    shared = _one_of_every(tokens, place, number)
    if shared is not None:
        return shared
    if not word.digits:
        if number.stop == place + 1:
            fraction = _fraction_first(tokens, place, floor, word)
            if fraction is not None:
                return fraction
        if _idiom(tokens, place) or (word.art and number.values == (1,)):
            return None
    before = _noun_before(tokens, place, number)
    if before is not None:
        return before
    if word.digits:
        quotient = _slashed(tokens, place, number)
        if quotient is not None:
            return quotient
    definite = _definite_number(tokens, place, number)
    if definite is not None and definite.first >= floor:
        return definite
    amount = _amount_of(tokens, place, number)
    if amount.bare:
        named = _numbered(tokens, place, number, floor)
        if named is not None:
            return named
        if number.values == (1,) and not word.digits:
            return None
        if _animal_or_lady(tokens, word, number):
            return None
    if word.art and not word.digits and amount.bare and not number.scaled:
        kind = sense.card[1] if (sense := word.sense).card is not None else ""
        if kind in ("unit", "ten") and not word.stem.endswith("ه"):
            return None
        return amount if number.values and number.values[0] not in (1, 2) else None
    joined = _join_range(tokens, amount, number, floor)
    return joined


def _animal_or_lady(tokens: Tokens, word: Word, number: Number) -> bool:
    """Whether سبع or ست before a definite word is a lion or a lady, not 7 or 6."""
    card = word.sense.card
    if card is None or card[1] != "unit" or word.stem.endswith("ه"):
        return False
    return _construct_noun(tokens, number.stop)


def _first_of_two(tokens: Tokens, place: int, number: Number, floor: int) -> Number:
    """After بين, the lower number alone: مليونين وثلاثة ملايين are two numbers there."""
    if number.stop - place < 2:
        return number
    opener = _opener(tokens, place, floor)
    if opener is None or opener[0] != "between":
        return number
    for cut in range(place + 1, number.stop):
        word = tokens.words[cut]
        if word is None or not word.conj:
            continue
        low, high = cardinal(tokens, place, cut), cardinal(tokens, cut)
        if low is None or high is None or low.stop != cut or not low.values or not high.values:
            continue
        if Decimal(low.values[-1]) < Decimal(high.values[-1]):
            return low
    return number


def _fraction_first(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    """Whether خمس or ثلاثة opens a fraction: خمس السكان, ثلاثة أرباع."""
    follower = _word(tokens, place + 1)
    if not _joined(tokens, place + 1) or word.art:
        return None
    if (
        follower is not None
        and follower.sense.fraction is not None
        and follower.sense.fraction[0] == 0
    ):
        if word.sense.fraction is not None:
            return _plural_fraction(tokens, place, floor, word)
        return _fraction(tokens, place, floor)
    if word.sense.fraction is None:
        return None
    plain = fold(tokens.text(place + 1))
    definite = follower is not None and follower.art and bool(follower.sense.nouns)
    if definite or plain in lexicon().territories:
        return _fraction(tokens, place, floor)
    if follower is not None and follower.sense.nouns and _construct_noun(tokens, place + 2):
        behind = _word(tokens, place + 2)
        if behind is None or not (
            behind.sense.weekday is not None
            or behind.sense.nouns[:1]
            and behind.sense.nouns[0].kind == "time"
        ):
            return _fraction(tokens, place, floor)
    return None


def _plural_fraction(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    """خمسة أسداس with a word that is a fraction itself."""
    plain = replace(word.sense, fraction=None)
    copy = Word(word.full, plain, stem=word.stem, body=word.body, end=word.end)
    tokens.words[place] = copy
    try:
        return _fraction(tokens, place, floor)
    finally:
        tokens.words[place] = word


def _fill(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """Give a bare number the unit that words near it name."""
    for place in (amount.first - 1, amount.stop):
        word = _word(tokens, place)
        near = tokens.gap(place if place < amount.first else place - 1) in (SPACE, SOFT)
        if word is not None and near and "back" in word.sense.roles:
            amount.points_back = True
    if not amount.bare or amount.kind != "count" or amount.unit:
        return amount
    before = _word(tokens, amount.first - 1)
    if before is not None and tokens.gap(amount.first - 1) == SPACE:
        for role in before.sense.roles:
            if role.startswith("fills "):
                amount.unit = role.removeprefix("fills ")
                return amount
    for place in range(amount.first - 1, max(0, amount.first - 7), -1):
        if tokens.gap(place) not in (SPACE, SOFT):
            break
        word = tokens.words[place]
        if word is not None and "tally" in word.sense.roles and place + 1 < amount.first:
            named = tokens.words[place + 1]
            noun = _pick(named.sense.nouns, None, definite=True) if named is not None else None
            amount.unit = noun.lemma if noun is not None else None
            break
    return amount
