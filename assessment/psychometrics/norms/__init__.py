"""Where a score stands in a group: percentiles and standard scores with their uncertainty."""
