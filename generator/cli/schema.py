"""``briefpress schema``: the JSON Schema of the briefing file."""

import click

from generator.model.json_schema import schema_text


@click.command()
def schema() -> None:
    """Print the JSON Schema of a briefing (draft 2020-12), for editors and other tools."""
    click.echo(schema_text(), nl=False)
