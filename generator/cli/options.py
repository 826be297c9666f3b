"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.engine import ENGINES
from generator.model.types import TLP_LEVELS

Command = TypeVar("Command", bound=Callable[..., Any])


def site_folder(command: Command) -> Command:
    """``--folder``: the site's folder."""
    return click.option(
        "--folder",
        "-C",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The site's folder, which holds mkdocs.yml.  [default: this folder]",
    )(command)


def strict(command: Command) -> Command:
    """``--strict``: warnings count as errors."""
    return click.option("--strict", is_flag=True, help="Treat warnings as errors.")(command)


def audience(command: Command) -> Command:
    """``--tlp``: who may read what is built."""
    return click.option(
        "--tlp",
        "ceiling",
        type=click.Choice(TLP_LEVELS),
        default="clear",
        show_default=True,
        help="The narrowest audience that is built (Traffic Light Protocol 2.0).",
    )(command)


def engine(command: Command) -> Command:
    """``--engine``: who renders pages and frames."""
    return click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="mkdocs",
        show_default=True,
        help="The theme engine that renders pages and frames.",
    )(command)
