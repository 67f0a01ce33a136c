"""The texts that `init` writes, with the giver's own words in them."""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from string import Template

from giftplan.book.rendering import inline
from giftplan.output.home_money import to_home
from giftplan.output.home_money import written
from giftplan.output.markdown.text import escaped
from giftplan.records.currencies import EURO
from giftplan.records.settings import Settings
from giftplan.reports.starter import Giver

SETTINGS = "settings.yaml"
README = "README.md"
WORKFLOW = ".github/workflows/giftplan.yml"
PULL_REQUEST = ".github/pull_request_template.md"
HOOK = ".pre-commit-config.yaml"
EDITOR = ".vscode/settings.json"
IGNORED = ".gitignore"
TEMPLATES = {
    README: "README.md",
    HOOK: "pre-commit-config.yaml",
    WORKFLOW: "workflow.yml",
    PULL_REQUEST: "pull_request_template.md",
    IGNORED: "gitignore",
}
"""Each file around the data folder, and the starter that it is made of."""
ONLY_AT_THE_TOP = (HOOK, WORKFLOW, PULL_REQUEST)
"""Files that do nothing anywhere else in a repository."""
_FRANCE = "FR"


class _Starter(Template):
    """A sign that neither a workflow nor a shell nor a page has."""

    delimiter = "%%"


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its places filled in."""
    return _Starter(template).substitute(values)


_GATES = """\
4. Open a pull request and answer its four questions. The run beside it shows what the change does to the plan.

On a new machine: install `giftplan` and `pre-commit`, then type `pre-commit install` in this folder. From then on a
commit that breaks a partner's rules, a law or a custom is refused, with the reason."""
_NO_GATES = """\
4. Open a pull request, and put into it what `giftplan diff --format markdown` prints.

This folder lies in a larger repository. What checks each commit and each pull request belongs at the top of that one:
`giftplan init elsewhere --defaults`, in a place of its own, writes the files for it, and `giftplan check` and
`giftplan diff` take `--data` with the way from there to this `data/`."""


def readme_text(template: str, giver: Giver, today: date, is_at_top: bool) -> str:
    """The team's own README; where the gates lie elsewhere, it says so."""
    gates = _GATES if is_at_top else _NO_GATES
    return filled(template, {"company": escaped(giver.company), "year": str(today.year), "gates": gates})


def workflow_text(template: str, version: str) -> str:
    """The workflow, with the giftplan that wrote it."""
    return filled(template, {"version": version})


def settings_text(template: str, giver: Giver, shipped: Settings, version: str, today: date) -> str:
    """`settings.yaml` of a new company: its own name, country and money; else what ships."""
    levels = shipped.value_levels
    amounts = {
        "token": levels.token,
        "modest": levels.modest,
        "mid": levels.mid,
        "premium": levels.premium,
        "smallest": shipped.smallest_gift,
        "received": shipped.received_limit,
        "given": shipped.given_limit,
    }
    values = {
        "company": inline(giver.company),
        "country": inline(giver.country),
        "currency": inline(giver.currency),
        "rates": inline({code: written(rate) for code, rate in giver.rates.items()}),
        "rates_note": _rates_note(giver, version),
        "vat_line": _vat_line(giver, shipped.vat_percent),
        "amounts_note": _amounts_note(giver),
        "judged_from": f"{today.year}-01-01",
    }
    return filled(template, values | {name: written(to_home(amount, giver.money)) for name, amount in amounts.items()})


def editor_text(schemas: Mapping[str, Sequence[str]]) -> str:
    """The editor's settings: which schema is for which files, and nothing else."""
    return json.dumps({"yaml.schemas": schemas}, indent=2, ensure_ascii=False) + "\n"


def _rates_note(giver: Giver, version: str) -> str:
    if not giver.rates:
        return (
            f"# giftplan knows none for {giver.currency}: a limit or a policy in another currency needs one, as in\n"
            f"# rates: {{{EURO}: 1.05}}, where 1.05 is what one euro is worth in {giver.currency}"
        )
    whence = f"came with giftplan {version}"
    if giver.money:
        whence = f"are worked out from the rates in {EURO} that {whence}"
    return f"# These {whence}, and are of no certain day: compare them with your bank's, at least once a year."


def _vat_line(giver: Giver, percent: Decimal) -> str:
    said = "the usual rate of VAT here"
    if giver.country != _FRANCE:
        said += f": {written(percent)} is that of France, write ours"
    return f"vat_percent: {written(percent):<18}# {said}"


def _amounts_note(giver: Giver) -> str:
    if giver.currency == EURO:
        return "# What a gift is worth to us, and where our own limits are: decide them once, together."
    if giver.money is None:
        home = giver.currency
        return f"# These amounts are in {EURO}, since no rate is known for {home}: write them in {home}."
    rate = f"1 {EURO} = {written(giver.money.rate)} {giver.currency}"
    return f"# Worked out from amounts in {EURO} ({rate}) and rounded: decide them once, together."
