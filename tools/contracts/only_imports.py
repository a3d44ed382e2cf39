"""A contract type: these modules import from these places and from nowhere else."""

import sys
from collections.abc import Iterable
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils


class OnlyImportsContract(Contract):
    """Everything that the source modules import must be on a list.

    A forbidden contract names what may not be imported, so whatever nobody thought of passes. This
    one names what may. The standard library and the source module's own package always may.

    Configuration options:
        - source_modules:  Packages (or modules) whose imports are judged.
        - allowed_modules: Packages that they may import. ``package`` allows it and all below it,
          ``=package`` only what the package itself offers in its ``__init__``. (Optional.)
        - ignore_imports:  Imports that are not judged; one that no longer exists is an error.
          (Optional.)
    """

    type_name = "only_imports"

    source_modules = fields.ListField(subfield=fields.StringField())
    allowed_modules = fields.ListField(subfield=fields.StringField(), required=False)
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return the imports that are on no list."""
        options: Any = self
        removed = contract_utils.remove_ignored_imports_and_report(
            graph, options.ignore_imports, contract_utils.AlertLevel.ERROR
        )
        unlisted = [
            (importer, imported)
            for source in options.source_modules
            for importer in sorted({source} | graph.find_descendants(source))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not _is_allowed(imported, source, options.allowed_modules or ())
        ]
        return ContractCheck(
            kept=not unlisted,
            warnings=list(removed.warnings),
            ignored_import_count=removed.ignored_import_count,
            metadata={"unlisted": unlisted},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each import that is on no list."""
        for importer, imported in check.metadata["unlisted"]:
            output.print_error(f"- {importer} -> {imported}", bold=False)
        output.new_line()


def _is_allowed(imported: str, source: str, allowed: Iterable[str]) -> bool:
    if imported.split(".")[0] in sys.stdlib_module_names:
        return True
    return any(
        imported == place.removeprefix("=")
        or (not place.startswith("=") and imported.startswith(f"{place}."))
        for place in (source, *allowed)
    )
