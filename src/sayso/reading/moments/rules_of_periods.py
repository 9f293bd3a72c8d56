"""Rules for periods of the calendar: quarters, halves, and those known from what was told before."""

from __future__ import annotations

from sayso.reading.moments import periods
from sayso.reading.moments.pieces import GAP, Pieces, Rule, begins, rule

_ORDINAL = r"(?P<ordinal>(?i:first|second|third|fourth|1st|2nd|3rd|4th))"


def rules_of_periods(p: Pieces) -> list[Rule]:
    """All of them."""
    return [*_quarters(p), *_told(), *_open(), *_edges()]


def _quarters(p: Pieces) -> list[Rule]:
    """Quarters and halves of years."""
    whose = r"(?P<whose>(?i:this|last|next)[\s\u00a0]+year['’]s)"
    fiscal = r"(?:(?P<fiscal>(?i:fiscal))(?:[\s\u00a0]+|-))?"
    ago = r"(?P<ago>(?i:year-ago|year-earlier))"
    front = rf"(?:(?:{whose}|(?i:the)(?:{GAP}(?:{ago}|(?P<front>(?:19|20)\d\d)|(?i:latest|current|last|past|previous|next|coming)))?){GAP})?"
    back = rf"(?:,?{GAP}(?:(?:of|in){GAP})?(?:(?:fiscal{GAP})?{p.year}|(?:the{GAP})?(?P<which>(?i:this|last|next|previous|same)){GAP}year\b(?!['’]s)|(?P<backago>a{GAP}year{GAP}(?:ago|earlier))))?"
    return [
        rule(
            "quarter",
            rf"{front}{fiscal}{_ORDINAL}{GAP}(?:fiscal{GAP})?quarter\b{back}",
            periods.quarter,
            begins("quarter"),
        ),
        rule(
            "quarter adjective",
            rf"{fiscal}{_ORDINAL}-quarter\b{back}",
            periods.quarter,
            begins("first-", "second-", "third-", "fourth-", "fiscal", "1st-", "2nd-", "3rd-", "4th-"),
        ),
        rule(
            "short quarter",
            rf"(?P<ordinal>[Qq][1-4])(?!\w)(?:{GAP}(?:of{GAP})?{p.year})?",
            periods.quarter,
            begins("q1", "q2", "q3", "q4"),
        ),
        rule(
            "half",
            rf"(?:(?i:the){GAP})?(?P<half>(?i:first|second|latter|last)){GAP}half{GAP}of{GAP}(?:{p.year}|(?:the{GAP})?(?:(?P<which>(?i:this|last|next)){GAP})?year\b)",
            periods.half,
            begins("half"),
        ),
    ]


def _told() -> list[Rule]:
    """A year before what was told: "the year-ago quarter", "the same period last year"."""
    noun = r"(?P<period>(?i:period|quarter|month|week|year|time))"
    shifted = rf"(?i:a{GAP}year{GAP}(?:ago|earlier|before)|(?:of{GAP}|in{GAP})?last{GAP}year|(?:(?:of|in){GAP})?the{GAP}(?:previous|prior|preceding){GAP}year|(?:(?:of|in){GAP})?the{GAP}year{GAP}(?:before|earlier))"
    return [
        rule(
            "same period",
            rf"(?:(?i:the|this){GAP})?(?i:same|corresponding|comparable|equivalent|similar){GAP}{noun}{GAP}(?:{shifted}|(?:in|of){GAP}(?P<year>(?:19|20)\d\d)\b)",
            periods.same_period,
            begins("same", "corresponding", "comparable", "equivalent", "similar"),
        ),
        rule("this time", rf"(?i:this{GAP}time{GAP}last{GAP}year)\b", periods.same_period, begins("this time")),
        rule(
            "year ago",
            rf"(?:(?i:the){GAP}(?=(?i:year)-\w+{GAP}(?i:period|quarter|month|week)))?(?i:year-(?:ago|earlier))\b(?:{GAP}(?P<period>(?i:period|quarter|month|week)))?",
            periods.same_period,
            begins("year-"),
        ),
        rule(
            "year's period",
            rf"(?:(?i:the){GAP})?(?:(?i:last|previous){GAP}year['’]s|(?P<year>(?:19|20)\d\d)){GAP}(?P<period>(?i:period|quarter))\b",
            periods.same_period,
            begins("period", "quarter"),
        ),
    ]


def _open() -> list[Rule]:
    """What was told last or lies round the day of the report: "the latest period", "the quarter", "the full year"."""
    return [
        rule(
            "latest period",
            rf"(?i:the{GAP}(?:latest|most{GAP}recent|just-ended|recent|reporting)){GAP}(?P<period>(?i:period|quarter|year|month|week))\b",
            periods.latest,
            begins("latest", "most recent", "just-ended", "recent", "reporting"),
        ),
        rule(
            "quarter ended",
            rf"(?i:the){GAP}(?P<period>(?i:quarter|fiscal{GAP}year|year))(?=,?{GAP}(?P<ended>(?:that{GAP})?(?:ended|ending)){GAP}(?:on{GAP})?(?P<month>[A-Z][a-z][a-z])?)",
            periods.latest,
            begins("quarter", "year", "fiscal"),
        ),
        rule(
            "the period",
            rf"(?:(?<=[Ff]or )|(?<=[Ii]n )|(?<=[Dd]uring )|(?<=[Tt]hroughout )|(?<=[Oo]f )|(?<=[Bb]y )|(?<=[Tt]hrough )|(?<=far ))the{GAP}(?P<period>quarter|month|week|year)(?P<ago>{GAP}a{GAP}year{GAP}(?:ago|earlier)\b)?(?![\w-])(?!{GAP}(?i:of|before|after|since|that|when|to|ended|ending|following|prior)\b)",
            periods.latest,
            begins("the quarter", "the month", "the week", "the year"),
        ),
        rule(
            "whole period",
            rf"(?:(?i:earlier|later){GAP}in{GAP}the{GAP}|(?i:the|this){GAP}(?:(?i:full|entire|whole|current|rest{GAP}of{GAP}the|current{GAP}fiscal|fiscal|calendar){GAP}))(?P<period>(?i:year|quarter|month|week|decade|century))(?![\w-])",
            periods.latest,
            begins("earlier", "later", "full", "entire", "whole", "current", "rest", "fiscal", "calendar"),
        ),
    ]


def _edges() -> list[Rule]:
    """As in "the end of the month", "year-end"."""
    return [
        rule(
            "end of period",
            rf"(?:(?i:the){GAP})?(?P<edge>(?i:end|beginning|start|middle|close)){GAP}of{GAP}(?:(?:the{GAP})?(?P<which>(?i:this|last|next|current|coming|previous|past)){GAP}|the{GAP}|(?=the))(?P<period>(?i:year|month|week|decade|century|quarter))(?![\w-])(?!{GAP}(?:of|that)\b)",
            periods.edge,
            begins("end", "beginning", "start", "middle", "close"),
        ),
        rule(
            "year end",
            rf"(?:(?i:the){GAP})?(?P<period>(?i:year|month|week))(?:['’]s{GAP}|-|{GAP})(?P<edge>end)(?![\w-])(?:{GAP}(?P<year>(?:19|20)\d\d)\b)?",
            periods.edge,
            begins("end"),
        ),
    ]
