"""What a codebook may declare: qualifiers, noun classes, measures, event types, roles, speech, identities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """What a qualifier's number N means when it is compared: a policy, never written into a claim.

    `low_share` and `high_share` bound it as shares of N (0.9 is N - 10 %); None is unbounded.
    `half_digit` widens both sides by half a unit of N's last non-zero digit, where that is more.
    `low_open`/`high_open` exclude the bound itself.
    """

    low_share: float | None = 1.0
    high_share: float | None = 1.0
    low_open: bool = False
    high_open: bool = False
    half_digit: bool = False


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A hedge: the words before or behind a number that carry it, and the interval it is read as."""

    name: str
    before: Words = ()
    after: Words = ()
    interval: Interval = Interval()
    # Which bounds the words themselves state: "low", "high", "both" or "none".
    states: str = "both"


@dataclass(frozen=True, slots=True)
class NounClass:
    """Nouns that are counted alike; `unit` is inherited from `parent` where not given."""

    name: str
    nouns: Words
    unit: str | None = None
    parent: str | None = None
    group: str | None = None
    suffixes: Words = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of ours and what must (or, with `absent`, must not) be read in it."""

    text: str
    best: float | None = None
    absent: bool = False
    expect: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure counts, and the words that say so; all words are dictionary forms (lemmas).

    A verb phrase that begins with "not" applies only where the verb is denied ("not attend school").

    `patient_of`: verbs done to what is counted ("arrest", "take into custody"); `agent_of`: verbs that
    it does; `nouns`: nouns that are themselves counted ("300 arrests"); `noun_of`: nouns of which it is
    the complement ("the arrest of 300"); `tolls`: nouns whose value the number is ("the death toll
    reached 219"); `states`: adjectives, participles and phrases it stands in ("missing", "in custody");
    `before`: words that stand directly before the number ("as young as"); `at`: verb and preposition, or noun and preposition, of which it is the place ("descend on");
    `default_for`: noun classes that are read so when nothing else is said (and, if given, one of
    `default_near` stands in the sentence); `counts`: noun classes
    that the words above may apply to; `near`/`unless`: words that must, or must not, stand in the
    sentence (`topic`: in the report). `singles`: counted without a numeral too ("a man was killed"); `extent`: "part" where a figure is never the event's whole,
    "site" where it is that of one place, the whole only of an event with one; `current`: the latest figure counts (a toll, a stock), which only `grows` where it is a toll; `follows`: happens to those of
    the event afterwards; `background`: context unless tied to the event; `reads_as`: another measure
    that this rule is written down as; `overrules`: measures that a single person counted here is no longer counted in (who
    died is not among the injured); `single_as`: the measure that a single person is counted in who is in none of those
    (one who was shot, and of whose death nothing is told, is injured); `others_as`: the same for those told of beside
    somebody who is in one of those ("one man died, three others were shot"); `reflexive`: only of who did it to himself; `own_hand`: who is counted did it; `tense`: present or past, of the governing verb; `priority`: wins over rules of lower priority.
    """

    name: str
    label: str
    unit: str
    about: str
    event: str | None = None
    counts: Words = ()
    patient_of: Words = ()
    agent_of: Words = ()
    nouns: Words = ()
    noun_of: Words = ()
    tolls: Words = ()
    states: Words = ()
    at: Words = ()
    before: Words = ()
    default_for: Words = ()
    default_near: Words = ()
    near: Words = ()
    unless: Words = ()
    topic: Words = ()
    unless_topic: Words = ()
    singles: bool = False
    extent: str | None = None
    current: bool = False
    grows: bool = False
    follows: bool = False
    background: bool = False
    priority: int = 0
    group: str | None = None
    reads_as: str | None = None
    overrules: Words = ()
    single_as: str | None = None
    others_as: str | None = None
    reflexive: bool = False
    own_hand: bool = False
    tense: str | None = None
    examples: tuple[Example, ...] = ()
    book: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of incident and the words that tell of one; types of one `family` may be one incident,
    and so may, less readily, those of the families that it `mixes` with.

    Those of the families that it is `followed_by` come of it, on days of their own (arrests after a shooting).
    No event is told where one of the words `unless` stands in the rest of the sentence ("raided the reserve fund").
    A `lasting` one goes on for days: reports of days near each other may tell of one. A `generic` type gives way to a special one of its family; an `apart` one is never part of an event
    of another type; a `background` one is context.
    """

    name: str
    label: str
    about: str
    family: str
    nouns: Words = ()
    verbs: Words = ()
    mixes: Words = ()
    followed_by: Words = ()
    unless: Words = ()
    lasting: bool = False
    generic: bool = False
    apart: bool = False
    background: bool = False
    examples: tuple[Example, ...] = ()
    book: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role in which somebody speaks or acts, and the nouns that name it.

    Who speaks in a `public` role may be named in a public export; `private` are those of families and witnesses,
    whatever else they may be.
    """

    name: str
    nouns: Words
    public: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A known organisation with its names; `kind` is a role name.

    A name in capitals that means other things too ("ICE") is this organisation only in reports that name it in full
    or hold a word that begins with one of `near`.
    """

    name: str
    kind: str
    variants: Words = ()
    near: Words = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Declared arithmetic between measures of one incident, checked on intervals.

    `derives`: a measure on its left side that is what the others leave, where no report gives it.
    """

    expression: str
    about: str
    derives: str | None = None
    book: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words by which speech is recognised."""

    verbs: Words = ()
    noun_verbs: Words = ()
    that_verbs: Words = ()
    announcing: Words = ()
    beliefs: Words = ()
    nouns: Words = ()
    tallies: Words = ()
    according: Words = ()
    media: dict[str, Words] = field(default_factory=dict)
    # kind of frame ("clause", "infinitive", "noun_preposition") -> the words that state, hold or want something in it
    frames: dict[str, Words] = field(default_factory=dict)
    # of each network the shapes of its handles, as regular expressions
    networks: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Words that make a figure projected, planned, hypothetical, rhetorical or denied."""

    name: str
    modals: Words = ()
    verbs: Words = ()
    phrases: Words = ()
    subordinators: Words = ()
    carriers: Words = ()


@dataclass(frozen=True, slots=True)
class Background:
    """Words round a figure: by `phrases` it is background, context that is no figure of the event.

    By `superseded` ones it was given first and has been replaced, unless they are part of `not_superseded` ones. By those
    of `several` the people of a sentence are counted over several events, and are the toll of none.
    """

    phrases: Words = ()
    several: Words = ()
    superseded: Words = ()
    not_superseded: Words = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """One domain as its file declares it."""

    name: str
    kind: str
    version: str
    about: str
    digest: str
    qualifiers: tuple[Qualifier, ...] = ()
    classes: tuple[NounClass, ...] = ()
    measures: tuple[Measure, ...] = ()
    events: tuple[EventType, ...] = ()
    roles: tuple[Role, ...] = ()
    actors: tuple[Actor, ...] = ()
    identities: tuple[Identity, ...] = ()
    standings: tuple[Standing, ...] = ()
    background: Background = Background()
    speech: Speech = Speech()
    settings: dict[str, Any] = field(default_factory=dict)
