"""Lists that would grow with the site: how much of them a page shows, and where readers find the rest."""

from typing import Final
from urllib.parse import urlencode

from generator.tables import note
from generator.views.scene import Scene
from generator.views.values import Rest

LONG: Final = 50
"""Of more entries a list shows the newest: nobody reads them all on one page, and each has its place on another one."""
LINES: Final = 300
"""The same for the archive of all years, of which an entry is one line."""


def rest_of(scene: Scene, filters: dict[str, str] | None) -> Rest:
    """The way to what a list leaves out; no filters where a search can't narrow what it finds to that."""
    note("search")
    page = scene.settings.search
    return Rest(tuple(reversed(scene.index.years)), f"{page}?{urlencode(filters)}" if page and filters else "")
