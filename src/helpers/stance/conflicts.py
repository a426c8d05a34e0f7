"""Where positions stand against each other: who against whom, and one voice against itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from helpers import tables
from helpers.arabic.text import fold
from helpers.frame import Frame, Tension
from helpers.stance.positions import first_of_each
from helpers.stance.voices import actors_by_alias

__all__ = ["position_conflicts"]

_MODES = {"direct": 0, "indirect": 1, "own": 2, "ascribed": 3}
_STRENGTHS = {"emphatic": 0, "plain": 1, "hedged": 2}
_CANNOT = "cannot tell"

Row = pd.Series
Pair = tuple[Row, Row]


class _Book:
    """The statements, with what is needed to describe them."""

    def __init__(self, statements: pd.DataFrame, sources: pd.DataFrame, frame: Frame) -> None:
        aliases = actors_by_alias(frame)
        kept = first_of_each(statements)
        # The narrators of two articles are two, though the codes call each of them the author.
        actors = [
            article
            if mode == "own"
            else aliases[fold(voice)].name
            if fold(voice) in aliases
            else voice
            for article, mode, voice in zip(
                kept["article"], kept["mode"], kept["voice"], strict=True
            )
        ]
        rank = kept["mode"].map(_MODES) * 10 + kept["strength"].map(_STRENGTHS)
        self.rows = kept.assign(
            actor=actors, rank=rank, spoken=kept["mode"].isin(["direct", "indirect"])
        ).sort_values(["rank", "article", "start"], kind="stable")
        self.propositions = {item.id: item for item in frame.proposition}
        self.groups = {item.id: item.label for item in frame.voice_group}
        self.short = dict(zip(sources["article"], sources["short"], strict=True))
        self.title = dict(zip(sources["article"], sources["title"], strict=True))
        self.earliest = dict(zip(sources["article"], sources["earliest"], strict=True))
        self.latest = dict(zip(sources["article"], sources["latest"], strict=True))

    def who(self, row: Row) -> str:
        """The speaker in plain English, with the outlet and how it was said."""
        outlet = self.short[row["article"]]
        if row["mode"] == "own":
            return f"{outlet} (in its own voice)"
        how = {"ascribed": "as read into them", "direct": "quoted", "indirect": "reported"}
        channel = {"background": ", unnamed", "leaked": ", leaked"}.get(row["channel"], "")
        return f"{self.groups[row['voice_group']]} ({how[row['mode']]}{channel}, in {outlet})"

    def says(self, row: Row) -> str:
        """The position in plain English: who, which way, and the gloss of the clause."""
        item = self.propositions[row["proposition"]]
        verb = {1: "affirms", 0: "leaves open", -1: "denies"}[int(row["stance"])]
        hedge = ", with a hedge" if row["strength"] == "hedged" else ""
        return f"{self.who(row)} {verb}{hedge}: {row['gloss'] or item.text}"

    def in_title(self, row: Row) -> bool:
        """Whether the clause stands in the article's headline."""
        return bool(self.title[row["article"]]) and row["quote"] in self.title[row["article"]]

    def apart(self, a: Row, b: Row) -> str:
        """A clause on the time between two articles, if one is certainly later."""
        one, other = a["article"], b["article"]
        if self.latest[one] < self.earliest[other]:
            return f"; {self.short[other]} is the later text"
        if self.latest[other] < self.earliest[one]:
            return f"; {self.short[one]} is the later text"
        return ""


def _closest(ours: pd.DataFrame, theirs: pd.DataFrame) -> Pair:
    """The pair to show: one speaker if there is one, in one article, by two channels."""

    def fit(one: Row, other: Row) -> tuple[object, ...]:
        return (
            one["actor"] != other["actor"],
            one["article"] != other["article"],
            one["channel"] == other["channel"],
            one["rank"] + other["rank"],
            one["article"],
            one["start"],
            other["article"],
            other["start"],
        )

    pairs = [(one, other) for _, one in ours.iterrows() for _, other in theirs.iterrows()]
    return min(pairs, key=lambda pair: fit(*pair))


def _sides(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return rows[rows["stance"] == 1], rows[rows["stance"] == -1]


def _groups(book: _Book, rows: pd.DataFrame) -> str:
    """Groups on one side, each with whether it speaks there or is only spoken for."""
    named = []
    for group, its in rows.groupby("voice_group", sort=True):
        heard = "" if its["spoken"].any() else " (only ascribed)"
        named.append(f"{book.groups[str(group)]}{heard}")
    return "; ".join(named)


def _row(
    book: _Book, type_: str, subject: str, pair: Pair, preferred: str, reason: str
) -> dict[str, object]:
    a, b = pair
    row: dict[str, object] = {"type": type_, "subject": subject}
    for side, one in (("a", a), ("b", b)):
        row |= {f"{side}_{key}": one[key] for key in ("article", "start", "end", "quote")}
        row[f"{side}_says"] = book.says(one)
    return row | {"preferred": preferred, "reason": reason}


def _narrator_against_itself(book: _Book) -> Iterator[dict[str, object]]:
    own = book.rows[book.rows["mode"] == "own"]
    for (article, proposition), its in own.groupby(["article", "proposition"], sort=True):
        ours, theirs = _sides(its)
        if ours.empty or theirs.empty:
            continue
        a, b = _closest(ours, theirs)
        hedged = [row["strength"] == "hedged" for row in (a, b)]
        preferred = _CANNOT if hedged[0] == hedged[1] else "b" if hedged[0] else "a"
        why = "both with the same certainty" if preferred == _CANNOT else "one of them hedged"
        yield _row(
            book,
            "internal",
            str(proposition),
            (a, b),
            preferred,
            f"{book.short[str(article)]} holds both in its own voice, {why}",
        )


def _group_against_itself(book: _Book) -> Iterator[dict[str, object]]:
    rows = book.rows[book.rows["mode"] != "own"]
    for (proposition, group), its in rows.groupby(["proposition", "voice_group"], sort=True):
        ours, theirs = _sides(its)
        if ours.empty or theirs.empty:
            continue
        # Speech shows a group against itself; what is only read into it does so where nothing else
        # is there.
        spoken = (ours[ours["spoken"]], theirs[theirs["spoken"]])
        a, b = _closest(
            ours if spoken[0].empty else spoken[0], theirs if spoken[1].empty else spoken[1]
        )
        later = book.apart(a, b)
        channels = sorted({str(a["channel"]), str(b["channel"])} - {""})
        reason = f"{book.groups[str(group)]} on both sides"
        if len(channels) == 2:
            reason += f": {channels[0]} against {channels[1]}, before different audiences"
        elif a["actor"] != b["actor"]:
            reason += ", by different speakers"
        yield _row(
            book,
            "actor position",
            str(proposition),
            (a, b),
            "both" if later else _CANNOT,
            reason + (f"{later}, so the position may have changed" if later else ""),
        )


def _narrators_against_each_other(book: _Book) -> Iterator[dict[str, object]]:
    own = book.rows[book.rows["mode"] == "own"]
    for proposition, its in own.groupby("proposition", sort=True):
        ours, theirs = _sides(its)
        for one in sorted(set(ours["article"])):
            for other in sorted(set(theirs["article"]) - {one}):
                pair = _closest(ours[ours["article"] == one], theirs[theirs["article"] == other])
                yield _row(
                    book,
                    "actor position",
                    str(proposition),
                    pair,
                    _CANNOT,
                    "two outlets hold opposite positions in their own voice" + book.apart(*pair),
                )


def _voices_against_each_other(book: _Book) -> Iterator[dict[str, object]]:
    others = book.rows[book.rows["mode"] != "own"]
    for proposition, its in others.groupby("proposition", sort=True):
        ours, theirs = _sides(its)
        pairs = [
            (one, other)
            for _, one in ours.iterrows()
            for _, other in theirs.iterrows()
            if one["voice_group"] != other["voice_group"]
        ]
        if not pairs:
            continue
        pair = min(
            pairs,
            key=lambda two: (
                not two[0]["spoken"],
                not two[1]["spoken"],
                two[0]["rank"] + two[1]["rank"],
            ),
        )
        yield _row(
            book,
            "actor position",
            str(proposition),
            pair,
            _CANNOT,
            f"affirmed by: {_groups(book, ours)}. Denied by: {_groups(book, theirs)}",
        )


def _tensions(book: _Book, tensions: Sequence[Tension]) -> Iterator[dict[str, object]]:
    for tension in tensions:
        ours = _on(book.rows, tension.a, tension.a_stance)
        theirs = _on(book.rows, tension.b, tension.b_stance)
        subject = f"{tension.a} / {tension.b}"
        if tension.same_group:
            # A narrator's two judgements are weighed elsewhere; this is about speakers.
            ours, theirs = ours[ours["mode"] != "own"], theirs[theirs["mode"] != "own"]
            keys = ["article", "voice_group"]
            found = ours[keys].merge(theirs[keys]).drop_duplicates().sort_values(keys)
            for article, group in found.itertuples(index=False):
                pair = _closest(
                    _of(ours, article=article, voice_group=group),
                    _of(theirs, article=article, voice_group=group),
                )
                yield _row(book, tension.type, subject, pair, "both", tension.reason)
            continue
        for one in sorted(set(ours["article"])):
            for other in sorted(set(theirs["article"])):
                yield _tension(
                    book, tension, subject, _of(ours, article=one), _of(theirs, article=other)
                )


def _tension(
    book: _Book, tension: Tension, subject: str, ours: pd.DataFrame, theirs: pd.DataFrame
) -> dict[str, object]:
    """One article's positions on ``a`` against one article's (perhaps the same) on ``b``."""
    headline = ours[[book.in_title(row) for _, row in ours.iterrows()]]
    inside = ours["article"].iloc[0] == theirs["article"].iloc[0]
    if inside and len(headline):
        pair = _closest(headline, theirs)
        return _row(
            book, "internal", subject, pair, "b", f"headline against body; {tension.reason}"
        )
    pair = _closest(ours, theirs)
    return _row(
        book,
        tension.type,
        subject,
        pair,
        "both",
        tension.reason + ("" if inside else book.apart(*pair)),
    )


def _on(rows: pd.DataFrame, proposition: str, stance: int) -> pd.DataFrame:
    return rows[(rows["proposition"] == proposition) & (rows["stance"] == stance)]


def _of(rows: pd.DataFrame, **values: str) -> pd.DataFrame:
    for column, value in values.items():
        rows = rows[rows[column] == value]
    return rows


def position_conflicts(
    statements: pd.DataFrame, sources: pd.DataFrame, frame: Frame
) -> pd.DataFrame:
    """Table ``03_conflicts``: conflicts between positions.

    Args:
        statements: ``03_statements``.
        sources: ``01_sources``, for the articles' short names, headlines and days.
        frame: The coding frame; its tensions are looked for between propositions.

    Returns:
        One row per conflict, with the pair of clauses that shows it best:

        - ``internal``: a narrator holds both sides in one article; a headline says what the body
          takes back (there the body is preferred);
        - ``actor position``: one group of speakers on both sides (by channel, by speaker, or
          over time); two outlets in their own voice; and per proposition, the groups on each side;
        - ``modality``: positions on two propositions that are easily taken for one.

        ``preferred`` is "both" where both can hold, "cannot tell" where the texts do not decide.
    """
    book = _Book(statements, sources, frame)
    makers = [
        ("internal", _narrator_against_itself(book)),
        ("one-group", _group_against_itself(book)),
        ("narrators", _narrators_against_each_other(book)),
        ("voices", _voices_against_each_other(book)),
        ("tension", _tensions(book, frame.tension)),
    ]
    rows = []
    for kind, made in makers:
        for number, row in enumerate(made, start=1):
            rows.append({"conflict": f"{kind}-{number:02d}", **row})
    return tables.as_frame("03_conflicts", rows, frame.closed())
