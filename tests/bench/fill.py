"""``python -m tests.bench.fill [N]``: what N briefings of the dossier's shape cost, against one page by the engine alone.

Seconds are of processor time (the engine's too), because a machine does other things meanwhile. Ratios are of one run.
"""

import resource
import sys
import tempfile
from pathlib import Path
from time import process_time

import msgspec

from generator.check import check_site
from generator.engine import run_engine
from generator.fill import Unfilled, fill_chunk
from generator.frames import make_frames
from generator.rendering import read_rendering
from generator.settings import read_settings
from generator.views.also import also_of
from generator.views.plan import Planned, planned, view_of
from generator.views.scene import Scene, site_scene
from generator.views.visible import visible
from tests.bench.copies import write_copies


def main(briefings: int) -> None:
    """Print seconds, pages a second, and milliseconds a page of every stage."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        # Whole copies only, so that no reference leads nowhere.
        briefings = write_copies(folder, -(-briefings // 13) * 13)
        settings = read_settings(folder)
        rendering = read_rendering(run_engine(settings, "mkdocs", Path(temporary)))
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        engine = children.ru_utime + children.ru_stime
        start = process_time()
        checked = check_site(settings)
        check = process_time() - start
        assert not checked.errors
        start = process_time()
        corpus = visible(checked.corpus, settings)
        scene = site_scene(corpus, settings)
        pages = [_unfilled(scene, page) for page in planned(corpus)]
        views = process_time() - start
        frames = make_frames(rendering.frames, (page.kind for page in pages))
        files: dict[str, bytes] = {}
        start = process_time()
        fill_chunk(pages, frames, settings, lambda given: files.update(given) or {})
        fill = process_time() - start
        size = sum(map(len, files.values()))
    by_hand = len(rendering.pages) + len(rendering.frames)
    print(f"{briefings:,} briefings, {len(pages):,} pages of {size / len(pages) / 1000:.0f} kB on average")
    print(f"{'stage':8}{'seconds':>9}{'pages/s':>9}{'ms a page':>11}")
    for name, seconds, count in (("check", check, briefings), ("views", views, len(pages)), ("fill", fill, len(pages))):
        print(f"{name:8}{seconds:9.2f}{count / seconds:9,.0f}{seconds / count * 1000:11.2f}")
    print(
        f"The engine took {engine:.1f} s for {by_hand} pages: filling one page costs 1/{engine / by_hand / (fill / len(pages)):.0f} of that."
    )


def _unfilled(scene: Scene, page: Planned) -> Unfilled:
    view = view_of(page, scene)
    also = also_of(scene, page.kind, page.name, view)
    return Unfilled(page.address, page.kind, msgspec.msgpack.encode(view), also)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
