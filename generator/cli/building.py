"""What ``briefpress build`` does when engines have begun to work."""

import gc
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click

from generator.begun import Begun
from generator.build import BuildError, BuildOptions, build
from generator.cli.ending import hold
from generator.cli.progress import progress
from generator.cli.telling import done, tell_error, tell_problems
from generator.edition.offer import offered
from generator.pool import PoolError, open_pool
from generator.report import safe
from generator.settings import Settings, changed


def build_and_tell(
    settings: Settings,
    engine: str,
    strict: bool,
    begun: Mapping[str, Begun],
    edition: Path | None,
    has_search: bool,
    processes: int | None,
    executor: str | None,
) -> int:
    """Build a site with the engines that work for it, and say what became of it; 0 where it was built, 1 where it couldn't be."""
    try:
        if edition:
            settings = changed(settings, edition=offered(edition, settings))
        options = BuildOptions(is_kept=True, has_search=has_search)
        # A process that ends soon need not look for what it could throw away.
        gc.disable()
        with _workers(executor) as workers, progress() as told, open_pool(workers, processes, told) as pool:
            built = build(settings, engine, strict, options=options, pool=pool, begun=begun)
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
