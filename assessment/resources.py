"""Where templates and static files are: in a wheel inside the package, else beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources(name: str) -> Path:
    """Return the folder of templates or static files."""
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
