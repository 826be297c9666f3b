"""``python -m tests.bench.parse``: our pass over libyaml's events against PyYAML's own loader, on the dossier."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from yaml.cyaml import CBaseLoader

from generator.load.document import read_briefing
from generator.load.subset import parse

ROUNDS = 15


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print, for all files of the dossier, medians over interleaved rounds and the ratio to PyYAML's C loader."""
    contents = [path.read_bytes() for path in sorted(Path("briefings").glob("2*/*.yml"))]
    texts = [content.decode() for content in contents]
    works: dict[str, Callable[[], object]] = {
        "yaml.load(…, CBaseLoader)": lambda: [yaml.load(text, CBaseLoader) for text in texts],
        "parse: plain data, subset checked": lambda: [parse(text) for text in texts],
        "read_briefing: model, all faults": lambda: [read_briefing("a.yml", content) for content in contents],
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    loader = times["yaml.load(…, CBaseLoader)"]
    size = sum(map(len, contents)) / len(contents) / 1000
    print(f"{len(contents)} files of {size:.1f} kB, median of {ROUNDS} rounds")
    for name, taken in times.items():
        ratio = statistics.median(ours / theirs for ours, theirs in zip(taken, loader, strict=True))
        print(f"{name:36} {statistics.median(taken) / len(contents) * 1000:6.2f} ms a file  {ratio:5.2f} × CBaseLoader")


if __name__ == "__main__":
    main()
