"""The script that tells what keys do and what signs mean, in the site's language; every page loads it."""

import json
from pathlib import Path
from typing import Final

from generator.render.environment import filled
from generator.render.speech import names
from generator.render.words import words_for
from generator.settings import Settings

SCRIPT: Final = "assets/help.js"
_BROWSER: Final = Path(__file__).parent / "browser" / "help.js"


def help_script(settings: Settings) -> bytes:
    """The script with the words that it shows."""
    words = words_for(settings.language, settings.language)
    html = filled("help", words.catalog, names(words, "", settings.form))
    said = {
        "lang": words.lang,
        "label": str(words.say("Keys and signs").unescape()),
        "html": "".join(line.strip() for line in html.splitlines()),
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'(() => {{\n"use strict";\nconst HELP = {text};\n{_BROWSER.read_text(encoding="utf-8")}}})();\n'.encode()
