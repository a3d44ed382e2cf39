"""Text with emphasis, foreign words and links. Plain strings are escaped; only Markup is not.

ReportLab's paragraph markup can read files and fetch addresses (<img src>), so what people typed
must never reach it as markup.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from assessment.report.pdf import styles
from assessment.report.scripts import drop_unprintable

# The name under which the canvas knows how to start and end an inline element.
INLINE_CALLBACK = "inline"


class Markup(str):
    """Paragraph markup made by the functions here. Joined to a plain string it becomes plain."""

    __slots__ = ()


def as_markup(text: str) -> Markup:
    """Return ``text`` as markup: unchanged if it is Markup, else with every character literal."""
    return text if isinstance(text, Markup) else Markup(escape(drop_unprintable(text)))


def join_markup(*parts: str) -> Markup:
    """Return the parts after one another; plain strings among them stay plain text."""
    return Markup("".join(as_markup(part) for part in parts))


def mark_strong(text: str) -> Markup:
    """Return ``text`` in semibold."""
    return Markup(f"<b>{as_markup(text)}</b>")


def mark_emphasis(text: str) -> Markup:
    """Return ``text`` in italic."""
    return Markup(f"<i>{as_markup(text)}</i>")


def mark_foreign(text: str, language: str) -> Markup:
    """Return ``text`` as a Span in another language, so that a screen reader pronounces it well."""
    return _inline(f"Span {language}", as_markup(text))


def link(text: str, url: str) -> Markup:
    """Return ``text`` as an underlined Link to a web address."""
    color = "#" + styles.ACCENT.hexval()[2:]
    anchor = f'<a href={quoteattr(url)} color="{color}"><u>{as_markup(text)}</u></a>'
    return _inline(f"Link {url}", Markup(anchor))


def _inline(label: str, content: Markup) -> Markup:
    start = f"<onDraw name={quoteattr(INLINE_CALLBACK)} label={quoteattr(label)}/>"
    end = f'<onDraw name={quoteattr(INLINE_CALLBACK)} label=""/>'
    return Markup(f"{start}{content}{end}")
