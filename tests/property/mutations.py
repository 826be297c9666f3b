"""Texts that are nearly YAML, nearly plain YAML and nearly a briefing, made of a random number: to be read in two ways."""

import random
import re
from collections.abc import Callable
from pathlib import Path

Change = Callable[[random.Random, str], str]

TESTS = Path(__file__).parent.parent


def _texts(*paths: Path) -> list[str]:
    return [path.read_bytes().decode("utf-8", "surrogateescape") for path in sorted(paths)]


DOSSIER = _texts(*TESTS.parent.glob("briefings/2*/*.yml"))
FILES = DOSSIER + _texts(
    *TESTS.glob("bad/**/*.yml"), *TESTS.glob("site/**/*.yml"), *TESTS.parent.glob("briefings/registry/*.yml")
)
"""Every YAML file of the tests and the dossier."""

SIGNS: list[str] = [*"-?:,[]{}#&*!|>'\"%@`~ \n\t\\<=", *"  \n\n:::##--''\"\"", "null", "Null", "~", "\r\n", "\r", "\0", "\x07", "\x85", "\xa0"]  # fmt: skip
SIGNS += ["\u2028", "\u2029", "\u202f", "\u200b", "\u200d", "\ufeff", "\u3000", "\ue000", "\ufffe", "é", "‘", "😀", "0", "a", "…"]  # fmt: skip
SIGNS += [": ", " #", "- ", "? ", "''", '""', "\n---\n", "\n...\n", "\n\n", "\n ", "\n  ", "    ", "#a", " # a", "|\n", ">-\n", ">+\n", "|2\n"]  # fmt: skip
SIGNS += ["<<: ", "&a ", "*a", "!!str ", "!", "[]", "{}", "[a]", "{a: b}", "\\n", "\\u200b", "%YAML 1.1\n", "x: ", "- x", "text: ", "://"]  # fmt: skip
VALUES = ["a", "a b", "-1", "- 1", "-", "1e3", "a: b", "a:b", "a #b", "a#b", "'a'", "'a''b'", "'a'b", '"a"', '"a" b', '"a\\tb"', '"', "'", "null", "nullify"]  # fmt: skip
VALUES += ["~", "", "[a, b]", "[a, 'b', \"c\"]", "[a: b]", "{a: b, c: [d]}", "{a: {b: c}}", "[a,b]", "{a:b}", "{a: }", "[a, ]", "[ ]", "[a] # c", "[[a], [b]]"]  # fmt: skip
VALUES += ["a?", "?a", ":a", "a:", "a,b", "a]b", "&a b", "*a", "!a b", "@a", "`a", "%a", "|", ">", ">- # a", "|2", "a # b", "# b", "#b", "  a  ", "a  # ", "true", "2024-10-28"]  # fmt: skip
VALUES += ["[a#b, c]", "[a #b, c]", "['#a']", "[a?]", "[http://a.b/c]", "{a: http://b}", "{a: 'b: c'}", "{a: b c, d: e}", "[a]b", "[a] b", "{a: b}c", "\xa0a", "a\xa0", "null\xa0", "é"]  # fmt: skip
GOOD = ["a", "a b", "-1", "a:b", "a#b", "'a'", "'a''b'", '"a"', "[a, b]", "[a, 'b', \"c\"]", "{a: b, c: [d]}", "a # b", "a,b", "{a: http://b}", "2024-10-28", "a's “b”"]  # fmt: skip


def mutated(chance: random.Random, text: str, changes: int) -> str:
    """The text after some changes at random places."""
    for _ in range(changes):
        change: Change = chance.choice(CHANGES)
        text = change(chance, text)
    return text


def some_yaml(chance: random.Random) -> str:
    """YAML of maps, lists, values and blocks; most of it plain, some of it wrong."""
    lines = _fields(chance, chance.choice((0, 0, 0, 0, 0, 0, 0, 1)), 0)
    for _ in range(chance.choice((0, 0, 1, 2))):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(["", "", "  ", "# c", "  # c: d", "        # c"]))
    return "\n".join(lines) + "\n" * chance.randrange(3)


def _fields(chance: random.Random, column: int, depth: int) -> list[str]:
    names = [chance.choice(["a", "b", "c", "a-b", "text", "a_1", "no", "id"]) for _ in range(chance.randrange(1, 5))]
    if chance.randrange(20):
        names = list(dict.fromkeys(names))
    lines: list[str] = []
    for name in names:
        if not chance.randrange(150):
            name = chance.choice(["1", "é", "'a'", "null", "<<", "a b", "?", "- a", "a" * 90])
        lines += _node(
            chance, f"{' ' * column}{name}:", column, depth, chance.choice((2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 4, 0))
        )
    return lines


def _entries(chance: random.Random, column: int, depth: int) -> list[str]:
    lines: list[str] = []
    for _ in range(chance.randrange(1, 4)):
        dash = f"{' ' * column}-{' ' * chance.choice((1, 1, 1, 1, 2, 3))}"
        if chance.randrange(3):
            lines += _node(chance, dash.rstrip(" "), column, depth, 2)
        else:
            first, *rest = _fields(chance, len(dash), depth + 1)
            lines += [dash + first.lstrip(" "), *rest]
    return lines


def _node(chance: random.Random, head: str, column: int, depth: int, further: int) -> list[str]:
    """The lines of a value below or behind its name or dash."""
    kind = chance.randrange(10)
    if kind < 3 and depth < 3:
        below = (_entries if kind else _fields)(chance, column + further, depth + 1)
        return [f"{head}{chance.choice([*([''] * 30), ' ', '  # c', ' #c', ' !x', ' &x'])}", *below]
    if kind < 5:
        return _block(chance, head, column + further)
    value = chance.choice(VALUES if not chance.randrange(25) else GOOD)
    return [f"{head}{chance.choice((*(' ' * 30), '', '  '))}{value}"]


def _block(chance: random.Random, head: str, column: int) -> list[str]:
    some = ["a", "b c", "# d", "- f", "g: h", "i ", "", "\xa0j", "---", "'", "k #l"]
    odd = [" ", " e", "   ", "\t"]
    texts = [chance.choice(some if chance.randrange(20) else odd) for _ in range(chance.randrange(5))]
    start = f"{head} {chance.choice('|>')}{chance.choice(['', '', '', '', '-', '-', '-', '-', '+', '+', '2', ' # c'])}"
    return [start, *(f"{' ' * column}{text}" if text or not chance.randrange(4) else "" for text in texts)]


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _insert(chance: random.Random, text: str) -> str:
    place = _place(chance, text)
    return text[:place] + chance.choice(SIGNS) + text[place:]


def _delete(chance: random.Random, text: str) -> str:
    place = _place(chance, text)
    return text[:place] + text[place + chance.choice((1, 1, 1, 2, 5, 30)) :]


def _replace(chance: random.Random, text: str) -> str:
    place = _place(chance, text)
    return text[:place] + chance.choice(SIGNS) + text[place + 1 :]


def _in_line(change: Change) -> Change:
    def changed(chance: random.Random, text: str) -> str:
        lines = text.split("\n")
        place = chance.randrange(len(lines))
        lines[place] = change(chance, lines[place])
        return "\n".join(lines)

    return changed


def _indent(chance: random.Random, line: str) -> str:
    return " " * chance.randrange(9) + line.lstrip(" ") if chance.randrange(2) else f" {line}"


def _value(chance: random.Random, line: str) -> str:
    head, colon, value = line.partition(": ")
    if not colon:
        return f"{line} {chance.choice(VALUES)}"
    return f"{head}: {chance.choice([chance.choice(VALUES), repr(value), chr(34) + value + chr(34), f'[{value}]', f'{{a: {value}}}', ''])}"


def _end(chance: random.Random, line: str) -> str:
    ends = [" ", " # c", " #c", "#c", "\t", "\r", " \n", "\n\n", "\n# c", "\n      # c", ":", ": ", ",", " ?"]
    return line + chance.choice(ends)


def _block_of(chance: random.Random, line: str) -> str:
    head, colon, value = line.partition(": ")
    margin = " " * (len(re.match(" *", line)[0]) + chance.choice((0, 1, 2, 4)))  # type: ignore[index]
    words = value.split(" ")
    place = chance.randrange(len(words) + 1)
    between = chance.choice(["\n", "\n", "\n\n", "\n \n", "\n\n\n", "\n "])
    sign = chance.choice(["|", ">", "|-", ">-", ">+", "", ">1", "> "])
    return f"{head}{colon}{sign}\n{margin}{' '.join(words[:place])}{between}{margin}{' '.join(words[place:])}"


def _twice(chance: random.Random, line: str) -> str:
    return f"{line}\n{line}"


def _shuffle(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def _ends(chance: random.Random, text: str) -> str:
    return chance.choice([text.replace("\n", "\r\n"), text.rstrip("\n"), "\ufeff" + text, f"---\n{text}", f"{text}\n# end", f"{text}\n  # e: f\n"])  # fmt: skip


CHANGES: list[Change] = [_insert, _insert, _insert, _delete, _delete, _replace, _replace, _shuffle, _ends]
CHANGES += [_in_line(change) for change in (_indent, _indent, _value, _value, _end, _end, _block_of, _block_of, _twice)]
