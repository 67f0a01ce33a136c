"""The table of commands: one entry each, with what completion offers."""

from giftplan.cli.command import Command

_SHARED = ("--data", "--as-of", "--format", "--output", "--color", "--quiet", "--help")
_FILTERS = ("--partner", "--tier", "--owner", "--country", "--month")

_RECORDED = (
    *("--value", "--date", "--to", "--kind", "--why", "--by", "--shared-by", "--currency", "--rate", "--quantity"),
    *("--tag", "--contains", "--outcome", "--dry-run", "--yes"),
    *("--data", "--as-of", "--format", "--color", "--quiet", "--help"),
)
_GIVEN = (
    *("--gift", "--touch", "--extras", "--vat-percent", "--colour", "--wrapping", "--logo", "--ink", "--delivery"),
    *("--card", "--card-reason", "--card-by", "--card-text", "--approved-by", "--approved-on"),
    *("--supplier", "--invoice", "--reaction", "--reaction-on", "--reaction-note", "--waive", "--heard", "--given-by"),
)

COMMANDS = (
    Command(
        "plan",
        "Plan",
        "The year on one screen: budgets, days, what is blocked and why.",
        "year",
        ("--all", "--explain", "--csv-dialect", *_FILTERS, *_SHARED),
        ("table", "json", "csv", "markdown"),
    ),
    Command(
        "next",
        "Plan",
        "What to do now, most urgent first, and what settles it.",
        "",
        ("--days", "--all", *_FILTERS, *_SHARED),
        ("table", "json"),
    ),
    Command(
        "budget",
        "Plan",
        "Allowance, planned, spent and left; VAT recoverable and lost.",
        "year",
        ("--all", "--csv-dialect", *_FILTERS, *_SHARED),
        ("table", "json", "csv", "markdown"),
    ),
    Command(
        "suggest",
        "Plan",
        "Ideas for a partner, ranked with reasons; what was ruled out.",
        "partner",
        ("--touch", "--year", "--all", *_SHARED),
        ("table", "json"),
    ),
    Command(
        "new",
        "Record",
        "A partner's file, with a word on each field that matters.",
        "",
        (
            *("--name", "--country", "--contact", "--role", "--language", "--sector", "--tier", "--owner", "--since"),
            *("--relation", "--status", "--dry-run", "--yes", "--data", "--as-of", "--format", "--color", "--quiet"),
            "--help",
        ),
        ("table", "json"),
    ),
    Command(
        "edit",
        "Record",
        "Open a partner's or a gift's file in your editor, then check it.",
        "partner",
        ("--dry-run", "--data", "--as-of", "--format", "--color", "--quiet", "--help"),
        ("full", "concise", "json"),
    ),
    Command(
        "give",
        "Record",
        "Write a gift down, once you have seen what it means.",
        "partner",
        (*_GIVEN, *_RECORDED),
        ("table", "json"),
    ),
    Command(
        "receive",
        "Record",
        "Write down a gift that came to us.",
        "partner",
        ("--declared", "--thanked", *_RECORDED),
        ("table", "json"),
    ),
    Command(
        "register",
        "Record",
        "Every gift of a year, and the sums under each limit.",
        "year",
        ("--from", "--to", "--at", "--csv-dialect", *_FILTERS, *_SHARED),
        ("table", "csv", "json", "markdown", "xlsx"),
    ),
    Command(
        "letter",
        "Record",
        "Draft a letter: their gift rules, a yes to a gift, a donation.",
        "letter partner",
        ("--contact", "--language", "--by", "--touch", "--year", "--nature", "--value", *_SHARED),
        ("text", "json"),
    ),
    Command(
        "show",
        "Know",
        "The dossier of a partner, or all that is stored about one person.",
        "partner",
        ("--contact", "--all", *_SHARED),
        ("table", "json", "markdown"),
    ),
    Command(
        "portfolio",
        "Know",
        "Who carries us, grows, waits or left; as if one were not there.",
        "",
        ("--without", "--all", *_SHARED),
        ("table", "json", "markdown"),
    ),
    Command(
        "culture",
        "Know",
        "What a gift means in a country, with sources; days and limits.",
        "country",
        ("--year", *_SHARED),
        ("table", "json", "markdown"),
    ),
    Command(
        "explain",
        "Know",
        "What a rule of check means, why, and what to do; or the list.",
        "rule",
        ("--format", "--output", "--color", "--quiet", "--help"),
        ("table", "json", "markdown"),
    ),
    Command(
        "check",
        "Repository",
        "Judge every file, gift and partner of the data folder.",
        "path",
        ("--staged", "--all", "--strict", "--select", "--ignore", "--statistics", "--report", *_SHARED),
        ("full", "concise", "json", "github", "sarif"),
    ),
    Command(
        "import",
        "Repository",
        "Partners or gifts from the CSV of a CRM or a spreadsheet.",
        "import",
        ("--map", "--dates", "--delimiter", "--encoding", "--dry-run", "--yes", *_SHARED),
        ("table", "json"),
    ),
    Command(
        "calendar",
        "Repository",
        "Write the public holidays of the partners' countries down.",
        "year",
        ("--dry-run", "--data", "--as-of", "--color", "--quiet", "--help"),
    ),
    Command(
        "forget",
        "Repository",
        "Erase a person's data, or a whole partner's, on request.",
        "partner",
        ("--dry-run", "--yes", "--data", "--as-of", "--format", "--color", "--quiet", "--help"),
        ("table", "json"),
    ),
)
