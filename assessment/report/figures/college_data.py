"""What the figure of a college is drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CollegeZone:
    """One of the parts of a line: who stands in it by name, and how many without."""

    names: tuple[str, ...]
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """An axis of the bestuursstijl for a college, in zones from the left pole to the right."""

    label: str
    left: str
    right: str
    zones: tuple[CollegeZone, ...]


@dataclass(frozen=True, slots=True)
class CollegeLines:
    """Where members of a college stand on the axes; ``zones`` are the names of the zones."""

    lines: tuple[CollegeLine, ...]
    zones: tuple[str, ...]
    named: str
    unnamed: str
