"""How things stand, by topic and by actor: claims, the latest figures, and who turned round. Holds ids, as the index does."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from generator.corpus import Address, Corpus
from generator.outline import ItemLinks
from generator.tables import Table, kept
from generator.views.dated import topics_by_briefing
from generator.views.turns import Turn, turned, turns_of
from generator.views.versions import Versions

TABLES: Final = ("turns", "turned", "claims_on", "latest", "indicators_on")


class Standing(msgspec.Struct, frozen=True, dict=True):
    """The tables of a visible corpus that tell where it has come to."""

    corpus: Corpus
    versions: Versions
    claims: Mapping[str, tuple[Address, ...]]
    """The facts of every claim; that with the newest fact comes first."""
    series: Mapping[str, list[Address]]
    """The figures of every indicator, by the moment described."""
    briefings_on: Mapping[str, list[str]]
    """The canonical briefings on every topic or one of its sub-topics."""

    @kept
    def turns(self) -> Table[str, tuple[Turn, ...]]:
        """Who denied each claim and later confirmed it, or the other way round."""
        return turns_of(self.corpus, self.claims)

    @kept
    def turned(self) -> Table[str, tuple[Turn, ...]]:
        """The same for each actor; the claim with the newest fact comes first."""
        return turned(self.corpus, self.turns.values())

    @kept
    def claims_on(self) -> Table[str, tuple[str, ...]]:
        """The claims of which a fact is in a briefing on a topic or one of its sub-topics; that with the newest fact comes first."""
        topics, canonical = topics_by_briefing(self.briefings_on), self.versions.canonical
        found: dict[str, list[str]] = {}
        for claim, facts in self.claims.items():
            briefings = dict.fromkeys(canonical.get(briefing_id, "") for briefing_id, _ in facts)
            for topic in dict.fromkeys(topic for briefing_id in briefings for topic in topics.get(briefing_id, ())):
                found.setdefault(topic, []).append(claim)
        return Table("claims_on", ((topic, tuple(claims)) for topic, claims in found.items()))

    @kept
    def latest(self) -> Table[str, Address]:
        """The figure of every indicator that describes the latest moment: of what was or is before what shall be, and a number
        before words."""
        figures = dict(self._figures())

        def rank(address: Address) -> tuple[bool, bool]:
            return not figures[address].is_ahead, figures[address].unit is not None

        return Table("latest", ((name, max(reversed(series), key=rank)) for name, series in self.series.items()))

    @kept
    def indicators_on(self) -> Table[str, tuple[str, ...]]:
        """The indicators with figures in briefings on a topic or one of its sub-topics; that with the latest figure comes first."""
        topics, figures = topics_by_briefing(self.briefings_on), dict(self._figures())

        def day(indicator: str) -> str:
            latest = self.latest[indicator]
            return figures[latest].when or self.corpus.outlines[latest[0]].links.date

        found: dict[str, list[str]] = {}
        for indicator in sorted(sorted(self.series), key=day, reverse=True):
            briefings = dict.fromkeys(briefing_id for briefing_id, _ in self.series[indicator])
            for topic in dict.fromkeys(topic for briefing_id in briefings for topic in topics.get(briefing_id, ())):
                found.setdefault(topic, []).append(indicator)
        return Table("indicators_on", ((topic, tuple(names)) for topic, names in found.items()))

    def _figures(self) -> Iterator[tuple[Address, ItemLinks]]:
        for briefing_id in self.versions.order:
            for item in self.corpus.outlines[briefing_id].links.items:
                if item.indicator:
                    yield (briefing_id, item.id), item
