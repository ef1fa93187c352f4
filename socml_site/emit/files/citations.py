"""The citation of each page as files that reference managers read: `cite.bib` and `cite.json` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from socml_site.emit.heads import citing
from socml_site.emit.options import Options
from socml_site.model import Artifact, Wiki


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Two files for each page that can be cited."""
    for document in wiki.relations.documents.values():
        if citing.citable(document):
            one = citing.citation(wiki, options, document)
            items = json.dumps([citing.csl(one)], ensure_ascii=False, indent=1)
            yield Artifact(f"{document.url}cite.bib", body=citing.bibtex(one), sources=(document.path,))
            yield Artifact(f"{document.url}cite.json", body=f"{items}\n", sources=(document.path,))
