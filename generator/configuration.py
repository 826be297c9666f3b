"""What ``mkdocs.yml`` says, and the files from which it inherits, merged as MkDocs merges them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

CONFIGURATION: Final = "mkdocs.yml"
_INHERIT: Final = "INHERIT"


class SettingsError(Exception):
    """The site's configuration can't be used; the message says why, for people."""


def configuration_of(path: Path) -> dict[str, Any]:
    """What a file says, over what those say from which it inherits: maps are merged, lists are not. SettingsError when one can't be read."""
    found: dict[str, Any] = {}
    for _, configuration in reversed(list(chain(path))):
        found = _merged(found, configuration)
    return found


def chain(path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A file and those from which it inherits, with what each of them says by itself."""
    seen: set[Path] = set()
    while True:
        seen.add(path)
        configuration = _read(path)
        inherited = configuration.pop(_INHERIT, None)
        yield path, configuration
        if inherited is None:
            return
        above = Path(os.path.normpath(path.parent / str(inherited)))
        if above in seen:
            raise SettingsError(f"{path.name}: {_INHERIT} leads in a circle")
        if not above.is_file():
            raise SettingsError(f"{path.name}: there is no file {inherited} to inherit from")
        path = above


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    found = dict(below)
    for key, value in above.items():
        was = found.get(key)
        found[key] = _merged(was, value) if isinstance(was, dict) and isinstance(value, dict) else value
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        configuration = yaml.load(path.read_bytes(), Loader=_Lenient)
    except FileNotFoundError:
        raise SettingsError(f"there is no {path.name} in {path.parent}; {_where_to_go(path.parent)}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(f"{path.name}:{line}: {error.problem}") from None
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"{path.name} can't be read: {error}") from None
    return configuration if isinstance(configuration, dict) else {}


def _where_to_go(folder: Path) -> str:
    for parent in folder.parents:
        if (parent / CONFIGURATION).is_file():
            return f"go to {parent}, or name it with --folder"
    return "make a site with “briefpress init”"


class _Lenient(yaml.CSafeLoader):
    """Reads any ``mkdocs.yml``: tags for Python objects and environment variables are taken as absent."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)
