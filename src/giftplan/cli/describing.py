"""What `schema` does: list the kinds of data files, print a schema, or write them for an editor."""

import json
from collections.abc import Sequence
from pathlib import Path

from giftplan.book.kinds import KINDS
from giftplan.book.kinds import PARTNER
from giftplan.book.kinds import Kind
from giftplan.book.writing import create
from giftplan.book.writing import rewrite
from giftplan.cli.context import Context
from giftplan.errors import CannotWorkError
from giftplan.output.json.schema import schema_text
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import line
from giftplan.output.screen.schema import editor_screen
from giftplan.output.screen.schema import kinds_screen
from giftplan.output.screen.schema import written_screen
from giftplan.output.words import listed as in_words
from giftplan.reports.schema.files import editor_schemas
from giftplan.reports.schema.files import file_of
from giftplan.reports.schema.files import modeline
from giftplan.reports.schema.written import NEW
from giftplan.reports.schema.written import SAME
from giftplan.reports.schema.written import Schema
from giftplan.reports.schema.written import compared
from giftplan.reports.schema.written import is_ours
from giftplan.reports.schema.written import kind_told


def listed(call: Context) -> int:
    """Every kind of file on a screen."""
    call.show(kinds_screen(call.folder, [kind_told(kind) for kind in KINDS], call.width))
    return 0


def described(call: Context, kind: Kind) -> int:
    """One kind's schema, and how a file names it."""
    call.write(schema_text(call.book(), kind))
    call.note(f"with --write, a file such as {call.shown(kind.example)} names it: {modeline(kind, kind.example)}")
    return 0


def wrote(call: Context, wanted: Kind | None, dry_run: bool) -> int:
    """The schemas into the data folder, where they are new or changed."""
    book = call.book()
    kinds = KINDS if wanted is None else (wanted,)
    texts = {file_of(kind): schema_text(book, kind) for kind in kinds}
    there = {path: text for path in texts if (text := _there(call, path)) is not None}
    schemas = compared(kinds, texts, there, call.folder)
    call.show(written_screen(schemas, dry_run, call.width))
    if lost := sorted(path for path in book.lost if "/" not in path):
        call.note(f"without the ids and words of {in_words(lost)}: giftplan check says what is wrong")
    if dry_run:
        is_needed = any(schema.state != SAME for schema in schemas)
        again = f"giftplan schema {wanted.word + ' ' if wanted else ''}--write"
        call.show([BLANK, line(f"To write them: {again}" if is_needed else "Nothing to write")])
        return 0
    _write(call.root, schemas)
    if not call.quiet:
        path = (wanted or PARTNER).example
        call.show(editor_screen(_setting(call, kinds), modeline(wanted or PARTNER, path), call.shown(path), call.width))
    return 0


def _there(call: Context, path: str) -> str | None:
    """The text of the file that is there; what giftplan did not write is never written over."""
    file = call.root / path
    if file.exists() and not file.is_file():
        raise CannotWorkError(f"{call.shown(path)} is no file: move it away, and try again")
    try:
        text = file.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotWorkError(f"{call.shown(path)} cannot be read: {error.strerror}") from error
    if not is_ours(text):
        raise CannotWorkError(f"{call.shown(path)} was not written by giftplan: move it away, and try again")
    return text


def _write(root: Path, schemas: list[Schema]) -> None:
    for schema in schemas:
        if schema.state == NEW:
            create(root, [schema.path], schema.text.encode())
        elif schema.state != SAME:
            rewrite(root, schema.path, schema.text.encode())


def _setting(call: Context, kinds: Sequence[Kind]) -> list[str]:
    """The lines of VS Code's setting, seen from the top of the repository."""
    files = {file_of(kind).rpartition("/")[2] for kind in kinds}
    every = editor_schemas(call.folder_in_repository).items()
    setting = {"yaml.schemas": {schema: globs for schema, globs in every if schema.rpartition("/")[2] in files}}
    return json.dumps(setting, ensure_ascii=False, indent=2).split("\n")
