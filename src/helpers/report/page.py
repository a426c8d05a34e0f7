"""Put the parts of the report together into one page, for screen and paper.

Takes HTML fragments (chapters from the notebooks, pages of prose, the evidence) and gives a whole,
self-contained document: headings with anchors, contents, language and direction on every run of Arabic,
style and fonts inside. The same document is the web edition and the PDF's source.
"""

from __future__ import annotations

import base64
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jinja2
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import html as lxml_html  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from helpers.report.imprint import Imprint
from helpers.report.markup import visible

__all__ = ["Entry", "Part", "assemble", "environment", "faults", "for_paper", "parse", "single"]

HERE = Path(__file__).parent
STYLE, FONTS = HERE / "style", HERE / "fonts"
#: The letters of the Arabic cut; it has only one of each pair of brackets, so these come from elsewhere.
WEB_ARABIC = "U+0600-08FF, U+200C-200F, U+FB50-FDFF, U+FE70-FEFC"
WEB_FONTS = (
    ("Amiri", 400, "normal", "amiri-arabic-400-normal"),
    ("Amiri", 700, "normal", "amiri-arabic-700-normal"),
    ("Source Serif 4", 400, "normal", "source-serif-4-latin-400-normal"),
    ("Source Serif 4", 400, "italic", "source-serif-4-latin-400-italic"),
    ("Source Serif 4", 600, "normal", "source-serif-4-latin-600-normal"),
    ("Source Sans 3", 400, "normal", "source-sans-3-latin-400-normal"),
    ("Source Sans 3", 600, "normal", "source-sans-3-latin-600-normal"),
)
WIDE_TABLE = 8  # columns; a table with as many is set smaller, and may break words
# Links to places that only the web edition has.
_OFF_PAPER = re.compile(r'<a class="off"[^>]*>([^<]*)</a>')
_SCREEN_ONLY = re.compile(r"<!--web-->.*?<!--/web-->", re.DOTALL)
LABELS = {"hindsight": "With hindsight", "caveat": "Caveat"}
# Letters that join the one after them; and those that, besides these, join the one before them.
_FORWARD = "ئبتثجحخسشصضطظعغـفقكلمنهي"
_BACKWARD = _FORWARD + "اأإآٱؤةدذرزوى"
_MARKS = "\u064b-\u065f\u0670"
# Where a mark begins or ends inside a word, between letters that join.
_JOINT = re.compile(rf"(?<=[{_FORWARD}])([{_MARKS}]*)((?:</?mark[^>]*>)+)(?=[{_BACKWARD}])")
JOINER = "\u200d"
_WEB_FONTS = re.compile(r"/\* web fonts \*/.*?/\* end of web fonts \*/\n", re.DOTALL)
_LETTER = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff"  # Arabic blocks
# A run of Arabic: from its first letter to its last, across spaces, digits and marks between them.
_ARABIC = re.compile(rf"[{_LETTER}](?:[^A-Za-z\n<>]*[{_LETTER}])?")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+[^\s<>\"'\\.,;:!?)\]]")
# A run that no line can be broken in: without breaks, one address pushes a table off the page.
_UNBROKEN = re.compile(rf"[^\s\u200b{_LETTER}]{{21,}}")
_PARTS = re.compile(r"[^/?&=#,;]*[/?&=#,;]+|[^/?&=#,;]+")
_SMALL_PARTS = re.compile(r"[^._:%+-]{0,12}[._:%+-]+|[^._:%+-]{1,12}")
_NOT_PROSE = {"style", "script", "title", "svg"}
_HEADINGS = re.compile(r"^h[1-6]$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report.

    Attributes:
        name: Its anchor, unique in the document.
        kind: Class of the section: ``front``, ``chapter``, ``back``, ``evidence`` or ``colophon``.
        body: Its HTML, or the element that holds it as a tree; that is emptied.
        listed: Whether its sections stand in the contents (its title always does).
        language: ``ar`` for a part that is Arabic as a whole.
    """

    name: str
    kind: str
    body: Markup | Tag
    listed: bool = False
    language: str = ""

    @property
    def lang(self) -> Markup:
        """Attributes for the part's language and direction."""
        return _language(self.language)


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    anchor: str
    text: str
    language: str = ""
    below: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> Markup:
        """The text, in its language; the line as a whole runs left to right to its page number."""
        if self.language != "ar":
            return escape(self.text)
        return Markup('<span lang="ar" dir="rtl">{}</span>').format(self.text)


def _language(code: str) -> Markup:
    return Markup(' lang="ar" dir="rtl"') if code == "ar" else Markup("")


@cache
def _finalize(value: object) -> object:
    return (
        value
        if isinstance(value, Markup | jinja2.Undefined)
        else "\n".join(map(visible, str(value).split("\n")))
    )


def environment() -> jinja2.Environment:
    """The project's page templates.

    Everything put into them is escaped unless it is markup, and its control characters are written out.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def parse(html: str) -> BeautifulSoup:
    """HTML as a tree. The parser keeps the order of attributes, so the same text comes out."""
    return BeautifulSoup(html, "html.parser")


@cache
def _css() -> str:
    """Style for screen and paper, with the web edition's fonts inside."""
    faces = []
    for family, weight, slant, name in WEB_FONTS:
        path = FONTS / "web" / f"{name}.woff2"
        if path.is_file():
            data = base64.b64encode(path.read_bytes()).decode("ascii")
            letters = f"unicode-range: {WEB_ARABIC}; " if "arabic" in name else ""
            faces.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
                f"font-style: {slant}; font-display: swap; {letters}"
                f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
            )
    sheets = [(STYLE / f"{name}.css").read_text("utf-8") for name in ("text", "paper", "screen")]
    fonts = "\n".join(["/* web fonts */", *faces, "/* end of web fonts */", ""])
    return fonts + "\n".join(sheets)


def for_paper(html: str) -> str:
    """The document as WeasyPrint needs it.

    Without the web edition's fonts (the PDF brings the full ones) and without what only the screen
    shows, which would be read and styled in vain; with break opportunities as the character that it
    knows. In a browser ``wbr`` is better, since it is not copied with the text. It shapes each box
    of text alone, so joiners hold the letters of a word together where a mark begins or ends in it;
    a browser needs none.
    """
    paper = _SCREEN_ONLY.sub("", _WEB_FONTS.sub("", html, count=1))
    paper = _OFF_PAPER.sub(r"\1", paper)
    joined = _JOINT.sub(lambda joint: f"{joint[1]}{JOINER}{joint[2]}{JOINER}", paper)
    return re.sub(r"<wbr ?/?>", "\u200b", joined)


def _slug(text: str) -> str:
    """A short ASCII anchor: ``3. Who has the floor?`` gives ``who-has-the-floor``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z]+|\d+", re.sub(r"^\d+[.)]?\s+", "", plain))
    return "-".join(words[:8]) or "section"


def _anchor(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name


def _set_headings(section: Tag, part: str, shift: int, taken: set[str]) -> list[tuple[int, Tag]]:
    """Give a part's headings their class (t1, t2, t3), anchor and level; gives them in order."""
    found = []
    for heading in section.find_all(_HEADINGS):
        level = int(heading.name[1])
        heading.name = f"h{min(level + shift, 6)}"
        heading["class"] = f"t{min(level, 3)}"
        heading["id"] = _anchor(f"{part}-{_slug(heading.get_text())}", taken)
        found.append((level, heading))
    return found


def _entry(heading: Tag, inherited: str) -> Entry:
    language = str(heading.get("lang", inherited))
    return Entry(str(heading["id"]), " ".join(heading.get_text().split()), language)


def _contents(section: Tag, part: Part, headings: Sequence[tuple[int, Tag]]) -> Entry | None:
    headings = [
        (level, heading)
        for level, heading in headings
        if heading.find_parent(class_="screen-only") is None
    ]
    first = next((heading for level, heading in headings if level == 1), None)
    if first is None:
        return None
    entry = _entry(first, part.language)
    if part.listed:
        entry.below = [_entry(heading, part.language) for level, heading in headings if level == 2]
    return entry


def _set_arabic(tree: Tag) -> None:
    """Put language and direction on every run of Arabic that has none yet."""
    for text in list(tree.find_all(string=re.compile(f"[{_LETTER}]"))):
        if type(text) is not NavigableString or text.parent is None:
            continue
        around = [text.parent, *text.parent.parents]
        if any(one.name in _NOT_PROSE for one in around if one.name):
            continue
        language = next((one["lang"] for one in around if one.get("lang")), "en")
        if language == "ar":
            continue
        _replace(text, _ARABIC, lambda run: [_new_span(run)])


def _new_span(text: str) -> Tag:
    span = Tag(name="span", attrs={"lang": "ar", "dir": "rtl"})
    span.append(NavigableString(text))
    return span


def _set_addresses(tree: Tag) -> None:
    """Make links of addresses that stand in the text, and let long runs in tables be broken."""
    for text in list(tree.find_all(string=re.compile("https?://"))):
        if text.find_parent(["a", "code", "pre", *_NOT_PROSE]) is None:
            _replace(text, _ADDRESS, lambda run: [_link(run)])
    for text in list(tree.find_all(string=_UNBROKEN)):
        if text.find_parent("table") is not None and text.find_parent(_NOT_PROSE) is None:
            _replace(text, _UNBROKEN, _breakable)


def _link(address: str) -> Tag:
    link = Tag(name="a", attrs={"class": "address", "href": address})
    link.append(NavigableString(address))
    return link


def _breakable(run: str) -> list[NavigableString | Tag]:
    pieces: list[NavigableString | Tag] = []
    small = (
        [part] if len(part) <= 14 else _SMALL_PARTS.findall(part) for part in _PARTS.findall(run)
    )
    for piece in itertools.chain.from_iterable(small):
        pieces += [Tag(name="wbr", can_be_empty_element=True), NavigableString(piece)]
    return pieces[1:]


def _replace(
    text: NavigableString,
    pattern: re.Pattern[str],
    make: Callable[[str], Sequence[NavigableString | Tag]],
) -> None:
    """Put other nodes in place of every match in a text; the rest of it stays."""
    whole, done = str(text), 0
    pieces: list[NavigableString | Tag] = []
    for run in pattern.finditer(whole):
        if run.start() > done:
            pieces.append(NavigableString(whole[done : run.start()]))
        pieces += make(run[0])
        done = run.end()
    if done < len(whole):
        pieces.append(NavigableString(whole[done:]))
    text.replace_with(*pieces)


def _set_details(tree: Tag) -> None:
    """Labels on callouts, hints on numbers, names on tables that scroll."""
    for kind, label in LABELS.items():
        for box in tree.find_all("div", class_=kind):
            if not box.find(class_="label"):
                paragraph = Tag(name="p", attrs={"class": "label"})
                paragraph.append(label)
                box.insert(0, paragraph)
    for number in tree.find_all(["span", "a"], class_="n"):
        if number.get("data-from") and not number.get("title"):
            number["title"] = number["data-from"]
    for box in tree.select("div.table:not([tabindex])"):
        caption = box.find("caption")
        box["role"], box["tabindex"] = "group", "0"
        box["aria-label"] = " ".join(caption.get_text().split()) if caption else "Table"
    for table in tree.find_all("table"):
        row = table.find("tr")
        if row and len(row.find_all(["th", "td"], recursive=False)) >= WIDE_TABLE:
            table["class"] = " ".join([*(table.get("class") or []), "wide"])
        for cell in table.select("thead th"):
            if not cell.get_text(strip=True):  # a corner heads nothing
                cell.name = "td"
                del cell["scope"]
        for cell in table.select("thead th:not([scope])"):
            cell["scope"] = "col"
        for cell in table.select("tbody th:not([scope])"):
            cell["scope"] = "row"


def _part_tag(part: Part) -> Tag:
    held = part.body if isinstance(part.body, Tag) else parse(str(part.body))
    # Not told, it would be searched to its last tag for what it is, at every question of a selector.
    section = Tag(name="section", is_xml=False)
    if part.language:
        section["lang"] = part.language
    for child in list(held.contents):
        section.append(child.extract())
    return section


def _finish(parts: Iterable[Part], shift: int) -> tuple[list[Part], list[Entry]]:
    """Every part with its headings, Arabic and details set; and the contents."""
    listed = list(parts)
    taken = {"main", "contents", *(part.name for part in listed)}
    finished, contents = [], []
    for part in listed:
        section = _part_tag(part)
        headings = _set_headings(section, part.name, shift, taken)
        entry = _contents(section, part, headings)
        if entry:
            contents.append(entry)
        _set_arabic(section)
        _set_addresses(section)
        _set_details(section)
        body = Markup(section.decode_contents(formatter="minimal").strip())
        finished.append(Part(part.name, part.kind, body, part.listed, part.language))
    return finished, contents


def assemble(imprint: Imprint, parts: Iterable[Part]) -> str:
    """The whole report as one document.

    Args:
        imprint: What the cover says.
        parts: The parts in order; a part's first ``h1`` is its title in the contents.

    Returns:
        HTML, the same bytes for the same input.
    """
    finished, contents = _finish(parts, shift=1)
    return _render("report", imprint, finished, contents)


def single(title: str, body: str) -> str:
    """One notebook's part as a document of its own, without cover and contents."""
    finished, _ = _finish([Part("notebook", "chapter", Markup(body))], shift=0)
    return _render("notebook", Imprint(title=title), finished, [])


def _render(kind: str, imprint: Imprint, parts: list[Part], contents: list[Entry]) -> str:
    template = environment().get_template("page.html.j2")
    return template.render(
        kind=kind, imprint=imprint, parts=parts, contents=contents, css=Markup(_css())
    )


def faults(html: str) -> list[str]:
    """What a reader would stumble over: links to nowhere, anchors given twice, charts without words.

    Args:
        html: A whole document.

    Returns:
        One line a fault; nothing when all is well.
    """
    # Nothing is written from this tree; lxml is there with it in a tenth of the time of `parse`.
    tree = lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(huge_tree=True))
    anchors = [str(name) for name in tree.xpath("//@id")]
    found = [f"anchor {name} is given twice" for name in _repeated(anchors)]
    known = set(anchors)
    for link in tree.xpath("//a[starts-with(@href, '#')]"):
        if unquote(link.get("href")[1:]) not in known:
            found.append(f"link {link.get('href')} ({link.text_content()[:40]}) leads nowhere")
    for image in tree.xpath("//img"):
        if not image.get("alt", "").strip():
            found.append(f"image {image.get('src', '')[:40]} has no alternative text")
    for table in tree.xpath("//table[not(.//caption)]"):
        found.append(f"table {' '.join(table.text_content().split())[:40]!r} has no caption")
    return found


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]
