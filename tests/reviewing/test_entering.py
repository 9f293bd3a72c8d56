"""One person comes in by a link that works once; nobody else does, and every answer keeps its page in."""

from __future__ import annotations

from tests.reviewing.visiting import Visitor, said


def test_the_link_opens_the_record_once(visitor: Visitor) -> None:
    first = visitor.come_in()
    assert first.status_code == 200
    assert "Incidents" in said(first)
    visitor.client.cookies.clear()
    again = visitor.come_in()
    assert again.status_code == 403
    assert "this link was used before" in said(again).lower()
    assert visitor.get("/incidents").status_code == 401


def test_without_the_link_nothing_is_shown(visitor: Visitor, record_titles: list[str]) -> None:
    for path in ("/", "/incidents", "/enter?key=", "/enter?key=guessed"):
        answer = visitor.get(path)
        assert answer.status_code in (401, 403)
        assert not [t for t in record_titles if t in said(answer)]


def test_after_leaving_the_cookie_is_of_no_use(owner: Visitor) -> None:
    cookie = owner.client.cookies[owner.house.cookie()]
    assert owner.send("/leave").status_code == 401
    owner.client.cookies.set(owner.house.cookie(), cookie)
    assert owner.get("/incidents").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    answer = visitor.client.get(f"/enter?key={visitor.house.link.key}", follow_redirects=False)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


def test_every_answer_keeps_its_page_in(owner: Visitor) -> None:
    for path in ("/incidents", "/nowhere", "/static/review.css", "/enter?key=x"):
        headers = owner.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_hold_no_script_or_style_of_their_own(owner: Visitor) -> None:
    text = owner.get("/incidents").text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<script>" not in text
