"""The nouns of sayso: frozen, small, known to every room and knowing none."""
