"""Counts over the record, questions in plain English, and what the pile covers."""
