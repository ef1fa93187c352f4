"""A site as a folder: which may be replaced, and how one takes another's place."""
