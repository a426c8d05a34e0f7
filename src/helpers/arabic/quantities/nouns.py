"""The noun that a number counts: which word it is, and its lemma."""

from __future__ import annotations

from helpers.arabic.lexicon import Noun, lexicon
from helpers.arabic.numerals import (
    Value,
)
from helpers.arabic.quantities.shapes import Counted
from helpers.arabic.text import shown
from helpers.arabic.words import SOFT, SPACE, Tokens

__all__ = [
    "arabic_lemma",
    "counted_noun",
    "follow_construct",
    "known_possessed",
    "leads_construct",
    "pick_noun",
    "possessed_begin",
]

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


def pick_noun(nouns: tuple[Noun, ...], value: Value | None, *, definite: bool) -> Noun | None:
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


def counted_noun(
    tokens: Tokens,
    stop: int,
    value: Value | None,
    *,
    definite: bool = False,
    known_only: bool = False,
) -> Counted | None:
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
    if word is not None and definite and "this" in word.sense.roles and tokens.joined(stop + 1):
        stop += 1
        word = tokens.words[stop]
    if word is not None:
        if word.full == "من":
            return _behind_of(tokens, stop, loose=value is None or value >= 1000)
        if word.conj or word.prep or word.digits:
            return None
        prefixed = _prefixed(tokens, stop)
        if prefixed is not None:
            return prefixed
        noun = pick_noun(word.sense.nouns, value, definite=word.art)
        if noun is not None and noun.number == 2 and word.stem in lexicon().peoples:
            return _unknown(tokens, stop, value, definite=definite)  # مليون سوري
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
        if word.sense.part is not None or word.sense.day_part is not None:
            return None  # تجاوز المليون مطلع العام
        if word.art and not definite:
            return None
    return None if known_only else _unknown(tokens, stop, value, definite=definite)


def _dates_on(tokens: Tokens, place: int) -> bool:
    """Whether a word makes the time noun before it part of a date (يوم الثلاثاء, عام 2003)."""
    word = tokens.at(place)
    if word is None or not tokens.joined(place) or word.conj or word.prep:
        return False
    if word.sense.weekday is not None and word.art:
        return True
    return len(word.digits) == 4 or word.sense.month is not None and not word.sense.weak_month


def _behind_of(tokens: Tokens, place: int, *, loose: bool) -> Counted | None:
    """The noun behind من: عدة مئات من القوات, 5,7 مليون من أهل."""
    after = place + 1
    if not tokens.joined(after):
        return None
    word = tokens.words[after]
    if word is None:
        text = tokens.folded(after)
        possessed = known_possessed(tokens, after)
        if possessed is not None:
            return possessed
        if not text.startswith("ال") or len(text) < 5 or text in _RELATIVE:
            return None
        if not loose and not text.endswith(("ين", "ون", "ات")):
            return None
        return Counted(
            arabic_lemma(tokens.text(after)), "count", after + 1, tokens.end(after), False
        )
    if word.conj or word.prep or word.digits or "this" in word.sense.roles:
        return None
    noun = pick_noun(word.sense.nouns, None, definite=True)
    if noun is None or noun.kind == "time" or noun.number == 1 or noun.construct:
        return None
    return Counted(noun.lemma, noun.kind, after + 1, tokens.end(after))


_RELATIVE = frozenset(
    {"الذين", "اللواتي", "اللاتي", "الذي", "التي", "الان", "المقرر", "الممكن", "المتوقع"}
)


def _prefixed(tokens: Tokens, place: int) -> Counted | None:
    """A measure whose prefix is a word of its own: كيلو متر, ملي أمبير."""
    word, unit = tokens.words[place], tokens.at(place + 1)
    if word is None or not word.sense.roles or unit is None or unit.conj or unit.prep:
        return None
    if not tokens.joined(place + 1):
        return None
    prefix = next((role for role in word.sense.roles if role.startswith("prefix ")), None)
    if prefix is None:
        return None
    noun = pick_noun(unit.sense.nouns, 1, definite=False)
    if noun is None or noun.kind != "measure" or noun.lemma.startswith(_PREFIXES):
        return None
    lemma = prefix.removeprefix("prefix ") + noun.lemma
    return Counted(lemma, noun.kind, place + 2, tokens.end(place + 1))


_OF_LIGHT = frozenset({"ضوييه", "ضوئيه", "ضوييتين", "ضوئيتين"})
_PREFIXES = ("kilo", "mega", "giga", "milli", "centi", "micro", "nano")


def _measured(tokens: Tokens, noun: Noun, place: int, end: int) -> Counted:
    lemma = noun.lemma
    if lemma == "year" and tokens.joined(place + 1) and tokens.folded(place + 1) in _OF_LIGHT:
        return Counted("light year", "measure", place + 2, tokens.end(place + 1))
    behind = tokens.at(place + 1)
    if (
        behind is not None
        and behind.digits in ("2", "3", "٢", "٣")
        and tokens.starts[place + 1] == end
    ):
        power = "square" if behind.digits in ("2", "٢") else "cubic"
        return Counted(f"{power} {lemma}", noun.kind, place + 2, tokens.end(place + 1))
    if noun.kind == "measure" and behind is not None and tokens.joined(place + 1):
        if "square" in behind.sense.roles:
            lemma = f"square {lemma}"
        elif "cubic" in behind.sense.roles:
            lemma = f"cubic {lemma}"
    return Counted(lemma, noun.kind, place + 1, end)


def _unknown(tokens: Tokens, place: int, value: Value | None, *, definite: bool) -> Counted | None:
    """A noun that the lexicon lacks, if nothing speaks against one."""
    text, plain = tokens.text(place), tokens.folded(place)
    known = lexicon()
    if len(plain) < 3 or not plain.isalpha() or plain.isascii():
        return None
    people = known.peoples.get(plain.removeprefix("ال"))
    if people is not None and (definite or not plain.startswith("ال")):
        return Counted(people, "count", place + 1, tokens.end(place), False)
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
    if value is not None and not few and plain[0] == "م" and plain.endswith(_SOUND_PLURAL):
        return None  # وصل 12 متأخرين: eleven and more take a singular
    if few and plain.endswith("ا") and not plain.endswith(("يا", "وا")):
        return None
    if definite and not plain.startswith("ال"):
        return _possessed(tokens, place, text, plain)
    lemma = arabic_lemma(text)
    if lemma.endswith(("ين", "ون")) and isinstance(value, int) and 3 <= value % 100 <= 10:
        lemma = lemma[:-2]
    return Counted(lemma, "count", place + 1, tokens.end(place), False)


_SOUND_PLURAL = ("ين", "ون")


def _possessed(tokens: Tokens, place: int, text: str, plain: str) -> Counted | None:
    """A noun that its pronoun makes definite: نصف قيمته, ثلث سكانها."""
    suffix = next((end for end in ("هم", "ها", "هن", "ه") if plain.endswith(end)), "")
    stem = plain[: -len(suffix)] if suffix else ""
    if len(stem) < 3 or (suffix == "ه" and text.rstrip("\u0640").endswith("ة")):
        return None
    sense = lexicon().forms.get(stem) or lexicon().forms.get(
        stem[:-1] + "ه" if stem[-1] == "ت" else stem
    )
    noun = pick_noun(sense.nouns, None, definite=True) if sense is not None else None
    if noun is not None:
        return Counted(noun.lemma, "count", place + 1, tokens.end(place))
    bare = shown(text)[: -len(suffix)]
    lemma = bare[:-1] + "ة" if bare.endswith("ت") and len(bare) > 3 else bare
    return Counted(lemma, "count", place + 1, tokens.end(place), False)


def known_possessed(tokens: Tokens, place: int, number: int = 3) -> Counted | None:
    """A noun of the lexicon with its pronoun: رعاياها (3, a plural), اجتماعه (1, a singular)."""
    if tokens.words[place] is not None:
        return None
    text, plain = tokens.text(place), tokens.folded(place)
    if text.rstrip("\u0640").endswith("ة"):
        return None
    for suffix in ("هما", "هم", "هن", "ها", "نا", "ه"):
        if not plain.endswith(suffix):
            continue
        whole = plain[: -len(suffix)]
        for stem in (whole, whole[1:] if whole[:1] in ("و", "ف", "ب", "ل", "ك") else ""):
            for form in (stem, stem[:-1] + _BEFORE_PRONOUN.get(stem[-1:], " ")):
                sense = lexicon().forms.get(form) if len(form) > 2 else None
                for noun in sense.nouns if sense is not None else ():
                    if noun.number == number:
                        return Counted(noun.lemma, noun.kind, place + 1, tokens.end(place))
        return None
    return None


_BEFORE_PRONOUN = {"ت": "ه", "ا": "ي"}  # اجتماعات aside: جولته is جولة, ذكراها is ذكرى


def possessed_begin(tokens: Tokens, place: int) -> int:
    """Where a noun with its pronoun begins, behind و ب ل ك."""
    plain = tokens.folded(place)
    whole = next(
        (plain[: -len(end)] for end in ("هما", "هم", "هن", "ها", "نا", "ه") if plain.endswith(end)),
        plain,
    )
    forms = lexicon().forms
    known = any(
        form in forms and forms[form].nouns
        for form in (whole, whole[:-1] + "ه" if whole.endswith("ت") else whole)
    )
    return tokens.starts[place] + (0 if known or plain[0] not in "وفبلك" else 1)


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
        sound = ("ين", "ون") if plain[0] not in "يتن" else ("يين", "يون")
        return plain.endswith(("ات", *sound))
    if 11 <= rest <= 99:
        return plain.endswith(("ا", "ه"))
    return plain.endswith("ه")


def arabic_lemma(text: str) -> str:
    """An unknown noun as it is listed: no article, no marks, no accusative alif."""
    plain = shown(text)
    marked = text.rstrip("\u0640")[-2:]
    plain = plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain
    if plain.endswith("ا") and ("\u064b" in marked or len(plain) > 4):
        plain = plain[:-1]
    return plain


def follow_construct(tokens: Tokens, counted: Counted) -> Counted:
    """Follow a construct to its definite end: مساحة العراق, أعضاء مجلس النواب."""
    stop, end = counted.stop, counted.end
    last = tokens.folded(stop - 1)
    definite = last.startswith("ال") or last.endswith(("ها", "هم", "هن"))
    definite = definite or (last.endswith("ه") and not _ends_in_taa(tokens.text(stop - 1)))
    for _ in range(3):
        if definite or not tokens.joined(stop):
            break
        text = tokens.folded(stop)
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
            ahead = tokens.folded(stop + 1) if tokens.joined(stop + 1) else ""
            if not ahead.startswith("ال") and ahead not in lexicon().territories:
                break
            stop, end = stop + 1, tokens.end(stop)
        else:
            break
    return counted._replace(stop=stop, end=end) if definite else counted


def _ends_in_taa(text: str) -> bool:
    """Whether a word ends in ة as printed, past marks and tatweel."""
    return shown(text).endswith("ة")


def leads_construct(tokens: Tokens, place: int) -> bool:
    """Whether a definite noun hangs directly on the word before it."""
    return (
        tokens.joined(place)
        and tokens.folded(place).startswith("ال")
        and len(tokens.text(place)) > 3
    )
