"""The contract's rules that need more than one field: within a file, and between files."""
