"""More words that mean the same: what people call the things that a city is told of, and what its offices call them.

A group of the first list that nobody has changed is said more fully; what editors made of it stays theirs.
"""

from django.db import migrations

#: A group as it was first put, and as it is now.
FULLER = [
    (
        "kiệt, kiet, hẻm, hem, ngõ",
        "kiệt, kiet, hẻm, hem, ngõ, con kiệt, con hẻm, con ngõ",
    ),
    (
        "cột điện, trụ điện",
        "cột điện, trụ điện, cột hạ thế",
    ),
    (
        "vạch kẻ đường, vạch sơn",
        "vạch kẻ đường, vạch sơn, sơn vạch, kẻ vạch, sơn đường, sơn kẻ đường",
    ),
    (
        "biển báo, bảng báo",
        "biển báo, bảng báo, biển cấm, bảng cấm",
    ),
    (
        "xà bần, phế thải xây dựng, rác thải xây dựng, rác xây dựng, chất thải xây dựng",
        "xà bần, phế thải xây dựng, rác thải xây dựng, rác xây dựng, chất thải xây dựng, phế thải, "
        "rác bê tông, gạch vỡ",
    ),
    (
        "bãi rác, đống rác, điểm tập kết rác",
        "bãi rác, đống rác, điểm tập kết rác, điểm tập trung rác, điểm rác",
    ),
    (
        "chó thả rông, chó chạy rông",
        "chó thả rông, chó chạy rông, thả rông chó, thả chó",
    ),
    (
        "ổ gà, ổ voi",
        "ổ gà, ổ voi, ổ vịt, ổ trâu, lồi lõm, gồ ghề, mấp mô, gập ghềnh",
    ),
    (
        "hỏng, hư, hư hỏng, xuống cấp",
        "hỏng, hư, hư hỏng, xuống cấp, hư hại, hỏng hóc",
    ),
    (
        "vỉa hè, lề đường, hè phố",
        "vỉa hè, lề đường, hè phố, hè đường",
    ),
    (
        "lấn chiếm, chiếm dụng",
        "lấn chiếm, chiếm dụng, lấn, chiếm, xâm chiếm, lấn đất",
    ),
    (
        "mùi hôi, hôi thối, bốc mùi, hôi",
        "mùi hôi, hôi thối, bốc mùi, hôi, thối, hôi thúi, mùi thối, nồng nặc, hôi hám, hôi tanh",
    ),
    (
        "ngập, ngập úng, ngập nước, ngập lụt, úng",
        "ngập, ngập úng, ngập nước, ngập lụt, úng, úng ngập, đọng nước, ứ nước, lênh láng",
    ),
    (
        "ứ đọng, đọng nước, tù đọng",
        "ứ đọng, đọng nước, tù đọng, ứ nước, nước đọng, đọng",
    ),
    (
        "tiếng ồn, ồn ào, gây ồn",
        "tiếng ồn, ồn ào, gây ồn, ồn, inh ỏi, ầm ĩ, om sòm",
    ),
    (
        "karaoke, loa kẹo kéo",
        "karaoke, loa kẹo kéo, hát karaoke, hát hò",
    ),
    (
        "quán nhậu, quán bia",
        "quán nhậu, quán bia, ăn nhậu, nhậu nhẹt, bia hơi, quán pub, quán bar",
    ),
    (
        "đậu xe, đỗ xe, đậu đỗ xe",
        "đậu xe, đỗ xe, đậu đỗ xe, dừng đỗ, đậu đỗ, dừng xe, để xe, bỏ xe",
    ),
    (
        "xe tải, xe ben",
        "xe tải, xe ben, xe trọng tải, xe hàng nặng, xe container, xe tải nặng",
    ),
    (
        "ngã đổ, gãy đổ, bật gốc",
        "ngã đổ, gãy đổ, bật gốc, đổ ngã, trốc gốc",
    ),
    (
        "nghiêng, xiêu vẹo",
        "nghiêng, xiêu vẹo, xiêu, nghiêng ngả, sắp đổ, sắp ngã, sắp sập, gần sập",
    ),
    (
        "cắt tỉa, tỉa cành, mé nhánh",
        "cắt tỉa, tỉa cành, mé nhánh, cắt mé, cắt cành, chặt cành, tỉa nhánh, mé cành",
    ),
    (
        "sụt lún, lún sụt, sụp lún, lún",
        "sụt lún, lún sụt, sụp lún, lún, sụp, sụt, hố sụt, hố tử thần",
    ),
    (
        "sạt lở, xói lở",
        "sạt lở, xói lở, sụt lở, lở đất, xói mòn",
    ),
    (
        "dời, di dời",
        "dời, di dời, di chuyển, chuyển đi, dời đi",
    ),
    (
        "hoàn trả mặt bằng, hoàn trả mặt đường, trả lại mặt bằng",
        "hoàn trả mặt bằng, hoàn trả mặt đường, trả lại mặt bằng, trả lại mặt đường, hoàn trả, "
        "hoàn trả hiện trạng, trả lại hiện trạng, tái lập mặt đường",
    ),
    (
        "xây dựng trái phép, xây dựng không phép, xây dựng sai phép",
        "xây dựng trái phép, xây dựng không phép, xây dựng sai phép, xây nhà trái phép, "
        "xây nhà không phép, xây trái phép, xây không phép, xây dựng sai quy định, xây dựng lấn chiếm, "
        "công trình sai phép, công trình sai phạm",
    ),
    (
        "hàng rong, bán rong",
        "hàng rong, bán rong, bán dạo, bán hàng rong",
    ),
    (
        "nhà vệ sinh, wc, toilet",
        "nhà vệ sinh, wc, toilet, nhà vệ sinh công cộng, cầu tiêu",
    ),
    (
        "bụi, khói bụi",
        "bụi, khói bụi, bụi bặm, bụi bẩn, bụi đất, bụi mù, bụi mịn",
    ),
    (
        "trường mầm non, trường mẫu giáo, nhà trẻ",
        "trường mầm non, trường mẫu giáo, nhà trẻ, mầm non, mẫu giáo",
    ),
    (
        "nước sinh hoạt, nước máy, nước sạch, nước thủy cục",
        "nước sinh hoạt, nước máy, nước sạch, nước thủy cục, nước uống",
    ),
    (
        "mất nước, cúp nước",
        "mất nước, cúp nước, ngừng cấp nước, không có nước",
    ),
    (
        "mất điện, cúp điện",
        "mất điện, cúp điện, ngừng cấp điện",
    ),
    (
        "thùng rác, sọt rác",
        "thùng rác, sọt rác, thùng đựng rác, thùng chứa rác",
    ),
    (
        "san lấp, lấp",
        "san lấp, lấp, lấn sông, lấp ao, lấp hồ",
    ),
    (
        "nắp cống, nắp hố ga",
        "nắp cống, nắp hố ga, tấm đan, nắp đan, đan cống",
    ),
    (
        "xe buýt, xe bus",
        "xe buýt, xe bus, xe buyt",
    ),
    (
        "giữ xe, gửi xe, trông xe",
        "giữ xe, gửi xe, trông xe, coi xe, bãi giữ xe",
    ),
]
SAME = [
    "bóng đèn, bóng điện, đèn",
    "đèn hỏng, đèn hư, đèn tắt, đèn cháy, đèn không sáng, cháy bóng, bóng cháy, không có bóng",
    "tối om, tối thui, tối tăm, tối mịt, rất tối, thiếu sáng, thiếu ánh sáng, không có ánh sáng, "
    "không có đèn, chưa có đèn",
    "dây điện, dây cáp điện, đường dây",
    "dây cáp, dây viễn thông, cáp viễn thông, dây mạng, cáp quang",
    "sà, sà thấp, sà xuống, võng, lòng thòng, chùng",
    "chập điện, chập cháy, nổ điện, phóng điện, cháy nổ",
    "thu gom, gom rác, dọn rác, hốt rác, lấy rác, đổ rác",
    "dọn, dọn dẹp, thu dọn, dọn vệ sinh, dọn sạch",
    "xả rác, vứt rác, đổ rác, bỏ rác, quăng rác, vất rác",
    "tự phát, trái phép, bừa bãi",
    "bừa bãi, tràn lan, vương vãi, rơi vãi, lung tung, không đúng nơi quy định",
    "tồn đọng, ùn ứ, dồn ứ, ứ đọng",
    "phế liệu, ve chai, đồng nát",
    "xác động vật, súc vật chết, chuột chết",
    "cống thoát nước, hệ thống thoát nước, mương thoát nước, rãnh thoát nước, ống thoát nước, đường cống",
    "tắc cống, nghẹt cống, tắc nghẽn, bị tắc, bị nghẹt, bít cống",
    "nước thải, nước bẩn, nước dơ, xả thải, nước đen",
    "nạo vét, khơi thông, thông cống, vét bùn",
    "vỡ ống, bể ống, rò rỉ, xì nước, rỉ nước",
    "nước yếu, nước chảy yếu, áp lực nước, áp lực yếu",
    "đục, vẩn đục, đục ngầu, nhiễm bẩn",
    "sông, dòng sông, con sông",
    "hồ, ao, hồ nước, ao hồ",
    "con đường, tuyến đường, đoạn đường, đường",
    "mặt đường, lòng đường",
    "sửa, sửa chữa, tu sửa, duy tu, tu bổ, sửa sang, làm lại",
    "vá đường, dặm vá, thảm nhựa, láng nhựa, rải nhựa, trải nhựa, rải thảm",
    "bong tróc, tróc, bong, nứt, nứt vỡ, vỡ, bể",
    "lầy lội, sình lầy, bùn lầy, bùn đất",
    "trơn trượt, trơn",
    "chậm tiến độ, thi công chậm, thi công kéo dài, ì ạch, kéo dài",
    "đào đường, đào bới, đào xới, cắt đường",
    "hố ga, hố thu nước, miệng cống",
    "ngã tư, ngã 4, giao lộ, nút giao",
    "ngã ba, ngã 3",
    "buôn bán, kinh doanh, bán hàng, bày bán, mua bán",
    "cà phê, cafe, cà fê",
    "mái che, mái hiên, che bạt, giăng bạt, lợp mái",
    "biển quảng cáo, bảng quảng cáo, bảng hiệu, biển hiệu, pano, băng rôn",
    "đất công, đất công cộng",
    "cây xanh, cây cối, cây",
    "chặt, chặt hạ, đốn, đốn hạ, cưa",
    "cỏ, cỏ dại, cỏ mọc",
    "um tùm, rậm rạp, bụi rậm, um sùm",
    "che khuất, khuất, che, khuất tầm nhìn, cản tầm nhìn, che tầm nhìn",
    "mục, mục nát, mục rỗng, sâu mục",
    "đá bóng, đá banh, chơi bóng",
    "công viên, vườn hoa",
    "phóng uế, tiểu bậy, đi tiểu, tiểu tiện",
    "ghế đá, băng ghế",
    "kẹt xe, tắc đường, ùn tắc, ách tắc, tắc nghẽn giao thông",
    "xe khách, xe đò, xe đưa đón",
    "tai nạn, ngã xe, té xe, té ngã",
    "nguy hiểm, mất an toàn, không an toàn",
    "cản trở, chắn, chặn, án ngữ",
    "ngược chiều, đường cấm, một chiều",
    "phóng nhanh, chạy nhanh, chạy ẩu, lạng lách",
    "thu tiền, thu phí, lấy tiền",
    "chặt chém, ép giá, tăng giá",
    "mở nhạc, bật nhạc, nhạc lớn, nhạc to, mở loa",
    "ban đêm, đêm khuya, nửa đêm, buổi tối",
    "phòng gym, gym, phòng tập",
    "chuồng heo, chuồng lợn, chuồng trại, trại heo, nuôi heo, nuôi lợn, chăn nuôi heo, chăn nuôi lợn",
    "giết mổ, lò mổ, mổ heo, mổ bò",
    "nuôi yến, nuôi chim yến, nhà yến",
    "muỗi, ruồi muỗi, lăng quăng",
    "nhiều lần, mấy lần, bao nhiêu lần, tái diễn",
    "không giải quyết, chưa giải quyết, chưa xử lý, không xử lý, chưa được xử lý, chưa khắc phục",
    "dứt điểm, triệt để",
    "hàng xóm, láng giềng, nhà bên cạnh, nhà kế bên",
    "khu dân cư, khu dân sinh, khu phố",
    "học sinh, trẻ em, trẻ nhỏ, con nít",
    "đón khách, trả khách, đón trả khách, bắt khách, nhận khách",
    "phản cảm, mất mỹ quan, mất thẩm mỹ, nhếch nhác, xấu xí, mất hình ảnh",
    "ô nhiễm, dơ bẩn, nhiễm bẩn, mất vệ sinh",
    "sân vận động, trung tâm thể thao, sân bóng",
    "lắp, lắp đặt, gắn, lắp thêm, bổ sung",
    "tỉnh lộ, đường tỉnh",
    "cửa hàng, shop, tiệm, cửa tiệm",
    "cành, nhánh, cành cây, nhánh cây",
    "chằng chịt, mạng nhện, lằng nhằng, búi dây",
    "am thờ, bàn thờ, miếu thờ, trang thờ",
    "đám cưới, rạp cưới, dựng rạp, tiệc cưới",
    "đậu khuôn, khuôn đậu, đậu hũ, đậu phụ",
    "giẫm đạp, dẫm đạp, giẫm nát",
    "ô tô, xe hơi, xe con",
    "mất trộm, mất cắp, trộm cắp, bị lấy cắp",
    "bèo, lục bình, rong rêu",
    "câu cá, đi câu, người câu",
    "rào chắn, cảnh báo, biển cảnh báo",
    "du khách, khách du lịch, khách tham quan",
    "bật đèn, mở đèn, giờ bật, bật tắt",
    "bùn, bùn đất, bùn non",
    "kéo điện, lưới điện, đường điện",
    "đặt thùng rác, bố trí thùng rác, bổ sung thùng rác",
    "ô cây, bồn cây, hố trồng cây",
    "xưởng gỗ, xưởng mộc, xưởng cưa",
    "trũng, thấp trũng, trũng thấp, bị thấp",
    "phí gửi xe, tiền gửi xe, tiền giữ xe, vé xe, thu phí",
    "nhà vệ sinh khóa cửa, khóa cửa, đóng cửa",
    "dải phân cách, con lươn",
    "gầm cầu, dưới cầu, chân cầu",
    "xay gạo, xay xát, xay lúa",
    "nhỏ hẹp, chật hẹp, đường hẹp, hẹp",
    "mở rộng, nới rộng",
    "nội tạng, phủ tạng, lòng ruột",
    "vật dụng, đồ đạc",
    "nghĩa trang, nghĩa địa, mồ mả",
    "nổi bọt, sủi bọt, bọt trắng",
    "cát sạn, cát sỏi, cát đá, vật liệu xây dựng",
    "quán cà phê, quán cafe, quán nước",
    "trường học, trường tiểu học, trường trung học",
    "nhà máy, cơ sở sản xuất, xưởng sản xuất",
    "người đi bộ, đi bộ",
    "xe cộ, phương tiện, xe",
    "nước tràn, tràn nước, nước chảy",
]
PLACES = [
    "Dã Viên, Giả Viên",
    "Kỳ Đài, cột cờ",
    "Ngọ Môn, cửa Ngọ Môn",
]
SHORT = [
    "cty, công ty",
    "kv, khu vực",
    "kp, khu phố",
    "qh, quy hoạch",
    "xd, xây dựng",
    "tnmt, tài nguyên và môi trường",
    "cskv, cảnh sát khu vực",
    "cscđ, cảnh sát cơ động",
    "ubmt, ủy ban mặt trận",
    "ca, công an",
    "cp, cổ phần",
    "hs, học sinh",
    "gv, giáo viên",
    "mn, mầm non",
    "đs, đường sắt",
]
TYPED = [
    "đg, đường",
    "dg, đường",
    "e, em",
    "r, rồi",
    "mk, mình",
    "cx, cũng",
    "wa, quá",
    "wá, quá",
    "quài, hoài",
    "rùi, rồi",
    "thui, thôi",
    "thúi, thối, hôi",
    "ngta, người ta",
    "ms, mới",
    "nhg, nhưng",
    "bn, bao nhiêu",
    "bh, bây giờ",
    "ntn, như thế nào",
    "lun, luôn",
    "ah, à",
    "dơ, bẩn",
    "vĩa hè, vỉa hè",
    "pa, phản ánh",
]
MORE = {"same": SAME, "place": PLACES, "short": SHORT, "typed": TYPED}


def say_more(apps, schema_editor):
    """Put the groups that are not there."""
    model = apps.get_model("cases", "SameWords")
    for first, now in FULLER:
        if not model.objects.filter(words=now).exists():
            model.objects.filter(words=first).update(words=now)
    known = set(model.objects.values_list("words", flat=True))
    model.objects.bulk_create(
        model(kind=kind, words=words) for kind, rows in MORE.items() for words in rows if words not in known
    )


def say_less(apps, schema_editor):
    """Take them back, where nobody has changed them."""
    model = apps.get_model("cases", "SameWords")
    for first, now in FULLER:
        model.objects.filter(words=now).update(words=first)
    model.objects.filter(words__in=[words for rows in MORE.values() for words in rows]).delete()


class Migration(migrations.Migration):
    """Adds groups of words that mean the same."""

    dependencies = [("cases", "0049_how_long_counting_took")]

    operations = [migrations.RunPython(say_more, say_less, elidable=False)]
