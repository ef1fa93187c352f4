"""Front matter to facts: which keys there are (`schema`), what their values say (`facts`) or what is wrong with them
(`faults`), and who asks to be kept back (`privacy`).
"""
