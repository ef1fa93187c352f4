"""Who is who across a collection: `identify` joins every spelling of a name to the person it means, or leaves it alone.

`seen` gathers the mentions, `spelling` folds them, `listed` knows people.yml, `nodes` and `near` weigh the evidence,
`joined` keeps it, `shown` says under which name, and `doubts` what might be one person and could not be proved.
"""

from socml_site.link.names.who import Who, evidence, identify

__all__ = ["Who", "evidence", "identify"]
