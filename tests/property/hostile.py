"""Files of up to 1 MiB that a stranger might send to keep the checker busy: each makes one step do the most it can.

Run as a program, it checks each in a site of its own and prints what that cost, as JSON: ``{name: cost, …}``, in multiples of what
libyaml takes just before for a file of that size that nobody would call hostile, and the most memory that the process ever held.
"""

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from generator.check import check_site
from generator.settings import read_settings

LARGEST = 1024 * 1024
HEAD = "title: T\ndate: 2024-10-28\nsummary: S\n"
FACT = "text: T, status: unverified"


def fill(head: str, entry: Callable[[int], str], tail: str = "", most: int = LARGEST) -> str:
    """As many entries as a file may hold, or fewer: a file with too many values is not looked at any further."""
    entries, left = [head], LARGEST - len((head + tail).encode())
    number = 0
    while number < most and (left := left - len((text := entry(number)).encode())) >= 0:
        entries.append(text)
        number += 1
    return "".join(entries) + tail


def facts(fields: str, most: int = 9_500) -> str:
    """Facts with some fields, in which ``@`` stands for the number of the fact."""
    return fill(f"{HEAD}key_facts:\n", lambda n: f"- {{{FACT}, {fields}}}\n".replace("@", str(n)), most=most)


def markup(text: str) -> str:
    """Facts that hold one text of the greatest length."""
    text = (text * 10_000)[:10_000]
    return fill(f"{HEAD}key_facts:\n", lambda n: f"- id: f{n}\n  status: unverified\n  text: '{text}'\n")


def extract(text: str, items: str, fields: str, most: int = 9_500) -> str:
    """A source with the longest extract, and items that are compared with it."""
    head = f"{HEAD}sources:\n- {{id: s, title: T, publisher: P, extract: '{(text * 10_000)[:9_990]}'}}\n{items}:\n"
    return fill(head, lambda n: f"- {{source: s, {fields}}}\n".replace("@", str(n)), most=most)


BRIEFINGS: dict[str, Callable[[], str]] = {
    "nested lists": lambda: HEAD + "key_facts: " + "[" * 1_000_000,
    "half a million commas": lambda: HEAD + "topics: [" + "a," * 500_000 + "]\n",
    "as many fields as are read": lambda: fill(HEAD, lambda n: f"f{n}: 1\n", most=49_000),
    "an open quotation mark": lambda: HEAD + "authors: ['" + "a\n" * 500_000,
    "aliases": lambda: fill(HEAD + "topics: [&a x,", lambda n: "*a,", "]\n", most=49_000),
    "control characters": lambda: HEAD + "\x01" * 1_000_000,
    "invisible characters": lambda: fill(HEAD + "authors: [", lambda n: '"\u200b",', "]\n", most=49_000),
    "references to nothing": lambda: facts("id: fact-@, updates: fect-@"),
    "sources that nearly are": lambda: fill(
        HEAD + "sources:\n" + "".join(f"- {{id: some-source-{n}, title: T}}\n" for n in range(10_000)) + f"key_facts:\n- {FACT.join('{}')}\n- sources: [",
        lambda n: f"sone-source-{n},", "]\n", most=15_000,
    ),
    "sources that are not": lambda: fill(
        HEAD + "sources:\n" + "".join(f"- {{id: source-{n}, title: T}}\n" for n in range(5_000)) + f"key_facts:\n- {FACT.join('{}')}\n- sources: [",
        lambda n: f"quite-another-thing-of-number-{n},", "]\n", most=15_000,
    ),
    "comments in lists that are not closed": lambda: fill(HEAD, lambda n: "- [ " * 5_000 + "#\n"),
    "spaces after a number": lambda: HEAD + "figures:\n- {label: L, value: '~" + " " * 1_000_000 + "x'}\n",
    "urls": lambda: fill(HEAD + "sources:\n", lambda n: f"- {{id: s{n}, title: T, url: 'https://{'a.' * 900}[::{n}'}}\n"),
    "long numbers": lambda: fill(HEAD + "figures:\n", lambda n: f"- {{id: f{n}, label: L, value: {'1' * 2_000}}}\n"),
    "open brackets": lambda: markup("["),
    "links in links": lambda: markup("[a]("),
    "links to nothing": lambda: markup("[a](b#c) "),
    "quotes beside an extract": lambda: extract("aab ", "quotes", "id: q@, speaker: A, text: 'aa … b@'"),
    "numbers beside an extract": lambda: extract("1 000 ", "figures", "id: f@, label: L, as_of: 2024, value: @.5", 8_000),
}  # fmt: skip


def names() -> str:
    """Speakers who are nearly the actors of the registry."""
    return fill(HEAD + "quotes:\n", lambda n: f"- {{text: T{n}, speaker: Sone Actor {n}}}\n", most=15_000)


REGISTRIES: dict[str, Callable[[], str]] = {
    "actors": lambda: fill("", lambda n: f"a{n}: {{name: Some Actor {n}}}\n", most=9_000),
    "topics in a chain": lambda: fill("", lambda n: f"t{n}: {{name: T, parent: t{n + 1}}}\n", most=16_000),
    "topics of unknown parents": lambda: fill("", lambda n: f"topic-{n}: {{name: T, parent: tpoic-{n}}}\n", most=16_000),
}  # fmt: skip


_USUAL = "".join(
    f"- id: fact-{n}\n  text: The port is closed until further notice.\n  status: confirmed\n" for n in range(3_250)
)


def main() -> None:
    """Check each hostile file by itself, and the names of actors beside a registry of nearly the same ones."""
    costs: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        (site / "mkdocs.yml").write_text("site_name: Hostile\n")
        (site / "briefings" / "registry").mkdir(parents=True)
        for case, text in REGISTRIES.items():
            costs[case] = _cost(site, site / "briefings" / "registry" / f"{case.partition(' ')[0]}.yml", text())
        for case, text in BRIEFINGS.items():
            costs[case] = _cost(site, site / "briefings" / "hostile.yml", text())
        (site / "briefings" / "registry" / "actors.yml").write_text(REGISTRIES["actors"]())
        costs["names of actors"] = _cost(site, site / "briefings" / "hostile.yml", names())
    json.dump({"costs": costs, "megabytes": _peak_megabytes()}, sys.stdout)


def _peak_megabytes() -> float:
    """The most memory that this process held. Linux's ``ru_maxrss`` counts that of the process which started it, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+([0-9]+) kB", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _cost(site: Path, file: Path, text: str) -> float:
    """What a check costs; a slow one is tried again, as the machine may have been busy."""
    file.write_text(text, newline="")
    took: list[float] = []
    while not took or (took[-1] > 3 and len(took) < 4):
        usual = 4 * _seconds(lambda: yaml.load(_USUAL, Loader=yaml.CBaseLoader))  # a quarter of the size
        took.append(_seconds(lambda: check_site(read_settings(site))) / usual)
    file.unlink()
    return min(took)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
