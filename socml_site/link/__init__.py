"""Documents to one web: names and topics `known`, links resolved (`resolve`), then counted and weighed (`index`).

`withhold` stands between the two, so that nothing withheld can be read off a number.
"""

from socml_site.link.apart import told_apart
from socml_site.link.changes import changes_of
from socml_site.link.index import build_index
from socml_site.link.known import Known, know
from socml_site.link.names import Who, evidence
from socml_site.link.names.joined import Join
from socml_site.link.resolve import relate

__all__ = ["Join", "Known", "Who", "build_index", "changes_of", "evidence", "know", "relate", "told_apart"]
