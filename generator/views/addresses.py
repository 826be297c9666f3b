"""Where everything stands: the one place that makes addresses.

All are relative to the site's root, without a slash in front.
"""


def briefing_address(briefing_id: str) -> str:
    """The page of a briefing."""
    return f"briefings/{briefing_id}/"


def item_address(briefing_id: str, item_id: str) -> str:
    """An item or source on the page of its briefing."""
    return f"briefings/{briefing_id}/#{item_id}"


def year_address(year: str) -> str:
    """The archive of a year; no briefing can have four digits as its id."""
    return f"briefings/{year}/"


def timeline_address(when: str) -> str:
    """The timeline of a year or a month."""
    return f"timeline/{when}/"


def topic_address(topic_id: str) -> str:
    """The page of a topic."""
    return f"topics/{topic_id}/"


def actor_address(actor_id: str) -> str:
    """The page of an actor; the id is the corpus's ``actor_id`` of the name."""
    return f"actors/{actor_id}/"


def download_address(name: str) -> str:
    """A file that the site offers for download."""
    return f"downloads/{name}"


def indicator_address(indicator_id: str) -> str:
    """The page of an indicator."""
    return f"indicators/{indicator_id}/"
