"""`sayso review` as a process of its own: it prints a link, serves the record, and ends quietly with Ctrl-C."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from tests.running import run

PROGRAM = "from sayso.cli import main; main()"


def visit(place: SplitResult) -> None:
    """Come in by the link and look at the incidents."""
    assert (place.hostname, bool(place.port)) == ("127.0.0.1", True)
    connection = HTTPConnection(str(place.hostname), place.port, timeout=20)
    connection.request("GET", f"{place.path}?{place.query}")
    entered = connection.getresponse()
    entered.read()
    cookie = str(entered.headers["set-cookie"]).partition(";")[0]
    connection.request("GET", "/incidents", headers={"Cookie": cookie})
    shown = connection.getresponse()
    assert (shown.status, b"Incidents" in shown.read()) == (200, True)
    connection.close()


def test_it_prints_a_link_serves_and_ends_with_ctrl_c(record: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "review", "--port", "0", "--ledger", str(record), "--log"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        link = next(m[0] for line in process.stdout if (m := re.search(r"http://\S+", line)))
        place = urlsplit(link)
        visit(place)
        process.send_signal(signal.SIGINT)
        rest, log = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in log
    assert "GET /incidents 200" in log
    assert place.query.partition("=")[2] not in rest + log


def test_accounts_are_added_listed_and_dropped(tmp_path: Path, samples: Path) -> None:
    ledger = tmp_path / "team.db"
    assert run("build", samples / "carried-again.jsonl", "--ledger", ledger).status == 0
    for name, role in (("robin", "admin"), ("sam", "reader")):
        command = [
            sys.executable,
            "-c",
            PROGRAM,
            "review",
            "accounts",
            "add",
            name,
            "--role",
            role,
            "--ledger",
            str(ledger),
        ]
        done = subprocess.run(command, input="nine green lanterns\n", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "lanterns" not in done.stdout + done.stderr
    listed = run("review", "accounts", "list", "--json", "--ledger", ledger).json
    assert [(a["name"], a["role"]) for a in listed] == [("robin", "admin"), ("sam", "reader")]
    assert run("review", "accounts", "drop", "robin", "--ledger", ledger).errors[0]["reference"] == "last-admin"
    assert run("review", "accounts", "drop", "sam", "--ledger", ledger).status == 0
    assert "sam" not in run("review", "accounts", "list", "--ledger", ledger).out


def test_a_port_that_is_taken_is_told(record: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("review", "--port", str(taken.getsockname()[1]), "--ledger", record)
    assert done.status == 2
    assert done.errors[0]["reference"] == "port-taken"
