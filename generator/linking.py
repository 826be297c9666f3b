"""Links between the pages of a site: which lead nowhere, and which need no second look."""

from generator.filling import Site
from generator.form import file_of
from generator.links import Packed, broken_links, link_problem
from generator.memory import Memory, PageMemory
from generator.problem import Problem
from generator.views.plan import Planned


def broken(
    site: Site, pages: list[Planned], memories: dict[str, PageMemory], files: set[str], earlier: Memory | None
) -> list[Problem]:
    """Links that lead nowhere. Where nothing that could be linked to is gone, only those of pages that were made anew are looked at."""
    settings = site.settings
    kinds = {file_of(page.address, settings.form): page.kind for page in pages}
    framing = {
        kind: Packed(site.strings.pack(frame.anchors.ids), site.strings.pack(frame.anchors.targets))
        for kind, frame in site.frames.items()
    }
    parts: dict[str, tuple[Packed, ...]] = {
        path: (memory.anchors, framing[kinds[path]]) if path in kinds else (memory.anchors,)
        for path, memory in memories.items()
    }
    only = None if earlier is None or _is_less(earlier, memories, files) else _anew(earlier, memories)
    found = broken_links(parts, files, site.strings, settings.form, only)
    return [link_problem(link, settings.docs, settings.form) for link in found]


def _is_less(earlier: Memory, memories: dict[str, PageMemory], files: set[str]) -> bool:
    """Whether anything is gone that a link could lead to."""
    if any(path not in memories and path not in files for path in earlier.marks):
        return True
    for path, was in earlier.pages.items():
        now = memories[path]
        if now.frame != was.frame or (
            now.anchors.ids != was.anchors.ids
            and not set(memoryview(was.anchors.ids).cast("I")) <= set(memoryview(now.anchors.ids).cast("I"))
        ):
            return True
    return False


def _anew(earlier: Memory, memories: dict[str, PageMemory]) -> set[str]:
    return {path for path, memory in memories.items() if earlier.pages.get(path) is not memory}
