"""``briefpress serve``: the site at a local address, built again at every change."""

import threading
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.build import BuildError, Built
from generator.cache import WORK
from generator.cli.options import audience, engine, site_folder
from generator.cli.telling import done, tell_error
from generator.serve.server import Server
from generator.serve.work import EVERYTHING, QUIET, Board, Watch, Work
from generator.settings import Settings, read_settings


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
    board = Board()
    base = urlsplit(settings.url).path or "/"
    try:
        server = Server(("127.0.0.1", port), settings.site, base, board)
    except OSError:
        raise click.UsageError(f"port {port} is in use; choose another with --port") from None
    watch = Watch(settings)
    work = Work(fixed, engine, board, watch.is_due)
    _outcome(work.run(EVERYTHING), settings)
    # Only now: until there is a site, a browser waits for its answer.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://127.0.0.1:{port}{base} shows the site and follows every change. Stop it with Ctrl-C.")
    try:
        with watch:
            _follow(work, watch, settings)
    except KeyboardInterrupt:
        pass
    finally:
        board.close()
        server.shutdown()
        work.close()
    return 0


def _follow(work: Work, watch: Watch, settings: Settings) -> None:
    while True:
        changed = watch.next(QUIET if work.search_is_stale else None)
        if changed is None:
            work.complete()
        else:
            _outcome(work.run(changed), settings)


def _outcome(outcome: Built | Exception, settings: Settings) -> None:
    if isinstance(outcome, BuildError):
        tell_error(outcome, settings)
    elif isinstance(outcome, Built):
        click.echo(done(outcome, settings))
    else:
        click.echo(f"briefpress: {outcome}", err=True)
