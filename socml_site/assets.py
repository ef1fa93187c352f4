"""Where templates, styles and scripts are."""

from __future__ import annotations

from pathlib import Path


def theme_folder() -> Path:
    """Where templates and assets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"
