"""What the members of a college have in common: a page, and a sheet for an hour together."""
