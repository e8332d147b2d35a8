"""Waste, trees, water, power and lines of the invented city: what people report, and what was done."""

from __future__ import annotations

from cases.demo.situation import EVENING
from cases.demo.situation import situation as _s

WASTE = (
    _s(
        "rac-thai",
        "waste",
        (
            ("Rác ùn ứ đầu kiệt {alley} {street}", "Rác chất đống không ai gom, chó bới vương vãi ra đường."),
            (
                "Bãi rác tự phát trước số {no} {street}",
                "Người nơi khác chở đến đổ ban đêm, sáng ra bốc mùi rất khó chịu.",
            ),
            (
                "Rác ngập chân cầu cuối đường {street}",
                "Bao ni lông, xác cây chuối dồn lại, nước không chảy được.",
                "Đã vớt {few} khối rác, khơi dòng dưới cầu ngày {done}.",
            ),
            (
                "Sau lụt rác đầy đường {street}",
                "Bùn với rác đọng thành đống từ số {no} tới số {no2}, hôi lắm.",
                "Đã huy động {few} xe cùng thanh niên dọn bùn rác sau lụt, xong ngày {done}.",
            ),
        ),
        (
            "Đã thu dọn {few} tấn rác ngày {done}, đặt thêm hai thùng và đổi giờ gom sang 18 giờ.",
            "Đã dọn sạch, cắm biển cấm đổ ngày {done}; tổ dân phố nhận trông coi.",
        ),
    ),
    _s(
        "rac-thai",
        "waste",
        (
            ("Xe rác bỏ qua đường {street} cả tuần", "Lịch gom là thứ Ba, thứ Năm, thứ Bảy mà xe không vào."),
            (
                "Đường {street} một tuần chưa được gom rác",
                "Bao rác xếp dọc hè từ số {no} đến số {no2}, ruồi nhặng đầy.",
            ),
            (
                "Kiệt {alley} {street} không có xe gom rác",
                "Xe lớn vô không lọt, rác phải xách ra tận đầu đường.",
                "Đã bổ sung tuyến gom bằng xe đẩy tay vào kiệt, chạy từ {done}.",
            ),
        ),
        (
            "Xe hỏng nên lỡ {few} chuyến; từ {done} đã bố trí xe nhỏ vào đúng lịch.",
            "Đã bổ sung tuyến gom bằng xe đẩy tay, chạy từ {done}.",
        ),
    ),
    _s(
        "rac-thai",
        "ward",
        (
            ("Xà bần đổ trộm bên đường {street}", "Khoảng {few} xe xà bần đổ sát lề, che tầm nhìn chỗ cua."),
            (
                "Phế thải xây dựng chiếm lề đường {street}",
                "Gạch vữa, bao xi măng để trước số {no}, xe phải tránh ra giữa.",
            ),
        ),
        (
            "Đã xác định được công trình đổ trộm, buộc dọn sạch ngày {done}.",
            "Đã thuê xe chở {few} khối xà bần ngày {done}, lắp camera ở đầu đường.",
        ),
    ),
    _s(
        "rac-thai",
        "waste",
        (
            ("Thùng rác vỡ trên đường {street}", "Thùng trước số {no} nứt đáy, nước rỉ ra vỉa hè, ruồi rất nhiều."),
            ("Thùng rác công cộng trước số {no} {street} mất nắp", "Không nắp nên mưa đầy nước, mùi cả dãy phố."),
        ),
        (
            "Đã thay thùng mới ngày {done}.",
            "Đã thay {few} thùng 240 lít và rửa nền chỗ đặt ngày {done}.",
        ),
    ),
)
TREES = (
    _s(
        "cay-xanh",
        "trees",
        (
            ("Cây xà cừ nghiêng trước số {no} đường {street}", "Gốc cây nứt, thân nghiêng về phía nhà dân."),
            ("Cây lớn có nguy cơ đổ trên đường {street}", "Rễ trồi hẳn lên một bên, gió mạnh là thân kêu răng rắc."),
            (
                "Cây đổ chắn ngang đường {street}",
                "Cây ngã trước số {no}, xe máy chui được chứ ô tô chịu.",
                "Đã cưa dọn, trả lại mặt đường ngày {done}; {few} cây bên cạnh được chằng chống.",
            ),
        ),
        (
            "Đã cắt hạ độ cao, chống thân và xử lý gốc ngày {done}.",
            "Đã chằng chống bằng {few} cọc thép, chặt bớt tán ngày {done}.",
        ),
    ),
    _s(
        "cay-xanh",
        "trees",
        (
            ("Cành cây che kín đèn đường {street}", "Cành che hết bóng đèn trước số {no}, có đèn cũng như không."),
            ("Cành cây vướng dây điện đường {street}", "Gió là cành quệt dây toé lửa, hàng xóm rất sợ."),
            (
                "Cành khô treo trên đường {street}",
                "Cành to bằng bắp chân gãy mắc trên ngọn, rớt lúc mô không hay.",
                "Đã hạ cành khô, nâng tán cả đoạn {metres} m ngày {done}.",
            ),
        ),
        (
            "Đã cắt tỉa {few} cây ngày {done}.",
            "Đã phát quang cả đoạn {metres} m ngày {done}.",
        ),
    ),
    _s(
        "cay-xanh",
        "trees",
        (
            (
                "Cỏ mọc um tùm ở công viên cuối đường {street}",
                "Cỏ cao quá đầu gối, trẻ con không chơi được, tối sợ rắn.",
            ),
            ("Công viên gần đường {street} không ai cắt cỏ", "Lối đi bộ bị cỏ lấn còn nửa mét."),
            (
                "Ghế đá công viên đường {street} bị gãy",
                "{few} ghế gãy chân, người lớn tuổi không có chỗ nghỉ.",
                "Đã thay chân cho {few} ghế ngày {done}.",
            ),
        ),
        (
            "Đã cắt cỏ toàn bộ {metres}0 m², sẽ cắt lại mỗi tháng; lần này xong ngày {done}.",
            "Đã dọn cỏ, rải lại đá dăm lối đi ngày {done}.",
        ),
    ),
    _s(
        "cay-xanh",
        "trees",
        (
            ("Cây chết khô trên đường {street}", "Cây trước số {no} chết khô từ lâu, cành gãy rơi xuống vỉa hè."),
            (
                "{few} cây mới trồng ở đường {street} đã chết",
                "Trồng xong không ai tưới, lá rụng hết, cọc chống cũng đổ.",
            ),
        ),
        (
            "Đã đốn cây chết và trồng thay cây lộc vừng ngày {done}.",
            "Nhà thầu đã trồng lại {few} cây, bảo dưỡng một năm kể từ {done}.",
        ),
    ),
)
WATER = (
    _s(
        "cap-nuoc",
        "water",
        (
            ("Vỡ ống nước trên đường {street}", "Nước phun lên từ mặt đường trước số {no}, cả xóm nước yếu."),
            (
                "Nước yếu giờ chiều ở kiệt {alley} {street}",
                "Từ 17 đến 20 giờ vòi chỉ nhỏ giọt, phải hứng từ trưa.",
                "Đã mở thêm van tuyến nhánh ngày {done}; giờ cao điểm đạt 1,5 bar.",
                "Đã thay {metres} m ống nhánh bị đóng cặn, xong ngày {done}.",
            ),
            ("Rò nước ngầm trước số {no} {street}", "Nước rịn qua khe gạch suốt ngày, vỉa hè lún dần."),
        ),
        (
            "Đã thay {few} m ống D110 ngày {done}, áp lực trở lại bình thường.",
            "Đã đào, siết lại khớp nối và hoàn trả mặt đường ngày {done}.",
        ),
    ),
    _s(
        "cap-nuoc",
        "water",
        (
            ("Nước máy đục ở kiệt {alley} {street}", "Nước có màu vàng, để lắng thấy cặn, không dám nấu ăn."),
            ("Nước máy đường {street} có mùi lạ", "Mùi thuốc tẩy rất nồng, cả dãy từ số {no} đều bị."),
        ),
        (
            "Đã súc xả đường ống và lấy mẫu ngày {done}; mẫu đạt quy chuẩn.",
            "Đã xả cặn ở {few} trụ cuối tuyến ngày {done}, độ đục còn 0,4 NTU.",
        ),
    ),
)
POWER = (
    _s(
        "dien-luc",
        "power",
        (
            ("Dây điện sà thấp ngang kiệt {alley} {street}", "Dây ngang đầu người, xe tải nhỏ vào là vướng."),
            (
                "Điện chập chờn ở kiệt {alley} {street}",
                "Đang nấu cơm là sụt, tủ lạnh máy lạnh kêu è è.",
                "Đã thay {few} kẹp cáp và san tải sang pha khác ngày {done}; điện áp ổn định.",
            ),
            (
                "Dây điện đứt trước số {no} {street}",
                "Một đầu dây thòng xuống bụi cây, bà con lấy ghế chắn lại.",
                "Đã cô lập ngay trong đêm, nối lại và cấp điện ngày {done}.",
            ),
        ),
        (
            "Đã căng lại {metres} m dây ngày {done}.",
            "Đã trồng thêm {few} trụ phụ và kéo lại dây ngày {done}.",
        ),
    ),
    _s(
        "dien-luc",
        "power",
        (
            (
                "Tủ điện hở nắp trên đường {street}",
                "Tủ trước số {no} mở toang, trong tầm tay trẻ con.",
                "Đã thay khoá tủ, dán cảnh báo ngày {done}.",
            ),
            (
                "Công tơ đầu kiệt {alley} {street} bung nắp",
                "Nắp bung, dây hở, mưa tạt thẳng vào.",
                "Đã thay {few} hộp công tơ ngày {done}.",
            ),
        ),
        (),
    ),
)
TELECOM = (
    _s(
        "vien-thong",
        "telecom",
        (
            (
                "Cáp mạng đứt thòng xuống đường {street}",
                "Dây rơi ngay làn xe máy trước số {no}, dân phải buộc tạm vào trụ.",
            ),
            ("Cáp viễn thông rối như tơ vò trên đường {street}", "Từ số {no} đến số {no2} dây bó to hơn thân người."),
            (
                "Nắp hầm cáp trước số {no} {street} bị sụp",
                "Nắp lún một bên, bánh xe lọt vào là ngã.",
                "Đã kê lại và thay nắp hầm cáp ngày {done}.",
            ),
        ),
        (
            "Các nhà mạng đã bó gọn {metres} m cáp, cắt cáp thừa ngày {done}.",
            "Đã thu cáp đứt, gắn thẻ tên nhà mạng lên {few} tuyến ngày {done}.",
        ),
    ),
)
WATERSIDE = (
    _s(
        "song-dam-pha",
        "environment",
        (
            (
                "Bờ sông cuối đường {street} sạt lở",
                "Lở vào gần {metres} m, hàng rào nhà số {no} đã treo lơ lửng.",
                "Đã thả rọ đá gia cố {metres} m bờ, xong ngày {done}.",
            ),
            (
                "Nước sông gần đường {street} đổi màu",
                "Nước đen, cá con nổi trắng ven bờ, mùi tanh lắm.",
                "Đã lấy {few} mẫu nước; ngày {done} đình chỉ một cơ sở xả thải.",
            ),
            (
                "Bèo phủ kín hói cạnh đường {street}",
                "Ghe không chèo được, bèo thối dạt vào từng mảng.",
                "Đã vớt {few} ghe bèo, khơi thông luồng ngày {done}.",
            ),
        ),
        (),
    ),
)
AMENITIES = (
    _s(
        "khac",
        "ward",
        (
            (
                "Bảng tên kiệt {alley} {street} bị mất",
                "Người giao hàng và xe cấp cứu tìm nhà rất khó.",
                "Đã gắn bảng tên kiệt mới ngày {done}.",
            ),
            (
                "Nhà vệ sinh công cộng đường {street} khoá cửa",
                "Người tập thể dục buổi chiều không biết đi mô.",
                "Đã mở cửa lại từ {done}, giờ mở 5 đến 22 giờ, có số điện thoại người trực.",
            ),
            (
                "Dụng cụ tập thể dục gần đường {street} hỏng",
                "{few} máy tập gãy bàn đạp, ốc rơi ra nhọn hoắt.",
                "Đã sửa {few} máy tập và giao tổ dân phố trông coi từ {done}.",
            ),
        ),
        (),
        EVENING,
    ),
)
