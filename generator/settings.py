"""What a build must know beside the briefings: read once, here, and passed on as one frozen value."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import yaml

from generator.form import Form
from generator.glossary import GLOSSARY, GlossaryError, read_glossary

CONFIGURATION = "mkdocs.yml"


class SettingsError(Exception):
    """The site's configuration can't be used; the message says why, for people."""


class Edition(msgspec.Struct, frozen=True):
    """An offline edition that the site offers for download."""

    place: Path
    """The ZIP file, which was checked."""
    name: str
    """What it is called on the site."""
    size: int
    """In bytes."""
    sha256: str
    date: str
    """The day as of which it was made."""
    tlp: str
    """The narrowest audience whose briefings are in it."""


class Settings(msgspec.Struct, frozen=True):
    """The site's folder and what its ``mkdocs.yml`` says, the clock, and what this build may show."""

    folder: Path
    """The site's folder, absolute: it holds ``mkdocs.yml``, ``docs/`` and ``briefings/``."""
    name: str
    language: str
    """The language of the site's own pages; of a briefing that names none, too."""
    url: str
    """Where the site will stand, ending in a slash; empty when not known."""
    repository: str
    """The address of the repository on its forge, without a slash at the end; empty when not known."""
    edit: str
    """The address under which a file of the site's folder is edited on the forge, ending in a slash; empty when not known."""
    docs: Path
    site: Path
    """Where the finished site goes."""
    today: date
    """The build's clock (UTC). Nothing else looks at the time."""
    ceiling: str = "clear"
    """The narrowest label of the Traffic Light Protocol that is built."""
    drafts: bool = False
    copyright: str = ""
    """What ``mkdocs.yml`` says of rights and licence: HTML, as its theme prints it."""
    form: Form = "folders"
    """How pages lie in the site: ``files`` for the offline edition."""
    store: str = ""
    """The address of a store into which the site goes in place of the folder; empty where it goes into the folder."""
    edition: Edition | None = None
    """The offline edition that the site offers."""
    glossary: str = ""
    """The text of ``glossary.yml``, in which nothing is wrong; empty where there is none."""
    search: str = ""
    """The address of the page with all results of a search, once its pages are rendered; empty where there is none."""


def clock(otherwise: date | None = None) -> date:
    """Today in UTC, or a day in its place; ``SOURCE_DATE_EPOCH`` wins (reproducible-builds.org). SettingsError when that is no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return otherwise or datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise SettingsError(f"SOURCE_DATE_EPOCH is “{epoch}”, which is not a number of seconds since 1970") from None


def read_settings(folder: Path, **chosen: Any) -> Settings:
    """The settings of the site in a folder; ``chosen`` are the fields that the command line decides.

    SettingsError when there is no ``mkdocs.yml`` or it can't be read.
    """
    folder = folder.resolve()
    path = folder / CONFIGURATION
    try:
        configuration = yaml.load(path.read_bytes(), Loader=_Lenient)
    except FileNotFoundError:
        raise SettingsError(f"there is no {CONFIGURATION} in {folder}; {_where_to_go(folder)}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(f"{CONFIGURATION}:{line}: {error.problem}") from None
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"{CONFIGURATION} can't be read: {error}") from None
    if not isinstance(configuration, dict) or not isinstance(configuration.get("site_name"), str):
        raise SettingsError(f"{CONFIGURATION}: “site_name” is missing")
    fields = _fields(folder, configuration) | {key: value for key, value in chosen.items() if value is not None}
    return Settings(**fields)


def _where_to_go(folder: Path) -> str:
    for parent in folder.parents:
        if (parent / CONFIGURATION).is_file():
            return f"go to {parent}, or name it with --folder"
    return "make a site with “briefpress init”"


def _fields(folder: Path, configuration: dict[str, Any]) -> dict[str, Any]:
    theme = configuration.get("theme")
    repository = str(configuration.get("repo_url") or "").rstrip("/")
    url = str(configuration.get("site_url") or "")
    return {
        "folder": folder,
        "name": configuration["site_name"],
        "language": str(theme.get("language", "en")) if isinstance(theme, dict) else "en",
        "url": url if not url or url.endswith("/") else f"{url}/",
        "repository": repository,
        "edit": _edit(repository, configuration),
        "docs": folder / str(configuration.get("docs_dir", "docs")),
        "site": folder / str(configuration.get("site_dir", "site")),
        "today": clock(),
        "copyright": str(configuration.get("copyright") or ""),
        "glossary": _glossary(folder),
    }


def _glossary(folder: Path) -> str:
    try:
        text = (folder / GLOSSARY).read_text(encoding="utf-8")
        read_glossary(text)
    except FileNotFoundError:
        return ""
    except GlossaryError as error:
        raise SettingsError(str(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{GLOSSARY} can't be read: {error}") from None
    return text


def _edit(repository: str, configuration: dict[str, Any]) -> str:
    """MkDocs's ``edit_uri`` names the folder ``docs/``; briefings stand beside it."""
    uri = str(configuration.get("edit_uri") or "")
    if not repository or not uri:
        return ""
    base = uri if "://" in uri else f"{repository}/{uri.lstrip('/')}"
    return f"{base.rstrip('/').removesuffix('docs').rstrip('/')}/"


class _Lenient(yaml.CSafeLoader):
    """Reads any ``mkdocs.yml``: tags for Python objects and environment variables are taken as absent."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)
