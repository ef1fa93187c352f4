"""What `socml check --fix` may write: changes that are certain, made and proved in memory."""

from socml_site.fixes.folder import Fix, Fixed, find

__all__ = ["Fix", "Fixed", "find"]
