"""Words that mean the same in more of the matters that any city is told of; some groups are said more fully."""

from django.db import migrations

#: A group as it was put, and as it is now.
FULLER = [
    (
        "karaoke, loa kẹo kéo, hát karaoke, hát hò",
        "karaoke, loa kẹo kéo, hát karaoke, hát hò, loa thùng, nhạc sống",
    ),
    (
        "mùi hôi, hôi thối, bốc mùi, hôi, thối, hôi thúi, mùi thối, nồng nặc, hôi hám, hôi tanh",
        "mùi hôi, hôi thối, bốc mùi, hôi, thối, hôi thúi, mùi thối, nồng nặc, hôi hám, hôi tanh, xú uế",
    ),
    (
        "nước yếu, nước chảy yếu, áp lực nước, áp lực yếu",
        "nước yếu, nước chảy yếu, áp lực nước, áp lực yếu, chảy yếu, áp lực thấp",
    ),
    (
        "học sinh, trẻ em, trẻ nhỏ, con nít",
        "học sinh, trẻ em, trẻ nhỏ, con nít, trẻ con",
    ),
]
SAME = [
    "dở dang, dang dở, bỏ dở, chưa hoàn thành, chưa hoàn thiện, chưa xong",
    "người già, người cao tuổi, người lớn tuổi",
    "trạm y tế, trạm xá, cơ sở y tế",
    "vật nuôi, thú cưng, thú nuôi, chó mèo",
    "ống nước, đường ống nước, ống cấp nước, tuyến ống",
    "trạm biến áp, trạm hạ thế, bình hạ thế",
    "điện yếu, điện áp thấp, sụt áp",
    "quá tải, quá khổ, vượt tải",
    "hỏa hoạn, đám cháy, bốc cháy",
    "sổ đỏ, sổ hồng, bìa đỏ, giấy chứng nhận quyền sử dụng đất",
    "một cửa, hành chính công, tiếp nhận và trả kết quả",
    "hách dịch, cửa quyền, nhũng nhiễu",
    "cờ bạc, đánh bạc, sát phạt",
    "ma túy, hút chích, kim tiêm, nghiện hút",
    "say xỉn, say rượu, nồng độ cồn",
    "đốt pháo, pháo nổ, bắn pháo",
    "vàng mã, giấy vàng mã, đốt vàng mã",
    "giếng khoan, nước giếng",
    "trạm phát sóng, trạm bts, cột phát sóng",
    "chèo kéo, đeo bám, níu kéo",
    "ăn xin, xin ăn, lang thang",
    "bờ kè, kè, kè sông",
    "đền bù, bồi thường",
    "lan can, tay vịn",
    "gờ giảm tốc, gồ giảm tốc, vạch giảm tốc",
    "vòng xuyến, bùng binh, vòng xoay",
    "đường sắt, đường tàu, đường ray",
    "camera giám sát, camera an ninh, camera",
    "thuyền rồng, thuyền du lịch, du thuyền",
    "di tích, di sản",
    "phá rừng, chặt phá rừng, lâm tặc",
    "khai thác cát, hút cát, cát tặc",
    "bê tông hóa, đổ bê tông, làm bê tông",
    "quy hoạch treo, dự án treo",
]


def say_more(apps, schema_editor):
    """Put the groups that are not there."""
    model = apps.get_model("cases", "SameWords")
    for first, now in FULLER:
        if not model.objects.filter(words=now).exists():
            model.objects.filter(words=first).update(words=now)
    known = set(model.objects.values_list("words", flat=True))
    model.objects.bulk_create(model(kind="same", words=words) for words in SAME if words not in known)


def say_less(apps, schema_editor):
    """Take them back, where nobody has changed them."""
    model = apps.get_model("cases", "SameWords")
    for first, now in FULLER:
        model.objects.filter(words=now).update(words=first)
    model.objects.filter(words__in=SAME).delete()


class Migration(migrations.Migration):
    """Adds groups of words that mean the same."""

    dependencies = [("cases", "0050_more_same_words")]

    operations = [migrations.RunPython(say_more, say_less, elidable=False)]
