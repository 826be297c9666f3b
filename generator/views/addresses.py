"""Where everything stands: the one place that makes addresses.

All are relative to the site's root, without a slash in front.
"""

from hashlib import sha256
from typing import Final

LONGEST_ID: Final = 120
"""Characters that the id of a briefing may have."""


def briefing_address(briefing_id: str) -> str:
    """The page of a briefing."""
    return f"briefings/{briefing_id}/"


def item_address(briefing_id: str, item_id: str) -> str:
    """An item or source on the page of its briefing."""
    return f"briefings/{briefing_id}/#{item_id}"


def year_address(year: str) -> str:
    """The archive of a year; no briefing can have four digits as its id."""
    return f"briefings/{year}/"


def claim_address(claim_id: str) -> str:
    """The ledger of a claim; the id is ``claim_id`` of the fact that it starts with."""
    return f"claims/{claim_id}/"


def claim_id(briefing_id: str, item_id: str) -> str:
    """The id of a claim, from its oldest fact. It is never longer than that of a briefing, for the sake of paths on a disk: the end
    of a longer one gives way to eight digits of its hash. No id of a briefing or an item holds the low line between the two."""
    name = f"{briefing_id}_{item_id}"
    if len(name) <= LONGEST_ID:
        return name
    return f"{name[: LONGEST_ID - 10]}__{sha256(name.encode()).hexdigest()[:8]}"


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


def series_address(indicator_id: str) -> str:
    """The file with the figures of an indicator."""
    return f"indicators/{indicator_id}/series.csv"


def indicator_address(indicator_id: str) -> str:
    """The page of an indicator."""
    return f"indicators/{indicator_id}/"


def social_card_address(briefing_id: str) -> str:
    """The picture of a briefing that other sites show with a link to it."""
    return f"briefings/{briefing_id}/card.png"
