"""Forms of the registers as a browser would send them, and what they answer."""

from html import unescape

from django.contrib.messages import get_messages
from django.urls import reverse


def url(viewset, name, *args):
    """An address of a register."""
    return reverse(f"{viewset}:{name}", args=args)


def filled(client, address, **changed):
    """What the form at this address would send as it stands, with some fields changed; None leaves a field out."""
    form = client.get(address).context["form"]
    sent = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if not field.disabled and value not in (None, ""):
            sent[name] = getattr(value, "pk", value)
    sent.update(changed)
    return {name: value for name, value in sent.items() if value is not None}


def send(client, address, **changed):
    """Fill the form and send it."""
    return client.post(address, filled(client, address, **changed))


def errors(response):
    """What the form complains of, by field."""
    return response.context["form"].errors.get_json_data()


def complaints(response):
    """The sentences of all complaints."""
    return [item["message"] for found in errors(response).values() for item in found]


def told(response):
    """Messages that the next page will show."""
    return [unescape(str(message)).strip().split("\n")[0].strip() for message in get_messages(response.wsgi_request)]
