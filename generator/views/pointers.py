"""Items and briefings as other pages refer to them: in the page's language where there is a translation."""

from typing import Any

import msgspec

from generator.corpus import Address
from generator.model.briefing import KeyFact, Quote
from generator.views.addresses import briefing_address, item_address
from generator.views.scene import Scene, prose, topic_named
from generator.views.values import BriefingLine, BriefingLink, LanguageLink, Pointer, Text
from generator.views.wording import words_of


def pointer(scene: Scene, address: Address, is_partial: bool = False) -> Pointer | None:
    """A way to an item; to the notice, where its briefing is withdrawn. None for what the build doesn't show."""
    shown = scene.versions.item_version(address, scene.lang, scene.briefing)
    if shown[0] in scene.versions.withdrawn:
        return _notice(scene, shown[0], is_partial)
    return item_pointer(scene, shown, is_partial) if shown in scene.corpus.items else None


def item_pointer(scene: Scene, address: Address, is_partial: bool = False) -> Pointer:
    """A way to this very item."""
    item = scene.corpus.items[address]
    lang = item.lang if isinstance(item, Quote) else None
    found = _pointer(scene, address, words_of(item), lang, is_partial)
    if not isinstance(item, KeyFact):
        return found
    return msgspec.structs.replace(
        found,
        status=item.status or "",
        kind=item.kind,
        likelihood=item.likelihood or "",
        now=now_of(scene, scene.versions.canonical_item(address)),
    )


def now_of(scene: Scene, fact: Address) -> str:
    """The status of the newest fact that revises a fact, or its kind if it has none; empty where nothing does."""
    line = scene.index.lines.get(fact)
    if line is None or line.rungs[-1].fact == fact:
        return ""
    newest = scene.corpus.items[line.rungs[-1].fact]
    return (newest.status or newest.kind) if isinstance(newest, KeyFact) else ""


def source_pointer(scene: Scene, address: Address) -> Pointer:
    """A way to a source of a briefing."""
    source = scene.corpus.sources[address]
    return _pointer(scene, address, source.title, source.lang)


def _pointer(scene: Scene, address: Address, words: str, lang: str | None, is_partial: bool = False) -> Pointer:
    briefing, home_lang = scene.corpus.heads[address[0]], scene.versions.langs[address[0]]
    return Pointer(
        address=item_address(*address),
        words=Text(words, lang or home_lang),
        briefing=Text(briefing.title, home_lang),
        date=briefing.date,
        is_partial=is_partial,
        is_here=address[0] == scene.briefing,
    )


def _notice(scene: Scene, briefing_id: str, is_partial: bool) -> Pointer:
    briefing = scene.corpus.heads[briefing_id]
    title = Text(briefing.title, scene.versions.langs[briefing_id])
    return Pointer(
        address=briefing_address(briefing_id),
        words=title,
        briefing=title,
        date=briefing.date,
        is_withdrawn=True,
        is_partial=is_partial,
    )


def briefing_link(scene: Scene, briefing_id: str) -> BriefingLink:
    """A briefing in a list, as the version that suits the page."""
    shown_id = scene.versions.version(briefing_id, scene.lang)
    briefing, said = scene.corpus.heads[shown_id], _said(scene, shown_id)
    return BriefingLink(
        **said,
        summary=None if said["is_withdrawn"] else prose(scene, briefing.summary, shown_id),
        tlp=briefing.tlp,
        topics=tuple(topic_named(scene, topic) for topic in briefing.topics),
        counts=briefing.counts,
    )


def briefing_line(scene: Scene, briefing_id: str) -> BriefingLine:
    """The same, where each has one line."""
    return this_line(scene, scene.versions.version(briefing_id, scene.lang))


def this_line(scene: Scene, briefing_id: str) -> BriefingLine:
    """This very version of a briefing, where each has one line."""
    return BriefingLine(**_said(scene, briefing_id))


def _said(scene: Scene, shown_id: str) -> dict[str, Any]:
    """What every list says of a briefing."""
    briefing = scene.corpus.heads[shown_id]
    return {
        "address": briefing_address(shown_id),
        "title": Text(briefing.title, scene.versions.langs[shown_id]),
        "date": briefing.date,
        "is_withdrawn": shown_id in scene.versions.withdrawn,
        "is_draft": briefing.state == "draft",
        "translations": tuple(link for b, link in _languages(scene, shown_id) if b != shown_id),
    }


def language_links(scene: Scene, briefing_id: str) -> tuple[LanguageLink, ...]:
    """A briefing in every language that it exists in; nothing where there is only one."""
    return tuple(link for _, link in _languages(scene, briefing_id))


def _languages(scene: Scene, briefing_id: str) -> list[tuple[str, LanguageLink]]:
    versions = scene.versions.groups.get(scene.versions.canonical.get(briefing_id, ""), ())
    return [(version, _language_link(scene, version)) for version in versions] if len(versions) > 1 else []


def _language_link(scene: Scene, briefing_id: str) -> LanguageLink:
    briefing = scene.corpus.heads[briefing_id]
    return LanguageLink(
        lang=scene.versions.langs[briefing_id],
        address=briefing_address(briefing_id),
        title=briefing.title,
        is_original=briefing.translation_of is None,
    )
