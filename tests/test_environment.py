"""Templates show values as Jinja does, and are compiled once, not at each start."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from types import CodeType

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape
from mkdocs.config.base import load_config
from mkdocs.structure.files import Files

from generator.plugin import NAME, BriefPressPlugin
from generator.render import compiled
from generator.render.direct import compiled_directly
from generator.render.environment import environment, escaped
from generator.render.words import words_for
from generator.views.slot_values import NotFoundView
from tests.tiny_site import write_site

TEXTS = st.text() | st.text("<>&\"' é")
CATALOG = words_for("en", "en").catalog
PAGE = "not-found.html"
THEMED = "site_name: Tiny\ntheme: {name: material}\n"
CALLS = """
{% macro pair(first, second="<default>") %}{{ first }}{{ second }}{% endmacro %}
{% macro around(first) %}{{ first }}{{ caller(first) }}{% endmacro %}
{{ text }}{{ markup }}{{ pair(text) }}{{ pair(text, markup) }}{{ pair(second=text, first=markup) }}
{% call(given) around(text) %}{{ given }}{{ pair(given, given)|upper }}{% endcall %}
{% for one in spoken.given(text, *[markup], said=text, **{"by": markup}) %}
{% set said = one %}{{ loop.index }}{{ loop.cycle("a", said) }}{{ pair(one, second=spoken.words) }}{{ spoken.words.upper() }}
{% endfor %}
{% block end %}{{ spoken.given(text, spoken.words)|map("string")|join(markup) }}{% endblock %}
"""


class Spoken(msgspec.Struct):
    words: str

    def given(self, *values: str, **named: str) -> list[str]:
        return [*values, *named, *named.values()]


OURS = environment(CATALOG).from_string(CALLS)
JINJAS = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(CALLS)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which compiled templates are kept from now on; it isn't there yet."""
    monkeypatch.setattr(compiled, "cache_from_source", lambda source: str(tmp_path / "kept" / Path(source).name))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def started(monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What a template gives in a process that has just started, and how many had to be compiled for that."""
    names: list[str] = []
    usual = Environment.compile

    def told(self: Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return usual(self, source, name, filename)

    with monkeypatch.context() as patched:
        patched.setattr(Environment, "compile", told)
        html = environment.__wrapped__(CATALOG).get_template(PAGE).render(view=NotFoundView("<home>"))
    return html, len(names)


@given(TEXTS | TEXTS.map(Markup) | st.integers() | st.none())
def test_a_template_escapes_what_markupsafe_escapes(value: object) -> None:
    assert escaped(value) == escape(value)


@given(TEXTS, TEXTS)
def test_templates_show_what_jinjas_own_show_whatever_they_call(text: str, markup: str) -> None:
    values = {"text": text, "markup": Markup(markup), "spoken": Spoken(text)}
    assert OURS.render(values) == JINJAS.render(values)


def test_templates_call_and_look_up_without_a_step_between() -> None:
    written = ast.parse(environment(CATALOG).compile(CALLS, raw=True))
    code = compiled_directly(ast.unparse(written), "calls.html")
    names = {name for one in functions(code) for name in one.co_names}
    assert {"upper", "given", "words", "escape"} <= names
    assert not names & {"call", "getattr"}


def functions(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from functions(inner)


def test_a_name_that_is_not_there_is_an_error_at_its_place_in_the_template() -> None:
    for wrong in ("{{ nothing(1) }}", "{{ spoken.nothing }}", "{{ spoken.nothing() }}"):
        with pytest.raises((UndefinedError, AttributeError), match="nothing") as raised:
            environment(CATALOG).from_string(f"one\n\n{wrong}").render(spoken=Spoken("word"))
        assert [place.lineno for place in extract_tb(raised.tb) if place.filename == "<template>"] == [3]


def test_a_template_is_compiled_at_the_first_start_only(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = started(monkeypatch), started(monkeypatch)
    assert first == (second[0], 1)
    assert second[1] == 0
    assert "&lt;home&gt;" in second[0]
    assert [path.suffix for path in kept.iterdir()] == [".html"]


@pytest.mark.parametrize("what", ["cut", "altered", "empty", "other program", "other language"])
def test_what_was_compiled_is_not_trusted_unless_it_is_whole_and_this_programs(
    kept: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    first, _ = started(monkeypatch)
    (place,) = kept.iterdir()
    content = place.read_bytes()
    if what == "other program":
        monkeypatch.setattr(compiled, "program", lambda: b"another")
    elif what == "other language":
        place.rename(place.with_name(place.name.replace("en.", "fr.")))
    else:
        place.write_bytes({"cut": content[:-9], "altered": content[:-1] + b"!", "empty": b""}[what])
    assert started(monkeypatch) == (first, 1)
    assert started(monkeypatch) == (first, 0)


@pytest.mark.parametrize("writes", [True, False])
def test_a_folder_that_takes_nothing_is_no_error(kept: Path, monkeypatch: pytest.MonkeyPatch, writes: bool) -> None:
    if writes:
        kept.write_bytes(b"a file where the folder should be")
    else:
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert started(monkeypatch)[1] == 1
    assert started(monkeypatch)[1] == 1
    assert not kept.is_dir()


def theme_of(folder: Path, configuration: str, is_engine_only: bool = True) -> Environment:
    """The templates of a site's theme, as MkDocs has them when it renders pages."""
    write_site(folder)
    (folder / "mkdocs.yml").write_text(configuration, "utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    plugin = config.plugins.setdefault(NAME, BriefPressPlugin())
    assert isinstance(plugin, BriefPressPlugin)
    plugin.is_engine_only = is_engine_only
    made = config.theme.get_env()
    return plugin.on_env(made, config=config, files=Files([]))


@pytest.mark.parametrize("plugins", ["plugins: [briefpress]", "plugins: [search, briefpress]", ""])
def test_an_engine_compiles_the_templates_of_its_theme_once(tmp_path: Path, kept: Path, plugins: str) -> None:
    theme_of(tmp_path / "one", f"{THEMED}{plugins}").get_template("partials/palette.html")
    (place,) = kept.iterdir()
    before = place.stat().st_ino
    theme_of(tmp_path / "two", f"{THEMED}{plugins}").get_template("partials/palette.html")
    assert [(path, path.stat().st_ino) for path in kept.iterdir()] == [(place, before)]


@pytest.mark.parametrize(
    "more",
    ["hooks: [hook.py]", "theme: {name: material, custom_dir: own}", "plugins: [briefpress, material/tags]"],
)
def test_templates_in_which_a_site_has_a_say_are_compiled_at_each_start(tmp_path: Path, kept: Path, more: str) -> None:
    (tmp_path / "site/own").mkdir(parents=True)
    (tmp_path / "site/hook.py").touch()
    theme_of(tmp_path / "site", f"{THEMED}{more}").get_template("partials/palette.html")
    assert not kept.exists()


def test_mkdocs_itself_keeps_no_templates(tmp_path: Path, kept: Path) -> None:
    theme_of(tmp_path, f"{THEMED}plugins: [briefpress]", is_engine_only=False).get_template("partials/palette.html")
    assert not kept.exists()
