"""Sharing a report: a mail by a plain link, and buttons that show themselves where scripts run. Nobody is asked."""

from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.mark.parametrize(("language", "subject"), [("vi", "Phản ánh 48213: "), ("en", "Report 48213: ")])
def test_a_case_is_shared_by_a_plain_link_and_by_buttons_that_need_scripts(page_of, settings, language, subject):
    settings.PUBLIC_URL = "https://minhbach.example"
    line = page_of("case-in-term", language).find(class_="sharing")
    address = urlsplit(line.a["href"])
    told = parse_qs(address.query)
    assert (address.scheme, address.path) == ("mailto", ""), "to whom is for the reader to say"
    assert told["subject"] == [subject + line["data-share-title"]]
    assert told["body"][0].splitlines()[1].endswith("/a/48213")
    assert "+" not in address.query, "mail programs show it as it is"
    assert {"hidden"} <= set.intersection(*(set(button.attrs) for button in line.find_all("button")))
