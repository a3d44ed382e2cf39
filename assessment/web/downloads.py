"""Tables handed over as a file: one for machines, and one that a Dutch Excel opens right."""

from flask import Response, request


def is_for_excel() -> bool:
    """Return whether the address asks for the table that a Dutch Excel opens right."""
    return request.args.get("vorm") == "excel"


def send_table(table: bytes, name: str) -> Response:
    """Return a table as a file of this name, to be kept and not shown."""
    response = Response(table, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
