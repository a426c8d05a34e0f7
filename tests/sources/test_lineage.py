"""What derives from what, on made-up articles and on the project's own.

Provenance: the articles, facts, frames and names in this file and in ``lineage_articles.toml`` are
made up; none is about the project's topic. The last tests read ``seeds/`` and hold what outside
evidence shows there.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.arabic.text import sentences
from helpers.frame import Frame, read_frame
from helpers.sources.fingerprints import Claim, Weights, best_chain, closeness
from helpers.sources.lineage import Settings, Trace, trace
from helpers.sources.load import load_articles
from helpers.sources.records import Article, read_records

SEEDS = Path(__file__).parents[2] / "seeds"
DERIVED = {"quotes", "translates", "paraphrases"}

# A made-up frame: a flood in a country that does not exist.
FRAME: dict[str, Any] = {
    "topic": {"title": "made up", "question": "made up?", "version": "1"},
    "group": [{"id": "g", "label": "g"}],
    "voice_group": [{"id": "v", "label": "v"}],
    "proposition": [{"id": "p", "label": "p", "text": "p"}],
    "actor": [
        {"name": "Water Board", "group": "v", "aliases": ["مجلس المياه"]},
        {"name": "Mayor Sadim Tarkan", "group": "v", "aliases": ["سديم تركان", "رئيس البلدية"]},
        {"name": "Farmers' Union", "group": "v", "aliases": ["اتحاد الفلاحين"]},
    ],
    "concepts": {
        "flood": {"en": ["flood", "deluge"], "ar": ["فيضان", "سيل"]},
        "river": {"en": ["river", "stream"], "ar": ["نهر"]},
        "bridge": {"en": ["bridge", "crossing"], "ar": ["جسر"]},
        "collapse": {"en": ["collapse", "give way"], "ar": ["انهار", "انهيار"]},
        "rain": {"en": ["rain", "downpour"], "ar": ["مطر", "امطار"]},
        "evacuate": {"en": ["evacuate", "move out"], "ar": ["اجلاء", "اخلاء"]},
        "village": {"en": ["village", "hamlet"], "ar": ["قريه", "قري"]},
        "school": {"en": ["school", "classroom"], "ar": ["مدرسه", "مدارس"]},
        "shelter": {"en": ["shelter", "refuge"], "ar": ["ماوي", "ايواء"]},
        "warn": {"en": ["warn", "alert"], "ar": ["حذر", "تحذير", "انذار"]},
        "dam": {"en": ["dam", "barrier"], "ar": ["سد"]},
        "gate": {"en": ["gate", "sluice"], "ar": ["بوابه", "بوابات"]},
        "crop": {"en": ["crop", "harvest", "field"], "ar": ["محصول", "محاصيل", "حقول"]},
        "damage": {"en": ["damage", "loss", "ruin"], "ar": ["اضرار", "خسائر"]},
        "pay": {"en": ["pay", "compensate", "compensation"], "ar": ["تعويض", "تعويضات"]},
        "blame": {"en": ["blame", "fault"], "ar": ["لام", "حمل", "اتهم"]},
        "delay": {"en": ["delay", "late"], "ar": ["تاخير", "تاخر"]},
        "army": {"en": ["army", "troops"], "ar": ["جيش"]},
        "boat": {"en": ["boat", "dinghy"], "ar": ["قارب", "قوارب"]},
        "power": {"en": ["power", "electricity"], "ar": ["كهرباء"]},
        "cut": {"en": ["cut", "outage"], "ar": ["انقطع", "انقطاع"]},
        "hospital": {"en": ["hospital", "clinic"], "ar": ["مستشفي"]},
    },
}

# Made-up facts of made-up foreign texts about one flood: two that may be sources, two controls.
FACTS = [
    ("Wire 2033-04-02", 1, "narrator", "", None, "", "2033-04-01", "downpour swells the stream"),
    ("Wire 2033-04-02", 2, "narrator", "", 2, "bridge", "", "two crossings give way in the deluge"),
    ("Wire 2033-04-02", 3, "Water Board", "", 4, "gate", "", "sluices opened at the barrier"),
    ("Wire 2033-04-02", 4, "Mayor Sadim Tarkan", "", 640, "person", "", "hamlets are moved out"),
    ("Wire 2033-04-02", 5, "narrator", "", 7, "school", "", "classrooms turned into refuge"),
    (
        "Wire 2033-04-02",
        6,
        "Farmers' Union",
        "",
        None,
        "",
        "",
        "harvest in ruin, wants compensation",
    ),
    (
        "Wire 2033-04-02",
        7,
        "Farmers' Union",
        "",
        None,
        "",
        "",
        "faults the Water Board for late alert",
    ),
    ("Daily 2033-04-02", 1, "narrator", "", None, "", "", "troops bring dinghies to the clinic"),
    ("Daily 2033-04-02", 2, "narrator", "", 3, "day", "", "electricity outage in the hamlets"),
    ("Daily 2033-04-02", 3, "narrator", "", None, "", "", "army blamed for late boats"),
    ("Herald 2033-04-02", 1, "narrator", "", None, "", "", "deluge after downpour"),
    ("Herald 2033-04-02", 2, "narrator", "", None, "", "", "electricity cut in a clinic"),
    ("Herald 2033-04-02", 3, "narrator", "", 1, "bridge", "", "a crossing is closed"),
    ("Post 2033-04-02", 1, "narrator", "", None, "", "", "stream rises; hamlets alerted"),
    ("Post 2033-04-02", 2, "narrator", "", None, "", "", "troops stand by with dinghies"),
    ("Post 2033-04-02", 3, "narrator", "", None, "", "", "barrier holds"),
]
CONTROLS = {"Herald 2033-04-02", "Post 2033-04-02"}

# Made-up: the first text follows "Wire" fact by fact in Arabic, the second is about the same flood.
TRANSLATION = """رفعت أمطار غزيرة هطلت في 2033-04-01 منسوب النهر فوق حده.
وانهار 2 جسر مع وصول الفيضان إلى الوادي.
وفتح مجلس المياه 4 بوابة في السد القديم.
وأمر سديم تركان بإجلاء 640 شخص من القرى المنخفضة.
وتحولت 7 مدرسة إلى مراكز إيواء.
وطالب اتحاد الفلاحين بتعويضات عن خسائر المحاصيل.
وحمل الاتحاد، أي اتحاد الفلاحين، مجلس المياه مسؤولية تأخر الإنذار."""
OWN_ACCOUNT = """قضى مراسلنا ليلته فوق سطح دار قديمة يراقب صعود الماء.
كانت الأمهات يلففن الصغار في البطانيات ويغنين بصوت خافت.
وعند الفجر عبر قارب وحيد الشارع الرئيسي حاملا خبزا وشموعا.
لم يعرف أحد متى تعود الكهرباء إلى الحي."""


def frame_of(content: Mapping[str, Any] = FRAME) -> Frame:
    return Frame.model_validate(dict(content))


def record(article: str, published: str, relays: tuple[dict[str, Any], ...] = ()) -> Article:
    """A made-up record of a made-up article."""

    def claim(value: str) -> dict[str, Any]:
        return {"value": value, "basis": "assigned", "confidence": "high"}

    return Article.model_validate(
        {
            "id": article,
            "sha256": "0",
            "outlet": claim("made up"),
            "group": claim("g"),
            "published": claim(published),
            "language": claim("ar"),
            "genre": claim("news"),
            "relays": relays,
        }
    )


def figures(texts: Mapping[str, str], **given: object) -> pd.DataFrame:
    """Every number of the texts with the word after it: enough of a finder for these tests."""
    rows = [
        {
            "article": article,
            "start": hit.start(),
            "end": hit.end(),
            "quote": hit.group(),
            "kind": "count",
            "low": float(hit.group(1)),
            "high": float(hit.group(1)),
            "unit": UNITS.get(hit.group(2), hit.group(2)),
            "qualifier": "exact",
            "status": "read",
            "speaker": "author",
            "origin": "machine",
            **given,
        }
        for article, text in texts.items()
        for hit in re.finditer(r"(?<![\d-])(\d+(?:\.\d+)?)(?!-) +([^\W\d]+)", text)
    ]
    return tables.as_frame("02_figures", rows)


UNITS = {"جسر": "bridge", "بوابة": "gate", "شخص": "person", "مدرسة": "school"}


def upstream(role: Mapping[str, str] | None = None) -> pd.DataFrame:
    rows = [
        {
            "source": source,
            "order": order,
            "actor": actor,
            "action": action or "says",
            "value": value,
            "unit": unit,
            "qualifier": "exact" if value else "",
            "date": date,
            "gist_en": gist,
            "address": f"https://example.org/{source.split()[0].casefold()}",
            "role": (role or {}).get(source, "control" if source in CONTROLS else "candidate"),
        }
        for source, order, actor, action, value, unit, date, gist in FACTS
    ]
    return tables.as_frame("upstream", rows)


@cache
def made_up() -> tuple[dict[str, Any], ...]:
    """The made-up articles about other events, with what each relays."""
    path = Path(__file__).with_name("lineage_articles.toml")
    return tuple(tomllib.loads(path.read_text("utf-8"))["article"])


def made_up_texts() -> dict[str, str]:
    return {article["id"]: article["text"] for article in made_up()}


def made_up_records() -> list[Article]:
    return [record(article["id"], article["published"]) for article in made_up()]


@cache
def made_up_trace() -> Trace:
    texts = made_up_texts()
    return trace(texts, figures(texts), made_up_records(), tables.empty("upstream"), frame_of())


def flood(texts: Mapping[str, str], **given: Any) -> Trace:
    records = [record(article, "2033-04-03") for article in texts]
    return trace(
        texts, figures(texts), records, given.pop("facts", upstream()), frame_of(), **given
    )


def derived(lineage: pd.DataFrame) -> set[tuple[str, str]]:
    rows = lineage[lineage["relation"].isin(DERIVED) & (lineage["basis"] == "computed")]
    return set(zip(rows["source"], rows["target"], strict=True))


# ---- articles among themselves -------------------------------------------------------------------


RELAYS = [(a["relays"], a["id"]) for a in made_up() if "relays" in a]
ALONE = [a["id"] for a in made_up() if "relays" not in a]


def test_there_are_twenty_made_up_articles_and_ten_relays() -> None:
    assert len(made_up()) >= 20
    assert len(RELAYS) >= 10


@pytest.mark.parametrize("pair", RELAYS, ids=lambda pair: pair[1])
def test_a_relay_in_other_words_is_found(pair: tuple[str, str]) -> None:
    assert pair in derived(made_up_trace().lineage)


@cache
def shuffled(seed: int) -> set[tuple[str, str]]:
    """What is found where every relay has its sentences in another order."""
    chance = random.Random(seed)
    texts = made_up_texts()
    for _, relay in RELAYS:
        lines = texts[relay].split("\n")
        chance.shuffle(lines)
        texts[relay] = "\n".join(lines)
    found = trace(texts, figures(texts), made_up_records(), tables.empty("upstream"), frame_of())
    return derived(found.lineage)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_relay_in_other_words_and_another_order_is_found_and_nothing_else(seed: int) -> None:
    assert shuffled(seed) == set(RELAYS)


@pytest.mark.parametrize("article", ALONE)
def test_an_article_that_relays_nothing_has_no_source(article: str) -> None:
    lineage = made_up_trace().lineage
    assert lineage[(lineage["target"] == article)].empty


def test_a_relay_is_found_by_its_words_where_no_figure_is_known() -> None:
    texts = made_up_texts()
    found = trace(
        texts,
        tables.empty("02_figures"),
        made_up_records(),
        tables.empty("upstream"),
        frame_of(),
    )
    assert derived(found.lineage) == set(RELAYS)


def test_the_earlier_text_is_the_source() -> None:
    texts = {"late": made_up_texts()["port"], "early": made_up_texts()["port_relay"]}
    records = [record("late", "2031-05-01"), record("early", "2031-03-01")]
    found = trace(texts, figures(texts), records, tables.empty("upstream"), frame_of())
    assert derived(found.lineage) == {("early", "late")}


def test_a_word_for_word_copy_quotes() -> None:
    texts = {"one": made_up_texts()["dam"], "two": made_up_texts()["dam"] + "\nخبر منقول عن زميل."}
    records = [record("one", "2031-05-01"), record("two", "2031-05-02")]
    found = trace(texts, figures(texts), records, tables.empty("upstream"), frame_of())
    row = found.lineage.iloc[0]
    assert (row["source"], row["target"], row["relation"]) == ("one", "two", "quotes")
    assert row["confidence"] == "high"


def test_every_sentence_of_every_article_has_one_origin() -> None:
    origins = made_up_trace().origins
    for article, text in made_up_texts().items():
        rows = origins[origins["article"] == article]
        assert list(zip(rows["start"], rows["end"], strict=True)) == sentences(text)


def test_an_own_text_is_its_own_origin() -> None:
    origins = made_up_trace().origins
    rows = origins[origins["article"] == "census_other"]
    assert set(rows["source"]) == {"census_other"}
    assert set(rows["basis"]) == {"own"}


def test_a_relay_adds_no_origin_but_for_its_own_sentence() -> None:
    origins = made_up_trace().origins
    rows = origins[origins["article"] == "dam_relay"]
    assert list(rows["source"]) == ["dam"] * 5 + ["dam_relay"]


def test_tables_fit_their_schemas() -> None:
    texts = made_up_texts()
    found = made_up_trace()
    closed = {"article": list(texts)}
    assert tables.check("02_lineage", found.lineage, texts=texts, closed=closed) == []
    assert tables.check("02_origins", found.origins, texts=texts, closed=closed) == []


# ---- foreign texts -------------------------------------------------------------------------------


def test_a_translation_is_traced_to_its_source_by_its_claims() -> None:
    found = flood({"copy": TRANSLATION, "own": OWN_ACCOUNT})
    assert derived(found.lineage) == {("Wire 2033-04-02", "copy")}
    row = found.lineage[found.lineage["relation"] == "translates"].iloc[0]
    assert row["claims"] >= 5
    assert row["address"] == "https://example.org/wire"


def test_the_origin_of_a_translation_is_the_foreign_text() -> None:
    found = flood({"copy": TRANSLATION, "own": OWN_ACCOUNT})
    by_article = found.origins.groupby("article")["source"].agg(set)
    assert by_article["copy"] == {"Wire 2033-04-02"}
    assert by_article["own"] == {"own"}


def test_a_repeated_headline_of_a_copy_comes_from_its_source() -> None:
    text = "النهر يغرق الوادي\nالنهر يغرق الوادي\n" + TRANSLATION
    found = flood({"copy": text})
    assert set(found.origins["source"]) == {"Wire 2033-04-02"}


@pytest.mark.parametrize("text", ["", "  \n", "...", "؟!"])
def test_an_article_without_a_word_is_traced_to_nothing(text: str) -> None:
    found = flood({"bare": text, "copy": TRANSLATION})
    assert derived(found.lineage) == {("Wire 2033-04-02", "copy")}
    bare = found.origins[found.origins["article"] == "bare"]
    assert set(bare["source"]) <= {"bare"}


def test_no_article_gives_empty_tables() -> None:
    found = flood({})
    assert found.lineage.empty
    assert found.origins.empty


def test_a_text_cannot_derive_from_a_later_one() -> None:
    texts = {"copy": TRANSLATION}
    found = trace(texts, figures(texts), [record("copy", "2033-04-01")], upstream(), frame_of())
    assert derived(found.lineage) == set()


def test_a_control_is_never_named_as_a_source() -> None:
    facts = upstream({"Wire 2033-04-02": "control"})
    found = flood({"copy": TRANSLATION}, facts=facts)
    edges = found.lineage[found.lineage["source"] == "Wire 2033-04-02"]
    assert set(edges["relation"]) <= {"same upstream briefing", "independent"}
    assert set(found.origins["source"]) == {"copy"}


def test_shuffled_facts_follow_no_source() -> None:
    lines = TRANSLATION.splitlines()
    shuffled = "\n".join(lines[index] for index in (6, 5, 4, 3, 2, 1, 0))
    found = flood({"copy": shuffled})
    assert not found.lineage["relation"].isin(["translates"]).any()


def test_one_shared_fact_makes_no_derivation() -> None:
    text = OWN_ACCOUNT + "\nوفتح مجلس المياه 4 بوابة في السد القديم."
    assert derived(flood({"own": text}).lineage) == set()


def test_two_translations_of_one_text_do_not_derive_from_each_other() -> None:
    other = (
        TRANSLATION.replace("غزيرة", "شديدة").replace("وأمر", "وقرر").replace("القديم", "العالي")
    )
    found = flood({"a": TRANSLATION, "b": other})
    pair = found.lineage[found.lineage["source"] == "a"]
    assert set(pair["relation"]) <= {"same upstream briefing", "quotes"}
    assert set(found.origins["source"]) == {"Wire 2033-04-02"}


def test_a_name_is_known_by_its_sound() -> None:
    # Neither the frame nor CLDR knows the made-up name.
    facts = [
        ("Gazette 2033-04-02", 1, "Bartolo Krimsen", "", 12, "boat", "", "hires dinghies"),
        ("Gazette 2033-04-02", 2, "Bartolo Krimsen", "", None, "", "", "blames the army"),
        ("Gazette 2033-04-02", 3, "Bartolo Krimsen", "", None, "", "", "wants a new bridge"),
    ]
    known = [{str(k): v for k, v in row.items()} for row in upstream().to_dict("records")]
    rows = known + [
        {
            **known[0],
            "source": source,
            "order": order,
            "actor": actor,
            "value": value,
            "unit": unit,
            "date": date,
            "gist_en": gist,
        }
        for source, order, actor, _, value, unit, date, gist in facts
    ]
    text = """استأجر بارتولو كريمسن قوارب إضافية.
واتهم كريمسن الجيش بالبطء.
ويريد بارتولو كريمسن بناء جسر جديد."""
    found = flood(
        {"copy": text},
        facts=tables.as_frame("upstream", rows),
        # Twenty facts make no mark very rare: the bar is lower than for a real table.
        settings=Settings(floor=5.0, margin=1.0, least_weight=3.0, least_share=0.4),
    )
    assert derived(found.lineage) == {("Gazette 2033-04-02", "copy")}


# ---- declared, known, briefings ------------------------------------------------------------------


def relay(value: str, article: str, quote: str, **given: Any) -> dict[str, Any]:
    start = article.index(quote)
    evidence: list[dict[str, Any]] = [{"start": start, "end": start + len(quote), "quote": quote}]
    if "address" in given:
        evidence.append({"address": given.pop("address"), "says": "made up"})
    return {
        "value": value,
        "basis": "stated",
        "confidence": "high",
        "evidence": evidence,
        **given,
    }


def test_a_credited_relay_is_declared_with_its_words() -> None:
    text = "قالت جريدة المرفأ إن الجسر مغلق.\nوالطقس معتدل."
    records = [record("a", "2033-04-03", (relay("Harbour Daily", text, "قالت جريدة المرفأ"),))]
    found = trace({"a": text}, tables.empty("02_figures"), records, upstream(), frame_of())
    row = found.lineage.iloc[0]
    assert (row["source"], row["relation"], row["basis"]) == ("Harbour Daily", "quotes", "declared")
    assert row["spans"] == "a:0-17"
    assert list(found.origins["source"]) == ["Harbour Daily", "a"]


def test_an_uncredited_relay_is_known_by_its_address() -> None:
    quote = "وفتح مجلس المياه"
    known = relay(
        "the wire", TRANSLATION, quote, uncredited=True, address="https://example.org/wire"
    )
    records = [record("copy", "2033-04-03", (known,))]
    texts = {"copy": TRANSLATION}
    found = trace(texts, figures(texts), records, upstream(), frame_of())
    row = found.lineage[found.lineage["basis"] == "known"].iloc[0]
    assert row["source"] == "Wire 2033-04-02"
    assert row["address"] == "https://example.org/wire"


def test_an_uncredited_relay_without_address_is_known_by_name_and_date() -> None:
    known = relay("Daily", OWN_ACCOUNT, "قضى مراسلنا", uncredited=True)
    records = [record("own", "2033-04-03", (known,))]
    found = trace({"own": OWN_ACCOUNT}, tables.empty("02_figures"), records, upstream(), frame_of())
    assert list(found.lineage.loc[found.lineage["basis"] == "known", "source"]) == [
        "Daily 2033-04-02"
    ]


def test_a_voice_that_stands_between_is_the_origin_of_its_sentence() -> None:
    text = "قالت جريدة المرفأ نقلا عن مهندس إن الجسر مغلق حتى إشعار آخر.\nوالطقس معتدل."
    records = [record("a", "2033-04-03", (relay("Harbour Daily", text, "قالت جريدة المرفأ"),))]
    start = text.index("الجسر")
    voices = pd.DataFrame(
        {"article": ["a"], "start": [start], "end": [59], "via": ["harbour daily"], "actor": ["x"]}
    )
    found = trace({"a": text}, tables.empty("02_figures"), records, upstream(), frame_of(), voices)
    assert list(found.origins["source"]) == ["Harbour Daily", "a"]


BRIEFED = "قدر مسؤول رفيع عدد المتطوعين بنحو 850 متطوع.\nوالطقس معتدل في المساء."
BRIEFED_TOO = "وفي خبر آخر أضيئت القلعة ليلا.\nوقال مسؤول رفيع إن هناك 850 متطوع."


def briefing(first: str, second: str, **given: Any) -> Trace:
    texts = {"a": BRIEFED, "b": BRIEFED_TOO}
    told = figures(texts, speaker="senior relief official", holder="Relief Corps")
    records = [record("a", first), record("b", second)]
    return trace(texts, told.assign(**given), records, tables.empty("upstream"), frame_of())


def test_one_official_and_one_number_are_one_briefing() -> None:
    found = briefing("2033-04-03", "2033-04-05")
    row = found.lineage.iloc[0]
    assert (row["source"], row["target"], row["relation"]) == ("a", "b", "same upstream briefing")
    name = "senior relief official 2033-04-03"
    assert list(found.origins["source"]) == [name, "a", "b", name]


@pytest.mark.parametrize(
    ("first", "second", "given_"),
    [
        ("2033-04-03", "2033-08-03", {}),
        ("2033-04-03", "2033-04-05", {"speaker": "author"}),
        ("2033-04-03", "2033-04-05", {"qualifier": "vague"}),
        ("2033-04-03", "2033-04-05", {"holder": ""}),
        ("2033-04-03", "2033-04-05", {"low": pd.Series([850.0, 860.0], dtype="Float64")}),
        ("2033-04-03", "2033-04-05", {"speaker": pd.Series(["one", "two"], dtype="str")}),
    ],
    ids=["months apart", "unattributed", "vague", "nobody's", "other number", "other speaker"],
)
def test_a_near_miss_is_no_briefing(first: str, second: str, given_: dict[str, Any]) -> None:
    assert briefing(first, second, **given_).lineage.empty


# ---- the parts -----------------------------------------------------------------------------------


def claims(*marks: str) -> list[Claim]:
    return [Claim("x", place, 0, frozenset(each.split())) for place, each in enumerate(marks)]


def test_a_rare_mark_weighs_more_than_a_common_one() -> None:
    weights = Weights(claim.marks for claim in claims("common rare", "common", "common other"))
    assert weights["rare"] > weights["common"]


def test_a_single_shared_mark_is_no_match() -> None:
    weights = Weights([frozenset("ab"), frozenset("cd")])
    score = closeness(claims("a b"), claims("a c"), weights, least_weight=0.0, least_share=0.0)
    assert not score.any()


def test_a_chain_keeps_the_order_of_both_texts() -> None:
    rows = claims("a b", "c d", "e f")
    columns = claims("e f", "a b", "c d")
    weights = Weights(claim.marks for claim in rows)
    score = closeness(rows, columns, weights, least_weight=0.0, least_share=0.5)
    assert best_chain(score) == [(0, 1), (1, 2)]


# ---- properties ----------------------------------------------------------------------------------


IDS = [article["id"] for article in made_up()]


@settings(max_examples=6, deadline=None)
@given(st.permutations(IDS), st.randoms(use_true_random=False))
def test_the_order_of_articles_and_rows_does_not_matter(order: list[str], chance: Any) -> None:
    chosen = [article for article in order if article in IDS[:8]]
    texts = made_up_texts()
    plain = {article: texts[article] for article in IDS[:8]}
    mixed = {article: texts[article] for article in chosen}
    rows = figures(plain)
    places = list(range(len(rows)))
    chance.shuffle(places)
    records = [each for each in made_up_records() if each.id in plain]
    one = trace(plain, rows, records, upstream(), frame_of())
    two = trace(mixed, rows.iloc[places], records[::-1], upstream().iloc[::-1], frame_of())
    pd.testing.assert_frame_equal(one.lineage, two.lineage)
    pd.testing.assert_frame_equal(one.origins, two.origins)


@settings(max_examples=7, deadline=None)
@given(st.sampled_from([*IDS[:8], "copy"]))
def test_doubling_an_article_adds_no_origin(article: str) -> None:
    texts = {name: text for name, text in made_up_texts().items() if name in IDS[:8]}
    texts["copy"] = TRANSLATION
    records = [*(r for r in made_up_records() if r.id in texts), record("copy", "2033-04-03")]
    day = next(r for r in records if r.id == article).published.value
    doubled = {**texts, "zz": texts[article]}

    def origins(given_: Mapping[str, str]) -> set[str]:
        dated = [*records, record("zz", day)]
        return set(trace(given_, figures(given_), dated, upstream(), frame_of()).origins["source"])

    assert origins(doubled) == origins(texts)


# ---- the project's own seeds ---------------------------------------------------------------------


@cache
def own() -> Trace:
    texts = load_articles(SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    rows = [{**row, "status": "read", "origin": "reviewed"} for row in coded.to_dict("records")]
    return trace(
        texts,
        tables.as_frame("02_figures", [{str(k): v for k, v in row.items()} for row in rows]),
        read_records(SEEDS),
        tables.read("upstream", SEEDS),
        read_frame(SEEDS),
        tables.read("coding/voices", SEEDS, texts=texts),
    )


def by_stem(stem: str) -> str:
    return next(article for article in load_articles(SEEDS) if article.startswith(stem))


@pytest.mark.parametrize(
    ("source", "stem"),
    [("AFP 2024-01-25", "002"), ("Reuters 2024-09-27", "004"), ("The New Arab 2024-09-17", "004")],
)
def test_the_wire_behind_an_article_is_found_by_computation_alone(source: str, stem: str) -> None:
    assert (source, by_stem(stem)) in derived(own().lineage)


def test_no_control_is_a_source_of_an_own_article() -> None:
    facts = tables.read("upstream", SEEDS)
    controls = set(facts.loc[facts["role"] == "control", "source"])
    edges = own().lineage[own().lineage["source"].isin(controls)]
    assert set(edges["relation"]) <= {"same upstream briefing", "independent"}
    assert not set(own().origins["source"]) & controls


def test_the_own_articles_do_not_derive_from_each_other() -> None:
    articles = set(load_articles(SEEDS))
    assert not [pair for pair in derived(own().lineage) if pair[0] in articles]


def test_without_records_no_later_text_becomes_a_source() -> None:
    texts = load_articles(SEEDS)
    facts = tables.read("upstream", SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    rows = [{**row, "status": "read", "origin": "reviewed"} for row in coded.to_dict("records")]
    known = tables.as_frame("02_figures", [{str(k): v for k, v in row.items()} for row in rows])
    found = derived(trace(texts, known, [], facts, read_frame(SEEDS)).lineage)
    assert {("AFP 2024-01-25", by_stem("002")), ("Reuters 2024-09-27", by_stem("004"))} <= found
    assert not [source for source, article in found if article == by_stem("000")]


def test_one_briefing_feeds_two_own_articles() -> None:
    origins = own().origins
    fed = origins[origins["source"].str.contains("military official")]
    assert set(fed["article"]) == {by_stem("001"), by_stem("002")}
    assert fed["source"].nunique() == 1
