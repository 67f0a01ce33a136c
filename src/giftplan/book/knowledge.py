"""Which files of the data folder are knowledge that ships, and the list of what was written of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha1

from giftplan.book.trees import Tree

MANIFEST = ".knowledge"
ORIGINALS = ".knowledge-as-shipped"
"""Where a file that holds the company's changes and ours is kept as it shipped: the next merge begins there."""
FOLDERS = ("cultures/", "limits/", "letters/", "privacy/")
PRICES = "catalogue.yaml"
"""The file of knowledge that has amounts in it."""
_FILES = (PRICES, "vocabulary.yaml")
_ENTRY = re.compile(r"(?P<id>[0-9a-f]{40}) (?P<path>\S.*)")
_EURO = re.compile(r"# 1 EUR = (?P<rate>(?=[0-9.]*[1-9])[0-9]{1,9}(\.[0-9]{1,9})?) (?P<currency>[A-Z]{3}), .*")
_HEAD = "# What giftplan {version} wrote: giftplan init --update compares with it. Not for people to change."


@dataclass(frozen=True, slots=True)
class HomeMoney:
    """A home currency other than the euro, and what one euro is worth in it: what ships in euro is written in it."""

    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written of the knowledge: git's name for each file's contents, by path, and in which currency."""

    ids: Mapping[str, str]
    money: HomeMoney | None = None


def is_knowledge(path: str) -> bool:
    """Is it a file that `init --update` brings? Partners, gifts, settings, tiers, touches and calendars never are."""
    return path in _FILES or (path.startswith(FOLDERS) and ".." not in path)


def knowledge_of(tree: Tree) -> dict[str, bytes]:
    """Every file of knowledge of a tree. Raises `UnreadableError`."""
    listing = tree.listing()
    return {path: tree.read(path) for path in sorted((*listing.files, *listing.letters)) if is_knowledge(path)}


def blob_id(data: bytes) -> str:
    """git's name for these contents, whatever ends their lines: a checkout may write them as Windows does."""
    plain = data.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(plain) + plain, usedforsecurity=False).hexdigest()


def manifest_text(manifest: Manifest, version: str) -> str:
    """The list as it is written down."""
    money = manifest.money
    lines = [_HEAD.format(version=version)]
    lines += [f"# 1 EUR = {money.rate:f} {money.currency}, in the prices of catalogue.yaml"] if money else []
    return "\n".join([*lines, *(f"{name} {path}" for path, name in sorted(manifest.ids.items()))]) + "\n"


def manifest_of(text: str) -> Manifest:
    """The list that is written in a text. Lines that say nothing of a file of knowledge are passed over."""
    lines = text.splitlines()
    entries = [found for line in lines if (found := _ENTRY.fullmatch(line)) and is_knowledge(found["path"])]
    money = [HomeMoney(found["currency"], Decimal(found["rate"])) for line in lines if (found := _EURO.fullmatch(line))]
    return Manifest({found["path"]: found["id"] for found in entries}, next(iter(money), None))
