"""Differential item functioning: whether an item means the same in two groups.

``item_dif``: `scale_dif` tests every item of a scale. ``ordinal_logit``: `fit_ordinal` is the
regression behind it.
"""
