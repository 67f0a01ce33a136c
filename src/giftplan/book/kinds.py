"""Which file of the data folder holds which record: the one place that knows the folder's layout."""

import re
from dataclasses import dataclass

_STEM = r"(?P<stem>[^/]+)\.ya?ml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data file. `model` is `module:class` under `giftplan.records`, loaded where one is met."""

    name: str
    """What a message calls one record of it, with its article."""
    pattern: re.Pattern[str]
    model: str
    example: str
    many: str | None = None
    """Where it is a list of records, not one: the field that tells them apart."""
    told: tuple[str, ...] = ()
    """Fields that the file's place tells, and that nobody writes in it."""

    def stem(self, path: str) -> str | None:
        """The file's stem, where `path` is of this kind."""
        found = self.pattern.fullmatch(path)
        return found["stem"] if found else None


def _kind(
    name: str, pattern: str, model: str, example: str, many: str | None = None, told: tuple[str, ...] = ()
) -> Kind:
    return Kind(name, re.compile(pattern, re.DOTALL), model, example, many, told)


SETTINGS = _kind("settings.yaml", r"(?P<stem>settings)\.ya?ml", "settings:Settings", "settings.yaml")
TIERS = _kind("a tier", r"(?P<stem>tiers)\.ya?ml", "tier:Tier", "tiers.yaml", many="tier")
TOUCHES = _kind("a touch", r"(?P<stem>touches)\.ya?ml", "touch:Touch", "touches.yaml", many="id")
CATALOGUE = _kind("an idea", r"(?P<stem>catalogue)\.ya?ml", "catalogue:Idea", "catalogue.yaml", many="id")
VOCABULARY = _kind("the vocabulary", r"(?P<stem>vocabulary)\.ya?ml", "vocabulary:Vocabulary", "vocabulary.yaml")
CULTURE = _kind("a culture", rf"cultures/(shared/)?{_STEM}", "culture:Culture", "cultures/no.yaml", told=("path",))
LIMITS = _kind("a file of limits", rf"limits/(shared/)?{_STEM}", "limit:LimitFile", "limits/no.yaml", told=("path",))
PARTNER = _kind(
    "a partner", rf"partners/{_STEM}", "partner:Partner", "partners/maison-lefevre.yaml", told=("id", "path")
)
GIFT = _kind(
    "a gift",
    rf"gifts/[0-9]{{4}}/{_STEM}",
    "gift:Gift",
    "gifts/2026/2026-02-17-maison-lefevre.yaml",
    told=("path", "index"),
)
CALENDAR = _kind("a calendar", rf"calendar/{_STEM}", "calendar:CalendarYear", "calendar/2026.yaml", told=("path",))
PRIVACY = _kind("a list of words", rf"privacy/{_STEM}", "privacy:PrivateWords", "privacy/en.yaml", told=("path",))

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
