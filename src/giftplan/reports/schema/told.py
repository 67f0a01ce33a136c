"""The words on fields and files: what stands under each field in the source of the records, read as text.

The records themselves do not carry them: what every command imports would become slower for what one shows.
"""

import ast
from functools import lru_cache
from importlib import import_module
from inspect import cleandoc
from inspect import getsource

from giftplan.book.kinds import Kind

_NAMES = {"id": "Id", "vat_percent": "VAT percent"}


def field_words(record: type) -> dict[str, str]:
    """What each field of a record means, by its name in the program."""
    return _of_module(record.__module__).get(record.__name__, {})


def title_of(field: str) -> str:
    """A field's name in plain words."""
    return _NAMES.get(field) or field.replace("_", " ").capitalize()


def meaning_of(kind: Kind) -> str:
    """What a kind of file is: what the module of its record says behind the file's name."""
    module = import_module(f"giftplan.records.{kind.model.partition(':')[0]}")
    said = cleandoc(module.__doc__ or "").partition("\n")[0].partition(": ")[2]
    return said[:1].upper() + said[1:]


@lru_cache(maxsize=32)
def _of_module(name: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(getsource(import_module(name)))
    return {node.name: _of_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_class(node: ast.ClassDef) -> dict[str, str]:
    """The text that stands under each field."""
    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and (said := _text(below)):
            found[ast.unparse(field.target)] = " ".join(said.split())
    return found


def _text(node: ast.stmt) -> str | None:
    """What a line says that is a text and nothing else."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return None
