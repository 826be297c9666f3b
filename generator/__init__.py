"""BriefPress: YAML briefings become a static site."""

__version__ = "0.1.0"
