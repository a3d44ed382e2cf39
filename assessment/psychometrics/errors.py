"""What can be wrong with data to be measured: what was found, and what is needed instead."""


class MeasurementError(ValueError):
    """Data or settings from which no right number can follow.

    Parameters
    ----------
    wrong : str
        What was found.
    needed : str
        What is needed instead.
    """

    def __init__(self, wrong: str, needed: str) -> None:
        super().__init__(f"{wrong}; {needed}")
        self.wrong = wrong
        self.needed = needed


class ShapeError(MeasurementError):
    """Arrays that do not belong together: a wrong number of dimensions, rows or columns."""


class MissingColumnError(MeasurementError):
    """A column that was asked for is not in the table."""


class NotFiniteError(MeasurementError):
    """Infinity anywhere, or NaN where a missing answer is not allowed."""


class OutOfRangeError(MeasurementError):
    """A number outside the values it can have, such as a reliability above 1."""


class TooFewItemsError(MeasurementError):
    """Fewer items than the coefficient is defined for."""


class TooFewPeopleError(MeasurementError):
    """Fewer people, raters or groups than are needed to estimate anything."""


class NoVarianceError(MeasurementError):
    """Everybody gave the same answer, or items repeat each other exactly."""


class EmptyCategoryError(MeasurementError):
    """An answer category that nobody used, where the model has a parameter for it."""


class NotConvergedError(MeasurementError):
    """An estimation that did not reach its maximum, or has none at finite values."""


class ImproperSolutionError(MeasurementError):
    """A maximum that cannot be true, such as a residual variance of zero."""


class InconsistentError(MeasurementError):
    """Covariances or correlations that no answers can have together (not positive semidefinite)."""
