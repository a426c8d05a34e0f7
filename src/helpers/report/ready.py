"""What a kernel loads while it waits for its notebook: the code that notebooks call, and no data.

Each notebook has a kernel of its own, which would spend its first seconds on loading the same
libraries. A report starts the next kernel while the notebook before it runs, and has it load this
as an IPython extension. No name is put where the notebook would see it: a notebook that forgets an
import fails here as it does anywhere else.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from typing import Any

import helpers

__all__ = ["load_ipython_extension"]

#: Rooms of the house whose modules notebooks call; and what they load late, for others to start fast.
ROOMS = ("figures", "scenarios", "sources", "stance", "report.charts")
LATE = ("helpers.report.prose", "helpers.report.show", "bs4", "edtf", "great_tables")


def load_ipython_extension(shell: Any) -> None:
    """Load the code; IPython calls this with its shell when the kernel starts."""
    for room in ROOMS:
        package = importlib.import_module(f"{helpers.__name__}.{room}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    _first_use()
    # All that is code and stays: a tenth of a notebook's time went into seeing whether it is rubbish.
    gc.freeze()


def _first_use() -> None:
    """Have the table libraries do once what they do on their first use only."""
    import pandas as pd

    from helpers import tables
    from helpers.report import show

    tables.check("02_figures", tables.empty("02_figures"))
    show.table(pd.DataFrame({"a": [""]}), {"a": ""}, caption="")
