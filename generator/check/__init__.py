"""The contract's rules that need more than one field: within a file, and between files."""

from generator.check.site import Checked, check_site

__all__ = ["Checked", "check_site"]
