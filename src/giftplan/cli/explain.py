"""`giftplan explain [RULE]`."""

from typing import Annotated

import typer

from giftplan.cli.options import Color
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("table", "json", "markdown")


def explain(
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A code, a name, or GP1 for a family.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan explain                           every rule, in a line each
      giftplan explain GP403                     one: why, an example, what to do
      giftplan explain sensitive-note            the same by its name
    """
    from giftplan.cli.context import answer  # the rules take time to import: not for --help
    from giftplan.cli.context import choose
    from giftplan.cli.selecting import codes_named
    from giftplan.output.json.rules import rules_json
    from giftplan.output.markdown.rules import rule_markdown
    from giftplan.output.markdown.rules import rules_markdown
    from giftplan.output.screen.rules import rule_screen
    from giftplan.output.screen.rules import rules_screen
    from giftplan.reports.explanation import every_rule

    choose(form, FORMATS, "--format")
    call = answer(output, color, quiet)
    wanted = None if rule is None else codes_named(rule, "")
    rules = [known for known in every_rule() if wanted is None or known.code in wanted]
    if form == "json":
        call.write(rules_json(rules))
    elif form == "markdown":
        call.write(rule_markdown(rules[0]) if len(rules) == 1 else rules_markdown(rules))
    else:
        call.show(rule_screen(rules[0], call.width) if len(rules) == 1 else rules_screen(rules, call.width))
    return 0
