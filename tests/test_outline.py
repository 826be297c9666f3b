"""What is known of all briefings is held once where many of them say the same."""

from pathlib import Path

import msgspec

from generator.check import check_site
from generator.outline import ItemLinks, Outline, with_shared
from generator.settings import read_settings
from tests.tiny_site import settings_of, write_site

SITE = Path(__file__).parent / "site"


def copied(outline: Outline) -> Outline:
    """As it comes from another process: nothing in it is shared with anything."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(outline), type=Outline)


def test_an_outline_that_shares_what_it_says_says_the_same() -> None:
    outlines = check_site(read_settings(SITE)).corpus.outlines
    shared: dict[object, object] = {}
    for outline in outlines.values():
        found = with_shared(copied(outline), shared.setdefault)
        assert found == outline
        # In this form of them 1, True and "1" are told apart.
        assert msgspec.msgpack.encode(found) == msgspec.msgpack.encode(outline)


def test_what_two_outlines_say_alike_is_held_once() -> None:
    item = ItemLinks("fact", "units-in-kursk", (("asserted", "north-korea"),), when="2024-10-28", unit="people")
    known = next(iter(check_site(read_settings(SITE)).corpus.outlines.values()))
    outline = msgspec.structs.replace(known, links=msgspec.structs.replace(known.links, items=(item,)))
    shared: dict[object, object] = {}
    one, other = (with_shared(copied(outline), shared.setdefault) for _ in range(2))
    assert one.links.date is other.links.date
    assert one.head.topics is other.links.topics
    for name in ("id", "roles", "when", "unit"):
        assert getattr(one.links.items[0], name) is getattr(other.links.items[0], name)


def test_a_check_holds_what_briefings_say_alike_once_and_leaves_them_packed(tmp_path: Path) -> None:
    corpus = check_site(settings_of(write_site(tmp_path, briefings=3))).corpus
    assert len(corpus.outlines) == 3
    assert len({id(outline.head.state) for outline in corpus.outlines.values()}) == 1
    assert len({id(outline.links.items[0].roles) for outline in corpus.outlines.values()}) == 1
    assert corpus.briefings._opened == {}
