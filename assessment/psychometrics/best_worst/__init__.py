"""Utilities from best-worst choices.

``person_utilities``: `fit_utilities` for one person, with a prior that keeps few choices modest.
``group_utilities``: `fit_group` for many people together, `clustered_covariance` because the
choices of one person hang together, `count_choices` for the plain counts.
"""
