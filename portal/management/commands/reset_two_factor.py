"""`manage.py reset_two_factor NAME`: for the account that lost its device when no other administrator can help."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.signin import devices


class Command(BaseCommand):
    """Forgets an account's device and backup codes; its next sign-in sets up new ones."""

    help = "Reset the second factor of an account that lost its device; its sessions end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("name", help="the account's user name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, and say so on standard error."""
        user = get_user_model().objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account named {options['name']}.")
        devices.reset(user, by=None)
        self.stderr.write(f"{user.get_username()} sets up a new second factor at the next sign-in.")
