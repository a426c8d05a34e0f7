"""What the cover and the last page say: title, date, versions and digests.

Nothing here comes from the machine, the folder, the clock or git: the date is the change log's, the
packages are the lock file's, and a digest is of the files' bytes. So a report made anywhere from the
same files says the same.
"""

from __future__ import annotations

import calendar
import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date

from helpers.frame import Topic

__all__ = [
    "DIGEST_COMMAND",
    "Imprint",
    "ImprintError",
    "changelog_date",
    "code_files",
    "digest",
    "epoch",
    "imprint",
    "lock_versions",
    "seed_files",
]

#: Gives, inside a seeds folder, the digest that the report prints.
DIGEST_COMMAND = (
    "find . -type f -not -path '*/.*' | LC_ALL=C sort | tr '\\n' '\\0' | "
    "xargs -0 sha256sum | sha256sum"
)
_RELEASE = re.compile(r"^## \[[^\]]+\] - (\d{4}-\d{2}-\d{2})\s*$", re.MULTILINE)
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


class ImprintError(ValueError):
    """A file that the cover or the last page needs is missing or cannot be read."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The facts of the cover and the last page.

    Attributes:
        title: Title of the report.
        title_ar: The same in Arabic; may be empty.
        subtitle: One line under the title; may be empty.
        version: Version of the report.
        date: Newest date of the change log, ISO 8601.
        seeds_digest: SHA-256 over the seeds folder.
        code_digest: SHA-256 over package, notebooks and lock file.
        packages: Locked (name, version) pairs, in order of name.
        python: Least Python version, such as ``3.11``.
    """

    title: str
    title_ar: str = ""
    subtitle: str = ""
    version: str = ""
    date: str = ""
    seeds_digest: str = ""
    code_digest: str = ""
    packages: tuple[tuple[str, str], ...] = ()
    python: str = ""
    kicker: str = "Comparative media analysis"
    digest_command: str = DIGEST_COMMAND

    @property
    def date_words(self) -> str:
        """The date as a reader writes it: ``21 November 2026``."""
        if not self.date:
            return ""
        return format_date(date.fromisoformat(self.date), "d MMMM y", locale="en")


def changelog_date(text: str) -> str:
    r"""The newest date in the headings of a change log (Keep a Changelog).

    Args:
        text: The change log, with headings such as ``## [0.1.0] - 2026-11-21``.

    Returns:
        The date, ISO 8601.

    Raises:
        ImprintError: No heading carries a date, or one is no day of the calendar.

    >>> changelog_date("## [Unreleased]\n\n## [0.1.0] - 2026-11-21\n")
    '2026-11-21'
    """
    found: list[str] = _RELEASE.findall(text)
    if not found:
        msg = (
            "CHANGELOG.md: expected a heading such as '## [0.1.0] - 2026-11-21', got none; "
            "add one for this report, its date goes on the cover"
        )
        raise ImprintError(msg)
    try:
        return max(found, key=date.fromisoformat)
    except ValueError as error:
        msg = (
            f"CHANGELOG.md: expected dates as YYYY-MM-DD, got {', '.join(found)} ({error}); mend it"
        )
        raise ImprintError(msg) from error


def lock_versions(text: str) -> tuple[tuple[str, str], ...]:
    r"""Names and versions in a lock file, in order of name.

    A package that is locked in several versions for several systems is given with all of them,
    since the report must not differ between these systems.

    >>> lock_versions("b==2 ; python_version < '3.12' \\\nb==3\na==1.0\n    --hash=sha256:0\n")
    (('a', '1.0'), ('b', '2 or 3'))
    """
    versions: dict[str, list[str]] = {}
    for name, version in _LOCKED.findall(text):
        versions.setdefault(name, []).append(version)
    return tuple((name, " or ".join(versions[name])) for name in sorted(versions))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def seed_files(seeds: Path) -> list[Path]:
    """Every file of a seeds folder that is not hidden."""
    return [
        path for path in seeds.rglob("*") if path.is_file() and not _hidden(path.relative_to(seeds))
    ]


def code_files(home: Path) -> list[Path]:
    """What makes the report out of the seeds: the package, the notebooks and the lock file."""
    package = [
        path
        for path in (home / "src" / "helpers").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    ]
    notebooks = list((home / "notebooks").glob("*.ipynb"))
    files = [*package, *notebooks, home / "requirements.lock"]
    return [path for path in files if path.is_file() and not _hidden(path.relative_to(home))]


def digest(files: Iterable[Path], folder: Path) -> str:
    """SHA-256 over the names and the bytes of files: what `DIGEST_COMMAND` prints.

    Args:
        files: The files, in any order.
        folder: Names count from here.
    """
    named = {f"./{path.relative_to(folder).as_posix()}": path for path in files}
    listing = hashlib.sha256()
    for name in sorted(named, key=lambda name: name.encode()):
        content = hashlib.sha256(named[name].read_bytes()).hexdigest()
        listing.update(f"{content}  {name}\n".encode())
    return listing.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        msg = f"{path.name}: expected the file in {path.parent}, got none; take it from the project"
        raise ImprintError(msg) from error


def epoch(home: Path) -> int:
    """The newest date of a project's change log as seconds since 1970, for ``SOURCE_DATE_EPOCH``.

    Raises:
        ImprintError: There is no change log, or it has no date.
    """
    day = datetime.fromisoformat(changelog_date(_read(home / "CHANGELOG.md")))
    return calendar.timegm(day.replace(tzinfo=UTC).timetuple())


def imprint(topic: Topic, seeds: Path, home: Path) -> Imprint:
    """Gather the facts of the cover and the last page.

    Args:
        topic: Title and version, from ``frame.toml``.
        seeds: The seeds folder.
        home: The project's folder, with ``CHANGELOG.md``, ``requirements.lock`` and
            ``pyproject.toml``.

    Raises:
        ImprintError: One of these files is missing, or the change log has no date.
    """
    project = tomllib.loads(_read(home / "pyproject.toml")).get("project", {})
    return Imprint(
        title=topic.title,
        title_ar=topic.title_ar,
        subtitle=topic.subtitle,
        version=topic.version,
        date=changelog_date(_read(home / "CHANGELOG.md")),
        seeds_digest=digest(seed_files(seeds), seeds),
        code_digest=digest(code_files(home), home),
        packages=lock_versions(_read(home / "requirements.lock")),
        python=str(project.get("requires-python", "")).lstrip(">=~ "),
    )
