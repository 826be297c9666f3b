"""``sitemap.xml``: every page of the site for search engines, with the day of a briefing's last change."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.pages import Page
from generator.views.values import BriefingView

NOT_LISTED = ("404.html",)


def make_sitemap(url: str, pages: Iterable[Page], hand_written: Iterable[str]) -> bytes:
    """The sitemap of a site that stands at ``url``: the generated pages, and the hand-written ones by their files."""
    days = {file.removesuffix("index.html"): "" for file in hand_written if file not in NOT_LISTED}
    days |= {page.address: _last_change(page) for page in pages}
    entries = "".join(_entry(f"{url}{address}", day) for address, day in sorted(days.items()))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'.encode()


def _entry(address: str, day: str) -> str:
    last = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>\n"


def _last_change(page: Page) -> str:
    view = page.view
    return max([view.date, *(change.date for change in view.changes)]) if isinstance(view, BriefingView) else ""
