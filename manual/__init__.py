"""The technical manual (docs/manual/handleiding.md), written from the content and the code."""
