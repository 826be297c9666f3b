"""Views → what a reader searches: an index in small pieces, the entries that it finds, and the script that asks it."""
