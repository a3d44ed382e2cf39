"""Differential item functioning: whether an item means the same in two groups."""
