"""One briefing in several languages: which version counts, and which one a page shows."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from generator.corpus import Address, Corpus
from generator.views.languages import best_language


class Versions(msgspec.Struct, frozen=True, dict=True):
    """The translations of a visible corpus.

    Whatever is counted or listed is counted once, as it stands in the *canonical* briefing: the original or, where that
    one is not shown, one of its translations.
    """

    corpus: Corpus

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The briefings of which only a notice is left."""
        return frozenset(b for b, briefing in self.corpus.briefings.items() if briefing.state == "withdrawn")

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Every canonical briefing from the oldest to the newest, and all versions of it: itself first."""
        members: dict[str, list[str]] = {}
        for briefing_id, briefing in self.corpus.briefings.items():
            if briefing_id not in self.withdrawn:
                members.setdefault(briefing.translation_of or briefing_id, []).append(briefing_id)
        groups = {group[0]: group for group in (self._ordered(original, found) for original, found in members.items())}
        return {briefing_id: groups[briefing_id] for briefing_id in self.corpus.briefings if briefing_id in groups}

    @cached_property
    def canonical(self) -> dict[str, str]:
        """Every briefing that is shown in full, and the canonical one behind it."""
        return {version: canonical for canonical, versions in self.groups.items() for version in versions}

    @cached_property
    def translated(self) -> frozenset[str]:
        """The briefings that are shown in more than one language, every version of them."""
        return frozenset(version for versions in self.groups.values() if len(versions) > 1 for version in versions)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The canonical briefings from the oldest to the newest."""
        return tuple(self.groups)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where a canonical briefing stands in their order."""
        return {briefing_id: place for place, briefing_id in enumerate(self.order)}

    @cached_property
    def translations(self) -> dict[str, dict[str, str]]:
        """Every canonical briefing that has translations, and these by language."""
        return {
            canonical: {self.langs[version]: version for version in reversed(versions[1:])}
            for canonical, versions in self.groups.items()
            if len(versions) > 1
        }

    @cached_property
    def langs(self) -> dict[str, str]:
        """The language of every briefing, withdrawn ones too."""
        return {briefing_id: self.corpus.lang_of(briefing) for briefing_id, briefing in self.corpus.briefings.items()}

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
        """The canonical version, then the others by language."""
        ranked = sorted(members, key=lambda b: (self.langs[b], b))
        canonical = original if original in members else self._in_language(ranked, self.corpus.language) or members[0]
        return (canonical, *(b for b in ranked if b != canonical))

    def _preferred(self, briefing_id: str, lang: str) -> Iterator[str]:
        if briefing_id not in self.translated:
            yield briefing_id
            return
        versions = self.groups[self.canonical[briefing_id]]
        for wanted in (lang, self.corpus.language):
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
        items, other = self.corpus.items, (briefing_id, address[1])
        return other if other in items and type(items[other]) is type(items.get(address)) else None
