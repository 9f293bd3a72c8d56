"""Mail: a message's text with sender, subject and day; its attachments are files of their own."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage

from sayso.errors import InputError
from sayso.gathering.html import prose
from sayso.model.report import Report

_HEADER = re.compile(
    rb"^(?:From|To|Cc|Date|Subject|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type|Reply-To|X-[\w-]+): ",
    re.I | re.M,
)
_MBOX = re.compile(rb"^From \S.*\d{4}\s*$", re.M)
_MOST_PARTS = 200


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the head of a message, or with that of a mailbox."""
    head = data[:4000].split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    return bool(_MBOX.match(data[:200])) or (
        bool(_HEADER.match(data[:100])) and len({m.group().lower() for m in _HEADER.finditer(head)}) >= 3
    )


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, or the one message."""
    starts = [m.start() for m in _MBOX.finditer(data)] if _MBOX.match(data[:200]) else []
    if not starts:
        yield data
        return
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        yield data[start:end].partition(b"\n")[2].replace(b"\n>From ", b"\nFrom ")


def read_mail(data: bytes, name: str, where: str) -> Iterator[Report | InputError | tuple[str, bytes]]:
    """The report of a message, then (name, bytes) of each file attached to it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    try:
        text = _body(message)
        subject, author, published = _said(message)
        attached = list(_attached(message, name))
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        yield InputError("mail-damaged", f"the message cannot be read: {error}", where=where, hint="export it again")
        return
    if text.strip():
        yield Report(
            id=name,
            text=text,
            title=subject,
            author=author,
            published=published,
            published_by="mail header" if published else None,
            path=where,
        )
    elif not attached:
        yield InputError("report-empty", "the message has no text", where=where, hint="leave it out")
    yield from attached


def _body(message: EmailMessage) -> str:
    """The plain text of a message, else the text of its page."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    return prose(text) if part.get_content_type() == "text/html" else text


def _said(message: EmailMessage) -> tuple[str | None, str | None, str | None]:
    """Subject, sender by name and the day in the sender's own time."""
    sender = email.utils.parseaddr(str(message.get("From", "")))[0]
    moment = email.utils.parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    return str(message.get("Subject") or "") or None, sender or None, moment.date().isoformat() if moment else None


def _attached(message: EmailMessage, name: str) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), 1):
        if number > _MOST_PARTS:
            return
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield f"{name}/{part.get_filename() or f'attachment-{number}'}", content
        elif part.get_content_type() == "message/rfc822":
            yield f"{name}/message-{number}.eml", part.get_payload(0).as_bytes()  # type: ignore[union-attr]
