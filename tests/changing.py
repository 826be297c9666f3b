"""A small site in which everything has to do with everything, and edits of it at random, good ones and bad ones."""

from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from tests.tiny_site import CONFIGURATION, KINDS

Edit = tuple[str, ...] | tuple[Any, ...]
"""What is done, and with what; ``Changing.apply`` knows them."""
PLACES: Final = st.integers(0, 7)
"""Which of the things that are there: counted on from the first one again after the last one."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class Changing:
    """The files of a site by their path in its folder."""

    def __init__(self) -> None:
        self.briefings: dict[str, dict[str, Any]] = {}
        self.folders: dict[str, str] = {}
        """Where a briefing's file lies, below ``briefings/``, if not there itself."""
        self.registries: dict[str, dict[str, Any] | None] = deepcopy(_REGISTRIES)
        self.docs: dict[str, str] = {"index.md": "<!-- briefpress: latest limit=3 -->", "search.md": SEARCH}
        self.frames = dict.fromkeys(KINDS, "")
        self.configuration = CONFIGURATION
        self.glossary = ""
        self.others: dict[str, str] = {}
        """Other files by path, and those that stand in the way of these."""
        self.mistakes: dict[str, str] = {}
        """What stands at the end of a briefing's file and shouldn't."""
        for name, briefing in _FIRST.items():
            self.briefings[name] = deepcopy(briefing)

    def files(self) -> dict[str, bytes]:
        """All files of the site."""
        texts = {"mkdocs.yml": self.configuration}
        texts |= {f"docs/{path}": text for path, text in self.docs.items()}
        texts |= {"glossary.yml": self.glossary} if self.glossary else {}
        texts |= {f"docs/frames/{kind}.md": text for kind, text in self.frames.items()}
        for name, entries in self.registries.items():
            if entries is not None:
                texts[f"briefings/registry/{name}.yml"] = _yaml(entries)
        for name, briefing in self.briefings.items():
            path = f"briefings/{self.folders.get(name, '')}{name}.yml"
            texts[path] = _yaml(self._named(briefing, name)) + self.mistakes.get(name, "")
        return {path: text.encode() for path, text in (texts | self.others).items()}

    def apply(self, edit: Edit) -> None:
        """Make an edit; one that has nothing to be made to does nothing."""
        kind, *values = edit
        getattr(self, f"_{kind}")(*values)

    def _put(self, name: str, briefing: dict[str, Any]) -> None:
        self.briefings[name] = deepcopy(briefing)

    def _set(self, place: int, field: str, value: Any) -> None:
        if name := self._nth(place):
            self.briefings[name][field] = deepcopy(value)

    def _set_item(self, place: int, number: int, field: str, value: Any) -> None:
        """One field of one of the items that have it."""
        briefing = self.briefings.get(self._nth(place), {})
        lists = (briefing.get(kind) or [] for kind in ("key_facts", "figures", "open_questions", "quotes", "sources"))
        having = [item for items in lists for item in items if field in item]
        if having:
            having[number % len(having)][field] = deepcopy(value)

    def _mistake(self, place: int, text: str) -> None:
        self.mistakes[self._nth(place)] = text

    def _remove(self, place: int) -> None:
        if name := self._nth(place):
            del self.briefings[name]
            self.mistakes.pop(name, None)

    def _rename(self, place: int, to: str) -> None:
        if (name := self._nth(place)) and to not in self.briefings:
            self.briefings[to] = self.briefings.pop(name)

    def _swap(self, one: int, other: int) -> None:
        """Two files change their names."""
        first, second = self._nth(one), self._nth(other)
        self.briefings[first], self.briefings[second] = self.briefings[second], self.briefings[first]

    def _move(self, place: int, folder: str) -> None:
        self.folders[self._nth(place)] = folder

    def _register(self, registry: str, entry: str, fields: dict[str, Any] | None) -> None:
        entries = self.registries[registry]
        if entries is None:
            entries = self.registries[registry] = deepcopy(_REGISTRIES[registry]) or {}
        if fields is None:
            entries.pop(entry, None)
        else:
            entries[entry] = deepcopy(fields)
        if not entries:
            self.registries[registry] = None

    def _close_registry(self, registry: str) -> None:
        self.registries[registry] = None

    def _write(self, path: str, text: str) -> None:
        self.docs[path] = text

    def _unwrite(self, path: str) -> None:
        self.docs.pop(path, None)

    def _frame(self, kind: str, text: str) -> None:
        self.frames[kind] = text

    def _configure(self, configuration: str) -> None:
        self.configuration = configuration

    def _explain(self, glossary: str) -> None:
        self.glossary = glossary

    def _speak(self, is_spoken: bool) -> None:
        """The site is in another language, too, or no longer."""
        self.others.pop("mkdocs.de.yml", None)
        if is_spoken:
            self.others["mkdocs.de.yml"] = GERMAN

    def _break(self, path: str, text: str | None) -> None:
        if text is None:
            self.others.clear()
        else:
            self.others[path] = text

    def _nth(self, place: int) -> str:
        names = sorted(self.briefings)
        return names[place % len(names)] if names else ""

    def _named(self, value: Any, own: str) -> Any:
        """With ids of briefings that are there in place of their numbers."""
        if isinstance(value, str):
            for place in range(8):
                value = value.replace(f"@{place}", self._nth(place))
            return value
        if isinstance(value, list):
            return [self._named(one, own) for one in value]
        if isinstance(value, dict):
            named = {key: self._named(one, own) for key, one in value.items() if one is not None and one != []}
            if own in named.get("related", ()):
                named["related"] = [other for other in named["related"] if other != own] or ["one"]
            if named.get("translation_of") == own:
                del named["translation_of"]
            return named
        return value


def write(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Make a folder that holds some files hold others; what is the same isn't touched."""
    for path in before:
        if path not in after:
            (folder / path).unlink()
    for path, content in after.items():
        if before.get(path) != content:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


SEARCH: Final = "<!-- briefpress: search -->"
_REGISTRIES: Final[dict[str, dict[str, Any] | None]] = {
    "topics": {"ports": {"name": "Ports"}, "roads": {"name": {"en": "Roads", "fr": "Routes"}, "parent": "ports"}, "quays": {"name": "Quays"}},
    "actors": {"office": {"name": {"en": "Harbour Office", "fr": "Capitainerie"}, "aliases": ["The Office"]}},
    "indicators": {"waiting": {"name": "Ships that wait", "unit": "ships"}},
}  # fmt: skip
_SOURCES: Final = [{"id": "s1", "title": "Notice", "publisher": "Office"}, {"id": "s2", "title": "Register"}]


def _briefing(title: str, date: str, **more: Any) -> dict[str, Any]:
    fact = {
        "id": "f1",
        "text": "The port is closed.",
        "status": "confirmed",
        "attributed_to": ["office"],
        "sources": ["s1", "s2"],
    }
    question = {"id": "q1", "question": "Until when?"}
    usual = {"title": title, "date": date, "summary": "In short.", "topics": ["ports"], "key_facts": [fact], "open_questions": [question], "sources": _SOURCES}  # fmt: skip
    return usual | more


_FIRST: Final = {
    "one": _briefing("The first day", "2023-03-01"),
    "two": _briefing(
        "The second day",
        "2024-01-15",
        topics=["roads"],
        related=["one"],
        key_facts=[
            {"id": "f1", "text": "It is [closed](one#f1) still.", "status": "confirmed", "updates": "one#f1", "answers": ["one#q1"], "attributed_to": ["Jane Doe"], "sources": ["s1", "s2"]},
            {"id": "f2", "text": "Nobody knows more.", "status": "unverified", "sources": ["s1"]},
        ],
        figures=[{"id": "n1", "label": "Ships", "value": 12, "unit": "ships", "as_of": "2024-01-15", "indicator": "waiting", "source": "s1"}],
        quotes=[{"id": "k1", "text": "We wait.", "speaker": "jane doe", "source": "s1"}],
    ),
    "deux": _briefing("Le deuxième jour", "2024-01-15", lang="fr", translation_of="two"),
}  # fmt: skip

_IDS = st.sampled_from(["one", "two", "deux", "three", "four", "five"])
_DAYS = st.sampled_from(["2022-05-01", "2023-03-01", "2023-03-02", "2024-01-15", "2024-05-31"])
_ITEMS = st.sampled_from(["f1", "f1", "f1", "q1", "q1", "s1", "f2", "n1"])
_OTHERS = PLACES.map(lambda place: f"@{place}")
_MARKUP = st.one_of(
    st.sampled_from(["In short.", "It is *so*.", "Nothing is known of it.", "12 ships wait."]),
    _OTHERS.map(lambda other: f"See [this]({other})."),
    st.tuples(_OTHERS, _ITEMS).map(lambda it: f"As [was said]({it[0]}#{it[1]})."),
    _ITEMS.map(lambda item: f"As [said above](#{item})."),
)
_LABELS = st.sampled_from(["Ports", "Roads", "Quays", "Harbour Office", {"en": "Berths", "fr": "Postes"}, {"fr": "Quais"}])  # fmt: skip
_ACTORS = st.sampled_from(["office", "Harbour Office", "The Office", "Jane Doe", "jane doe", "Ministry", "MINISTRY", "ministry-of-ports"])  # fmt: skip
_TOPICS = st.lists(st.sampled_from(["ports", "roads", "quays"]), unique=True, max_size=2)
_MOMENTS = st.sampled_from(["2023", "2023-03", "2024-01", "2024-01-15", "2024-05-31", "2021-12-31"])
_CITED = st.lists(st.sampled_from(["s1", "s2"]), unique=True, min_size=1, max_size=2)
_FACT = st.fixed_dictionaries(
    {"text": _MARKUP, "status": st.sampled_from(["confirmed", "unverified"]), "sources": _CITED},
    optional={
        "id": st.sampled_from(["f1", "f2", "f3"]),
        "attributed_to": st.lists(_ACTORS, max_size=2, unique=True),
        "updates": st.tuples(_OTHERS, st.sampled_from(["f1", "f2"])).map("#".join),
        "answers": st.lists(st.tuples(_OTHERS, st.just("q1")).map("#".join), max_size=2, unique=True)
        | st.tuples(_OTHERS).map(lambda it: [{"question": f"{it[0]}#q1", "partly": "true"}]),
        "responses": st.fixed_dictionaries(
            {"by": _ACTORS, "stance": st.sampled_from(["denies", "confirms"])},
            optional={"sources": _CITED, "date": _DAYS},
        ).map(lambda one: [one]),
        "date": _MOMENTS,
    },
)


def _first_called(name: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item | {"id": name} if place == 0 else item for place, item in enumerate(items)]


_QUESTION = st.fixed_dictionaries(
    {"question": _MARKUP},
    optional={"id": st.sampled_from(["q1", "q2"]), "why": _MARKUP},
) | st.just({"id": "q1", "question": "Why at all?", "state": "moot", "moot_because": "It is over."})
_FIGURE = st.fixed_dictionaries(
    {"label": _MARKUP, "value": st.sampled_from([1, 12, 13.5, {"min": 3, "max": 8}])},
    optional={
        "id": st.sampled_from(["n1", "n2"]),
        "indicator": st.sampled_from(["waiting", "waiting", "leaving"]),
        "nature": st.sampled_from(["forecast", "claim"]),
        "unit": st.sampled_from(["ships", "boats"]),
        "as_of": _MOMENTS,
        "period": st.sampled_from(["2023", "2024-01", "2023-11/2024-02", "2023-02-01/2023-03-01"]),
        "reported_on": _DAYS,
        "attributed_to": st.lists(_ACTORS, max_size=1),
        "source": st.sampled_from(["s1", "s2"]),
    },
) | st.just({"id": "n1", "label": "Ships", "display": "many", "indicator": "waiting"})
_QUOTE = st.fixed_dictionaries(
    {"text": st.sampled_from(["We wait.", "Nous attendons."]), "speaker": _ACTORS},
    optional={"id": st.sampled_from(["k1", "k2"]), "source": st.just("s1"), "date": _MOMENTS, "lang": st.just("fr"), "translations": st.just({"fr": "On attend."})},
)  # fmt: skip
_SOURCE_LISTS = st.sampled_from(
    [
        _SOURCES,
        [_SOURCES[1], _SOURCES[0]],
        [*_SOURCES, {"id": "s3", "title": "Third", "publisher": "Office", "date": "2024-01"}],
        [{**_SOURCES[0], "title": "Another notice"}, _SOURCES[1]],
        [_SOURCES[0]],
    ]
)
_CHANGES = st.lists(
    st.fixed_dictionaries(
        {
            "date": _DAYS,
            "kind": st.sampled_from(["update", "correction", "correction", "retraction", "minor"]),
            "note": _MARKUP,
        },
        optional={"item": _ITEMS},
    ),
    min_size=1,
    max_size=2,
)
_FIELDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "title": st.sampled_from(["The first day", "The second day", "Another day", "Un jour"]),
    "date": st.sampled_from(["2022-05-01", "2023-03-01", "2023-03-02", "2024-01-15", "2024-05-31", "2024-06-02"]),
    "summary": _MARKUP,
    "lang": st.sampled_from([None, "en", "fr"]),
    "state": st.sampled_from([None, "published", "draft", "withdrawn"]),
    "tlp": st.sampled_from([None, None, "green", "amber"]),
    "topics": _TOPICS,
    "translation_of": st.none() | _OTHERS,
    "related": st.lists(_OTHERS, max_size=2, unique=True),
    "review_by": st.sampled_from([None, "2024-05-31", "2024-06-01"]),
    "changes": _CHANGES,
    "key_facts": st.lists(_FACT, min_size=1, max_size=3).map(partial(_first_called, "f1")),
    "open_questions": st.lists(_QUESTION, max_size=2).map(partial(_first_called, "q1")),
    "figures": st.lists(_FIGURE, max_size=2),
    "quotes": st.lists(_QUOTE, max_size=2),
    "sources": _SOURCE_LISTS,
}
_ITEM_FIELDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "text": _MARKUP,
    "status": st.sampled_from(["confirmed", "unverified"]),
    "id": st.sampled_from(["f1", "f2", "q1", "n1"]),
    "speaker": _ACTORS,
    "unit": st.sampled_from(["ships", "boats", None]),
    "as_of": _MOMENTS,
    "date": _MOMENTS,
    "publisher": st.sampled_from(["Office", "office", None]),
    "title": st.sampled_from(["Notice", "Another notice"]),
    "question": _MARKUP,
}
_ENTRIES: Final[dict[str, tuple[list[str], dict[str, st.SearchStrategy[Any]]]]] = {
    "topics": (["ports", "roads", "quays"], {"description": _LABELS, "parent": st.sampled_from(["ports", "roads"])}),
    "actors": (["office", "ministry-of-ports"], {"role": _LABELS, "aliases": st.lists(st.sampled_from(["The Office", "Jane Doe", "Ministry"]), max_size=2, unique=True), "kind": st.just("organisation")}),
    "indicators": (["waiting", "leaving"], {"unit": st.sampled_from(["ships", "boats"]), "counts": _LABELS}),
}  # fmt: skip
SLOTS: Final = ("latest limit=2", "archive", "questions", "questions state=open", "claims", "sources", "topics", "actors", "indicators", "years", "search", "download", "timeline", "timeline topic=ports actor=office limit=3", "corrections", "news")  # fmt: skip
_TEXTS = st.lists(
    st.sampled_from(
        [f"<!-- briefpress: {slot} -->" for slot in SLOTS]
        + ["Words.", '<a href="../topics/ports/">ports</a>', '<a id="x" href="../briefings/one/#f1">one</a>', '<a href="/tiny/more/#x">more</a>', '<img src="../a.svg">']
    ),
    max_size=3,
    unique=True,
).map("\n\n".join)  # fmt: skip
_PAGES = st.sampled_from(["index.md", "about.md", "more.md", "a.svg", "topics/quays.md"])
GERMAN: Final = "INHERIT: mkdocs.yml\ntheme: {language: de}\n"
FRENCH: Final = CONFIGURATION.replace("variant: classic", "language: fr")
_CONFIGURATIONS = st.sampled_from(
    [
        CONFIGURATION,
        CONFIGURATION.replace("Tiny", "Small"),
        FRENCH,
        f"{CONFIGURATION}copyright: Nobody\nrepo_url: https://forge.example/t\nedit_uri: edit/main/docs/\n",
        CONFIGURATION.replace("site_url: https://example.org/tiny/\n", ""),
        CONFIGURATION + "not_in_nav: !ENV [X, '']\n",
    ]
)
_GLOSSARIES = st.sampled_from(
    ["", "port: a place for ships\n", "In: {en: within, fr: dans}\nshort: not long\n", "port: a harbour\n", "port:\n"]
)
_BROKEN = st.sampled_from([None, None, "title: [", "title: No date\n", ""])
_MISTAKES = st.sampled_from(["", "", "x: [", "x: 1\n", "key_facts: []\n", "# only a comment\n"])
_BRIEFINGS = st.builds(
    lambda required, optional: required | optional,
    st.fixed_dictionaries({name: _FIELDS[name] for name in ("title", "date", "summary", "topics", "key_facts")} | {"sources": st.just(_SOURCES)}),
    st.fixed_dictionaries({}, optional={name: _FIELDS[name] for name in ("lang", "translation_of", "open_questions", "figures", "quotes", "related", "tlp")}),
)  # fmt: skip


def _registering(registry: str) -> st.SearchStrategy[Edit]:
    names, optional = _ENTRIES[registry]
    fields = st.fixed_dictionaries({"name": _LABELS}, optional=optional)
    return st.tuples(st.just("register"), st.just(registry), st.sampled_from(names), fields | fields | st.none())


OF_BRIEFINGS: Final[st.SearchStrategy[Edit]] = st.one_of(
    *(st.tuples(st.just("set"), PLACES, st.just(field), values) for field, values in _FIELDS.items()),
    *(
        st.tuples(st.just("set_item"), PLACES, PLACES, st.just(field), values)
        for field, values in _ITEM_FIELDS.items()
    ),
    st.tuples(st.just("put"), _IDS, _BRIEFINGS),
    st.tuples(st.just("put"), _IDS, _BRIEFINGS),
    st.tuples(st.just("remove"), PLACES),
    st.tuples(st.just("rename"), PLACES, _IDS),
    st.tuples(st.just("swap"), PLACES, PLACES),
    st.tuples(st.just("move"), PLACES, st.sampled_from(["", "2024/", "2023/more/"])),
    st.tuples(st.just("mistake"), PLACES, _MISTAKES),
    st.tuples(st.just("mistake"), PLACES, _MISTAKES),
    *(_registering(registry) for registry in _ENTRIES),
    st.tuples(st.just("close_registry"), st.sampled_from(sorted(_ENTRIES))),
    st.tuples(st.just("break"), st.sampled_from(["briefings/one.yml", "briefings/2024/two.yml", "briefings/registry/topics.yml", "briefings/note.txt"]), _BROKEN),
)  # fmt: skip
OF_OTHERS: Final[st.SearchStrategy[Edit]] = st.one_of(
    st.tuples(st.just("write"), _PAGES, _TEXTS),
    st.tuples(st.just("write"), _PAGES, _TEXTS),
    st.tuples(st.just("unwrite"), st.sampled_from(["about.md", "more.md", "a.svg", "topics/quays.md", "search.md"])),
    st.tuples(st.just("frame"), st.sampled_from(KINDS), _TEXTS.filter(lambda text: "briefpress:" not in text)),
    st.tuples(st.just("configure"), _CONFIGURATIONS),
    st.tuples(st.just("explain"), _GLOSSARIES),
    st.tuples(st.just("speak"), st.sampled_from([True, True, False])),
)
"""Edits of what an engine looks at."""
