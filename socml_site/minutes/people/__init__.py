"""Who was there, as one file says it: in lists, tables and lines, with roles, affiliations and initials."""
