"""GP3: do the touches come at good moments, unforeseen, and not too often?"""

from giftplan.rules.cadence import days
from giftplan.rules.cadence import rhythm
from giftplan.rules.cadence import year

__all__ = ["days", "rhythm", "year"]
