"""What is seen before any model.

``item_statistics``: `describe` for mean, spread and shape of each item, `category_use` for which
answers were given.
"""
