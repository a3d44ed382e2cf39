"""Change between two measurements, and what of it is more than chance.

``reliable_change``: `retest` for people with whom nothing was done, `reliable_change` for an
index per person, and `benjamini_hochberg` when many changes are tested at once.
"""
