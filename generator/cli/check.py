"""``briefpress check``: read everything, change nothing, tell every problem."""

import os
from pathlib import Path, PurePosixPath

import click

from generator.check import Checked
from generator.check.kept import check_again
from generator.cli.ending import hold
from generator.cli.options import site_folder, strict
from generator.cli.progress import progress
from generator.load.text import printable
from generator.pool import open_pool
from generator.problem import Problem
from generator.report import FORMATS, as_annotations, as_json, as_summary
from generator.settings import Settings, read_settings


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@site_folder
@strict
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How problems are told."
)
def check(paths: tuple[Path, ...], folder: Path, strict: bool, format_: str) -> int:
    """Tell every mistake of every briefing, with its place.

    With PATHs (files or folders), only their problems are told; references are checked against the whole site.
    """
    settings = read_settings(folder)
    with progress() as told, open_pool(told=told) as pool:
        checked = check_again(settings, pool)
        hold(checked)
    problems = _below(checked.problems, paths, settings)
    tell(problems, checked, settings, format_)
    return int(any(problem.level == "error" or strict for problem in problems))


def tell(problems: tuple[Problem, ...], checked: Checked, settings: Settings, format_: str) -> None:
    """Print problems in a format; in a GitHub workflow, write the whole list to the step's summary too."""
    if format_ == "json":
        click.echo(as_json(problems))
    elif format_ == "github":
        if problems:
            click.echo(as_annotations(problems))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(as_summary(problems, checked.files))
    else:
        from rich.console import Console  # a moment, which other formats need not take

        from generator.terminal import print_text

        print_text(Console(highlight=False), problems, settings.folder, checked.files)


def _below(problems: tuple[Problem, ...], paths: tuple[Path, ...], settings: Settings) -> tuple[Problem, ...]:
    if not paths:
        return problems
    below = [_inside(path, settings.folder) for path in paths]
    return tuple(p for p in problems if any(PurePosixPath(p.path).is_relative_to(path) for path in below))


def _inside(path: Path, folder: Path) -> PurePosixPath:
    """The path as problems name it. A link in the folder isn't followed: it is the link that has the problem."""
    links = [path.parent.resolve() / path.name] if path.is_symlink() else []
    for place in (*links, path.resolve()):
        if place.is_relative_to(folder):
            return PurePosixPath(printable(place.relative_to(folder).as_posix()))
    raise click.UsageError(f"{path} is not in the site's folder {folder}")
