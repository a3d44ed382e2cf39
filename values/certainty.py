"""How sure a result must be: the two limits that scores and the sentences about them share."""

CONFIDENCE = 0.90  # of the interval around every score
NAMED_FROM = 1.645  # standard errors that a difference must exceed to be named (design.md 5.2)
