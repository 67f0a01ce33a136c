"""Which file of the data folder holds which record: the one place that knows the folder's layout."""

import re
from dataclasses import dataclass
from typing import Any

_STEM = r"(?P<stem>[^/]+)\.ya?ml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data file. `model` is `module:class` under `giftplan.records`, loaded where one is met."""

    name: str
    """What a message calls one record of it, with its article."""
    pattern: re.Pattern[str]
    model: str
    example: str
    word: str
    """What a person calls it in a command: partner, tiers."""
    places: tuple[str, ...]
    """Where its files lie, without their ending, as an editor is told: partners/*."""
    many: str | None = None
    """Where it is a list of records, not one: the field that tells them apart."""
    told: tuple[str, ...] = ()
    """Fields that the file's place tells, and that nobody writes in it."""

    def stem(self, path: str) -> str | None:
        """The file's stem, where `path` is of this kind."""
        found = self.pattern.fullmatch(path)
        return found["stem"] if found else None


def _kind(word: str, name: str, pattern: str, model: str, example: str, places: tuple[str, ...], **more: Any) -> Kind:
    return Kind(name, re.compile(pattern, re.DOTALL), model, example, word, places, **more)


def _single(word: str, name: str, model: str, many: str | None = None) -> Kind:
    """A file of its own at the folder's top."""
    return _kind(word, name, rf"(?P<stem>{word})\.ya?ml", model, f"{word}.yaml", (word,), many=many)


SETTINGS = _single("settings", "settings.yaml", "settings:Settings")
TIERS = _single("tiers", "a tier", "tier:Tier", many="tier")
TOUCHES = _single("touches", "a touch", "touch:Touch", many="id")
CATALOGUE = _single("catalogue", "an idea", "catalogue:Idea", many="id")
VOCABULARY = _single("vocabulary", "the vocabulary", "vocabulary:Vocabulary")
CULTURE = _kind(
    "culture",
    "a culture",
    rf"cultures/(shared/)?{_STEM}",
    "culture:Culture",
    "cultures/no.yaml",
    ("cultures/*", "cultures/shared/*"),
    told=("path",),
)
LIMITS = _kind(
    "limits",
    "a file of limits",
    rf"limits/(shared/)?{_STEM}",
    "limit:LimitFile",
    "limits/no.yaml",
    ("limits/*", "limits/shared/*"),
    told=("path",),
)
PARTNER = _kind(
    "partner",
    "a partner",
    rf"partners/{_STEM}",
    "partner:Partner",
    "partners/maison-lefevre.yaml",
    ("partners/*",),
    told=("id", "path"),
)
GIFT = _kind(
    "gift",
    "a gift",
    rf"gifts/[0-9]{{4}}/{_STEM}",
    "gift:Gift",
    "gifts/2026/2026-02-17-maison-lefevre.yaml",
    ("gifts/*/*",),
    told=("path", "index"),
)
CALENDAR = _kind(
    "calendar",
    "a calendar",
    rf"calendar/{_STEM}",
    "calendar:CalendarYear",
    "calendar/2026.yaml",
    ("calendar/*",),
    told=("path",),
)
PRIVACY = _kind(
    "privacy",
    "a list of words",
    rf"privacy/{_STEM}",
    "privacy:PrivateWords",
    "privacy/en.yaml",
    ("privacy/*",),
    told=("path",),
)

KINDS = (SETTINGS, TIERS, TOUCHES, CATALOGUE, VOCABULARY, CULTURE, LIMITS, PARTNER, GIFT, CALENDAR, PRIVACY)
_BY_FOLDER = {
    "cultures": CULTURE,
    "limits": LIMITS,
    "partners": PARTNER,
    "gifts": GIFT,
    "calendar": CALENDAR,
    "privacy": PRIVACY,
}
FOLDERS = tuple(_BY_FOLDER)


def kind_of(path: str) -> tuple[Kind, str] | None:
    """The kind of the file at `path` and its stem; None where no record lives there."""
    folder, slash, _ = path.partition("/")
    candidates = (_BY_FOLDER.get(folder),) if slash else KINDS[:5]
    for kind in candidates:
        stem = kind.stem(path) if kind else None
        if kind and stem is not None:
            return kind, stem
    return None
