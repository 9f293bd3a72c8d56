"""Where and when things can be: the calendar and the gazetteer."""
