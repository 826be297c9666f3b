"""A theme engine renders ``docs/`` once, into a folder of HTML: MkDocs with Material, or Zensical.

Comes in: the site's ``mkdocs.yml`` and ``docs/``. Goes out: the engine's pages, frames among them. Nothing later asks which engine it was.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.configuration import CONFIGURATION
from generator.languages import SCHEME
from generator.settings import Settings, configuration_files

Engine = Literal["mkdocs", "zensical"]
ENGINES: Final[tuple[str, ...]] = get_args(Engine)
THEME: Final = Path(__file__).parent / "theme"
"""Templates and assets that lie over the engine's own theme, and under the site's."""
ONLINE: Final = "online_address"
"""The name under ``extra`` by which templates know where the site stands, when they render it for a disk."""
SWITCH: Final = "alternate"
"""The name under ``extra`` by which both themes know the languages of a site."""
KNOWN_PLUGINS: Final = frozenset({"briefpress", "search", "material/search"})
"""Plugins of MkDocs that only look at ``mkdocs.yml`` and ``docs/``, and leave templates as they are. Of others nobody knows."""
FRAMES_FOLDER: Final = "frames"
"""The folder of frames, in ``docs/`` and in what the engine writes."""
_NAMES: Final = {"mkdocs": "MkDocs", "zensical": "Zensical"}
_MAXIMUM_OUTPUT = 8_000


class EngineError(Exception):
    """The engine could not render the site; the message says why, for people."""


def run_engine(settings: Settings, engine: str, work: Path, strict: bool = False) -> Path:
    """Run an engine on the site and return the folder of its pages, which lies in the empty folder ``work``.

    EngineError with what the engine said when it fails, or warns and ``strict`` is asked for.
    """
    with engine_started(settings, engine, work, strict) as finished:
        return finished()


@contextmanager
def engine_started(settings: Settings, engine: str, work: Path, strict: bool = False) -> Iterator[Callable[[], Path]]:
    """The same while other things are done: what it gives waits for the engine. With the context the engine ends, done or not."""
    check_docs(settings)
    output = work / "output"
    if engine == "mkdocs":
        command = [
            "generator.mkdocs_engine",
            str(settings.folder / settings.configuration),
            str(output),
            settings.form,
            *(["strict"] if strict else []),
        ]
    else:
        command = [
            "zensical",
            "build",
            "-f",
            str(_for_zensical(settings, work, output)),
            *(["--strict"] if strict else []),
        ]
    with _process(command, settings) as process:

        def finished() -> Path:
            said, _ = process.communicate()
            if process.returncode:
                raise EngineError(_complaint(engine, said, settings))
            if not (output / "index.html").is_file():
                raise EngineError(
                    f"{_NAMES[engine]} has written no index.html: {settings.docs.name}/index.md is the site's first page"
                )
            return output

        try:
            yield finished
        finally:
            process.kill()


def check_docs(settings: Settings) -> None:
    """EngineError when there are no pages to render, or a link among them would bring a file of somewhere else into the site."""
    if not settings.docs.is_dir():
        raise EngineError(f"there is no folder {settings.docs}; it holds the site's own pages")
    for path in sorted(settings.docs.rglob("*")):
        if path.is_symlink() and not _is_public(path.resolve(), settings.folder):
            name = path.relative_to(settings.docs).as_posix()
            raise EngineError(
                f"{settings.docs.name}/{name} is a link to what is not the site's; put the file itself there"
            )


def _is_public(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _process(command: list[str], settings: Settings) -> "subprocess.Popen[bytes]":
    """A process of its own: an engine keeps state in its modules, prints, and may end the process."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
    }
    return subprocess.Popen(
        # -P: the site's folder, where the engine runs, must not lend it modules.
        [sys.executable, "-P", "-m", *command],
        cwd=settings.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _complaint(engine: str, output: bytes, settings: Settings) -> str:
    said = output.decode("utf-8", "replace").strip()[-_MAXIMUM_OUTPUT:]
    if f"No module named {engine}" in said:
        return f"{_NAMES[engine]} is not installed; it comes with “pip install 'briefpress[{engine}]'”"
    return f"{_NAMES[engine]} could not render {settings.docs.name}/:\n{said}"


def _for_zensical(settings: Settings, work: Path, output: Path) -> Path:
    """The configuration of an isolated copy of ``docs/``.

    Zensical reads and writes only below the folder of its configuration, and leaves a cache there. One folder of templates is
    all that it takes, so ours and the site's are laid over each other in one.
    """
    configuration = read_configuration(settings)
    docs = work / settings.docs.name
    shutil.copytree(settings.docs, docs)
    templates = work / "templates"
    shutil.copytree(THEME, templates)
    theme = configuration.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme or "material"}
    if own := theme.get("custom_dir"):
        shutil.copytree(settings.folder / own, templates, dirs_exist_ok=True)
    child = {
        "INHERIT": str(_in_one_file(settings, work)),
        "docs_dir": docs.name,
        "site_dir": output.name,
        "theme": {"name": theme.get("name", "material"), "custom_dir": templates.name},
        # Frames are nobody's page to go to, and the engine's own search would find the frames and none of the briefings.
        "not_in_nav": f"{configuration.get('not_in_nav') or ''}\n/{FRAMES_FOLDER}/\n",
        "plugins": _without_search(configuration.get("plugins")),
        **_of_the_language(settings),
    }
    path = work / CONFIGURATION
    path.write_text(yaml.safe_dump(child), encoding="utf-8")
    return path


def _in_one_file(settings: Settings, work: Path) -> Path:
    """The site's configuration without ``INHERIT``: Zensical would append lists to those that are inherited, MkDocs puts them in their
    place."""
    path, *inherited = configuration_files(settings)
    if not inherited:
        return path
    whole: Any = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
    for above in inherited:
        _inherit(whole, yaml.compose(above.read_bytes(), Loader=yaml.SafeLoader) or yaml.MappingNode("", []))
    whole.value = [(key, value) for key, value in whole.value if key.value != "INHERIT"]
    made = work / "inherited.yml"
    made.write_text(yaml.serialize(whole, allow_unicode=True), encoding="utf-8")
    return made


def _inherit(node: Any, above: Any) -> None:
    """Put into a map what it lacks of another; their tags for Python objects and variables stay as they are."""
    own = {key.value: value for key, value in node.value}
    for key, value in above.value:
        if key.value not in own:
            node.value.append((key, value))
        elif isinstance(own[key.value], yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _inherit(own[key.value], value)


def switch_of(settings: Settings) -> list[dict[str, str]]:
    """The themes' switch between languages, as they want it below ``extra``; what its links lead to is known later."""
    from generator.render.speech import capital
    from generator.render.words import language_name  # what a site in one language does without

    names = {one.tag: capital(language_name(one.tag, one.tag)) for one in settings.languages}
    return [{"name": name, "link": f"{SCHEME}{tag}", "lang": tag} for tag, name in names.items()]


def _of_the_language(settings: Settings) -> dict[str, Any]:
    """What ``mkdocs_engine`` changes, too: an engine without an address writes no link that starts at a host."""
    extra: dict[str, Any] = {SWITCH: switch_of(settings)} if settings.languages else {}
    changed: dict[str, Any] = {"site_url": settings.url or None} if settings.below else {}
    if settings.form == "files":
        extra[ONLINE] = settings.url
        changed |= {"use_directory_urls": False, "site_url": None}
    return changed | ({"extra": extra} if extra else {})


def _without_search(plugins: Any) -> Any:
    """What, merged with the site's plugins by Zensical's rule (lists are appended), switches its search off."""
    off = {"search": {"enabled": False}}
    return off if isinstance(plugins, dict) else [off]


def read_configuration(settings: Settings) -> dict[str, Any]:
    """The site's ``mkdocs.yml`` as MkDocs reads it: ``INHERIT`` followed, environment variables put in."""
    path = settings.folder / settings.configuration
    try:
        with path.open("rb") as file:
            return dict(yaml_load(file, get_yaml_loader()))
    except (OSError, yaml.YAMLError, MkDocsException) as error:
        raise EngineError(f"{settings.configuration} can't be read: {error}") from None
