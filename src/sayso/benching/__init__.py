"""Accuracy and speed: how sayso does on gold that people made, beside what it would replace."""
