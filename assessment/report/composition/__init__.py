"""The chapters of the report, each from one person's material to blocks."""
