"""`schema`: the JSON Schema of each kind of data file, as text."""

import json

from giftplan.book import kinds
from giftplan.book.book import Book
from giftplan.book.kinds import Kind
from giftplan.output.json.document import escaped
from giftplan.reports.schema.files import file_of
from giftplan.reports.schema.whole import schema_of


def schema_text(book: Book, kind: Kind) -> str:
    """The schema of one kind, a line for each of its keys."""
    text = json.dumps(schema_of(book, kind), ensure_ascii=False, allow_nan=False, indent=2)
    return "".join(f"{escaped(row)}\n" for row in text.split("\n"))


def schema_files(book: Book) -> dict[str, str]:
    """The schema of every kind, by its path in the data folder."""
    return {file_of(kind): schema_text(book, kind) for kind in kinds.KINDS}
