"""How values, days and names of measures are written for people; an unknown figure is a question mark, never 0."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from sayso.codebook.lexicon import Lexicon
from sayso.exhibiting.evidence import report_of
from sayso.model.finding import SAYS, Check, Finding, Origin
from sayso.model.incident import Incident
from sayso.model.number import Value

_SIGNS = {"about": "~", "nearly": "≲", "at_least": "≥", "more_than": ">", "at_most": "≤", "fewer_than": "<"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN, SOME = "?", "some"


def number(value: Value | None) -> str:
    """A number with thousands marked; large round ones in words.

    >>> number(3750000), number(680), number(None)
    ('3.75 million', '680', '?')
    """
    if value is None:
        return UNKNOWN
    for size, word in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if abs(value) >= size and value % (size / 1000) == 0:
            return f"{value / size:,g} {word}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,g}"


def figure(low: Value | None, best: Value | None, high: Value | None, qualifier: str) -> str:
    """One claim's figure with the sign of its hedge; its bounds where it has no best.

    >>> figure(16, 16, 16, "exact"), figure(40, 40, None, "at_least"), figure(3000, None, 4000, "range")
    ('16', '≥40', '3,000 to 4,000')
    """
    if best is not None:
        return _SIGNS.get(qualifier, "") + number(best)
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    return f"≥{number(low)}" if low is not None else f"≤{number(high)}" if high is not None else UNKNOWN


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as a reader wants them: what most claims tell of first, subgroups and projections behind their measure."""
    found = list(findings)
    told: Counter[str] = Counter()
    for f in found:
        if f.group is None and f.standing == "asserted":
            told[f.measure] += sum(len(o.claims) for o in f.origins)
    return sorted(
        found,
        key=lambda f: (-told[f.measure], f.measure, f.standing != "asserted", f.group or "", f.standing, f.as_of or ""),
    )


def foremost(findings: Iterable[Finding], lexicon: Lexicon) -> Finding | None:
    """The figure that stands for an incident: of the measures that codebooks name first, else what most origins give.

    What is counted comes before what is zero or unknown, a measure's total before its groups.
    """
    order = {name: k for k, name in reversed(list(enumerate(lexicon.settings.get("foremost", {}).get("measures", ()))))}
    return min(
        sorted((f for f in findings if f.standing == "asserted"), key=lambda f: f.as_of or "", reverse=True),
        key=lambda f: (
            f.state in ("zero", "unknown"),
            order.get(f.measure, len(order)),
            f.group is not None,
            -len(f.origins),
            -sum(len(o.claims) for o in f.origins),
            f.measure,
            f.group or "",
        ),
        default=None,
    )


def low(f: Finding) -> str:
    """The lower bound; ">300" where it is itself excluded, "–" where none is stated."""
    return "–" if f.low is None else f"{'>' if f.low_open else ''}{number(f.low)}"


def high(f: Finding) -> str:
    """The upper bound; "–" where none is stated."""
    return "–" if f.high is None else f"{'<' if f.high_open else ''}{number(f.high)}"


def best(f: Finding) -> str:
    """The best figure with the sign of its hedge; "some" where words stand for it, "?" where there is none."""
    if f.best is None:
        return SOME if f.state == "some" else UNKNOWN
    return _SIGNS.get(f.best_qualifier or "", "") + number(f.best)


def unit(f: Finding) -> str:
    """What follows the number: percent, a currency, nothing for people."""
    return {"percent": " %", "usd": " USD", "eur": " EUR", "gbp": " GBP", "year": " years"}.get(f.unit or "", "")


def label(f: Finding, lexicon: Lexicon) -> str:
    """A finding's name: the measure's label, its group, and a standing that is not plain assertion."""
    rule = lexicon.measures.get(f.measure)
    words = rule.label if rule is not None else f.measure.replace("_", " ")
    if f.group:
        words += f" ({f.group})"
    if f.standing != "asserted":
        words += f", {f.standing}"
    if f.derived:
        words += ", derived"
    return words + (f", as of {day(f.as_of)}" if f.as_of else "")


def day(value: str | None) -> str:
    """An ISO date as people write it, as exact as it is.

    >>> day("2019-08-07"), day("2018-06"), day(None)
    ('7 Aug 2019', 'Jun 2018', 'no date')
    """
    if not value:
        return "no date"
    parts = value[:10].split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else value


def days(incident: Incident) -> str:
    """The days of an incident: one day, a month, a stretch, or that they are unknown."""
    if incident.start is None or incident.end is None:
        return "date unknown"
    if incident.start == incident.end:
        return day(incident.start)
    begin, end = date.fromisoformat(incident.start), date.fromisoformat(incident.end)
    if incident.date_precision == "year":
        return str(begin.year)
    if incident.date_precision == "month":
        return f"{_MONTHS[begin.month - 1]} {begin.year}"
    return f"{day(begin.isoformat())} to {day(end.isoformat())}"


def kind(incident: Incident, lexicon: Lexicon) -> str:
    """The kind of incident in words."""
    event = lexicon.events.get(incident.type)
    return event.label if event is not None else incident.type.replace("_", " ")


def check(c: Check, lexicon: Lexicon) -> str:
    """An identity with its values, measures by their labels: "arrested 680 ≥ released >300 + transferred ~380"."""
    words = c.detail.split(";")[0]
    for name in sorted(lexicon.measures, key=len, reverse=True):
        words = re.sub(rf"\b{name}\b", lexicon.measures[name].label, words)
    for plain, sign in ((">=", "≥"), ("<=", "≤"), (" ~ ", " ≈ "), (" * ", " × ")):
        words = words.replace(plain, sign)
    return words


def who(c: Check, lexicon: Lexicon) -> str:
    """On whose say-so the figures of an identity stand, measures by their labels; "" where the check does not tell."""
    words = next((part for part in c.detail.split("; ") if part.startswith(SAYS)), "").removeprefix(SAYS)
    for name in sorted(lexicon.measures, key=len, reverse=True):
        words = re.sub(rf"\b{name}\b", lexicon.measures[name].label, words)
    return words


def standing_origins(f: Finding) -> list[Origin]:
    """The origins of a finding with a claim that was not set aside."""
    aside = {s.claim for s in f.set_aside}
    return [o for o in f.origins if set(o.claims) - aside]


def reports_of(f: Finding) -> int:
    """How many reports give a finding: copies too, which are no origins of their own."""
    aside = {s.claim for s in f.set_aside}
    return len({report_of(claim) for o in f.origins for claim in o.claims if claim not in aside})


def say_so(f: Finding) -> str:
    """The same as `agreement`, short enough for a terminal: "4 origins, 1 sourced", "14 reports, 3 origins"."""
    standing = standing_origins(f)
    count = len(standing)
    sourced = count - sum(o.why == "states no source" for o in standing)
    words = f"{count} origin{'s' if count != 1 else ''}"
    if (reports := reports_of(f)) > count:
        return f"{reports} reports, {words}"
    return f"{words}, " + ("unsourced" if not sourced else f"{sourced} sourced" if count > 1 else "sourced")


def agreement(f: Finding) -> str:
    """On whose say-so: how many reports, of how many origins, and how many of these state no source."""
    standing = standing_origins(f)
    count = len(standing)
    unstated = sum(o.why == "states no source" for o in standing)
    words = f"{count} origin{'s' if count != 1 else ''}"
    if (reports := reports_of(f)) > count:
        words = f"{reports} reports, {words}"
    if unstated and unstated < count:
        words += f", {unstated} of them without a source"
    elif unstated:
        words += ", states no source" if count == 1 else ", none states a source"
    return words
