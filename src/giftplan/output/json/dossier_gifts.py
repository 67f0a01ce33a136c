"""The gifts of a dossier in JSON."""

from collections.abc import Callable

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.reports.dossier_story import OneWay
from giftplan.reports.dossier_story import PastGift


def gift_fields(past: PastGift, home: str, shown: Callable[[str], str]) -> Fields:
    """One gift, given or received; `value` and `extras` in its own currency, `value_home` with its extras at home."""
    gift, reaction = past.gift, past.reaction
    return {
        "date": gift.date.isoformat(),
        "direction": gift.direction,
        "state": past.state,
        "touch": past.touch,
        "kind": past.kind,
        "nature": gift.nature,
        "why": gift.why,
        "recipients": list(gift.recipients),
        "value": amount_or_null(gift.value),
        "extras": amount_or_null(gift.extras),
        "currency": gift.currency or home or None,
        "value_home": amount_or_null(past.cost),
        "reaction": reaction and {"date": reaction.date.isoformat(), "how": reaction.how, "note": reaction.note},
        "thanked": day_or_null(past.thanked),
        "declared": day_or_null(past.declared),
        "path": shown(gift.path),
    }


def way_fields(way: OneWay) -> Fields:
    """What went one way: gifts with their value at home, and cards."""
    return {
        "gifts": way.gifts,
        "value": amount_or_null(way.value),
        "cards": way.cards,
        "since": way.since,
        "without_rate": way.without_rate,
    }
