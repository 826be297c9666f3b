"""The site's glossary: what its abbreviations and terms mean, in one language or in several, as ``glossary.yml`` beside ``mkdocs.yml`` says."""

from typing import Final

import yaml

from generator.tags import is_language

GLOSSARY: Final = "glossary.yml"
ALL: Final = ""
"""The language of a meaning that holds in all of them."""
_LONGEST_TERM: Final = 60
_LONGEST_MEANING: Final = 300
_DEEPEST: Final = 2
"""Terms, and below each its languages."""

Glossary = dict[str, dict[str, str]]
"""By term, in the order of the file: its meanings by language."""


class GlossaryError(Exception):
    """The glossary can't be used as it is written; the message says where and why, for people."""


def read_glossary(text: str) -> Glossary:
    """The glossary in the text of a file, which may be empty. GlossaryError when something in it is wrong."""
    try:
        _check_depth(text)
        # Nodes, for their places; every scalar is the text that is written: a term may be NO or 5G.
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise GlossaryError(f"{GLOSSARY}:{line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise GlossaryError(f"{GLOSSARY}: {str(error).splitlines()[0]}") from None
    if root is None:
        return {}
    return {term: _meanings(term, node) for term, node in _entries(root, "a term", _LONGEST_TERM).items()}


def _check_depth(text: str) -> None:
    """GlossaryError where more is nested than a glossary can say. Nodes are composed by calls within calls, which a hostile file could
    nest until the process ends; events are not."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise GlossaryError(f"{GLOSSARY}:{line}: a meaning is a text, or one for each language, and nothing below")


def _meanings(term: str, node: yaml.Node) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {ALL: _meaning(node)}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode) and not is_language(key.value.strip()):
            raise _error(key, f"“{key.value.strip()}” is no language: write a tag such as en, fr or pt-BR (BCP 47)")
    return {lang: _meaning(one) for lang, one in _entries(node, "a language", _LONGEST_TERM).items()}


def _entries(node: yaml.Node, what: str, longest: int) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(
            node, "here should stand terms, each with what it means: “NATO: North Atlantic Treaty Organization”"
        )
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _text(key, what, longest)
        if len(name) < 2 or not any(map(str.isalnum, name)):
            raise _error(key, f"“{name}” is too short for {what}")
        if name in found:
            raise _error(key, f"“{name}” stands twice")
        found[name] = value
    return found


def _meaning(node: yaml.Node) -> str:
    return _text(node, "a meaning", _LONGEST_MEANING)


def _text(node: yaml.Node, what: str, longest: int) -> str:
    text = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
    if not text:
        raise _error(node, f"{what} is missing here: it is a text, or one for each language")
    if len(text) > longest:
        raise _error(node, f"{what} has at most {longest} characters; this one has {len(text)}")
    return text


def _error(node: yaml.Node, message: str) -> GlossaryError:
    return GlossaryError(f"{GLOSSARY}:{node.start_mark.line + 1}: {message}")
