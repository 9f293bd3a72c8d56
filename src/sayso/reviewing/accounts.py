"""Accounts: passwords kept as argon2 hashes, logins throttled, and who a session belongs to by now."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from sayso.errors import ForbiddenError, NotFoundError, RefusedError
from sayso.ledger import Store
from sayso.ledger.accounts import Account
from sayso.reviewing.people import ROLES

SHORTEST, LONGEST = 12, 200
_LONGEST_NAME = 60
# a hash takes 64 MB for a moment: no more of them at once than this
_HASHING = threading.Semaphore(2)
_hasher = PasswordHasher()


class ThrottledError(ForbiddenError):
    """Too many logins failed; `seconds` until the next one is looked at."""

    seconds = 0


def put(store: Store, name: str, role: str, password: str) -> None:
    """Make an account, or give one another role and password; raises RefusedError for what cannot be one."""
    if role not in ROLES:
        raise RefusedError("role-unknown", f"there is no role {role!r}", hint=f"roles are {', '.join(ROLES)}")
    if not name.strip() or name != name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise RefusedError("account-name", "this cannot be an account's name", hint="letters, up to 60 of them")
    if not SHORTEST <= len(password) <= LONGEST:
        raise RefusedError(
            "password-length", f"a password has {SHORTEST} to {LONGEST} characters", hint="take a few words together"
        )
    _keep_an_admin(store, name, role)
    with _HASHING:
        hashed = _hasher.hash(password)
    store.put_account(name, role, hashed)


def change_role(store: Store, name: str, role: str) -> None:
    """Give an account another role; it logs in again."""
    found = existing(store, name)
    if role not in ROLES:
        raise RefusedError("role-unknown", f"there is no role {role!r}", hint=f"roles are {', '.join(ROLES)}")
    _keep_an_admin(store, name, role)
    store.put_account(name, role, found.password)


def drop(store: Store, name: str) -> None:
    """Take an account away; its sessions end, its decisions stay."""
    existing(store, name)
    _keep_an_admin(store, name, "")
    store.drop_account(name)


def existing(store: Store, name: str) -> Account:
    """The account of this name; raises NotFoundError."""
    found = store.account(name)
    if found is None:
        raise NotFoundError("account-unknown", f"there is no account {name!r}", hint="`sayso review accounts list`")
    return found


def _keep_an_admin(store: Store, name: str, role: str) -> None:
    others = [a for a in store.accounts() if a.name != name]
    mine = store.account(name)
    if mine is not None and mine.role == "admin" and role != "admin" and not any(a.role == "admin" for a in others):
        raise RefusedError("last-admin", "this is the last admin", where=name, hint="make another admin first")


def stamp(account: Account) -> str:
    """A mark that is another one as soon as password or role are: sessions begun before then end."""
    return hashlib.sha256(f"{account.role}\n{account.password}".encode()).hexdigest()[:20]


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")


def verified(store: Store, name: str, password: str) -> Account | None:
    """The account, if this is its password. An unknown name takes as long to refuse as a wrong password."""
    found = store.account(name)
    try:
        with _HASHING:
            _hasher.verify(found.password if found else _nobodys_hash(), password[:LONGEST])
    except (Argon2Error, InvalidHashError):
        return None
    return found


class Throttle:
    """Slows down who guesses passwords: by name and address together, by address, and by name."""

    # failures that are free before waiting begins, for each of the three
    _FREE = (5, 20, 50)
    _LONGEST_SECONDS = 900.0
    _MOST = 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[tuple[str, str], tuple[int, float]] = {}

    def look(self, name: str, address: str) -> None:
        """Raise ThrottledError where the next try must wait; else it counts as failed until it has succeeded.

        So many tries sent at once are no more than one after the other.
        """
        with self._lock:
            until = max(self._failed.get(key, (0, 0.0))[1] for key in _keys(name, address))
            wait = until - self._clock()
            if wait <= 0:
                self._count(name, address)
        if wait > 0:
            error = ThrottledError(
                "login-throttled", "too many logins failed", where=name, hint=f"try again in {wait:.0f} seconds"
            )
            error.seconds = int(wait) + 1
            raise error

    def _count(self, name: str, address: str) -> None:
        for key, free in zip(_keys(name, address), self._FREE, strict=True):
            count = self._failed.pop(key, (0, 0.0))[0] + 1
            wait = min(2.0 ** min(count - free, 20), self._LONGEST_SECONDS) if count >= free else 0.0
            self._failed[key] = (count, self._clock() + wait)
        while len(self._failed) > self._MOST:
            self._failed.pop(next(iter(self._failed)))

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of who has now logged in from there; of the address and the name only this one try."""
        own, *others = _keys(name, address)
        with self._lock:
            self._failed.pop(own, None)
            for key, free in zip(others, self._FREE[1:], strict=True):
                count, until = self._failed.pop(key, (0, 0.0))
                if count > 1:
                    self._failed[key] = (count - 1, until if count > free else 0.0)


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    return (name, address), ("", address), (name, "")
