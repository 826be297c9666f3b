"""What a fact revises and what revises it, in a few lines beside it; and on what it rests."""

from typing import Final

import msgspec

from generator.corpus import Address, origin_of
from generator.model.briefing import KeyFact, Source
from generator.views.addresses import briefing_address, claim_address, item_address
from generator.views.chains import Rung
from generator.views.scene import Scene, actor_named
from generator.views.values import Ladder, Step, Text
from generator.views.wording import short, words_of

_NAMES: Final = 2
_WORDS: Final = 240


def ladder_of(scene: Scene, fact: Address) -> tuple[Step | None, Ladder | None]:
    """The newest fact that revises a fact, and the whole line; for a fact that stands alone, neither."""
    line = scene.index.lines.get(fact)
    if line is None:
        return None, None
    steps = tuple(_step(scene, rung, rung.fact == fact) for rung in line.rungs)
    newest = None if steps[-1].is_this else _with_words(scene, line.rungs[-1], steps[-1])
    return newest, Ladder(claim_address(line.claim), steps)


def _step(scene: Scene, rung: Rung, is_this: bool) -> Step:
    """A fact in one line, as the version that suits the page."""
    shown = _version(scene, rung)
    fact = scene.corpus.items.get(shown)
    if not isinstance(fact, KeyFact):
        return Step(briefing_address(shown[0]), rung.date, "", "", (), 0, rung.skipped, is_withdrawn=True)
    by, others = _says_so(scene, shown[0], fact)
    return Step(
        item_address(*shown),
        rung.date,
        fact.status or "",
        fact.kind,
        by,
        others,
        rung.skipped,
        is_here=shown[0] == scene.briefing,
        is_this=is_this,
        likelihood=fact.likelihood or "",
    )


def _with_words(scene: Scene, rung: Rung, step: Step) -> Step:
    shown = _version(scene, rung)
    words = short(words_of(scene.corpus.items[shown]), _WORDS)
    return msgspec.structs.replace(step, words=Text(words, scene.versions.langs[shown[0]]))


def _version(scene: Scene, rung: Rung) -> Address:
    return scene.versions.item_version(rung.fact, scene.lang, scene.briefing)


def _says_so(scene: Scene, home: str, fact: KeyFact) -> tuple[tuple[Text, ...], int]:
    if fact.attributed_to:
        names = [actor_named(scene, name, home).name for name in fact.attributed_to[:_NAMES]]
        return tuple(Text(short(name.text), name.lang) for name in names), len(fact.attributed_to) - len(names)
    origins = list(_named_origins(scene, home, fact).values())
    lang = scene.versions.langs[home]
    return tuple(Text(short(name), lang) for name in origins[:_NAMES]), max(len(origins) - _NAMES, 0)


def _named_origins(scene: Scene, home: str, fact: KeyFact) -> dict[str, str]:
    """The independent origins of a fact's sources, each with its name."""
    found: dict[str, str] = {}
    for source in _cited(scene, home, fact):
        found.setdefault(origin_of(source), source.origin or source.publisher or source.title)
    return found


def origins_shown(scene: Scene, home: str, fact: KeyFact) -> int:
    """From how many origins a fact's sources come; 0 for a fact with one source or none, of which no origin is given."""
    sources = _cited(scene, home, fact)
    says_something = len(sources) > 1 or any(source.origin for source in sources)
    return len({origin_of(source) for source in sources}) if says_something else 0


def _cited(scene: Scene, home: str, fact: KeyFact) -> list[Source]:
    cited = (scene.corpus.sources.get((home, name.removeprefix("#"))) for name in fact.sources)
    return [source for source in cited if source]
