"""``python -m tests.bench.lighthouse SITE``: what Lighthouse says of pages of a built site, from a server that compresses as hosts do.

It looks as it does by default: a telephone of the middle class, and a slow network. Lighthouse comes from npm by a lock file.
"""
