"""Utilities from best-worst choices.

``person_utilities``: `fit_utilities` for each person apart, with a prior averaged over scales, and
the evidence against chance. ``top_items``: how likely an item is among a person's own highest.
``group_utilities``: `fit_group` for many people together, `clustered_covariance` because the
choices of one person hang together, `count_choices` for the plain counts.
"""
