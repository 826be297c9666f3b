"""Where a site is read from by its readers' server: a folder, or a store somewhere else. Whole files only, by their paths."""
