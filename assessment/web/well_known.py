"""``/.well-known/security.txt`` (RFC 9116): where somebody tells of a weakness."""

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort, current_app, url_for

from assessment.organisation import Organisation
from assessment.web.access import allows, anyone

bp = Blueprint("well_known", __name__)
GOOD_FOR = timedelta(days=90)  # less than the year that the standard allows


@bp.get("/.well-known/security.txt")
@allows(anyone)
def tell_security_contact() -> Response:
    """Say who hears of a weakness; 404 where the settings name nobody."""
    organisation = current_app.jinja_env.globals["organisation"]
    if not isinstance(organisation, Organisation) or organisation.security is None:
        abort(404)
    ends = datetime.combine(datetime.now(UTC).date() + GOOD_FOR, time(), UTC)
    lines = (
        f"Contact: {organisation.security.address}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {url_for('.tell_security_contact', _external=True)}",
    )
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
