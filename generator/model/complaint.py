"""What is wrong with a scalar, said calmly."""

import msgspec


class Complaint(msgspec.Struct, frozen=True):
    """What is wrong with one scalar, and what would be right."""

    message: str
    hint: str = ""


def shown(text: str, length: int = 60) -> str:
    """The text quoted for a message, on one line and cut to ``length`` characters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= length else f"“{line[: length - 1]}…”"
