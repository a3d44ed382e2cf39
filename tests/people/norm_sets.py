"""A norm of one competency, as the product makes them."""

from datetime import date

from assessment.norms.norm_sets import NormSet, Population, Reliability, ScaleNorm

DAY = date(2027, 5, 1)


def norm_set(omega=0.75):
    """Return a norm of 300 people."""
    reliability = Reliability(omega, 0.7, 0.8, 290, 17.0, 8.5)
    return NormSet(
        instrument="gedrag-1",
        population=Population("wethouders", 1400, 600, ("wethouder",), ("zittend",)),
        people=300,
        first_day=DAY,
        last_day=DAY,
        composition={},
        left_out={},
        rule=1,
        calibration=None,
        scales={"POL1": ScaleNorm(300, DAY, DAY, (), reliability)},
    )
