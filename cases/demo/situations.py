"""What people of the invented city report, and what its agencies answer. `{...}` are filled from a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One kind of trouble: category, who handles it, two ways to put it, what was done."""

    category: str
    handler: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    answer: str


def _s(category: str, handler: str, titles: tuple[str, ...], texts: tuple[str, ...], answer: str) -> Situation:
    return Situation(category=category, handler=handler, titles=titles, texts=texts, answer=answer)


LIGHTING = (
    _s(
        "chieu-sang",
        "lighting",
        ("Đèn đường tắt cả đoạn dài trên đường {street}", "Đường {street} tối từ đầu tháng"),
        (
            "Từ số {no} đến số {no2} có năm trụ đèn không sáng. Buổi tối học sinh đi học thêm về phải rọi điện thoại.",
            "Đoạn trước số {no} tối hẳn, tuần trước có người ngã xe vì không thấy nắp cống lệch.",
        ),
        "Tối {done} tổ sửa chữa đã thay bốn bóng và một bộ nguồn, đo độ rọi đạt. Cả đoạn đã sáng.",
    ),
    _s(
        "chieu-sang",
        "lighting",
        ("Đèn kiệt {alley} {street} chập chờn", "Bóng đèn đầu kiệt {alley} {street} lúc sáng lúc tắt"),
        ("Đèn ở đầu kiệt {alley} cứ khoảng 19 giờ là nhấp nháy, đến 22 giờ thì tắt hẳn.",),
        "Đã thay chấn lưu và siết lại mối nối ngày {done}. Đèn sáng ổn định hai đêm liền.",
    ),
    _s(
        "chieu-sang",
        "lighting",
        ("Đèn đường {street} sáng cả ban ngày", "Đèn trên đường {street} quên tắt"),
        ("Gần trưa mà đèn từ số {no} trở đi vẫn sáng, đã ba hôm nay.",),
        "Rơ le hẹn giờ của tủ điều khiển bị hỏng, đã thay ngày {done}. Đèn tắt lúc 5 giờ 30.",
    ),
    _s(
        "chieu-sang",
        "lighting",
        ("Trụ đèn nghiêng sau bão trên đường {street}",),
        ("Trụ đèn trước số {no} nghiêng khoảng 20 độ về phía lòng đường, dây sà thấp.",),
        "Đã dựng lại trụ và đổ bê tông chân trụ ngày {done}, rào chắn đã tháo.",
    ),
)
ROADS = (
    _s(
        "duong-via-he",
        "roads",
        ("Ổ gà sâu trước số {no} đường {street}", "Mặt đường {street} thủng một hố lớn"),
        (
            "Hố rộng chừng một mét, sâu cả gang tay, mưa xuống không thấy. Sáng nay có xe máy sập vào.",
            "Trước số {no} có ổ gà, xe tránh nhau phải lấn sang làn ngược chiều.",
        ),
        "Đã cắt vuông, rải và lu lại 6 m² mặt đường ngày {done}.",
    ),
    _s(
        "duong-via-he",
        "roads",
        ("Nắp cống vỡ trên đường {street}", "Mất nắp hố ga trước số {no} {street}"),
        ("Nắp hố ga trước số {no} vỡ một góc, người dân phải cắm cành cây để báo.",),
        "Đã thay nắp gang mới ngày {done}.",
    ),
    _s(
        "duong-via-he",
        "ward",
        ("Vỉa hè đường {street} bong gạch", "Gạch vỉa hè trước số {no} {street} lún, vấp ngã"),
        ("Khoảng mười mét vỉa hè bị lún, người già đi bộ buổi sáng hay vấp.",),
        "Phường đã cho lát lại 12 m² vỉa hè, xong ngày {done}.",
    ),
    _s(
        "duong-via-he",
        "roads",
        ("Đào đường {street} xong không hoàn trả", "Rãnh đào trên đường {street} để ngổn ngang"),
        ("Đơn vị cáp đào rãnh dọc từ số {no} đến số {no2}, lấp đất qua loa, bụi mù.",),
        "Đã yêu cầu nhà thầu hoàn trả mặt đường, nghiệm thu ngày {done}.",
    ),
)
DRAINAGE = (
    _s(
        "thoat-nuoc",
        "drainage",
        ("Cứ mưa là đường {street} ngập", "Ngập nửa bánh xe trên đường {street}"),
        (
            "Mưa chừng nửa tiếng là nước ngập trước số {no}, tràn vào nhà. Miệng cống bị rác bịt kín.",
            "Đoạn đầu kiệt {alley} trũng, nước đọng hai ngày chưa rút.",
        ),
        "Đã nạo vét 80 m cống và thay hai lưới chắn rác ngày {done}. Trận mưa sau đó nước rút trong 15 phút.",
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        ("Cống thoát nước kiệt {alley} {street} bốc mùi", "Nước thải trào lên mặt kiệt {alley} {street}"),
        ("Nước đen trào lên miệng hố ga, mùi hôi vào tận nhà, trẻ con không dám ra ngõ.",),
        "Đã thông tắc và hút bùn ngày {done}; đoạn ống vỡ 3 m đã thay.",
    ),
    _s(
        "thoat-nuoc",
        "ward",
        ("Mương cạnh đường {street} đầy bèo rác",),
        ("Mương dọc đường {street} không chảy được, muỗi nhiều, ba nhà đã có người sốt xuất huyết.",),
        "Phường cùng tổ dân phố vớt bèo, khơi thông 120 m mương ngày {done}.",
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        ("Hố ga đường {street} cao hơn mặt đường", "Miệng hố ga trước số {no} {street} nhô lên"),
        ("Sau khi thảm nhựa, hố ga nhô lên gần 10 cm ngay giữa làn xe máy.",),
        "Đã hạ cổ hố ga bằng mặt đường ngày {done}.",
    ),
)
WASTE = (
    _s(
        "rac-thai",
        "waste",
        ("Rác ùn ứ đầu kiệt {alley} {street}", "Bãi rác tự phát trước số {no} {street}"),
        (
            "Rác chất thành đống mấy hôm nay không ai gom, chó bới vương vãi ra đường.",
            "Người nơi khác chở rác đến đổ ban đêm, sáng ra bốc mùi rất khó chịu.",
        ),
        "Đã thu dọn 2 tấn rác ngày {done}, đặt thêm hai thùng và đổi giờ gom sang 18 giờ.",
    ),
    _s(
        "rac-thai",
        "waste",
        ("Xe rác bỏ qua đường {street} cả tuần", "Đường {street} một tuần chưa được gom rác"),
        ("Lịch gom là thứ Ba, thứ Năm, thứ Bảy nhưng tuần rồi xe không vào kiệt {alley} lần nào.",),
        "Xe hỏng nên lỡ ba chuyến; từ {done} đã bố trí xe nhỏ vào kiệt đúng lịch.",
    ),
    _s(
        "rac-thai",
        "ward",
        ("Xà bần đổ trộm bên đường {street}", "Phế thải xây dựng chiếm lề đường {street}"),
        ("Khoảng hai xe xà bần đổ sát lề, che tầm nhìn chỗ cua.",),
        "Đã xác định được công trình đổ trộm, buộc dọn sạch ngày {done}.",
    ),
    _s(
        "rac-thai",
        "waste",
        ("Thùng rác vỡ trên đường {street}", "Thùng rác công cộng trước số {no} {street} mất nắp"),
        ("Thùng mất nắp, nước rỉ ra vỉa hè, ruồi rất nhiều.",),
        "Đã thay thùng mới ngày {done}.",
    ),
)
TREES = (
    _s(
        "cay-xanh",
        "trees",
        ("Cây xà cừ nghiêng trước số {no} đường {street}", "Cây lớn có nguy cơ đổ trên đường {street}"),
        ("Gốc cây nứt, thân nghiêng về phía nhà dân, mùa bão sắp tới rất lo.",),
        "Đã cắt hạ độ cao, chống thân và xử lý gốc ngày {done}.",
    ),
    _s(
        "cay-xanh",
        "trees",
        ("Cành cây che kín đèn đường {street}", "Cành cây vướng dây điện đường {street}"),
        ("Cành che hết bóng đèn trước số {no}, có đèn cũng như không.",),
        "Đã cắt tỉa sáu cây ngày {done}.",
    ),
    _s(
        "cay-xanh",
        "trees",
        ("Cỏ mọc um tùm ở công viên cuối đường {street}", "Công viên gần đường {street} không ai cắt cỏ"),
        ("Cỏ cao quá đầu gối, trẻ con không chơi được, tối sợ rắn.",),
        "Đã cắt cỏ toàn bộ 1.200 m², sẽ cắt lại mỗi tháng; lần này xong ngày {done}.",
    ),
    _s(
        "cay-xanh",
        "trees",
        ("Cây chết khô trên đường {street}",),
        ("Cây trước số {no} chết khô từ mùa hè, cành gãy rơi xuống vỉa hè.",),
        "Đã đốn cây chết và trồng thay cây lộc vừng ngày {done}.",
    ),
)
WATER_POWER = (
    _s(
        "cap-nuoc",
        "water",
        ("Vỡ ống nước trên đường {street}", "Nước sạch chảy tràn đường {street}"),
        ("Nước phun lên từ mặt đường trước số {no} từ đêm qua, cả xóm nước yếu.",),
        "Đã thay 2 m ống D110 ngày {done}, áp lực trở lại bình thường.",
    ),
    _s(
        "cap-nuoc",
        "water",
        ("Nước máy đục ở kiệt {alley} {street}", "Nước yếu giờ chiều ở kiệt {alley} {street}"),
        ("Ba ngày nay nước có màu vàng, để lắng thấy cặn, không dám nấu ăn.",),
        "Đã súc xả đường ống và lấy mẫu ngày {done}; mẫu đạt quy chuẩn.",
    ),
    _s(
        "dien-luc",
        "power",
        ("Dây điện sà thấp ngang kiệt {alley} {street}", "Dây cáp đứt thòng xuống đường {street}"),
        ("Dây thấp ngang đầu người, xe tải nhỏ vào là vướng.",),
        "Đã căng lại dây và bó gọn cáp thừa ngày {done}.",
    ),
    _s(
        "dien-luc",
        "power",
        ("Tủ điện hở nắp trên đường {street}",),
        ("Tủ điện trước số {no} mở toang, trong tầm tay trẻ con.",),
        "Đã thay khoá, dán cảnh báo ngày {done}.",
    ),
)
TRAFFIC = (
    _s(
        "giao-thong",
        "roads",
        ("Đèn tín hiệu ngã tư {street} không hoạt động", "Đèn giao thông đầu đường {street} chỉ nháy vàng"),
        ("Giờ tan trường xe cộ tranh nhau, rất dễ va quệt.",),
        "Đã thay bộ điều khiển ngày {done}, đèn chạy đúng chu kỳ.",
    ),
    _s(
        "giao-thong",
        "roads",
        ("Biển báo bị cây che trên đường {street}", "Biển cấm đậu xe trên đường {street} bị mờ"),
        ("Người lạ đi vào đường một chiều mà không biết, biển trước số {no} không đọc được nữa.",),
        "Đã thay mặt biển và dời ra khỏi tán cây ngày {done}.",
    ),
    _s(
        "giao-thong",
        "roads",
        ("Xin kẻ lại vạch sang đường trước trường học đường {street}",),
        ("Vạch mờ hẳn, phụ huynh và học sinh qua đường buổi sáng rất nguy hiểm.",),
        "Đã sơn lại vạch và đặt biển trường học ngày {done}.",
    ),
    _s(
        "giao-thong",
        "police",
        ("Xe tải chạy giờ cấm trên đường {street}", "Xe đậu kín hai bên đường {street}"),
        ("Từ 6 giờ 30 đến 7 giờ 30 xe tải vẫn chạy trước số {no}, đông học sinh.",),
        "Đã tuần tra bảy buổi sáng đến {done}, lập biên bản năm trường hợp.",
    ),
)
ORDER = (
    _s(
        "trat-tu-do-thi",
        "ward",
        ("Quán nhậu lấn hết vỉa hè đường {street}", "Vỉa hè đường {street} thành chỗ bán hàng"),
        (
            "Bàn ghế bày kín từ 17 giờ, người đi bộ phải xuống lòng đường.",
            "Hàng quán che dù bạt trước số {no}, xe cứu thương cũng khó vào.",
        ),
        "Tổ trật tự đã kiểm tra ba buổi, đến {done} đã thu hồi dù bạt, kẻ vạch giới hạn.",
    ),
    _s(
        "trat-tu-do-thi",
        "ward",
        ("Quảng cáo dán kín trụ điện đường {street}",),
        ("Tờ rơi cho vay dán chồng lên nhau trên mọi trụ từ số {no} trở đi.",),
        "Đã bóc, sơn lại 34 trụ ngày {done}, chuyển số điện thoại quảng cáo cho cơ quan viễn thông.",
    ),
    _s(
        "trat-tu-do-thi",
        "ward",
        ("Chó thả rông ở kiệt {alley} {street}", "Chó không rọ mõm quanh công viên đường {street}"),
        ("Ba con chó lớn chạy ra rượt xe đạp của trẻ con mỗi chiều.",),
        "Đã đến từng nhà nhắc nhở, ký cam kết ngày {done}; bắt giữ một con vô chủ.",
    ),
    _s(
        "xay-dung",
        "construction",
        ("Công trình số {no} {street} đổ vật liệu ra đường", "Xây nhà ở kiệt {alley} {street} làm nứt tường bên cạnh"),
        ("Cát đá chiếm nửa đường, mưa xuống trôi vào cống.",),
        "Đã kiểm tra, lập biên bản, chủ công trình dọn xong ngày {done}.",
    ),
    _s(
        "xay-dung",
        "construction",
        ("Công trình trên đường {street} che chắn sơ sài",),
        ("Gạch rơi xuống vỉa hè hôm thứ Hai, may không trúng ai.",),
        "Đã yêu cầu dừng thi công cho đến khi làm lưới chắn; kiểm tra lại ngày {done}, đã đủ lưới.",
    ),
)
NOISE = (
    _s(
        "tieng-on",
        "ward",
        ("Hát karaoke loa kéo đến khuya ở kiệt {alley} {street}", "Quán trên đường {street} mở nhạc lớn quá 22 giờ"),
        ("Gần như tối nào cũng hát đến 23 giờ, người già và học sinh không ngủ được.",),
        "Đã nhắc nhở lần một ngày {done}, chủ hộ cam kết dừng trước 21 giờ 30.",
    ),
    _s(
        "tieng-on",
        "environment",
        ("Xưởng mộc đường {street} xả bụi", "Khói đốt rác ở kiệt {alley} {street}"),
        ("Bụi bay vào các nhà từ số {no} đến số {no2}, phơi quần áo cũng không được.",),
        "Đã kiểm tra, xưởng lắp xong hệ thống hút bụi ngày {done}.",
    ),
    _s(
        "khac",
        "ward",
        ("Ghế đá bờ sông đường {street} bị gãy", "Bảng tên kiệt {alley} {street} bị mất"),
        ("Ghế gãy đã hai tháng, người lớn tuổi không có chỗ nghỉ chân.",),
        "Đã thay mới ngày {done}.",
    ),
    _s(
        "khac",
        "culture",
        ("Bia di tích cuối đường {street} bị vẽ bậy",),
        ("Mặt bia bị xịt sơn, khách đến chụp hình rất phản cảm.",),
        "Đã tẩy sơn bằng hơi nước, không hại mặt đá, xong ngày {done}.",
    ),
)
SITUATIONS: tuple[Situation, ...] = (
    *LIGHTING,
    *ROADS,
    *DRAINAGE,
    *WASTE,
    *TREES,
    *WATER_POWER,
    *TRAFFIC,
    *ORDER,
    *NOISE,
)

EXTENSIONS = (
    ("cho-vat-tu", "Bóng LED 120 W đã đặt, dự kiến về kho trong tuần tới."),
    ("cho-vat-tu", "Nắp gang cỡ này hết hàng, nhà cung cấp hẹn giao đầu tuần."),
    ("thoi-tiet", "Mưa liên tục nên chưa thảm được nhựa; làm ngay khi khô ráo hai ngày."),
    ("cho-kinh-phi", "Đã trình dự toán 18 triệu đồng, chờ phê duyệt."),
    ("can-phoi-hop", "Cần điện lực cắt điện đoạn này mới làm được, đã có lịch."),
    ("viec-phuc-tap", "Phải đào kiểm tra toàn tuyến để tìm chỗ tắc."),
)
RETURNS = (
    ("thieu-anh", "Xin gửi kèm ảnh sau khi làm, chụp cùng góc với ảnh của người dân."),
    ("thieu-ngay", "Câu trả lời cần nói rõ ngày nào làm xong."),
    ("khong-dung-viec", "Người dân hỏi về đèn trong kiệt, câu trả lời nói về đường lớn."),
    ("chua-ro", "Cần nói rõ chỗ nào đã làm, chỗ nào chưa."),
)
REFUSALS = (
    ("dun-day", "Tuyến này thuộc đơn vị quản lý theo phân cấp; trả lời “không thuộc thẩm quyền” là chưa đúng."),
    ("dun-day", "Câu trả lời chỉ đề nghị người dân liên hệ nơi khác, không nêu việc đơn vị sẽ làm."),
)
PLANS = (
    "Đã khảo sát, đưa vào đợt sửa chữa tới; sẽ làm xong trước ngày đã nêu.",
    "Đã có trong kế hoạch quý này, khởi công sau khi chọn được nhà thầu.",
)
OPINIONS = ("Đồng ý cho đơn vị sửa trước, thanh toán từ kinh phí duy tu của thành phố.",)
