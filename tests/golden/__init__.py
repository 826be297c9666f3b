"""What every kind of page shows: views that use everything, and the HTML that they become."""
