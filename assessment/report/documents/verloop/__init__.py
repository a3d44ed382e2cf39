"""Door de jaren heen: what one person measured, each time, beside each other."""
