"""`manage.py demo`: sets up a database, loads the invented city, tells where to look, and serves it."""

from __future__ import annotations

import os
import signal
import socket
import sys
from argparse import ArgumentParser
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Q
from django.utils import timezone
from tqdm import tqdm

from cases.accountability.frozen.freezing import freeze
from cases.accountability.open_data.making import make_dump
from cases.demo.album import draw_missing, fill_album
from cases.demo.city import CASES, build
from cases.demo.people import disagree, follow_terms
from cases.demo.press import write_press
from cases.models import Agency, Case, Delivery, Post, Standing, verdict_at
from cases.public.addresses import short_url
from cases.rules.states import AssignmentState
from cases.rules.verdicts import VerdictKind

FROZEN = 60  # days
HOST, PORT = "127.0.0.1", 8000
NAME, PASSWORD = "admin", "minhbach-demo"
EDITOR, EDITORS = "bientap", "Ban biên tập"  # pages, news and registers; made after migrating
OFFICER, OFFICERS = "canbo", "Cán bộ đơn vị"  # answers for the agency that has most in hand
APPROVER, APPROVERS = "nguoiduyet", "Người duyệt"
HEAD, HEADS = "lanhdao", "Lãnh đạo Trung tâm"  # decides, and settles where reviewers disagree
# Threads: browsers open connections to spare, and a worker without any would wait for what never comes on them.
GUNICORN = (
    "--config=python:cases.demo.serving",
    "--no-control-socket",
    "--preload",  # the portal is imported once, and its workers are there at once
    "--workers=2",
    "--threads=4",
    "--log-level=warning",
    "--access-logfile=/dev/null",
)


class Command(BaseCommand):
    """Everything a visitor needs, in one command; ends with its children on SIGTERM or Ctrl-C."""

    help = "Load the invented city and serve it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", PORT)))
        parser.add_argument("--cases", type=int, default=CASES, help="how large the city is")
        parser.add_argument("--no-serve", action="store_true", help="only load it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, load, tell, serve."""
        if not settings.DEMO:
            raise CommandError("This command is for a demo: start it with `make demo`, or with DEMO=1.")
        if not options["no_serve"]:
            refuse_taken(options["port"])
        make_room()
        call_command("migrate", verbosity=0)
        self.load(options["cases"])
        self.tell(options["port"])
        if not options["no_serve"]:
            serve(options["port"])

    def load(self, count: int) -> None:
        """Build the city, unless the database holds a finished one. Never adds a user to a database of others."""
        users = get_user_model().objects.filter(username=NAME)
        if Case.objects.exists():
            if not users.exists():
                raise CommandError(
                    f"{database_name()} holds cases, but no finished demo: it was interrupted, or is none. "
                    "Delete it to begin anew, or name another one in DATABASE_URL."
                )
            draw_missing()
            call_command("nightly", stderr=StringIO())
            return
        with tqdm(total=count, unit=" cases", desc="city", file=sys.stderr) as bar:
            for n in build(timezone.now(), count=count):
                bar.total = max(count, n)
                bar.update(n - bar.n)
        fill_album()
        draw_missing()
        call_command("demo_news", verbosity=0)
        call_command("rebuild_search", verbosity=0)
        self.freeze()
        write_press(timezone.localdate())
        make_dump()
        Delivery.objects.all().delete()  # told by now: everything is findable, and of the past nobody gets mails
        if not users.exists():
            hashed = make_password(PASSWORD)  # once for all of them: it is meant to take long
            a_person(EDITOR, EDITORS, hashed=hashed)
            reviewers = a_person(APPROVER, APPROVERS, hashed=hashed), a_person(HEAD, HEADS, hashed=hashed)
            follow_terms(timezone.localdate())
            disagree(reviewers, timezone.now())
            officer, agency = a_person(OFFICER, OFFICERS, hashed=hashed), busiest_agency()
            if agency is not None:
                Post.objects.create(account=officer, agency=agency, since=timezone.localdate())
            # Last: it marks the city as finished.
            a_person(NAME, hashed=hashed, is_staff=True, is_superuser=True)

    def freeze(self) -> None:
        """Freeze the last days, as if the nights had passed."""
        now = timezone.now()
        days = [timezone.localdate(now) - timedelta(days=back) for back in range(1, FROZEN + 1)]
        with tqdm(total=FROZEN, unit=" days", desc="frozen", file=sys.stderr) as bar:
            for _ in freeze(days, now):
                bar.update()

    def tell(self, port: int) -> None:
        """Where to look, and as whom to log in."""
        base = f"http://{HOST}:{port}"
        clocks = Standing.objects.of_citizens().now().open().annotate(verdict=verdict_at(timezone.now()))
        worst = clocks.filter(verdict=VerdictKind.PROMISE_BROKEN).select_related("case").order_by("term_end").first()
        lines = [
            "",
            "Minh Bạch, demo. The city is invented: every report, agency and figure is made up.",
            f"  front             {base}/",
            f"  reports           {base}/phan-anh/",
            f"  who is past due   {base}/qua-han/",
            f"  frozen days       {base}/qua-han/ngay/",
            f"  open data         {base}/du-lieu/",
            f"  agencies          {base}/don-vi/",
            f"  in the press      {base}/bao-chi/",
            *([f"  a broken promise  {base}{short_url(worst.case.number)}"] if worst else []),
            f"  in English        {base}/en/",
            f"  CMS               {base}/cms/   user {NAME}, password {PASSWORD}",
            f"                    as an editor of the Center: user {EDITOR}, same password",
            f"  review desk       {base}/cms/duyet/   user {APPROVER}, same password",
            f"                    as the head of the Center: user {HEAD}, same password",
            f"  officer's desk    {base}/cms/don-vi-toi/   user {OFFICER}, same password",
            f"The database is {database_name()}; delete it to begin anew. Ctrl-C ends the demo.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def a_person(name: str, *groups: str, hashed: str, **rights: bool) -> User:
    """An account in these groups, with a password that is hashed already."""
    account = get_user_model().objects.create(username=name, email=f"{name}@example.com", password=hashed, **rights)
    account.groups.set(Group.objects.get(name=group) for group in groups)
    return account


def busiest_agency() -> Agency | None:
    """The agency with a name that has most to answer now, None in a city without any work."""
    in_hand = Count("assignments", filter=Q(assignments__state=AssignmentState.OPEN.value))
    found = Agency.objects.exclude(name="").annotate(n=in_hand).filter(n__gt=0).order_by("-n", "pk")
    return found.first()


def database_name() -> str:
    """Where the data lie, for people."""
    name = settings.DATABASES["default"]["NAME"]
    path = Path(str(name))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(name)


def make_room() -> None:
    """Make the folder of a database that is a file: who begins anew may have deleted it whole."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        Path(str(settings.DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)


def refuse_taken(port: int) -> None:
    """Say that the port is in use before anything is loaded."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(f"Port {port} is in use; choose another one: PORT=8001 make demo") from error


def serve(port: int) -> None:
    """Become the server: signals reach it directly, and its workers end with it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")  # what pages quote as their address
    arguments = [sys.executable, "-m", "gunicorn", f"--bind={HOST}:{port}", *GUNICORN, "portal.wsgi:application"]
    os.execv(sys.executable, arguments)  # noqa: S606 - our own server, no shell
