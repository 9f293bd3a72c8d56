"""Which mentions are worth comparing: those that share a key made of the mention alone."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.matching import words
from sayso.model.mention import Mention

_LONGEST_DAYS = 62
_AROUND_DAYS = 3
# Newspapers differ by a day; what they tell of days farther apart needs more in common than a region.
_BESIDE_DAYS = 1
# Two words that together weigh less are in too many texts to tie any two of them.
_RARE_PAIR = 34
# An undated event is looked for in the weeks before its report.
_BEFORE_REPORT_DAYS = 21
_WORDS = 16
_WORD_PAIRS = 9
_LEAST_FIGURE = 20
_NAMES = 8
_PHRASES = 12
_YEARS_OF_A_TRIAL = 3


def keys(mention: Mention) -> list[str]:
    """Blocking keys, sorted: a day with a region, a week with a telling word or figure; rare pairs of words; people.

    Two mentions are compared if they share one; a mention's keys depend on nothing but itself. A key that very many
    mentions share costs their square and says little.
    """
    found: set[str] = set()
    telling = words.rarest(mention.words, _WORDS)
    regions = {
        f"{p.country}-{p.admin1_code}" if p.admin1_code else f"{p.country}"
        for p in mention.places
        if p.country and p.precision != "country"
    }
    figures = [f"{m}={v:g}" for m, v in mention.figures if v >= _LEAST_FIGURE]
    for week in _weeks(mention):
        found.update(f"w:{week}:{word}" for word in telling)
        found.update(f"w:{week}:{figure}" for figure in figures)
    found.update(f"d:{day}:{mention.family}:{region}" for day in _days(mention, _BESIDE_DAYS) for region in regions)
    few = sorted(telling[:_WORD_PAIRS])
    pairs = ((a, b) for k, a in enumerate(few) for b in few[k + 1 :])
    found.update(f"n:{a}+{b}" for a, b in pairs if words.weight(a) + words.weight(b) >= _RARE_PAIR)
    found.update(f"f:{figure}:{actor.name.lower()}" for figure in figures for actor in mention.actors)
    rare = [p for p in mention.phrases if words.is_telling(p)]
    rare = sorted(rare, key=lambda p: (-sum(map(words.weight, p.split())), p))[:_PHRASES]
    found.update(f"h:{year}:{phrase}" for year in _years(mention) for phrase in rare)
    people = mention.names[:_NAMES]
    found.update(f"p:{a}+{b}" for k, a in enumerate(people) for b in people[k + 1 :])
    found.update(f"p:{year}:{name}" for year in _years(mention) for name in people)
    return sorted(found)


def _years(mention: Mention) -> list[int]:
    """The year in which a report came out, and two before: a trial comes late, and one name alone ties no more."""
    told = mention.published or mention.begin
    return [int(told[:4]) - back for back in range(_YEARS_OF_A_TRIAL)] if told else []


def _weeks(mention: Mention) -> list[str]:
    """The weeks that an event may lie in, with a few days of room."""
    return sorted({(day - timedelta(days=day.weekday())).isoformat() for day in _days(mention, _AROUND_DAYS)})


def _days(mention: Mention, around: int) -> list[date]:
    """The days on which an event may lie, with so many before and behind; of an undated one those before its report."""
    if mention.begin is not None and mention.finish is not None:
        begin, finish = date.fromisoformat(mention.begin), date.fromisoformat(mention.finish)
        if (finish - begin).days > _LONGEST_DAYS:
            return []
        begin, finish = begin - timedelta(days=around), finish + timedelta(days=around)
    elif mention.published and len(mention.published) >= 10:
        finish = date.fromisoformat(mention.published[:10])
        begin = finish - timedelta(days=_BEFORE_REPORT_DAYS)
    else:
        return []
    return [begin + timedelta(days=k) for k in range((finish - begin).days + 1)]
