"""Notes from elsewhere: files of other programs to Markdown minutes with their pictures, links and dates.

    sources -> convert -> place -> link -> write

`sources` says which files there are, one module a format converts them, `place` gives each its path, `links` makes what
they say of each other hold, and `write` never touches a file that is there. Nothing here calls the network: pandoc runs
in its own sandbox, reads standard input alone, and pictures are taken out of archives by this package.
"""

from socml_site.importing.pandoc import is_there as pandoc_is_there
from socml_site.importing.run import Imported, Plan, plan, write
from socml_site.importing.sources import Found, find

__all__ = ["Found", "Imported", "Plan", "find", "pandoc_is_there", "plan", "write"]
