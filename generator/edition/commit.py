"""The git commit that a site's folder is of."""

import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec


class Commit(msgspec.Struct, frozen=True):
    """The commit of a checkout."""

    name: str
    """Its hash; ``+changes`` behind it when files differ from it, as after an edit that was not committed."""
    day: date | None
    """The day (UTC) on which it was made; None when files differ from it, for then they are not of that day."""


def commit_of(folder: Path, *sources: Path) -> Commit | None:
    """The commit of a site's folder; None when git knows none of it, or isn't there.

    Files differ when one that git follows does, anywhere in the repository, or one that it doesn't follow (nor was told to
    ignore) is or lies in ``sources``, what the site is made of.
    """
    if not _git(folder, "ls-files", "--", "mkdocs.yml"):
        return None
    head = _git(folder, "log", "-1", "--format=%H %ct", "--no-show-signature")
    if not head:
        return None
    name, _, seconds = head.partition(" ")
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no")
    added = _git(folder, "ls-files", "--others", "--exclude-standard", "--", *_below(folder, sources))
    # None: git gave no answer, and then nobody can say that nothing differs.
    if changed != "" or added != "":
        return Commit(f"{name}+changes", None)
    return Commit(name, datetime.fromtimestamp(int(seconds), UTC).date())


def _below(folder: Path, sources: Iterable[Path]) -> list[str]:
    return [str(source.relative_to(folder)) for source in sources if source.is_relative_to(folder)]


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None when it fails or isn't there. It changes nothing, and starts no program that the folder names."""
    command = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments]
    try:
        finished = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return None
    return finished.stdout.decode("utf-8", "replace").strip() if finished.returncode == 0 else None
