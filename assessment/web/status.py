"""Two addresses that tell a monitor whether this installation works."""

from datetime import timedelta

from flask import Blueprint, current_app, g
from flask.typing import ResponseReturnValue

from assessment.services.monitoring import is_database_ready
from assessment.web.access import allows, anyone

bp = Blueprint("status", __name__)
WORKER_SILENT = timedelta(minutes=2)


@bp.get("/gezond")
@allows(anyone)
def healthy() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"process": True}


@bp.get("/klaar")
@allows(anyone)
def ready() -> ResponseReturnValue:
    """Say whether the database and the worker answer; 503 when one does not."""
    state = {
        "database": is_database_ready(g.db),
        "worker": current_app.extensions["worker_alive"](),
    }
    return state, 200 if all(state.values()) else 503
