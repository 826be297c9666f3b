"""The second door: ``mkdocs build`` gives the same site as ``briefpress build``, by the same functions in the same order.

MkDocs renders into a temporary folder; the site's own folder is touched only when everything is right.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from pathspec.gitignore import GitIgnoreSpec

from generator.engine import FRAMES_FOLDER, KNOWN_PLUGINS, SWITCH, THEME, switch_of
from generator.render.compiled import Compiled
from generator.settings import Settings, all_sources

if TYPE_CHECKING:  # as an engine alone, MkDocs does without all that fills a site and serves it
    from mkdocs.livereload import LiveReloadServer

    from generator.plugin_site import PluginSite

NAME: Final = "briefpress"


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs's own, called when a class is made
    """The plugin has no options: what a site is stands in its ``mkdocs.yml`` and its folders, for both doors."""


class BriefPressPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Adds the theme's templates, and fills what MkDocs has rendered."""

    is_engine_only = False
    """BriefPress itself runs MkDocs: it only wants the pages."""

    def __init__(self) -> None:
        self._command = "build"
        self._site: PluginSite | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command. MkDocs keeps a plugin that has this method for all builds of ``mkdocs serve``."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our templates under the site's, no engine's search, and, unless BriefPress runs MkDocs, another folder for the pages."""
        _adopt(config)
        if not self.is_engine_only:
            from generator.plugin_site import PluginSite

            self._site = PluginSite(config)
            speak(config, self._site.settings)
        return config

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the themes' templates compiled, where nobody else has a say in what they become."""
        plugins = config.plugins.keys() | {NAME}
        if self.is_engine_only and plugins <= KNOWN_PLUGINS and not config.hooks and not config.theme.custom_dir:
            env.bytecode_cache = Compiled("theme")
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the site from what MkDocs has written."""
        if self._site is not None:
            # The script by which "mkdocs serve" reloads a page is put into it by the server; a policy would forbid it.
            self._site.finish(config, has_policy=self._command != "serve")

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind."""
        if self._site is not None:
            self._site.end()

    def on_serve(self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: object) -> "LiveReloadServer":
        """A changed briefing, or anything of another language, is a reason to build again, too."""
        if self._site is not None:
            for source in filter(Path.exists, all_sources(self._site.settings)):
                server.watch(str(source))
        return server


def speak(config: MkDocsConfig, settings: Settings) -> None:
    """What a configuration says in a site of several languages: where this one stands, and which others there are."""
    if settings.languages:
        config.extra[SWITCH] = switch_of(settings)
    if settings.below:
        config.site_url = settings.url or None


def _adopt(config: MkDocsConfig) -> None:
    """What every build with MkDocs needs, whichever door it came through."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    hidden = GitIgnoreSpec.from_lines([f"/{FRAMES_FOLDER}/"])
    config.not_in_nav = config.not_in_nav + hidden if config.not_in_nav else hidden
    # It would find the frames and none of the briefings.
    search = config.plugins.get("material/search") or config.plugins.get("search")
    if search is not None and "enabled" in search.config:
        search.config["enabled"] = False
