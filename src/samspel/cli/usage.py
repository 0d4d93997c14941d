"""A wrong word on the command line, said in the person's language with what to do about it.

Neighbours get `parser_in(say)`, a kind of parser that says so, and the kinds of value that an
option takes: `day_of(say)`, `count_of(least, most, say)`.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from samspel.reports.words import N_, Words

__all__ = ["count_of", "day_of", "parser_in"]

# What argparse says in English alone, by how it begins, and what is said in its place.
_INSTEAD = (
    ("the following arguments are required: ", N_("This is missing: %(rest)s.")),
    ("unrecognized arguments: ", N_("This is not understood: %(rest)s. --help shows what is.")),
    ("expected ", N_("Write a value after it.")),
    ("not allowed with argument ", N_("It cannot be given together with %(rest)s. Choose one.")),
)


def parser_in(say: Words) -> "type[_Parser]":
    """The kind of parser that speaks that language, as the commands below it then do."""
    return type("Parser", (_Parser,), {"say": say})


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong as a sentence, and ends with 2."""

    say: Words

    def __init__(self, **more: Any) -> None:
        super().__init__(**more, exit_on_error=False)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """As argparse does; a fault ends the program with its sentence."""
        try:
            return super().parse_known_args(args, namespace)
        except argparse.ArgumentError as fault:
            said = self._instead(fault.message)
            self.error(f"{fault.argument_name}: {said}" if fault.argument_name else said)

    def error(self, message: str) -> NoReturn:
        """The usage and the sentence on standard error, and 2."""
        usage = self.format_usage().replace("usage:", self.say.gettext("usage:"), 1)
        self.exit(2, f"{usage}{self.prog}: {self._instead(message)}\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, self._none_of(value, action.choices))

    def _none_of(self, value: Any, choices: Iterable[Any]) -> str:
        text = self.say.gettext("%(value)s is none of the choices. Choose one of %(choices)s.")
        return text % {"value": value, "choices": ", ".join(map(str, choices))}

    def _instead(self, message: str) -> str:
        for start, text in _INSTEAD:
            if message.startswith(start):
                return self.say.gettext(text) % {"rest": message.removeprefix(start)}
        return message


def day_of(say: Words) -> Callable[[str], date]:
    """Reads a day of the calendar."""

    def day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as fault:
            said = say.gettext(
                "%(value)s is no day of the calendar. Write year, month and day, such as "
                "2026-09-30."
            )
            raise argparse.ArgumentTypeError(said % {"value": text}) from fault

    return day


def count_of(least: int, most: int, say: Words) -> Callable[[str], int]:
    """Reads a whole number within the two."""

    def count(text: str) -> int:
        value = int(text) if text.removeprefix("-").isdecimal() else None
        if value is None or not least <= value <= most:
            said = say.gettext(
                "%(value)s will not do. Write a whole number from %(least)s to %(most)s."
            )
            values = {"value": text, "least": say.number(least), "most": say.number(most)}
            raise argparse.ArgumentTypeError(said % values)
        return value

    return count
