"""Decisions of people: made, kept, found again, undone, taken elsewhere."""
