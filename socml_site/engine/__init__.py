"""The site generator around the pages: the plugin, its options, and how it is run. Only this folder knows MkDocs."""
