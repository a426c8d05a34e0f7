"""One reader of figures in a process of its own: told to read a file, it says how long it worked.

    python tool.py NAME        then on its input, one a line: a path; on its output: a JSON object

A reader may end the process on some line (Duckling does); so it says before each line where it
stands when it is asked to (``path line``: start at this line and report each).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

Read = Callable[[list[str]], int]


def _each(find: Callable[[str], object]) -> Read:
    def read(lines: list[str]) -> int:
        found = 0
        for line in lines:
            found += len(find(line) or ())  # type: ignore[arg-type]
        return found

    return read


def ours() -> tuple[Read, str]:
    from helpers.figures.find import iter_figures

    return lambda lines: sum(1 for _ in iter_figures(lines)), version("coalition-end-report")


def digits() -> tuple[Read, str]:
    import re

    return _each(re.compile("[0-9٠-٩۰-۹]+").findall), sys.version.split()[0]


def pyarabic() -> tuple[Read, str]:
    from pyarabic.number import extract_number_phrases

    return _each(extract_number_phrases), version("pyarabic")


def pyarabic_words() -> tuple[Read, str]:
    """Without PyArabic's own tokenizer: positions among words cut at white space."""
    from pyarabic.number import detect_number_phrases_position

    return _each(lambda line: detect_number_phrases_position(line.split())), version("pyarabic")


def dateparser() -> tuple[Read, str]:
    from dateparser.search import search_dates

    return _each(lambda line: search_dates(line, languages=["ar"])), version("dateparser")


def duckling() -> tuple[Read, str]:
    import duckling as reader

    zones = reader.load_time_zones("/usr/share/zoneinfo")
    now = reader.parse_ref_time(zones, "UTC", 1_700_000_000)
    language = reader.parse_lang("AR")
    place = reader.parse_locale("AR", reader.default_locale_lang(language))
    context = reader.Context(now, place)
    kinds = ["number", "ordinal", "time", "duration", "amount-of-money", "quantity"]
    wanted = reader.parse_dimensions(kinds)
    return (
        _each(lambda line: reader.parse(line, context, wanted, False)),
        version("pyduckling-native-phihos"),
    )


TOOLS = {
    "ours": ours,
    "digit regex": digits,
    "PyArabic": pyarabic,
    "PyArabic, words given": pyarabic_words,
    "dateparser": dateparser,
    "Duckling": duckling,
}


def _say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _try(read: Read, lines: Iterable[str], first: int) -> None:
    """Read line by line and say each line's number beforehand: the last said ended us."""
    for place, line in enumerate(lines):
        if place >= first:
            print(place, flush=True)
            read([line])


def main() -> None:
    """Serve until the input ends."""
    try:
        read, release = TOOLS[sys.argv[1]]()
    except ImportError as error:
        _say(missing=str(error))
        return
    _say(version=release)
    for order in sys.stdin:
        path, _, first = order.rstrip("\n").partition("\t")
        lines = Path(path).read_text("utf-8").splitlines(keepends=True)
        if first:
            _try(read, lines, int(first))
            _say(done=True)
            continue
        begin = time.process_time()
        found = read(lines)
        _say(seconds=time.process_time() - begin, found=found)


if __name__ == "__main__":
    main()
