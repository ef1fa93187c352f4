"""What `socml check --fix` may write: changes that are certain, made and proved in memory."""

from socml_site.fixes.folder import Fixed, find

__all__ = ["Fixed", "find"]
