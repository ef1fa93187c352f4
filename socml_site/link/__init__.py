"""Documents to one web: names, topics, events and links resolved (`resolve`), then counted and weighed (`index`).

`policy` stands between the two, so that nothing withheld can be read off a number.
"""

from socml_site.link.changes import changes
from socml_site.link.index import index
from socml_site.link.names import Who, evidence
from socml_site.link.names.joined import Join
from socml_site.link.resolve import resolve, who_is_who

__all__ = ["Join", "Who", "changes", "evidence", "index", "resolve", "who_is_who"]
