"""``sitemap.xml``: every page of the site for search engines, with the day of a briefing's last change (sitemaps.org)."""

from collections.abc import Iterable, Mapping
from functools import partial
from html import escape as escape_html

_escape = partial(escape_html, quote=False)
NOT_LISTED = ("404.html",)


def make_sitemap(url: str, generated: Mapping[str, str], hand_written: Iterable[str]) -> bytes:
    """The sitemap of a site that stands at ``url``: the generated pages by their addresses, with the day of the last change where it
    is known, and the hand-written ones by their files."""
    days = {file.removesuffix("index.html"): "" for file in hand_written if file not in NOT_LISTED}
    days |= generated
    entries = "".join(_entry(f"{url}{address}", day) for address, day in sorted(days.items()))
    return _written("urlset", entries)


def make_sitemap_index(urls: Iterable[str]) -> bytes:
    """The sitemap that leads to others, which stand at these addresses."""
    return _written("sitemapindex", "".join(f"<sitemap><loc>{_escape(url)}</loc></sitemap>\n" for url in urls))


def _written(element: str, entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</{element}>\n'.encode()


def _entry(address: str, day: str) -> str:
    last = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{_escape(address)}</loc>{last}</url>\n"
