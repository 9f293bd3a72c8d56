"""Reads one report: the order of the steps from its text to claims, mentions and statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.atlas.gazetteer import gazetteer
from sayso.atlas.own_places import entries_of
from sayso.codebook.lexicon import Lexicon
from sayso.model.claim import Claim
from sayso.model.moment import Moment
from sayso.model.number import Number
from sayso.model.place import Place
from sayso.model.report import Report
from sayso.model.statement import Statement
from sayso.reading import scopes, sentences
from sayso.reading.actors import ActorReader, Roster
from sayso.reading.anchoring import anchors
from sayso.reading.belonging import neighbour
from sayso.reading.claims import claim_of, numbered
from sayso.reading.confidence import confidence, signs_of_figure, signs_of_number
from sayso.reading.figure import Figure
from sayso.reading.figures import figures
from sayso.reading.happening import hints, outright
from sayso.reading.headlines import placed
from sayso.reading.hearing import Hearing, Scene
from sayso.reading.language import MODEL
from sayso.reading.legible import legible
from sayso.reading.mentions import mention_of, of_headline, with_own_days
from sayso.reading.moments import MomentReader
from sayso.reading.numbers import blocking, numbers, stated
from sayso.reading.parsing import Parsed, Parser, merged
from sayso.reading.people import MentionReader, NameReader
from sayso.reading.places import PlaceReader
from sayso.reading.result import Layers, Reading
from sayso.reading.scan import Scan, no_count
from sayso.reading.sentences import Sentence, holding, may_name, unparted
from sayso.reading.setting import Setting
from sayso.reading.sifting import Sift
from sayso.reading.sources import home_of
from sayso.reading.speech import SpeechReader, days_of_posts, source_marks
from sayso.reading.standing import standing
from sayso.reading.superlatives import Claimed, SuperlativeReader, superlatives, without_bounds
from sayso.reading.telling import Telling
from sayso.reading.tellings import tellings
from sayso.reading.triggers import TriggerReader, spoken_of
from sayso.reading.voices import voice_round, voices_of
from sayso.reading.whereabouts import nearest


class Reader:
    """Reads reports with one lexicon and one language model."""

    def __init__(self, lexicon: Lexicon, model: str = MODEL) -> None:
        self.lexicon = lexicon
        self.parser = Parser(model, lexicon.settings["names"]["titles"])
        self.moments = MomentReader(lexicon.settings["calendar"], lexicon.settings["numerals"])
        self.places = PlaceReader(lexicon)
        if lexicon.places:
            own = entries_of(lexicon.places)
            self.places.use(lambda: gazetteer().with_places(own))
        self.speech = SpeechReader(lexicon)
        self.triggers = TriggerReader(lexicon)
        self.people = MentionReader(lexicon)
        self.actors = ActorReader(lexicon)
        self.names = NameReader(lexicon)
        self.public_roles = frozenset(role.name for role in lexicon.roles if role.public)
        self.superlatives = SuperlativeReader(lexicon)
        self.sift = Sift(lexicon)
        self.spoken = spoken_of(lexicon)
        self.hearing = Hearing(lexicon)
        self.abbreviations = frozenset(lexicon.settings["sentences"]["abbreviations"])
        self.openers = lexicon.word_set("sentence_openers")
        self.acronyms = frozenset(n.lower() for a in lexicon.actors for n in (a.name, *a.variants) if n.isupper())

    def sentences_of(self, text: str) -> list[Sentence]:
        """The sentences of a text."""
        return sentences.sentences(text, self.abbreviations, self.openers)

    def moments_of(self, text: str, reference: date | None, day_first: bool | None = None) -> list[Moment]:
        """The layer `moments`; what stands in an embedded post is told from the day of the post.

        `day_first` says whether the source writes days before months, where that is known.
        """
        return self.moments.find(text, reference, day_first=day_first, spoken_on=days_of_posts(text))

    def numbers_of(self, text: str, moments: Sequence[Moment]) -> list[Number]:
        """The layer `numbers`; dates and clock times hold none, durations do."""
        numerals = self.lexicon.numerals
        found = stated(text, numbers(text, numerals, blocked=blocking(text, moments, numerals)), numerals)
        return [replace(n, confidence=confidence("numbers", signs_of_number(n))) for n in found]

    def counts_of(self, text: str, moments: Sequence[Moment]) -> list[Number]:
        """The numbers that may be figures: as the layer, with ranks and shares of hundred, without ages, calibres, dates."""
        blocked = [(m.start, m.end) for m in moments if m.kind in ("DATE", "TIME", "SET")]
        found = numbers(text, self.lexicon.numerals, blocked=blocked)
        return [n for n in found if not no_count(text, n)]

    def scan(self, text: str, reference: date | None = None, day_first: bool | None = None) -> Scan:
        """A text as the grammars see it; trees and names of its sentences are made when they are asked for."""
        moments = self.moments_of(text, reference, day_first)
        counts = self.counts_of(text, moments)
        return Scan(
            text, self.parser, moments, counts, unparted(self.sentences_of(text), [(n.start, n.end) for n in counts])
        )

    def places_of(self, text: str, home: str = "", scan: Scan | None = None) -> list[Place]:
        """The layer `places`, over the whole text."""
        scan = scan or self.scan(text)
        whole = [(s.start, s.end) for s in scan.sentences]
        named = [s for s in scan.sentences if may_name(text[s.start : s.end], self.openers)]
        return self.places.find(text, whole, scan.names(named), home=home)

    def speech_of(self, text: str, scan: Scan | None = None) -> list[Statement]:
        """The layer `speech`, over the whole text."""
        scan = scan or self.scan(text)
        telling = [s for s in scan.sentences if self.speech.may_tell(text[s.start : s.end])]
        return self.speech.find(text, scan.trees(telling), wide=True)

    def layers(self, report: Report) -> Layers:
        """All layers of a report, each as it is alone; what several of them need is worked out once."""
        view = report.view or report.text
        scan = self.scan(view, report.reference, report.day_first)
        seen = legible(view, self.acronyms)
        found = self._headed(report, self._read(report, scan)) if seen is None else self.read(report)
        return Layers(
            found,
            tuple(self.numbers_of(view, scan.moments)),
            tuple(scan.moments),
            tuple(self.places_of(view, home_of(report), scan)),
            tuple(self.speech_of(view, scan)),
        )

    def read(self, report: Report, *, everything: bool = False) -> Reading:
        """Claims, mentions and statements of a report, from its view without gaps, with the spans of its text.

        `everything` parses all sentences (a check of the sift).
        """
        seen = legible(report.view or report.text, self.acronyms)
        if seen is None:
            whole = self.scan(report.view or report.text, report.reference, report.day_first)
            return self._headed(report, self._read(report, whole, everything=everything))
        scan = self.scan(seen.text, report.reference, report.day_first)
        found = self._read(replace(report, text=seen.text, view=seen.text), scan, everything=everything)
        return self._headed(report, seen.back(found, report.text))

    def _headed(self, report: Report, found: Reading) -> Reading:
        """A page whose text tells of no event, mere furniture, tells of what its headline does; and where it does."""
        if found.mentions or not report.title:
            text, home = report.view or report.text, home_of(report)
            told_of = placed(found.mentions, report.title, text, lambda words: self.places_of(words, home))
            return replace(found, mentions=told_of)
        scan = self.scan(report.title, report.reference, report.day_first)
        told = self._read(replace(report, text=report.title, view="", title=None), scan)
        return replace(found, mentions=tuple(map(of_headline, told.mentions[:1])))

    def _read(self, report: Report, scan: Scan, *, everything: bool = False) -> Reading:
        """Claims, mentions and statements of a text."""
        text, moments, whole = scan.text, scan.moments, scan.sentences
        triggers = self.triggers.find(text, [(m.start, m.end) for m in moments])
        claimed = self.superlatives.find(text)
        starts = [c.start for c in claimed]
        chosen = whole if everything else self.sift.sift(text, whole, scan.numbers, moments, triggers, starts)
        parsed = scan.trees(chosen)
        found = figures(text, parsed, self.lexicon, self.people)
        telling_sentences = self._telling(text, whole, found, [*(t.start for t in triggers), *starts])
        entities = self.parser.entities(text, telling_sentences)
        dates = [(m.start, m.end) for m in moments] + source_marks(text)
        spans = [(s.start, s.end) for s in telling_sentences]
        # a people, or the town in the name of a police department, is not where something happened
        places = [p for p in self.places.find(text, spans, entities, dates, home=home_of(report)) if p.literal]
        scene = Scene(text, whole, frozenset(p.sentence.index for p in parsed))
        near = [whole[i] for i in sorted(self.hearing.placed(scene, triggers, places))]
        parsed = merged(parsed, scan.trees(near))
        statements, voices, parsed = self._heard(scan, parsed, found, claimed)
        stands = self._judged(found, voices)
        trees = {p.sentence.index: p for p in parsed}
        setting = Setting(text, whole, trees, moments, places, self.lexicon, self.spoken, report.reference)
        dated = without_bounds(setting, claimed)
        headed = self.triggers.find(report.title or "", [])
        told_of = outright(dated, anchors(dated, found, triggers))
        made = tellings(told_of, self.lexicon, report.reference, hints(dated, told_of), headed)
        claims = self._claims(report, setting, list(zip(found, voices, stands, strict=True)), made)
        best = superlatives(report, setting, claimed, statements, made)
        roster = self._roster(text, entities, places, statements)
        told = [(t, mention_of(report, setting, t, claims, roster)) for t in made]
        mentions = with_own_days([replace(m, superlatives=tuple(best.get(t.index, ()))) for t, m in told if m])
        known = {m.id for m in mentions}
        claims = [c if c.incident in known else replace(c, incident=None) for c in claims]
        return Reading(
            report.id,
            tuple(claims),
            tuple(mentions),
            tuple(statements),
            tuple(entities),
            tuple(places),
            signs=tuple(f.signs for f in found),
        )

    def _heard(
        self,
        scan: Scan,
        parsed: list[Parsed],
        found: Sequence[Figure],
        claimed: Sequence[Claimed],
    ) -> tuple[list[Statement], list[Statement | None], list[Parsed]]:
        """Statements and the voices of figures; sentences on which the speakers hang are parsed as well."""
        at = [*(f.number.core_start for f in found), *(c.start for c in claimed)]
        while True:
            statements = self.speech.find(scan.text, parsed)
            voices = voices_of(found, statements)
            scene = Scene(scan.text, scan.sentences, frozenset(p.sentence.index for p in parsed))
            others = [voice_round((c.start, c.end), statements) for c in claimed]
            more = self.hearing.wanted(scene, statements, [*voices, *others], at)
            if not more:
                return statements, voices, parsed
            parsed = merged(parsed, scan.trees([scan.sentences[i] for i in sorted(more)]))

    def _roster(
        self,
        text: str,
        entities: Sequence[tuple[int, int, str]],
        places: Sequence[Place],
        statements: Sequence[Statement],
    ) -> Roster:
        """Who is named in a text: organisations, and people who do not speak for an office."""
        closed = [(p.start, p.end) for p in places if p.id is not None]
        found = self.actors.roster(text, entities, closed)
        officials = [s.speaker for s in statements if s.speaker is not None and s.role in self.public_roles]
        closed += [(n.start, n.end) for n in found.named]
        return replace(found, people=self.names.find(text, closed, officials))

    def _judged(self, found: Sequence[Figure], voices: Sequence[Statement | None]) -> list[str]:
        """The standings of figures; each is given the signs of its confidence."""
        stands = [standing(f, voice, self.lexicon) for f, voice in zip(found, voices, strict=True)]
        for f, voice, stand in zip(found, voices, stands, strict=True):
            if stand in ("rhetorical", "hypothetical"):
                # a figure of speech counts nothing
                f.reading = None
            f.signs = signs_of_figure(f, self.lexicon.numerals, said=voice is not None)
        return stands

    def _telling(
        self, text: str, whole: Sequence[Sentence], found: Sequence[Figure], offsets: Sequence[int]
    ) -> list[Sentence]:
        """Sentences with a figure or an event word: only these are searched for names."""
        telling = holding(whole, [*(f.number.start for f in found), *offsets])
        return [s for s in whole if s.index in telling and may_name(text[s.start : s.end], self.openers)]

    def _claims(
        self,
        report: Report,
        setting: Setting,
        found: Sequence[tuple[Figure, Statement | None, str]],
        made: Sequence[Telling],
    ) -> list[Claim]:
        """Figures with their scope, when and where."""
        owner = {id(a.figure): (t, a) for t in made for a in t.anchors if a.figure is not None}
        rows = []
        for f, voice, _ in found:
            held = owner.get(id(f))
            telling = held[0] if held else neighbour(f, made)
            rows.append((f, telling, held[1].place if held else None, voice))
        claims = []
        for (f, telling, place, voice), (_, _, stands) in zip(rows, found, strict=True):
            extent = scopes.extent(f, telling, rows, place, voice, self.lexicon, stands)
            reach = scopes.scope(f, telling, extent, self.lexicon, stands)
            moment = (
                owner[id(f)][1].moment if id(f) in owner else nearest(f.parsed, f.target.anchor, setting.dates_of(f))
            )
            spot = place or nearest(f.parsed, f.target.anchor, setting.places_in(f.parsed.sentence))
            claims.append(
                claim_of(
                    report,
                    f,
                    self.lexicon,
                    standing=stands,
                    scope=reach,
                    extent=extent,
                    telling=telling,
                    voice=voice,
                    moment=moment,
                    place=spot,
                    dates=setting.moments_in(f.parsed.sentence),
                )
            )
        return numbered(claims)
