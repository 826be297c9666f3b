"""MkDocs as an engine: ``python -m generator.mkdocs_engine mkdocs.yml OUTPUT FORM [strict]`` renders a site's pages and nothing more.

It loads the site's configuration just as ``mkdocs build`` does, and changes it by the same function as the plugin does then:
that is why both doors give the same bytes.
"""

import logging
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException

from generator.engine import ONLINE
from generator.plugin import NAME, BriefPressPlugin, speak
from generator.settings import read_one_language


def render(configuration: str, output: str, form: str, strict: bool) -> None:
    """Render the site's pages into a folder, in a form."""
    config = load_config(configuration, site_dir=output, strict=strict)
    speak(config, read_one_language(Path(configuration)))
    if form == "files":
        config.extra[ONLINE] = config.site_url or ""
        config.use_directory_urls = False
        config.site_url = None
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, BriefPressPlugin):
        plugin = BriefPressPlugin()
        config.plugins[NAME] = plugin
    plugin.is_engine_only = True
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def main() -> None:
    """The entrance; whatever MkDocs has to say goes to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        render(sys.argv[1], sys.argv[2], sys.argv[3], "strict" in sys.argv[4:])
    except MkDocsException as error:
        sys.exit(f"ERROR: {error}")


if __name__ == "__main__":
    main()
