"""What is shown of a record, on pages and in files: its words, its evidence, and what of both may be seen."""
