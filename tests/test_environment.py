"""Templates show values as Jinja does, and are compiled once, not at each start."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup, escape

from generator.render import compiled
from generator.render.environment import environment, escaped
from generator.render.words import words_for
from generator.views.slot_values import NotFoundView

TEXTS = st.text() | st.text("<>&\"' é")
CATALOG = words_for("en", "en").catalog
PAGE = "not-found.html"
CALLS = """
{% macro pair(first, second="<default>") %}{{ first }}{{ second }}{% endmacro %}
{% macro around(first) %}{{ first }}{{ caller(first) }}{% endmacro %}
{{ text }}{{ markup }}{{ pair(text) }}{{ pair(text, markup) }}{{ pair(second=text, first=markup) }}
{% call(given) around(text) %}{{ given }}{{ pair(given, given)|upper }}{% endcall %}
"""
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
def test_macros_show_what_jinjas_own_show_however_they_are_called(text: str, markup: str) -> None:
    values = {"text": text, "markup": Markup(markup)}
    assert OURS.render(values) == JINJAS.render(values)


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
