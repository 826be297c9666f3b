"""Links between the pages of a site: which lead nowhere, and which need no second look."""

from collections.abc import Container

import msgspec

from generator.engine import FRAMES_FOLDER
from generator.filling import Site
from generator.form import file_of, in_folders
from generator.languages import folders_beside, linked_frame, linked_page
from generator.links import Packed, Strings, broken_links, link_problem, name_files
from generator.memory import Memory, PageMemory
from generator.problem import Problem
from generator.rendering import Rendering
from generator.search.files import is_searched
from generator.settings import Settings
from generator.views.plan import Planned


def broken(site: Site, memories: dict[str, PageMemory], files: set[str], earlier: Memory | None) -> list[Problem]:
    """Links that lead nowhere. Where nothing that could be linked to is gone, only those of pages that were made anew are looked at."""
    settings = site.settings
    framing = {
        frame.digest: (Packed(site.strings.pack(frame.anchors.ids), site.strings.pack(frame.anchors.targets)),)
        for frame in site.frames.values()
    }

    def parts(path: str) -> tuple[Packed, ...]:
        memory = memories[path]
        return (memory.anchors, *framing.get(memory.frame, ()))

    there = _Around(files, folders_beside(settings))
    asked = (
        memories if earlier is None or _is_less(earlier, memories, files, site.strings) else _anew(earlier, memories)
    )
    found = broken_links(asked, parts, memories.keys(), there, site.strings, settings.form)
    return [link_problem(link, settings.docs, settings.form) for link in found]


class _Around(Container[str]):
    """The files of a site, and all that lies in the folders of its other languages."""

    def __init__(self, files: set[str], folders: tuple[str, ...]) -> None:
        self._files = files
        self._folders = folders

    def __contains__(self, path: object) -> bool:
        return path in self._files or str(path).startswith(self._folders)


def _is_less(earlier: Memory, memories: dict[str, PageMemory], files: set[str], strings: Strings) -> bool:
    """Whether anything is gone that a link leads to or could lead to."""
    # After most edits pieces of the search have other names.
    gone = {path for path in earlier.marks if path not in memories and path not in files and not is_searched(path)}
    if gone and not gone.isdisjoint(text.partition("#")[0] for text in strings.texts):
        return True
    for path, was in earlier.pages.items():
        now = memories.get(path)
        if now is was:
            continue
        if (
            now is None
            or now.frame != was.frame
            or (
                now.anchors.ids != was.anchors.ids
                and not set(memoryview(was.anchors.ids).cast("I")) <= set(memoryview(now.anchors.ids).cast("I"))
            )
        ):
            return True
    return False


def _anew(earlier: Memory, memories: dict[str, PageMemory]) -> list[str]:
    return [path for path, memory in memories.items() if earlier.pages.get(path) is not memory]


def linked_by_file(rendering: Rendering, pages: list[Planned], settings: Settings) -> Rendering:
    """What an engine has rendered for a disk, with its links to generated pages, which it doesn't know, leading to files."""
    files = {in_folders(file): file for file in rendering.pages}
    files |= {file_of(page.address, "folders"): file_of(page.address, "files") for page in pages}
    url = settings.url
    return msgspec.structs.replace(
        rendering,
        pages={file: name_files(html, file, files, url) for file, html in rendering.pages.items()},
        frames={
            kind: name_files(html, file_of(f"{FRAMES_FOLDER}/{kind}/", "files"), files, url)
            for kind, html in rendering.frames.items()
        },
    )


def linked_by_language(rendering: Rendering, settings: Settings) -> tuple[Rendering, list[Problem]]:
    """What an engine has rendered, with its links to other languages of the site; and those that lead nowhere."""
    problems: set[Problem] = set()
    pages = {file: linked_page(html, file, settings, problems) for file, html in rendering.pages.items()}
    frames = {
        kind: linked_frame(html, file_of(f"{FRAMES_FOLDER}/{kind}/", settings.form), settings, problems)
        for kind, html in rendering.frames.items()
    }
    return msgspec.structs.replace(rendering, pages=pages, frames=frames), sorted(problems)
