"""For every page to be written, the plain data that the page shows, and nothing else."""
