"""The API: the verbs of the command line with the same answers, described truly, and no input that breaks it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sayso.pipeline import open_ledger
from sayso.reviewing.forms import HEADER
from sayso.reviewing.settings import Settings
from tests import factories
from tests.reviewing.visiting import BASE, Visitor, visiting
from tests.running import run

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis


def api(visitor: Visitor, path: str, **asked: Any) -> Any:
    answer = visitor.get(f"/api{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("words", "path", "asked"),
    [
        (
            ["count", "--measure", "persons_arrested", "--where", "Iowa"],
            "/count",
            {"measure": "persons_arrested", "where": "Iowa"},
        ),
        (
            ["ask", "How many people were arrested in 2019?"],
            "/ask",
            {"question": "How many people were arrested in 2019?"},
        ),
        (["coverage"], "/coverage", {}),
    ],
)
def test_totals_are_those_of_the_command_line(
    owner: Visitor, record: Path, words: list[str], path: str, asked: dict[str, str]
) -> None:
    assert api(owner, path, **asked) == run(*words, "--json", "--ledger", record).json


@pytest.mark.parametrize(("words", "path"), [("actors", "actors"), ("series", "series")])
def test_lists_are_those_of_the_command_line(owner: Visitor, record: Path, words: str, path: str) -> None:
    assert api(owner, f"/{path}")[path] == run(words, "--json", "--ledger", record).json


def test_incidents_are_those_of_the_command_line_page_by_page(owner: Visitor, record: Path) -> None:
    first = api(owner, "/incidents")
    listed = [i for k in range(1, 9) for i in api(owner, "/incidents", page=k)["incidents"]]
    assert first["count"] == len(listed)
    whole = run("incidents", "--json", "--parts", "--ledger", record).json
    assert listed == whole


def test_one_incident_is_shown_with_its_evidence_under_a_policy(owner: Visitor) -> None:
    ident = api(owner, "/incidents", sort="-reports")["incidents"][0]["id"]
    shown = api(owner, f"/incidents/{ident}", policy="minmax")
    assert shown["evidence"]
    assert {f["policy"] for f in shown["findings"]} == {"minmax"}


def test_two_policies_are_held_against_each_other(owner: Visitor, record: Path) -> None:
    rows = api(owner, "/reconcile", policy="minmax", compare="ucdp")["findings"]
    whole = run("reconcile", "--policy", "minmax", "--compare", "ucdp", "--json", "--ledger", record).json
    assert rows == whole[: len(rows)]
    assert rows


def test_the_feed_tells_what_became_of_incidents(owner: Visitor, record: Path) -> None:
    changes = api(owner, "/changes", since="2000-01-01")["changes"]
    assert changes == run("changes", "--since", "2000-01-01", "--json", "--ledger", record).json


@pytest.mark.parametrize("to", ["html", "csv", "jsonl"])
def test_the_record_is_downloaded_masked(owner: Visitor, to: str) -> None:
    answer = owner.get(f"/api/publish?to={to}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert len(answer.content) > 1000
    assert b"Internal edition" not in answer.content


def test_a_decision_is_foretold_made_and_told_to_be_stale(owner: Visitor) -> None:
    incident = api(owner, "/incidents", measure="persons_arrested")["incidents"][0]
    claim = incident["findings"][0]["origins"][0]["claims"][0]
    session = api(owner, "/session")
    headers = {session["header"]: session["token"]}
    draft = {"kind": "reject", "claims": [claim], "reason": "misread", "seen": session["revision"]}
    effect = owner.client.post("/api/decisions/effect", json=draft, headers=headers).json()
    assert incident["id"] in [i["incident"] for i in effect["incidents"]]
    assert api(owner, "/decisions")["count"] == 0
    assert owner.client.post("/api/decisions", json=draft, headers=headers).status_code == 201
    assert api(owner, "/decisions")["decisions"][0]["kind"] == "reject"
    with owner.house.ledgers.lent() as ledger:
        ledger.decide(claim, "accept", by="Noor")
    late = owner.client.post("/api/decisions", json=draft, headers=headers)
    assert late.status_code == 409
    assert "Noor" in late.json()["error"]["what"]


@pytest.mark.parametrize(
    ("path", "status", "reference"),
    [
        ("/api/incidents/nowhere", 404, "incident-unknown"),
        ("/api/count", 422, "request-malformed"),
        ("/api/count?measure=unicorns", 400, "measure-unknown"),
        ("/api/changes?since=yesterday", 400, "time-unknown"),
        ("/api/publish?to=stone", 400, "format-unknown"),
        ("/api/nothing", 404, "page-unknown"),
    ],
)
def test_errors_tell_what_where_and_hint(owner: Visitor, path: str, status: int, reference: str) -> None:
    answer = owner.get(path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["reference"] == reference
    assert error["what"]


def test_nobody_asks_without_having_come_in(visitor: Visitor) -> None:
    for path in ("/api/openapi.json", "/api/session", "/api/incidents", "/api/publish"):
        answer = visitor.get(path)
        assert answer.status_code == 401
        assert answer.json()["error"]["reference"] == "sign-in-needed"


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    path = tmp_path_factory.mktemp("fuzzed") / "pile.db"
    with open_ledger(path) as ledger:
        ledger.add(factories.pile())
    with visiting(Settings(str(path), person="Robin")) as found:
        found.come_in()
        yield found


def test_no_request_drawn_from_its_description_breaks_it(fuzzed: Visitor) -> None:
    described = fuzzed.get("/api/openapi.json").json()
    operations = [o.ok() for o in schemathesis.openapi.from_dict(described).get_all_operations()]
    assert len(operations) >= 15
    asked = 0

    def ask(case: Any) -> None:
        nonlocal asked
        wanted = case.as_transport_kwargs(base_url=BASE)
        body = wanted.get("json")
        answer = fuzzed.client.request(
            wanted["method"],
            wanted["url"],
            params=wanted.get("params"),
            headers={HEADER: fuzzed.form_token},
            content=None if body is None else json.dumps(body).encode(),
        )
        asked += 1
        assert answer.status_code < 500, f"{wanted['method']} {wanted['url']} {body}: {answer.text}"

    for operation in operations:
        draw = given(case=operation.as_strategy())
        settings(
            max_examples=20,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )(draw(ask))()
    assert asked > 100
