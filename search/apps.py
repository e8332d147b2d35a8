"""App configuration of `search`: plugs itself into the ports of `cases`, and listens for changes."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers `search` with Django."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in and connect; importing the checks registers them."""
        from cases import ports, signals  # noqa: PLC0415 - needs loaded apps
        from search import addresses, checks, nearby, same_answers, staff_words, wake_up  # noqa: F401, PLC0415 - needs loaded apps

        ports.PORTS.list_url = addresses.case_list_url
        ports.PORTS.finder = nearby.Finder()
        ports.PORTS.answers = same_answers.Finder()
        ports.PORTS.staff = staff_words.Finder()
        signals.cases_changed.connect(wake_up.index_changed, dispatch_uid="search.wake_up")
