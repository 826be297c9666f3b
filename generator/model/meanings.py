"""What each value of a list means, and each kind of value: said once, for editors (the JSON Schema) and for the field reference."""

from functools import cache

import msgspec

MEANINGS: dict[str, dict[str, str]] = {
    "BriefingState": {
        "draft": "Not finished: built only when drafts are asked for.",
        "published": "Finished: built for everybody whom its TLP label admits.",
        "withdrawn": "Taken back: the address, the title and the reason stay, everything else goes.",
    },
    "Tlp": {
        "clear": "TLP:CLEAR. Anybody may read it.",
        "green": "TLP:GREEN. For the community of those who receive it, not for the public.",
        "amber": "TLP:AMBER. For those who need to know in the organisation that receives it, and among its clients.",
        "amber+strict": "TLP:AMBER+STRICT. For those who need to know in the organisation that receives it, and nobody else.",
        "red": "TLP:RED. For those alone to whom it is given.",
    },
    "ChangeKind": {
        "update": "Something new was added. Readers who follow the site are told.",
        "correction": "Something was wrong and has been put right. Readers who follow the site are told.",
        "retraction": "Something was taken back. Readers who follow the site are told.",
        "minor": "A slip without weight, such as a misspelling. Nobody is told.",
        "clarification": "The same thing in clearer words. Nobody is told.",
    },
    "SourceKind": {
        "article": "An article of a newspaper, a magazine or an agency.",
        "statement": "A communiqué, a speech or a press conference of somebody concerned.",
        "social-post": "A post on a social network.",
        "report": "A report or a study.",
        "dataset": "A table or a database.",
        "interview": "An interview.",
        "broadcast": "A programme on radio, television or video.",
        "legal-text": "A law, a treaty, a judgement or a decree.",
        "other": "None of these.",
    },
    "Reliability": {
        "A": "Completely reliable: no doubt about authenticity, trustworthiness or competence.",
        "B": "Usually reliable: minor doubts.",
        "C": "Fairly reliable: some doubts, though it has been right before.",
        "D": "Not usually reliable: significant doubts, though it has been right before.",
        "E": "Unreliable: it lacks authenticity, trustworthiness or competence.",
        "F": "Reliability can't be judged: nothing is known about it.",
    },
    "Credibility": {
        "1": "Confirmed by other, independent sources; logical, and fits what else is known.",
        "2": "Probably true: not confirmed, but logical, and fits what else is known.",
        "3": "Possibly true: not confirmed, reasonably logical, fits some of what is known.",
        "4": "Doubtful: not confirmed; possible but not logical, and nothing else supports it.",
        "5": "Improbable: not confirmed, not logical, and contradicted by what else is known.",
        "6": "Truth can't be judged: nothing to compare it with.",
    },
    "FactKind": {
        "fact": "Something that is or was so, as far as the evidence goes. It has a status.",
        "assumption": "Something that is taken for granted here, without being shown. It has neither status nor likelihood.",
        "judgement": "What the authors conclude from the evidence. It may have a likelihood.",
        "forecast": "What is expected to happen. It may have a likelihood.",
    },
    "FactStatus": {
        "unverified": "Asserted or published, nothing more.",
        "corroborated": "Independent sources agree.",
        "confirmed": "Acknowledged by those concerned, or established.",
        "contested": "Credible sources contradict each other. A mere denial is a response instead.",
        "refuted": "Shown to be false.",
        "unverifiable": "It can't be checked.",
        "retracted": "Taken back by whoever asserted it.",
    },
    "Stance": {
        "confirms": "Says that it is so.",
        "denies": "Says that it is not so.",
        "qualifies": "Says that it is so in part, or otherwise.",
        "declines-to-comment": "Was asked, and doesn't say.",
        "withdraws": "Takes back what it said before.",
    },
    "Likelihood": {
        "almost-no-chance": "1 to 5 % (ICD 203).",
        "very-unlikely": "5 to 20 % (ICD 203).",
        "unlikely": "20 to 45 % (ICD 203).",
        "roughly-even-chance": "45 to 55 % (ICD 203).",
        "likely": "55 to 80 % (ICD 203).",
        "very-likely": "80 to 95 % (ICD 203).",
        "almost-certain": "95 to 99 % (ICD 203).",
    },
    "Confidence": {
        "low": "The evidence is thin, doubtful or hard to interpret.",
        "moderate": "The evidence is credible and plausible, but not enough for more.",
        "high": "The evidence is good and comes from several sources. It can still be wrong.",
    },
    "Precision": {
        "exact": "Exactly this number.",
        "about": "Around this number: rounded, or estimated.",
        "at-least": "This number or more.",
        "at-most": "This number or fewer.",
    },
    "Nature": {
        "observed": "Counted or measured.",
        "estimate": "Worked out from what is known.",
        "claim": "Said by somebody with an interest in it, and not shown.",
        "forecast": "Expected.",
        "target": "Aimed at.",
    },
    "QuestionState": {
        "open": "Still worth asking. Facts of this or a later briefing may answer it.",
        "moot": "It has lost its sense; `moot_because` says why.",
    },
    "ActorKind": {
        "person": "A person.",
        "organisation": "An authority, a company, an association, a newsroom, an armed force.",
        "state": "A state, or its government as a whole.",
        "other": "None of these.",
    },
}
"""By the name of the list in ``generator.model.types``, in the order of the list."""


@cache
def list_of(values: tuple[str, ...]) -> str:
    """The name of the list that holds these values; no two lists hold the same."""
    return next(name for name, meanings in MEANINGS.items() if tuple(meanings) == values)


def meanings_of(values: tuple[str, ...]) -> dict[str, str]:
    """The meanings of the values of a list."""
    return MEANINGS[list_of(values)]


class Kind(msgspec.Struct, frozen=True):
    """A kind of value in words; ``right`` and ``wrong`` are examples for the first of its leaves."""

    leaves: tuple[str, ...]
    meaning: str
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "Text": Kind(
        ("text", "label"),
        "Plain words. White space around them is dropped. At most 10,000 characters; a short text at most 300. "
        "No quotes are needed, except where YAML would read something else: see [the YAML](yaml.md#when-to-use-quotes).",
        ("The old bridge is closed", "1984", "no"),
    ),
    "Markup": Kind(
        ("markup", "short markup"),
        "Text with `*emphasis*`, `**strong**`, `` `code` `` and `[links](https://example.org)`. Whatever else it holds, such as HTML, is "
        "shown as the characters that it is. A link goes to a whole url (`mailto:` too), to a briefing (`[see](2026-02-20-cracks-found)`), "
        "to an item of one (`[see](2026-02-20-cracks-found#cracks)`) or to an item of the same file (`[see](#cracks)`).",
        ("The bridge is **closed** until May", "See the [notice](https://example.org/notice-14)"),
    ),
    "Day": Kind(
        ("day",),
        "A day of the calendar, years 1000 to 9999.",
        ("2026-03-02",),
        ("2026-3-2", "02/03/2026", "2026-02-30", "2026-03"),
    ),
    "Date": Kind(
        ("date",),
        "A day, a month or a year: as much as is known. What is not known in full is not made up.",
        ("2026-03-02", "2026-03", "2026"),
        ("March 2026", "2026-13", "2026-Q1"),
    ),
    "Period": Kind(
        ("period",),
        "A stretch of time: a year, a month, or a start and an end of one precision. It doesn't end before it starts.",
        ("2026", "2026-02", "2026-02-20/2026-03-02", "2024/2026"),
        ("2026-03-02", "2026-02/2026-03-02", "2026-03/2026-02"),
    ),
    "Number": Kind(
        ("number",),
        "Digits as in JSON, without separators and with a decimal point. They are kept as they are written: at most 15 significant ones, "
        "from -1e15 to 1e15. The unit has a field of its own.",
        ("12000", "-3.5", "0.50", "1e6"),
        ("12,000", "12 000", "12_000", "3,5", "+5", "007", "12 %"),
    ),
    "True or false": Kind(("boolean",), "One of these two words.", ("true", "false"), ("yes", "True", "on")),
    "Url": Kind(
        ("url",),
        "A whole address, `http` or `https`, without a user name or white space. At most 2,000 characters.",
        ("https://example.org/notice-14",),
        ("www.example.org", "/notice-14", "ftp://example.org/notice", "https://me@example.org/"),
    ),
    "Language tag": Kind(
        ("language",),
        "The code of a language (BCP 47), of two or three letters and in small ones by custom; with a script or a country where that matters.",
        ("en", "fr", "no", "pt-BR", "zh-Hant"),
        ("english", "en_GB", "xx"),
    ),
    "Id": Kind(
        ("item id", "briefing id", "registry id", "topic id", "indicator id"),
        "A name that never changes: small letters a to z, digits and hyphens. That of an item or a source starts with a letter and has at "
        "most 80 characters. See [ids](yaml.md#ids).",
        ("bridge-closed", "figure-3"),
        ("Bridge closed", "bridge_closed", "3-piers", "fermé"),
    ),
    "Reference": Kind(
        ("reference", "source id", "local item id"),
        "The id of something that stands elsewhere: `<briefing-id>#<item-id>` in another file, `<item-id>` alone in the same one. Sources "
        'are always of the same file. `"#<item-id>"` is right too, but only in quotes. See [references](yaml.md#references).',
        ("2026-02-20-cracks-found#cracks", "cracks"),
        ("2026-02-20-cracks-found/cracks", "Cracks", "the cracks"),
    ),
    "Name of an actor": Kind(
        ("actor",),
        "Somebody who asserts, replies, speaks or counts: an id of `registry/actors.yml`, or a plain name. A plain name that is a name or an "
        "alias there, case and accents aside, is that actor.",
        ("mayor", "Ana Ruiz"),
    ),
    "SHA-256": Kind(
        ("sha256",),
        "The fingerprint of a file: 64 hexadecimal digits, as `sha256sum` prints them.",
        ("9f" * 32,),
        ("9f86d081",),
    ),
    "Wikidata id": Kind(("wikidata",), "The id of an item on Wikidata.", ("Q42",), ("42", "q42")),
}
