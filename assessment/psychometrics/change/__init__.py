"""Change between two measurements, and what of it is more than chance."""
