"""Front matter to facts: which keys there are (`schema`), and what their values say (`facts`)."""
