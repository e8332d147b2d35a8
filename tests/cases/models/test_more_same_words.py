"""The migrations that say more words: they fill up what nobody changed, and take back no word of an editor."""

import importlib

import pytest
from django.apps import apps

from cases.models import SameWords

pytestmark = pytest.mark.django_db
MORE = [
    importlib.import_module(f"cases.migrations.{name}")
    for name in ("0050_more_same_words", "0051_still_more_same_words")
]


def added(more):
    """The groups that one puts, by kind."""
    return getattr(more, "MORE", None) or {"same": more.SAME}


def groups(more):
    return [words for rows in added(more).values() for words in rows]


def words():
    return set(SameWords.objects.values_list("words", flat=True))


def test_what_they_say_can_be_read_by_editors():
    for row in SameWords.objects.all():
        row.full_clean()


@pytest.fixture(params=MORE, ids=("0050", "0051"))
def more(request):
    """One of them, and the rows as they are just after it."""
    for later in reversed(MORE[MORE.index(request.param) + 1 :]):
        later.say_less(apps, None)
    return request.param


def test_each_group_is_there_once(more):
    said = groups(more)
    assert len(set(said)) == len(said)
    assert {*said, *(now for __, now in more.FULLER)} <= words()
    assert not words() & {first for first, __ in more.FULLER}
    for kind, rows in added(more).items():
        assert set(SameWords.objects.filter(words__in=rows).values_list("kind", flat=True)) == {kind}


def test_there_and_back_everything_is_as_it_was(more):
    now = set(SameWords.objects.values_list("kind", "words", "active"))
    more.say_less(apps, None)
    assert not words() & {*groups(more), *(fuller for __, fuller in more.FULLER)}
    assert {first for first, __ in more.FULLER} <= words()
    assert SameWords.objects.count() == len(now) - len(groups(more))
    more.say_more(apps, None)
    assert set(SameWords.objects.values_list("kind", "words", "active")) == now


def test_what_an_editor_changed_stays(more):
    first, fuller = more.FULLER[0]
    more.say_less(apps, None)
    SameWords.objects.filter(words=first).update(words="lề, ngách")
    SameWords.objects.create(kind="place", words=groups(more)[0], active=False)
    more.say_more(apps, None)
    assert "lề, ngách" in words()
    assert not {first, fuller} & words()
    assert SameWords.objects.filter(words=groups(more)[0]).values_list("kind", "active").get() == ("place", False)


def test_a_group_that_somebody_put_before_is_not_put_twice(more):
    first, fuller = more.FULLER[0]
    more.say_less(apps, None)
    SameWords.objects.create(kind="same", words=fuller)
    more.say_more(apps, None)
    assert {first, fuller} <= words(), "the shorter one stays as it is"
    assert SameWords.objects.filter(words=fuller).count() == 1


def test_who_goes_back_keeps_what_is_their_own(more):
    __, fuller = more.FULLER[0]
    SameWords.objects.create(kind="same", words="của riêng ta, của riêng mình")
    SameWords.objects.filter(words=fuller).update(words="lề, ngách")
    more.say_less(apps, None)
    assert {"của riêng ta, của riêng mình", "lề, ngách"} <= words()
