"""Sources to what they say: the stage that reads prose.

One module for each thing recognised, each a pure function from text to values with their lines. Positions in
recognisers are lines counted from 0 within the text; `understand` alone turns them into places in the file.
"""

from socml_site.minutes.document import FileRead, read_documents, read_file
from socml_site.minutes.habits import Clues, Habits, habits_of, helps, series_of

__all__ = ["Clues", "FileRead", "Habits", "habits_of", "helps", "read_documents", "read_file", "series_of"]
