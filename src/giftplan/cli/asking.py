"""Questions, asked only where somebody sits in front of a terminal and can answer."""

import sys
from dataclasses import dataclass

import typer

FORMATS = ("table", "json")


def somebody_answers() -> bool:
    """Is there a terminal to ask on, and one to answer with?"""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def confirmed(question: str, default: bool = True) -> bool:
    """Yes or no. Ctrl-C, and the end of the input, stop the command."""
    return bool(typer.confirm(question, default=default))


def asked(question: str, default: str | None = None) -> str:
    """One line of text; nothing but a line end takes the default, where there is one."""
    return str(typer.prompt(question, default=default)).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a record is written down: in which format, with or without writing, with or without a question."""

    form: str
    dry_run: bool
    yes: bool

    @property
    def asks(self) -> bool:
        """Is there somebody to ask?"""
        return self.form == "table" and somebody_answers()

    def wants_it(self) -> bool:
        """Is it to be written? Who is asked can say no; where nobody can be asked, the call itself was the answer."""
        return not self.dry_run and (self.yes or not self.asks or confirmed("Write it?"))
