"""sayso: how many, and on whose say-so?"""
