"""Who says so: statements of a report, their speakers, relays and media."""

from sayso.reading.speech.posts import days_of_posts
from sayso.reading.speech.reader import SpeechReader, source_marks

__all__ = ["SpeechReader", "days_of_posts", "source_marks"]
