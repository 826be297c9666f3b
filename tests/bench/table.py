"""The tables that benchmarks print."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table


def print_table(console: Console, title: str, header: Iterable[str], lines: Iterable[list[str]]) -> None:
    """Print lines under a header; the first column holds names, the others numbers."""
    table = Table(title=title, title_justify="left")
    for place, name in enumerate(header):
        table.add_column(name, justify="right" if place else "left", no_wrap=True)
    for line in lines:
        table.add_row(*line)
    console.print(table)
