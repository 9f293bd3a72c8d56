"""Attacks, each tried: script in reports, forged forms and hosts, paths that climb, bodies that flood, secrets in logs."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from sayso.errors import RefusedError
from sayso.ledger import open_store
from sayso.model.decision import Draft
from sayso.pipeline import open_ledger
from sayso.reviewing import accounts
from sayso.reviewing.serving import has_accounts, may_listen
from sayso.reviewing.settings import Settings, is_loopback
from tests import factories
from tests.reviewing.visiting import Visitor, said, visiting
from tests.running import run

PASSWORD = "nine green lanterns"
SCRIPT = "<script>document.title='taken'</script>"
IMAGE = '<img src=x onerror="alert(1)">'


class Tags(HTMLParser):
    """The tags of a page as a browser sees them, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Visitor]:
    """A ledger whose reports hold script in text, title, outlet, address and speaker."""
    path = tmp_path / "hostile.db"
    text = (
        f"{SCRIPT} Agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday, the {IMAGE} county sheriff said. "
        f"{{{{ 7 * 7 }}}} {{% include '/etc/passwd' %}} \" onmouseover=\"alert(1) The sheriff {SCRIPT} said 12 were released."
    )
    with open_ledger(path) as ledger:
        ledger.add(
            [
                factories.report(
                    text, id=f"a{SCRIPT}", title=SCRIPT, publisher=IMAGE, author=SCRIPT, url="javascript:alert(1)"
                ),
                factories.report(text.replace("40", "90"), id="b'\"><b>", title=IMAGE, publisher="Lake Sun"),
            ]
        )
    with visiting(Settings(str(path), person=f"Robin {SCRIPT}")) as found:
        found.come_in()
        yield found


def test_script_in_a_report_is_words_on_every_page(hostile: Visitor) -> None:
    with hostile.house.ledgers.lent() as ledger:
        idents = [i.id for i in ledger.incidents()]
        keys = [str(r["key"]) for r in ledger.store.reports()]
        claim = next(iter(ledger.store.claims()))
    hostile.send("/decide", {"kind": "reject", "claim": claim, "reason": SCRIPT, "back": "/decisions"})
    paths = [
        *("/incidents", "/search?q=workers", f"/search?q={quote(SCRIPT)}", "/tasks", "/matches", "/decisions", "/map"),
        *("/timeline", "/coding", "/accounts", *(f"/incidents/{i}" for i in idents), *(f"/reports/{k}" for k in keys)),
        *(
            f"/incidents/{quote(SCRIPT, safe='')}",
            f"/reports/{quote(IMAGE, safe='')}",
            f"/incidents?place={quote(IMAGE)}",
        ),
    ]
    shown = 0
    for path in paths:
        page = hostile.get(path)
        assert page.status_code in (200, 404), path
        shown += page.text.count("&lt;script&gt;") + page.text.count("&lt;img")
        tags = Tags()
        tags.feed(page.text)
        for tag, attributes in tags.found:
            assert tag != "img", path
            assert tag != "script" or str(attributes.get("src")).startswith("/static/"), path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            for name in ("href", "src", "action"):
                assert not str(attributes.get(name, "")).strip().lower().startswith(("javascript:", "data:")), path
        assert "49" not in said(page).split(), path
    assert shown > 10


def test_a_form_without_its_token_changes_nothing(owner: Visitor) -> None:
    cookie = owner.client.cookies[owner.house.cookie()]
    other = owner.house.sessions.begin("somebody else")
    for token in ("", "0" * 64, owner.house.sessions.form_token(other), cookie):
        for path in ("/decide", "/accounts/put", "/accounts/names", "/coding/draw", "/decisions/import", "/leave"):
            answer = owner.client.post(path, data={"form_token": token, "kind": "note"})
            assert answer.status_code == 403, path
    assert owner.get("/incidents").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example:8017"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_token(owner: Visitor, headers: dict[str, str]) -> None:
    answer = owner.send("/accounts/names", {"shown_to": "coders"}, headers=headers)
    assert answer.status_code == 403
    with owner.house.ledgers.lent() as ledger:
        assert not ledger.store.shows_names()


def test_the_api_takes_no_change_without_the_header(owner: Visitor) -> None:
    for headers in ({}, {"x-form-token": "guess"}):
        answer = owner.client.post("/api/decisions", json={"kind": "note", "reason": "x"}, headers=headers)
        assert answer.status_code == 403
        assert answer.json()["error"]["reference"] == "form-not-ours"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8017", "127.0.0.1.evil.example", "", "localhost@evil.example", "127.0.0.2"]
)
def test_a_request_under_another_name_is_refused(owner: Visitor, host: str) -> None:
    answer = owner.get("/incidents", headers={"Host": host})
    assert answer.status_code == 421
    assert "Incidents" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/....//app.py",
        "/static/..%5capp.py",
        "/reports/..%2f..%2fetc%2fpasswd",
        "/reports/../../etc/passwd",
        "/incidents/..%2f..%2fsayso.db",
        "/api/incidents/..%2f..%2fsayso.db",
        "/api/publish?to=..%2f..%2fevil",
        "/api/publish?to=html%2f..%2f..%2fevil",
    ],
)
def test_a_path_that_climbs_leads_nowhere(owner: Visitor, path: str) -> None:
    answer = owner.get(path)
    assert answer.status_code in (400, 404)
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


def test_a_body_that_is_too_large_is_refused_whatever_it_says_of_itself(owner: Visitor) -> None:
    most = owner.house.settings.most_bytes
    assert owner.client.post("/decide", content=b"x" * (most + 1)).status_code == 413
    chunks = (b"x" * 100_000 for _ in range(most // 100_000 + 2))
    assert owner.client.post("/decide", content=chunks).status_code == 413
    assert owner.client.post("/decide", content=b"x", headers={"Content-Length": "-1"}).status_code == 413
    file = {"file": ("d.jsonl", b"x" * (most + 1))}
    answer = owner.client.post("/decisions/look", data={"form_token": owner.form_token}, files=file)
    assert answer.status_code == 413


def test_a_request_cannot_choose_the_ledger(owner: Visitor, tmp_path: Path) -> None:
    before = owner.get("/incidents").text
    there = tmp_path / "other.db"
    assert owner.get("/incidents", params={"ledger": f"sqlite:///{there}", "url": str(there)}).text == before
    assert not there.exists()


@pytest.mark.parametrize(
    "url",
    ["mysql://root@localhost/x", "http://example.org/x.db", "sqlite://evil/x", "postgresql+psycopg2://x/y", "file://x"],
)
def test_only_files_and_postgresql_are_ledgers(url: str) -> None:
    done = run("review", "--ledger", url)
    assert done.status == 2
    assert done.errors[0]["reference"] == "ledger-address-unknown"


def test_nobody_listens_elsewhere_without_accounts(ledger_file: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "review.example.org"):
        assert not is_loopback(host)
        with pytest.raises(RefusedError, match="nobody would have to log in"):
            may_listen(host, Settings(str(ledger_file)))
        assert run("review", "--host", host, "--ledger", ledger_file).errors[0]["reference"] == "accounts-needed"
    assert not has_accounts(str(ledger_file))


def test_readers_decide_nothing_and_are_shown_no_names(record: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(record, tmp_path / "team.db"))
    store = open_store(str(path))
    accounts.put(store, "Rhea", "reader", PASSWORD)
    claim = next(iter(store.claims()))
    store.close()
    with visiting(Settings(str(path), alone=False)) as team:
        team.log_in("Rhea", PASSWORD)
        for target, values in (
            ("/decide", {"kind": "reject", "claim": claim}),
            ("/coding/draw", {"name": "x", "size": "3"}),
            ("/decisions/import", {"mark": ""}),
            ("/accounts/put", {"name": "Evil", "role": "admin", "password": PASSWORD}),
            ("/accounts/names", {"shown_to": "coders"}),
        ):
            assert team.send(target, values).status_code == 403, target
        headers = {"x-form-token": team.form_token}
        assert (
            team.client.post("/api/decisions", json={"kind": "reject", "claims": [claim]}, headers=headers).status_code
            == 403
        )
        for address in (
            "/decisions/export",
            "/api/decisions/export",
            "/api/actors",
            "/api/publish?internal=true",
            "/matches",
        ):
            assert team.get(address).status_code == 403, address
        with team.house.ledgers.lent() as ledger:
            assert ledger.store.decisions() == ()


def test_a_reader_meets_no_private_name_on_any_page(tmp_path: Path) -> None:
    path = tmp_path / "named.db"
    named = (
        "Agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday. Quillon Varnesbury, 34, a packer, was "
        "among those arrested. “I only packed fish,” Varnesbury said. The county sheriff said 12 were released."
    )
    with open_ledger(path) as ledger:
        ledger.add(
            [
                factories.report(named, id="varnesbury-arrested", title="Quillon Varnesbury arrested"),
                factories.report(named.replace("40", "90"), id="two", publisher="Varnesbury Blog"),
            ]
        )
        idents = [i.id for i in ledger.incidents()]
        keys = [str(r["key"]) for r in ledger.store.reports()]
        claim = next(c for c in ledger.store.claims().values())
        ledger.decide(claim.id, "accept", by="Ann", reason="Quillon Varnesbury was one of them")
        accounts.put(ledger.store, "Rhea", "reader", PASSWORD)
    with visiting(Settings(str(path), alone=False)) as team:
        team.log_in("Rhea", PASSWORD)
        pages = [
            *("/incidents", "/search?q=cannery", "/tasks", "/decisions", "/map", "/timeline"),
            *(f"/incidents/{i}" for i in idents),
            *(f"/reports/{k}" for k in keys),
            *(
                "/api/incidents",
                "/api/search?q=cannery",
                "/api/tasks",
                "/api/decisions",
                "/api/series",
                "/api/coverage",
            ),
            *("/api/changes?since=2000-01-01", "/api/reconcile?policy=minmax&compare=ucdp", "/api/publish?to=html"),
            *("/api/count?measure=persons_arrested", *(f"/api/incidents/{i}" for i in idents)),
        ]
        for address in pages:
            page = team.get(address)
            assert page.status_code == 200, address
            for word in ("Quillon", "Varnesbury", "varnesbury"):
                assert word not in page.text, (address, word)


def test_no_secret_stands_in_a_log(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.come_in()
    visitor.get("/search?q=cannery+secret-word")
    visitor.get("/incidents?place=secret-word")
    visitor.send("/accounts/put", {"name": "ada", "role": "admin", "password": PASSWORD})
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name == "sayso.review")
    assert "GET /search 200" in ours
    cookie = visitor.client.cookies[visitor.house.cookie()]
    for secret in (visitor.house.link.key, cookie, visitor.form_token, PASSWORD, "secret-word"):
        assert secret not in ours


def test_behind_tls_cookies_travel_over_https_only(ledger_file: Path) -> None:
    with visiting(Settings(str(ledger_file), behind_tls=True)) as found:
        answer = found.client.get(f"/enter?key={found.house.link.key}", follow_redirects=False)
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-sayso=")
        assert "Secure" in cookie
        assert "max-age" in answer.headers["strict-transport-security"]


def test_a_character_without_meaning_is_refused(owner: Visitor) -> None:
    assert owner.get("/search?q=%00").status_code == 400
    assert owner.get("/reports/%00").status_code == 400
    assert owner.send("/coding/draw", {"name": "a\0b", "size": "3"}).status_code == 400
    headers = {"x-form-token": owner.form_token}
    for words in ("a\0b", "\ud800"):
        asked = json.dumps({"kind": "note", "payload": {"x": words}})
        answer = owner.client.post("/api/decisions", content=asked, headers=headers)
        assert answer.status_code == 422


def test_no_error_tells_the_address_of_the_ledger(owner: Visitor) -> None:
    url = owner.house.settings.ledger
    asked = {"kind": "reject", "claim": "none:1:0", "back": "/"}
    for answer in (
        owner.get("/incidents/nowhere"),
        owner.get("/reports/nowhere"),
        owner.get("/api/incidents/nowhere"),
        owner.send("/decide", asked),
        owner.send("/decide", {"kind": "undo", "decision": "none"}),
    ):
        assert answer.status_code in (400, 404)
        assert url not in answer.text


NAMED = (
    "Agents arrested 40 workers at a cannery in Dayton, Ohio. Zelda Quorrin, 15, a packer, was among those arrested."
)
WHY = "Zelda Quorrin told it to Ann herself"


@pytest.fixture
def discreet(tmp_path: Path) -> Iterator[Visitor]:
    """A ledger in which Ann Adminson ruled on an incident, each time with a reason that names somebody."""
    path = tmp_path / "discreet.db"
    with open_ledger(path) as ledger:
        ledger.add([factories.report(NAMED, id="zelda-quorrin")])
        for name, role in (("Ann Adminson", "admin"), ("Cody Coder", "coder"), ("Rhea Reader", "reader")):
            accounts.put(ledger.store, name, role, PASSWORD)
        (incident,), claim = ledger.incidents(), next(iter(ledger.store.claims()))
        (task,) = (t for t in ledger.tasks() if t.kind == "minor")
        figure = {"measure": "persons_arrested", "best": 41}
        for draft in (
            Draft("reject", "Ann Adminson", WHY, claims=(claim,)),
            Draft("adjudicate", "Ann Adminson", WHY, incidents=(incident.id,), payload=figure),
            Draft("note", "Ann Adminson", WHY, incidents=(incident.id,)),
            Draft("assign", "Ann Adminson", task=task.id, payload={"to": "Ann Adminson"}),
            Draft("settle", "Ann Adminson", WHY, task=task.id),
        ):
            ledger.make(draft)
    with visiting(Settings(str(path), alone=False)) as found:
        yield found


def _pages_of(team: Visitor) -> list[str]:
    with team.house.ledgers.lent() as ledger:
        key, (incident,) = ledger.store.key_of("zelda-quorrin"), ledger.incidents()
    lists = ("/incidents", "/tasks?settled=yes", "/decisions", f"/incidents/{incident.id}", f"/reports/{key}")
    return [
        *lists,
        "/api/tasks?settled=yes",
        "/api/decisions",
        f"/api/incidents/{incident.id}",
        "/api/publish?to=jsonl",
    ]


def test_a_reader_is_told_neither_who_decided_nor_why(discreet: Visitor) -> None:
    discreet.log_in("Rhea Reader", PASSWORD)
    for address in _pages_of(discreet):
        page = discreet.get(address)
        assert page.status_code == 200, address
        for word in ("Ann", "Zelda", "Quorrin", "quorrin", "told it to"):
            assert word not in page.text, (address, word)
    assert "a reviewer" in said(discreet.get("/decisions"))
    assert discreet.get("/api/decisions?by=Ann+Adminson").json() == discreet.get("/api/decisions?by=Zoe").json()


def test_a_coder_who_may_not_see_names_is_told_who_decided_but_meets_no_name_in_the_reason(discreet: Visitor) -> None:
    discreet.log_in("Cody Coder", PASSWORD)
    for address in _pages_of(discreet):
        page = discreet.get(address)
        assert page.status_code == 200, address
        assert "Zelda" not in page.text, address
        assert "uorrin" not in page.text, address
    assert "Ann Adminson" in said(discreet.get("/tasks?settled=yes"))


def test_who_may_not_see_names_cannot_find_out_what_files_are_called(discreet: Visitor) -> None:
    for name in ("Rhea Reader", "Cody Coder"):
        discreet.log_in(name, PASSWORD)
        assert discreet.get("/reports/zelda-quorrin").status_code == 404
    discreet.log_in("Ann Adminson", PASSWORD)
    with discreet.house.ledgers.lent() as ledger:
        ledger.store.show_names(to_coders=True)
    assert discreet.get("/reports/zelda-quorrin").status_code == 200


def test_errors_of_the_api_tell_no_name_to_who_may_not_see_names(discreet: Visitor) -> None:
    discreet.log_in("Cody Coder", PASSWORD)
    with discreet.house.ledgers.lent() as ledger:
        key, (incident,) = ledger.store.key_of("zelda-quorrin"), ledger.incidents()
        claim = next(iter(ledger.store.claims())).replace("zelda-quorrin", str(key))
    span = {"report": "zelda-quorrin", "start": 0, "end": len(NAMED), "text": "x", "fields": {"best": 1}}
    for status, asked in (
        (409, {"kind": "accept", "claims": [claim], "seen": "0.0"}),
        (409, {"kind": "policy", "incidents": [incident.id], "payload": {"policy": "gtd"}, "seen": "0.0"}),
        (400, {"kind": "add", "payload": span}),
        (422, {"kind": "note", "incidents": [incident.id], "reason": "a\0b"}),
    ):
        answer = discreet.client.post("/api/decisions", json=asked, headers={"x-form-token": discreet.form_token})
        assert answer.status_code == status
        assert "Zelda" not in answer.text
        assert "Quorrin" not in answer.text
