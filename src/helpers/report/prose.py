"""The report's sentences: templates of a topic, filled from tables, each claim with its characters.

A topic keeps its prose in ``seeds/text/*.md``: Markdown with Jinja. A chapter's file holds one block
a passage (``{% block name %}``); a page such as ``key_judgements.md`` is one whole. Nothing in a
template is a number or a quotation typed by hand: `count`, `value`, `ar` and `cite` fetch them, and
fail loudly when the row or the span is not there. What is fetched is escaped; an article can put
neither markup nor Markdown into the report.
"""

from __future__ import annotations

import html
import json
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pandas as pd
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markupsafe import Markup

from helpers import tables
from helpers.days import in_words
from helpers.frame import Frame, read_frame
from helpers.report import show
from helpers.report.citations import glossed
from helpers.report.matching import ProseError, matching
from helpers.report.show import Html
from helpers.scenarios.checks import read_settings
from helpers.scenarios.settings import Model
from helpers.scenarios.words import BANDS

__all__ = ["ProseError", "Reader", "matching", "page", "safe"]

SPAN_TABLES = (
    "03_statements",
    "02_figures",
    "03_voices",
    "01_text_faults",
    "03_framing",
    # Reviewed codes of later chapters, for a chapter that runs before their tables are made.
    "coding/statements",
    "coding/figures",
    "coding/voices",
    "coding/purposes",
)
NUMBER_WORDS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# A quotation of at most so many words, and of fewer letters, is not broken across lines.
SHORT_WORDS, SHORT_LETTERS = 4, 40
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>&\"'$:=@^]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def safe(text: object) -> Markup:
    """Any text as HTML that neither HTML nor Markdown can take for code.

    Control characters become their visible pictures (U+2400 …), so they are seen and do nothing.
    """
    shown = _CONTROL.sub(
        lambda c: chr(0x2400 + ord(c[0])) if ord(c[0]) < 0x20 else "\u2421", str(text)
    )
    return Markup(_MARKDOWN.sub(lambda c: f"&#{ord(c[0])};", shown))


@contextmanager
def _placed(template: jinja2.Template, name: str) -> Iterator[None]:
    """Say of whatever goes wrong in a template where it stands: its file and its line."""
    try:
        yield
    except Exception as error:
        lines = [
            template.get_corresponding_lineno(line)
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename == template.filename
        ]
        line = f":{lines[-1]}" if lines else ""
        known = isinstance(error, ValueError | jinja2.TemplateError)
        said = str(error) if known else f"{type(error).__name__}: {error}"
        msg = f"text/{name}{line}: {said}; mend the passage, or take it out"
        raise ProseError(msg) from error


def _attribute(text: object) -> str:
    return html.escape(str(text), quote=True)


def _glossed(link: Markup, gloss: str) -> Markup:
    """A citation with the English that its text gives, for the evidence, where no code gives one."""
    return Markup(str(glossed(Html(str(link)), " ".join(gloss.split()))))


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup | jinja2.Undefined) else safe(value)


@cache
def _markdown() -> MarkdownIt:
    # Templates are the project's own text and may hold HTML; everything inserted is escaped above.
    return MarkdownIt("commonmark", {"html": True, "typographer": False}).enable("table")


class _Code(NamedTuple):
    """Where a coded span ends, and what it says in English; empty where nobody has said it."""

    end: int
    gloss: str


class Reader:
    """Fills a topic's templates from its seeds and its tables.

    Args:
        seeds: The seeds folder.
        build: The folder of the tables.
        chapter: Name of the chapter's template, such as ``03_stance_analysis``.
    """

    def __init__(self, seeds: Path | str, build: Path | str, chapter: str = "") -> None:
        """Set up the template environment; reads no table yet."""
        self.seeds, self.build, self.chapter = Path(seeds), Path(build), chapter
        self._tables: dict[str, pd.DataFrame] = {}
        self._texts: dict[str, str] = {}
        self._places: dict[str, dict[tuple[str, int], list[_Code]]] = {}
        self.environment = SandboxedEnvironment(
            loader=jinja2.FileSystemLoader(self.seeds / "text"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        functions: Iterable[Callable[..., Any]] = (
            self.ar,
            self.cite,
            self.cites,
            self.count,
            self.day,
            self.gloss,
            self.group,
            self.horizon,
            self.label,
            self.last_day,
            self.likelihood_scale,
            self.likely,
            self.note,
            self.outlet,
            self.percent_of,
            self.quote,
            self.rows,
            self.scenario,
            self.table,
            self.topic,
            self.value,
            self.verbatim,
            self.voice_group,
            self.worded,
        )
        self.environment.globals.update({function.__name__: function for function in functions})
        self.environment.filters.update(
            {
                "words": self.words,
                "percent": self.percent,
                "date": self.date,
                "traced": self.traced,
            }
        )

    # ---- what a notebook calls -----------------------------------------------------------------

    def __call__(self, block: str) -> Html:
        """The chapter's passage of that name; empty when the topic has none."""
        try:
            template = self.environment.get_template(f"{self.chapter}.md")
        except jinja2.TemplateNotFound:
            return Html("")
        if block not in template.blocks:
            return Html("")
        with _placed(template, f"{self.chapter}.md"):
            parts = template.blocks[block](template.new_context())
            return Html(_markdown().render("".join(parts)))

    def page(self, name: str) -> str:
        """A whole page as HTML; empty when the topic has none."""
        try:
            template = self.environment.get_template(f"{name}.md")
        except jinja2.TemplateNotFound:
            return ""
        with _placed(template, f"{name}.md"):
            parts = template.root_render_func(template.new_context())
            return str(_markdown().render("".join(parts)))

    # ---- what a template calls -----------------------------------------------------------------

    def table(self, name: str) -> pd.DataFrame:
        """A table by name, from ``build/`` or (``coding/…``) from ``seeds/``."""
        if name not in self._tables:
            if name not in tables.TABLES:
                msg = f"no table {name!r}; there are {', '.join(tables.TABLES)}"
                raise ProseError(msg)
            folder = self.seeds if tables.TABLES[name].seed else self.build
            # A forecast stands without what happened later; what asks for a row still fails.
            self._tables[name] = tables.read(name, folder, optional=name == "outcomes")
        return self._tables[name]

    def rows(self, name: str, **conditions: Any) -> list[dict[str, Any]]:
        """Rows of a table that fit the conditions, as records."""
        frame = matching(self.table(name), self._conditions(conditions), name)
        return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]

    def count(self, name: str, *, distinct: str = "", **conditions: Any) -> Markup:
        """How many rows fit (or how many different values of one column they have)."""
        conditions = self._conditions(conditions)
        frame = matching(self.table(name), conditions, name)
        number = frame[distinct].nunique() if distinct else len(frame)
        how = "distinct" if distinct else "count"
        return self._traced(int(number), name, conditions, distinct, how)

    def value(self, name: str, column: str, *, of: str = "", **conditions: Any) -> Markup:
        """One cell (or its ``min``, ``max``, ``sum``); the rows must agree on it."""
        conditions = self._conditions(conditions)
        frame = matching(self.table(name), conditions, name)
        cells = frame[column].dropna()
        if of:
            cells = pd.Series([getattr(cells, of)()])
        found = list(dict.fromkeys(cells.tolist()))
        if len(found) != 1:
            msg = f"{name}.{column} where {conditions}: expected one value, got {found[:5]}"
            raise ProseError(msg)
        return self._traced(found[0], name, conditions, column, of or "cell")

    def percent(self, share: object) -> Markup:
        """A share between 0 and 1, as `value` gives it, as a percentage."""
        return _reworded(share, lambda text: f"{float(text):.0%}".replace("%", "\u00a0%"))

    def date(self, edtf: object, language: str = "en") -> Markup:
        """An EDTF date or interval, as `value` gives it, in words: ``25 January 2024``."""
        return _reworded(edtf, lambda text: in_words(text, language))

    def cite(
        self, article: str, start: int | str, end: int | None = None, gloss: str = ""
    ) -> Markup:
        """A link to the exact characters; by offset, or by the Arabic words themselves.

        ``gloss`` is their English, for words that nobody has coded.
        """
        found, first, last, _, _ = self._span(article, start, end)
        return _glossed(Markup(show.cite(found, first, last, self.labels())), gloss)

    def cites(self, name: str, *, most: int = 4, **conditions: Any) -> Markup:
        """Links to the spans of the rows that fit, first ones first; says how many are left out."""
        rows = self.rows(name, **conditions)
        links = []
        for row in rows[:most]:
            links.append(self.cite(row["article"], int(row["start"]), int(row["end"])))
        more = f" and {len(rows) - most} more" if len(rows) > most else ""
        return Markup(", ").join(links) + more

    def ar(self, article: str, start: int | str, end: int | None = None, gloss: str = "") -> Markup:
        """The Arabic words, their English gloss and the link, inside a sentence."""
        found, first, last, quote, known = self._span(article, start, end)
        if not (gloss or known):
            msg = f"{article}:{first}-{last} has no gloss; give one: ar(…, gloss=…)"
            raise ProseError(msg)
        whole = len(quote.split()) <= SHORT_WORDS and len(quote) < SHORT_LETTERS
        short = 'class="short" ' if whole else ""
        return Markup(
            f'<q {short}lang="ar" dir="rtl">{safe(quote)}</q> '
            f"(“{safe(gloss or known)}”, {_glossed(self.cite(found, first, last), gloss)})"
        )

    def quote(
        self, article: str, start: int | str, end: int | None = None, gloss: str = ""
    ) -> Markup:
        """The Arabic words in a block of their own, with gloss and link."""
        found, first, last, quote, known = self._span(article, start, end)
        if not (gloss or known):
            msg = f"{article}:{first}-{last} has no gloss; give one: quote(…, gloss=…)"
            raise ProseError(msg)
        return Markup(
            f'\n<div class="quotation"><blockquote class="ar" lang="ar" dir="rtl">{safe(quote)}'
            f'</blockquote><p class="gloss">{safe(gloss or known)} '
            f"{_glossed(self.cite(found, first, last), gloss)}</p></div>\n"
        )

    def gloss(self, article: str, start: int | str, end: int | None = None) -> Markup:
        """The English gloss with the link, without the Arabic."""
        found, first, last, _, known = self._span(article, start, end)
        if not known:
            msg = f"{article}:{first}-{last} has no gloss in any table"
            raise ProseError(msg)
        return Markup(f"“{safe(known)}” ({self.cite(found, first, last)})")

    @staticmethod
    def note(text: str | Markup) -> Markup:
        """A footnote: at the foot of the page on paper, in brackets on a screen."""
        return Markup(f'<span class="fn">{text if isinstance(text, Markup) else safe(text)}</span>')

    @staticmethod
    def likelihood_scale() -> Markup:
        """The words for likelihoods with their bounds, in per cent."""
        edges = [round(edge * 100) for edge, _ in BANDS] + [99]
        bands = [
            f"{safe(word)} {low}–{high}\u00a0%"
            for (_, word), low, high in zip(BANDS, edges[:-1], edges[1:], strict=True)
        ]
        return Markup(f'<span class="scale">{"; ".join(bands)}</span>')

    def outlet(self, article: str) -> Markup:
        """Short name of the outlet of an article."""
        return self.value("01_sources", "outlet", article=article)

    def group(self, article: str) -> Markup:
        """Group of an article with the basis and the confidence of the label."""
        row = self.rows("01_sources", article=article)[0]
        return safe(f"{row['group']} ({row['group_basis']}, {row['group_confidence']} confidence)")

    def likely(
        self, scenario: str, as_of: str, prior: str = "uniform", run: str = "main"
    ) -> Markup:
        """The likelihood word of a scenario, from the numbers of ``04_outlook``."""
        return self.value(
            "04_outlook", "words", scenario=scenario, as_of=as_of, prior=prior, run=run
        )

    def day(self, article: str, start: int) -> Markup:
        """A coded date as English: ``25 January 2024``, ``September 2025`` or ``2026``."""
        rows = self.rows("02_figures", article=article, start=start)
        if len(rows) != 1 or not rows[0]["date"]:
            msg = f"no date is coded at {article}:{start}"
            raise ProseError(msg)
        stated = rows[0]["resolved"] or rows[0]["date"]
        place = {"article": self._article(article), "start": start}
        return self._traced(in_words(stated), "02_figures", place)

    def verbatim(self, article: str, start: int | str, end: int | None = None) -> Markup:
        """The Arabic words with the link and without a gloss, for prose in Arabic."""
        found, first, last, quote, _ = self._span(article, start, end)
        return Markup(f'<q lang="ar" dir="rtl">{safe(quote)}</q> {self.cite(found, first, last)}')

    def label(self, article: str) -> str:
        """The short label under which an article is cited."""
        return self.labels()[self._article(article)]

    def topic(self) -> object:
        """The ``[topic]`` record of ``frame.toml``."""
        return self._frame.topic

    def voice_group(self, name: str) -> str:
        """What the report calls a group of speakers."""
        return next(group.label for group in self._frame.voice_group if group.id == name)

    def worded(self, proposition: str, position: str) -> str:
        """A position in words: ``affirms`` or ``denies`` of a proposition of the frame."""
        item = next(one for one in self._frame.proposition if one.id == proposition)
        return {"affirms": item.affirmed, "denies": item.denied}.get(position) or (
            f"{item.label}: {position}"
        )

    def scenario(self, name: str) -> str:
        """What the report calls a scenario."""
        return next(one.name for one in self._settings.scenario if one.id == name)

    def horizon(self, language: str = "en") -> Markup:
        """The day at which exactly one scenario holds."""
        day = self._settings.horizon.isoformat()
        return self._traced(in_words(day, language), "scenarios.toml", {}, "horizon")

    def last_day(self) -> str:
        """The last day from which the report looks ahead, as ``YYYY-MM-DD``."""
        return str(self.table("04_outlook")["as_of"].max())

    def percent_of(self, row: dict[str, Any], language: str = "en") -> Markup:
        """A row of ``04_outlook`` as its probability and interval in per cent."""
        key = {name: row[name] for name in ("as_of", "prior", "run", "scenario")}
        shown = [
            f"{float(row[name]):.0%}".replace("%", "") for name in ("probability", "low", "high")
        ]
        text = f"{shown[0]}\u00a0%, interval {shown[1]}–{shown[2]}\u00a0%"
        if language == "ar":
            text = f"{shown[0]} في المئة، بين {shown[1]} و{shown[2]}"
        return self._traced(text, "04_outlook", key)

    def traced(self, value: object, name: str, /, **conditions: Any) -> Markup:
        """A value out of a record that `rows` gave, with the rows that it came from.

        Raises:
            ProseError: No condition is given, or no row fits.
        """
        conditions = self._conditions(conditions)
        if not conditions or matching(self.table(name), conditions, name).empty:
            msg = f"expected conditions that a row of {name} fits, got {conditions}; name the row"
            raise ProseError(msg)
        return self._traced(value, name, conditions)

    def words(self, number: object) -> Markup:
        """A small count in words; larger ones stay digits."""
        return _reworded(
            number,
            lambda text: (
                NUMBER_WORDS[int(text)]
                if text.isdecimal() and int(text) < len(NUMBER_WORDS)
                else text
            ),
        )

    @cached_property
    def _frame(self) -> Frame:
        return read_frame(self.seeds)

    @cached_property
    def _settings(self) -> Model:
        return read_settings(self.seeds)

    # ---- inside --------------------------------------------------------------------------------

    def labels(self) -> dict[str, str]:
        """Short labels of the topic's articles."""
        return show.short_labels(self.table("01_sources")["article"])

    def _article(self, article: str) -> str:
        labels = self.labels()
        found = [one for one, label in labels.items() if article in (one, label)]
        if len(found) != 1:
            msg = f"expected the id of one article, got {article!r}; there are {', '.join(labels)}"
            raise ProseError(msg)
        return found[0]

    def _conditions(self, conditions: dict[str, Any]) -> dict[str, Any]:
        """Conditions with short article labels made whole."""
        known = dict(conditions)
        for key in ("article", "target"):
            if isinstance(known.get(key), str):
                known[key] = self._article(known[key])
            elif isinstance(known.get(key), list):
                known[key] = [self._article(one) for one in known[key]]
        return known

    def text(self, article: str) -> str:
        """The article's characters."""
        if article not in self._texts:
            path = self.seeds / "articles" / f"{article}.txt"
            self._texts[article] = path.read_bytes().decode("utf-8")
        return self._texts[article]

    def _span(
        self, article: str, start: int | str, end: int | None
    ) -> tuple[str, int, int, str, str]:
        """Article, offsets, exact words and gloss of a coded span, or of words in the article."""
        found = self._article(article)
        text = self.text(found)
        if isinstance(start, str):
            if text.count(start) != 1:
                msg = f"{found}: expected {start!r} once, got it {text.count(start)} times"
                raise ProseError(msg)
            first = text.index(start)
            last = first + len(start)
        else:
            first, last = start, end or self._end(found, start)
        gloss = next((code.gloss for code in self._coded(found, first, last) if code.gloss), "")
        return found, first, last, text[first:last], gloss

    def _coded(self, article: str, start: int, end: int | None = None) -> list[_Code]:
        """What is coded from a character on, in the order of `SPAN_TABLES`."""
        found = [
            code for name in SPAN_TABLES for code in self._codes(name).get((article, start), ())
        ]
        return found if end is None else [code for code in found if code.end == end]

    def _codes(self, name: str) -> dict[tuple[str, int], list[_Code]]:
        """A table's codes by article and first character: a chapter looks up hundreds of them."""
        if name not in self._places:
            folder = self.seeds if tables.TABLES[name].seed else self.build
            if not (folder / f"{name}.csv").is_file():
                return {}
            frame = self.table(name)
            glosses = frame["gloss"] if "gloss" in frame else [""] * len(frame)
            places: dict[tuple[str, int], list[_Code]] = {}
            columns = (frame["article"], frame["start"], frame["end"], glosses)
            for article, start, end, gloss in zip(*columns, strict=True):
                places.setdefault((article, int(start)), []).append(_Code(int(end), str(gloss)))
            self._places[name] = places
        return self._places[name]

    def _end(self, article: str, start: int) -> int:
        codes = self._coded(article, start)
        if not codes:
            msg = f"nothing is coded at {article}:{start}; give the words, or start and end"
            raise ProseError(msg)
        return codes[0].end

    def _traced(
        self,
        shown: object,
        name: str,
        conditions: dict[str, Any],
        column: str = "",
        how: str = "record",
    ) -> Markup:
        """A value with the rows that it came from written on it, for readers and for `numbers`."""
        query = "; ".join(f"{key}={value}" for key, value in conditions.items())
        origin = f"{name}{'.' + column if column else ''}[{query}]"
        numeric = isinstance(shown, int | float) and not isinstance(shown, bool)
        text = show.number(shown) if numeric else _plain(shown)
        asked = {"table": name, "column": column, "how": how, "where": conditions}
        return Markup(
            f'<span class="n" data-from="{_attribute(origin)}" '
            f'data-asked="{_attribute(json.dumps(asked, ensure_ascii=False, default=str))}">'
            f"{safe(text)}</span>"
        )


def _plain(value: object) -> str:
    """A value as text; markup made here is taken back to what it says."""
    return value.striptags() if isinstance(value, Markup) else str(value)


def _reworded(value: object, reword: Callable[[str], str]) -> Markup:
    """A value said another way; the mark that says which rows it came from stays on it."""
    markup = value if isinstance(value, Markup) else safe(value)
    plain = _plain(markup)
    head, _, tail = str(markup).partition("</span>")
    opening = head[: head.index(">") + 1] if head.startswith("<span") else ""
    closing = f"</span>{tail}" if opening else ""
    return Markup(opening) + safe(reword(plain)) + Markup(closing)


def page(name: str, seeds: Path, build: Path) -> str:
    """A page of the topic's prose as HTML; empty when the topic has none."""
    return Reader(seeds, build).page(name)
