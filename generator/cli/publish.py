"""``briefpress publish``: the finished site to where its readers get it."""

from pathlib import Path

import click

from generator.cli.options import site_folder
from generator.cli.progress import progress
from generator.publish.plan import Plan, PublishError, make_plan
from generator.publish.publish import Published
from generator.publish.publish import publish as publish_site
from generator.report import count, safe
from generator.settings import read_settings
from generator.store.address import open_store
from generator.store.base import AddressError, StoreError


@click.command()
@click.argument("address", metavar="DEST")
@site_folder
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The finished site.  [default: site_dir of mkdocs.yml]",
)
@click.option("--dry-run", is_flag=True, help="Send nothing; tell what would be sent and removed.")
@click.option("--compare", is_flag=True, help="Compare with what is there, not with what was sent last.")
@click.option("--allow-fewer", is_flag=True, help="Publish even if most pages of the last publication are gone.")
def publish(address: str, folder: Path, site: Path | None, dry_run: bool, compare: bool, allow_fewer: bool) -> int:
    """Send what has changed in the finished site to DEST.

    DEST is a folder, or a store such as s3://bucket/folder. What pages need comes before them, and what is gone leaves last, so
    that readers never see a page without its parts. Files in DEST that were not published from here stay.
    """
    settings = read_settings(folder, site=site.absolute() if site else None)
    try:
        store = open_store(address)
        plan = make_plan(settings, store, compare, allow_fewer)
        if dry_run:
            _tell_plan(plan, store.address)
            return 0
        with progress("Publishing") as told:
            published = publish_site(plan, settings.site, store, told)
    except AddressError as error:
        raise click.UsageError(safe(str(error))) from None
    except (PublishError, StoreError) as error:
        click.echo(safe(f"briefpress: {error}"), err=True)
        return 1
    except OSError as error:
        message = f"{error.filename or 'a file'} can't be read: {error.strerror or error}"
        click.echo(safe(f"briefpress: {message}"), err=True)
        return 1
    click.echo(safe(f"{store.address}: {_done(published)}"))
    return 0


def _tell_plan(plan: Plan, address: str) -> None:
    for file in plan.sent:
        click.echo(safe(f"send {file.path}"))
    for path in plan.removed:
        click.echo(safe(f"remove {path}"))
    size = sum(file.size for file in plan.sent)
    kept = len(plan.files) - len(plan.sent)
    click.echo(safe(f"{address} would get: {_done(Published(len(plan.sent), size, kept, len(plan.removed)))}"))


def _done(published: Published) -> str:
    return (
        f"{count(published.sent, 'file')} sent ({count(published.size, 'byte')}), {published.kept:,} left as they are, "
        f"{published.removed:,} removed"
    )
