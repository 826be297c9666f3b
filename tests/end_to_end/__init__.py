"""The shipped dossier as its readers and contributors meet it: built for real, in a real browser."""
