"""The component `sayso` of spaCy pipelines, as spaCy finds it by its entry point.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("sayso")
>>> doc = nlp("Police arrested about 40 people on Tuesday.")
>>> [(span.text, span.label_) for span in doc.spans["sayso_figures"]]
[('about 40', 'persons_arrested')]
>>> [claim.qualifier for claim in doc._.sayso.claims]
['about']
"""

from __future__ import annotations

from sayso.gathering.gather import described
from sayso.reading.component import register

make = register(described)
