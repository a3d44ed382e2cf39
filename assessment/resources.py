"""Where the templates and the static files are.

They lie beside the package, so that a designer finds them; the wheel packs them inside it.
"""

from pathlib import Path


def _find_folder(name: str) -> Path:
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


TEMPLATES, STATIC = _find_folder("templates"), _find_folder("static")
