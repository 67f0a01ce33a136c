"""The five points to look at before anything is sent, each with its state and the reason for it.

Source: the founding article's checklist of compliance: the policy verified with procurement or legal, an ethical
alternative, services instead of objects, a register of everything, an authorisation in writing where in doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.planning.allowance import is_known
from giftplan.planning.form import authorisation_on
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.reports.dossier_story import PastGift
from giftplan.rules.engine import Finding

Name = Literal["verified", "alternative", "services", "registered", "authorised"]
State = Literal["done", "open", "not needed"]
_INCOMPLETE = "GP113"
_GONE = "the relationship has ended: a card needs no permission"


@dataclass(frozen=True, slots=True)
class PolicyKnown:
    """A partner's own rules about gifts as they were known on a day.

    `verified` is the last reading by then. `months` is how long a reading holds; None where nobody can tell, without
    the settings or the vocabulary's sectors.
    """

    policy: Policy
    verified: date | None
    months: int | None
    is_stale: bool
    is_regulated: bool

    @property
    def is_known(self) -> bool:
        """Did somebody read it, and does it say something?"""
        return is_known(self.policy, self.verified)

    @property
    def lacks_source(self) -> bool:
        """Does a regulated partner allow gifts, and nothing says who told us?"""
        policy = self.policy
        return self.is_regulated and policy.gifts == "allowed" and not (policy.source or policy.document)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist."""

    name: Name
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the points are worked out from, as of a day. `left_out`: gift files that cannot be read."""

    partner: Partner
    known: PolicyKnown
    gifts: Sequence[PastGift]
    planned_services: Sequence[str]
    """The services that this year's plan still has for them, by name."""
    findings: Sequence[Finding]
    left_out: Sequence[str]
    lacks: str | None
    """The file without which the register cannot be judged, where it is not there."""
    has_left: bool
    as_of: date


def checklist_of(checked: Checked) -> tuple[Point, ...]:
    """The five points, in the article's order."""
    return (
        Point("verified", *_verified(checked)),
        Point("alternative", *_alternative(checked)),
        Point("services", *_services(checked)),
        Point("registered", *_registered(checked)),
        Point("authorised", *_authorised(checked)),
    )


_Answer = tuple[State, str]


def _verified(checked: Checked) -> _Answer:
    known, ask = checked.known, f"giftplan letter policy {checked.partner.id}"
    if checked.has_left:
        return "not needed", _GONE
    if not known.is_known:
        asked = known.policy.asked
        return "open", f"{f'asked {asked}, and nothing is verified yet' if asked else 'nobody asked yet'}: {ask}"
    if known.is_stale:
        return "open", f"last read more than {known.months} months ago: {ask}"
    if known.months is None:
        return "open", f"read on {known.verified}; whether that still holds, a file that cannot be used would say"
    if known.lacks_source:
        return "open", "a regulated sector, and nothing says who told us that gifts are allowed"
    who = f"with {known.policy.asked}" if known.policy.asked else "with whom, nobody wrote down"
    return "done", f"read on {known.verified}, {who}"


def _alternative(checked: Checked) -> _Answer:
    policy, causes = checked.known.policy, checked.partner.causes
    if checked.has_left:
        return "not needed", _GONE
    accepted = [kind for kind in policy.accepts if kind not in ("card", "service", "donation")]
    if accepted and checked.known.is_known:
        return "done", f"their policy welcomes: {', '.join(accepted)}"
    if "donation" in policy.refuses and checked.known.is_known:
        return "not needed", "asked: they want no donation"
    if causes and checked.known.is_known and (policy.gifts != "refused" or "donation" in policy.accepts):
        return "done", f"a donation could go to: {', '.join(causes)}"
    if causes:
        return "open", f"they support {', '.join(causes)}; whether a donation is welcome was not asked"
    if checked.known.is_known and policy.gifts == "allowed":
        return "not needed", "their policy lets us give"
    return "open", "no cause of theirs is known to which a donation could go"


def _services(checked: Checked) -> _Answer:
    policy = checked.known.policy
    if checked.has_left:
        return "not needed", _GONE
    if "service" in policy.accepts and checked.known.is_known:
        return "done", "their policy welcomes a service"
    if "service" in policy.refuses and checked.known.is_known:
        return "done", "asked: they want no service"
    kept = [past for past in checked.gifts if past.kind == "service" and past.gift.given]
    if kept:
        return "done", f"{kept[-1].gift.nature}, {kept[-1].gift.date}"
    if checked.planned_services:
        return "done", f"planned: {', '.join(checked.planned_services)}"
    if checked.known.is_known and policy.gifts == "allowed":
        return "not needed", "their policy lets us give"
    return "open", "nobody asked whether a training session, an audit or an access would be welcome"


def _registered(checked: Checked) -> _Answer:
    if checked.left_out:
        return "open", f"{checked.left_out[0]} cannot be used, and may be about them: giftplan check says why"
    if checked.lacks is not None:
        return "open", f"nobody can tell without {checked.lacks}: giftplan check says why"
    lacking = [finding for finding in checked.findings if finding.rule == _INCOMPLETE]
    if lacking:
        return "open", f"{lacking[0].message} ({lacking[0].path})"
    written = [past for past in checked.gifts if past.state not in ("ordered", "to come", "cancelled")]
    if not written:
        return "not needed", "nothing was given or received yet"
    return "done", f"all that is known, {len(written)} in all, with day, nature, value and recipient"


def _authorised(checked: Checked) -> _Answer:
    known, ask = checked.known, f"giftplan letter authorisation {checked.partner.id}"
    if checked.has_left:
        return "not needed", _GONE
    granted = authorisation_on(checked.partner, checked.as_of)
    if granted is not None:
        return "done", _granted(granted)
    if not known.is_known:
        return "open", "in doubt until their policy is verified"
    if known.policy.gifts != "approval" and not known.lacks_source:
        return "not needed", "their policy leaves no doubt"
    return _answered(checked, ask)


def _granted(granted: Authorisation) -> str:
    until = f" until {granted.until}" if granted.until else ""
    return f"granted on {granted.answered}{until}"


def _answered(checked: Checked, ask: str) -> _Answer:
    """What the newest request came to."""
    asked = [given for given in checked.partner.authorisations if given.asked <= checked.as_of]
    if not asked:
        return "open", f"they want to be asked, and nobody did: {ask}"
    last = max(asked, key=lambda given: given.asked)
    if last.answered is None or last.answered > checked.as_of or last.answer is None:
        return "open", f"asked on {last.asked}, no answer yet, and silence is no yes"
    if last.answer == "refused":
        return "not needed", f"they said no on {last.answered}: a clear answer, and a card it is"
    return "open", f"what was granted on {last.answered} ran out on {last.until}: {ask}"
