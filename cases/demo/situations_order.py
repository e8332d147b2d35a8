"""Order, noise, building, food, animals and monuments of the invented city: what people report, what was done."""

from __future__ import annotations

from cases.demo.situation import EVENING, NIGHT
from cases.demo.situation import situation as _s

ORDER = (
    _s(
        "trat-tu-do-thi",
        "ward",
        (
            (
                "Quán nhậu lấn hết vỉa hè đường {street}",
                "Bàn ghế bày kín trước số {no}, người đi bộ phải xuống lòng đường.",
            ),
            (
                "Vỉa hè đường {street} bị chiếm làm chỗ bán hàng",
                "Hàng quán che dù bạt từ số {no} đến số {no2}, xe cứu thương cũng khó vào.",
            ),
            (
                "Xe máy để kín vỉa hè trước số {no} {street}",
                "Khách vô quán dựng xe ba hàng, tụi nhỏ đi học phải tránh.",
            ),
        ),
        (
            "Tổ trật tự đã kiểm tra {few} buổi, đến {done} đã thu hồi dù bạt, kẻ vạch giới hạn.",
            "Đã lập biên bản {few} hộ ngày {done}, các hộ ký cam kết chừa lối đi 1,5 m.",
        ),
        EVENING,
    ),
    _s(
        "trat-tu-do-thi",
        "ward",
        (
            (
                "Ô tô đậu chắn lối vào kiệt {alley} {street}",
                "Xe đậu cả ngày lẫn đêm, xe cấp cứu vô không được.",
                "Đã gặp chủ xe, xe dời ngày {done}; đầu kiệt đã kẻ vạch cấm đậu.",
            ),
            (
                "Bãi giữ xe trước số {no} {street} thu quá giá",
                "Bảng ghi 5.000 mà thu 20.000, hỏi vé thì không có.",
                "Đã kiểm tra ngày {done}, phạt chủ bãi và buộc niêm yết giá.",
            ),
        ),
        (),
    ),
)
MARKETS = (
    _s(
        "cho-dan-sinh",
        "ward",
        (
            (
                "Chợ tạm họp tràn ra đường {street}",
                "Sáng mô cũng tắc từ số {no}, nước cá chảy lênh láng.",
                "Đã sắp xếp {few} hộ vào trong chợ, chốt trực từ {done}.",
            ),
            (
                "Chợ gần đường {street} dột nát",
                "Mái tôn thủng {few} chỗ, tiểu thương phải che áo mưa mà bán.",
                "Đã lợp lại mái, thay {metres} tấm tôn, xong ngày {done}.",
            ),
            (
                "Nước thải chợ chảy ra đường {street}",
                "Nước lòng heo, lòng cá chảy thẳng xuống rãnh trước số {no}.",
                "Đã khơi rãnh {metres} m và đặt hố thu có lưới, xong ngày {done}.",
            ),
        ),
        (),
        (5, 10),
    ),
)
ADVERTS = (
    _s(
        "quang-cao",
        "culture_office",
        (
            ("Quảng cáo dán kín trụ điện đường {street}", "Tờ rơi cho vay dán chồng lên nhau trên mọi trụ từ số {no}."),
            ("Tường trường học đường {street} bị phun số điện thoại", "Vừa sơn xong lại bị phun kín."),
            (
                "Bảng quảng cáo trước số {no} {street} sắp rơi",
                "Khung sắt rỉ, gió lên là đập ầm ầm vào tường.",
                "Đã yêu cầu chủ bảng tháo dỡ, hoàn thành ngày {done}.",
            ),
        ),
        (
            "Đã bóc, sơn lại {metres} trụ ngày {done}, chuyển số điện thoại quảng cáo cho cơ quan viễn thông.",
            "Đã tẩy sạch, sơn lại và cắt liên lạc {few} số thuê bao, xong ngày {done}.",
        ),
    ),
)
ANIMALS = (
    _s(
        "vat-nuoi",
        "ward",
        (
            ("Chó thả rông ở kiệt {alley} {street}", "{few} con chó lớn chạy ra rượt xe đạp của trẻ con."),
            ("Chó không rọ mõm quanh công viên đường {street}", "Chủ thả chó rồi ngồi uống cà phê, đã có cháu bị cắn."),
            (
                "Nuôi heo gà giữa khu dân cư đường {street}",
                "Chuồng sát vách nhà số {no}, hôi không mở cửa sổ được.",
                "Đã kiểm tra, hộ nuôi dời chuồng và khử mùi xong ngày {done}.",
            ),
        ),
        (
            "Đã đến từng nhà nhắc nhở, ký cam kết ngày {done}; bắt giữ {few} con vô chủ.",
            "Đã phạt {few} chủ nuôi ngày {done}, phát rọ mõm cho các hộ.",
        ),
    ),
)
BUILDING = (
    _s(
        "xay-dung",
        "construction",
        (
            (
                "Công trình trước số {no} {street} đổ vật liệu ra đường",
                "Cát đá chiếm nửa đường, mưa xuống trôi vào cống.",
            ),
            (
                "Công trình trên đường {street} che chắn sơ sài",
                "Gạch rơi xuống vỉa hè ngay lối học sinh đi, may không trúng ai.",
            ),
            (
                "Nhà đang xây ở kiệt {alley} {street} làm nứt nhà bên",
                "Ép cọc rung cả xóm, vách nhà số {no} nứt {few} đường.",
            ),
        ),
        (
            "Đã kiểm tra, lập biên bản; chủ công trình khắc phục xong ngày {done}.",
            "Đã buộc dừng thi công {few} ngày; chủ nhà che lưới và dọn đường xong ngày {done}.",
        ),
    ),
)
NOISE = (
    _s(
        "tieng-on",
        "ward",
        (
            (
                "Hát karaoke loa kéo đến khuya ở kiệt {alley} {street}",
                "Gần như tối nào cũng hát, ông cụ nhà bên đau tim.",
            ),
            ("Quán trên đường {street} mở nhạc lớn quá 22 giờ", "Loa hướng ra đường, đóng cửa vẫn rung kính."),
            (
                "Đám tiệc đường {street} mở loa thùng",
                "Dựng rạp trước số {no}, loa thùng đập tới tận xóm trong.",
                "Đã đến nhắc ngay, gia đình tắt loa; ngày {done} ký cam kết.",
            ),
        ),
        (
            "Đã nhắc nhở ngày {done}, gia đình cam kết dừng trước 21 giờ 30.",
            "Đã đo tiếng ồn tối {done}, lập biên bản và tạm giữ một loa.",
        ),
        NIGHT,
    ),
    _s(
        "tieng-on",
        "environment",
        (
            (
                "Xưởng mộc đường {street} xả bụi",
                "Bụi bay vào các nhà từ số {no} đến số {no2}, không phơi được quần áo.",
            ),
            ("Xưởng cơ khí kiệt {alley} {street} bụi và ồn", "Cắt sắt ngay ngoài sân, bụi sắt bám đầy xe."),
            (
                "Lò đốt gần đường {street} khói mù mịt",
                "Khói khét nhựa, nhà số {no} có cháu nhỏ bị hen.",
                "Đã lập biên bản ngày {done}; cơ sở dừng lò và cam kết không đốt ngoài trời.",
            ),
        ),
        (
            "Đã kiểm tra, cơ sở lắp xong hệ thống hút bụi ngày {done}.",
            "Đã đo bụi, buộc cơ sở che kín xưởng và nghỉ sau 18 giờ, kiểm tra lại ngày {done}.",
        ),
    ),
)
FOOD = (
    _s(
        "an-toan-thuc-pham",
        "health",
        (
            ("Quán ăn trước số {no} {street} mất vệ sinh", "Rửa chén ngay rãnh nước, thịt để hở ruồi bu."),
            (
                "Hàng rong trước trường đường {street} bán đồ không nhãn",
                "Xiên que, nước màu để ngoài nắng, tụi nhỏ ăn đau bụng.",
            ),
            (
                "Lò bún ở kiệt {alley} {street} xả nước chua",
                "Nước bột chảy ra rãnh, mùi chua nồng cả kiệt.",
                "Đã buộc cơ sở làm bể lắng hai ngăn, nghiệm thu ngày {done}.",
            ),
        ),
        (
            "Đã kiểm tra ngày {done}, lấy {few} mẫu gửi kiểm nghiệm, phạt cơ sở và buộc làm bếp một chiều.",
            "Đã nhắc nhở, cấp bảng kiểm cho {few} hộ ngày {done}; sẽ hậu kiểm không báo trước.",
        ),
    ),
)
MONUMENTS = (
    _s(
        "di-tich",
        "culture",
        (
            ("Bia di tích cuối đường {street} bị vẽ bậy", "Mặt bia bị xịt sơn, khách đến chụp hình rất phản cảm."),
            (
                "Cổng di tích gần đường {street} bị dán giấy",
                "Giấy quảng cáo dán lên cả hoa văn, gỡ ra tróc vữa.",
                "Đã bóc giấy, làm sạch hoa văn bằng nước ấm ngày {done}.",
            ),
            (
                "Tường thành phía đường {street} mọc đầy cây dại",
                "Rễ chui vào khe gạch, vài viên đã bung ra.",
                "Đã nhổ cây dại, trám vữa vôi {metres} m² ngày {done}.",
            ),
        ),
        (
            "Đã tẩy sơn bằng hơi nước, không hại mặt đá, xong ngày {done}.",
            "Đã tẩy sạch và gắn camera trông coi, xong ngày {done}.",
        ),
    ),
    _s(
        "di-tich",
        "culture",
        (
            (
                "Chèo kéo khách ở bến thuyền đường {street}",
                "Khách vừa xuống xe là bị níu tay, đòi giá gấp {few} lần.",
                "Đã lập tổ tự quản ở bến, niêm yết giá và số điện thoại từ {done}.",
            ),
            (
                "Bãi đậu xe tham quan gần đường {street} lộn xộn",
                "Xe khách quay đầu ngay trước số {no}, tắc hai chiều.",
                "Đã phân luồng, có người hướng dẫn giờ cao điểm từ {done}.",
            ),
        ),
        (),
    ),
)
