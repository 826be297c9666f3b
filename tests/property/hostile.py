"""Files of about 1 MiB that a stranger might send to keep the checker busy. Each makes one step do the most it can."""

from collections.abc import Callable

LARGEST = 1024 * 1024
HEAD = "title: T\ndate: 2024-10-28\nsummary: S\n"


def fill(head: str, entry: Callable[[int], str], tail: str = "") -> str:
    """As many entries as a file may hold."""
    entries, left = [head], LARGEST - len((head + tail).encode())
    number = 0
    while (left := left - len((text := entry(number)).encode())) >= 0:
        entries.append(text)
        number += 1
    return "".join(entries) + tail


def markup(text: str) -> str:
    """A file full of facts that hold one hostile text of the greatest length."""
    text = (text * 10_000)[:10_000]
    return fill(f"{HEAD}key_facts:\n", lambda n: f"- id: f{n}\n  status: unverified\n  text: '{text}'\n")


def source(extract: str, items: str, entry: Callable[[int], str]) -> str:
    """A file with one source of the longest extract, and as many items as fit that are compared with it."""
    extract = (extract * 10_000)[:9_990]
    return fill(f"{HEAD}sources:\n- {{id: s, title: T, publisher: P, extract: '{extract}'}}\n{items}:\n", entry)


FILES: dict[str, str] = {
    "nested lists": HEAD + "key_facts: " + "[" * 1_000_000,
    "nested maps": HEAD + "key_facts: " + "{a: " * 250_000,
    "nested lines": fill(HEAD, lambda n: " " * n + "a:\n"),
    "commas": HEAD + "topics: [" + "a," * 500_000 + "]\n",
    "nothing but commas": HEAD + "topics: [" + "," * 1_000_000 + "]\n",
    "fields": fill(HEAD, lambda n: f"f{n}: 1\n"),
    "one field many times": fill(HEAD, lambda n: "lang: en\n"),
    "a long name of a field": HEAD + "? " + "a" * 1_000_000 + "\n: b\n",
    "a long text": HEAD + "authors: ['" + "a" * 1_000_000 + "']\n",
    "long lines": fill(HEAD + "authors: [", lambda n: "'" + "a" * 5_000 + "',", "]\n"),
    "an open quotation mark": HEAD + "authors: ['" + "a\n" * 500_000,
    "aliases": fill(HEAD + "topics: [&a x,", lambda n: "*a,", "]\n"),
    "anchors": fill(HEAD + "topics: [", lambda n: f"&a{n} x,", "]\n"),
    "tags": fill(HEAD + "topics: [", lambda n: "!x y,", "]\n"),
    "nulls": fill(HEAD + "topics: [", lambda n: "~,", "]\n"),
    "control characters": HEAD + "\x01" * 1_000_000,
    "escaped control characters": fill(HEAD + "topics: [", lambda n: '"\\0",', "]\n"),
    "invisible characters": fill(HEAD + "authors: [", lambda n: '"\u200b",', "]\n"),
    "comments": fill(HEAD + "topics: [", lambda n: ",#a\n", "]\n"),
    "tabs": HEAD + "\t" * 1_000_000,
    "line separators": HEAD + "topics: ['" + "\u2028" * 300_000 + "']\n",
    "facts that update nothing": fill(HEAD + "key_facts:\n", lambda n: f"- {{id: fact-{n}, text: T, status: unverified, updates: fect-{n}}}\n"),
    "facts in a circle": fill(HEAD + "key_facts:\n", lambda n: f"- {{id: f{n}, text: T, status: unverified, updates: f{n + 1}}}\n", "- {id: last, text: T, updates: f0, status: unverified}\n"),
    "facts that update one another": fill(HEAD + "key_facts:\n", lambda n: f"- {{id: f{n}, text: T, status: unverified, updates: f{max(n - 1, 0)}}}\n"),
    "facts of unknown sources": fill(HEAD + "key_facts:\n", lambda n: f"- {{id: f{n}, text: T, status: unverified, sources: [some-source-{n}]}}\n"),
    "unknown sources that nearly match": fill(
        HEAD + "sources:\n" + "".join(f"- {{id: some-source-{n}, title: T, url: 'https://a.org'}}\n" for n in range(9_000)) + "key_facts:\n- text: T\n  status: unverified\n  sources: [",
        lambda n: f"sone-source-{n},",
        "]\n",
    ),
    "unknown briefings": fill(HEAD + "related: [", lambda n: f"other-briefing-{n},", "]\n"),
    "items with one id": fill(HEAD + "key_facts:\n", lambda n: "- {id: f, text: T, status: unverified}\n"),
    "items with one text": fill(HEAD + "key_facts:\n", lambda n: "- {text: T, status: unverified}\n"),
    "plain names of actors": fill(HEAD + "quotes:\n", lambda n: f"- {{id: q{n}, text: T, speaker: Some Actor {n}}}\n"),
    "urls": fill(HEAD + "sources:\n", lambda n: f"- {{id: s{n}, title: T, url: 'https://{'a.' * 900}[::{n}'}}\n"),
    "languages": fill(HEAD + "quotes:\n", lambda n: f"- {{id: q{n}, text: T, speaker: A, lang: en{'-a' * 15}{n}}}\n"),
    "numbers": fill(HEAD + "figures:\n", lambda n: f"- {{id: f{n}, label: L, value: {'1' * 2_000}}}\n"),
    "one long number": HEAD + "figures: [{label: L, value: 0." + "0" * 900_000 + "1}]\n",
    "days": fill(HEAD + "changes:\n", lambda n: "- {date: 2024-02-30, kind: update, note: N}\n"),
    "words of an enumeration": fill(HEAD + "key_facts:\n", lambda n: f"- {{id: f{n}, text: T, status: unverifyed}}\n"),
    "open brackets": markup("["),
    "open images": markup("!["),
    "links in links": markup("[a]("),
    "stars": markup("*a **b "),
    "underscores": markup("_a"),
    "closing stars": markup("a**"),
    "backticks": markup("`a``b"),
    "backslashes": markup("\\"),
    "angle brackets": markup("<a"),
    "links to nothing": markup("[a](b#c) "),
    "long links": markup("<https://" + "a" * 3_000 + "> "),
    "quotes beside an extract": source("aab ", "quotes", lambda n: f"- {{id: q{n}, speaker: A, source: s, text: 'aa … b{n}'}}\n"),
    "long quotes beside an extract": source("a ", "quotes", lambda n: f"- {{id: q{n}, speaker: A, source: s, text: '{'a … ' * 2_400}b'}}\n"),
    "numbers beside an extract": source("1 000 ", "figures", lambda n: f"- {{id: f{n}, label: L, source: s, as_of: 2024, value: {n}.5}}\n"),
    "digits beside an extract": source("1", "figures", lambda n: f"- {{id: f{n}, label: L, source: s, as_of: 2024, value: {n}}}\n"),
}  # fmt: skip

REGISTRIES: dict[str, str] = {
    "actors": fill("", lambda n: f"a{n}: {{name: Some Actor {n}}}\n"),
    "actors with one name": fill("", lambda n: f"a{n}: {{name: A}}\n"),
    "actors with many aliases": fill("a:\n  name: A\n  aliases: [", lambda n: f"a{n},", "]\nb:\n  name: a1\n"),
    "topics in a chain": fill("", lambda n: f"t{n}: {{name: T, parent: t{n + 1}}}\n"),
    "topics in a circle": fill("", lambda n: f"t{n}: {{name: T, parent: t{n + 1}}}\n", "t20000: {name: T, parent: t0}\n"),
    "topics of unknown parents": fill("", lambda n: f"topic-{n}: {{name: T, parent: tpoic-{n}}}\n"),
}
