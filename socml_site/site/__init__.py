"""The site as files: where it may stand and how it gets there, its search, what is kept offline, and its check."""
