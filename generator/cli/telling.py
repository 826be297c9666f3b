"""What commands that build have to say."""

from collections.abc import Sequence

import click

from generator.build import BuildError, Built
from generator.problem import Problem
from generator.report import count, safe
from generator.settings import Settings
from generator.store.base import shown


def tell_problems(problems: Sequence[Problem], settings: Settings, files: int) -> None:
    """Tell problems of so many files where there are any, on standard error."""
    if not problems:
        return
    from rich.console import Console  # a moment, which a site without problems need not take

    from generator.terminal import print_text

    print_text(Console(highlight=False, stderr=True), problems, settings.folder, files)


def tell_error(error: BuildError, settings: Settings) -> None:
    """Say why nothing was built."""
    tell_problems(error.problems, settings, error.files)
    click.echo(f"briefpress: {error}", err=True)


def done(built: Built, settings: Settings) -> str:
    """What a build did, in a sentence."""
    numbers = built.statistics
    return (
        f"{count(numbers.pages, 'page')} in {_place(settings)}: {numbers.filled:,} filled, {count(numbers.written, 'file')} written, "
        f"{numbers.removed:,} removed, in {sum(numbers.seconds.values()):.1f} s"
    )


def _place(settings: Settings) -> str:
    if settings.store:
        return safe(shown(settings.store))
    site = settings.site
    return str(site.relative_to(settings.folder) if site.is_relative_to(settings.folder) else site)
