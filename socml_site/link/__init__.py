"""Documents to one web: names, topics, events and links resolved (`resolve`), then counted and weighed (`index`).

`withhold` stands between the two, so that nothing withheld can be read off a number.
"""

from socml_site.link.changes import changes_of
from socml_site.link.index import build_index
from socml_site.link.names import Who, evidence
from socml_site.link.names.joined import Join
from socml_site.link.resolve import relate, who_is_who

__all__ = ["Join", "Who", "build_index", "changes_of", "evidence", "relate", "who_is_who"]
