"""``briefpress build``: the site, once."""

import gc
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from generator.build import BuildError, BuildOptions
from generator.build import build as build_site
from generator.cli.ending import hold
from generator.cli.options import audience, engine, site_folder, strict
from generator.cli.progress import progress
from generator.cli.telling import done, tell_error, tell_problems
from generator.edition.offer import offered
from generator.pool import PoolError, open_pool
from generator.report import safe
from generator.settings import changed, read_settings
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
    try:
        if edition:
            settings = changed(settings, edition=offered(edition, settings))
        options = BuildOptions(is_kept=True, has_search=not no_search)
        # A process that ends soon need not look for what it could throw away.
        gc.disable()
        with _workers(executor) as workers, progress() as told, open_pool(workers, processes, told) as pool:
            built = build_site(settings, engine, strict, options=options, pool=pool)
            hold(built)
    except BuildError as error:
        tell_error(error, settings)
        return 1
    except PoolError as error:
        click.echo(f"briefpress: {error}", err=True)
        return 1
    tell_problems(built.checked.problems, settings, built.checked.files)
    click.echo(done(built, settings))
    return 0


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


@contextmanager
def _workers(address: str | None) -> Iterator[Executor | None]:
    """Who works for a build; nobody but this machine without an address."""
    if address is None:
        yield None
        return
    from generator.executor import ExecutorError, open_executor  # it is needed by few

    try:
        with open_executor(address) as executor:
            yield executor
    except ExecutorError as error:
        raise click.UsageError(safe(str(error))) from None
