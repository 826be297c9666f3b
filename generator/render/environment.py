"""The environment of all templates, one for each catalog: it escapes everything that is not markup already."""

from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from generator.render.compiled import Compiled
from generator.render.direct import compiled_directly
from generator.render.filters import filters
from generator.render.words import catalogs

TEMPLATES = Path(__file__).parent.parent / "templates"


def filled(name: str, catalog: GNUTranslations, values: Mapping[str, Any]) -> Markup:
    """The HTML of a template, with the labels of a catalog."""
    return Markup(_template(name, catalog).render(values))


def macros(name: str, catalog: GNUTranslations, names: Mapping[str, Any]) -> Any:
    """The macros of a file of templates; what they call they find in ``names``."""
    return _template(name, catalog).make_module(dict(names))


def prepare() -> None:
    """Read all templates for all catalogs, which takes a moment."""
    for catalog in catalogs():
        made = environment(catalog)
        for name in made.list_templates():
            made.get_template(name)


@lru_cache(maxsize=64)
def environment(catalog: GNUTranslations) -> Environment:
    """The environment for pages with the labels of a catalog, made once; a name that is not there is an error."""
    made = _Quick(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=Compiled(catalog.info()["language"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= filters(catalog)
    return made


@lru_cache(maxsize=1024)
def _template(name: str, catalog: GNUTranslations) -> Template:
    return environment(catalog).get_template(f"{name}.html")


def escaped(value: Any) -> str:
    """What a template shows of a value, as ``markupsafe.escape`` has it. Most values are markup, or text with nothing to escape: they
    stay as they are."""
    kind = type(value)
    if kind is Markup or (
        kind is str
        and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)  # faster than a search
    ):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _QuickMacro(Macro):
    """A macro whose arguments need no sorting where a template gives all of them in their order."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or self.caller or len(args) != self._argument_count:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


class _QuickTemplate(Template):
    """Code that Jinja has made of a template, with what it calls most often in a faster form. Where Jinja calls them by other names one
    day, its own do the work."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        # As a dict they are copied for each page at once; Jinja's chain of two is asked for each of its names.
        made = super().from_code(environment, code, dict(globals), uptodate)
        made.root_render_func.__globals__.update(escape=escaped, Macro=_QuickMacro)
        return made


class _Quick(Environment):
    """Calls and attributes are Python's own: nothing here wants Jinja's context, views are structs, and what one of them doesn't have is
    an error."""

    template_class = _QuickTemplate
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the builtin, without Jinja's search for items of that name

    def _compile(self, source: str, filename: str) -> CodeType:
        """Called by Jinja: make code of the Python that it has written for a template."""
        return compiled_directly(source, filename)
