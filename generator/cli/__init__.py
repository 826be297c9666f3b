"""The command line: arguments and exit codes, no logic."""

from generator.cli.main import main

__all__ = ["main"]
