"""Damage that reports suffer on their way: one function each, `damage(text, seed) -> str`, the same for the same seed.

Each leaves what the report says as it is, so that a reader finds the same figures in the damaged text.
"""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable

Damage = Callable[[str, int], str]
DAMAGES: dict[str, Damage] = {}
_PARAGRAPHS = re.compile(r"(\n\s*\n)")
_INSIDE = re.compile(r"(?<=[a-z,]) (?=[a-z0-9])")
_SENTENCE_END = re.compile(r"(?<=[a-z]\.) (?=[A-Z][a-z]+ )")
_FURNITURE = (
    "Advertisement", "Share this article", "1 view0 comments", "Facebook Twitter WhatsApp Email", "top of page",
    "Read more: Council argues over 12 parking places", "Sign up for our newsletter and never miss a story",
    "Photo: Harbor County Record/AP", "We use cookies to give you the best experience on our site.", "Story continues below",
    "3 min read", "© 2021 Valley Media. All rights reserved.", "Related: Nine things to know this week", "Listen to this article",
)  # fmt: skip
_EMOJI = ("😢🙏", "👍🏽", "🇺🇸", "1️⃣", "🔥🔥", "👇🏾", "😡", "2️⃣ ➡️", "👨‍👩‍👧")
_POSTS = (
    "Thinking of all the families tonight\n\nLake Valley Neighbors (@lakevalley) · Aug 7, 2019",
    "What a day, stay strong everybody\n\nDana Whitlow (@danawhitlow) August 8, 2019",
    "Nobody told us anything about this\n\n@whitlowdana wrote on Aug. 7",
)


def _damage(function: Damage) -> Damage:
    DAMAGES[function.__name__] = function
    return function


def _paragraphs(text: str, change: Callable[[str], str], least: int = 80) -> str:
    """The text with each paragraph of prose changed; headings, lists and tables stay."""
    parts = _PARAGRAPHS.split(text)
    return "".join(
        change(part) if len(part) >= least and "\n" not in part.strip() and part[0] not in "#|>-*" else part
        for part in parts
    )


def _places(dice: random.Random, pattern: re.Pattern[str], text: str, share: float) -> list[re.Match[str]]:
    """Some of the places where a pattern stands, from the last to the first."""
    return [m for m in reversed(list(pattern.finditer(text))) if dice.random() < share]


def _between(text: str, places: list[re.Match[str]], words: Callable[[], str]) -> str:
    for place in places:
        text = text[: place.start()] + words() + text[place.end() :]
    return text


@_damage
def hard_wraps(text: str, seed: int) -> str:
    """Lines of a fixed width."""
    width = random.Random(seed).choice((58, 66, 72, 78))
    return _paragraphs(text, lambda p: textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False))


@_damage
def narrow_columns(text: str, seed: int) -> str:
    """Lines of a newspaper's column."""
    width = random.Random(seed).choice((34, 38, 42))
    return _paragraphs(text, lambda p: textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False))


@_damage
def page_breaks(text: str, seed: int) -> str:
    """Pages that end inside sentences, with the number of the page between the halves."""
    dice = random.Random(seed)
    page = iter(range(1, 1000))
    form = dice.choice(("\n\nPage {} of 40\n\n", "\n\n- {} -\n\n", "\n{}\n\f\n", "\n\n{}\n\n"))
    places = []
    for match in _INSIDE.finditer(text):
        if match.start() - (places[-1].start() if places else 0) > 160:
            places.append(match)
    parts = []
    last = 0
    for match in places:
        parts += [text[last : match.start()], form.format(next(page))]
        last = match.end()
    return "".join([*parts, text[last:]])


@_damage
def running_heads(text: str, seed: int) -> str:
    """The same inside hard wraps, with the name of the paper on every page."""
    dice = random.Random(seed)
    name = dice.choice(("The Evening Echo", "HARBOR COUNTY RECORD", "Valley Courier Weekend Edition"))
    lines = hard_wraps(text, seed).split("\n")
    height, first = 6, dice.randint(2, 90)
    pages = [lines[k : k + height] for k in range(0, len(lines), height)]
    return "\n".join(
        line
        for k, page in enumerate(pages)
        for line in ([*page, "", f"{name}  {first + k}", ""] if k + 1 < len(pages) else page)
    )


@_damage
def hyphenation(text: str, seed: int) -> str:
    """Words parted at the ends of lines."""
    dice = random.Random(seed)
    hyphen = dice.choice("--\xad")
    word = re.compile(r"(?<=[ ])[a-z]{7,}(?=[ ,.])")

    def part(paragraph: str) -> str:
        for match in _places(dice, word, paragraph, 0.2):
            cut = match.start() + dice.randint(3, len(match.group()) - 3)
            paragraph = f"{paragraph[:cut]}{hyphen}\n{paragraph[cut:]}"
        return paragraph

    return _paragraphs(text, part)


def _smart(text: str) -> str:
    text = re.sub(r'(?<![\w.,!?;:])"(?=\w)', "“", text).replace('"', "”")
    return re.sub(r"(?<=\w)'(?=\w)", "’", text).replace(" - ", " — ").replace(" -- ", " — ")


@_damage
def smart_quotes(text: str, seed: int) -> str:
    """Typographic marks, some of them straight again."""
    dice = random.Random(seed)
    return "".join("'" if c == "’" and dice.random() < 0.3 else c for c in _smart(text))


@_damage
def mojibake(text: str, seed: int) -> str:
    """UTF-8 read as Windows-1252 or, half of the time, as Latin-1."""
    data = _smart(text).encode("utf-8")
    if seed % 2:
        return data.decode("latin-1")
    return "".join(bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in data)


@_damage
def markdown(text: str, seed: int) -> str:
    """Emphasis, links, footnote marks, escapes, quotations."""
    dice = random.Random(seed)
    word = re.compile(r"(?<=[ ])(?:[a-z]{4,}|\d[\d,]*)(?=[ ,]|\.(?!\d))")
    forms = ("**{}**", "*{}*", "_{}_", "[{}](https://record.example/2019/08/story-77)", "{}[3]")

    def mark(paragraph: str) -> str:
        for match in _places(dice, word, paragraph, 0.15):
            form = dice.choice(forms[:3] if match.group()[0].isdigit() else forms)
            paragraph = paragraph[: match.start()] + form.format(match.group()) + paragraph[match.end() :]
        paragraph = re.sub(r"(?<!\\)\$(?=\d)", r"\\$", paragraph)
        return f"> {paragraph}" if dice.random() < 0.15 else paragraph

    return _paragraphs(text, mark)


@_damage
def entities(text: str, seed: int) -> str:
    """What a page's source has for marks and hard spaces."""
    dice = random.Random(seed)
    text = html.escape(_smart(text), quote=True)
    text = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text)
    return _between(text, _places(dice, _INSIDE, text, 0.15), lambda: "&nbsp;")


@_damage
def missing_spaces(text: str, seed: int) -> str:
    """Sentences, words and numerals run together."""
    dice = random.Random(seed)
    text = _between(text, _places(dice, _SENTENCE_END, text, 0.5), lambda: "")
    text = _between(text, _places(dice, re.compile(r"(?<=[a-z]{4}) (?=\d+ [a-z])"), text, 0.3), lambda: "")
    return _between(text, _places(dice, re.compile(r"(?<=[a-z]{3},) (?=[a-z]{3})"), text, 0.2), lambda: "")


@_damage
def odd_spaces(text: str, seed: int) -> str:
    """Hard, doubled, tabbed spaces and characters without width."""
    dice = random.Random(seed)
    odd = ("\xa0", "  ", " \u200b", "\u2009", "\xa0 ", "\u202f", "\ufeff ")
    text = _between(text, _places(dice, _INSIDE, text, 0.15), lambda: dice.choice(odd))
    return _between(text, _places(dice, re.compile(r"(?<=[a-z]{3})(?=[a-z]{3})"), text, 0.05), lambda: "\u200b")


@_damage
def odd_letters(text: str, seed: int) -> str:
    """Ligatures and wide digits."""
    for letters, one in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, one)
    wide = re.compile(r"(?<=[ ])\d{1,4}(?= [a-z])")
    return wide.sub(lambda m: "".join(chr(ord(d) + 0xFEE0) for d in m.group()), text)


@_damage
def capitals(text: str, seed: int) -> str:
    """The first words of the text in capitals."""
    lead = re.compile(r"(?:[\w'’]+ ){6,9}(?=[a-z])")
    done = False

    def large(paragraph: str) -> str:
        nonlocal done
        match = lead.match(paragraph)
        if done or match is None:
            return paragraph
        done = True
        return match.group().upper() + paragraph[match.end() :]

    return _paragraphs(text, large)


@_damage
def emoji(text: str, seed: int) -> str:
    """Emoji behind sentences."""
    dice = random.Random(seed)
    return _between(text, _places(dice, _SENTENCE_END, text, 0.4), lambda: f" {dice.choice(_EMOJI)} ")


@_damage
def furniture(text: str, seed: int) -> str:
    """Buttons, credits and teasers between the paragraphs."""
    dice = random.Random(seed)
    parts = re.split(r"(\n\s*\n)", text)
    for k in range(1, len(parts), 2):
        if dice.random() < 0.5:
            parts[k] = f"\n\n{dice.choice(_FURNITURE)}\n\n"
    return "".join(parts) + "\n\n" + "\n".join(dice.sample(_FURNITURE, 3)) + "\n"


@_damage
def posts_without_marks(text: str, seed: int) -> str:
    """Posts pasted between the paragraphs, nothing but a name and a day to tell them."""
    dice = random.Random(seed)
    return f"{text.rstrip()}\n\n{dice.choice(_POSTS)}\n"
