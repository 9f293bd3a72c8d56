"""Every command's help shows an example that runs as printed, and starting a command loads no more than it needs."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from sayso.cli.app import app
from tests.running import run

run("--help")  # by which the commands have registered
GROUP = typer.main.get_command(app)


def commands(group: Any = GROUP, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands())


@pytest.fixture(params=ALL, ids=" ".join)
def words(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return tuple(request.param)


def example(words: tuple[str, ...]) -> list[str]:
    """The words of the example that a command's help shows, without what the shell takes away."""
    shown = [line.strip() for line in run(*words, "--help").out.splitlines() if line.strip().startswith("Example:")]
    assert len(shown) == 1, f"{words}: one example line is wanted"
    line, _, _ = shown[0].removeprefix("Example:").partition(" > ")
    return shlex.split(line)


def test_every_command_that_the_contract_names_is_there() -> None:
    assert {" ".join(w) for w in ALL} >= {
        "demo",
        "build",
        "read",
        "incidents",
        "show",
        "reconcile",
        "changes",
        "publish",
        "bench",
        "codebook check",
        "codebook test",
        "codebook new",
        "codebook show",
    }


def test_the_help_of_a_command_shows_an_example_that_parses(words: tuple[str, ...]) -> None:
    found = example(words)
    assert found[: len(words) + 1] == ["sayso", *words]
    command = ALL[words]
    context = command.make_context(" ".join(words), found[len(words) + 1 :])
    assert context.params


def test_the_help_of_a_command_fits_and_says_what_it_does(words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert len(ALL[words].help or "") > 20
    for option in ALL[words].params:
        assert getattr(option, "help", None), f"{words}: {option.name} is not explained"


def test_the_list_of_commands_names_each_with_a_sentence() -> None:
    listed = run("--help").out
    for name, *_ in ALL:
        assert f"\n  {name} " in listed


@pytest.mark.parametrize("args", [["nonsense"], ["build"], ["read", "--layer", "tea"], ["show"], ["--nonsense"]])
def test_a_command_line_that_makes_no_sense_is_refused(args: list[str]) -> None:
    done = run(*args)
    assert done.status == 2
    assert "Error" in done.err
    assert "Traceback" not in done.err


def loaded(*args: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends."""
    program = (
        "import sys\n"
        "from sayso.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('loaded ' + ' '.join({m.split('.')[0] for m in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *args], capture_output=True, text=True, check=True)
    return set(done.stderr.rsplit("loaded ", 1)[1].split())


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"], ["codebook", "show", "common"]])
def test_a_command_that_reads_nothing_loads_no_heavy_library(args: list[str]) -> None:
    assert not loaded(*args) & {"spacy", "thinc", "numpy", "trafilatura", "lxml", "sqlalchemy", "jinja2", "sklearn"}


def test_looking_into_a_ledger_loads_no_language_model(record: Path) -> None:
    assert not loaded("incidents", "--ledger", str(record)) & {"spacy", "thinc", "trafilatura"}


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert run("--version").out == f"sayso {version('sayso')}\n"
