"""How few people a number or a text that somebody else sees may be about."""

FEWEST_RATERS = 3
"""Others in a group of raters, members of a college, others in a group who chose a theme."""

FEWEST_PUBLISHED = 10
"""People behind what is told of what members want: themes, wishes, looking back."""
