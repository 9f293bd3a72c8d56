"""The project around the package: locks, make targets, the wheel, and that the checks see what they are there to see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run", "dev")
PYTHONS = ("3.11", "3.12", "3.13")


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pins(lock: str) -> dict[str, list[tuple[Requirement, int]]]:
    """The versions that a lock pins, each with the number of its hashes."""
    found: dict[str, list[tuple[Requirement, int]]] = {}
    for entry in (ROOT / f"requirements/{lock}.txt").read_text("utf-8").replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.startswith("#"):
            words, *hashes = entry.split("--hash=sha256:")
            requirement = Requirement(words.strip())
            found.setdefault(canonicalize_name(requirement.name), []).append((requirement, len(hashes)))
    return found


def declared(lock: str) -> list[Requirement]:
    """What pyproject.toml asks of a lock."""
    held = project()
    groups = held["dependency-groups"]
    asked = [*held["project"]["dependencies"], *groups["build"]]
    if lock == "dev":
        asked += held["project"]["optional-dependencies"]["postgres"]
        asked += [entry for entry in groups["dev"] if isinstance(entry, str)]
    return [Requirement(entry) for entry in asked]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_everything(lock: str) -> None:
    for pinned in pins(lock).values():
        for requirement, hashes in pinned:
            assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
            assert hashes, requirement


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
def test_a_lock_holds_what_the_project_asks_for_on_every_python(lock: str, python: str) -> None:
    environment = {**default_environment(), "python_version": python, "python_full_version": f"{python}.1"}
    pinned = pins(lock)
    for asked in declared(lock):
        held = [
            r for r, _ in pinned[canonicalize_name(asked.name)] if r.marker is None or r.marker.evaluate(environment)
        ]
        assert len(held) == 1, f"{asked.name} on Python {python}"
        assert asked.specifier.contains(str(held[0].specifier).removeprefix("=="))


def test_both_locks_pin_the_same_versions() -> None:
    run, dev = ({name: {str(r) for r, _ in held} for name, held in pins(lock).items()} for lock in LOCKS)
    assert run.items() <= dev.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_bound_to_no_machine_and_holds_no_torch(lock: str) -> None:
    text = (ROOT / f"requirements/{lock}.txt").read_text("utf-8")
    assert not re.findall(r"index-url|find-links|file:|https?://| @ |^-e|^/", text, re.M)
    assert not {name for name in pins(lock) if name.startswith(("torch", "nvidia", "triton"))}


def make(*args: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *args], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_make_target_that_is_promised_is_listed() -> None:
    listed = set(re.findall(r"^  make (\w+)", make("help").stdout, re.M))
    assert listed >= {"setup", "demo", "check", "test", "torture", "accuracy", "lock", "clean", "help"}


def test_accuracy_without_data_says_that_it_did_not_run() -> None:
    done = make("accuracy")
    assert done.returncode == 2
    assert done.stderr.startswith("not run: ")
    assert "DATA=DIR" in done.stderr


def pretending(folder: Path, name: str, script: str) -> None:
    """A program of that name that does what the script says."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def find_python(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(ROOT / "scripts/find_python.sh")],
        env={"PATH": str(path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_newest_python_that_really_runs_is_taken(tmp_path: Path) -> None:
    pretending(tmp_path, "python3.13", "echo 'a shim without a Python behind it' >&2; exit 127")
    pretending(tmp_path, "python3.12", f'exec "{sys.executable}" "$@"')
    pretending(tmp_path, "python3", "exit 1")
    assert find_python(tmp_path).stdout == f"{tmp_path}/python3.12\n"


def test_a_named_python_is_taken_though_others_are_newer(tmp_path: Path) -> None:
    pretending(tmp_path, "python3.13", f'exec "{sys.executable}" "$@"')
    pretending(tmp_path, "mine", f'exec "{sys.executable}" "$@"')
    assert find_python(tmp_path, PYTHON=f"{tmp_path}/mine").stdout == f"{tmp_path}/mine\n"


def test_where_there_is_no_python_it_says_which_are_wanted(tmp_path: Path) -> None:
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "Python 3.11, 3.12 or 3.13" in done.stderr


def test_a_python_that_cannot_make_environments_is_told_apart(tmp_path: Path) -> None:
    pretending(tmp_path, "python3.12", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert "python3.12-venv" in done.stderr


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*command, "-w", tmp_path, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wheel = zipfile.ZipFile(next(tmp_path.glob("sayso-*.whl")))
    package = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src/sayso").rglob("*") if p.is_file()}
    assert {name for name in package if "__pycache__" not in name} <= set(wheel.namelist())
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def check(script: str, root: Path) -> list[str]:
    """The faults that a check finds under a folder."""
    command = [sys.executable, str(ROOT / "scripts" / script), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert done.returncode in (0, 1)
    return done.stdout.splitlines() if done.returncode else []


def put(root: Path, **files: str) -> Path:
    """Write files under a folder; two underscores in a name stand for a slash, one at its end for `.py`."""
    for name, text in files.items():
        path = root / (name.removesuffix("_").replace("__", "/") + (".py" if name.endswith("_") else ".md"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import os\n", ":1: the module does not open with a docstring"),
        ('"""Owns it."""\n' * 301, " 301 lines, at most 300"),
        ('"""Owns it."""\n\n\ndef f():\n' + "    f()\n" * 45, ":4: f has 46 lines, at most 45"),
        ('"""Owns it."""\n\n\nclass A:\n    def f(self):\n' + "        f()\n" * 45, ":5: f has 46 lines"),
    ],
)
def test_the_check_of_shape_sees(tmp_path: Path, source: str, fault: str) -> None:
    (found,) = check("check_shape.py", put(tmp_path, src__sayso__room_=source))
    assert fault in found


def test_the_check_of_shape_lets_pass(tmp_path: Path) -> None:
    put(
        tmp_path,
        src__sayso__room_='"""Owns it."""\n\n\ndef f():\n' + "    f()\n" * 44 + "\n" * 252,
        src__sayso__benching__score_="import os\n" * 400,
    )
    assert check("check_shape.py", tmp_path) == []


@pytest.fixture
def documented(tmp_path: Path) -> Path:
    """A project with all pages that are wanted and nothing wrong in them."""
    page = "# A page\n\n## What is in it\n\nWords.\n"
    put(tmp_path, README=page, CONTRIBUTING=page, CHANGELOG=page, docs__architecture=page, docs__glossary=page)
    put(tmp_path, src__sayso__room_='"""Owns it."""\n\n\ndef f():\n    """Does it."""\n')
    (tmp_path / "Makefile").write_text("demo:\n", "utf-8")
    return tmp_path


GOOD = """
[a page](docs/glossary.md#what-is-in-it), [here](#what-is-in-it), [elsewhere](https://example.org/no), `src/sayso/*.py`,
`room.py`, `docs/`, `my-folder/mine.toml`, `sayso show`, `sayso …`, `make demo`. There is no `sayso fly` yet.

```sh
# sayso nothing
make demo && sayso demo --ledger x.db   # a comment
SAYSO_LEDGER=x.db sayso build a b \\
  --ledger x.db > out.txt
sayso show ID --json | head -5; .venv/bin/sayso --version
```

```console
$ sayso incidents
sayso prints this
```
"""


def test_the_check_of_docs_lets_pass(documented: Path) -> None:
    (documented / "README.md").write_text("# Name\n\n## What is in it\n" + GOOD, "utf-8")
    assert check("check_docs.py", documented) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](none.md)", "leads nowhere: none.md"),
        ("![a](none.png)", "leads nowhere: none.png"),
        ('<img src="none.png">', "leads nowhere: none.png"),
        ("[a](architecture.md#none)", "no heading there is called so"),
        ("[a](#none)", "no heading there is called so"),
        ("[a](../other/README.md)", "the link leads"),
        ("see src/sayso/none.py.", "no such file: src/sayso/none.py"),
        ("```\ntests/none/\n```", "no such file: tests/none/"),
        ("see `none.py`", "no such file: none.py"),
        ("see `make none`", "no target none"),
        ("```sh\nmake none\n```", "no target none"),
        ("```sh\nsayso none\n```", "sayso has no command none"),
        ("```sh\nsayso codebook none\n```", "sayso codebook has no command none"),
        ("```sh\nls | sayso build --none x\n```", "--none"),
        ("```sh\nsayso build\n```", "Missing argument"),
        ("```console\n$ sayso none\nanswer\n```", "sayso has no command none"),
        ("see `sayso none`", "sayso has no command none"),
        ("see `sayso build --none`", "--none"),
        ("@@PICTURE@@", "is unfinished"),
    ],
)
def test_the_check_of_docs_sees(documented: Path, text: str, fault: str) -> None:
    put(documented, docs__glossary=f"# A page\n\n## What is in it\n\n{text}\n")
    found = check("check_docs.py", documented)
    assert len(found) == 1
    assert fault in found[0]
    assert found[0].startswith("docs/glossary.md:")


def test_the_check_of_docs_misses_pages_and_docstrings(documented: Path) -> None:
    (documented / "CHANGELOG.md").unlink()
    source = '"""Owns it."""\n\n\nclass A:\n    """Is it."""\n\n    def f(self): ...\n    def _g(self): ...\n'
    put(documented, src__sayso__room_=source)
    assert check("check_docs.py", documented) == [
        "CHANGELOG.md: is wanted and is not there",
        "src/sayso/room.py:7: A.f does not say what it is for",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one\r\n", "carriage returns"),
        ("x" * 1_000_001, "bytes, at most"),
        ("see /" + "work/main", ":1: names a path of one machine"),
        ("\nopen('/" + "tmp/x')", ":2: names a path of one machine"),
        ("/" + "home/somebody/x", ":1: names a path of one machine"),
    ],
)
def test_the_check_of_files_sees(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (found,) = check("check_files.py", tmp_path)
    assert fault in found


def test_the_check_of_files_lets_pass(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://example.org/" + "work/x/ and /usr/lib/postgresql\n", "utf-8")
    (tmp_path / "b.bin").write_bytes(b"\0\r\n/" + b"tmp/")
    assert check("check_files.py", tmp_path) == []
