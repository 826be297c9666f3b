"""Bytes become a briefing or a registry, or problems with positions. Safe against any file that a stranger may send."""
