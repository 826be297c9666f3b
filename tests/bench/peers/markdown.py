"""A briefing as Markdown, for generators that read nothing else: what BriefPress's templates say, in Markdown's own means."""

import re
from collections.abc import Iterator
from typing import Final

from tests.bench.corpus import Document
from tests.bench.peers.peer import Corpus
from tests.bench.peers.words import words

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]<>#|]|(?<=^\d{4})\.")


def plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def day(date: str, lang: str) -> str:
    """A date as readers of a language read it."""
    year, month, number = map(int, date.split("-"))
    return f"{number} {words()[lang]['months'][month - 1]} {year}"


def month_of(month: str, lang: str) -> str:
    """A month as readers of a language read it."""
    year, number = map(int, month.split("-"))
    return f"{words()[lang]['months'][number - 1]} {year}"


def page_of(briefing_id: str, document: Document, corpus: Corpus) -> str:
    """A briefing's page."""
    return "\n\n".join(_Writer(briefing_id, document, corpus).blocks()) + "\n"


class _Writer:
    """Writes the blocks of one briefing."""

    def __init__(self, briefing_id: str, document: Document, corpus: Corpus) -> None:
        self.id = briefing_id
        self.document = document
        self.corpus = corpus
        self.lang = document["lang"]
        self.labels = words()[self.lang]
        self.say = self.labels["say"]
        self.titles = corpus.titles
        self.numbers = {source["id"]: place for place, source in enumerate(document["sources"], 1)}

    def blocks(self) -> Iterator[str]:
        document = self.document
        yield f"# {plain(document['title'])}"
        yield _line(day(document["date"], self.lang), f"{self.say['By']} {plain(', '.join(document['authors']))}")
        yield f"{self.say['Topics']}: {', '.join(self._named('topics', topic) for topic in document['topics'])}"
        yield f"## {self.say['Bottom line']}"
        yield plain(document["summary"])
        for heading, kind, write in (
            ("Key facts", "key_facts", self._fact),
            ("Quotes", "quotes", self._quote),
            ("Figures", "figures", self._figure),
            ("Open questions", "open_questions", self._question),
            ("Sources", "sources", self._source),
        ):
            yield f"## {self.say[heading]}"
            for item in document[kind]:
                yield from write(item)

    def _named(self, kind: str, identifier: str) -> str:
        return f"[{plain(self.corpus.names[kind][identifier][self.lang])}](../{kind}/{identifier}.md)"

    def _cited(self, *sources: str) -> str:
        return " ".join(f"[\\[{self.numbers[source]}\\]](#{source})" for source in sources)

    def _pointer(self, reference: str) -> str:
        briefing_id, _, item = reference.partition("#")
        return f"[{plain(self.titles[briefing_id])}]({briefing_id}.md#{item})"

    def _referring(self, item: Document, word: str, label: str) -> Iterator[str]:
        for found, reference in self.corpus.referring.get(f"{self.id}#{item['id']}", []):
            if found == word:
                yield f"{self.say[label]}: {self._pointer(reference)}"

    def _fact(self, fact: Document) -> Iterator[str]:
        yield _heading(fact["text"], fact["id"])
        status = self.labels["status"].get(fact.get("status")) or self.labels["kind"][fact["kind"]]
        likelihood = self.labels["likelihood"].get(fact.get("likelihood"))
        date = day(fact["date"], self.lang) if "date" in fact else None
        yield _line(f"**{status}**", likelihood, date, plain(fact.get("place", "")), self._cited(*fact["sources"]))
        yield "\n".join(f"- {entry}" for entry in self._about(fact))

    def _about(self, fact: Document) -> Iterator[str]:
        yield from self._referring(fact, "updates", "Updated by")
        for reply in fact.get("responses", []):
            stance = self.labels["stance"][reply["stance"]]
            yield f"{self._named('actors', reply['by'])} **{stance}** {plain(reply['text'])}"
        if "attributed_to" in fact:
            yield f"{self.say['Says so']}: {', '.join(self._named('actors', actor) for actor in fact['attributed_to'])}"
        if "confidence" in fact:
            yield f"{self.labels['confidence'][fact['confidence']]}: {plain(fact['basis'])}"
        if "updates" in fact:
            yield f"{self.say['Updates']}: {self._pointer(fact['updates'])}"
        for question in fact.get("answers", []):
            yield f"{self.say['Answers']}: {self._pointer(question)}"

    def _quote(self, quote: Document) -> Iterator[str]:
        yield _heading(quote["text"], quote["id"])
        for translation in quote["translations"].values():
            yield f"> {plain(translation['text'])}\n>\n> {self.say['translated']}"
        speaker = self._named("actors", quote["speaker"])
        yield _line(speaker, day(quote["date"], self.lang), self._cited(quote["source"]))
        yield plain(quote["context"])

    def _figure(self, figure: Document) -> Iterator[str]:
        yield _heading(figure["label"], figure["id"])
        amount = f"{int(figure['value']):,}".replace(",", self.labels["thousands"])
        value = f"{self.labels['precision'][figure['precision']]} {amount}".strip()
        nature = self.labels["nature"][figure["nature"]]
        yield _line(f"**{value}**", nature, day(figure["as_of"], self.lang), self._cited(figure["source"]))
        series = f"{self.say['Series:']} {self._named('indicators', figure['indicator'])}"
        yield _line(plain(figure["counts"]), series)

    def _question(self, question: Document) -> Iterator[str]:
        yield _heading(question["question"], question["id"])
        about = [
            *self._referring(question, "answers", "Answered by"),
            f"{self.say['Why it matters']}: {plain(question['why'])}",
            f"{self.say['What would settle it']}: {plain(question['settled_by'])}",
        ]
        yield "\n".join(f"- {entry}" for entry in about)

    def _source(self, source: Document) -> Iterator[str]:
        yield f"### [{plain(source['title'])}]({source['url']}) {{: #{source['id']} }}"
        number = f"\\[{self.numbers[source['id']]}\\]"
        kind = self.labels["source"][source["kind"]]
        reliability = f"{source['reliability']} {self.labels['reliability'][source['reliability']]}"
        yield _line(number, plain(source["publisher"]), day(source["date"], self.lang), kind, reliability)
        items = [item for group in ("key_facts", "quotes", "figures") for item in self.document[group]]
        citing = [item["id"] for item in items if source["id"] in (*item.get("sources", []), item.get("source"))]
        yield f"{self.say['Cited by']} {', '.join(f'[{identifier}](#{identifier})' for identifier in citing)}"


def _heading(text: str, identifier: str) -> str:
    return f"### {plain(text)} {{: #{identifier} }}"


def _line(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))
