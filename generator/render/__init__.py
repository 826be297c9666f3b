"""Views → HTML: labels, dates and numbers in the page's language, templates that escape everything."""
