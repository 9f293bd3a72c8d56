"""A report becomes claims of figures, mentions of events and statements of speakers."""
