"""The words by which minutes are understood: roles, lists, columns, names and what is no name."""
