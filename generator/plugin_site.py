"""A site that MkDocs builds: checked before it renders, and filled afterwards."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.build import BuildError, BuildOptions, check, finish_rendering, told_calmly
from generator.configuration import CONFIGURATION, SettingsError
from generator.destination import check_destination
from generator.engine import check_docs, run_engine
from generator.problem import Problem
from generator.rendering import Rendering, read_rendering
from generator.settings import Settings, read_settings

log: Final = logging.getLogger("mkdocs.plugins.briefpress")


class PluginSite:
    """One build of a site. PluginError when it can't be, with all that is wrong."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Check the briefings, and have MkDocs render into a temporary folder."""
        self._warnings = _Warnings()
        if config.strict:
            logging.getLogger("mkdocs").addHandler(self._warnings)
        try:
            with told_calmly():
                self.settings = _settings(config)
                check_destination(self.settings)
                check_docs(self.settings)
                self._checked = check(self.settings, config.strict)
        except (BuildError, SettingsError) as error:
            self._forget_warnings()
            raise PluginError(_told(error)) from None
        for problem in self._checked.problems:
            log.warning("%s", _line(problem))
        self._work = TemporaryDirectory(prefix="briefpress-")
        config.site_dir = self._work.name

    def finish(self, config: MkDocsConfig, has_policy: bool) -> None:
        """Fill the site from what MkDocs has written."""
        settings, rendered = self.settings, Path(config.site_dir)
        config.site_dir = str(settings.site)
        try:
            if config.strict and self._warnings.count:
                return  # MkDocs will say so, and fail; the old site stays
            with told_calmly():
                rendering = read_rendering(rendered)
                others = {other.below: self._rendered(other, config.strict) for other in settings.others}
            options = BuildOptions(has_policy=has_policy)
            built = finish_rendering(settings, self._checked, rendering, options, others=others)
        except BuildError as error:
            raise PluginError(_told(error)) from None
        finally:
            self.end()
        log.info("%d pages, %d files written to %s", built.statistics.pages, built.statistics.written, settings.site)

    def _rendered(self, other: Settings, strict: bool) -> Rendering:
        """The site in another language, which MkDocs renders by itself."""
        with TemporaryDirectory(prefix="briefpress-") as work:
            return read_rendering(run_engine(other, "mkdocs", Path(work), strict))

    def end(self) -> None:
        """Leave nothing behind."""
        self._forget_warnings()
        self._work.cleanup()

    def _forget_warnings(self) -> None:
        logging.getLogger("mkdocs").removeHandler(self._warnings)


class _Warnings(logging.Handler):
    """Counts them: in strict mode MkDocs does so, too, but looks only after the site would have been written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a warning."""
        self.count += 1


def _settings(config: MkDocsConfig) -> Settings:
    """As ``briefpress build`` has them, but for what MkDocs's own command line decides. SettingsError for ``mkdocs.fr.yml`` alone."""
    configuration, site = Path(config.config_file_path), Path(config.site_dir)
    url = config.site_url or ""
    settings = read_settings(configuration.parent, site=site, url=url if not url or url.endswith("/") else f"{url}/")
    if configuration.name in {other.configuration for other in settings.others}:
        raise SettingsError(
            f"{configuration.name} is one language of the site that {CONFIGURATION} describes: run “mkdocs build” without “-f”, "
            "which builds all of them"
        )
    return settings


def _told(error: Exception) -> str:
    problems = error.problems if isinstance(error, BuildError) else ()
    return "\n".join(["BriefPress: " + str(error), *map(_line, problems)])


def _line(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.level}: {problem.sentence()} [{problem.rule}]"
