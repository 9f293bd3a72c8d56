"""The declared words and rules of a domain: what may be counted, by which words, under which rules."""
