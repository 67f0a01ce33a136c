"""GP5: is each attention a personal one, and is it answered?"""

from giftplan.rules.attention import answers
from giftplan.rules.attention import personal
from giftplan.rules.attention import repeated

__all__ = ["answers", "personal", "repeated"]
