"""The environment of all templates, one for each catalog: it escapes everything that is not markup already."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context
from markupsafe import Markup

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


class _PlainCalls(Context):
    """Calls what a template names just as Python does: nothing here wants Jinja's context, and asking takes time."""

    def call(
        self, called: Callable[..., Any], *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> Any:
        return called(*args, **kwargs)


class _Quick(Environment):
    """Calls and attributes are Python's own: views are structs, and what one of them doesn't have is an error."""

    context_class = _PlainCalls
    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the builtin, without Jinja's search for items of that name
