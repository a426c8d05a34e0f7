"""The web edition in a real browser: on a phone, on a desk, in the dark, by keyboard, with no network.

Needs chromium and what ``tests/browser/requirements.lock`` holds; `conftest.py` says what becomes of the
tests without them. Nothing here runs a script of the page: it has none.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
PHONE, DESK = 360, 1280

#: What stands out of the page at either side, unless it lies in a box of its own that scrolls.
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const scrolls = e => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
    || scrolls(e.parentElement));
  for (const e of document.querySelectorAll('main *, header *, nav *')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.height && (box.right > wide + 1 || box.left < -1) && !scrolls(e.parentElement))
      found.push(e.tagName + ' ' + e.textContent.slice(0, 60));
  }
  return found;
}"""
#: Every link inside the page: where it leads, the words there, and whether a reader would see them.
LINKS = """() => [...document.querySelectorAll('a[href^="#"]')].map(a => {
  const e = document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)));
  const box = e && e.getBoundingClientRect();
  return {href: a.getAttribute('href'), span: a.dataset.span || '', tag: e ? e.tagName : '',
          words: e ? e.textContent : '', seen: !!box && box.width > 0 && box.height > 0,
          off: a.getBoundingClientRect().width === 0};
})"""
#: Appendices and tables repeat their patterns hundreds of times; a few keep the checker within seconds.
THIN_OUT = """() => {
  for (const css of ['.passage:nth-of-type(n+4)', '.numbers li:nth-child(n+6)', 'tbody tr:nth-child(n+6)'])
    document.querySelectorAll(css).forEach(e => e.remove());
}"""


@pytest.fixture
def shown(browser: Any, made: Path) -> Iterator[Any]:
    """Opens the report: ``shown(width, scheme)``; what it asked of the outside is in ``requests``."""
    contexts = []

    def open_it(width: int = DESK, scheme: str = "light", **more: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **more
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto((made / "out/report.html").as_uri())
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_stands_out_of_the_page(shown: Any, width: int) -> None:
    page = shown(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []


def test_no_request_leaves_the_page_and_no_script_runs_in_it(shown: Any, made: Path) -> None:
    page = shown()
    page.wait_for_load_state("networkidle")
    own = (made / "out/report.html").as_uri()
    assert [url for url in page.requests if url != own and not url.startswith("data:")] == []
    assert page.evaluate("document.scripts.length") == 0


def test_every_link_lands_on_the_words_that_it_names(shown: Any) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in (SEEDS / "articles").glob("*.txt")}
    links = [link for link in shown().evaluate(LINKS) if not link["off"]]
    assert len(links) > 400
    assert [link["href"] for link in links if not link["seen"]] == []
    named = [link for link in links if link["span"]]
    assert len(named) > 150
    for link in named:
        article, _, span = link["span"].rpartition(":")
        start, end = map(int, span.split("-"))
        assert link["tag"] == "MARK"
        wanted, found = ("".join(x.split()) for x in (texts[article][start:end], link["words"]))
        # Where two marks cross, the later one's anchor is on its first piece.
        assert found
        assert wanted.startswith(found), link


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_click_lights_the_words_up_without_a_script(shown: Any, scheme: str) -> None:
    page = shown(PHONE, scheme, java_script_enabled=False)
    for css in ("#chapter-1 a.cite", "main a.n[data-span]", "#numbers .places a"):
        link = page.locator(css).first
        target = link.get_attribute("href")
        link.click()
        lit = page.locator(":target")
        assert page.url.endswith(target)
        assert lit.count() == 1
        colour = lit.evaluate("e => getComputedStyle(e).backgroundColor")
        quiet = page.locator("mark:not(:target)").first
        assert colour != quiet.evaluate("e => getComputedStyle(e).backgroundColor")
        assert 0 <= lit.evaluate("e => e.getBoundingClientRect().top") < 900
        page.goto(page.url.partition("#")[0])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lit_words_can_be_read_whatever_marks_they_are_in(shown: Any, scheme: str) -> None:
    page = shown(PHONE, scheme)
    contrast = """e => {
      const rgb = c => c.match(/[\\d.]+/g).map(Number);
      const light = c => rgb(c).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = n => { const c = getComputedStyle(n).backgroundColor;
        return c === 'rgba(0, 0, 0, 0)' ? behind(n.parentElement) : c; };
      const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    }"""
    for css in ("mark.quiet[id]", "mark mark[id]", "mark[id]:has(mark)", "mark:not(.quiet)[id]"):
        name = page.locator(f"#evidence {css}").first.get_attribute("id")
        page.goto(page.url.partition("#")[0] + f"#{name}")
        for mark in page.locator(":target, :target mark").all():
            assert mark.evaluate(contrast) >= 4.5, css


def test_a_number_on_several_places_leads_to_the_list_of_them(shown: Any) -> None:
    page = shown(PHONE)
    number = page.locator('a.n[href^="#w-"]').first
    said = number.inner_text()
    number.click()
    assert page.locator("li:target strong").inner_text().strip() == said
    page.locator("li:target a").first.click()
    assert page.locator(":target").count() == 1


def test_the_keyboard_reaches_the_text_first_and_every_box_that_scrolls(shown: Any) -> None:
    page = shown(PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    stuck = """() => [...document.querySelectorAll('main *')].filter(e =>
      e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
      && e.tabIndex < 0).map(e => e.className)"""
    assert page.evaluate(stuck) == []


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_a_checker_finds_nothing_that_shuts_readers_out(
    shown: Any, width: int, scheme: str
) -> None:
    origin = importlib.util.find_spec("axe_playwright_python")
    assert origin is not None
    assert origin.origin is not None
    page = shown(width, scheme)
    page.evaluate(THIN_OUT)
    page.evaluate((Path(origin.origin).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"]
    bad = [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:3]
    ]
    assert bad == []


def test_printed_from_the_browser_the_page_is_plain(shown: Any) -> None:
    page = shown()
    page.emulate_media(media="print")
    assert page.locator(".skip").is_hidden()
    assert page.locator(".screen-only").first.is_hidden()
    assert page.locator("main h2").first.is_visible()
