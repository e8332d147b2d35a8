"""What `cases` tells others, always after the commit."""

from django.dispatch import Signal

#: Sent with `case_ids: list[int]` once the transaction that changed them is committed.
cases_changed = Signal()

#: Sent without arguments once the transaction is committed in which something happened that staff learn of by mail.
mails_waiting = Signal()
