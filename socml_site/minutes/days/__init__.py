"""Days and hours as people write them: in a text, in the names of files."""
