"""Folders of the project, found from wherever a notebook or a command is started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BusyError", "alone", "folder", "root"]

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


class BusyError(ValueError):
    """Another run is writing to the folder."""


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Hold a folder for this run alone, so that two runs do not mix their files.

    The hold is the operating system's: it ends with the run, however the run ends. Where the system
    knows no such lock, nothing is held.

    Args:
        place: The folder; made if it is not there.

    Raises:
        BusyError: Another run holds it.
        OSError: The folder cannot be written to.
    """
    place.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # not on this system
        yield
        return
    with (place / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            msg = (
                f"expected {place} to be free, got another run that writes to it; "
                "wait for its end, or name another folder with --build"
            )
            raise BusyError(msg) from error
        yield
