"""The site → an offline edition: built in the form of files, packed, checked, and put in its place."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from generator.build import BuildError, Built, build, told_calmly
from generator.edition.archive import write_archive
from generator.edition.commit import Commit, commit_of
from generator.edition.manifest import FORMAT, MANIFEST, Manifest, written
from generator.edition.names import edition_name, name_faults
from generator.edition.verify import SUM_SUFFIX, sum_line, verify
from generator.files import described
from generator.output import MARKER, OutputError
from generator.problem import Problem
from generator.settings import Settings, all_sources, changed, clock
from generator.sources import source_name

NAME_RULE: Final = "unportable-name"


class Packed(msgspec.Struct, frozen=True):
    """An edition that was made."""

    place: Path
    size: int
    sha256: str
    manifest: Manifest
    built: Built


def pack(settings: Settings, engine: str, strict: bool, folder: Path) -> Packed:
    """Build the site for a disk and write ``<name>.zip`` and ``<name>.zip.sha256`` into a folder.

    BuildError when the site can't be built, or holds names that not every system can; what was in the folder then stays.
    """
    with told_calmly(), TemporaryDirectory(prefix="briefpress-") as work:
        _check_folder(settings, folder)
        commit = commit_of(settings.folder, *all_sources(settings))
        settings = as_of(settings, commit, Path(work) / "site")
        built = build(settings, engine, strict)
        files = edition_files(settings.site)
        name = edition_name(settings.name, settings.today.isoformat())
        check_names(files, name, settings)
        manifest = Manifest(
            FORMAT,
            settings.name,
            settings.today.isoformat(),
            commit.name if commit else "",
            settings.ceiling,  # type: ignore[arg-type]  # one of them: the command line takes no other word
            settings.drafts,
            described(files),
        )
        return _written(folder / f"{name}.zip", files, manifest, settings, built)


def as_of(settings: Settings, commit: Commit | None, site: Path) -> Settings:
    """The settings of an edition: its pages are files, and its clock is the commit's, not that of who packs it."""
    return changed(settings, form="files", site=site, today=clock(commit.day if commit else None))


def edition_files(site: Path) -> dict[str, Path]:
    """Every file of an edition by its path in it, from the folder of a site that was built in the form of files.

    What an edition needs beside the pages, or otherwise than online, is put below ``site`` here before it is listed.
    """
    found = (place for place in site.rglob("*") if place.is_file())
    return {path: place for place in found if (path := place.relative_to(site).as_posix()) != MARKER}


def check_names(files: Mapping[str, Path], name: str, settings: Settings) -> None:
    """BuildError with every file whose name not every system can hold."""
    problems = []
    for path, fault in name_faults([f"{name}/{path}" for path in (MANIFEST, *sorted(files))]):
        file = path.removeprefix(f"{name}/")
        source = source_name(file, settings.docs, settings.form)
        source = source or (f"{settings.docs.name}/{file}" if (settings.docs / file).is_file() else file)
        message = f"the offline edition can't hold “{file}”: {fault}"
        problems.append(Problem(source, 1, 1, NAME_RULE, "error", "", message, "rename the file"))
    if problems:
        raise BuildError("the names of files have problems; nothing was packed", sorted(problems))


def _check_folder(settings: Settings, folder: Path) -> None:
    for source in (*settings.sources, settings.site):
        if folder.resolve().is_relative_to(source.resolve()):
            raise OutputError(
                f"an edition can't go to {folder}: the next build of the site would take it in or remove it"
            )


def _written(place: Path, files: Mapping[str, Path], manifest: Manifest, settings: Settings, built: Built) -> Packed:
    """The edition in its place, and its SHA-256 beside it: both as a whole, or neither."""
    name = place.stem
    entries: dict[str, Path | bytes] = {f"{name}/{path}": content for path, content in files.items()}
    entries[f"{name}/{MANIFEST}"] = written(manifest)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(place.name + SUM_SUFFIX)
    with _temporary(place) as new, _temporary(beside) as new_sum:
        write_archive(new, entries, settings.today)
        found = verify(new)
        if found.faults:
            raise BuildError(f"the edition is not as it should be, and was not kept: {found.faults[0]}")
        new_sum.write_bytes(sum_line(found.sha256, place.name).encode())
        # Never an edition beside the sum of another.
        beside.unlink(missing_ok=True)
        new.replace(place)
        new_sum.replace(beside)
    return Packed(place, found.size, found.sha256, manifest, built)


@contextmanager
def _temporary(place: Path) -> Iterator[Path]:
    """A file beside the one that it will become; it goes if it doesn't."""
    new = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        yield new
    finally:
        new.unlink(missing_ok=True)
