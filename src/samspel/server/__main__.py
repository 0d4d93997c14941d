"""The upper floor's verbs: serve, worker, migrate, user, backup, restore.

`samspel serve` and its like come here from the command line by `runpy`, so that `samspel gaps`
never meets Django. `start` is what script/start runs; `web` and `drain` are the children.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

__all__ = ["main"]

Verb = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. 0 done; 1 refused or failed, with the reason on standard error; 2 usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.server.settings")
    # Static files under hashed names, whichever verb collects them or serves them.
    os.environ.setdefault("SAMSPEL_COLLECT", "1")
    arguments = _parser().parse_args(argv)
    verb: Verb = arguments.verb
    try:
        return verb(arguments)
    except _told() as fault:
        sys.stderr.write(f"samspel: {fault}\n")
        return 1


def _told() -> tuple[type[Exception], ...]:
    """The faults that a sentence says all about; any other shows where it arose."""
    from django.core.exceptions import ImproperlyConfigured

    from samspel.server.copies import InTheWay, NotACopy
    from samspel.server.databases import ToolMissing
    from samspel.server.locks import Busy
    from samspel.server.people import Unknown

    return (Busy, InTheWay, NotACopy, ToolMissing, Unknown, ImproperlyConfigured)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samspel", description="The service.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _add_running(verbs)
    _add_keeping(verbs)
    _add_people(verbs)
    return parser


def _add(verbs: "_Verbs", name: str, verb: Verb, says: str | None) -> argparse.ArgumentParser:
    # A verb without a sentence is the service's own, and is not listed.
    parser = verbs.add_parser(name, description=says, help=says) if says else verbs.add_parser(name)
    parser.set_defaults(verb=verb)
    return parser


def _add_running(verbs: "_Verbs") -> None:
    serve = _add(verbs, "serve", _serve, "Run the pages and the worker, together.")
    serve.add_argument("--host", default=os.environ.get("SAMSPEL_HOST", "127.0.0.1"))
    serve.add_argument("--port", type=int, default=int(os.environ.get("SAMSPEL_PORT") or 8000))
    serve.add_argument("--pages-only", action="store_true", help="the worker runs elsewhere")
    _add(verbs, "worker", _worker, "Run the worker alone, beside `serve --pages-only`.")
    start = _add(verbs, "start", _start, None)
    start.add_argument("--no-serve", action="store_true")
    web = _add(verbs, "web", _web, None)
    web.add_argument("--listening", type=int, required=True)
    drain = _add(verbs, "drain", _drain, None)
    for child in (web, drain):
        child.add_argument("--watch", type=int, required=True)


def _add_keeping(verbs: "_Verbs") -> None:
    _add(verbs, "migrate", _migrate, "Bring the database to this version's form.")
    backup = _add(verbs, "backup", _backup, "Copy everything kept into one new file.")
    backup.add_argument("file", type=Path)
    restore = _add(verbs, "restore", _restore, "Put such a copy back.")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--replace", action="store_true", help="also where there is data: it is kept aside"
    )


def _add_people(verbs: "_Verbs") -> None:
    user = verbs.add_parser("user", help="Add users, make sign-in links, list users.")
    what = user.add_subparsers(required=True, metavar="add|link|list")
    add = _add(what, "add", _user_add, "Add a user and print a sign-in link.")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", action="append", required=True, help="may be given again")
    add.add_argument("--region", required=True, metavar="KEY")
    add.add_argument("--region-name", default="", help="makes the region where it is not there")
    add.add_argument("--ecosystem", action="append", default=[], help="of a held role; again")
    add.add_argument("--actor", action="append", default=[], help="of an actor's contact; again")
    add.add_argument("--until", type=date.fromisoformat, help="the last day, yyyy-mm-dd")
    link = _add(what, "link", _user_link, "Print a one-time sign-in link.")
    link.add_argument("email")
    _add(what, "list", _user_list, "List users with their roles.")


# ----------------------------------------------------------------------------- running


def _serve(arguments: argparse.Namespace) -> int:
    from samspel.server import readiness
    from samspel.server.running import Opening, hold, open_service

    opening = Opening(arguments.host, arguments.port, pages_only=arguments.pages_only)
    with hold(worker=not opening.pages_only) as held:
        readiness.look()
        return open_service(opening, held, lambda address: _say(f"Samspel: {address}"))


def _worker(_: argparse.Namespace) -> int:
    from samspel.server import readiness
    from samspel.server.running import work_alone

    readiness.look()
    return work_alone()


def _web(arguments: argparse.Namespace) -> int:
    from samspel.server import web

    web.serve(listening=arguments.listening, watch=arguments.watch)
    return 0


def _drain(arguments: argparse.Namespace) -> int:
    from samspel.server.running import work_as_child

    return work_as_child(arguments.watch)


def _start(arguments: argparse.Namespace) -> int:
    from samspel.server import first

    return first.start(serving=not arguments.no_serve)


# ----------------------------------------------------------------------------- keeping


def _migrate(_: argparse.Namespace) -> int:
    from samspel.server import readiness

    readiness.bring_up_to_date()
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from samspel.server import keeping

    _say(keeping.back_up(arguments.file))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from samspel.server import keeping

    _say(keeping.restore(arguments.file, replace=arguments.replace))
    return 0


# ------------------------------------------------------------------------------ people


def _user_add(arguments: argparse.Namespace) -> int:
    from samspel.server import people

    roles, region = tuple(arguments.role), arguments.region_name
    given = people.Given(
        arguments.email,
        arguments.name,
        arguments.region,
        roles,
        region,
        ecosystems=tuple(arguments.ecosystem),
        actors=tuple(arguments.actor),
        until=arguments.until,
    )
    _say(people.add(given))
    return 0


def _user_link(arguments: argparse.Namespace) -> int:
    from samspel.server import people

    _say(people.link(arguments.email))
    return 0


def _user_list(_: argparse.Namespace) -> int:
    from samspel.server import people

    for line in people.lines():
        _say(line)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
