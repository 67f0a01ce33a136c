"""What `init --update` does: compare, show what is newer, write all of it or nothing."""

import os
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from giftplan import __version__
from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.decoding import decode
from giftplan.book.founding import write_all
from giftplan.book.knowledge import FOLDERS
from giftplan.book.knowledge import MANIFEST
from giftplan.book.knowledge import ORIGINALS
from giftplan.book.knowledge import PRICES
from giftplan.book.knowledge import HomeMoney
from giftplan.book.knowledge import Manifest
from giftplan.book.knowledge import blob_id
from giftplan.book.knowledge import manifest_of
from giftplan.book.knowledge import manifest_text
from giftplan.book.letters import problems_of_letters
from giftplan.book.merging import blob
from giftplan.book.merging import merged
from giftplan.book.overlay import Overlay
from giftplan.book.problem import Problem
from giftplan.book.problem import YamlError
from giftplan.book.trees import DiskTree
from giftplan.book.trees import UnreadableError
from giftplan.book.trees import is_letter
from giftplan.cli.asking import FORMATS
from giftplan.cli.asking import Manner
from giftplan.cli.context import DATA
from giftplan.cli.context import Context
from giftplan.cli.context import choose
from giftplan.cli.context import find_data
from giftplan.cli.context import has_settings
from giftplan.cli.starting_files import shipped_knowledge
from giftplan.errors import CannotWorkError
from giftplan.output.json.schema import schema_files
from giftplan.output.json.update import update_json
from giftplan.output.screen.update import update_screen
from giftplan.output.words import counted
from giftplan.records.currencies import EURO
from giftplan.records.settings import Settings
from giftplan.reports.renewal import WRITTEN
from giftplan.reports.renewal import Change
from giftplan.reports.renewal import Renewal
from giftplan.reports.renewal import There
from giftplan.reports.renewal import Unusable
from giftplan.reports.renewal import kept_instead
from giftplan.reports.renewal import renewal_of
from giftplan.rules.engine import judge

_SCHEMAS = ".schema"


def update(call: Context, manner: Manner, explain: bool) -> int:
    """Bring newer knowledge into the folder: 0 also where nothing is newer, or it was not wanted after all."""
    choose(manner.form, FORMATS, "--format")
    book = load(DiskTree(call.root))
    known = _manifest(call.root, book.settings)
    there = {**_there(call.root), **_of_other_money(known, book.settings)}
    renewal = _renewal(call, book, known, there)
    files = {change.path: change.after for change in renewal.of(*WRITTEN) if change.after is not None}
    files |= {f"{ORIGINALS}/{change.path}": change.newer for change in renewal.of("merged") if change.newer is not None}
    if renewal.manifest.ids != known.ids:
        files[MANIFEST] = manifest_text(renewal.manifest, __version__).encode()
    if manner.form == "table":
        call.show(update_screen(renewal, call.folder, __version__, call.width, explain))
    is_written = bool(files) and manner.wants_it()
    if is_written:
        before = {path: data for path in files if isinstance(data := there.get(path), bytes)}
        write_all(call.root, files, before)
    if manner.form == "json":
        call.write(update_json(renewal, __version__, is_written))
    call.note(_told(call, files, is_written))
    return 0


def folder_to_update(folder: str | None, data: Path | None) -> Path:
    """The data folder in the folder that was named; else as every command finds it."""
    if folder is None:
        return find_data(data)
    for candidate in (Path(folder) / DATA, Path(folder)):
        if has_settings(candidate):
            return candidate.absolute()
    raise CannotWorkError(f"{folder}: no {DATA}/settings.yaml in it: giftplan init {folder} begins a folder there")


def _told(call: Context, files: Mapping[str, bytes], is_written: bool) -> str:
    if is_written:
        return f"wrote {counted(len(files), 'file')} in {call.folder}. Next: giftplan check, then git diff"
    return "nothing was written" if files else "nothing to write"


def _has_schemas(there: There) -> bool:
    return any(path.startswith(f"{_SCHEMAS}/") for path in there)


def _manifest(root: Path, settings: Settings | None) -> Manifest:
    """What was written; where nobody knows, prices are taken to be in the home currency of the settings."""
    path = root / MANIFEST
    if not os.path.lexists(path):
        rate = settings.rates.get(EURO) if settings and settings.currency != EURO else None
        return Manifest({}, HomeMoney(settings.currency, rate) if settings and rate else None)
    if path.is_symlink():
        raise CannotWorkError(f"{path} is a link, which is left alone: put the file itself there, and try again")
    try:
        text = decode(DiskTree(root).read(MANIFEST))
    except (UnreadableError, YamlError) as error:
        raise CannotWorkError(f"{path} {error}: mend it, or take it away, and try again") from error
    return manifest_of(text)


def _of_other_money(known: Manifest, settings: Settings | None) -> There:
    """The catalogue stays as it is where its prices would come in another currency than ours."""
    written = known.money.currency if known.money else EURO
    if settings is None or settings.currency == written:
        return {}
    why = f"its prices would come in {written}, and settings.yaml counts in {settings.currency}"
    return {PRICES: Unusable(why)}


def _there(root: Path) -> There:
    """What lies where knowledge does, and the list itself. A link is somebody's decision: it is left alone."""
    found: dict[str, bytes | Unusable] = {}
    tree = DiskTree(root)
    for path in _paths(root):
        if os.path.realpath(root / path) != os.path.normpath(f"{os.path.realpath(root)}/{path}"):
            found[path] = Unusable("a link, which is left alone")
            continue
        try:
            found[path] = tree.read(path)
        except UnreadableError as error:
            found[path] = Unusable(str(error))
    return found


def _paths(root: Path) -> Iterator[str]:
    """Every file of the folders of knowledge, and the folders that are links; every file beside the folders."""

    def refuse(error: OSError) -> None:
        raise CannotWorkError(f"{error.filename} cannot be looked into: {error.strerror}") from error

    for folder, folders, names in os.walk(root, onerror=refuse):
        if Path(folder) == root:
            folders[:] = [name for name in folders if f"{name}/" in (*FOLDERS, f"{_SCHEMAS}/", f"{ORIGINALS}/")]
        for name in (*names, *folders):
            path = Path(folder) / name
            if name in names or path.is_symlink():
                yield path.relative_to(root).as_posix()


def _renewal(call: Context, book: Book, known: Manifest, there: There) -> Renewal:
    """Schemas that are there are made for the folder as it will be; not while a list of theirs cannot be read."""
    shipped = shipped_knowledge(known.money)
    renewal = _compared(call.root, book, known, there, shipped)
    if not any("/" not in path for path in book.lost):
        texts = schema_files(_loaded_after(book, renewal)) if _has_schemas(there) else {}
        schemas = {path: text.encode() for path, text in texts.items() if path in there}
        renewal = _compared(call.root, book, known, there, shipped | schemas)
    return Renewal(renewal.changes, renewal.manifest, _new_errors(call, book, renewal))


def _compared(root: Path, book: Book, known: Manifest, there: There, shipped: Mapping[str, bytes]) -> Renewal:
    """What lies there beside what ships; what could not be read once both are together stays the company's."""
    originals = {blob_id(data): data for path, data in there.items() if isinstance(data, bytes)}

    def merge(ours: bytes, base: str, newer: bytes) -> bytes | Unusable:
        original = originals.get(base) or blob(root, base)
        if original is None:
            return Unusable("yours, and git does not have what it was made of")
        return merged(ours, original, newer) or Unusable("you and we changed the same lines")

    renewal = renewal_of(known, _as_seen(there, shipped), shipped, merge)
    broken = {
        problem.path: f"could not be read any more: {problem.message}" for problem in _new_problems(book, renewal)
    }
    unfit = {change.path: broken[change.path] for change in renewal.of(*WRITTEN) if change.path in broken}
    return kept_instead(renewal, known, unfit) if unfit else renewal


def _as_seen(there: There, shipped: Mapping[str, bytes]) -> There:
    """A file that lies there behind a link, or with the other ending, is there and is left alone."""
    seen = dict(there)
    for path in shipped:
        stem, _, ending = path.rpartition(".")
        above = [parent.as_posix() for parent in Path(path).parents][:-1]
        if any(isinstance(there.get(folder), Unusable) for folder in above):
            seen[path] = Unusable("behind a link, which is left alone")
        elif ending == "yaml" and path not in there and f"{stem}.yml" in there:
            seen[path] = Unusable(f"there as {stem}.yml")
    return seen


def _after(book: Book, changes: list[Change]) -> Overlay:
    return Overlay(book.tree, {change.path: change.after or b"" for change in changes})


def _new_problems(book: Book, renewal: Renewal) -> list[Problem]:
    """What could be read before, and could not be any more."""
    letters = [change for change in renewal.of(*WRITTEN) if is_letter(change.path)]
    after = _loaded_after(book, renewal)
    old = {(problem.path, problem.message) for problem in book.problems}
    problems = (*after.problems, *problems_of_letters(_after(book, letters), [change.path for change in letters]))
    return [problem for problem in problems if (problem.path, problem.message) not in old]


def _loaded_after(book: Book, renewal: Renewal) -> Book:
    records = [change for change in renewal.of(*WRITTEN) if change.path.endswith(".yaml")]
    return load(_after(book, records))


def _new_errors(call: Context, book: Book, renewal: Renewal) -> tuple[str, ...]:
    """What `check` will have against the folder that it has not now."""

    def errors(judged: Book) -> dict[tuple[str, str, str], str]:
        found = judge(judged, call.as_of, places=False).findings
        return {(f.rule, f.path, f.message): f"{f.rule} {f.path}: {f.message}" for f in found if f.level == "error"}

    if not renewal.of(*WRITTEN):
        return ()
    before = errors(book)
    return tuple(words for error, words in errors(_loaded_after(book, renewal)).items() if error not in before)
