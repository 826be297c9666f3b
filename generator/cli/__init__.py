"""The command line: arguments and exit codes, no logic."""

from generator.cli.main import run

__all__ = ["run"]
