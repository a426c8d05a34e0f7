"""What is told and what is not: every claim that several articles carry, article by article.

A claim is a value of a measure, or that a group of speakers affirms or denies a proposition. What a
group leaves open is no claim, and neither is a position of the outlet's own: it is not a fact that
another outlet could be silent on. An article that could not have known a claim is never called
silent on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import struct_time

import pandas as pd
from edtf import parse_edtf

from helpers import tables
from helpers.days import in_words, is_edtf
from helpers.frame import Frame
from helpers.stance.positions import first_of_each, span_cell

__all__ = [
    "INDEPENDENT",
    "SILENCES",
    "by_silence",
    "coverage_table",
    "first_known",
    "silences_table",
]

#: Independent origins that a claim needs before an article is called silent on it.
INDEPENDENT = 2
#: Columns of `silences_table`.
SILENCES = ("article", "value", "label", "told_by", "origins", "spans", "origin")

_LAST_YEAR = 9999  # days are compared as text of four-digit years
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True)
class _Claim:
    """A claim, the rows that carry it, and those that say something else on the same matter."""

    id: str
    label: str
    says: pd.DataFrame
    otherwise: pd.DataFrame


def first_known(rows: pd.DataFrame, earliest: Mapping[str, str]) -> str:
    """The first day on which a claim is known to have been made, as ``YYYY-MM-DD``.

    That is the earliest of: the days in the names of the sources behind it (``AFP 2024-01-25``),
    the first possible days of publication of the articles that carry it, and, where the claim
    is a date, the last day of that date (what is past can be known; a date to come moves nothing).
    A judgement (a narrator's own, or one read into a group) can be made on any day: then "".

    Args:
        rows: Rows with ``article`` and ``source`` that carry the claim, at least one; statements
            have a ``mode`` too, figures a ``date``.
        earliest: First possible day of publication, by article.
    """
    if "mode" in rows and rows["mode"].isin(["own", "ascribed"]).any():
        return ""
    days = [earliest[str(article)] for article in rows["article"]]
    days += [day for source in rows["source"] for day in _DAY.findall(str(source))]
    if "date" in rows:
        ends = [_last_day(str(date)) for date in rows["date"] if is_edtf(str(date))]
        days += [day for day in ends if day]
    return min(days)


def _last_day(date: str) -> str:
    """The last possible day of a valid EDTF date; "" where it is open or beyond the calendar."""
    end = parse_edtf(date).upper_strict()
    if not isinstance(end, struct_time) or end.tm_year > _LAST_YEAR:
        return ""
    return f"{max(end.tm_year, 0):04d}-{end.tm_mon:02d}-{end.tm_mday:02d}"


def _number(value: object, kind: str) -> str:
    number = float(str(value))
    return f"{number:.0%}" if kind == "share" else f"{number:g}"


def _value(row: pd.Series) -> str:
    """A measure's value as a reader writes it: ``2500``, ``300–999``, ``2025-09``."""
    if row["date"]:
        return str(row["date"])
    if pd.isna(row["low"]):
        return ""
    low, high = (_number(row[end], str(row["kind"])) for end in ("low", "high"))
    return low if low == high else f"{low}–{high}"


def _measure_claims(measures: pd.DataFrame) -> Iterator[_Claim]:
    kept = measures[(measures["measure"] != "") & measures["duplicate_of"].isna()]
    if kept.empty:
        return
    kept = kept.assign(value=[_value(row) for _, row in kept.iterrows()])
    kept = kept[(kept["value"] != "") & (kept["value"] != "relative")]
    for measure, its in kept.groupby("measure", sort=True):
        for value, says in its.groupby("value", sort=True):
            yield _Claim(
                f"{measure}={value}",
                f"{its['label'].iloc[0]}: {in_words(str(value))}",
                says,
                its[its["value"] != value],
            )


def _statement_claims(statements: pd.DataFrame, frame: Frame) -> Iterator[_Claim]:
    """That a group affirms or denies a proposition; only the opposite of that says otherwise."""
    narrator = frame.voice_group[0].id  # the frame's first group is the outlet itself
    kept = first_of_each(statements)
    kept = kept[(kept["voice_group"] != narrator) & (kept["stance"] != 0)]
    about = {item.id: item for item in frame.proposition}
    names = {item.id: item.label for item in frame.voice_group}
    for (proposition, group), its in kept.groupby(["proposition", "voice_group"], sort=True):
        for stance in sorted(set(its["stance"].astype(int).tolist())):
            says = its[its["stance"] == stance]
            item = about[str(proposition)]
            words = {
                1: item.affirmed or f"affirms: {item.text}",
                -1: item.denied or f"denies: {item.text}",
            }[stance]
            read_in = bool((says["mode"] == "ascribed").all())
            yield _Claim(
                f"{proposition}:{stance:+d}:{group}",
                f"{names[str(group)]}: {words}" + (" (only ascribed)" if read_in else ""),
                says,
                its[its["stance"] == -stance],
            )


def coverage_table(
    measures: pd.DataFrame | None,
    statements: pd.DataFrame,
    sources: pd.DataFrame,
    frame: Frame,
) -> pd.DataFrame:
    """Table ``03_coverage``: claim × article, for claims that two articles or more carry.

    Args:
        measures: ``02_measures``, or ``None`` for positions alone.
        statements: ``03_statements``.
        sources: ``01_sources``, for the articles and the days of their publication.
        frame: The coding frame.

    Returns:
        ``says``: the article carries the claim. ``says otherwise``: it gives the measure another
        value, or that group the opposite position. ``could not have known``: the article's last
        possible day is before the claim was first made, see `first_known`. ``silent``: none of
        these, and two independent origins or more carry the claim; with fewer there is no row.
        Only stances +1 and −1 make a claim: an article in which the group merely leaves the matter
        open does not say otherwise, it is silent on the claim or has no row. The frame's first
        voice group, the outlet itself, makes no claim.
    """
    earliest = dict(zip(sources["article"], sources["earliest"], strict=True))
    latest = dict(zip(sources["article"], sources["latest"], strict=True))
    claims = [] if measures is None else list(_measure_claims(measures))
    claims += _statement_claims(statements, frame)
    rows: list[dict[str, object]] = []
    for claim in claims:
        if claim.says["article"].nunique() < 2:
            continue
        origins = int(claim.says["source"].nunique())
        known = first_known(claim.says, earliest)
        for article in sources["article"]:
            says = claim.says[claim.says["article"] == article]
            otherwise = claim.otherwise[claim.otherwise["article"] == article]
            if len(says):
                value, behind = "says", says
            elif len(otherwise):
                value, behind = "says otherwise", otherwise
            elif latest[article] < known:
                value, behind = "could not have known", says
            elif origins >= INDEPENDENT:
                value, behind = "silent", says
            else:
                continue
            machine = (behind["origin"] if len(behind) else claim.says["origin"]) == "machine"
            rows.append(
                {
                    "claim": claim.id,
                    "label": claim.label,
                    "article": article,
                    "value": value,
                    "origins": origins,
                    "spans": span_cell(behind),
                    "origin": "machine" if machine.any() else "reviewed",
                }
            )
    return tables.as_frame("03_coverage", rows, frame.closed())


def by_silence(coverage: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``03_coverage`` with the claims in the order of who is silent on them.

    First the claims on which the first article is silent, then those of the second, and so on; last
    those on which no article is. What each article leaves out stands together.
    """
    articles = list(dict.fromkeys(coverage["article"]))
    silent = coverage[coverage["value"] == "silent"].groupby("claim")["article"].agg(set).to_dict()
    claims = list(dict.fromkeys(coverage["claim"]))
    pattern = {
        claim: tuple(article not in silent.get(claim, set()) for article in articles)
        for claim in claims
    }
    place = {claim: number for number, claim in enumerate(sorted(claims, key=pattern.__getitem__))}
    return coverage.sort_values(
        "claim", key=lambda column: column.map(place), kind="stable", ignore_index=True
    )


def silences_table(coverage: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """What each article does not say that others do: one row per article and claim.

    Args:
        coverage: ``03_coverage``.
        sources: ``01_sources``, for the order of the articles and their short names.

    Returns:
        The rows that are not ``says``, article by article, silences first, columns `SILENCES`:
        ``told_by`` names the articles that carry the claim, and ``spans`` are the words of the row
        (of those who carry the claim where the article is silent or could not have known).
    """
    names = dict(zip(sources["article"], sources["short"], strict=True))
    says = coverage[coverage["value"] == "says"]
    told = says.groupby("claim", sort=False)["article"].agg(
        lambda its: "; ".join(str(names[article]) for article in its)
    )
    words = says.groupby("claim", sort=False)["spans"].agg(" ".join)
    rest = coverage[coverage["value"] != "says"]
    place = {article: number for number, article in enumerate(sources["article"])}
    rank = {"silent": 0, "says otherwise": 1}
    rest = rest.assign(
        told_by=rest["claim"].map(told),
        spans=rest["spans"].where(rest["value"] == "says otherwise", rest["claim"].map(words)),
        place=rest["article"].map(place),
        rank=rest["value"].map(rank).fillna(len(rank)),
    )
    rest = rest.sort_values(["place", "rank"], kind="stable", ignore_index=True)
    return rest[list(SILENCES)]
