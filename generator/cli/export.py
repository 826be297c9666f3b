"""``briefpress export``: one briefing as a file to send or to print."""

import sys
from pathlib import Path

import click

from generator.build import BuildError
from generator.cli.options import audience, site_folder, strict
from generator.cli.telling import tell_error, tell_problems
from generator.export import FORMATS, UnknownBriefingError, write_whole
from generator.export import export as export_briefing
from generator.output import OutputError
from generator.settings import read_settings

STANDARD_OUTPUT = Path("-")


@click.command()
@click.argument("briefing_id", metavar="ID")
@site_folder
@click.option(
    "--to", "format_", type=click.Choice(FORMATS), help="The kind of file.  [default: as --output ends, else html]"
)
@audience
@click.option("--drafts", is_flag=True, help="Export a draft, too.")
@strict
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write; - is standard output.  [default: ID.html or ID.pdf in this folder]",
)
def export(
    briefing_id: str, folder: Path, format_: str | None, ceiling: str, drafts: bool, strict: bool, output: Path | None
) -> int:
    """Make one briefing a file that needs nothing else: HTML, or a PDF.

    ID is the name of the briefing's file without its ending. A PDF is printed by a Chromium, Chrome or Edge that is installed.
    """
    settings = read_settings(folder, ceiling=ceiling, drafts=drafts)
    format_ = format_ or ("pdf" if output and output.suffix.lower() == ".pdf" else "html")
    path = output or Path(f"{briefing_id}.{format_}")
    try:
        exported = export_briefing(settings, briefing_id, format_, strict)
        if path != STANDARD_OUTPUT:
            write_whole(path, exported.content)
    except UnknownBriefingError as error:
        raise click.UsageError(str(error)) from None
    except BuildError as error:
        tell_error(error, settings)
        return 1
    except OutputError as error:
        click.echo(f"briefpress: {error}", err=True)
        return 1
    tell_problems(exported.warnings, settings, exported.files)
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(exported.content)
    else:
        click.echo(f"{path} ({len(exported.content) / 1000:,.0f} kB)")
    return 0
