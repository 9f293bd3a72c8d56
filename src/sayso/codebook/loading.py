"""Codebook files become Codebooks: bundled ones by name, a user's own by path; unknown keys are refused."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sayso.codebook import schema
from sayso.codebook.lexicon import Lexicon
from sayso.codebook.places import is_places, load_places
from sayso.codebook.policies import check_policies
from sayso.errors import CodebookError

_LANGUAGE_KEYS = (
    "people",
    "counting",
    "uncounted",
    "numerals",
    "names",
    "calendar",
    "sentences",
    "credits",
    "furniture",
    "regions",
    "press",
    "organisations",
    "grammar",
    "contexts",
    "superlatives",
    "questions",
    "languages",
    "policies",
    "foremost",
)
T = TypeVar("T")


def bundled() -> list[str]:
    """Names of the codebooks that come with sayso, language book first.

    >>> "common" in bundled()
    True
    """
    folder = resources.files("sayso.codebook") / "books"
    names = sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
    return sorted(names, key=lambda n: (n != "english", n != "common", n))


def load(name_or_path: str) -> schema.Codebook:
    """The codebook of that bundled name, or in that file; raises CodebookError."""
    if name_or_path in bundled():
        text = (resources.files("sayso.codebook") / "books" / f"{name_or_path}.toml").read_text("utf-8")
        return parse(text, name_or_path)
    path = Path(name_or_path)
    if not path.is_file():
        raise CodebookError(
            "codebook-unknown",
            f"there is no codebook {name_or_path!r}",
            where=name_or_path,
            hint=f"bundled ones are {', '.join(bundled())}; a codebook of your own is named by its path",
        )
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(
            "codebook-not-read", f"the file is no UTF-8 text: {error}", where=str(path), hint="save it as UTF-8"
        ) from error
    return parse(text, str(path))


def parse(text: str, where: str) -> schema.Codebook:
    """A codebook from its TOML text; `where` is shown in errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError("codebook-not-toml", str(error), where=where, hint="mend the line named") from error
    book = table.pop("book", None)
    if table.pop("schema", None) != 1 or not isinstance(book, dict) or "name" not in book:
        raise CodebookError(
            "codebook-incomplete",
            "a codebook begins with schema = 1 and a [book] with a name",
            where=where,
            hint="`sayso codebook show common` prints one to compare with",
        )
    settings = {key: table.pop(key) for key in _LANGUAGE_KEYS if key in table}
    check_policies(_table(settings.get("policies", {}), "policies", where), where)
    odd = sorted(set(book) - {"name", "kind", "version", "about"})
    if odd:
        raise _unknown(odd[0], "[book]", where, ["name", "kind", "version", "about"])
    classes = {n: _table(c, n, where) for n, c in _table(table.pop("classes", {}), "classes", where).items()}
    built = schema.Codebook(
        name=str(book["name"]),
        kind=str(book.get("kind", "domain")),
        version=str(book.get("version", "1")),
        about=str(book.get("about", "")),
        digest=hashlib.sha256(text.encode()).hexdigest()[:16],
        qualifiers=_many(schema.Qualifier, table.pop("qualifiers", []), where),
        classes=tuple(_one(schema.NounClass, {"name": n, **c}, where) for n, c in classes.items()),
        measures=_many(schema.Measure, table.pop("measures", []), where, book=str(book["name"])),
        events=_many(schema.EventType, table.pop("events", []), where, book=str(book["name"])),
        roles=_many(schema.Role, table.pop("roles", []), where),
        actors=_many(schema.Actor, table.pop("actors", []), where),
        identities=_many(schema.Identity, table.pop("identities", []), where, book=str(book["name"])),
        standings=_many(schema.Standing, table.pop("standings", []), where),
        background=_one(schema.Background, _table(table.pop("background", {}), "background", where), where),
        speech=_one(schema.Speech, _table(table.pop("speech", {}), "speech", where), where),
        settings=settings,
    )
    if table:
        raise _unknown(next(iter(table)), "the codebook", where, ["qualifiers", "classes", "measures", "events"])
    return built


_TABLES: dict[type, str] = {
    schema.Qualifier: "qualifiers",
    schema.Measure: "measures",
    schema.EventType: "events",
    schema.Role: "roles",
    schema.Actor: "actors",
    schema.Identity: "identities",
    schema.Standing: "standings",
    schema.Example: "examples",
}


def _many(kind: type[T], rows: Any, where: str, **extra: Any) -> tuple[T, ...]:
    name = _TABLES.get(kind, kind.__name__)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _misshapen(f"{name!r} are no tables", where, f"write each as [[{name}]] with its keys below")
    return tuple(_one(kind, {**row, **extra}, where) for row in rows)


def _one(kind: type[T], row: dict[str, Any], where: str) -> T:
    """A schema object from its table; lists become tuples, nested tables their own objects."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(row) - known)
    if unknown:
        raise _unknown(unknown[0], f"{kind.__name__} {row.get('name', '')!r}", where, sorted(known))
    entry = f"{kind.__name__} {row.get('name', '')!r}"
    wanted = get_type_hints(kind)
    values = {key: _value(key, value, wanted[key], entry, where) for key, value in row.items()}
    missing = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]  # type: ignore[arg-type]
    for key in missing:
        if key not in values:
            raise CodebookError(
                "codebook-incomplete", f"{entry} has no {key!r}", where=where, hint="give the missing key"
            )
    return kind(**values)


def _value(key: str, value: Any, wanted: Any, entry: str, where: str) -> Any:
    """A value of a codebook as its schema wants it; raises CodebookError where it is of another kind."""
    if key == "interval":
        return _one(schema.Interval, _table(value, key, where), where)
    if key == "examples":
        return _many(schema.Example, value, where)
    if wanted == schema.Words:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise _misshapen(f"{key!r} of {entry} is no list of words", where, f'write {key} = ["…", "…"]')
        return tuple(value)
    if get_origin(wanted) is dict:
        table = _table(value, key, where)
        return {name: tuple(words) if isinstance(words, list) else words for name, words in table.items()}
    kinds = tuple(k for k in get_args(wanted) or (wanted,) if isinstance(k, type))
    if float in kinds:
        kinds += (int,)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise _misshapen(f"{key!r} of {entry} is {value!r}", where, f"it should be {_named(kinds)}")
    return value


def _named(kinds: tuple[type, ...]) -> str:
    names = {str: "words in quotes", int: "a whole number", float: "a number", bool: "true or false"}
    return " or ".join(dict.fromkeys(names[k] for k in kinds if k in names))


def _table(value: Any, key: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _misshapen(f"{key!r} is no table", where, f"write [{key}] and its keys below")
    return value


def _misshapen(what: str, where: str, hint: str) -> CodebookError:
    return CodebookError("codebook-shape", what, where=where, hint=hint)


def _unknown(key: str, of: str, where: str, known: list[str]) -> CodebookError:
    return CodebookError(
        "codebook-unknown-key", f"{key!r} is no key of {of}", where=where, hint=f"known keys: {', '.join(known)}"
    )


def lexicon(names: tuple[str, ...] = ()) -> Lexicon:
    """The compiled lexicon of the named codebooks (all bundled ones by default) and files of places."""
    own = [load_places(name) for name in names if is_places(name)]
    books = _compiled(tuple(name for name in names if not is_places(name)))
    if not own:
        return books
    places = tuple(place for told, _ in own for place in told)
    return replace(books, places=places, books=(*books.books, *(mark for _, mark in own)))


@lru_cache(maxsize=8)
def _compiled(names: tuple[str, ...]) -> Lexicon:
    wanted = list(names) or bundled()
    for always in ("common", "english"):
        if always not in wanted:
            wanted.insert(0, always)
    return compile_books([load(name) for name in wanted])


def compile_books(books: Iterable[schema.Codebook]) -> Lexicon:
    """One lexicon of several books; a measure named twice has the words of both."""
    return Lexicon.of(sorted(books, key=lambda b: (b.kind != "language", b.name != "common", b.name)))
