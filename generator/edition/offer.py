"""An edition that the site itself offers for download."""

from pathlib import Path

from generator.build import BuildError
from generator.corpus import is_above
from generator.edition.manifest import Manifest
from generator.edition.names import edition_name
from generator.edition.verify import verify
from generator.settings import Edition, Settings


def offered(place: Path, settings: Settings) -> Edition:
    """The edition in a ZIP file, or the newest of this site in a folder, checked.

    BuildError when there is none, when it is not as it was made, or when it holds what this build must not show.
    """
    found_at = _newest(place, settings) if place.is_dir() else place
    found = verify(found_at)
    if found.faults or found.manifest is None:
        more = f" (and {len(found.faults) - 1} more faults)" if len(found.faults) > 1 else ""
        raise BuildError(
            f"{found_at} is no whole edition: {found.faults[0]}{more}. Make it anew with “briefpress pack”"
        )
    manifest = found.manifest
    if reason := _reason_against(manifest, settings):
        raise BuildError(f"{found_at} can't be offered: {reason}")
    name = f"{edition_name(manifest.site, manifest.date)}.zip"
    return Edition(found_at, name, found.size, found.sha256, manifest.date, manifest.tlp)


def _newest(folder: Path, settings: Settings) -> Path:
    """By the date in the name."""
    found = sorted(folder.glob(f"{edition_name(settings.name, '????-??-??')}.zip"))
    if not found:
        raise BuildError(f"there is no edition of this site in {folder}; make it with “briefpress pack --to {folder}”")
    return found[-1]


def _reason_against(manifest: Manifest, settings: Settings) -> str:
    if manifest.site != settings.name:
        return f"it is of the site “{manifest.site}”, and this one is “{settings.name}”"
    if is_above(manifest.tlp, settings.ceiling):
        return f"it is for readers of TLP:{manifest.tlp.upper()}, and this build is for TLP:{settings.ceiling.upper()}"
    if manifest.drafts and not settings.drafts:
        return "there are drafts in it, and this build shows none"
    return ""
