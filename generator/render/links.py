"""Where links lead: every address on a page is made here."""

from collections.abc import Callable

from markupsafe import Markup, escape

from generator.form import Form, file_of
from generator.views.addresses import briefing_address, item_address
from generator.views.values import Prose

NOWHERE = "#"


def href(address: str, root: str | None, form: Form = "folders") -> str:
    """A link to an address of the site from another page: ``root`` leads from that to the site's root.

    In a site of files, the link names the file. Without a root there is no way to any other page, and the link is empty.
    """
    if root is None:
        return ""
    if form == "files":
        page, hash_sign, anchor = address.partition("#")
        return f"{root}{file_of(page, form)}{hash_sign}{anchor}"
    return f"{root}{address}" or "./"


def way(address: str, href: Callable[[str], str]) -> Markup:
    """The attribute of a link to an address; nothing where no way leads there, and its words are plain text."""
    link = href(address)
    return Markup(f' href="{escape(link)}"') if link else Markup("")


def printed(address: str, online: str) -> Markup:
    """The attribute of a link that is written out where the page is printed: where it leads online; nothing where that is not known."""
    return Markup(' data-printed="{}{}"').format(online, address) if online else Markup("")


def page_of(address: str) -> str:
    """The page on which an address stands: the address without its anchor."""
    return address.partition("#")[0]


def anchor_of(address: str) -> str:
    """The anchor of an address, empty where it has none."""
    return address.partition("#")[2]


def is_web(url: str) -> bool:
    """Whether a text is a web address, and no script or path in its place."""
    return url.lower().startswith(("https://", "http://"))


def targets(prose: Prose, base: str, link: Callable[[str], str]) -> Callable[[str], str]:
    """The way from the target of a link in a markup text to what the page says; ``link`` makes that of an address.

    ``base`` is the link to the page of the text's own briefing; it is empty on that page, where an item is its anchor alone.
    """

    def address_of(target: str) -> str:
        if is_web(target) or target.lower().startswith("mailto:"):
            return target
        if ":" in target or "/" in target:
            return NOWHERE
        briefing, _, item = target.partition("#")
        briefing = briefing or prose.home
        is_item = item and target not in prose.lost
        if is_item and not base and briefing == prose.home:
            return f"#{item}"
        return link(item_address(briefing, item) if is_item else briefing_address(briefing))

    return address_of
