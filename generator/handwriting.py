"""Hand-written pages: their slots filled, their policy set, and made again only when what they show has changed."""

from collections.abc import Mapping
from hashlib import blake2b

from generator.filling import Site
from generator.links import Packed, anchors_of
from generator.marking import with_marking
from generator.memory import PageMemory
from generator.policy import with_policy
from generator.problem import Problem
from generator.render.page import render_slot
from generator.settings import Settings
from generator.slots import fill_slots
from generator.sources import read_source, source_of
from generator.tables import as_text, pack_keys, recording
from generator.views.slots import slot_view


def fill_handwritten(
    site: Site, pages: Mapping[str, str], has_policy: bool
) -> tuple[dict[str, PageMemory], list[Problem]]:
    """Every hand-written page by its file, and what is wrong with their slots; ``pages`` as the engine has left them."""
    made: dict[str, PageMemory] = {}
    problems: list[Problem] = []
    for file, html in pages.items():
        digest = _digest(file, html, has_policy, site.settings)
        known = site.remembered(file)
        if known is not None and known.view == digest and site.stage.keep(file):
            made[file] = known
            continue
        with recording() as keys:
            filled, found = fill_slots(
                {file: html},
                site.settings.docs,
                lambda name, options, root: render_slot(
                    slot_view(name, options, site.scene.corpus, site.settings), root, site.settings
                ),
                site.settings.form,
            )
        problems += found
        made[file] = _finish(site, file, filled[file], has_policy, digest, pack_keys(map(as_text, keys)))
    return made, sorted(problems)


def _finish(site: Site, file: str, html: str, has_policy: bool, digest: bytes, seen: bytes) -> PageMemory:
    settings = site.settings
    # The policy last: its hashes are those of the finished page.
    marked = with_marking(html, settings.ceiling)
    whole = with_policy(marked, runs_wasm=settings.form == "files") if has_policy else marked
    site.stage.add(file, whole.encode())
    anchors = anchors_of(whole, file, settings.url, settings.form)
    packed = Packed(site.strings.pack(anchors.ids), site.strings.pack(anchors.targets))
    return PageMemory(seen, digest, b"", packed, ())


def _digest(file: str, html: str, has_policy: bool, settings: Settings) -> bytes:
    """Of what the engine has made and what it has made it of: a slot that it left out stands in the source alone."""
    source = source_of(file, settings.docs, settings.form)
    written = read_source(source) if source else ""
    return blake2b(f"{has_policy}\0{html}\0{written}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
