"""``python -m tests.bench.parse [SITE]``: what reading costs beside PyYAML's own loader, on the dossier or another site.

Of a large site some 200 files are read, and all of them checked once. Other parsers are measured where they are installed
(rapidyaml, py-yaml12, ryaml, yaml-rs), and what they make of files with mistakes is compared with what PyYAML makes of them.
Processor time in interleaved rounds: only the ratios mean something.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import yaml
from yaml.cyaml import CBaseLoader

from generator.check import check_site
from generator.load.document import judge_briefing, plain_briefing, read_briefing
from generator.load.plain import plain_data
from generator.load.subset import Parsed, parse
from generator.load.text import decode
from generator.settings import read_settings
from tests.property.test_plain import file_of

ROUNDS = 15
LOADER = "yaml.load(…, CBaseLoader)"
Work = Callable[[str], object]


def seconds(work: Callable[[], object]) -> float:
    """How much of the processor's time one call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def libyaml(text: str) -> None:
    """libyaml alone: it reads every token, of which no object is made."""
    CBaseLoader(text).raw_parse()


def events(text: str) -> None:
    """libyaml's events as Python's objects, of which nothing is made."""
    loader = CBaseLoader(text)
    while loader.get_event() is not None:
        pass


def works() -> dict[str, Work]:
    """What is measured, each by the text of a file."""
    return {
        LOADER: lambda text: yaml.load(text, CBaseLoader),
        "libyaml, no objects made": libyaml,
        "libyaml, objects of events": events,
        "subset.parse: data, by events": parse,
        "plain.plain_data: data, by lines": plain_data,
        "judge_briefing: model, by events": lambda text: judge_briefing("a.yml", text.encode()),
        "read_briefing: model": lambda text: read_briefing("a.yml", text.encode()),
    } | dict(others())


def others() -> list[tuple[str, Work]]:
    """Other parsers, as far as they are installed. None keeps every scalar as it is written."""
    found: list[tuple[str, Work]] = []
    for name, module, function in (("py-yaml12", "yaml12", "parse_yaml"), ("ryaml", "ryaml", "loads"), ("yaml-rs", "yaml_rs", "loads")):  # fmt: skip
        try:
            found.append((name, getattr(import_module(module), function)))
        except ImportError:
            continue
    try:
        ryml = import_module("ryml")
    except ImportError:
        return found
    found.append(("rapidyaml: tree", lambda text: ryml.parse_in_arena(text.encode())))
    found.append(
        (
            "rapidyaml: tree, JSON, msgspec",
            lambda text: msgspec.json.decode(ryml.emit_json(ryml.parse_in_arena(text.encode()))),
        )
    )
    return found


def is_same(found: Any, read: Any) -> bool:
    """Whether another parser found what we read, whatever it takes a scalar's type to be."""
    if isinstance(read, dict):
        named = {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
        return named.keys() == read.keys() and all(is_same(named[name], value) for name, value in read.items())
    if isinstance(read, list):
        return isinstance(found, list) and len(found) == len(read) and all(map(is_same, found, read))
    if isinstance(found, bool) or found is None:
        return read.lower() in ("true", "false", "", "null", "~")
    try:
        return str(found).strip() == read or float(found) == float(read.replace("_", ""))
    except (TypeError, ValueError):
        return False


def differences(work: Work, cases: int = 4_000) -> str:
    """How often another parser refuses, or reads otherwise, a right file, and accepts one that PyYAML and the subset don't."""
    counts: Counter[str] = Counter()
    for seed in range(cases):
        text, problems = decode("a.yml", file_of(seed).encode("utf-8", "surrogateescape"))
        if text is None or problems:
            continue
        parsed = parse(text)
        is_right = isinstance(parsed, Parsed) and not parsed.faults
        counts["right" if is_right else "wrong"] += 1
        try:
            found = work(text)
        except Exception:
            counts["right refused"] += is_right
            continue
        if isinstance(parsed, Parsed) and is_right:
            counts["right read otherwise"] += not is_same(found, parsed.data)
        else:
            counts["wrong accepted"] += 1
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def main(site: Path) -> None:
    """Print medians of the rounds, and the ratio to PyYAML's C loader."""
    paths = sorted(site.glob("briefings/[0-9]*/*.yml"))
    texts = [path.read_text(encoding="utf-8") for path in paths[:: max(1, len(paths) // 200)]]
    times: dict[str, list[float]] = {name: [] for name in works()}
    for _ in range(ROUNDS):
        for name, work in works().items():
            times[name].append(seconds(lambda work=work: [work(text) for text in texts]))  # type: ignore[misc]
    plain = sum(plain_briefing(text) is not None for text in texts)
    size = sum(len(text.encode()) for text in texts) / len(texts) / 1000
    print(f"{len(texts)} files of {size:.1f} kB, {plain} of them plain; median of {ROUNDS} rounds")
    for name, taken in times.items():
        ratio = statistics.median(ours / theirs for ours, theirs in zip(taken, times[LOADER], strict=True))
        print(f"{name:36} {statistics.median(taken) / len(texts) * 1000:6.2f} ms a file  {ratio:5.2f} × CBaseLoader")
    if len(paths) > 1_000:
        whole(site, paths)
    for name, work in others():
        if name != "rapidyaml: tree":
            print(f"{name}: of changed files {differences(work)}")


def whole(site: Path, paths: list[Path]) -> None:
    """Print what a check of the whole site takes, between two halves of loading it with PyYAML."""
    settings = read_settings(site)
    load = [seconds(lambda: [yaml.load(path.read_bytes(), CBaseLoader) for path in paths[::2]])]
    check = seconds(lambda: check_site(settings))
    load.append(seconds(lambda: [yaml.load(path.read_bytes(), CBaseLoader) for path in paths[1::2]]))
    print(f"check of {len(paths):,} files: {check:.2f} s, {check / sum(load):.2f} × loading them with CBaseLoader")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
