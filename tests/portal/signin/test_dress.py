"""Pages before signing in bear the portal's name, in the reader's language, and nobody else's."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

pytestmark = pytest.mark.django_db

RESET = "/cms/password_reset/"
PAGES = {
    "/cms/login/": ("Đăng nhập", "Sign in"),
    RESET: ("Đặt lại mật khẩu của bạn", "Reset your password"),
    f"{RESET}done/": ("Kiểm tra email của bạn", "Check your email"),
    f"{RESET}confirm/MQ/abc-def/": ("Đường dẫn đặt lại mật khẩu không còn dùng được", "Invalid password reset link"),
    f"{RESET}complete/": ("Mật khẩu thay đổi thành công", "Password change successful"),
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_ours(client, language):
    for address, headings in PAGES.items():
        page = BeautifulSoup(client.get(address, headers={"accept-language": language}).content, "lxml")
        assert page.html["lang"] == language, address
        assert page.h1.get_text(strip=True) == headings[language == "en"], address
        assert page.title.get_text(strip=True).endswith("- Minh Bạch"), address
        assert page.select_one(".signin-logo").get_text(" ", strip=True) == "Minh Bạch"
        assert page.select_one(".signin-logo")["href"] == ("/en/" if language == "en" else "/")
        assert "favicon.svg" in page.select_one("link[rel=icon]")["href"]
        page.noscript.decompose()
        assert "wagtail" not in page.get_text().lower(), address
        assert not page.select(".login-logo")


def test_a_password_can_still_be_set_anew(client, mailoutbox):
    account = get_user_model().objects.create_superuser("chief", "chief@example.org", "mot hai ba")
    client.post(RESET, {"email": "chief@example.org"})
    assert "/cms/password_reset/confirm/" in mailoutbox[0].body
    link = f"{RESET}confirm/{urlsafe_base64_encode(force_bytes(account.pk))}/"
    form = client.get(link + default_token_generator.make_token(account) + "/", follow=True)
    assert "<h1>Đặt mật khẩu mới" in form.content.decode()
    told = {"new_password1": "bon nam sau bay", "new_password2": "bon nam sau bay"}
    assert client.post(form.redirect_chain[-1][0], told, follow=True).redirect_chain[-1][0] == f"{RESET}complete/"
    account.refresh_from_db()
    assert account.check_password("bon nam sau bay")
