"""GP4: is each gift right for the country, the moment and the person?"""

from giftplan.rules.culture import customs
from giftplan.rules.culture import moments
from giftplan.rules.culture import places
from giftplan.rules.culture import restrictions

__all__ = ["customs", "moments", "places", "restrictions"]
