"""Page numbers of places that are set before the links to them, without setting the links' pages again.

WeasyPrint sets a page whose text says ``target-counter(attr(href), page)`` first without the number,
then with it, then once more to see that nothing moved, even where the number was known long before: the
evidence leads back to chapters in front of it. Here such a number is put in as soon as its place has a
page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

__all__ = ["pages_known_ahead"]


def _collector(known: type[Any]) -> type[Any]:
    """WeasyPrint's collector of targets; this one tells links not yet set where their target stands."""

    class Ahead(known):  # type: ignore[misc]
        def cache_target_page_counters(
            self, anchor_name: str, page_counter_values: Any, *rest: Any
        ) -> None:
            super().cache_target_page_counters(anchor_name, page_counter_values, *rest)
            for item in self._links().pop(anchor_name, ()):
                if item.page_maker_index is None:  # on no page yet
                    item.parse_again(page_counter_values)
                    # All that its text says of pages is said: no reason to set its page again.
                    item.pending = False
                    item.missing_counters = []

        def _links(self) -> dict[str, list[Any]]:
            """What waits for the page of a place, by the place's anchor; all of it is known by now."""
            if "_by_target" not in self.__dict__:
                self._by_target: dict[str, list[Any]] = {}
                for (box, token), item in self.counter_lookup_items.items():
                    href = box.element.get("href", "") if box.element is not None else ""
                    if token == "content" and href.startswith("#"):
                        self._by_target.setdefault(unquote(href[1:]), []).append(item)
            return self._by_target

    return Ahead


@contextmanager
def pages_known_ahead() -> Iterator[None]:
    """While a document is set, page numbers of places before a link need no second setting.

    For texts that name pages by `target-counter(attr(href), page)` alone. A WeasyPrint that is built
    otherwise sets its pages as often as it always did, with the same result.
    """
    from weasyprint import document  # type: ignore[import-untyped]

    known = getattr(document, "TargetCollector", None)
    if known is None or not hasattr(known, "cache_target_page_counters"):
        yield
        return
    document.TargetCollector = _collector(known)
    try:
        yield
    finally:
        document.TargetCollector = known
