"""GP1: is every gift clean before the partner's policy, the law, the tax office and ourselves?"""

from giftplan.rules.compliance import kinds
from giftplan.rules.compliance import law
from giftplan.rules.compliance import ourselves
from giftplan.rules.compliance import policy
from giftplan.rules.compliance import records

__all__ = ["kinds", "law", "ourselves", "policy", "records"]
