"""``briefpress pack`` and ``briefpress verify``: the site as one ZIP file that needs no network, and whether one is as it was made."""

import time
from pathlib import Path
from typing import Final

import click

from generator.build import BuildError
from generator.cli.options import audience, engine, site_folder, strict
from generator.cli.telling import tell_error, tell_problems
from generator.edition.manifest import Manifest
from generator.edition.pack import Packed
from generator.edition.pack import pack as pack_site
from generator.edition.verify import verify as verify_edition
from generator.report import count, safe
from generator.settings import read_settings

_MOST_FAULTS: Final = 100
"""More of one file are not told: it is something else altogether."""


@click.command()
@site_folder
@engine
@audience
@click.option("--drafts", is_flag=True, help="Pack drafts too.")
@strict
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="Where the edition goes.  [default: dist/]"
)
def pack(folder: Path, engine: str, ceiling: str, drafts: bool, strict: bool, to: Path | None) -> int:
    """Make the offline edition: the site as a ZIP file that needs no server and no network."""
    settings = read_settings(folder, ceiling=ceiling, drafts=drafts)
    started = time.monotonic()
    try:
        packed = pack_site(settings, engine, strict, to or settings.folder / "dist")
    except BuildError as error:
        tell_error(error, settings)
        return 1
    checked = packed.built.checked
    tell_problems(checked.problems, settings, checked.files)
    click.echo(_done(packed, time.monotonic() - started))
    return 0


@click.command()
@click.argument("file", metavar="ZIP", type=click.Path(exists=True, path_type=Path))
def verify(file: Path) -> int:
    """Tell whether an offline edition is whole and as it was made."""
    found = verify_edition(file)
    for fault in found.faults[:_MOST_FAULTS]:
        click.echo(safe(f"{file.name}: {fault}"), err=True)
    if len(found.faults) > _MOST_FAULTS:
        click.echo(f"and {count(len(found.faults) - _MOST_FAULTS, 'fault')} more", err=True)
    if found.faults or found.manifest is None:
        click.echo(safe(f"briefpress: {file.name} is no whole offline edition; download or pack it again"), err=True)
        return 1
    click.echo(safe(f"{file.name} is {_described(found.manifest)}, each as it was packed. SHA-256: {found.sha256}"))
    return 0


def _done(packed: Packed, seconds: float) -> str:
    return f"{packed.place} is {_described(packed.manifest)}, {packed.size:,} bytes, in {seconds:.1f} s. SHA-256: {packed.sha256}"


def _described(manifest: Manifest) -> str:
    commit = f"commit {manifest.commit}" if manifest.commit else "no commit"
    drafts = " with drafts" if manifest.drafts else ""
    return (
        f"the offline edition of “{manifest.site}” of {manifest.date} ({commit}, TLP:{manifest.tlp.upper()}{drafts}): "
        f"{count(len(manifest.files), 'file')}"
    )
