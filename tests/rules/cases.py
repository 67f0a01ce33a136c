"""The cases of the rules: what a file of `cases/` says, and how it becomes a data folder.

A case of GP0 stands over the small folder of `tests/conftest.py`; any other over `well/`, where no rule finds a thing:

    settings, partner, gift   fields over its settings, its partner `nordwind`, its one gift; null takes one away
    gifts                     several gifts instead, each as fields over that one: gifts/<year>/gift-1.yaml, gift-2 ...
    partners                  further partners by id, each as fields over `nordwind` (without its `owner`)
    files                     whole files; null takes one away

A finding says its rule, its path, where it stands (`line`, or `of`: a part of that line's text) and what it `says`.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import dedent
from typing import Any
from typing import NamedTuple

import yaml

from tests.conftest import AS_OF
from tests.conftest import MINIMAL
from tests.trees import BytesTree

HERE = Path(__file__).parent
CASES = HERE / "cases"
WELL = HERE / "well"
PRIVACY = HERE.parents[1] / "data" / "privacy"
NOTHING = "null"
WELL_FILES = {str(f.relative_to(WELL)): f.read_text(encoding="utf-8") for f in sorted(WELL.rglob("*.yaml"))}
PRIVACY_FILES = {f"privacy/{f.name}": f.read_text(encoding="utf-8") for f in sorted(PRIVACY.glob("*.yaml"))}
PARTNER = "partners/nordwind.yaml"
GIFT = "gifts/2026/gift-1.yaml"

Fields = dict[str, Any]


class Written(yaml.CSafeDumper):
    """Writes every text as it is: what our reader takes."""


Written.yaml_implicit_resolvers = {}


def written(fields: Any) -> str:
    """A record as the text of a file, a line for each of its fields."""
    return yaml.dump(fields, Dumper=Written, sort_keys=False, allow_unicode=True, width=1000)


@lru_cache(maxsize=64)
def read(text: str) -> Any:
    """YAML in which every value is the text that is written, as giftplan reads it."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


def over(fields: Fields, more: Fields) -> Fields:
    """The fields, with others over them."""
    return {key: value for key, value in {**fields, **more}.items() if value != NOTHING}


NOTHING_MORE: Fields = {}
"""What a case leaves as it is."""


class Case(NamedTuple):
    """What differs from a folder that is all well, and what the rule finds in it, in order."""

    code: str
    name: str
    findings: list[dict[str, str]]
    files: dict[str, str] = NOTHING_MORE
    settings: Fields = NOTHING_MORE
    partner: Fields = NOTHING_MORE
    partners: dict[str, Fields] = NOTHING_MORE
    gift: Fields | None = None
    gifts: list[Fields] | None = None
    as_of: str = AS_OF.isoformat()
    encoding: str = "utf-8"

    @property
    def day(self) -> date:
        """Today, for the case."""
        return date.fromisoformat(self.as_of)

    @property
    def tree(self) -> BytesTree:
        """The data folder that the case speaks of."""
        small = {path: dedent(text).encode() for path, text in MINIMAL.items()}
        found = small if self.code.startswith("GP0") else self._over_well()
        own = {path: text.encode(self.encoding) for path, text in self.files.items() if text != NOTHING}
        return BytesTree({path: text for path, text in found.items() if path not in self.files} | own)

    def _over_well(self) -> dict[str, bytes]:
        return {path: text.encode() for path, text in self._written().items()}

    def _written(self) -> dict[str, str]:
        found = dict(WELL_FILES if self.code != "GP601" else WELL_FILES | PRIVACY_FILES)
        partner, gift = read(found[PARTNER]), read(found[GIFT])
        if self.settings:
            found["settings.yaml"] = written(over(read(found["settings.yaml"]), self.settings))
        if self.partner:
            found[PARTNER] = written(over(partner, self.partner))
        for name, fields in self.partners.items():
            found[f"partners/{name}.yaml"] = written(over(over(partner, {"name": name.title()}), fields))
        if self.gifts is not None or self.gift is not None:
            del found[GIFT]
        for number, fields in enumerate(self.gifts if self.gifts is not None else [self.gift or {}], start=1):
            one = over(gift, fields)
            found[f"gifts/{one['date'][:4]}/gift-{number}.yaml"] = written(one)
        return found


def cases_of(file: Path) -> list[Case]:
    """The cases of one rule."""
    return [Case(code=file.stem, **case) for case in read(file.read_text(encoding="utf-8"))]


FILES = sorted(CASES.glob("*.yaml"))
ALL = [case for file in FILES for case in cases_of(file)]
