"""GP7: whom did we look at too little, or too much? People first; nobody is scored."""

from giftplan.rules.portfolio import balance
from giftplan.rules.portfolio import people
from giftplan.rules.portfolio import reviews

__all__ = ["balance", "people", "reviews"]
