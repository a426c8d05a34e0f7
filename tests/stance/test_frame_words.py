"""The seeds' own actors, terms and targets: complete, unambiguous, and found in text."""

from __future__ import annotations

from collections import Counter

import pytest

from helpers.arabic.text import fold, normalise
from helpers.stance.words import Words


def test_every_coded_speaker_is_an_actor(seeds) -> None:  # type: ignore[no-untyped-def]
    names = {actor.name for actor in seeds.frame.actor}
    assert set(seeds.coding("voices")["actor"]) - {""} <= names


def test_every_coded_voice_group_has_an_actor_or_is_the_outlet(seeds) -> None:  # type: ignore[no-untyped-def]
    groups = {actor.group for actor in seeds.frame.actor} | {"outlet"}
    assert set(seeds.coding("statements")["voice_group"]) <= groups


def test_every_coded_purpose_is_in_the_frame(seeds) -> None:  # type: ignore[no-untyped-def]
    assert set(seeds.coding("purposes")["purpose"]) <= {item.id for item in seeds.frame.purpose}


def test_no_alias_stands_for_two_actors_once_letters_are_folded(seeds) -> None:  # type: ignore[no-untyped-def]
    aliases = Counter(fold(alias) for actor in seeds.frame.actor for alias in actor.aliases)
    assert [alias for alias, count in aliases.items() if count > 1] == []


def test_no_form_stands_for_two_terms_of_one_axis(seeds) -> None:  # type: ignore[no-untyped-def]
    owners: dict[tuple[str, str], set[str]] = {}
    for term in seeds.frame.term:
        for form in term.forms:
            owners.setdefault((term.axis, fold(form)), set()).add(term.term)
    assert [form for form, terms in owners.items() if len(terms) > 1] == []


def test_every_alias_is_found_and_leads_to_its_own_actor(seeds) -> None:  # type: ignore[no-untyped-def]
    words = Words({actor.name: actor.aliases for actor in seeds.frame.actor})
    lost = [
        (text, actor.name)
        for actor in seeds.frame.actor
        for alias in actor.aliases
        for text in (f"ثم {alias} هنا", *([] if alias.isascii() else [f"و{alias} هنا"]))
        if [hit.id for hit in words.find(normalise(text))] != [actor.name]
    ]
    assert lost == []


@pytest.mark.parametrize("axis", ["process", "presence", "fighters", "war", "enemy", "strikes"])
def test_every_form_of_an_axis_is_found_and_leads_to_its_own_term(axis: str, seeds) -> None:  # type: ignore[no-untyped-def]
    terms = [term for term in seeds.frame.term if term.axis == axis]
    words = Words({term.term: term.forms for term in terms}, endings=True)
    assert terms
    for term in terms:
        for form in term.forms:
            found = [hit.id for hit in words.find(normalise(f"قيل {form} أمس"))]
            assert found == [term.term], form


def test_every_alias_is_written_without_attached_particles(seeds) -> None:  # type: ignore[no-untyped-def]
    aliases = {fold(alias) for actor in seeds.frame.actor for alias in actor.aliases}
    attached = [alias for alias in aliases if alias[:1] in "وفبلك" and alias[1:] in aliases]
    assert attached == []
