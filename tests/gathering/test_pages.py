"""Web pages: the article without its furniture, what the page states of itself, captions, embedded posts, live blogs."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from sayso.codebook.lexicon import Lexicon
from sayso.errors import InputError
from sayso.gathering.gather import gather
from sayso.gathering.kinds import contents
from sayso.model.report import Report

LEAD = (
    "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday. The gates were closed at dawn, and"
    " families waited outside until the evening for news of those inside."
)
MORE = (
    "By the evening 12 of those arrested were released, a union lawyer said, and the others were driven to a county jail"
    " two hours away, where nobody would say for how long they were to stay."
)
LAST = (
    "The cannery, which employs 300 people, opened its gates again on Wednesday morning with half of its lines at rest."
)
ARTICLE = (LEAD, MORE, LAST)


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def article(*parts: str) -> str:
    return page(f"<main><article>{''.join(parts)}</article></main>", "<title>Raid on cannery</title>")


def p(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def ld(thing: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def read(source: str | bytes) -> list[Report | InputError]:
    data = source.encode() if isinstance(source, str) else source
    return list(contents(data, "raid.html", "raid.html"))


def only(source: str | bytes) -> Report:
    (report,) = read(source)
    assert isinstance(report, Report), report
    return report


FURNITURE = {
    "comments": '<div class="comments-area"><h3>3 comments</h3><p>Ninety were taken, I counted them all at the gate myself.</p></div>',
    "a comment plug-in": '<div id="disqus_thread"><p>They should have taken 500 of them, if you ask me about it now.</p></div>',
    "related stories": '<aside class="related-stories"><p>Seven die in fire at a warehouse in Boise, the coroner said.</p></aside>',
    "a story to read next": '<p><a href="/fire">READ MORE: Seven die in a fire at a warehouse in Boise</a></p>',
    "a share bar": '<div class="share-buttons"><span>1,204 shares</span><a href="#">Tweet</a></div>',
    "a newsletter box": '<section class="Newsletter-container"><h4>Get the 5 stories of the day</h4><p>Thanks for signing up, one of 9,000 readers.</p></section>',
    "a cookie banner": '<div id="cookie-consent"><p>We and our 812 partners store cookies on your device to show you things.</p></div>',
    "who wrote it": '<div class="author-bio"><p>Dana Whitlow has written for 20 years about the 9 counties of the bay.</p></div>',
    "other stories as cards": "<ul>"
    + "".join(f'<li><h3><a href="/{n}">Story {n}</a></h3><div>{n} dead in a fire</div></li>' for n in (1, 2, 3))
    + "</ul>",
    "a hidden part": '<div style="display: none"><p>Buy 3 themes for the price of 2 themes, and 4 for the price of 3 themes.</p></div>',
    "a menu": '<nav><ul><li><a href="/">Home</a></li><li><a href="/99">99 recipes</a></li></ul></nav>',
    "a program": "<script>document.write('700 were held')</script><noscript>Turn on 1 thing</noscript>",
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_what_stands_beside_the_article_is_left_out(kind: str) -> None:
    inside = article("<h1>Raid on cannery</h1>", p(LEAD, MORE), FURNITURE[kind], p(LAST), FURNITURE[kind])
    after = article("<h1>Raid on cannery</h1>", p(*ARTICLE)).replace("</main>", f"{FURNITURE[kind]}</main>")
    for source in (inside, after):
        assert only(source).text == "\n\n".join(ARTICLE)


def test_a_correction_in_italics_stays() -> None:
    note = "Correction: an earlier version of this report said that 60 workers were arrested at the cannery."
    assert only(article(p(*ARTICLE, f"<em>{note}</em>"))).text.endswith(note)


def test_headings_lists_tables_and_quotations_of_the_article_stay_in_their_order() -> None:
    source = article(
        "<h1>Raid on cannery</h1>",
        p(LEAD),
        "<h2>Where they were taken</h2><ul><li>Dayton: 25 people</li><li>Xenia: 15 people</li></ul>",
        p(MORE),
        "<table><tr><th>Day</th><th>Arrests</th></tr><tr><td>Tuesday</td><td>40</td></tr></table>",
        "<blockquote>We were 30 on my line, and 20 of us are gone now.</blockquote>",
        p(LAST),
    )
    assert only(source).text.split("\n\n") == [
        LEAD,
        "Where they were taken",
        "Dayton: 25 people",
        "Xenia: 15 people",
        MORE,
        "Day | Arrests",
        "Tuesday | 40",
        "We were 30 on my line, and 20 of us are gone now.",
        LAST,
    ]


def test_an_article_of_lines_and_breaks_in_one_box_is_found() -> None:
    source = page(
        '<div id="top"><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul><h2>Now in the shop: 3 mugs</h2></div>'
        f'<div class="box"><div class="content">{LEAD}<br><br>{MORE}<br><br>{LAST}</div></div>'
    )
    assert only(source).text.split("\n\n") == list(ARTICLE)


def test_a_headline_with_its_deck_and_byline_is_no_part_of_the_text() -> None:
    head = '<header class="story-header"><h1>Raid on cannery</h1><p>Forty are held after a raid</p><span class="byline">By Dana Whitlow</span></header>'
    report = only(article(head, p(*ARTICLE)))
    assert (report.title, report.author, report.text) == ("Raid on cannery", "Dana Whitlow", "\n\n".join(ARTICLE))


def test_a_page_that_shows_nothing_without_its_program_is_read_from_what_it_tells_machines() -> None:
    told = ld({"@type": "NewsArticle", "headline": "Raid on cannery", "articleBody": "\n".join(ARTICLE)})
    for shown in ("<div id=app></div>", "<div id=app><p>This page needs JavaScript to be shown.</p></div>"):
        report = only(page(shown, told))
        assert (report.title, report.text.split("\n\n")) == ("Raid on cannery", list(ARTICLE))


def test_what_is_told_to_machines_does_not_replace_the_article_that_is_shown() -> None:
    told = ld({"@type": "NewsArticle", "headline": "Raid on cannery", "articleBody": f"{LEAD} Read more on our site"})
    assert only(page(f"<article>{p(*ARTICLE)}</article>", told)).text.split("\n\n") == list(ARTICLE)


# What a page states: the head, the first of the body, and what must come of it.
STATED = {
    "attributes in any order": (
        "<meta content='Raid on cannery' property='og:title'><meta content='Harbor County Record' property=og:site_name>"
        '<meta content="2021-03-10T23:30:00-05:00" data-x="1" property="article:published_time">'
        '<META CONTENT="2021-03-12" NAME="dcterms.modified"><meta content="By Dana Whitlow" name="author">',
        "",
        ("Raid on cannery", "Dana Whitlow", "Harbor County Record", "2021-03-10", "2021-03-12"),
    ),
    "JSON-LD in a graph, with a line end in a string and a comma too many": (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Other", "datePublished": "2001-01-01"},'
        '{"@type": ["NewsArticle"], "headline": "Raid on\n cannery", "author": [{"name": "Dana Whitlow"}, {"name": "Ann Low"}],'
        '"publisher": {"name": "Harbor County Record"}, "datePublished": "2021-03-10", "dateModified": "2021-03-12",}]}</script>',
        "",
        ("Raid on cannery", "Dana Whitlow, Ann Low", "Harbor County Record", "2021-03-10", "2021-03-12"),
    ),
    "microdata": (
        "<title>Raid on cannery - Harbor County Record</title>",
        '<div itemscope itemprop="author"><span itemprop="name">Dana Whitlow</span></div><span itemprop="publisher" itemscope>'
        '<b itemprop="name">Harbor County Record</b></span><time itemprop="datePublished" datetime="2021-03-10T08:00">then</time>'
        '<time itemprop="dateModified" datetime="2021-03-12T08:00">now</time>',
        ("Raid on cannery", "Dana Whitlow", "Harbor County Record", "2021-03-10", "2021-03-12"),
    ),
    "times at the headline": (
        "",
        "<h1>Raid on cannery</h1><time datetime='2021-03-10T08:00:00Z'>10 March</time> <span class='updated'>"
        "<time datetime='2021-03-12T08:00:00Z'>12 March</time></span>",
        ("Raid on cannery", None, None, "2021-03-10", "2021-03-12"),
    ),
    "a date line in words": (
        "<title>Raid on cannery</title>",
        "<h1>Raid on cannery</h1><div class='post-date'>Published March 10, 2021</div>",
        ("Raid on cannery", None, None, "2021-03-10", None),
    ),
    "an update alone is no publication": (
        "<title>Raid on cannery</title><meta name='lastmod' content='2021-03-12'>",
        "",
        ("Raid on cannery", None, None, None, "2021-03-12"),
    ),
    "the year of the rights": (
        "<title>Raid on cannery</title><meta name='date' content='2026'><meta name='copyright' content='2026'>",
        "",
        ("Raid on cannery", None, None, None, None),
    ),
    "an address for an author": (
        "<title>Raid on cannery</title><meta property='article:author' content='https://social.example/record'>",
        "",
        ("Raid on cannery", None, None, None, None),
    ),
}


@pytest.mark.parametrize("case", STATED)
def test_a_page_states(case: str) -> None:
    head, first, wanted = STATED[case]
    report = only(page(f"<article>{first}{p(*ARTICLE)}</article>", head))
    found = (report.title, report.author, report.publisher, (report.published or "")[:10], (report.updated or "")[:10])
    assert tuple(value or None for value in found) == wanted


def test_the_day_of_today_and_of_other_stories_is_not_the_day_of_the_article(lexicon: Lexicon, tmp_path: Path) -> None:
    today = '<header><time datetime="2026-11-23">Monday</time><span class="date">November 23, 2026</span></header>'
    other = '<aside class="latest"><article><time datetime="2026-11-22T08:00">Sunday</time><p>Fire in Boise</p></article></aside>'
    (tmp_path / "raid.html").write_text(
        page(f"{today}<main><h1>Raid on cannery</h1>{p(*ARTICLE)}</main>{other}<footer>© 2026</footer>"), "utf-8"
    )
    (report,) = gather([tmp_path], lexicon)
    assert isinstance(report, Report)
    assert report.published is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link href="https://r.example/raid" rel="canonical">', "https://r.example/raid"),
        ('<link rel="canonical" href="https://r.example/"><meta property="og:url" content="https://r.example/raid">', "https://r.example/raid"),
        ("<!-- saved from url=(0022)https://r.example/raid -->", "https://r.example/raid"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)  # fmt: skip
def test_the_address_is_the_one_the_page_gives_itself(head: str, url: str | None) -> None:
    report = only(page(p(*ARTICLE), head))
    assert report.url == url
    assert report.publisher == ("r.example" if url else None)


CAPTION = "Families wait at the gate of the cannery in Dayton, where 40 were held"
FIGURES = {
    "figcaption": f'<figure><img src="x.jpg" alt="700 sheep"><figcaption>{CAPTION} <span class="credit">Photo: Record</span></figcaption></figure>',
    "WordPress": f'<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">{CAPTION}</p></div>',
    "a class name": f'<div class="story-image"><img src="x.jpg"><span class="image__caption">{CAPTION}</span></div>',
    "in a slide": f'<div class="embed slide"><figure><div><img src="x"></div><figcaption><p>{CAPTION}</p></figcaption></figure></div>',
}


@pytest.mark.parametrize("kind", FIGURES)
def test_captions_stay_where_the_figure_stands(kind: str) -> None:
    report = only(article(p(LEAD), FIGURES[kind], p(MORE), FIGURES[kind], p(LAST)))
    assert report.text.split("\n\n") == [LEAD, CAPTION, MORE, LAST]


def test_the_caption_of_the_picture_above_the_article_is_kept() -> None:
    inside = f"<article><header><h1>Raid on cannery</h1></header>{FIGURES['figcaption']}<div class='article-body'>{p(*ARTICLE)}</div>"
    other = f"<aside class='related'>{FIGURES['figcaption'].replace('Families', 'Nine families')}</aside></article>"
    assert only(page(inside + other)).text.split("\n\n") == [CAPTION, *ARTICLE]


def test_a_credit_is_no_caption() -> None:
    figure = "<figure><img src=x><figcaption>Photo: Harbor County Record/Dana Whitlow</figcaption></figure>"
    assert only(article(p(LEAD), figure, p(MORE, LAST))).text.split("\n\n") == list(ARTICLE)


SAID = "They took 30 people from my shift alone. #cannery pic.social.example/x1"
POST = f"{SAID} — Orchard Union (@orchardunion) May 11, 2021"
EMBEDS = {
    "X": '<div class="social-media-embed"><blockquote class="twitter-tweet"><p lang="en">They took 30 people from my shift alone.<br>'
    '<a href="#">#cannery</a> <a href="#">pic.social.example/x1</a></p>&mdash; Orchard Union (@orchardunion)'
    ' <a href="https://twitter.com/orchardunion/status/1">May 11, 2021</a></blockquote><script src="w.js"></script></div>',
    "X, parted into paragraphs": f"<blockquote class='twitter-tweet'><p>{SAID}</p><p>— Orchard Union (@orchardunion) <a href='#'>May 11, 2021</a></p></blockquote>",
    "Bluesky": f'<blockquote class="bluesky-embed"><p>{SAID}</p>&mdash; Orchard Union (<a href="#">@orchardunion</a>) <a href="#">May 11, 2021 at 7:01 PM</a></blockquote>',
    "Bluesky, ISO": f'<blockquote class="bluesky-embed"><p>{SAID}</p>&mdash; <a href="#">Orchard Union (@orchardunion)</a> <a href="#">2021-05-11T21:27:06.000Z</a></blockquote>',
    "Instagram": f'<blockquote class="instagram-media"><div><p><a href="https://www.instagram.com/p/1/">{SAID}</a></p><p>A post shared by'
    ' <a href="https://www.instagram.com/orchardunion/">Orchard Union</a> (@orchardunion) on <time datetime="2021-05-11T18:00:00+00:00">May 11</time></p></div></blockquote>',
    "Facebook": f'<div class="fb-post" data-href="#"><blockquote class="fb-xfbml-parse-ignore"><p>{SAID}</p>Posted by'
    ' <a href="https://www.facebook.com/orchardunion/">Orchard Union</a> on&nbsp;<a href="#">Tuesday, May 11, 2021</a></blockquote></div>',
    "Mastodon": f"<figure><blockquote class='mastodon-toot'><p>{SAID}</p>- Orchard Union (@orchardunion) <a href='#'>11 May 2021</a></blockquote></figure>",
}  # fmt: skip


@pytest.mark.parametrize("network", EMBEDS)
def test_an_embedded_post_is_a_paragraph_with_its_author_and_day(network: str) -> None:
    assert only(article(p(LEAD, MORE), EMBEDS[network], p(LAST))).text.split("\n\n") == [LEAD, MORE, POST, LAST]


def test_a_post_is_read_as_a_statement_of_its_author(lexicon: Lexicon, tmp_path: Path) -> None:
    from sayso.reading.reader import Reader

    head = '<meta property="article:published_time" content="2021-05-12">'
    body = f"<article><h1>Raid on cannery</h1>{p(LEAD, MORE)}{EMBEDS['X']}{p(LAST)}</article>"
    (tmp_path / "raid.html").write_text(page(body, head), "utf-8")
    (report,) = gather([tmp_path], lexicon)
    assert isinstance(report, Report)
    (claim,) = [c for c in Reader(lexicon).read(report).claims if c.best == 30]
    assert (claim.speaker, claim.medium) == ("Orchard Union (@orchardunion)", "post")
    assert report.text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize("handle", ["@orchard.example.org", "@orchard@social.example"])
def test_a_handle_of_any_network_is_read(handle: str) -> None:
    from sayso.reading.speech.posts import posts

    (post,) = posts(f"{SAID} — Orchard Union ({handle}) May 11, 2021")
    assert (post.speaker, post.posted) == (f"Orchard Union ({handle})", "2021-05-11")


@pytest.mark.parametrize(
    "embed",
    [
        '<blockquote class="twitter-tweet"><a href="https://x.com/orchardunion/status/1">May 11, 2021</a></blockquote>',
        '<blockquote class="instagram-media"><a href="https://www.instagram.com/p/1/">View this post on Instagram</a></blockquote>',
        '<iframe src="https://embed.example/1">30 people</iframe>',
    ],
)
def test_nothing_is_made_up_for_an_embed_without_text(embed: str) -> None:
    assert only(article(p(LEAD, MORE), embed, p(LAST))).text.split("\n\n") == list(ARTICLE)


def test_a_quotation_that_is_no_post_stays_a_quotation() -> None:
    quote = "We were 30 on my line, and 20 of us are gone."
    assert quote in only(article(p(LEAD), f"<blockquote><p>{quote}</p></blockquote>", p(MORE, LAST))).text.split("\n\n")


def entry(number: int, tag: str = "article", head: str = "") -> str:
    moment = f"2021-03-10T{8 + number:02}:05:00-05:00"
    return (
        f'<{tag} class="entry" id="e{number}"><time datetime="{moment}">{8 + number}:05</time>{head}'
        f"<p>{number * 10} workers were led out of the cannery by the agents, a neighbor said.</p><p>Then it was still.</p></{tag}>"
    )


CANONICAL = '<title>Raid, live</title><link rel="canonical" href="https://r.example/live">'
UPDATES = [
    {
        "@type": "BlogPosting",
        "headline": f"Update {n}",
        "datePublished": f"2021-03-{9 + n:02}T10:0{n}:00Z",
        "articleBody": f"{n * 10} workers were led out.\nThen it was still.",
        "url": f"https://r.example/live#e{n}",
        "author": {"name": "Dana Whitlow"},
    }
    for n in (2, 1)
]
BLOGS = {
    "articles in a live blog": page(f'<div class="live-blog">{entry(2)}{entry(1)}</div>', CANONICAL),
    "list items": page(f'<main class="liveblog"><ul>{entry(2, "li")}{entry(1, "li")}</ul></main>', CANONICAL),
    "divs of microdata": page(
        "".join(entry(n, "div").replace("<div", '<div itemprop="liveBlogUpdate"', 1) for n in (2, 1)), CANONICAL
    ),
    "JSON-LD names it, the page holds it": page(
        f"<div>{entry(2)}{entry(1)}</div>", CANONICAL + ld({"@type": "LiveBlogPosting", "headline": "Raid, live"})
    ),
    "articles that make up the page": page(f"<main>{entry(3)}{entry(2)}{entry(1)}</main>", CANONICAL),
}


@pytest.mark.parametrize("kind", BLOGS)
def test_each_entry_of_a_live_blog_is_a_report(kind: str) -> None:
    found = [r for r in read(BLOGS[kind]) if isinstance(r, Report)]
    order = [3, 2, 1][-len(found) :]
    assert [r.id for r in found] == [f"raid.html#{k}" for k in range(1, len(found) + 1)]
    assert [r.url for r in found] == [f"https://r.example/live#e{n}" for n in order]
    assert [r.title for r in found] == [f"Raid, live, {8 + n:02}:05" for n in order]
    assert {r.published for r in found} == {"2021-03-10"}
    assert found[0].notes == (f"posted at 2021-03-10T{8 + order[0]:02}:05:00-05:00",)
    for n, report in zip(order, found, strict=True):
        assert report.text.startswith(f"{n * 10} workers were led out")
        assert report.text.endswith("\n\nThen it was still.")


def test_entries_that_a_page_gives_to_machines_keep_title_day_author_and_address() -> None:
    blog = ld({"@type": "LiveBlogPosting", "headline": "Raid, live", "liveBlogUpdate": UPDATES})
    found = read(page(f"<main><h1>Raid, live</h1>{p('Loading')}</main>", CANONICAL + blog))
    assert [(r.title, r.published, r.author, r.url) for r in found if isinstance(r, Report)] == [
        (f"Update {n}", f"2021-03-{9 + n:02}", "Dana Whitlow", f"https://r.example/live#e{n}") for n in (2, 1)
    ]
    assert next(r.text for r in found if isinstance(r, Report)) == "20 workers were led out.\n\nThen it was still."


def test_what_stands_above_the_entries_is_kept_once() -> None:
    found = read(
        page(
            f'<main><h1>Raid, live</h1>{p(*ARTICLE)}<div class="live-blog">{entry(2)}{entry(1)}</div></main>', CANONICAL
        )
    )
    assert [r.id for r in found if isinstance(r, Report)] == ["raid.html", "raid.html#1", "raid.html#2"]
    texts = [r.text for r in found if isinstance(r, Report)]
    assert texts[0] == "\n\n".join(ARTICLE)
    assert sum("20 workers were led out" in text for text in texts) == 1


def test_entries_without_an_address_are_told_apart_by_their_time() -> None:
    both = [entry(1).replace(' id="e1"', "") for _ in range(2)]
    found = [
        r
        for r in read(page(f'<div class="live-blog">{"".join(both)}{entry(2)}</div>', CANONICAL))
        if isinstance(r, Report)
    ]
    assert len({r.url for r in found}) == len({r.source for r in found}) == 3


def test_comments_and_cards_with_times_make_no_live_blog() -> None:
    comments = "".join(entry(n).replace('class="entry"', 'class="comment"') for n in (1, 2, 3))
    cards = "".join(
        f'<li><time datetime="2021-03-10T0{n}:00">x</time><a href="/{n}">Another story of the day, number {n}, at length</a></li>'
        for n in range(1, 6)
    )
    (report,) = read(
        article("<h1>Raid on cannery</h1>", p(*ARTICLE)).replace(
            "</main>", f"<ul>{cards}</ul><section id=comments>{comments}</section></main>"
        )
    )
    assert isinstance(report, Report)
    assert report.text == "\n\n".join(ARTICLE)


MANY = 120_000
HOSTILE = {
    "a million nested tags": "<div>" * 1_000_000,
    "nested inside the parser's bound": "<div class='related caption twitter-tweet'>" * 1900,
    "half a million attributes": f"<p {' '.join(f'a{i}=1' for i in range(500_000))}>x</p>",
    "attributes with marks in them": "<p " + "".join(f" a{i}='<'" for i in range(300_000)) + ">x</p>",
    "a tag that never ends": "<a href='" + "y" * 5_000_000,
    "empty boxes": "<div></div>" * 800_000,
    "paragraphs without end": "<p>a b" * MANY,
    "list of links": "<ul>" + "<li><a href=x>w</a>" * MANY,
    "breaks": "<p>" + "<br>a" * MANY,
    "a table": "<table>" + "<tr><td>1<td>2" * MANY,
    "cells over a thousand rows": "<table>" + "<tr><td rowspan=65000 colspan=1000>1<td>2</tr>" * 2000,
    "times": "<div>" + "<article><time datetime='2021-03-10T10:00'></time>a b c</article>" * 20_000,
    "times in times": "<div><time datetime='2021-03-10T10:00'></time>" * 1900,
    "posts in posts": "<blockquote>" * 1900 + "word " * 200_000,
    "dashes": "<blockquote>" + "— a (@b) " * 20_000 + "</blockquote>",
    "JSON without end": f"<script type='application/ld+json'>{'[' * 1_000_000}</script>",
    "entities": "<p>" + "&amp;&#128512;&nosuch;" * MANY,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_ends_soon_in_a_report_or_a_named_error(kind: str) -> None:
    begun = time.monotonic()
    found = read(page(HOSTILE[kind] + p(LEAD)))
    assert time.monotonic() - begun < 10
    assert found
    assert any(LEAD in r.text if isinstance(r, Report) else r.reference == "page-without-text" for r in found)


def test_thirty_megabytes_of_boxes_are_refused_by_name() -> None:
    (error,) = read(page("<div>" * 6_000_000))
    assert isinstance(error, InputError)
    assert error.reference == "report-too-large"


def test_a_page_that_nests_too_deep_keeps_its_words() -> None:
    report = only(page("<div>" * 5000 + p(LEAD, MORE)))
    assert report.text == f"{LEAD}\n\n{MORE}"
    assert any("nests too deep" in note for note in report.notes)


@pytest.mark.parametrize(
    "damaged",
    [
        b"\xff\xfe" + page(p(LEAD)).encode("utf-16-le"),
        page(p(LEAD)).encode().replace(b"dawn", b"dawn\0"),
        page(p(LEAD)).replace("utf-8", "utf-16").encode(),
        page(p(LEAD + " caf\xe9 \x93quoted\x94")).encode("cp1252", "replace").replace(b"?quoted?", b"\x93quoted\x94"),
        b'<?xml version="1.0" encoding="utf-16"?>' + page(p(LEAD)).encode(),
        page("<p>" + LEAD + "<b><i></p></b>").encode(),
    ],
    ids=["UTF-16", "null", "a lie about the encoding", "cp1252", "XML that lies", "crossed tags"],
)
def test_damage_does_not_cost_the_text(damaged: bytes) -> None:
    assert "40 workers at a cannery in Dayton" in only(damaged).text


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("windows-1251", "Задержаны 40 рабочих"),
        ("iso-8859-2", "Zatrzymano 40 robotników"),
        ("shift_jis", "労働者40人を逮捕"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_states(encoding: str, words: str) -> None:
    source = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body>{p(words + ".", LEAD)}</body></html>'
    assert words in only(source.encode(encoding)).text


def test_entities_that_a_page_declares_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house", "utf-8")
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body>{p(LEAD + " &x;")}</body></html>'
    assert "secret of the house" not in only(source).text
