"""How somebody answered, whatever the content.

``pattern_indices`` computes one index for many people: long strings, variability, consistency,
distance from the others. ``pattern_flags`` takes one person: `read_indices`, then `flags` against
`declared_limits` or `sample_limits`. ``FAMILIES_NEEDED`` families make a pattern unreliable.
"""
