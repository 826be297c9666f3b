"""What several property tests ask of texts."""

import re


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text has the pattern's form."""
    return re.fullmatch(pattern, text) is not None
