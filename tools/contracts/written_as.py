"""A contract type: outside its room a library is imported by these lines and no others."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class WrittenAsContract(Contract):
    """A library may be used everywhere in one room, and elsewhere only by the lines on a list.

    The graph knows a library as one module, so no other contract can tell a type that is handed on
    (``Session``) from a query (``select``). The text of the import can.

    Configuration options:
        - libraries:     Top-level names of libraries.
        - rooms:         Packages that may import them in any way.
        - allowed_lines: What everybody else may write, to the letter. (Optional.)
    """

    type_name = "written_as"

    libraries = fields.ListField(subfield=fields.StringField())
    rooms = fields.ListField(subfield=fields.StringField())
    allowed_lines = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return the lines outside the rooms that are on no list."""
        options: Any = self
        unlisted = [
            (importer, line["line_number"], line["line_contents"])
            for library in options.libraries
            for importer in sorted(graph.find_modules_that_directly_import(library))
            if not any(f"{importer}.".startswith(f"{room}.") for room in options.rooms)
            for line in graph.get_import_details(importer=importer, imported=library)
            if line["line_contents"] not in (options.allowed_lines or ())
        ]
        return ContractCheck(kept=not unlisted, metadata={"unlisted": unlisted})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import that is on no list."""
        for importer, number, line in check.metadata["unlisted"]:
            output.print_error(f"- {importer} (l.{number}): {line}", bold=False)
        output.new_line()
