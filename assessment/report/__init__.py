"""The report: one content, drawn as web page, figures and PDF."""
