"""The claim to which a fact belongs, in a few lines beside it."""

from typing import Final

from generator.corpus import Address, origin_of
from generator.model.briefing import KeyFact, Source
from generator.views.addresses import briefing_address, claim_address, item_address
from generator.views.pointers import pointer
from generator.views.scene import Scene, actor_named
from generator.views.values import Ladder, Pointer, Step, Text
from generator.views.wording import short

WHOLE: Final = 7
"""A claim of more steps is shortened: where hundreds of facts revise one, each of them shows a ladder."""
_NAMES: Final = 2


def newer_pointer(scene: Scene, fact: Address) -> Pointer | None:
    """The newest fact that revises a fact."""
    standing = scene.index.claim_of.get(fact)
    if standing is None or standing.newest == standing.place:
        return None
    return pointer(scene, scene.index.claims[standing.claim][standing.newest])


def ladder_of(scene: Scene, fact: Address) -> Ladder | None:
    """The ladder of a fact: of a long claim its first and newest step, the fact itself, and those beside it."""
    standing = scene.index.claim_of.get(fact)
    if standing is None:
        return None
    facts = scene.index.claims[standing.claim]
    last, place = len(facts) - 1, standing.place
    places = range(len(facts))
    if len(facts) > WHOLE:
        around = (0, place - 1, place, place + 1, last)
        places = sorted({min(max(one, 0), last) for one in around})  # type: ignore[assignment]  # places, either way
    steps: list[Step] = []
    before = -1
    for one in places:
        steps.append(step_of(scene, facts[one], one - before - 1, one == place))
        before = one
    return Ladder(claim_address(standing.claim), tuple(steps), len(facts))


def step_of(scene: Scene, address: Address, skipped: int = 0, is_this: bool = False) -> Step:
    """A fact of a claim in one line, as the version that suits the page."""
    shown = scene.versions.item_version(address, scene.lang, scene.briefing)
    briefing = scene.corpus.heads[shown[0]]
    fact = scene.corpus.items.get(shown)
    if not isinstance(fact, KeyFact):
        return Step(briefing_address(shown[0]), briefing.date, "", "", (), 0, skipped, is_withdrawn=True)
    by, others = _says_so(scene, shown[0], fact)
    return Step(
        item_address(*shown),
        briefing.date,
        fact.status or "",
        fact.kind,
        by,
        others,
        skipped,
        is_here=shown[0] == scene.briefing,
        is_this=is_this,
    )


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
