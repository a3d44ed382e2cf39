"""Where a score stands in a group, with its uncertainty.

``percentiles``: `tabulate` makes the table of a group, `mid_percentile` places scores in it,
`percentile_band` tells how sure that is, and `stanine` says it coarsely.
"""
