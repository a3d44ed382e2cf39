"""Numbers as cells of a CSV file; what cannot be given stays out, and its reason is kept."""

from dataclasses import dataclass, field
from math import isfinite
from typing import TypeAlias

from assessment.quality.page import words
from assessment.quality.page.texts import say
from assessment.quality.results import Bounded, Reliability, Unavailable

Cell: TypeAlias = str | int | float | None
DECIMALS = 6
SMALL = "<5"


@dataclass(slots=True)
class Row:
    """One row under construction: cells by column key, and why cells are absent."""

    cells: dict[str, Cell] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def put(self, **cells: Cell | Unavailable) -> "Row":
        """Keep cells; an Unavailable leaves its cell empty and tells why in the note."""
        for key, cell in cells.items():
            if isinstance(cell, Unavailable):
                self.miss(cell)
            else:
                self.cells[key] = cell
        return self

    def put_bounded(self, key: str, number: Bounded | Unavailable) -> "Row":
        """Keep a number with its interval."""
        if isinstance(number, Unavailable):
            return self.miss(number)
        return self.put(**{key: number.value, f"{key}_low": number.low, f"{key}_high": number.high})

    def put_reliability(self, reliability: Reliability | Unavailable) -> "Row":
        """Keep everything about the reliability of a sum."""
        if isinstance(reliability, Unavailable):
            return self.miss(reliability)
        self.put(complete=reliability.people, lambda2=reliability.lambda2, sem=reliability.sem)
        self.put_bounded("alpha", reliability.alpha).put_bounded("omega", reliability.omega)
        fit = reliability.fit
        if isinstance(fit, Unavailable):
            return self.miss(fit)
        return self.put(
            chi_squared=fit.chi_squared,
            df=fit.df,
            p=fit.p,
            cfi=fit.cfi,
            rmsea=fit.rmsea,
            srmr=fit.srmr,
        )

    def miss(self, missing: Unavailable) -> "Row":
        """Tell why something is absent, each reason once."""
        reason = words.why(missing)
        if reason not in self.reasons:
            self.reasons.append(reason)
        return self

    def note(self) -> "Row":
        """Keep the reasons as a cell of their own."""
        return self.put(note=say("numbers.semicolon").join(self.reasons))


def write_count(people: int) -> Cell:
    """Return a number of people; one to four are not told apart."""
    return SMALL if 0 < people < words.SMALL_COUNT else people


def write_share(people: int, of: int) -> Cell:
    """Return a share of people; that of one to four is not told."""
    return SMALL if 0 < people < words.SMALL_COUNT else people / of


def write_cell(cell: Cell) -> str:
    """Return a cell as text with a decimal point; ValueError for NaN or infinity."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if not isfinite(cell):
            raise ValueError(f"{cell} may not be written")
        return f"{round(cell, DECIMALS) + 0.0:.{DECIMALS}g}"
    return str(cell)
