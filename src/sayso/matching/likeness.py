"""How alike two mentions are in whom they name, what they count, and in which words."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sayso.matching import words
from sayso.matching.reasons import Reason, weighed, weights
from sayso.model.mention import Mention

_FEW_WORDS = 6
# The words of a sentence or two overlap by chance more and by event less than those of two articles.
_SHORT = 80
_COSINES = ((0.3, "many"), (0.19, "some"), (0.12, "few"), (0.09, "hardly"), (0.06, "least"))
_RARE = ((6, "six"), (3, "three"), (2, "two"), (1, "one"))
_PHRASES = ((4, "four"), (2, "two"), (1, "one"))
_LEAST_OF_TITLE = 0.2
_FEW_KNOWN, _MANY_KNOWN = 2, 4
_SAME_WORDS = 0.25
_FEW_IN_TITLE = 3
# Below this, and with one digit before the zeros, two events often share a figure.
_SMALL = 10


def actors(a: Mention, b: Mention) -> Iterator[Reason]:
    """Organisations that both name; agencies and facilities are in many events."""
    w = weights()["actors"]
    shared = {x.name: x.role for x in a.actors}
    left = w["most"]
    for name, role in sorted((x.name, x.role) for x in b.actors if x.name in shared):
        level = "shared_agency" if role in ("agency", "facility") else "shared_employer"
        points = min(w[level], left)
        left -= points
        yield Reason("actors", level, points, f"both name {name}")


def names(a: Mention, b: Mention) -> Reason:
    """People whom both name in full; one may be an official whom every report of a town names."""
    if not a.names or not b.names:
        return weighed("names", "unknown", "nobody named")
    shared = sorted(set(a.names) & set(b.names))
    if shared:
        level = "three" if len(shared) > 2 else "two" if len(shared) == 2 else "one"
        people = "one person" if len(shared) == 1 else f"{len(shared)} people"
        return weighed("names", level, f"both name {people}: {', '.join(n.title() for n in shared[:3])}")
    kin = {n.split()[-1] for n in a.names} & {n.split()[-1] for n in b.names}
    return weighed("names", "surname" if kin else "none", "one surname in common" if kin else "they name other people")


def acquainted(a: Mention, b: Mention) -> str | None:
    """By whom two mentions know each other, if they do: people and things so named that chance hardly names them twice."""
    people = {*a.names} & {*b.names}
    shared = _large(a, b)
    if len(people) >= _FEW_KNOWN or (people and len(shared) >= _FEW_KNOWN) or len(shared) >= _MANY_KNOWN:
        return f"both tell of {', '.join(n.title() for n in [*sorted(people), *shared][:3])}"
    return "they are told in much the same words" if _in_same_words(a, b) else None


def figures(a: Mention, b: Mention, running: frozenset[str]) -> Iterator[Reason]:
    """Figures of the same measures: the same, much the same, or other ones; running counts may differ."""
    w = weights()["figures"]
    points = 0
    for measure in sorted({m for m, _ in a.figures} & {m for m, _ in b.figures}):
        xs = {v for m, v in a.figures if m == measure}
        ys = {v for m, v in b.figures if m == measure}
        if same := xs & ys:
            value = max(same)
            level = "same_round" if value < _SMALL or len(f"{value:.0f}".rstrip("0")) <= 1 else "same_exact"
            shown = f"both say {value:g} {measure}"
        elif any(abs(x - y) <= 0.1 * max(x, y) for x in xs for y in ys):
            level, shown = "compatible", f"{measure} much the same"
        elif measure in running:
            continue
        else:
            level, shown = "contrary", f"{measure}: {min(xs):g} against {min(ys):g}"
        gain = max(min(w[level], w["most"] - points), w["least"] - points if w[level] < 0 else w[level])
        points += gain
        yield Reason("figures", level, gain, shown)


def told(a: Mention, b: Mention, *, telling: bool) -> Iterator[Reason]:
    """How far the words of both are the same, each as telling as it is rare, and how many hardly any text has."""
    (x, of_x), (y, of_y) = words.bag(a.words), words.bag(b.words)
    fewest = min(len(x), len(y))
    if fewest < _FEW_WORDS:
        return
    shared = x & y
    of_length = "short" if fewest < _SHORT else "long"
    cosine = words.square(shared) / math.sqrt(of_x * of_y)
    foremost = f" ({', '.join(words.rarest(shared, 4))})" if telling else ""
    level = f"{of_length}_{_level(cosine, _COSINES)}"
    yield weighed("words", level, f"{len(shared)} words in common{foremost}")
    rare = words.unlisted(shared)
    level = f"{of_length}_{_level(rare, _RARE)}"
    yield weighed("rare", level, f"{rare} of them in hardly any other text" if rare else "no rare word in common")


def _in_same_words(a: Mention, b: Mention) -> bool:
    """Whether two articles, not two notices, share so many words that one must tell what the other does."""
    (x, of_x), (y, of_y) = words.bag(a.words), words.bag(b.words)
    shared = x & y
    if min(len(x), len(y)) < _SHORT:
        return False
    return words.square(shared) / math.sqrt(of_x * of_y) >= _SAME_WORDS or words.unlisted(shared) >= _MANY_KNOWN


def phrases(a: Mention, b: Mention) -> Reason:
    """Streets, schools, firms and people that both write large, in two words of which one is rare; no names of places."""
    if not a.phrases or not b.phrases:
        return weighed("phrases", "unknown", "nothing written large")
    shared = _large(a, b)
    shown = f"both tell of {', '.join(p.title() for p in shared[:3])}" if shared else "no street or name in common"
    return weighed("phrases", _level(len(shared), _PHRASES), shown)


def _large(a: Mention, b: Mention) -> list[str]:
    places = {p.name.lower() for p in (*a.places, *b.places)}
    return [p for p in sorted({*a.phrases} & {*b.phrases}) if p not in places and words.is_telling(p)]


def headlines(a: Mention, b: Mention) -> Reason:
    """How much of what the headline of each says stands in the other report, where both are mainly about their event."""
    (x, _), (y, _) = words.bag(a.words), words.bag(b.words)
    heads = words.of_title(a.title), words.of_title(b.title)
    if not (a.main and b.main) or min(map(len, heads)) < _FEW_IN_TITLE or not all(map(words.square, heads)):
        return weighed("headline", "unknown", "no headline")
    share = min(words.square(head & text) / words.square(head) for head, text in zip(heads, (y, x), strict=True))
    level = "shared" if share >= _LEAST_OF_TITLE else "foreign"
    return weighed("headline", level, f"{share:.0%} of what one headline says stands in the other report")


def _level(value: float, levels: tuple[tuple[float, str], ...]) -> str:
    return next((name for least, name in levels if value >= least), "none")
