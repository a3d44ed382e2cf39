"""Hoe anderen je zien: the pages of the owner who asks, and of the others who answer."""

from flask import current_app, url_for


def address_invitation(token: str) -> str:
    """Return the link that a mail holds."""
    return f"{current_app.config['PUBLIC_URL']}{url_for('rater.start', token=token)}"
