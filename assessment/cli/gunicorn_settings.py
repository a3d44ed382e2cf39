"""What the master of gunicorn does before it starts the processes of the website.

It imports the program and reads all content once, so that a process that must be started again is
there in a moment: it is a copy of the master. The master opens no database.
"""

from typing import Any

from assessment.cli import serving
from assessment.services.content import load_content

wsgi_app = f"{serving.__name__}:{serving.web_app.__name__}()"


def on_starting(master: Any) -> None:
    """Read all content."""
    load_content()
