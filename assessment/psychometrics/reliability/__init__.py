"""How well a scale measures, and the error that follows.

``classical`` for what needs no model: `alpha` with `feldt_interval`, `lambda2`, `item_rest`,
`alpha_if_deleted`, `measurement_error`, `spearman_brown`. ``omega`` for `one_factor`, which gives
omega and how well one factor fits: prefer it from a hundred people on. ``composites`` for scores
that are made of scores: `mosier` for a weighted sum, `difference_reliability` for a difference.
"""
