"""However a site was edited: what is built from what an earlier build has left is what a build from nothing makes.

A few sites are enough for every day. After a change to what is made again, let it look at some hundred, with more edits each:
``BRIEFPRESS_EXAMPLES=400 BRIEFPRESS_STEPS=14 pytest tests/property/test_incremental.py``.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.build import BuildError, BuildOptions, Built, build
from generator.check import check_site
from generator.check.kept import check_again
from generator.configuration import SettingsError
from generator.pool import Pool
from generator.problem import Problem
from generator.serve.work import Board, Changed, Work
from generator.settings import Settings, read_settings
from tests.changing import FRENCH, OF_BRIEFINGS, OF_OTHERS, PLACES, Changing, Edit, write
from tests.stubs import stubs
from tests.tiny_site import CLOCK, tree

EXAMPLES: Final = int(os.environ.get("BRIEFPRESS_EXAMPLES", "8"))
STEPS: Final = int(os.environ.get("BRIEFPRESS_STEPS", "6"))
KEPT: Final = BuildOptions(is_kept=True)
UNSEARCHED: Final = BuildOptions(is_kept=True, has_search=False)

Outcome = tuple[str, tuple[Problem, ...]]
"""What is told: why nothing was built, or nothing; and all problems."""

_EDITS = st.one_of(OF_BRIEFINGS, OF_BRIEFINGS, OF_BRIEFINGS, OF_OTHERS)
_TRICKS = st.sampled_from(
    [None, None, None, None, None, "site", "cache", "touch", "day", "drafts", "ceiling", "search"]
)
"""What else happens: somebody changes a file of the finished site or of the cache, and so on."""
_STEPS = st.lists(
    st.tuples(
        st.lists(_EDITS, min_size=1, max_size=3),
        _TRICKS,
        PLACES,
        st.sampled_from([True, True, True, False]),
        st.booleans(),
    ),
    min_size=1,
    max_size=STEPS,
)


class Sites:
    """One folder, and three sites that are made from it: anew, with what was kept, and by a process that goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "source"
        self.sites = {name: folder / name for name in ("cold", "kept", "watched")}
        self.chosen: dict[str, Any] = {"today": CLOCK, "ceiling": "green", "drafts": False}
        self.there: dict[str, bytes] = {}
        self.work = Work(lambda: self._settings("watched"), "mkdocs", Board())
        self.is_searched_later = False
        """Before the site is made with what was kept, it is made without its search."""
        self.is_spoiled = False
        """Somebody has changed a finished site, which is right again only after the next good build."""

    def step(self, files: dict[str, bytes], is_complete: bool = True) -> bool:
        """Build from other files: all three alike. Whether that was possible."""
        write(self.folder, self.there, files)
        paths = [path for path in {*self.there, *files} if self.there.get(path) != files.get(path)]
        self.there = files
        with suppress(SettingsError):  # of which all three must tell
            chosen = self._settings("cold")
            assert check_again(chosen, Pool(processes=1)).problems == check_site(chosen).problems
        cold = self._outcome("cold", lambda: build(self._settings("cold")))
        if self.is_searched_later:
            self._outcome("kept", lambda: build(self._settings("kept"), options=UNSEARCHED))
        kept = self._outcome("kept", lambda: build(self._settings("kept"), options=KEPT))
        watched = self._outcome("watched", lambda: self._watched(paths))
        assert kept == cold
        assert watched == cold
        is_good = not cold[0]
        self.is_spoiled &= not is_good
        expected = _tree(self.sites["cold"])
        if not self.is_spoiled:
            assert _differences(_tree(self.sites["kept"]), expected) == {}
        if is_good:
            # The search follows when nobody writes.
            found = _tree(self.sites["watched"])
            assert _differences(_pages(found), _pages(expected)) == {}
            if is_complete:
                self.work.complete()
                assert _differences(_tree(self.sites["watched"]), expected) == {}
        return is_good

    def _watched(self, paths: list[str]) -> Built:
        briefings = frozenset(path for path in paths if path.startswith("briefings/"))
        outcome = self.work.run(Changed(len(briefings) == len(paths), briefings))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _settings(self, name: str) -> Settings:
        return read_settings(self.folder, site=self.sites[name], **self.chosen)

    def _outcome(self, name: str, made: Callable[[], Built]) -> Outcome:
        try:
            return "", made().checked.problems
        except BuildError as error:
            return str(error).replace(str(self.sites[name]), "…"), error.problems
        except SettingsError as error:
            return str(error), ()

    def trick(self, name: str, place: int) -> None:
        """Do what else happens."""
        if name == "site" and (found := _files(self.sites["kept"])):
            self._spoil(found[place * 5 % len(found)], place)
            self.is_spoiled = True
        elif name == "cache" and (found := _files(self.folder / ".briefpress")):
            self._spoil(found[place * 11 % len(found)], place)
        elif name == "touch" and (names := sorted(path for path in self.there if path.endswith(".yml"))):
            os.utime(self.folder / names[place % len(names)])
        elif name == "day":
            self.chosen["today"] = CLOCK + timedelta(days=place % 4 - 1)
        elif name == "search":
            self.is_searched_later = not self.is_searched_later
        elif name == "drafts":
            self.chosen["drafts"] = not self.chosen["drafts"]
        elif name == "ceiling":
            self.chosen["ceiling"] = "amber" if self.chosen["ceiling"] == "green" else "green"

    def _spoil(self, path: Path, place: int) -> None:
        if path.name == ".briefpress.json":
            return
        if place % 2:
            path.unlink()
        else:
            content = path.read_bytes()
            path.write_bytes(content[: place * len(content) // 8] + b"?")


def _tree(site: Path) -> dict[str, bytes]:
    return tree(site) if site.exists() else {}


def _pages(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if "assets/search/" not in path}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _differences(found: dict[str, bytes], expected: dict[str, bytes]) -> dict[str, tuple[bytes | None, bytes | None]]:
    paths = sorted({*found, *expected})
    return {path: (found.get(path), expected.get(path)) for path in paths if found.get(path) != expected.get(path)}


@settings(max_examples=EXAMPLES)
@given(_STEPS, st.booleans())
@example([([("set", 0, "title", "The first day"), ("configure", FRENCH)], None, 0, True, False)], False)
@example([([("explain", "port:\n")], None, 0, True, False), ([("explain", "")], None, 0, True, False)], False)
@example(
    [([("explain", f"port: {it}\n" if it else "")], None, 0, True, False) for it in ("a place", "a harbour", "")], False
)
def test_a_site_after_edits_is_the_one_that_a_first_build_makes(
    steps: Sequence[tuple[list[Edit], str | None, int, bool, bool]], is_slow: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, stubs(), pytest.MonkeyPatch.context() as patch:
        # Few figures are a series here, and not all of them stand beside each.
        patch.setattr("generator.views.index.NEARBY", 3)
        patch.setattr("generator.views.index.ENOUGH", 2)
        if is_slow:
            # As if some seconds went by before each build: then files are known by their stamps.
            patch.setattr("generator.check.site._SETTLED", -(10**10))
        sites, changing = Sites(Path(folder)), Changing()
        assert sites.step(changing.files())
        for edits, trick, place, is_undone, is_complete in steps:
            good = deepcopy(changing)
            for edit in edits:
                changing.apply(edit)
            if trick:
                sites.trick(trick, place)
            if not sites.step(changing.files(), is_complete) and is_undone:
                changing = good
                sites.step(changing.files(), is_complete)
