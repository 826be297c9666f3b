"""Every rule that a file can break, by name: whether it stops the build, and what a contributor does about it."""

import msgspec

from generator.problem import Level


class Rule(msgspec.Struct, frozen=True):
    """One rule: its level, and its meaning in a sentence or two for the page of messages."""

    level: Level
    meaning: str


def _error(meaning: str) -> Rule:
    return Rule("error", meaning)


def _warning(meaning: str) -> Rule:
    return Rule("warning", meaning)


RULES: dict[str, Rule] = {
    # The folder
    "no-briefings": _error("There is no folder `briefings` to read. Run the command in the site's folder."),
    "special-file": _error("Only plain files that may be read are: no links, no devices, no folders that are nested without end. Put the file itself there."),
    "wrong-file-name": _error("The name of the file is the id of the briefing: small letters, digits and hyphens; not `index`, a year alone or a name that Windows keeps."),
    "same-id": _error("Two files have the same id, though they stand in different folders. Ids are unique in the whole tree."),
    "unknown-registry": _error("Only `actors.yml`, `topics.yml` and `indicators.yml` stand in `briefings/registry/`."),
    "not-read": _warning("The file has no ending that is read. Start its name with `_` to keep it there without this warning."),
    # The pages of docs/
    "unknown-slot": _error("A page of `docs/` holds a slot, or an option of one, that does not exist."),
    "broken-link": _error("A page links to a place that the site doesn't have. It is told once, of the page in `docs/` that holds the link where there is one."),
    "same-address": _error("A page of `docs/` has the address of a page that is made from the briefings. Rename its file."),
    "unportable-name": _error("The offline edition is unpacked on every system, and one of them can't hold a file of that name. Only `briefpress pack` says so."),
    # The file
    "file-too-large": _error("A file has at most 1 MiB. Split the briefing."),
    "not-utf-8": _error("The file is not UTF-8. Save it again in that encoding."),
    "control-character": _error("Text holds no control characters but tab and newline, not even as an escape."),
    "invisible-character": _warning("A character that can't be seen changes how the text reads or is found: a zero-width space, or one that turns the direction of writing."),
    "yaml-syntax": _error("The file can't be read as YAML from this place on. Most often a text with `: ` or a special first character needs quotes, or a line is indented wrongly."),
    "no-document": _error("The file is empty, or doesn't hold fields."),
    "second-document": _error("A file holds one briefing. A line `---` in the middle starts a second document."),
    "directive": _error("A line that starts with `%` is a YAML directive; briefings have none."),
    "too-deep": _error("Values are nested at most 32 levels deep."),
    "too-many-values": _error("A file holds at most 50,000 values, and its markup at most 20,000 characters that could be marks. Split the briefing."),
    "more-problems": _warning("One kind of check finds at most 500 errors and 500 warnings in a file. Mend those, and check again."),
    "anchor": _error("A text that starts with `&` is a YAML anchor. Put it in quotes."),
    "alias": _error("A text that starts with `*` is a YAML alias. Put it in quotes."),
    "merge-key": _error("The merge key `<<` is not allowed: write the fields out."),
    "tag": _error("A text that starts with `!` is a YAML tag. Put it in quotes."),
    "null": _error("`null` and `~` are not values. Leave the field out; put the word in quotes if it is meant as text."),
    "bad-key": _error("A field's name must be a plain word before a colon."),
    "duplicate-key": _error("One field stands twice in the same place; only one of them could count."),
    # The fields
    "unknown-field": _error("There is no such field at this place. The message names the nearest one."),
    "missing-field": _error("A field that is required is missing or empty."),
    "empty-entry": _error("An entry of a list is empty."),
    "commented-reference": _error("An unquoted `#` starts a comment in YAML, so the reference after it is not read. Put it in quotes."),
    "wrong-type": _error("A text, a list or a map stands where something else is expected."),
    "wrong-value": _error("The field takes one of a few words."),
    "wrong-text": _error("The text is too long."),
    "wrong-day": _error("A day is written YYYY-MM-DD and exists in the calendar."),
    "wrong-date": _error("A date is a year, a month or a day, and exists in the calendar."),
    "wrong-period": _error("A period is a year, a month, or start/end of one precision, and doesn't end before it starts."),
    "wrong-number": _error("A number is written in digits without separators, with a decimal point: `12000`, `-3.5`, `1e6`. At most 15 significant digits are kept."),
    "wrong-true-or-false": _error("Write `true` or `false`."),
    "wrong-url": _error("A url is absolute, `http` or `https`, with a host and without a user name or white space."),
    "wrong-language": _error("A language is a BCP 47 tag whose language CLDR names, such as `en`, `fr` or `pt-BR`."),
    "wrong-id": _error("An id is made of small letters, digits and hyphens."),
    "wrong-reference": _error("A reference is `<briefing-id>#<item-id>`, or `<item-id>` within the file."),
    "wrong-sha256": _error("A SHA-256 has 64 hexadecimal digits."),
    "wrong-link": _error("A link in a text goes to a url, or to a briefing or an item by its id; never to a path or another scheme."),
    # The briefing
    "no-items": _error("A briefing holds at least one key fact, quote, figure or open question."),
    "no-reason": _error("A withdrawn briefing keeps the reason in its newest change, so it needs one."),
    "same-item-id": _error("Two items or sources of one file have the same id, given or derived. Give them ids of their own."),
    "same-entry": _error("The same entry stands twice in a list of ids."),
    "own-reference": _error("A briefing can't be related to itself, nor a translation of itself."),
    "missing-status": _error("A fact needs a status: the weight of its evidence."),
    "status-not-allowed": _error("Only a fact has a status; a judgement or forecast has a likelihood, an assumption neither."),
    "likelihood-not-allowed": _error("Only a judgement or a forecast has a likelihood."),
    "confidence-without-basis": _error("Confidence and its basis go together."),
    "no-value": _error("A figure needs a value, or the words used in its place; a range needs at least one bound."),
    "min-above-max": _error("The lower bound of a range is above the upper one."),
    "moot-without-reason": _error("A moot question says why (`moot_because`); an open one doesn't."),
    "unknown-source": _error("An item cites a source that the file doesn't hold."),
    "unknown-item": _error("A reference names an item that isn't there, or one of another kind."),
    "not-in-extract": _error("The words of a quote don't occur in the extract of its source."),
    # Between files
    "unknown-briefing": _error("A reference names a briefing that isn't there."),
    "unknown-topic": _error("The topic is not in `registry/topics.yml`."),
    "unknown-indicator": _error("The indicator is not in `registry/indicators.yml`."),
    "bad-translation": _error("A translation has another language than its original, and the original is not itself a translation."),
    "later-date": _error("A fact can only update or answer what an earlier briefing, or one of the same day, says."),
    "circle": _error("A chain of updates, or of parent topics, leads back to its start."),
    "draft-reference": _error("A published briefing can't refer to a draft."),
    "tlp-reference": _error("A briefing can't refer to one that fewer people may read."),
    "shared-alias": _error("Two actors of the registry have the same name or alias (case and accents aside)."),
    # Warnings
    "no-source": _warning("A fact, a quote or a figure without a source."),
    "weak-confirmation": _warning("“Confirmed” asks for two independent origins, or a reply that confirms."),
    "source-without-address": _warning("A source with neither url nor publisher can't be found again."),
    "undated-figure": _warning("A figure with a value says what moment it describes (`as_of`) or what time it covers (`period`)."),
    "number-not-in-extract": _warning("The number doesn't occur in the extract of its source."),
    "future-date": _warning("The date is later than today (UTC), and not on a forecast or target."),
    "near-actor": _warning("A plain name nearly matches a registered actor."),
    "other-unit": _warning("The figure's unit differs from its indicator's."),
}  # fmt: skip


def level_of(rule: str) -> Level:
    """Whether breaking the rule is an error or a warning."""
    return RULES[rule].level
