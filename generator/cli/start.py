"""``briefpress new`` and ``briefpress init``: a briefing or a whole site to start from."""

import shlex
from pathlib import Path

import click

from generator.cli.options import site_folder
from generator.model.leaves import LEAVES
from generator.settings import clock, read_settings
from generator.starter import StarterError, new_briefing, new_site


@click.command()
@click.argument("title")
@click.option("--lang", help="The language of the briefing, such as fr.  [default: the site's]")
@site_folder
def new(title: str, lang: str | None, folder: Path) -> None:
    """Write a commented starter file for a briefing with this TITLE."""
    settings = read_settings(folder)
    title = " ".join(title.split())
    if not title:
        raise click.UsageError("the title is empty")
    for leaf, value in (("label", title), ("language", lang or settings.language)):
        if complaint := LEAVES[leaf].check(value):
            raise click.UsageError(f"{complaint.message}; {complaint.hint}")
    try:
        path = new_briefing(settings, title, lang)
    except StarterError as error:
        raise click.UsageError(str(error)) from None
    click.echo(
        f"{path.relative_to(settings.folder)}\nEdit it, then run “briefpress check”. It is a draft until you delete “state: draft”."
    )


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Make a site in a new DIRECTORY that builds at once."""
    try:
        written = new_site(directory, clock())
    except StarterError as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(str(path))
    click.echo(f"\nNow: cd {shlex.quote(str(directory))} && briefpress serve")
