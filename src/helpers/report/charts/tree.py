"""The tree of scenarios, drawn as boxes: a question each, yes to its scenario, no to the next one.

It is made of text and not of a picture: it can be read aloud, copied, and set as wide as a screen allows.
"""

from __future__ import annotations

import html

import pandas as pd

from helpers.report.markup import Html, text, visible

__all__ = ["in_words", "tree"]

_YES, _NO = "yes", "no"


def tree(steps: pd.DataFrame, caption: str) -> Html:
    """Draw the tree.

    Args:
        steps: One row a step, in order, as `helpers.scenarios.tree.steps` gives them: ``step``,
            ``test``, ``scenario``, ``name``, and ``otherwise``, which is 0 for the last.
        caption: What stands over it.

    Returns:
        A list, an item a step: the question, an arrow to its scenario, and what follows otherwise.

    Raises:
        ValueError: There is no step.
    """
    if steps.empty:
        msg = "expected the steps of a tree, got none; see branch in scenarios.toml"
        raise ValueError(msg)
    items = [_item(row) for row in steps.to_dict("records")]
    spoken = html.escape(visible(f"{caption} {in_words(steps)}"), quote=True)
    return Html(
        f'<figure class="tree" aria-label="{spoken}"><figcaption>{text(caption)}</figcaption>'
        f"<ol>{''.join(items)}</ol></figure>"
    )


def in_words(steps: pd.DataFrame) -> str:
    """The tree in a sentence: where each yes leads, and where no yes leads."""
    rows = steps[["step", "name", "otherwise"]].itertuples(index=False, name=None)
    parts = [
        f"yes to question {step}: {name}" if otherwise else f"otherwise: {name}"
        for step, name, otherwise in rows
    ]
    return "; ".join(parts) + "."


def _item(row: dict[object, object]) -> str:
    leaf = f'<span class="leaf"><b>{text(row["scenario"])}</b> {text(row["name"])}</span>'
    if not row["otherwise"]:
        return f"<li>{leaf}</li>"
    return (
        f'<li><span class="ask"><b>{text(row["step"])}</b> {text(row["test"])}</span>'
        f'<span class="way">{_YES}</span>{leaf}<span class="down">{_NO}</span></li>'
    )
