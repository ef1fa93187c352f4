"""What machines are told of a page in its head: cards, linked data, citations."""
