"""People with accounts: they log in, see and do what their role allows, and stop when the account does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sayso.errors import RefusedError
from sayso.ledger import Store, open_store
from sayso.reviewing import accounts
from sayso.reviewing.settings import Settings
from tests.reviewing.visiting import Visitor, said, visiting

PASSWORD = "nine green lanterns"
PEOPLE = (("Ada Admin", "admin"), ("Cody Coder", "coder"), ("Rhea Reader", "reader"))


@pytest.fixture(scope="module")
def with_accounts(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an admin, a coder and a reader: to be copied."""
    path = tmp_path_factory.mktemp("accounts") / "team.db"
    shutil.copyfile(record, path)
    store = open_store(str(path))
    for name, role in PEOPLE:
        accounts.put(store, name, role, PASSWORD)
    store.close()
    return path


@pytest.fixture
def ledger_file(with_accounts: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(with_accounts, tmp_path / "team.db"))


@pytest.fixture
def team(ledger_file: Path) -> Iterator[Visitor]:
    """An application over it; nobody has logged in."""
    with visiting(Settings(str(ledger_file), alone=False)) as found:
        yield found


def test_a_person_logs_in_and_leaves(team: Visitor) -> None:
    assert team.get("/").url.path == "/login"
    assert "Incidents" in said(team.log_in("Rhea Reader", PASSWORD))
    team.send("/leave")
    assert team.get("/incidents").url.path == "/login"


@pytest.mark.parametrize(("name", "password"), [("Rhea Reader", "wrong"), ("Nobody", PASSWORD)])
def test_a_wrong_name_or_password_is_told_alike(team: Visitor, name: str, password: str) -> None:
    answer = team.log_in(name, password)
    assert answer.status_code == 403
    assert "Name and password do not fit together" in said(answer)
    assert team.get("/incidents").url.path == "/login"


def test_a_cookie_from_before_the_login_is_of_no_use_after_it(team: Visitor) -> None:
    team.get("/login")
    planted = team.client.cookies[team.house.cookie()]
    team.log_in("Cody Coder", PASSWORD)
    assert team.client.cookies[team.house.cookie()] != planted
    team.client.cookies.clear()
    team.client.cookies.set(team.house.cookie(), planted)
    assert team.get("/incidents").url.path == "/login"


def test_a_second_login_ends_the_first_session(team: Visitor) -> None:
    team.log_in("Cody Coder", PASSWORD)
    first = team.client.cookies[team.house.cookie()]
    team.send("/login", {"name": "Cody Coder", "password": PASSWORD})
    team.client.cookies.clear()
    team.client.cookies.set(team.house.cookie(), first)
    assert team.get("/incidents").url.path == "/login"


def test_guessing_is_slowed_down_even_for_the_right_password(team: Visitor) -> None:
    for _ in range(5):
        team.log_in("Rhea Reader", "a guess")
    answer = team.log_in("Rhea Reader", PASSWORD)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert team.log_in("Cody Coder", PASSWORD).status_code == 200


def test_waiting_grows_and_ends() -> None:
    time = [0.0]
    throttle = accounts.Throttle(lambda: time[0])
    for _ in range(8):
        time[0] += 100
        throttle.look("ada", "10.0.0.1")
    with pytest.raises(accounts.ThrottledError):
        throttle.look("ada", "10.0.0.1")
    throttle.look("ada", "10.0.0.2")
    time[0] += 8.1
    throttle.look("ada", "10.0.0.1")


def test_one_address_cannot_try_many_names() -> None:
    throttle = accounts.Throttle(lambda: 0.0)
    for k in range(20):
        throttle.look(f"name {k}", "10.0.0.1")
    with pytest.raises(accounts.ThrottledError):
        throttle.look("another name", "10.0.0.1")


def test_tries_sent_all_at_once_are_no_more_than_one_after_the_other() -> None:
    throttle, looked_at = accounts.Throttle(lambda: 0.0), 0
    for _ in range(40):
        with suppress(accounts.ThrottledError):
            throttle.look("ada", "10.0.0.1")
            looked_at += 1
    assert looked_at == 5


def test_who_logs_in_rightly_is_never_slowed_down() -> None:
    throttle = accounts.Throttle(lambda: 0.0)
    for k in range(200):
        throttle.look(f"name {k % 3}", "10.0.0.1")
        throttle.succeeded(f"name {k % 3}", "10.0.0.1")


@pytest.mark.parametrize(("name", "allowed"), [("Ada Admin", True), ("Cody Coder", False), ("Rhea Reader", False)])
def test_only_admins_look_after_accounts(team: Visitor, name: str, allowed: bool) -> None:
    team.log_in(name, PASSWORD)
    assert team.get("/accounts").status_code == (200 if allowed else 403)
    new = {"name": "Newt", "role": "admin", "password": PASSWORD}
    assert team.send("/accounts/put", new).status_code == (200 if allowed else 403)
    assert ("Accounts" in said(team.get("/incidents"))) == allowed


Change = Callable[[Store], None]


@pytest.mark.parametrize(
    "change",
    [
        lambda store: accounts.put(store, "Cody Coder", "coder", PASSWORD + "!"),
        lambda store: accounts.change_role(store, "Cody Coder", "reader"),
        lambda store: accounts.drop(store, "Cody Coder"),
    ],
    ids=["password", "role", "dropped"],
)
def test_a_session_ends_when_its_account_changes(team: Visitor, ledger_file: Path, change: Change) -> None:
    team.log_in("Cody Coder", PASSWORD)
    assert team.get("/incidents").url.path == "/incidents"
    store = open_store(str(ledger_file))
    change(store)
    store.close()
    assert team.get("/incidents").url.path == "/login"


def test_there_is_always_an_admin(team: Visitor) -> None:
    team.log_in("Ada Admin", PASSWORD)
    for path, values in (("drop", {}), ("role", {"role": "coder"}), ("put", {"role": "coder", "password": PASSWORD})):
        answer = team.send(f"/accounts/{path}", {"name": "Ada Admin", **values})
        assert answer.status_code == 400
        assert "last admin" in said(answer)


def test_a_password_is_kept_as_a_hash_only(team: Visitor, ledger_file: Path) -> None:
    assert PASSWORD.encode() not in ledger_file.read_bytes()
    store = open_store(str(ledger_file))
    assert all(a.password.startswith("$argon2id$") for a in store.accounts())
    store.close()


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("ada", "king", PASSWORD), ("ada", "reader", "short"), ("", "reader", PASSWORD), ("a\nb", "reader", PASSWORD)],
)
def test_what_cannot_be_an_account_is_refused(ledger_url: str, name: str, role: str, password: str) -> None:
    store = open_store(ledger_url)
    with pytest.raises(RefusedError):
        accounts.put(store, name, role, password)
    assert store.accounts() == []
    store.close()


def test_accounts_and_the_owners_word_on_names_are_kept_on_both_databases(ledger_url: str) -> None:
    store = open_store(ledger_url)
    assert not store.shows_names()
    accounts.put(store, "zoe", "admin", PASSWORD)
    accounts.put(store, "Änne", "reader", PASSWORD)
    store.show_names(to_coders=True)
    store.close()
    again = open_store(ledger_url)
    assert [(a.name, a.role) for a in again.accounts()] == [("zoe", "admin"), ("Änne", "reader")]
    assert again.shows_names()
    again.show_names(to_coders=False)
    assert not again.shows_names()
    again.close()
