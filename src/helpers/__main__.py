"""``python -m helpers``."""

from helpers.cli import main

main()
