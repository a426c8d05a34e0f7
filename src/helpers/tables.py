r"""The schema of every table, and the only code that reads or writes one.

A table is a CSV file: UTF-8, ``\n`` line ends, fixed column and row order, so two runs give the same
bytes and a difference means something. Tables in ``seeds/`` carry a byte-order mark so that a
spreadsheet opens the Arabic; tables in ``build/`` do not.

In memory text columns are strings ("" where the cell is empty), offsets and counts are ``Int64``,
values are ``Float64``; missing numbers are ``pd.NA``. Offsets are code points into the article file
decoded as UTF-8 with no newline translation, end exclusive: ``text[start:end] == quote``.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from helpers.days import is_edtf
from helpers.faults import Fault, SeedsError

__all__ = [
    "TABLES",
    "Column",
    "Span",
    "Table",
    "as_frame",
    "check",
    "empty",
    "missing",
    "read",
    "read_faults",
    "write",
]

KINDS = ("count", "share", "duration", "money", "measure", "date", "ordinal", "identifier")
QUALIFIERS = ("exact", "about", "at_least", "more_than", "less_than", "vague")
RELATIONS = ("in", "by", "since", "until", "before", "after", "from")
STATUSES = ("read", "ambiguous", "unreadable")
ORIGINS = ("reviewed", "machine")
BASES = ("stated", "inferred", "assigned")
CONFIDENCES = ("high", "medium", "low")
STATEMENT_MODES = ("own", "direct", "indirect", "ascribed")
REPORT_MODES = ("direct", "mixed", "indirect")
CHANNELS = ("public", "background", "leaked")
STRENGTHS = ("plain", "hedged", "emphatic")
STANCES = (-1, 0, 1)
LEVELS = ("narrator", "quoted", "ascribed")
CONFLICT_TYPES = (
    "value",
    "scope",
    "time window",
    "date label",
    "modality",
    "actor position",
    "internal",
    "number collision",
    "repetition",
    "translation artefact",
)
LINEAGE_RELATIONS = (
    "quotes",
    "translates",
    "paraphrases",
    "same upstream briefing",
    "independent",
)
RUN_KINDS = (
    "main",
    "path",
    "article",
    "origin",
    "indicator",
    "range",
    "rule",
    "strength",
    "threshold",
)
COVERAGE_VALUES = ("says", "says otherwise", "silent", "could not have known")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, whether a cell may be empty, and what it may hold.

    Attributes:
        type: ``text``, ``int`` (offsets, counts, stances) or ``number`` (values).
        empty: Whether a cell may be empty.
        values: The closed set of allowed values, if there is one.
        low: The least allowed number.
        high: The greatest allowed number.
        edtf: The cell is an EDTF date (``relative`` and clock times ``T06:30`` are allowed too).
        closed: Name of a closed set given at check time (such as ``proposition``).
        about: What the column holds, and in which unit.
    """

    type: str = "text"
    empty: bool = True
    values: tuple[str, ...] | tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None
    edtf: bool = False
    closed: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The columns that together quote an article: ``text[start:end] == quote``."""

    start: str = "start"
    end: str = "end"
    quote: str = "quote"
    article: str = "article"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: where it stands, its columns, its key and its row order."""

    name: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    made_by: str
    about: str
    order: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    seed: bool = False
    open_columns: bool = field(default=False)


def _text(about: str = "", *, empty: bool = True) -> Column:
    return Column(about=about, empty=empty)


def _set(
    values: Sequence[str] | Sequence[int],
    about: str = "",
    *,
    empty: bool = False,
    type: str = "text",
) -> Column:
    return Column(type=type, values=tuple(values), empty=empty, about=about)  # type: ignore[arg-type]


def _count(about: str = "", *, empty: bool = False) -> Column:
    return Column("int", empty, low=0, about=about)


def _number(about: str = "", *, low: float | None = None, high: float | None = None) -> Column:
    return Column("number", True, low=low, high=high, about=about)


def _date(about: str = "", *, empty: bool = True) -> Column:
    return Column(edtf=True, empty=empty, about=about)


def _closed(name: str, about: str = "", *, empty: bool = False) -> Column:
    return Column(closed=name, empty=empty, about=about)


_QUOTE: dict[str, Column] = {
    "article": _closed("article", "file stem of the article"),
    "start": _count("code points from the start of the article"),
    "end": _count("code points, exclusive"),
    "quote": _text("the exact characters `text[start:end]`", empty=False),
}
_ORIGIN = {"origin": _set(ORIGINS, "who read it: a reviewed code, or the machine alone")}
_NOTE = {"note": _text("doubts and outside knowledge")}
_GLOSS = {"gloss": _text("the span in plain English")}

_FIGURE: dict[str, Column] = {
    **_QUOTE,
    "kind": _set(KINDS),
    "low": _number("least value; shares as a fraction of one"),
    "high": _number("greatest value"),
    "unit": _text("what is counted, English singular lemma"),
    "qualifier": _set(QUALIFIERS),
    "date": _date("for dates: EDTF, `relative` or a clock time"),
    "resolved": _date("the day or period a relative date resolves to"),
}
_FIGURE_CONTEXT: dict[str, Column] = {
    "event": _text("what a date dates"),
    "relation": _set(RELATIONS, "how the date stands to the event", empty=True),
    "holder": _text("whose number it is"),
    "place": _text(),
    "as_of": _text("when the number holds, if the text says so"),
    "speaker": _text("who states it; `author` for the narrator"),
}
_VOICE: dict[str, Column] = {
    **_QUOTE,
    "mode": _set(REPORT_MODES),
    "voice": _text("the words at the report that name the source"),
    "voice_start": _count(empty=True),
    "voice_end": _count(empty=True),
    "cue": _text("the reporting expression"),
    "cue_start": _count(empty=True),
    "cue_end": _count(empty=True),
    "actor": _text("the resolved speaker"),
    "via": _text("who stands between the speaker and the outlet"),
}
_VOICE_SPANS = (
    Span(),
    Span("voice_start", "voice_end", "voice", optional=True),
    Span("cue_start", "cue_end", "cue", optional=True),
)
_STATEMENT: dict[str, Column] = {
    **_QUOTE,
    "voice": _text("speaker as the article gives it; `author` for the narrator", empty=False),
    "voice_group": _closed("voice_group"),
    "mode": _set(STATEMENT_MODES),
    "channel": _set(CHANNELS, empty=True),
    "via": _text("who stands between the speaker and the outlet"),
    "proposition": _closed("proposition"),
    "stance": _set(STANCES, "+1 affirms, 0 open, -1 denies", type="int"),
    "strength": _set(STRENGTHS),
}
_STATEMENT_KEY = ("article", "start", "end", "voice", "voice_group", "proposition")
_IN_ORDER = ("article", "start", "end")
_SPANS_CELL = _text("the spans behind the row, `article:start-end` separated by spaces")

_CONFLICT: dict[str, Column] = {
    "conflict": _text("identifier of the conflict", empty=False),
    "type": _set(CONFLICT_TYPES),
    "subject": _text("the measure or proposition it is about", empty=False),
    "a_article": _closed("article"),
    "a_start": _count(),
    "a_end": _count(),
    "a_quote": _text(empty=False),
    "a_says": _text("the first reading in a few English words"),
    "b_article": _closed("article"),
    "b_start": _count(),
    "b_end": _count(),
    "b_quote": _text(empty=False),
    "b_says": _text("the second reading in a few English words"),
    "preferred": _set(("a", "b", "both", "neither", "cannot tell"), "the reading to prefer"),
    "reason": _text("why it is a conflict, and why that reading", empty=False),
}
_CONFLICT_SPANS = (
    Span("a_start", "a_end", "a_quote", "a_article"),
    Span("b_start", "b_end", "b_quote", "b_article"),
)


def _seed_tables() -> list[Table]:
    made = "reviewed by hand"
    propositions = _set(STANCES, "narrator's overall stance", type="int", empty=True)
    article_level: dict[str, Column] = {
        "article": _closed("article"),
        "outlet": _text("as the coder read it from the text"),
        "group": _text("as the coder read it from the text"),
        "published": _date(),
        "relays": _text("as the text declares them, separated by `; `"),
        "genre": _text(empty=False),
    }
    purpose = {**_QUOTE, "purpose": _text("the purpose that is named", empty=False)}
    found: list[Table] = []
    for folder in ("coding", "coding/coder_a", "coding/coder_b"):
        own = folder != "coding"
        gloss = {} if own else _GLOSS
        who = "one coder working alone" if own else made
        found += [
            Table(
                f"{folder}/figures",
                {**_FIGURE, **_FIGURE_CONTEXT, **_NOTE, **gloss},
                () if own else _IN_ORDER,
                who,
                "every quantity and calendar expression",
                spans=(Span(),),
                seed=True,
            ),
            Table(
                f"{folder}/voices",
                {**_VOICE, **_NOTE, **gloss},
                () if own else (*_IN_ORDER, "cue_start", "actor"),
                who,
                "every passage of reported speech",
                spans=_VOICE_SPANS,
                seed=True,
            ),
            Table(
                f"{folder}/statements",
                {**_STATEMENT, **_NOTE, **gloss},
                () if own else _STATEMENT_KEY,
                who,
                "who takes which position",
                spans=(Span(),),
                seed=True,
            ),
            Table(
                f"{folder}/articles",
                {**article_level, "*proposition": propositions, **_NOTE},
                ("article",),
                who,
                "the article as a whole, from its text alone",
                seed=True,
            ),
            Table(
                f"{folder}/purposes",
                {**purpose, **gloss},
                () if own else (*_IN_ORDER, "purpose"),
                who,
                "the purposes that each article names",
                spans=(Span(),),
                seed=True,
            ),
        ]
    found += [
        Table(
            "coding/text_faults",
            {
                **_QUOTE,
                "kind": _text(empty=False),
                "effect": _text("what it does to the analysis", empty=False),
                **_NOTE,
                **_GLOSS,
            },
            (*_IN_ORDER, "kind"),
            made,
            "faults of a text that take knowledge to see",
            spans=(Span(),),
            seed=True,
        ),
        Table(
            "upstream",
            {
                "source": _text("the upstream text", empty=False),
                "order": _count("place of the fact in that text"),
                "actor": _text(empty=False),
                "action": _text(empty=False),
                "value": _number(),
                "unit": _text(),
                "qualifier": _text(),
                "date": _date(),
                "place": _text(),
                "gist_en": _text("the fact in a few English words", empty=False),
                "address": _text(empty=False),
                "role": _set(("candidate", "control")),
            },
            ("source", "order"),
            "read from the upstream pages",
            "facts of texts that articles may derive from, with controls",
            seed=True,
        ),
        Table(
            "outcomes",
            {
                "id": _text("stable name of the event", empty=False),
                "date": _date(empty=False),
                "event": _text(empty=False),
                "status": _set(("confirmed", "one wire", "single source")),
                "record": _text("`public record` where a record quoting an outlet was read"),
                "sources": _text("addresses or named records, separated by ` ; `", empty=False),
                "about": _text("areas, separated by `; `"),
                "amount_low": _number("what the scenarios count, at least so many", low=0),
                "amount_high": _number("what the scenarios count, at most so many", low=0),
                **_NOTE,
            },
            ("id",),
            "read from public pages",
            "what happened afterwards; only the scorer reads it",
            seed=True,
        ),
    ]
    return found


def _build_tables() -> list[Table]:
    return [
        Table(
            "01_sources",
            {
                "article": _closed("article"),
                "short": _text("short label of the article", empty=False),
                "title": _text(),
                "title_gloss": _text(),
                "outlet": _text(empty=False),
                "outlet_native": _text(),
                "outlet_basis": _set(BASES),
                "outlet_confidence": _set(CONFIDENCES),
                "group": _closed("group"),
                "group_basis": _set(BASES),
                "group_confidence": _set(CONFIDENCES),
                "alternatives": _text("other groups, separated by `; `"),
                "published": _date(empty=False),
                "published_basis": _set(BASES),
                "published_confidence": _set(CONFIDENCES),
                "earliest": _date("first possible day", empty=False),
                "latest": _date("last possible day", empty=False),
                "language": _text(empty=False),
                "genre": _text(empty=False),
                "relays": _text("credited sources it relays, separated by `; `"),
                "uncredited": _text("uncredited sources, separated by `; `"),
                "characters": _count("code points"),
                "words": _count(),
                "sentences": _count(),
                "quoted_words": _count("words inside quotation marks"),
                "quoted_share": _number("quoted words / words", low=0, high=1),
                "figures_coded": _count("reviewed rows"),
                "voices_coded": _count("reviewed rows"),
                "statements_coded": _count("reviewed rows"),
                "sha256": _text(empty=False),
                **_ORIGIN,
                **_NOTE,
            },
            ("article",),
            "notebook 1",
            "one row per article",
            order=("article",),
        ),
        Table(
            "01_text_faults",
            {
                **_QUOTE,
                "kind": _text(empty=False),
                "found_by": _text("the rule, or `reading`", empty=False),
                "effect": _text("what it does to the analysis", empty=False),
                **_NOTE,
                **_GLOSS,
                **_ORIGIN,
            },
            (*_IN_ORDER, "kind", "found_by"),
            "notebook 1",
            "one row per fault in a text",
            order=(*_IN_ORDER, "kind", "found_by"),
            spans=(Span(),),
        ),
        Table(
            "02_figures",
            {
                **_FIGURE,
                "readings": _text("all readings of an ambiguous figure, as JSON"),
                "status": _set(STATUSES),
                **_FIGURE_CONTEXT,
                "source": _text("the independent origin behind it"),
                **_NOTE,
                **_GLOSS,
                **_ORIGIN,
            },
            _IN_ORDER,
            "notebook 2",
            "one row per figure",
            order=_IN_ORDER,
            spans=(Span(),),
        ),
        Table(
            "02_measures",
            {
                "measure": _text("identifier; empty for a figure that fits none"),
                "label": _text(),
                **_QUOTE,
                "kind": _set(KINDS),
                "low": _number(),
                "high": _number(),
                "unit": _text(),
                "qualifier": _set(QUALIFIERS),
                "date": _date(),
                "resolved": _date("the day or period a relative date resolves to"),
                "event": _text("what a date dates"),
                "relation": _text(),
                "holder": _text(),
                "place": _text(),
                "scope": _text("what the definition includes, if the text says so"),
                "as_of": _text(),
                "speaker": _text(),
                "source": _text("the independent origin behind this mention", empty=False),
                "duplicate_of": _count(
                    "start of the same claim earlier in the article", empty=True
                ),
                "articles": _count("articles that give the measure", empty=True),
                "origins": _count("independent origins behind the measure", empty=True),
                **_GLOSS,
                **_ORIGIN,
            },
            ("measure", *_IN_ORDER),
            "notebook 2",
            "one row per mention of a quantity that several outlets give, or that fits none",
            order=("measure", *_IN_ORDER),
            spans=(Span(),),
        ),
        Table(
            "02_conflicts",
            _CONFLICT,
            ("conflict",),
            "notebook 2",
            "one row per conflict between figures",
            order=("conflict",),
            spans=_CONFLICT_SPANS,
        ),
        Table(
            "02_lineage",
            {
                "source": _text("an article, or a text such as `AFP 2024-01-25`", empty=False),
                "target": _closed("article"),
                "relation": _set(LINEAGE_RELATIONS),
                "basis": _set(("declared", "known", "computed")),
                "confidence": _set(CONFIDENCES),
                "claims": _count("claims shared"),
                "share": _number("shared claims / claims of the smaller text", low=0, high=1),
                "evidence": _text(
                    "the shared claims, or the words or address that say so", empty=False
                ),
                "spans": _SPANS_CELL,
                "address": _text(),
            },
            ("source", "target", "relation", "basis"),
            "notebook 2",
            "one row per edge: what an article derives from",
            order=("target", "basis", "source", "relation"),
        ),
        Table(
            "02_origins",
            {
                **_QUOTE,
                "source": _text("the independent origin of this sentence", empty=False),
                "basis": _set(("declared", "known", "computed", "own")),
                "confidence": _set(CONFIDENCES),
            },
            _IN_ORDER,
            "notebook 2",
            "one row per sentence: where its claims come from",
            order=_IN_ORDER,
            spans=(Span(),),
        ),
        Table(
            "03_voices",
            {
                **_VOICE,
                "actor_group": _closed("voice_group"),
                "other_groups": _text("further groups of a joint speaker, separated by `; `"),
                "named": _set(("named", "anonymous")),
                "words": _count("words of the content"),
                "duplicate_of": _count("start of the same report elsewhere", empty=True),
                **_NOTE,
                **_GLOSS,
                **_ORIGIN,
            },
            (*_IN_ORDER, "cue_start", "actor"),
            "notebook 3",
            "one row per report",
            order=(*_IN_ORDER, "cue_start", "actor"),
            spans=_VOICE_SPANS,
        ),
        Table(
            "03_statements",
            {
                **_STATEMENT,
                "duplicate_of": _count("start of the same statement earlier", empty=True),
                "source": _text("the independent origin behind it", empty=False),
                "why": _text("rule and words, for the machine's own"),
                **_NOTE,
                **_GLOSS,
                **_ORIGIN,
            },
            _STATEMENT_KEY,
            "notebook 3",
            "one row per clause, voice, voice group and proposition",
            order=_STATEMENT_KEY,
            spans=(Span(),),
        ),
        Table(
            "03_positions",
            {
                "article": _closed("article"),
                "proposition": _closed("proposition"),
                "level": _set(LEVELS),
                "affirm": _count("statements"),
                "open": _count("statements"),
                "deny": _count("statements"),
                "hedged": _count("statements"),
                "position": _set(("affirms", "denies", "open", "mixed")),
                "voice_groups": _text("separated by `; `"),
                "spans": _SPANS_CELL,
                **_ORIGIN,
            },
            ("article", "proposition", "level"),
            "notebook 3",
            "article × proposition × voice; repeated headlines and pull quotes count once",
            order=("article", "proposition", "level"),
        ),
        Table(
            "03_floor",
            {
                "article": _closed("article"),
                "actor_group": _closed("voice_group"),
                "reports": _count(),
                "quoted_words": _count("words inside the reports in the speaker's own words"),
                "reported_words": _count("words of all reports"),
                "named": _count("reports by a named speaker"),
                "anonymous": _count("reports by an unnamed speaker"),
                "ascribed": _count("statements read into the actor without a report"),
                "spans": _SPANS_CELL,
                **_ORIGIN,
            },
            ("article", "actor_group"),
            "notebook 3",
            "who is given the floor",
            order=("article", "actor_group"),
        ),
        Table(
            "03_framing",
            {
                **_QUOTE,
                "axis": _closed("axis"),
                "term": _text("dictionary form", empty=False),
                "voice": _set(("narrator", "quoted", "scare quotes")),
                "speaker": _text("the actor whose words they are"),
                "within": _text("the actor of the unquoted report that a narrator's use stands in"),
                "target": _text("what the term is said of"),
                "negated": _set(("yes", "no")),
                "repeated": _set(("yes", "no"), "in a headline or caption printed again"),
                **_ORIGIN,
            },
            (*_IN_ORDER, "axis"),
            "notebook 3",
            "one row per use of a framing term",
            order=(*_IN_ORDER, "axis"),
            spans=(Span(),),
        ),
        Table(
            "03_conflicts",
            _CONFLICT,
            ("conflict",),
            "notebook 3",
            "one row per conflict between positions",
            order=("conflict",),
            spans=_CONFLICT_SPANS,
        ),
        Table(
            "03_coverage",
            {
                "claim": _text("identifier", empty=False),
                "label": _text("the claim in plain English", empty=False),
                "article": _closed("article"),
                "value": _set(COVERAGE_VALUES),
                "origins": _count("independent origins that carry the claim"),
                "spans": _SPANS_CELL,
                **_ORIGIN,
            },
            ("claim", "article"),
            "notebook 3",
            "claim × article",
            order=("claim", "article"),
        ),
        Table(
            "03_reliability",
            {
                "comparison": _set(("between coders", "machine against reviewed")),
                "variable": _text(empty=False),
                "scope": _text("`all`, a proposition or an article", empty=False),
                "n_a": _count("rows of the first"),
                "n_b": _count("rows of the second"),
                "matched": _count("pairs"),
                "unitising_f1": _number(low=0, high=1),
                "agreement": _number(low=0, high=1),
                "alpha": _number("Krippendorff's alpha", high=1),
                "ac1": _number("Gwet's AC1", high=1),
                "verdict": _text("how far the variable may be relied on"),
            },
            ("comparison", "variable", "scope"),
            "notebook 3",
            "agreement between coders; machine against reviewed",
            order=("comparison", "variable", "scope"),
        ),
        Table(
            "04_matches",
            {
                "as_of": _date(empty=False),
                "indicator": _closed("indicator"),
                "table": _set(("02_figures", "02_measures", "03_statements", "03_voices")),
                **_QUOTE,
                "source": _text("the independent origin behind the row", empty=False),
                **_GLOSS,
                **_ORIGIN,
            },
            ("as_of", "indicator", "table", *_IN_ORDER, "source"),
            "notebook 4",
            "one row per coded row that an indicator matched",
            order=("as_of", "indicator", "table", *_IN_ORDER, "source"),
            spans=(Span(),),
        ),
        Table(
            "04_evidence",
            {
                "as_of": _date(empty=False),
                "indicator": _closed("indicator"),
                "scenario": _closed("scenario"),
                "low": _number("least likelihood of the evidence in this scenario", low=0, high=1),
                "high": _number("greatest likelihood", low=0, high=1),
                "rows": _count("coded rows matched"),
                "origins": _count("independent origins matched"),
                "weight": _number(
                    "how far the indicator counts; copies of one origin add nothing", low=0
                ),
                "ratio_low": _number("likelihood ratio against the mean of the others", low=0),
                "ratio_high": _number("likelihood ratio against the mean of the others", low=0),
                "spans": _SPANS_CELL,
                "reason": _text(empty=False),
            },
            ("as_of", "indicator", "scenario"),
            "notebook 4",
            "indicator × scenario, with lineage weight",
            order=("as_of", "indicator", "scenario"),
        ),
        Table(
            "04_outlook",
            {
                "as_of": _date(empty=False),
                "scenario": _closed("scenario"),
                "prior": _text("uniform or reference class", empty=False),
                "run": _text("`main`, or the sensitivity run's name", empty=False),
                "kind": _set(RUN_KINDS, "what the run changes"),
                "subject": _text("the article, origin, indicator or threshold that it changes"),
                "probability": _number("mean over the draws", low=0, high=1),
                "low": _number("5th percentile", low=0, high=1),
                "high": _number("95th percentile", low=0, high=1),
                "words": _text("ICD 203 words, or `cannot say`", empty=False),
            },
            ("as_of", "prior", "run", "scenario"),
            "notebook 4",
            "as-of date × scenario",
            order=("as_of", "prior", "run", "scenario"),
        ),
        Table(
            "04_fragility",
            {
                "as_of": _date(empty=False),
                "prior": _text("uniform or reference class", empty=False),
                "unit": _set(("article", "origin", "indicator"), "what is taken away"),
                "leader": _text("the most probable scenario of the main run", empty=False),
                "held": _count("articles, origins or indicators that the main run has"),
                "size": _count("least number whose loss changes the leader", empty=True),
                "members": _text("the least such set, separated by `; `"),
                "new_leader": _text("the scenario that leads without them; `tie`"),
                "search": _set(("all sets", "strongest first"), "how the set was found"),
            },
            ("as_of", "prior", "unit"),
            "notebook 4",
            "the smallest set of evidence whose loss changes the leading scenario",
            order=("as_of", "prior", "unit"),
        ),
        Table(
            "04_questions",
            {
                "question": _closed("question"),
                "as_of": _date(empty=False),
                "prior": _text("uniform or reference class", empty=False),
                "text": _text(empty=False),
                "by": _date("the day on which it is settled at the latest", empty=False),
                "probability": _number("P(yes), mean over the draws", low=0, high=1),
                "low": _number("5th percentile", low=0, high=1),
                "high": _number("95th percentile", low=0, high=1),
                "words": _text("ICD 203 words, or `cannot say`", empty=False),
                "uniform": _number("P(yes) if all scenarios were equally likely", low=0, high=1),
                "reason": _text(empty=False),
            },
            ("question", "as_of", "prior"),
            "notebook 4",
            "question × as-of date: the forecast, made without sight of any outcome",
            order=("question", "as_of", "prior"),
        ),
        Table(
            "04_scores",
            {
                "question": _closed("question"),
                "as_of": _date(empty=False),
                "prior": _text("uniform or reference class", empty=False),
                "text": _text(empty=False),
                "probability": _number("P(yes), mean", low=0, high=1),
                "low": _number(low=0, high=1),
                "high": _number(low=0, high=1),
                "words": _text(empty=False),
                "outcome": _set(("yes", "no", "open", "none")),
                "resolved": _date(),
                "outcome_id": _text("row of outcomes.csv"),
                "brier": _number(low=0, high=1),
                "log_score": _number("natural logarithm, 0 is best", high=0),
                "brier_uniform": _number("of the uniform five-way forecast", low=0, high=1),
                "log_uniform": _number(high=0),
                "brier_coin": _number(low=0, high=1),
                "log_coin": _number(high=0),
                "brier_yes": _number("of always-yes", low=0, high=1),
                "log_yes": _number("of always-yes, held at 99 %", high=0),
            },
            ("question", "as_of", "prior"),
            "notebook 4",
            "question × as-of date: forecast, outcome, Brier and log score",
            order=("question", "as_of", "prior"),
        ),
        Table(
            "04_forecasts",
            {
                **_QUOTE,
                "forecaster": _text("`author`, or the voice it is reported from", empty=False),
                "own": _set(("own", "reported")),
                "says": _text("the forecast in plain English", empty=False),
                "horizon": _text("the date it gives, or `none given`", empty=False),
                "outcome": _text("what came of it", empty=False),
                "verdict": _set(("borne out", "partly", "not borne out", "open")),
                "outcome_ids": _text("rows of outcomes.csv, separated by `; `"),
                "source": _text("the independent origin behind the sentence", empty=False),
            },
            (*_IN_ORDER, "says"),
            "notebook 4",
            "each outlet's own forecasts and those it only reports",
            order=(*_IN_ORDER, "says"),
            spans=(Span(),),
        ),
        Table(
            "04_watch",
            {
                "date": _date("check on or by this day", empty=False),
                "threshold": _text("what to check, so that two people agree", empty=False),
                "favours": _closed("scenario"),
                "reason": _text(empty=False),
            },
            ("date", "threshold", "favours"),
            "notebook 4",
            "what would change the judgement",
            order=("date", "favours", "threshold"),
        ),
        Table(
            "04_hindsight",
            {
                "outcome_id": _text("row of outcomes.csv", empty=False),
                "date": _date(empty=False),
                "event": _text(empty=False),
                "status": _set(("confirmed", "one wire", "single source")),
                "why": _text("what it did to the course of events", empty=False),
            },
            ("outcome_id",),
            "notebook 4",
            "what happened and no article mentions",
            order=("date", "outcome_id"),
        ),
    ]


TABLES: dict[str, Table] = {table.name: table for table in _seed_tables() + _build_tables()}

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HOUR = r"T(?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?"
_CLOCK = re.compile(rf"{_HOUR}(?:/{_HOUR})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# An article may be one long line, and its words stand in cells.
csv.field_size_limit(2**31 - 1)


def _guard(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    if _FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _number_text(value: object) -> str:
    """Write a number shortly and exactly: 2500, 0.5, 0.3333333333333333; missing is empty."""
    if missing(value):
        return ""
    number = float(value)  # type: ignore[arg-type]
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _is_date(text: str) -> bool:
    return text == "relative" or bool(_CLOCK.fullmatch(text)) or is_edtf(text)


def _columns(table: Table, closed: Mapping[str, Iterable[str]] | None) -> dict[str, Column]:
    """The table's columns, with ``*proposition`` opened to one column per proposition."""
    found: dict[str, Column] = {}
    for name, column in table.columns.items():
        if name.startswith("*"):
            for member in (closed or {}).get(name[1:], ()):
                found[member] = column
        else:
            found[name] = column
    return found


def _path(name: str, folder: Path) -> Path:
    return folder / f"{name}.csv"


def _raw_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _without_margin(rows: list[list[str]], width: int) -> list[list[str]]:
    """Rows without what spreadsheets leave around a table: empty columns behind, rows below."""
    kept = [row[:width] if not any(row[width:]) else row for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    return kept


def _convert(cells: list[str], column: Column) -> pd.Series:
    """Turn the text of a column into its type; raises ``ValueError`` naming the first bad cell."""
    if column.type == "text":
        return pd.Series([_unguard(cell) for cell in cells], dtype="str")
    numbers: list[float | int | None] = []
    for cell in cells:
        if cell == "":
            numbers.append(None)
        elif column.type == "int":
            numbers.append(int(cell))
        else:
            numbers.append(float(cell))
    return pd.Series(numbers, dtype="Int64" if column.type == "int" else "Float64")


def _bad_number(cells: list[str], column: Column) -> list[tuple[int, str]]:
    form = _WHOLE if column.type == "int" else _NUMBER
    return [
        (index, cell)
        for index, cell in enumerate(cells)
        if cell != "" and not (form.fullmatch(cell) and math.isfinite(float(cell)))
    ]


def read_faults(
    name: str,
    folder: Path,
    *,
    texts: Mapping[str, str] | None = None,
    closed: Mapping[str, Iterable[str]] | None = None,
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Read a table and name everything that is wrong with it.

    Args:
        name: Name of the table, such as ``coding/figures`` or ``02_figures``.
        folder: The seeds or build folder it stands in.
        texts: Article texts by id; given, every span is compared with its article.
        closed: Members of the closed sets (``article``, ``proposition``, ``voice_group``, …).

    Returns:
        The table (``None`` when it cannot be read at all) and its faults, in file order.
    """
    table = TABLES[name]
    path = _path(name, folder)
    file = f"{name}.csv"
    if not path.is_file():
        remedy = "add it as seeds/README.md says" if table.seed else f"run {table.made_by} first"
        return None, [Fault(file, "", "the file", "no such file", remedy)]
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = _raw_rows(text)
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        return None, [Fault(file, "", "CSV in UTF-8", str(error), "save it as CSV, encoding UTF-8")]
    columns = _columns(table, closed)
    expected = list(columns)
    rows = _without_margin(rows, len(expected))
    header = rows[0] if rows else []
    parted = next((mark for mark in ";\t|" if "".join(header).split(mark) == expected), "")
    if parted:
        got = "tabs" if parted == "\t" else repr(parted)
        remedy = "save it as CSV with commas between the cells and points in numbers"
        return None, [Fault(file, "1", "commas between the cells", got, remedy)]
    if header != expected:
        missing = [name for name in expected if name not in header]
        extra = [name for name in header if name not in expected]
        got = "; ".join(
            part
            for part in (
                f"missing {', '.join(missing)}" if missing else "",
                f"unknown {', '.join(map(repr, extra))}" if extra else "",
                "" if missing or extra else "another order of columns",
            )
            if part
        )
        fault = Fault(
            file, "1", f"the columns {','.join(expected)}", got, "mend the first line of the file"
        )
        return None, [fault]
    faults = [
        Fault(file, str(line), f"{len(expected)} cells", f"{len(row)} cells", "mend the row")
        if any(row)
        else Fault(file, str(line), "a row", "an empty one", "remove it")
        for line, row in enumerate(rows[1:], start=2)
        if len(row) != len(expected)
    ]
    if faults:
        return None, faults
    cells = {column: [row[i] for row in rows[1:]] for i, column in enumerate(expected)}
    for column_name, column in columns.items():
        if column.type != "text":
            wanted = "a whole number" if column.type == "int" else "a number"
            faults += [
                Fault(file, str(i + 2), f"{wanted} in {column_name}", repr(cell), "mend the cell")
                for i, cell in _bad_number(cells[column_name], column)
            ]
    if faults:
        return None, faults
    frame = pd.DataFrame({column: _convert(cells[column], columns[column]) for column in expected})
    return frame, check(name, frame, texts=texts, closed=closed)


def read(
    name: str,
    folder: Path,
    *,
    texts: Mapping[str, str] | None = None,
    closed: Mapping[str, Iterable[str]] | None = None,
    optional: bool = False,
) -> pd.DataFrame:
    """Read a table that must be right.

    Args:
        name: Name of the table, such as ``02_figures``.
        folder: The seeds or build folder it stands in.
        texts: Article texts by id, to compare spans with.
        closed: Members of the closed sets.
        optional: A file that is not there is an empty table, not a fault: a topic that nobody has
            coded has no ``coding/``.

    Returns:
        The table, typed as its schema says.

    Raises:
        SeedsError: The file is missing or faulty; the message lists every fault.
    """
    if optional and not _path(name, folder).is_file():
        return empty(name, closed)
    frame, faults = read_faults(name, folder, texts=texts, closed=closed)
    if faults or frame is None:
        raise SeedsError(faults)
    return frame


def _schema(table: Table, closed: Mapping[str, Iterable[str]] | None) -> pa.DataFrameSchema:
    dtypes = {"text": "str", "int": "Int64", "number": "Float64"}
    columns = {}
    for name, column in _columns(table, closed).items():
        checks = []
        values: Iterable[str] | Iterable[int] | None = column.values
        if column.closed and closed and column.closed in closed:
            values = closed[column.closed]
        if values is not None:
            allowed: list[object] = list(values)
            if column.empty and column.type == "text":
                allowed.append("")
            checks.append(pa.Check.isin(allowed))
        if column.low is not None:
            checks.append(pa.Check.ge(column.low))
        if column.high is not None:
            checks.append(pa.Check.le(column.high))
        if column.type == "text" and not column.empty:
            checks.append(pa.Check.str_length(min_value=1, error="a cell that is not empty"))
        if column.edtf:
            checks.append(
                pa.Check(
                    lambda cell: cell == "" or _is_date(cell),
                    element_wise=True,
                    error="an EDTF date",
                )
            )
        columns[name] = pa.Column(
            dtypes[column.type],
            checks=checks,
            nullable=column.empty and column.type != "text",
        )
    return pa.DataFrameSchema(
        columns,
        strict=True,
        ordered=True,
        unique=list(table.key) or None,
    )


def check(
    name: str,
    frame: pd.DataFrame,
    *,
    texts: Mapping[str, str] | None = None,
    closed: Mapping[str, Iterable[str]] | None = None,
) -> list[Fault]:
    """Name everything in ``frame`` that its schema does not allow.

    Row numbers in the faults are line numbers of the CSV file (the header is line 1).
    """
    table = TABLES[name]
    file = f"{name}.csv"
    faults: list[Fault] = []
    try:
        _schema(table, closed).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        faults += _schema_faults(table, errors.failure_cases, closed)
    if {"low", "high"} <= set(table.columns):
        faults += [
            Fault(file, str(index + 2), "low <= high", f"{low:g} and {high:g}", "mend the cell")
            for index, (low, high) in enumerate(zip(frame["low"], frame["high"], strict=True))
            if not pd.isna(low) and not pd.isna(high) and low > high
        ]
    if texts is not None:
        faults += _span_faults(table, frame, texts)
    faults.sort(key=lambda fault: (int(fault.where or 0), fault.expected))
    return faults


def _schema_faults(
    table: Table, cases: pd.DataFrame, closed: Mapping[str, Iterable[str]] | None
) -> list[Fault]:
    """What the schema refuses, one fault a cell, in words for whoever mends the cell."""
    columns = _columns(table, closed)
    found: dict[tuple[str, str], Fault] = {}
    for case in cases.to_dict("records"):
        row, name, test = case["index"], str(case["column"]), str(case["check"])
        line = "" if row is None or pd.isna(row) else str(int(row) + 2)
        cell = case["failure_case"]
        bare = cell == "" or pd.api.types.is_scalar(cell) and pd.isna(cell)
        if test == "multiple_fields_uniqueness":
            name, wanted, got = "", f"rows that differ in {', '.join(table.key)}", "the same key"
        else:
            wanted = f"{name}: {_wanted(test, columns.get(name), closed, bare=bare)}"
            got = "an empty cell" if bare else repr(cell)
        found.setdefault(
            (line, name), Fault(f"{table.name}.csv", line, wanted, got, "mend the cell")
        )
    return list(found.values())


def _wanted(
    test: str, column: Column | None, closed: Mapping[str, Iterable[str]] | None, *, bare: bool
) -> str:
    """What a check of the schema asks for."""
    if bare:
        return "a cell that is not empty"
    if column is None or not test.startswith(("isin", "greater_than", "less_than")):
        return test
    if test.startswith("isin"):
        members = (closed or {}).get(column.closed or "") or column.values or ()
        return f"one of {', '.join(map(str, members))}"
    return f"at least {column.low:g}" if test.startswith("greater") else f"at most {column.high:g}"


def _span_faults(table: Table, frame: pd.DataFrame, texts: Mapping[str, str]) -> list[Fault]:
    faults = []
    for span in table.spans:
        if not {span.article, span.start, span.end, span.quote} <= set(frame.columns):
            continue
        columns = frame[[span.article, span.start, span.end, span.quote]]
        for index, (article, start, end, quote) in enumerate(columns.itertuples(index=False)):
            if pd.isna(start) and pd.isna(end) and span.optional:
                continue
            text = texts.get(article)
            if text is None:
                continue
            found = "" if pd.isna(start) or pd.isna(end) else text[start:end]
            if found != quote or not (0 <= start < end <= len(text)):
                faults.append(
                    Fault(
                        f"{table.name}.csv",
                        str(index + 2),
                        f"{span.quote} to be the characters {start}–{end} of {article}: {found!r}",
                        repr(quote),
                        "mend the offsets or the quotation; articles are never edited",
                    )
                )
    return faults


def empty(name: str, closed: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
    """An empty table with the right columns and types."""
    columns = _columns(TABLES[name], closed)
    return pd.DataFrame({key: _convert([], column) for key, column in columns.items()})


def as_frame(
    name: str,
    rows: Iterable[Mapping[str, object]],
    closed: Mapping[str, Iterable[str]] | None = None,
) -> pd.DataFrame:
    """Rows as a table: columns that a row lacks are empty; unknown ones are an error.

    Raises:
        KeyError: A row has a column that the table does not know.
    """
    table = TABLES[name]
    columns = _columns(table, closed)
    listed = [dict(row) for row in rows]
    for row in listed:
        unknown = set(row) - set(columns)
        if unknown:
            msg = f"{name} has no column {', '.join(sorted(unknown))}; it has {', '.join(columns)}"
            raise KeyError(msg)
    series = {}
    for key, column in columns.items():
        cells = [row.get(key) for row in listed]
        if column.type == "text":
            series[key] = pd.Series(["" if missing(c) else str(c) for c in cells], dtype="str")
        else:
            dtype = "Int64" if column.type == "int" else "Float64"
            numbers = [None if missing(c) or c == "" else c for c in cells]
            series[key] = pd.Series(numbers, dtype=dtype)
    frame = pd.DataFrame(series)
    order = list(table.order)
    return frame.sort_values(order, kind="stable", ignore_index=True) if order else frame


def missing(cell: object) -> bool:
    """Whether a cell of a table holds nothing: no number, or no text read from a file."""
    return cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))


def to_csv(name: str, frame: pd.DataFrame) -> str:
    """The table as the text of its CSV file, the same bytes for the same rows."""
    columns = [TABLES[name].columns.get(key, Column("int")) for key in frame.columns]
    lines = [_csv_line(list(frame.columns))]
    for row in frame.itertuples(index=False):
        cells = [
            _guard(str(cell)) if column.type == "text" else _number_text(cell)
            for cell, column in zip(row, columns, strict=True)
        ]
        lines.append(_csv_line(cells))
    return "".join(lines)


def _csv_line(cells: list[str]) -> str:
    # With this terminator the writer quotes a cell that holds \r or \n, on every Python version.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def write(
    name: str,
    frame: pd.DataFrame,
    folder: Path,
    *,
    texts: Mapping[str, str] | None = None,
    closed: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """Check a table, write it, and say so in one line.

    Args:
        name: Name of the table.
        frame: Its rows; sorted here by the table's own order.
        folder: Where it goes (made if it is not there).
        texts: Article texts by id, to compare spans with.
        closed: Members of the closed sets.

    Returns:
        A line such as ``02_figures.csv: 92 rows``.

    Raises:
        SeedsError: The rows break the schema; nothing is written.
    """
    table = TABLES[name]
    order = list(table.order)
    ordered = frame.sort_values(order, kind="stable", ignore_index=True) if order else frame
    faults = check(name, ordered, texts=texts, closed=closed)
    if faults:
        raise SeedsError(faults)
    path = _path(name, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    encoding = "utf-8-sig" if table.seed else "utf-8"
    path.write_bytes(to_csv(name, ordered).encode(encoding))
    return f"{name}.csv: {len(ordered)} rows"
