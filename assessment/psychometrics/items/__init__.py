"""What is seen before any model.

``item_statistics``: `describe` for mean, spread and shape of each item, `category_use` for which
answers were given, `scale_means` for a score from the items of one scale.
"""
