"""Sources to what they say: the stage that reads prose.

One module for each thing recognised, each a pure function from text to values with their lines. Positions in
recognisers are lines counted from 0 within the text; `understand` alone turns them into places in the file.
"""

from socml_site.minutes.document import read_documents

__all__ = ["read_documents"]
