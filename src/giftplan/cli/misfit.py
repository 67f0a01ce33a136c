"""What is wrong with a file that is about to be written, in terms of the options that it came from."""

import re

from giftplan.book.problem import Problem
from giftplan.book.suggest import as_clause

_OPTIONS = {"nature": "NATURE", "recipients": "--to", "tags": "--tag", "approved": "--approved-by, --approved-on"}
_OPTIONS |= {"card": "--card, --card-reason", "reaction": "--reaction, --reaction-on", "waivers": "--waive"}
_SURROGATE = "invalid Unicode character escape"
_CHOICES = "What can stand there: "
_LACKS = re.compile(r"lacks the field '(\w+)'")
_OPTIONS |= {"id": "--contact", "contacts": "--contact"}


def told(problem: Problem, text: str) -> str:
    """A problem of a file's text: the option, what is wrong, what to write."""
    if _SURROGATE in problem.message:
        return "a text of the command line is not UTF-8: write it again"
    lines = text.splitlines()[: problem.spot.line]
    field = next((line.partition(":")[0] for line in reversed(lines) if line[:1].isalpha()), "")
    option = _OPTIONS.get(field, f"--{field.replace('_', '-')}")
    if "is not one text" in problem.message or "is empty" in problem.message:
        return f"{option}: nothing is written there: write a text, or leave it out"
    if found := _LACKS.search(problem.message):
        return f"{option}: the {found[1]} is missing"
    if problem.why.startswith(_CHOICES):
        return f"{option}: {problem.message}; write one of {problem.why.removeprefix(_CHOICES).rstrip('.')}"
    message = problem.message.removeprefix(f"'{field}': ")
    return f"{option}: {message}; {as_clause(problem.fix)}"
