"""What is pasted from a page into an answer, in a real browser: lists and links stay, as plain text."""

from cases.models import Answer
from tests.cases.editorial.office.conftest import given

MARKUP = (
    "<meta charset=utf-8><h2>Kết  quả</h2><p>Đã <b>làm</b>:</p><ul><li><p>Thay bóng</p></li><li>Dựng trụ</li></ul>"
    "<ol><li>Một</li><li>Hai</li></ol><div>Xem <a href='https://hue.gov.vn/tin/1'>thông báo</a>,<br>"
    "<a href='javascript:alert(1)'>đây</a></div><script>alert(1)</script><style>p{}</style>"
)
KEPT = (
    "Kết quả\n\nĐã làm:\n\n- Thay bóng\n- Dựng trụ\n\n1. Một\n2. Hai\n\nXem thông báo (https://hue.gov.vn/tin/1),\nđây"
)
PASTE = """(field, markup) => {
  const held = new DataTransfer();
  held.setData("text/html", markup);
  field.focus();
  return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
}"""


def test_lists_and_links_stay_and_nothing_else(transactional_db, live_server, context, page, officer, client):
    walk = given()
    client.force_login(officer)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/cms/don-vi-toi/{walk.assignment.pk}/")
    text = page.get_by_label("Câu trả lời, ai")
    assert text.evaluate(PASTE, "<p>Chữ <b>đậm</b></p>") is True, "the browser's own plain text will do"
    assert text.evaluate(PASTE, MARKUP) is False
    assert text.input_value() == KEPT
    page.get_by_role("button", name="Lưu nháp").click()
    page.wait_for_selector(".told .note.ok")
    assert Answer.objects.get().text == KEPT, "the server has nothing to add"
