"""A page's `Head` as HTML."""

from __future__ import annotations

from html import escape

from socml_site.model import Head


def head_html(head: Head) -> str:
    """The tags, escaped; JSON-LD was made so that it ends no script element."""
    lines = [f'<meta {attribute}="{name}" content="{escape(content)}">' for attribute, name, content in head.metas]
    if any(name.startswith("DC.") for _, name, _ in head.metas):
        lines.insert(0, '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">')
    if head.data:
        lines.append(f'<script type="application/ld+json">{head.data}</script>')
    return "\n".join(lines)
