"""The logbook on paper: what somebody learned, by year, with the hours."""
