"""Run notebooks in order, each in a kernel of its own.

papermill puts the parameters in, nbclient runs the cells. While one notebook runs, the kernel of the
next one starts on the other core; it has seen nothing of its neighbours all the same. The libraries
of notebooks take a second to load, so they are loaded here only once a kernel has begun to start.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = [
    "BuildError",
    "Echo",
    "find_notebooks",
    "first_kernel",
    "needed",
    "run_notebooks",
    "step",
]

Echo = Callable[[str], None]

NAME = re.compile(r"\d\d_[a-z0-9_]+\.ipynb")
INJECTED = "injected-parameters"
# A kernel warns of listeners on the wire even where it talks to itself alone, and keeps a history.
ARGUMENTS = ("--log-level=ERROR", "--HistoryManager.hist_file=:memory:")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(RuntimeError):
    """The report could not be made; the message says in which step and why."""


@contextmanager
def step(echo: Echo, name: str) -> Iterator[None]:
    """Show a step with its time when it is done."""
    begin = time.perf_counter()
    yield
    echo(f"{time.perf_counter() - begin:6.1f} s  {name}")


def find_notebooks(home: Path) -> list[Path]:
    """The notebooks of a project in their order.

    Raises:
        BuildError: There are none.
    """
    folder = home / "notebooks"
    found = sorted(path for path in folder.glob("*.ipynb") if NAME.fullmatch(path.name))
    if not found:
        msg = (
            f"expected notebooks such as 01_name.ipynb in {folder}, got none; "
            "run this in a copy of the project"
        )
        raise BuildError(msg)
    return found


def needed(path: Path) -> list[str]:
    """Parts of the seeds without which a notebook has nothing to say: its metadata's ``needs``.

    Raises:
        BuildError: The file is no notebook.
    """
    try:
        return [str(name) for name in json.loads(path.read_bytes())["metadata"].get("needs", [])]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        msg = f"{path.name}: expected a notebook, got {error}; take it from the project again"
        raise BuildError(msg) from error


def _prepared(path: Path, parameters: dict[str, str]) -> Any:
    """A notebook with its parameters put in, without the outputs of an earlier run."""
    from papermill.iorw import load_notebook_node  # type: ignore[import-untyped]
    from papermill.parameterize import (  # type: ignore[import-untyped]
        parameterize_notebook,
    )

    notebook = load_notebook_node(str(path))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return parameterize_notebook(notebook, parameters, kernel_name="python3", language="python")


def _failure(path: Path, notebook: Any, error: Exception, kept: Path) -> BuildError:
    """Which cell failed, counted as in the notebook itself, and what it said."""
    number = 0
    for cell in notebook.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                said = _COLOUR.sub("", f"{output.ename}: {output.evalue}")
                return BuildError(
                    f"{path.name}, cell {number}: {said}\nthe notebook as far as it ran: {kept}"
                )
    return BuildError(f"{path.name}: {type(error).__name__}: {_COLOUR.sub('', str(error))}")


def _leave_signals(**_: object) -> None:
    """Take back the signals that the client has taken: it stops a kernel and waits for its answer."""
    with suppress(RuntimeError, NotImplementedError):
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)


async def _start(folder: Path, load: str) -> AsyncKernelManager:
    kernel = AsyncKernelManager(kernel_name="python3")
    arguments = [*ARGUMENTS, *([f"--InteractiveShellApp.extra_extensions={load}"] if load else [])]
    await kernel.start_kernel(cwd=str(folder), extra_arguments=arguments)
    return kernel


async def _stop(kernel: AsyncKernelManager) -> None:
    if await kernel.is_alive():
        await kernel.shutdown_kernel(now=True)


@contextmanager
def first_kernel(folder: Path, load: str = "") -> Iterator[AsyncKernelManager]:
    """Start a kernel for the first notebook, so that it is ready when the notebook is.

    Args:
        folder: Where the notebooks stand.
        load: Module that it loads while it waits, as an IPython extension.

    Yields:
        The kernel, for `run_notebooks`; ended at the latest here.
    """
    kernel = run_sync(_start)(folder, load)
    try:
        yield kernel
    finally:
        run_sync(_stop)(kernel)


async def _run(
    notebooks: list[Path],
    parameters: dict[str, str],
    folder: Path,
    echo: Echo,
    load: str,
    first: AsyncKernelManager | None,
    done: Callable[[NotebookNode], object],
) -> list[NotebookNode]:
    waiting = [first or await _start(notebooks[0].parent, load)]
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError
    from nbformat import writes

    found = []
    try:
        for number, path in enumerate(notebooks, start=1):
            with step(echo, f"notebook {number} of {len(notebooks)}: {path.stem}"):
                notebook = _prepared(path, parameters)
                kept = folder / path.name
                kernel = waiting.pop()
                if number < len(notebooks):
                    waiting.append(await _start(notebooks[number].parent, load))
                client = NotebookClient(
                    notebook,
                    km=kernel,
                    timeout=None,
                    record_timing=False,
                    on_cell_start=_leave_signals,
                    # All is said and written by then; a kernel that is asked to go takes a second over it.
                    shutdown_kernel="immediate",
                )
                try:
                    await client.async_execute(cleanup_kc=True)
                except (CellExecutionError, DeadKernelError) as error:
                    raise _failure(path, notebook, error, kept) from error
                finally:
                    kept.write_text(writes(notebook), "utf-8")  # type: ignore[no-untyped-call]
                done(notebook)
                found.append(notebook)
    finally:
        for kernel in waiting:
            await _stop(kernel)
    return found


def run_notebooks(
    notebooks: list[Path],
    seeds: Path,
    build: Path,
    echo: Echo,
    *,
    load: str = "",
    first: AsyncKernelManager | None = None,
    done: Callable[[NotebookNode], object] = lambda _: None,
) -> list[NotebookNode]:
    """Run notebooks in order, each in a fresh kernel.

    Args:
        notebooks: The notebooks; each has a cell tagged ``parameters`` with ``SEEDS``, ``BUILD``.
        seeds: The seeds folder.
        build: Where the tables go; the run notebooks go into its folder ``notebooks``.
        echo: Takes one line a notebook.
        load: Module that each kernel loads while it waits, as an IPython extension.
        first: Kernel of the first notebook, from `first_kernel`; started here if not given.
        done: Takes each notebook when it has run.

    Returns:
        The run notebooks.

    Raises:
        BuildError: A notebook failed; names it, the cell, and what went wrong.
    """
    folder = build / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    parameters = {"SEEDS": str(seeds), "BUILD": str(build)}
    return list(run_sync(_run)(notebooks, parameters, folder, echo, load, first, done))
