"""Questions, asked only where somebody sits in front of a terminal and can answer."""

import sys

import typer


def somebody_answers() -> bool:
    """Is there a terminal to ask on, and one to answer with?"""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def confirmed(question: str, default: bool = True) -> bool:
    """Yes or no. Ctrl-C, and the end of the input, stop the command."""
    return bool(typer.confirm(question, default=default))


def asked(question: str) -> str:
    """One line of text."""
    return str(typer.prompt(question)).strip()
