"""The web application in which people read the evidence and correct the record."""
