"""How far raters agree.

``rater_agreement`` about one target or one table: `rwg` and `rwg_j` within one group of raters,
`kendall_w` for judges who rank, `krippendorff` when ratings are missing. ``intraclass`` about many
targets: `shrout_fleiss` when every judge rated every target, `one_way` when each target has raters
of its own, `raters_needed` to plan.
"""
