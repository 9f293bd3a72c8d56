"""Declared arithmetic held against findings, on intervals: holds, tight, fails or unknown; no number is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.lexicon import Lexicon
from sayso.errors import CodebookError
from sayso.model.claim import Claim
from sayso.model.finding import SAYS, Check, Finding
from sayso.reconciling.intervals import INFINITY, Span, round_ones, span_of

_TOKEN = re.compile(r"\s*(>=|<=|=|~|[()+*-]|[a-z_]+|\d+(?:\.\d+)?)")
# "~" holds where the two sides overlap once each is widened by this share.
_NEAR = 0.05
# So many sources of a figure are named.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an identity as intervals."""

    left: Span
    right: Span


def checks(found: Sequence[Finding], claims: Mapping[str, Claim], lexicon: Lexicon) -> list[Check]:
    """The identities that at least two reported measures of the incident bear on, in order of their text."""
    # of what nobody knows there is no figure to hold against others
    values = {f.measure: f for f in found if f.group is None and f.standing == "asserted" and f.state != "unknown"}
    made = []
    for identity in sorted(lexicon.identities, key=lambda i: i.expression):
        names = measures_of(identity.expression)
        known = [n for n in names if n in values]
        made_of_it = any(values[n].derived == identity.expression for n in known)
        if len(known) < 2 or names[0] not in values or made_of_it:
            continue
        made.append(
            with_sources(_check(identity.expression, names, values, claims, lexicon), [values[n] for n in known])
        )
    return made


def with_sources(check: Check, found: Sequence[Finding]) -> Check:
    """A check that tells who gives the figure of each measure."""
    said = " · ".join(f"{named(f)} {shown_value(f)}: {_givers(f)}" for f in found)
    return replace(check, detail=f"{check.detail}; {SAYS}{said}")


def _givers(f: Finding) -> str:
    aside = {s.claim for s in f.set_aside}
    names = list(dict.fromkeys(o.shown for o in f.origins if set(o.claims) - aside))
    return ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")


def named(f: Finding) -> str:
    """A finding's measure with its group."""
    return f.measure + (f" ({f.group})" if f.group else "")


def measures_of(expression: str) -> list[str]:
    """The measures that an identity names, in order.

    >>> measures_of("a_b >= c_d + e_f")
    ['a_b', 'c_d', 'e_f']
    """
    return list(dict.fromkeys(re.findall(r"[a-z]+(?:_[a-z]+)+", expression)))


def difference(expression: str, target: str, values: Mapping[str, Finding]) -> tuple[int, int]:
    """What is left for one measure of an identity: at the least, and when all others have their best values."""
    least = _evaluate(expression, {**{n: _bounds(f) for n, f in values.items()}, target: Span(0, 0)})
    best = _evaluate(expression, {**{n: point(f) for n, f in values.items()}, target: Span(0, 0)})
    left = least.right.low - least.left.high
    return (0 if left <= 0 else round(left)), max(0, round(best.right.low - best.left.low))


def _bounds(f: Finding) -> Span:
    """From the low to the high of a finding."""
    return _share(f, Span(f.low if f.low is not None else 0, f.high if f.high is not None else INFINITY))


def _check(
    expression: str, names: list[str], values: Mapping[str, Finding], claims: Mapping[str, Claim], lexicon: Lexicon
) -> Check:
    shown = expression
    for name in names:
        shown = shown.replace(name, f"{name} {shown_value(values[name])}" if name in values else f"{name} ?")
    if any(n not in values for n in names):
        missing = [n for n in names if n not in values]
        best = _evaluate(expression, {n: point(values[n]) if n in values else Span(0, 0) for n in names})
        if _operator(expression) in (">=",) and not _holds(best, ">="):
            return Check(expression, "fails", f"{shown}; even without {', '.join(missing)}")
        return Check(expression, "unknown", f"{shown}; not reported: {', '.join(missing)}")
    operator = _operator(expression)
    points = _evaluate(expression, {n: point(values[n]) for n in names})
    spans = _evaluate(expression, {n: span_behind(values[n], claims, lexicon) for n in names})
    if operator in (">=", "<=") and _holds(points, operator) and _surely(spans, operator):
        return Check(expression, "holds", shown)
    if operator in ("=", "~") and _holds(points, operator) and _all_exact([values[n] for n in names]):
        return Check(expression, "holds", shown)
    if possible(spans, operator):
        return Check(
            expression, "tight", f"{shown}; within what the qualifiers leave open: {spans.left} against {spans.right}"
        )
    return Check(expression, "fails", f"{shown}; {spans.left} against {spans.right}")


def shown_value(f: Finding) -> str:
    """The figure with the sign of its hedge, or its two ends."""
    if f.best is not None:
        marks = {"more_than": ">", "at_least": "≥", "about": "~", "nearly": "≲", "at_most": "≤", "fewer_than": "<"}
        return f"{marks.get(f.best_qualifier or '', '')}{f.best:,}" + (" %" if f.unit == "percent" else "")
    return f"{f.low if f.low is not None else '?'}–{f.high if f.high is not None else '?'}"


def _all_exact(found: Sequence[Finding]) -> bool:
    return all(f.best_qualifier == "exact" for f in found)


def _share(f: Finding, span: Span) -> Span:
    """Percent as a share of one."""
    return Span(span.low / 100, span.high / 100, span.low_open, span.high_open) if f.unit == "percent" else span


def point(f: Finding) -> Span:
    """The best figure as an interval of one number, else an end of it."""
    value = f.best if f.best is not None else f.low if f.low is not None else f.high
    number = float(value) if value is not None else 0.0
    return _share(f, Span(number, number))


def span_behind(f: Finding, claims: Mapping[str, Claim], lexicon: Lexicon) -> Span:
    """What the claims behind the finding leave possible: the hull of their intervals."""
    used = [claims[i] for o in f.origins for i in o.claims if i in claims and i not in {s.claim for s in f.set_aside}]
    rounded = round_ones(used)
    spans = [s for c in used if (s := span_of(c, lexicon, as_about=c.id in rounded)) is not None]
    if not spans:
        return Span(0, INFINITY)
    low = min(spans, key=lambda s: (s.low, s.low_open))
    high = max(spans, key=lambda s: (s.high, not s.high_open))
    return _share(f, Span(low.low, high.high, low.low_open, high.high_open))


def _operator(expression: str) -> str:
    found = re.search(r">=|<=|=|~", expression)
    if found is None:
        raise CodebookError("identity-without-relation", f"{expression!r} has no >=, <=, = or ~", where="identities")
    return found.group()


def _holds(sides: Sides, operator: str) -> bool:
    a, b = sides.left.low, sides.right.low
    if operator == "~":
        return abs(a - b) <= _NEAR * max(abs(a), abs(b), 1e-9)
    return {">=": a >= b, "<=": a <= b, "=": a == b}[operator]


def _surely(sides: Sides, operator: str) -> bool:
    """Whether the relation holds for every number in the intervals."""
    if operator == ">=":
        return sides.left.low >= sides.right.high
    return sides.left.high <= sides.right.low


def possible(sides: Sides, operator: str) -> bool:
    """Whether some numbers in the intervals fulfil the relation."""
    if operator == ">=":
        return sides.left.high >= sides.right.low
    if operator == "<=":
        return sides.left.low <= sides.right.high
    wide = _NEAR if operator == "~" else 0.0
    left = Span(sides.left.low * (1 - wide), sides.left.high * (1 + wide))
    return left.meets(Span(sides.right.low * (1 - wide), sides.right.high * (1 + wide)))


def _evaluate(expression: str, values: Mapping[str, Span]) -> Sides:
    left, right = re.split(r">=|<=|=|~", expression, maxsplit=1)
    return Sides(_parse(left, values), _parse(right, values))


def _parse(text: str, values: Mapping[str, Span]) -> Span:
    """Sums, differences and products of measures and numbers, on intervals."""
    tokens = _TOKEN.findall(text)
    position = 0

    def peek() -> str:
        return tokens[position] if position < len(tokens) else ""

    def take() -> str:
        nonlocal position
        position += 1
        return tokens[position - 1] if position <= len(tokens) else ""

    def atom() -> Span:
        token = take()
        if token == "(":
            inner = total()
            take()
            return inner
        if token in values:
            return values[token]
        try:
            return Span(float(token), float(token))
        except ValueError:
            raise CodebookError(
                "identity-not-read", f"{token!r} in {text!r} is neither a measure nor a number", where="identities"
            ) from None

    def product() -> Span:
        value = atom()
        while peek() == "*":
            take()
            value = _times(value, atom())
        return value

    def total() -> Span:
        value = product()
        while peek() in ("+", "-"):
            join: Callable[[Span, Span], Span] = _plus if take() == "+" else _minus
            value = join(value, product())
        return value

    return total()


def _plus(a: Span, b: Span) -> Span:
    return Span(a.low + b.low, a.high + b.high, a.low_open or b.low_open, a.high_open or b.high_open)


def _minus(a: Span, b: Span) -> Span:
    return Span(a.low - b.high, a.high - b.low, a.low_open or b.high_open, a.high_open or b.low_open)


def _times(a: Span, b: Span) -> Span:
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high) if not (x in (INFINITY, -INFINITY) and y == 0)]
    return Span(min(ends), max(ends))
