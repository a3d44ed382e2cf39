"""How few people a number may be about, for every page and file that tells of a group."""

FEWEST_COUNTED = 5
"""Counts on a group of people who were invited."""
