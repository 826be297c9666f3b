"""``briefpress build`` and ``briefpress serve``: the site, once or again at every change."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from rich.console import Console

from generator.build import BuildError, BuildOptions, Built
from generator.build import build as build_site
from generator.cache import WORK
from generator.cli.ending import hold
from generator.cli.options import audience, engine, site_folder, strict
from generator.cli.progress import progress
from generator.edition.offer import offered
from generator.pool import PoolError, open_pool
from generator.report import count, print_text, safe
from generator.serve.server import Server
from generator.serve.work import EVERYTHING, QUIET, Board, Watch, Work
from generator.settings import Settings, changed, read_settings
from generator.store.address import folder_of, open_store
from generator.store.base import AddressError, shown


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
    console = Console(highlight=False, stderr=True)
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
        tell_error(error, settings, console)
        return 1
    except PoolError as error:
        click.echo(f"briefpress: {error}", err=True)
        return 1
    if built.checked.problems:
        print_text(console, built.checked.problems, settings.folder, built.checked.files)
    click.echo(_done(built, settings))
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


@click.command()
@site_folder
@engine
@audience
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show drafts too.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The local port.")
def serve(folder: Path, engine: str, ceiling: str, drafts: bool, port: int) -> int:
    """Show the site at a local address and build it again at every change."""
    fixed = partial(read_settings, folder, ceiling=ceiling, drafts=drafts, site=folder.resolve() / WORK / "site")
    settings = fixed()
    console = Console(highlight=False, stderr=True)
    board = Board()
    base = urlsplit(settings.url).path or "/"
    try:
        server = Server(("127.0.0.1", port), settings.site, base, board)
    except OSError:
        raise click.UsageError(f"port {port} is in use; choose another with --port") from None
    watch = Watch(settings)
    work = Work(fixed, engine, board, watch.is_due)
    _outcome(work.run(EVERYTHING), settings, console)
    # Only now: until there is a site, a browser waits for its answer.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://127.0.0.1:{port}{base} shows the site and follows every change. Stop it with Ctrl-C.")
    try:
        with watch:
            _follow(work, watch, settings, console)
    except KeyboardInterrupt:
        pass
    finally:
        board.close()
        server.shutdown()
        work.close()
    return 0


def _follow(work: Work, watch: Watch, settings: Settings, console: Console) -> None:
    while True:
        changed = watch.next(QUIET if work.search_is_stale else None)
        if changed is None:
            work.complete()
        else:
            _outcome(work.run(changed), settings, console)


def _outcome(outcome: Built | Exception, settings: Settings, console: Console) -> None:
    if isinstance(outcome, BuildError):
        tell_error(outcome, settings, console)
    elif isinstance(outcome, Built):
        click.echo(_done(outcome, settings))
    else:
        click.echo(f"briefpress: {outcome}", err=True)


def tell_error(error: BuildError, settings: Settings, console: Console) -> None:
    """Say why nothing was built."""
    if error.problems:
        print_text(console, error.problems, settings.folder, error.files)
    click.echo(f"briefpress: {error}", err=True)


def _done(built: Built, settings: Settings) -> str:
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
