"""Who is at the other end: sessions kept in this process's memory, known to browsers by a random cookie."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field

_LONGEST_SECONDS = 12 * 3600
_MOST = 10_000


@dataclass(slots=True)
class Session:
    """One person's stay. `stamp` is the mark of the password that it was begun with, "" for one person alone.

    `parcel` is the file that was looked at last and may now be taken in.
    """

    person: str
    stamp: str
    until: float
    notices: list[str] = field(default_factory=list)
    parcel: str = ""


class Sessions:
    """All stays, by the hash of their cookie; none is written to a disk, so a new start ends them all."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._held: dict[str, Session] = {}

    def begin(self, person: str, stamp: str = "", seconds: float = _LONGEST_SECONDS) -> str:
        """The cookie of a new stay. It is always a fresh one: no cookie from before a login is of use after it."""
        token = secrets.token_urlsafe(32)
        now = time.monotonic()
        with self._lock:
            self._held = {k: s for k, s in self._held.items() if s.until > now}
            while len(self._held) >= _MOST:
                self._held.pop(next(iter(self._held)))
            self._held[_hash(token)] = Session(person, stamp, now + seconds)
        return token

    def find(self, token: str) -> Session | None:
        """The stay that a cookie stands for."""
        with self._lock:
            found = self._held.get(_hash(token))
        return found if found is not None and found.until > time.monotonic() else None

    def end(self, token: str) -> None:
        """Let go of a stay."""
        with self._lock:
            self._held.pop(_hash(token), None)

    def form_token(self, token: str) -> str:
        """What every form shown to the holder of a cookie carries, and only that holder's."""
        return hmac.new(self._secret, token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def is_form_token(self, token: str, given: str) -> bool:
        """Whether a form was made for the holder of this cookie."""
        return bool(token) and hmac.compare_digest(self.form_token(token).encode(), given.encode("utf-8", "replace"))


class OneTimeLink:
    """A key that opens one stay, once."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(32)
        self._lock = threading.Lock()
        self._used = False

    def use(self, key: str) -> bool:
        """Whether the key is right and was never used; from now on it is used."""
        with self._lock:
            right = not self._used and hmac.compare_digest(self.key.encode(), key.encode("utf-8", "replace"))
            self._used = self._used or right
            return right


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
