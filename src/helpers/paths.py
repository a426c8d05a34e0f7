"""Folders of the project, found from wherever a notebook or a command is started."""

from __future__ import annotations

from pathlib import Path

__all__ = ["folder", "root"]

MARKER = "pyproject.toml"


def root(start: Path | None = None) -> Path:
    """The project's folder: the nearest one upward from ``start`` that holds ``pyproject.toml``.

    Args:
        start: Where to begin; the current folder if not given.

    Returns:
        The project's folder, or ``start`` itself where no marker is found.
    """
    begin = (start or Path.cwd()).resolve()
    return next((place for place in (begin, *begin.parents) if (place / MARKER).is_file()), begin)


def folder(name: str | Path, start: Path | None = None) -> Path:
    """A folder by name: absolute as it is, relative to the project's folder otherwise.

    So a notebook says ``seeds`` and means the same folder whether it was started from the project's
    folder or from ``notebooks/``.
    """
    path = Path(name)
    return path if path.is_absolute() else root(start) / path
