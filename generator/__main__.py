"""``python -m generator`` is ``briefpress``."""

from generator.cli import run

run()
