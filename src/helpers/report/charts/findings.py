"""What a chart shows, as one plain sentence computed from its tables.

The sentences go over charts, into captions and into alternative texts. They name what the tables
name and nothing else, so they serve any topic.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.frame import Frame
from helpers.report.charts.outlook import leader, main_prior
from helpers.report.charts.style import (
    Span,
    day_text,
    edtf_span,
    edtf_text,
    join,
    looks,
    percent_text,
    range_text,
    rows_of,
    value_text,
)
from helpers.report.markup import Caption

__all__ = [
    "alt",
    "caption",
    "finding_coverage",
    "finding_floor",
    "finding_lineage",
    "finding_measures",
    "finding_outlook",
    "finding_positions",
    "finding_reliability",
    "finding_sensitivity",
    "finding_timeline",
]

_KINDS = {
    "timeline": "Time line of the articles' publication dates and of dated events.",
    "measures": "Values of the same quantity by article, with ranges and qualifiers.",
    "positions": "Matrix of articles and propositions for own voice, reported voices and ascribed views.",
    "floor": "Bars of reported words by group of speakers, a panel for each article.",
    "coverage": "Matrix of claims and articles.",
    "lineage": "Graph of the texts that each article derives from.",
    "outlook": "Probability of each scenario with its interval, at each date.",
    "sensitivity": "Probability of the leading scenario in each rerun.",
    "reliability": "Measures of agreement by variable.",
}


def alt(kind: str, finding: str) -> str:
    """Alternative text of a chart: what is drawn, then what it shows.

    Args:
        kind: The name of the function that drew it, such as ``timeline``.
        finding: The finding.

    Raises:
        KeyError: There is no such chart.
    """
    if kind not in _KINDS:
        msg = f"expected one of {', '.join(_KINDS)}, got {kind!r}"
        raise KeyError(msg)
    return f"{_KINDS[kind]} {finding}"


def caption(
    number: str,
    finding: str,
    sources: pd.DataFrame,
    *,
    rows: str = "",
    left_out: str = "",
    note: str = "",
) -> Caption:
    """The words of a chart: finding, n, period, what is left out, where the rows are.

    Outlets are not counted: who published an article may be unknown.

    Args:
        number: The chart's number, such as ``2.1``.
        finding: The finding.
        sources: Table ``01_sources``, or the rows of it that the chart uses.
        rows: Name of the table drawn, such as ``02_figures``.
        left_out: What is not drawn, and why, as a clause without a full stop.
        note: What else a reader must know of the rows, as sentences.
    """
    days = [span for span in map(edtf_span, sources["published"]) if span]
    counts = f"n = {_count(len(sources), 'article')}"
    if days:
        first, last = min(s.first for s in days), max(s.last for s in days)
        period = day_text(first) if first == last else f"{day_text(first)}–{day_text(last)}"
        counts += f", {period}"
    parts = [counts + ".", f"Left out: {left_out.rstrip('.') or 'nothing'}."]
    if rows:
        parts.append(f"Rows: build/{rows}.csv.")
    if note:
        parts.append(note)
    return Caption(f"Chart {number}", f"{finding.rstrip('.')}.", " ".join(parts))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _of(part: int, whole: int, noun: str) -> str:
    """``3 of 5 articles``, ``all 5 articles``, ``no article``."""
    if part == 0:
        return f"no {noun}"
    if part == whole:
        return f"the one {noun}" if whole == 1 else f"all {whole} {noun}s"
    return f"{part} of {_count(whole, noun)}"


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def finding_timeline(sources: pd.DataFrame, events: pd.DataFrame) -> str:
    """The event that parts the articles most evenly into those before it and those after it.

    Args:
        sources: Table ``01_sources``.
        events: Columns ``date`` (EDTF) and ``label`` (or ``event``).
    """
    spans = {
        article: span
        for article, published in sources[["article", "published"]].itertuples(index=False)
        if (span := edtf_span(published))
    }
    if not spans:
        return "No article has a date."
    words = "label" if "label" in events else "event"
    best: tuple[int, str, str, int] | None = None
    for day, label in events[["date", words]].itertuples(index=False):
        event = edtf_span(day)
        if event is None:
            continue
        before = sum(span.last < event.first for span in spans.values())
        balance = min(before, len(spans) - before)
        if balance and (best is None or balance > best[0]):
            best = (balance, edtf_text(day), label, before)
    first, last = min(s.first for s in spans.values()), max(s.last for s in spans.values())
    if best is None:
        if first == last:
            return (
                f"{_upper(_of(len(spans), len(spans), 'article'))} appeared on {day_text(first)}."
            )
        return (
            f"{_upper(_of(len(spans), len(spans), 'article'))} appeared between {day_text(first)} "
            f"and {day_text(last)}."
        )
    _, when, label, before = best
    return (
        f"{_upper(_of(before, len(spans), 'article'))} appeared before {when} "
        f"({label.rstrip('.')}) and could not have known of it."
    )


def finding_measures(measures: pd.DataFrame, sources: pd.DataFrame, measure_id: str) -> str:
    """How many articles give a quantity, from how many origins, and whether they agree.

    Raises:
        ValueError: The table does not have the measure.
    """
    found = measures[(measures["measure"] == measure_id) & measures["duplicate_of"].isna()]
    if found.empty:
        msg = f"no row of measure {measure_id!r}; choose one of those in 02_measures"
        raise ValueError(msg)
    label = str(found["label"].iloc[0] or measure_id)
    given = found["article"].nunique()
    origins = found["source"].nunique()
    start = (
        f"{label}: {_of(given, len(sources), 'article')} "
        f"{'give' if given > 1 else 'gives'} it, from {_count(origins, 'independent origin')}"
    )
    kind = str(found["kind"].mode().iloc[0])
    same = found[found["kind"] == kind]
    if kind == "date":
        texts = list(dict.fromkeys(edtf_text(day) for day in same["date"] if edtf_span(day)))
        if not texts:
            return f"{start}; no date can be read."
        if len(texts) == 1:
            return f"{start}; the date is {texts[0]}."
        spans = {text: edtf_span(day) for day in same["date"] if (text := edtf_text(day)) in texts}
        latest = max(span.first for span in spans.values() if span)
        if latest <= min(span.last for span in spans.values() if span):
            closest = min(texts, key=lambda text: _days(spans[text]))
            return f"{start}; all allow for {closest}."
        return f"{start}; the dates differ: {join(texts)}."
    low, high = same["low"].fillna(same["high"]), same["high"].fillna(same["low"])
    low, high = low.dropna(), high.dropna()
    if low.empty:
        return f"{start}; no value can be read."
    if (low.max(), high.min()) == (low.min(), high.max()):
        return f"{start}; the value is {value_text(low.min(), high.min(), kind=kind)}."
    span = value_text(low.min(), high.max(), kind=kind)
    if low.max() <= high.min():
        shared = value_text(low.max(), high.min(), kind=kind)
        return f"{start}; all allow for {shared}."
    return f"{start}; the values differ, {span}."


def _days(span: Span | None) -> int:
    return (span.last - span.first).days if span else 0


def _contested(positions: pd.DataFrame, level: str) -> list[str]:
    """Propositions that one article affirms and another denies, at one level of voice."""
    mine = positions[positions["level"] == level]
    found = []
    for proposition, rows in mine.groupby("proposition", sort=False):
        affirm = set(rows[rows["affirm"] > 0]["article"])
        deny = set(rows[rows["deny"] > 0]["article"])
        if affirm and deny and len(affirm | deny) > 1:
            found.append(str(proposition))
    return found


def finding_positions(positions: pd.DataFrame, sources: pd.DataFrame, frame: Frame) -> str:
    """Where the outlets' own voices contradict each other, and where only those they report do."""
    labels = {p.id: p.label for p in frame.proposition}
    order = list(labels)
    narrator = sorted(_contested(positions, "narrator"), key=order.index)
    quoted = sorted(_contested(positions, "quoted"), key=order.index)
    whole = positions["proposition"].nunique()
    if not narrator:
        own = "In their own voice the outlets never contradict each other"
    else:
        named = join(
            [
                f"\N{LEFT DOUBLE QUOTATION MARK}{labels[p]}\N{RIGHT DOUBLE QUOTATION MARK}"
                for p in narrator
            ],
            3,
        )
        own = (
            f"In their own voice the outlets contradict each other on "
            f"{_of(len(narrator), whole, 'proposition')} ({named})"
        )
    return f"{own}; the voices they report do so on {_of(len(quoted), whole, 'proposition')}."


def finding_floor(
    floor: pd.DataFrame, sources: pd.DataFrame, labels: Mapping[str, str] | None = None
) -> str:
    """Who has most of the reported words, and who is spoken for without being heard.

    Args:
        floor: Table ``03_floor``.
        sources: Table ``01_sources``.
        labels: What each group of speakers is called; its id without.
    """
    names = labels or {}
    totals = floor.groupby("actor_group", sort=True)[
        ["reported_words", "reports", "ascribed"]
    ].sum()
    words = int(totals["reported_words"].sum())
    if not words:
        return "No article reports anyone's words."
    most = str(totals["reported_words"].idxmax())
    share = int(totals["reported_words"].max()) / words
    heard = floor[(floor["actor_group"] == most) & (floor["reports"] > 0)]["article"].nunique()
    silent = [
        names.get(str(group), str(group))
        for group, row in totals.iterrows()
        if row["reports"] == 0 and row["ascribed"] > 0
    ]
    sentence = (
        f"{percent_text(share)} of all reported words come from one group, "
        f"{names.get(most, most)}, heard in {_of(heard, len(sources), 'article')}"
    )
    if silent:
        verb = "are" if len(silent) > 1 else "is"
        return f"{sentence}; {join(silent)} {verb} only spoken for."
    return f"{sentence}."


def finding_coverage(coverage: pd.DataFrame, sources: pd.DataFrame) -> str:
    """How many claims every article tells that could have known them, and who is silent most."""
    look = looks(sources)
    whole = coverage["claim"].nunique()
    if not whole:
        return "No claim is shared."
    could = coverage[coverage["value"] != "could not have known"]
    told = could.groupby("claim", sort=True)["value"].agg(lambda v: set(v) <= {"says"})
    sentence = (
        f"{_upper(_of(int(told.sum()), whole, 'claim'))} "
        f"{'is' if int(told.sum()) in (0, 1) else 'are'} told alike by every article that could "
        f"have known"
    )
    silent = could[could["value"] == "silent"].groupby("article", sort=True).size()
    if silent.empty:
        return f"{sentence}; none is silent on any."
    top = sorted(silent[silent == silent.max()].index, key=list(look).index)
    names = join([look[article].name for article in top])
    each = " each" if len(top) > 1 else ""
    verb = "are" if len(top) > 1 else "is"
    return f"{sentence}; {names} {verb} silent on the most ({int(silent.max())}{each})."


def finding_lineage(lineage: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Which articles follow another text without saying so."""
    look = looks(sources)
    follows = lineage[lineage["relation"].isin(["quotes", "translates", "paraphrases"])]
    declared = set(
        follows[follows["basis"] == "declared"][["source", "target"]].itertuples(
            index=False, name=None
        )
    )
    hidden: dict[str, tuple[int, str]] = {}
    for row in rows_of(follows[follows["confidence"] != "low"]):
        if row.basis != "declared" and (row.source, row.target) not in declared:
            found = (0 if pd.isna(row.claims) else int(row.claims), str(row.source))
            if found[0] > hidden.get(row.target, (-1, ""))[0]:
                hidden[row.target] = found
    if not hidden:
        return "No article is known to follow another text without saying so."
    named = "; ".join(f"{look[a].label}: {hidden[a][1]}" for a in look if a in hidden)
    verb = "follows" if len(hidden) == 1 else "follow"
    return (
        f"{_upper(_of(len(hidden), len(sources), 'article'))} {verb} other texts "
        f"without saying so (above all {named})."
    )


def finding_outlook(
    outlook: pd.DataFrame, names: Mapping[str, str] | None = None, prior: str = ""
) -> str:
    """The leading scenario at each date, with its probability and interval."""
    prior = prior or main_prior(outlook)
    parts: list[str] = []
    for day in sorted(set(outlook["as_of"])):
        lead = leader(outlook, day, prior=prior)
        name = (names or {}).get(lead["scenario"], "") or lead["scenario"]
        shown = f"{percent_text(lead['probability'])}, {range_text(lead['low'], lead['high'])}"
        if parts and parts[-1].startswith(f"{name} leads "):
            parts[-1] += f" and as of {edtf_text(day)} ({shown})"
        else:
            parts.append(f"{name} leads as of {edtf_text(day)} ({shown})")
    return _upper("; ".join(parts)) + "." if parts else "There is no outlook."


def finding_sensitivity(
    outlook: pd.DataFrame,
    names: Mapping[str, str] | None = None,
    prior: str = "",
    labels: Mapping[str, str] | None = None,
) -> str:
    """In how many reruns another scenario leads, at the last date.

    Args:
        outlook: Table ``04_outlook``.
        names: What each scenario is called; its id without.
        prior: The prior of the reruns; `main_prior` without.
        labels: What the articles, origins and indicators that reruns change are called.
    """
    from helpers.report.charts.outlook import _reruns

    prior = prior or main_prior(outlook)
    dates = sorted(set(outlook["as_of"]))
    if not dates:
        return "There is no outlook."
    lead, rows = _reruns(outlook, dates[-1], prior, len(outlook), labels)
    when, name = edtf_text(dates[-1]), (names or {}).get(lead["scenario"], "") or lead["scenario"]
    if not rows:
        return f"As of {when} {name} leads; nothing was rerun."
    changed = [run for run, _, other in rows if other]
    if changed:
        return (
            f"As of {when} another scenario than {name} leads in "
            f"{_of(len(changed), len(rows), 'rerun')} ({join(changed, 3)})."
        )
    low = min(float(row["probability"]) for _, row, _ in rows)
    high = max(float(row["probability"]) for _, row, _ in rows)
    return (
        f"As of {when} {name} leads in {_of(len(rows), len(rows), 'rerun')}, "
        f"at {range_text(low, high)}."
    )


def finding_reliability(
    reliability: pd.DataFrame, comparison: str = "between coders", scope: str = "all"
) -> str:
    """How many variables may be relied on, by Krippendorff's alpha."""
    rows = reliability[(reliability["comparison"] == comparison) & reliability["alpha"].notna()]
    rows = rows[rows["scope"] == scope] if scope else rows
    whole = len(rows)
    if not whole:
        return "Agreement was not measured."
    good = int((rows["alpha"] >= 0.8).sum())
    fair = int(((rows["alpha"] >= 0.667) & (rows["alpha"] < 0.8)).sum())
    sentence = f"Alpha is .80 or more for {_of(good, whole, 'variable')}"
    if fair:
        sentence += f" and from .667 to .80 for {fair}"
    rest = whole - good - fair
    return f"{sentence}; {rest} cannot be relied on." if rest else f"{sentence}."
