"""``briefpress``: the commands, and what becomes of whatever goes wrong in one."""

import io
import sys
import traceback
from importlib import import_module
from typing import Final, NoReturn

import click

import generator
from generator.cli.ending import leave
from generator.configuration import SettingsError

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_BUG = 3


_MODULES: Final = {
    "check": "check",
    "build": "build",
    "publish": "publish",
    "serve": "serve",
    "pack": "pack",
    "verify": "pack",
    "export": "export",
    "new": "start",
    "init": "start",
    "schema": "schema",
}
"""The commands in the order in which they are told, and where each is: only the one that is called is loaded."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f"generator.cli.{_MODULES[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, prog_name="briefpress")
def commands() -> None:
    """Turn YAML briefings into a searchable static site."""


def main() -> NoReturn:
    """Run a command. Exit 0 clean, 1 problems in the input, 2 wrong usage, 3 our own bug, 130 interrupted."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console that can't show a character is no bug of ours
    try:
        code = commands(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except SettingsError as error:
        click.echo(f"briefpress: {error}", err=True)
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_PROBLEMS)
    except Exception:
        click.echo(_bug_report(), err=True)
        sys.exit(EXIT_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def run() -> NoReturn:
    """The same, as all that a process does."""
    try:
        main()
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 0)


def _bug_report() -> str:
    return (
        f"{traceback.format_exc()}\n"
        f"This is a bug in BriefPress {generator.__version__} (Python {sys.version.split()[0]}), not a mistake of yours.\n"
        "Please report it with the lines above: https://github.com/briefpress/briefpress/issues"
    )
