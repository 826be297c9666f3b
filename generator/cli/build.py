"""``briefpress build``: the site, once."""

from pathlib import Path
from typing import Any

import click

from generator.begun import engines_begun
from generator.cli.options import audience, engine, site_folder, strict
from generator.report import safe
from generator.settings import read_settings
from generator.store.address import folder_of, open_store
from generator.store.base import AddressError


@click.command()
@site_folder
@engine
@audience
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@strict
@click.option(
    "--output",
    "-o",
    metavar="DEST",
    help="Where the site goes: a folder, or a store such as s3://bucket/folder.  [default: site_dir of mkdocs.yml]",
)
@click.option(
    "--edition",
    type=click.Path(exists=True, path_type=Path),
    help="An offline edition for the site to offer: the ZIP file, or a folder that holds it.",
)
@click.option("--no-search", is_flag=True, help="Leave the search as the last build made it.")
@click.option("--processes", type=click.IntRange(1), help="How many work at a time.  [default: one for each core]")
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="Who works: a Dask cluster, dask://HOST:PORT. All of it must see DEST.  [default: this machine]",
)
def build(
    folder: Path,
    engine: str,
    ceiling: str,
    drafts: bool,
    strict: bool,
    output: str | None,
    edition: Path | None,
    no_search: bool,
    processes: int | None,
    executor: str | None,
) -> int:
    """Make the site, or what has changed of it."""
    if executor and processes:
        raise click.UsageError("--processes is for this machine; leave it out with --executor")
    settings = read_settings(folder, ceiling=ceiling, drafts=drafts, **_destination(output))
    with engines_begun(settings, engine, strict, is_kept=True) as begun:
        from generator.cli.building import build_and_tell  # while engines work: it is nearly all of the program

        return build_and_tell(settings, engine, strict, begun, edition, not no_search, processes, executor)


def _destination(output: str | None) -> dict[str, Any]:
    """The settings of where the site goes."""
    if output is None:
        return {}
    try:
        place = folder_of(output)
        if place is not None:
            return {"site": place.absolute()}
        open_store(output)
    except AddressError as error:
        raise click.UsageError(safe(str(error))) from None
    return {"store": output}
