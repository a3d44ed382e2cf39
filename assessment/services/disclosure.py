"""How few people a number or a row may be about; every room that shows groups keeps to these."""

FEWEST_PUBLISHED = 10
"""People that a published figure, or a row that is like others, is about at least."""
