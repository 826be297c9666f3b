"""One briefing in several languages: which version counts, and which one a page shows."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from generator.corpus import Address, Corpus
from generator.tables import Table, kept, note
from generator.views.languages import best_language

TABLES: Final = ("withdrawn", "groups", "canonical", "translated", "older", "newer", "langs")


class Versions(msgspec.Struct, frozen=True, dict=True):
    """The translations of a visible corpus.

    Whatever is counted or listed is counted once, as it stands in the *canonical* briefing: the original or, where that
    one is not shown, one of its translations.
    """

    corpus: Corpus

    @kept
    def withdrawn(self) -> Table[str, bool]:
        """The briefings of which only a notice is left."""
        outlines = self.corpus.outlines.items()
        return Table("withdrawn", ((b, True) for b, outline in outlines if outline.links.state == "withdrawn"))

    @kept
    def groups(self) -> Table[str, tuple[str, ...]]:
        """Every canonical briefing from the oldest to the newest, and all versions of it: itself first."""
        members: dict[str, list[str]] = {}
        for briefing_id, outline in self.corpus.outlines.items():
            if outline.links.state != "withdrawn":
                members.setdefault(outline.links.translation_of or briefing_id, []).append(briefing_id)
        groups = {group[0]: group for group in (self._ordered(original, found) for original, found in members.items())}
        return Table("group", ((b, groups[b]) for b in self.corpus.outlines if b in groups))

    @kept
    def canonical(self) -> Table[str, str]:
        """Every briefing that is shown in full, and the canonical one behind it."""
        groups = self.groups.items()
        return Table("canonical", ((version, canonical) for canonical, versions in groups for version in versions))

    @kept
    def translated(self) -> Table[str, bool]:
        """The briefings that are shown in more than one language, every version of them."""
        groups = (versions for versions in self.groups.values() if len(versions) > 1)
        return Table("translated", ((version, True) for versions in groups for version in versions))

    @property
    def order(self) -> tuple[str, ...]:
        """The canonical briefings from the oldest to the newest."""
        note("group#")
        return self._order

    @kept
    def _order(self) -> tuple[str, ...]:
        return tuple(self.groups)

    @kept
    def older(self) -> Table[str, str]:
        """The canonical briefing before each one."""
        return Table("older", zip(self._order[1:], self._order, strict=False))

    @kept
    def newer(self) -> Table[str, str]:
        """The canonical briefing after each one."""
        return Table("newer", zip(self._order, self._order[1:], strict=False))

    @kept
    def langs(self) -> Table[str, str]:
        """The language of every briefing, withdrawn ones too."""
        outlines = self.corpus.outlines.items()
        return Table("lang", ((b, self.corpus.lang_of(outline.links)) for b, outline in outlines))

    def version(self, briefing_id: str, lang: str) -> str:
        """The version of a briefing for a page: in the page's language, else in the site's, else the canonical one."""
        return next(self._preferred(briefing_id, lang))

    def item_version(self, address: Address, lang: str, home: str = "") -> Address:
        """The version of an item for a page; the item itself where no version has its id.

        The page of the briefing ``home`` shows its own items, even where two translations share a language.
        """
        if address[0] not in self.translated:
            return address
        preferred: Iterable[str] = self._preferred(address[0], lang)
        if home and self.canonical.get(home) == self.canonical.get(address[0]):
            preferred = (home, *preferred)
        versions = (self._counterpart(address, version) for version in preferred)
        return next((version for version in versions if version), address)

    def canonical_item(self, address: Address) -> Address:
        """The item that counts for an item of a translation; that of any other briefing is the item itself."""
        if address[0] not in self.translated:
            return address
        return self._counterpart(address, self.canonical[address[0]]) or address

    def _ordered(self, original: str, members: list[str]) -> tuple[str, ...]:
        """The canonical version, then the others by language. It is the same on the pages of every language, and so are addresses."""
        ranked = sorted(members, key=lambda b: (self.langs[b], b))
        canonical = original if original in members else self._in_language(ranked, self.corpus.language) or members[0]
        return (canonical, *(b for b in ranked if b != canonical))

    def _preferred(self, briefing_id: str, lang: str) -> Iterator[str]:
        if briefing_id not in self.translated:
            yield briefing_id
            return
        versions = self.groups[self.canonical[briefing_id]]
        for wanted in (lang, self.corpus.preferred):
            if found := self._in_language(versions, wanted):
                yield found
        yield versions[0]

    def _in_language(self, briefing_ids: Iterable[str], lang: str) -> str | None:
        by_language: dict[str, str] = {}
        for briefing_id in briefing_ids:
            by_language.setdefault(self.langs[briefing_id], briefing_id)
        found = best_language(tuple(by_language), (lang,))
        return None if found is None else by_language[found]

    def _counterpart(self, address: Address, briefing_id: str) -> Address | None:
        """The item with the same id and of the same kind in another version."""
        kind = self._kind((briefing_id, address[1]))
        return (briefing_id, address[1]) if kind and kind == self._kind(address) else None

    def _kind(self, address: Address) -> str | None:
        kinds: dict[str, str] = self.corpus.kinds.get(address[0], {})
        return kinds.get(address[1])
