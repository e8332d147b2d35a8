"""Words that mean the same, with the list that a new portal begins with: from then on it is the editors'."""

from django.db import migrations, models

# Single words that people also type without marks are written in that way, too (`kiet`): see search/lexicon.py.
SAME = [
    "kiệt, kiet, hẻm, hem, ngõ",
    "đèn đường, điện đường, đèn chiếu sáng, điện chiếu sáng, đèn công cộng, chiếu sáng công cộng",
    "cột điện, trụ điện",
    "cột đèn, trụ đèn",
    "cột, trụ",
    "đèn giao thông, đèn tín hiệu, đèn xanh đèn đỏ",
    "biển báo, bảng báo",
    "vạch kẻ đường, vạch sơn",
    "xà bần, phế thải xây dựng, rác thải xây dựng, rác xây dựng, chất thải xây dựng",
    "rác, rác thải",
    "thùng rác, sọt rác",
    "bãi rác, đống rác, điểm tập kết rác",
    "heo, lợn",
    "chó thả rông, chó chạy rông",
    "gia súc, trâu bò",
    "ổ gà, ổ voi",
    "hỏng, hư, hư hỏng, xuống cấp",
    "vỉa hè, lề đường, hè phố",
    "lấn chiếm, chiếm dụng",
    "mùi hôi, hôi thối, bốc mùi, hôi",
    "ngập, ngập úng, ngập nước, ngập lụt, úng",
    "ứ đọng, đọng nước, tù đọng",
    "lũ, lụt, lũ lụt",
    "hói, kênh, mương",
    "nắp cống, nắp hố ga",
    "nước sinh hoạt, nước máy, nước sạch, nước thủy cục",
    "mất nước, cúp nước",
    "mất điện, cúp điện",
    "tiếng ồn, ồn ào, gây ồn",
    "karaoke, loa kẹo kéo",
    "quán nhậu, quán bia",
    "đậu xe, đỗ xe, đậu đỗ xe",
    "bãi đỗ xe, bãi đậu xe",
    "giữ xe, gửi xe, trông xe",
    "xe máy, mô tô",
    "xe buýt, xe bus",
    "xe tải, xe ben",
    "ngã đổ, gãy đổ, bật gốc",
    "nghiêng, xiêu vẹo",
    "cắt tỉa, tỉa cành, mé nhánh",
    "sụt lún, lún sụt, sụp lún, lún",
    "sạt lở, xói lở",
    "san lấp, lấp",
    "dời, di dời",
    "hoàn trả mặt bằng, hoàn trả mặt đường, trả lại mặt bằng",
    "xây dựng trái phép, xây dựng không phép, xây dựng sai phép",
    "hàng rong, bán rong",
    "chợ cóc, chợ tạm, chợ tự phát",
    "rao vặt, quảng cáo trái phép",
    "nhà vệ sinh, wc, toilet",
    "bụi, khói bụi",
    "trường mầm non, trường mẫu giáo, nhà trẻ",
]
PLACES = [
    "Linh Mụ, Thiên Mụ",
    "Vĩ Dạ, Vỹ Dạ",
    "Tràng Tiền, Trường Tiền",
    "Minh Mạng, Minh Mệnh",
    "Kim Long, Kim Luông",
    "sông Hương, Hương Giang",
    "sông An Cựu, sông Lợi Nông",
    "núi Ngự Bình, núi Ngự",
    "đầm Lập An, đầm Lăng Cô, đầm An Cư",
    "Thừa Thiên Huế, TT Huế, TTH",
    "quốc lộ 1, quốc lộ 1A, QL1A, QL1",
]
SHORT = [
    "p, phường",
    "x, xã",
    "q, quận",
    "h, huyện",
    "tx, thị xã",
    "tt, thị trấn",
    "tp, thành phố",
    "đ, đường",
    "ql, quốc lộ",
    "tl, tỉnh lộ",
    "tdp, tổ dân phố",
    "kdc, khu dân cư",
    "kqh, khu quy hoạch",
    "kđt, khu đô thị",
    "kdt, khu đô thị",
    "ubnd, ủy ban nhân dân",
    "hđnd, hội đồng nhân dân",
    "hdnd, hội đồng nhân dân",
    "csgt, cảnh sát giao thông",
    "gtvt, giao thông vận tải",
    "atgt, an toàn giao thông",
    "vsmt, vệ sinh môi trường",
    "attp, an toàn thực phẩm",
    "pccc, phòng cháy chữa cháy",
    "qlđt, quản lý đô thị",
    "qldt, quản lý đô thị",
    "qlda, quản lý dự án",
    "mtđt, môi trường đô thị",
    "mtdt, môi trường đô thị",
    "bv, bệnh viện",
    "thcs, trung học cơ sở",
    "thpt, trung học phổ thông",
]
TYPED = [
    "ko, không",
    "k, không",
    "kg, không",
    "hok, không",
    "dc, được",
    "đc, được",
    "đk, được",
    "vs, với",
    "j, gì",
    "ng, người",
    "nc, nước",
    "trc, trước",
    "nhìu, nhiều",
]
FIRST = {"same": SAME, "place": PLACES, "short": SHORT, "typed": TYPED}


def groups(apps, schema_editor):
    """Put the first groups."""
    model = apps.get_model("cases", "SameWords")
    model.objects.bulk_create(model(kind=kind, words=words) for kind, rows in FIRST.items() for words in rows)


class Migration(migrations.Migration):
    """Creates the register of words that mean the same."""

    dependencies = [("cases", "0027_begin_with_few")]

    operations = [
        migrations.CreateModel(
            name="SameWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "Cùng nghĩa"),
                            ("place", "Một nơi nhiều tên"),
                            ("short", "Viết tắt"),
                            ("typed", "Gõ tắt: chỉ từ đầu được hiểu là các từ sau"),
                        ],
                        default="same",
                        max_length=5,
                        verbose_name="loại",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="các từ")),
                ("active", models.BooleanField(default=True, verbose_name="còn dùng")),
            ],
            options={
                "verbose_name": "từ cùng nghĩa",
                "verbose_name_plural": "từ cùng nghĩa",
                "ordering": ("kind", "words"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("words",),
                        name="a_group_of_words_stands_once",
                        violation_error_message="Nhóm từ này đã có.",
                    )
                ],
            },
        ),
        migrations.RunPython(groups, migrations.RunPython.noop, elidable=False),
    ]
