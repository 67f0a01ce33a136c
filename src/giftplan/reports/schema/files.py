"""Where the schemas lie, which files each is for, and how a file or an editor names them."""

from giftplan.book.kinds import KINDS
from giftplan.book.kinds import PARTNER
from giftplan.book.kinds import Kind
from giftplan.book.trees import SUFFIXES

FOLDER = ".schema"
"""Where they lie in the data folder: hidden, so that nobody takes them for records."""
MARKED = PARTNER
"""The kind whose schema says of which lists it is made: it knows the team, the tiers, the touches and most words."""
OURS = "Written by giftplan schema --write: run it again where a tier, a touch, a word or the team changes."


def words() -> dict[str, Kind]:
    """Every kind of file, by what a person calls it."""
    return {kind.word: kind for kind in KINDS}


def file_of(kind: Kind) -> str:
    """Where the schema of a kind lies in the data folder."""
    return f"{FOLDER}/{kind.word}.json"


def globs_of(kind: Kind) -> list[str]:
    """Which files of the data folder are of that kind, as an editor is told."""
    return [f"{place}{suffix}" for place in kind.places for suffix in SUFFIXES]


def modeline(kind: Kind, path: str) -> str:
    """The comment by which a file of that kind, at `path` in the data folder, names its schema to any editor."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{file_of(kind)}"


def editor_schemas(folder: str) -> dict[str, list[str]]:
    """The setting `yaml.schemas` of VS Code: each schema with its files, seen from the folder that holds `folder`."""
    return {f"./{folder}/{file_of(kind)}": [f"{folder}/{glob}" for glob in globs_of(kind)] for kind in KINDS}
