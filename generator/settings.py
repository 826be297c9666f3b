"""What a build must know beside the briefings: read once, here, and passed on as one frozen value."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from generator.configuration import CONFIGURATION, SettingsError, chain, configuration_of
from generator.form import Form
from generator.glossary import GLOSSARY, GlossaryError, read_glossary
from generator.tags import is_language

_OF_A_LANGUAGE: Final = re.compile(r"mkdocs\.(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.yml")


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


class Language(msgspec.Struct, frozen=True):
    """One of several languages in which a site is, as the pages of all of them know it."""

    tag: str
    """As in BCP 47."""
    below: str
    """Where its pages lie in the whole site: ``fr/``; empty for the main language."""
    url: str
    """Where they will stand, ending in a slash; empty when not known."""
    docs: str
    """The folder of its hand-written pages, in the site's folder."""


class Settings(msgspec.Struct, frozen=True):
    """The site's folder and what its ``mkdocs.yml`` says, the clock, and what this build may show."""

    folder: Path
    """The site's folder, absolute: it holds ``mkdocs.yml``, ``docs/`` and ``briefings/``."""
    name: str
    language: str
    """The language of the site's own pages."""
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
    social_cards: bool = False
    """Whether each briefing gets a picture for links to it on other sites."""
    glossary: str = ""
    """The text of ``glossary.yml``, in which nothing is wrong; empty where there is none."""
    search: str = ""
    """The address of the page with all results of a search, once its pages are rendered; empty where there is none."""
    configuration: str = CONFIGURATION
    """The file in the folder that says all this: ``mkdocs.fr.yml`` for what the site is in French."""
    languages: tuple[Language, ...] = ()
    """All languages of a site that has several, the main one first."""
    below: str = ""
    """Where the pages of this language lie in the whole site, as in ``Language``."""
    others: tuple["Settings", ...] = ()
    """With those of the main language: the site's in every other one, which is built with it."""

    @property
    def main_language(self) -> str:
        """The language of a briefing that names none."""
        return self.languages[0].tag if self.languages else self.language

    @property
    def sources(self) -> tuple[Path, ...]:
        """What the site is made of, there or not, beside the files that say its settings."""
        docs = (self.docs, *(other.docs for other in self.others))
        return (*docs, self.folder / "briefings", self.folder / GLOSSARY)

    def language_of(self, tag: str) -> Language | None:
        """One of the languages of the site, by its tag."""
        return next((language for language in self.languages if language.tag == tag), None)


def changed(settings: Settings, **fields: Any) -> Settings:
    """Settings with other values of some fields, in every language of the site."""
    others = tuple(msgspec.structs.replace(other, **(fields | _place(fields, other))) for other in settings.others)
    return msgspec.structs.replace(settings, **fields, others=others)


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
    """The settings of the site in a folder, in all its languages; ``chosen`` are the fields that the command line decides.

    SettingsError when there is no ``mkdocs.yml``, or it or one of another language can't be read.
    """
    folder = folder.resolve()
    chosen = {key: value for key, value in chosen.items() if value is not None}
    main = _settings(folder, CONFIGURATION, chosen)
    tags = list(_tags_beside(folder))
    return _in_languages(main, tags, chosen) if tags else main


def read_one_language(configuration: Path) -> Settings:
    """The settings of the language that a file is of, without the others: ``mkdocs.fr.yml`` is that of French, any other that of the
    main language."""
    settings = read_settings(configuration.parent)
    found = next((other for other in settings.others if other.configuration == configuration.name), settings)
    return msgspec.structs.replace(found, others=())


def _in_languages(main: Settings, tags: list[str], chosen: dict[str, Any]) -> Settings:
    """A site in more than its main language. What ``mkdocs.fr.yml`` is for lies in ``fr/``."""
    others = [_settings(main.folder, f"mkdocs.{tag}.yml", chosen) for tag in tags]
    for tag, other in zip(tags, others, strict=True):
        if tag == main.language:
            raise SettingsError(f"{other.configuration}: {CONFIGURATION} is in “{tag}” already; remove one of the two")
        if tag != other.language:
            raise SettingsError(
                f"{other.configuration}: “language” below “theme” is “{other.language}”; write “language: {_as_yaml(tag)}” there, or "
                "rename the file if it is no language of the site"
            )

    def language(one: Settings, below: str) -> Language:
        docs = Path(os.path.relpath(one.docs, main.folder)).as_posix()
        return Language(one.language, below, f"{main.url}{below}" if main.url else "", docs)

    languages = (language(main, ""), *(language(other, f"{other.language}/") for other in others))
    placed = (
        msgspec.structs.replace(
            other,
            languages=languages,
            below=one.below,
            url=one.url,
            site=main.site / one.tag,
            today=main.today,
            # Briefings are the same files for all.
            repository=main.repository,
            edit=main.edit,
        )
        for one, other in zip(languages[1:], others, strict=True)
    )
    return msgspec.structs.replace(main, languages=languages, others=tuple(placed))


def _place(fields: dict[str, Any], other: Settings) -> dict[str, Any]:
    return {"site": fields["site"] / other.language} if "site" in fields else {}


def _tags_beside(folder: Path) -> Iterator[str]:
    """The languages of the files ``mkdocs.<tag>.yml``; a word in that place that is no language is none of ours."""
    found = (match["tag"] for path in folder.glob("mkdocs.*.yml") if (match := _OF_A_LANGUAGE.fullmatch(path.name)))
    yield from sorted(filter(is_language, found))


def _as_yaml(tag: str) -> str:
    """Norwegian is false, if nobody says that it is a text (yaml.org/type/bool.html)."""
    return f'"{tag}"' if tag == "no" else tag


def _settings(folder: Path, name: str, chosen: dict[str, Any]) -> Settings:
    configuration = configuration_of(folder / name)
    if not isinstance(configuration.get("site_name"), str):
        raise SettingsError(f"{name}: “site_name” is missing")
    return Settings(**(_fields(folder, name, configuration) | chosen), configuration=name)


def configuration_files(settings: Settings) -> list[Path]:
    """The file that says what the settings are, and those from which it inherits."""
    return [path for path, _ in chain(settings.folder / settings.configuration)]


def all_sources(settings: Settings) -> list[Path]:
    """What the site is made of, there or not, in all its languages, with the files that say its settings."""
    files = (path for one in (settings, *settings.others) for path in configuration_files(one))
    return list(dict.fromkeys((*settings.sources, *files)))


def _fields(folder: Path, name: str, configuration: dict[str, Any]) -> dict[str, Any]:
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
        "social_cards": _has_social_cards(name, configuration.get("extra")),
        "glossary": _glossary(folder),
    }


def _has_social_cards(name: str, extra: Any) -> bool:
    said = extra.get("social_cards", False) if isinstance(extra, dict) else False
    if not isinstance(said, bool):
        raise SettingsError(f"{name}: “social_cards” below “extra” is “{said}”; write true or false")
    return said


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
    """MkDocs's ``edit_uri`` names the folder of pages; briefings stand beside it."""
    uri = str(configuration.get("edit_uri") or "")
    docs = str(configuration.get("docs_dir", "docs")).rstrip("/")
    if not repository or not uri:
        return ""
    base = uri if "://" in uri else f"{repository}/{uri.lstrip('/')}"
    return f"{base.rstrip('/').removesuffix(docs).rstrip('/')}/"
