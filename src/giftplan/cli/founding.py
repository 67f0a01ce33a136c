"""What `new` does: ask for what is missing, show the file, write it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from giftplan.book.book import Book
from giftplan.book.kinds import PARTNER
from giftplan.book.overlay import with_files
from giftplan.book.rendering import Written
from giftplan.book.writing import create
from giftplan.cli.asking import FORMATS
from giftplan.cli.asking import Manner
from giftplan.cli.asking import asked
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.misfit import told
from giftplan.cli.naming import country_coded
from giftplan.cli.naming import members_named
from giftplan.errors import UsageError
from giftplan.output.json.new import new_json
from giftplan.output.screen.new import new_screen
from giftplan.output.template import partner_text
from giftplan.planning.plan import settings_of
from giftplan.records.folding import id_from
from giftplan.records.scalars import is_id
from giftplan.reports.schema.files import file_of
from giftplan.reports.schema.files import modeline
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge

_NEEDED = {
    "name": ("The company's name", "--name", '"Papeterie Brindille"'),
    "country": ("Its country, as two letters", "--country", "FR"),
    "contact": ("Somebody there, by name", "--contact", '"Léa Martin"'),
}


def found(
    call: Context,
    partner: str,
    said: Mapping[str, str | None],
    contacts: Sequence[str],
    person: Mapping[str, str | None],
    manner: Manner,
) -> int:
    """Write a new partner's file: 0 where that was done or not wanted after all, 1 where `check` has an error of it."""
    choose(manner.form, FORMATS, "--format")
    book = call.book()
    path = _free(book, partner)
    stated: dict[str, Written] = {name: value for name, value in said.items() if value is not None}
    stated |= {name: _need(name, manner) for name in ("name", "country") if name not in stated}
    people = _people(contacts or [_need("contact", manner)], person)
    text = _begun(call, path) + partner_text(stated | _named(book, stated), people)
    findings = _findings(call, book, path, text)
    is_refused = any(finding.level == "error" for finding in findings)
    if manner.form == "table":
        call.show(new_screen(call.shown(path), text, findings, call.width))
    is_written = not is_refused and manner.wants_it()
    if is_written:
        create(call.root, [path], text.encode())
    if manner.form == "json":
        call.write(new_json(call.shown(path), text, findings, is_written))
    call.note(f"written: {call.shown(path)}. Next: giftplan edit {partner}" if is_written else "nothing was written")
    return 1 if is_refused else 0


def _free(book: Book, partner: str) -> str:
    if not is_id(partner):
        likely = id_from(partner)
        hint = f"did you mean '{likely}'?" if likely else "use a to z, 0 to 9 and single hyphens"
        raise UsageError(f"'{partner}' is no id, which names a file: {hint}")
    taken = {path.rpartition(".")[0].casefold() for path in book.tree.listing().files}
    if f"partners/{partner}" in taken:
        raise UsageError(f"there is a partner '{partner}' already: giftplan edit {partner}")
    return f"partners/{partner}.yaml"


def _begun(call: Context, path: str) -> str:
    """A file names its schema, where there is one, to the editor that will open it."""
    return f"{modeline(PARTNER, path)}\n" if (call.root / file_of(PARTNER)).exists() else ""


def _need(name: str, manner: Manner) -> str:
    question, option, example = _NEEDED[name]
    if manner.asks:
        return asked(question)
    raise UsageError(f"{question}? Say it with {option}, as in {option} {example}")


def _named(book: Book, stated: Mapping[str, Written]) -> dict[str, Written]:
    """What names something else, as it is written in the data. Raises `UsageError`."""
    found: dict[str, Written] = {"country": country_coded(str(stated["country"]))}
    if "tier" in stated:
        found["tier"] = choose(str(stated["tier"]), map(str, book.tiers), "--tier")
    if "owner" in stated:
        found["owner"] = members_named(settings_of(book), [str(stated["owner"])], "--owner")[0]
    return found


def _people(names: Iterable[str], first: Mapping[str, str | None]) -> list[Mapping[str, Written]]:
    """Contacts with an id each, made of the first name, or of the whole where two share it."""
    people: list[Mapping[str, Written]] = []
    taken: set[str] = set()
    for name in names:
        whole = id_from(name) or "contact"
        candidates = (whole.split("-")[0], whole, *(f"{whole}-{number}" for number in range(2, 1000)))
        person_id = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(person_id)
        further = {} if people else {key: value for key, value in first.items() if value is not None}
        people.append({"id": person_id, "name": name, **further})
    return people


def _findings(call: Context, book: Book, path: str, text: str) -> list[Finding]:
    """What `check` would say of the file. Raises `UsageError` where it could not even be read."""
    after, problems = with_files(book, {path: text.encode()})
    if problems:
        raise UsageError("; ".join(told(problem, text) for problem in problems))
    return [finding for finding in judge(after, call.as_of).findings if finding.path == path and not finding.hidden]
