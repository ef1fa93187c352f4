"""Files to sources: the first stage. It knows bytes, text and YAML, and nothing of minutes."""

from socml_site.read.files import Folder, Scope, read_folder
from socml_site.read.history import Contributor, History, Revision, read_history
from socml_site.read.source import FrontMatter, Source, read_source
from socml_site.read.table import Row, Table, read_table
from socml_site.read.walk import Walked, walk_folder
from socml_site.read.yaml import Parsed, parse_yaml

__all__ = [
    "Contributor",
    "Folder",
    "FrontMatter",
    "History",
    "Parsed",
    "Revision",
    "Row",
    "Scope",
    "Source",
    "Table",
    "Walked",
    "parse_yaml",
    "read_folder",
    "read_history",
    "read_source",
    "read_table",
    "walk_folder",
]
