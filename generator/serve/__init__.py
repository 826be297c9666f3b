"""The site while it is being written: a local server, live reload, and problems over the last good page."""
