"""The second door: ``mkdocs build`` gives the same site as ``briefpress build``, by the same functions in the same order.

MkDocs renders into a temporary folder; the site's own folder is touched only when everything is right.
"""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from pathspec.gitignore import GitIgnoreSpec

from generator.build import BuildError, BuildOptions, check, finish_rendering, told_calmly
from generator.check import Checked
from generator.destination import check_destination
from generator.engine import FRAMES_FOLDER, THEME, check_docs
from generator.problem import Problem
from generator.rendering import read_rendering
from generator.settings import Settings, SettingsError, read_settings

NAME: Final = "briefpress"
log: Final = logging.getLogger(f"mkdocs.plugins.{NAME}")


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs's own, called when a class is made
    """The plugin has no options: what a site is stands in its ``mkdocs.yml`` and its folders, for both doors."""


class BriefPressPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Adds the theme's templates, and fills what MkDocs has rendered."""

    is_engine_only = False
    """BriefPress itself runs MkDocs: it only wants the pages."""

    def __init__(self) -> None:
        self._command = "build"
        self._settings: Settings | None = None
        self._checked: Checked | None = None
        self._work: TemporaryDirectory[str] | None = None
        self._warnings = _Warnings()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command. MkDocs keeps a plugin that has this method for all builds of ``mkdocs serve``."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our templates under the site's, no engine's search, and, unless BriefPress runs MkDocs, another folder for the pages."""
        _adopt(config)
        if not self.is_engine_only:
            self._begin(config)
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the site from what MkDocs has written."""
        settings, checked = self._settings, self._checked
        if self.is_engine_only or settings is None or checked is None:
            return
        rendered = Path(config.site_dir)
        config.site_dir = str(settings.site)
        try:
            if config.strict and self._warnings.count:
                return  # MkDocs will say so, and fail; the old site stays
            with told_calmly():
                rendering = read_rendering(rendered)
            # The script by which "mkdocs serve" reloads a page is put into it by the server; a policy would forbid it.
            options = BuildOptions(has_policy=self._command != "serve")
            built = finish_rendering(settings, checked, rendering, options)
        except BuildError as error:
            raise PluginError(_told(error)) from None
        finally:
            self._end()
        log.info("%d pages, %d files written to %s", built.statistics.pages, built.statistics.written, settings.site)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind."""
        self._end()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """A changed briefing is a reason to build again, too."""
        if self._settings is not None:
            server.watch(str(self._settings.folder / "briefings"))
        return server

    def _begin(self, config: MkDocsConfig) -> None:
        self._warnings = _Warnings()
        if config.strict:
            logging.getLogger("mkdocs").addHandler(self._warnings)
        try:
            with told_calmly():
                self._settings = _settings(config)
                check_destination(self._settings)
                check_docs(self._settings)
                self._checked = check(self._settings, config.strict)
        except (BuildError, SettingsError) as error:
            raise PluginError(_told(error)) from None
        for problem in self._checked.problems:
            log.warning("%s", _line(problem))
        self._work = TemporaryDirectory(prefix="briefpress-")
        config.site_dir = self._work.name

    def _end(self) -> None:
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._work is not None:
            self._work.cleanup()
            self._work = None


class _Warnings(logging.Handler):
    """Counts them: in strict mode MkDocs does so, too, but looks only after the site would have been written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a warning."""
        self.count += 1


def _adopt(config: MkDocsConfig) -> None:
    """What every build with MkDocs needs, whichever door it came through."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    hidden = GitIgnoreSpec.from_lines([f"/{FRAMES_FOLDER}/"])
    config.not_in_nav = config.not_in_nav + hidden if config.not_in_nav else hidden
    # It would find the frames and none of the briefings.
    search = config.plugins.get("material/search") or config.plugins.get("search")
    if search is not None and "enabled" in search.config:
        search.config["enabled"] = False


def _settings(config: MkDocsConfig) -> Settings:
    """As ``briefpress build`` has them, but for what MkDocs's own command line decides."""
    folder = Path(config.config_file_path).parent
    url = config.site_url or ""
    return read_settings(folder, site=Path(config.site_dir), url=url if not url or url.endswith("/") else f"{url}/")


def _told(error: Exception) -> str:
    problems = error.problems if isinstance(error, BuildError) else ()
    return "\n".join(["BriefPress: " + str(error), *map(_line, problems)])


def _line(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.level}: {problem.sentence()} [{problem.rule}]"
