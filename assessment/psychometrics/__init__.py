"""Statistics over people and items, a folder per concept; knows no instrument, value or person.

Arrays in, plain numbers or small records out. Nothing here imports anything else of this product.

=============  ==================================================================================
reliability    how well a scale measures: alpha, lambda 2, omega, and the error that follows
factors        which items belong together, and how the factors behind them correlate
ordinal        answers as ordered categories: polychoric correlations, scalability
items          what the answers to single items look like, and scale means
agreement      how far raters agree, and a person with others
norms          where a score stands in a group, with its uncertainty
change         change between two measurements, and many tests at once
patterns       how somebody answered, whatever the content
best_worst     utilities from best-worst choices, of a person and of a group
irt            the graded response model: calibrate a scale, score people, choose items
dif            whether an item means the same in two groups
=============  ==================================================================================

Every public function tells the shapes of its arrays, what it does with missing answers, which
errors it raises (``errors``: what is wrong and what is needed), its source, and an example. Each
is held against R or worked out by hand in ``tests/psychometrics``. What no feature uses yet
stands in RESERVED.toml with what will use it.
"""
