"""Mentions of many reports become incidents: copies, candidates, comparisons, clusters."""
