"""What came of a meeting, as one file says it: decisions, actions with their owners, open questions."""
