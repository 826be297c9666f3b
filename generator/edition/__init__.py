"""The offline edition: the site in one ZIP file that needs no server and no network, how it is made, and how it is checked."""
