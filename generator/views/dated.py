"""What the visible corpus says by when it was: its dated items, and what was announced and corrected. Holds ids, as the index does."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from generator.corpus import Address, Corpus
from generator.tables import Table, kept
from generator.views.versions import Versions

TABLES: Final = ("timeline", "beside", "years", "on_topic", "announced", "corrections")


class Correction(msgspec.Struct, frozen=True):
    """A correction or retraction, once for all versions of a briefing in which it stands."""

    date: str
    kind: str
    item: str
    """The id of the item concerned; empty where there is none."""
    place: int
    """How many like it stand before it in the same version."""
    briefings: tuple[str, ...]
    """The versions in which it stands; that which counts comes first."""


class Dated(msgspec.Struct, frozen=True, dict=True):
    """The tables of a visible corpus that go by dates, all newest first. Items are those of canonical briefings."""

    corpus: Corpus
    versions: Versions
    briefings_on: Mapping[str, list[str]]
    """The canonical briefings on every topic or one of its sub-topics."""

    @kept
    def timeline(self) -> Table[str, list[Address]]:
        """The dated items of every month; of every year, those that name no month. Those of one day in the order of their files."""
        found: dict[str, list[Address]] = {}
        for month, address in self._ordered:
            found.setdefault(month, []).append(address)
        return Table("timeline", found)

    @kept
    def years(self) -> Table[str, int]:
        """How many dated items there are in every year."""
        found: dict[str, int] = {}
        for month, addresses in self.timeline.items():
            found[month[:4]] = found.get(month[:4], 0) + len(addresses)
        return Table("timeline_years", found)

    @kept
    def beside(self) -> Table[str, tuple[str, str]]:
        """The month before and the month after every one that has dated items, and the same of years; empty where there is none."""
        months = [month for month in self.timeline if len(month) > len("2024")]
        return Table("timeline_beside", (*_beside(months), *_beside(list(self.years))))

    @kept
    def on_topic(self) -> Table[str, list[Address]]:
        """The dated items of every topic and its sub-topics."""
        topics = topics_by_briefing(self.briefings_on)
        found: dict[str, list[Address]] = {}
        for _, address in self._ordered:
            for topic in topics.get(address[0], ()):
                found.setdefault(topic, []).append(address)
        return Table("timeline_on", found)

    @kept
    def announced(self) -> Table[str, tuple[str, int]]:
        """Every canonical briefing and every notice, by the day of the last change that is announced; and how many there are."""
        outlines = self.corpus.outlines
        found = {b: outlines[b].links.announced for b in (*self.versions.order, *self.versions.withdrawn)}
        return Table("announced", sorted(found.items(), key=lambda entry: (entry[1][0], entry[0]), reverse=True))

    @kept
    def corrections(self) -> Table[str, list[Correction]]:
        """The corrections and retractions of every year."""
        groups = [*self.versions.groups.values(), *((briefing_id,) for briefing_id in self.versions.withdrawn)]
        every = [correction for versions in groups for correction in self._corrections_of(versions)]
        every.sort(key=lambda one: (one.date, one.briefings[0]), reverse=True)
        found: dict[str, list[Correction]] = {}
        for correction in every:
            found.setdefault(correction.date[:4], []).append(correction)
        return Table("corrections", found)

    def _corrections_of(self, versions: tuple[str, ...]) -> Iterator[Correction]:
        """Those of each version from its newest to its oldest; what versions have in common once."""
        standing: dict[tuple[str, str, str, int], list[str]] = {}
        for briefing_id in versions:
            places: dict[tuple[str, str, str], int] = {}
            for change in self.corpus.outlines[briefing_id].links.corrections:
                place = places[change] = places.get(change, -1) + 1
                standing.setdefault((*change, place), []).append(briefing_id)
        return (Correction(*change, tuple(briefings)) for change, briefings in standing.items())

    @kept
    def _ordered(self) -> list[tuple[str, Address]]:
        """Every dated item and its month, or its year where that is all it names, which then comes after the year's months."""
        outlines = self.corpus.outlines
        items = ((b, item) for b in self.versions.order for item in outlines[b].links.items if item.when)
        found = [(item.when, (briefing_id, item.id)) for briefing_id, item in items]
        # What names no day stands before the first of the month, for its text is the shorter one.
        found.sort(key=lambda entry: entry[0], reverse=True)
        return [(when[:7], address) for when, address in found]


def topics_by_briefing(briefings_on: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The topics of every canonical briefing, wider ones too, from the briefings of every topic."""
    found: dict[str, list[str]] = {}
    for topic, briefings in briefings_on.items():
        for briefing_id in briefings:
            found.setdefault(briefing_id, []).append(topic)
    return found


def _beside(newest_first: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    older, newer = [*newest_first[1:], ""], ["", *newest_first]
    return zip(newest_first, zip(older, newer, strict=False), strict=False)
