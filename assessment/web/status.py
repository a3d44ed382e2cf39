"""Two addresses that tell a monitor whether this installation works."""

import time

from flask import Blueprint, current_app, g
from flask.typing import ResponseReturnValue

from assessment.services.monitoring import are_keys_there, has_disk_left, is_database_ready
from assessment.web.access import allows, anyone

bp = Blueprint("status", __name__)
STATE_SECONDS = 1.0


@bp.get("/gezond")
@allows(anyone)
def healthy() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"process": True}


@bp.get("/klaar")
@allows(anyone)
def ready() -> ResponseReturnValue:
    """Say whether database, disk, keys and worker do their work; 503 when one does not.

    What was seen of the disk holds for a second: nobody keeps it busy by asking.
    """
    seen_at, stored = current_app.extensions.get("stored", (None, {}))
    if seen_at is None or time.monotonic() - seen_at > STATE_SECONDS:
        reachable = is_database_ready(g.db)
        stored = {
            "database": reachable,
            "disk": has_disk_left(g.db),
            "keys": not reachable or are_keys_there(g.db),
        }
        current_app.extensions["stored"] = (time.monotonic(), stored)
    state = stored | {"worker": current_app.extensions["worker_alive"]()}
    return state, 200 if all(state.values()) else 503
