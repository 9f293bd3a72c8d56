"""Holds the docs to the project: what they link to, name or tell to type must be there.

    python scripts/check_docs.py [ROOT]

Every relative link resolves, heading and all; every file, folder and make target named exists; every `sayso` command
line parses against the application; every public function, class and method of the package says what it is for.
Prints what is wrong, one line each, and ends with 1 where something is.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typer

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "src/sayso"
COPIED = frozenset({"benching/score.py", "benching/layers.py"})
WANTED = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/glossary.md")
# The past is told in words of its time: of the changelog only the links must hold.
PAST = frozenset({"CHANGELOG.md"})

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)|^\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)", re.M)
TAG_LINK = re.compile(r"<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)=[\"']([^\"']+)", re.I)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
FENCE = re.compile(r"^( *)(`{3,}|~{3,})([^\n`]*)\n(.*?)^ *\2`*~* *$", re.M | re.S)
CODE = re.compile(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)", re.S)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.M)
# A name that begins with a folder of the project, wherever it stands.
ROOTED = re.compile(r"(?<![\w./~-])(?:src|tests|docs|scripts|requirements|\.ci)/[\w./*-]*")
BARE = re.compile(r"[\w-]+(?:/[\w.*-]+)*\.py|Makefile|pyproject\.toml|LICENSE|[\w-]+(?:/[\w.*-]+)+/?")
MAKE = re.compile(r"(?:^|[\s;&|])make ([a-z][\w-]*)")
SAYSO = re.compile(r"(?:\w+=\S* +)*(?:\S*/)?sayso(?=\s|$)(.*)", re.S)
# What is promised, or said to be missing, need not be there.
NOT_THERE = re.compile(r"\byet\b|\b(?:do|does) not exist\b|\bto come\b")
UNFINISHED = re.compile(r"@@\w+@@|\bTODO\b|\bFIXME\b|\bXXX\b")
SHELL = frozenset({"", "sh", "bash", "shell", "console"})


@dataclass(frozen=True)
class Page:
    """One page of the docs: where it stands, its words without fenced blocks, and the blocks with their language."""

    name: str
    text: str
    prose: str
    blocks: list[tuple[int, str, str]]

    def paragraph(self, position: int) -> str:
        """The paragraph or list item that a position lies in."""
        start = max((m.end() for m in re.finditer(r"\n\s*\n|\n(?=\s*[-*+] )", self.prose[:position])), default=0)
        end = re.compile(r"\n\s*\n|\n(?=\s*[-*+] )").search(self.prose, position)
        return self.prose[start : end.start() if end else None]

    def line(self, position: int) -> str:
        """File and line, as editors understand it."""
        return f"{self.name}:{self.text.count(chr(10), 0, position) + 1}"


def page(root: Path, name: str) -> Page:
    """A page as the checks want it; prose keeps its positions, blocks being blanked out."""
    text = (root / name).read_text("utf-8")
    blocks = [(m.start(4), m[3].strip().split(" ")[0].lower(), m[4]) for m in FENCE.finditer(text)]
    return Page(name, text, FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text), blocks)


def pages(root: Path) -> Iterator[Page]:
    """README, CONTRIBUTING, the changelog and all of docs/."""
    top = (name for name in WANTED if "/" not in name and (root / name).is_file())
    for name in (*top, *(p.relative_to(root).as_posix() for p in sorted((root / "docs").rglob("*.md")))):
        yield page(root, name)


def headings(text: str) -> set[str]:
    """The anchors that a forge gives to the headings of a page."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        anchor = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        again = sum(a == anchor or re.fullmatch(rf"{re.escape(anchor)}-\d+", a) is not None for a in found)
        found.add(f"{anchor}-{again}" if again else anchor)
    return found


def links(root: Path, of: Page) -> Iterator[str]:
    """Links that lead nowhere."""
    prose = CODE.sub(lambda m: " " * len(m[0]), of.prose)
    for match in (*LINK.finditer(prose), *TAG_LINK.finditer(prose)):
        target = next(g for g in match.groups() if g)
        if ELSEWHERE.match(target):
            continue
        path, _, anchor = unquote(target).partition("#")
        aim = (root / of.name).parent / path if path else root / of.name
        if not aim.exists():
            yield f"{of.line(match.start())}: the link leads nowhere: {target}"
        elif not aim.resolve().is_relative_to(root.resolve()):
            yield f"{of.line(match.start())}: the link leads out of the project: {target}"
        elif anchor and aim.suffix == ".md" and anchor.lower() not in headings(aim.read_text("utf-8")):
            yield f"{of.line(match.start())}: no heading there is called so: {target}"


def exists(root: Path, name: str) -> bool:
    """Whether a path, perhaps with asterisks, is there."""
    return any(root.glob(name)) if "*" in name else (root / name).exists()


def paths(root: Path, of: Page) -> Iterator[str]:
    """Files and folders that are named and are not there."""
    for match in ROOTED.finditer(LINK.sub(lambda m: " " * len(m[0]), of.text)):
        name = match[0].rstrip(".-")
        if not exists(root, name):
            yield f"{of.line(match.start())}: there is no such file: {name}"
    rooms = {p.name for p in (root / PACKAGE).iterdir() if p.is_dir()} if (root / PACKAGE).is_dir() else set()
    for match in CODE.finditer(LINK.sub(lambda m: " " * len(m[0]), of.prose)):
        name = match[2].strip()
        if not BARE.fullmatch(name) or ROOTED.match(name):
            continue
        first, _, rest = name.rstrip("/").partition("/")
        if not rest:
            there = exists(root, name) or any((root / "src").rglob(name)) or any((root / "tests").rglob(name))
        else:
            there = first not in rooms or exists(root / PACKAGE, name)
        if not there:
            yield f"{of.line(match.start())}: there is no such file: {name}"


def shell_lines(language: str, block: str) -> Iterator[tuple[int, str]]:
    """Offset and text of what a reader would type; in a block that shows a prompt, only what follows the prompt."""
    joined = re.sub(r"\\\n", "  ", block)
    prompted = re.search(r"^\s*\$ ", joined, re.M) is not None
    if not prompted and language not in SHELL:
        return
    position = 0
    for line in joined.split("\n"):
        typed = re.match(r"\s*\$ (.*)", line) if prompted else re.match(r"\s*(.*)", line)
        if typed:
            yield position, typed[1]
        position += len(line) + 1


def typed(of: Page) -> Iterator[tuple[int, str, bool]]:
    """Position and text of every command named, and whether it stands whole, in a block."""
    for start, language, block in of.blocks:
        for offset, line in shell_lines(language, block):
            yield start + offset, line, True
    for match in CODE.finditer(of.prose):
        if not NOT_THERE.search(of.paragraph(match.start())):
            yield match.start(), " ".join(match[2].split()), False


def simple(line: str) -> Iterator[str]:
    """The simple commands of a shell line: without comment, redirections and what joins them."""
    lexer = shlex.shlex(line, posix=False, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words: list[str] = []
    redirected = False
    for word in lexer:
        if set(word) <= set("|&;"):
            yield " ".join(words)
            words = []
        elif set(word) <= set("<>"):
            redirected = True
        elif redirected:
            redirected = False
        else:
            words.append(word)
    yield " ".join(words)


@cache
def application() -> Any:
    """The command line application with all its commands: a click group, whoever's copy of click it is made of."""
    import importlib
    import pkgutil

    import sayso.cli
    from sayso.cli.app import app

    for module in pkgutil.iter_modules(sayso.cli.__path__):
        importlib.import_module(f"sayso.cli.{module.name}")
    return typer.main.get_command(app)


def refusal(words: list[str], *, whole: bool) -> str | None:
    """Why the application would not take these words; one that stands in a sentence may lack its arguments."""
    command, path = application(), "sayso"
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return f"{path} has no command {words[0]}"
        command, path, words = command.commands[words[0]], f"{path} {words[0]}", words[1:]
    # a group alone shows its help
    whole = whole and (bool(words) or not hasattr(command, "commands"))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            if whole:
                command.make_context(path, list(words))
            else:
                command.make_parser(command.context_class(command, info_name=path)).parse_args(list(words))
    except typer.Exit:
        return None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return str(error.format_message())
    return None


def commands(root: Path, of: Page) -> Iterator[str]:
    """Commands that cannot be typed so."""
    makefile = root / "Makefile"
    targets = set(re.findall(r"^([\w-]+):", makefile.read_text("utf-8"), re.M)) if makefile.is_file() else set()
    for position, line, whole in typed(of):
        for name in MAKE.findall(line) if whole or line.startswith("make ") else ():
            if name not in targets:
                yield f"{of.line(position)}: the Makefile has no target {name}"
        if "sayso" not in line:
            continue
        try:
            parts = list(simple(line))
        except ValueError:
            if whole:
                yield f"{of.line(position)}: no shell would take this line: {line}"
            continue
        for part in parts:
            match = SAYSO.fullmatch(part)
            # "sayso …" stands for any command
            if match and "…" not in part and (why := refusal(shlex.split(match[1]), whole=whole)):
                yield f"{of.line(position)}: {part.strip()}: {why}"


def undocumented(name: str, body: list[ast.stmt], owner: str = "") -> Iterator[str]:
    """Public functions, classes and methods without a docstring."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        decorators = {ast.unparse(d).rpartition(".")[2] for d in node.decorator_list}
        if not ast.get_docstring(node) and not decorators & {"overload", "override", "setter", "deleter"}:
            yield f"{name}:{node.lineno}: {owner}{node.name} does not say what it is for"
        if isinstance(node, ast.ClassDef):
            yield from undocumented(name, node.body, f"{owner}{node.name}.")


def faults(root: Path) -> Iterator[str]:
    """All that is wrong."""
    yield from (f"{name}: is wanted and is not there" for name in WANTED if not (root / name).is_file())
    for of in pages(root):
        yield from links(root, of)
        yield from (f"{of.line(m.start())}: is unfinished: {m[0]}" for m in UNFINISHED.finditer(of.text))
        if of.name not in PAST:
            yield from paths(root, of)
            yield from commands(root, of)
    package = root / PACKAGE
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).as_posix() not in COPIED:
            name = path.relative_to(root).as_posix()
            yield from undocumented(name, ast.parse(path.read_text("utf-8"), name).body)


def main() -> None:
    found = list(faults(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT))
    print("\n".join(found) if found else "docs: all links, names and commands hold")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
