"""What people of the invented city report, and what was done about it. `{...}` are filled from a place and a day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One kind of trouble: category, who handles it, reports of it as title and text, and what was done."""

    category: str
    handler: str
    reports: tuple[tuple[str, str], ...]
    answer: str


def _s(category: str, handler: str, answer: str, *reports: tuple[str, str]) -> Situation:
    return Situation(category=category, handler=handler, reports=reports, answer=answer)


LIGHTING = (
    _s(
        "chieu-sang",
        "lighting",
        "Tối {done} tổ sửa chữa đã thay bốn bóng và một bộ nguồn, đo độ rọi đạt. Cả đoạn đã sáng.",
        (
            "Đèn đường tắt cả đoạn dài trên đường {street}",
            "Từ số {no} đến số {no2} có năm trụ đèn không sáng. Học sinh đi học thêm về phải rọi điện thoại.",
        ),
        ("Đường {street} tối từ đầu tháng", "Đoạn trước số {no} tối hẳn, tuần trước có người ngã xe."),
    ),
    _s(
        "chieu-sang",
        "lighting",
        "Đã thay chấn lưu và siết lại mối nối ngày {done}. Đèn sáng ổn định hai đêm liền.",
        (
            "Đèn kiệt {alley} {street} chập chờn",
            "Đèn ở đầu kiệt cứ khoảng 19 giờ là nhấp nháy, đến 22 giờ thì tắt hẳn.",
        ),
        ("Bóng đèn đầu kiệt {alley} {street} lúc sáng lúc tắt", "Cứ mưa là tắt, tạnh lại sáng, chắc nước vào mối nối."),
    ),
    _s(
        "chieu-sang",
        "lighting",
        "Rơ le hẹn giờ của tủ điều khiển bị hỏng, đã thay ngày {done}. Đèn tắt lúc 5 giờ 30.",
        ("Đèn đường {street} sáng cả ban ngày", "Gần trưa mà đèn từ số {no} trở đi vẫn sáng, đã ba hôm nay."),
        ("Đèn trên đường {street} quên tắt", "9 giờ sáng cả dãy đèn còn sáng, lãng phí quá."),
    ),
    _s(
        "chieu-sang",
        "lighting",
        "Đã dựng lại trụ và đổ bê tông chân trụ ngày {done}, rào chắn đã tháo.",
        ("Trụ đèn nghiêng trên đường {street}", "Trụ đèn trước số {no} nghiêng về phía lòng đường, dây sà thấp."),
        ("Trụ đèn trước số {no} {street} bị xe tông", "Chân trụ nứt, bu lông bật ra, đẩy nhẹ là lắc."),
    ),
)
ROADS = (
    _s(
        "duong-via-he",
        "roads",
        "Đã cắt vuông, rải và lu lại 6 m² mặt đường ngày {done}.",
        ("Ổ gà sâu trước số {no} đường {street}", "Ổ gà giữa làn, xe tránh nhau phải lấn sang làn ngược chiều."),
        ("Mặt đường {street} thủng một hố lớn", "Hố rộng chừng một mét, sâu cả gang tay, mưa xuống không thấy."),
    ),
    _s(
        "duong-via-he",
        "drainage",
        "Đã thay nắp gang mới ngày {done}.",
        ("Nắp cống vỡ trên đường {street}", "Nắp trước số {no} vỡ một góc, người dân phải cắm cành cây để báo."),
        ("Mất nắp hố ga trước số {no} {street}", "Miệng hố trống hoác từ tối qua, sâu hơn một mét."),
    ),
    _s(
        "duong-via-he",
        "ward",
        "Phường đã cho lát lại 12 m² vỉa hè, xong ngày {done}.",
        ("Vỉa hè đường {street} bong gạch", "Gạch bong gần hết từ số {no} đến số {no2}, xe lăn không đi được."),
        ("Gạch vỉa hè trước số {no} {street} lún", "Khoảng mười mét bị lún, người già đi bộ buổi sáng hay vấp."),
    ),
    _s(
        "duong-via-he",
        "roads",
        "Đã buộc nhà thầu hoàn trả mặt đường, nghiệm thu ngày {done}.",
        ("Đào đường {street} xong không hoàn trả", "Rãnh dọc từ số {no} đến số {no2} lấp đất qua loa, bụi mù."),
        ("Rãnh đào trên đường {street} để ngổn ngang", "Đào ngang đường để kéo cáp rồi bỏ đó, chỉ rắc ít đá dăm."),
    ),
)
DRAINAGE = (
    _s(
        "thoat-nuoc",
        "drainage",
        "Đã nạo vét 80 m cống và thay hai lưới chắn rác ngày {done}. Trận mưa sau đó nước rút trong 15 phút.",
        ("Cứ mưa là đường {street} ngập", "Mưa chừng nửa tiếng là nước ngập trước số {no}, tràn vào nhà."),
        ("Ngập nửa bánh xe trên đường {street}", "Đoạn đầu kiệt {alley} trũng, nước đọng hai ngày chưa rút."),
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        "Đã thông tắc và hút bùn ngày {done}; đoạn ống vỡ 3 m đã thay.",
        ("Cống thoát nước kiệt {alley} {street} bốc mùi", "Mùi hôi vào tận nhà, bữa cơm phải đóng kín cửa."),
        ("Nước thải trào lên mặt kiệt {alley} {street}", "Nước đen trào lên miệng hố ga, trẻ con không dám ra ngõ."),
    ),
    _s(
        "thoat-nuoc",
        "ward",
        "Phường cùng tổ dân phố vớt bèo, khơi thông 120 m mương ngày {done}.",
        ("Mương cạnh đường {street} đầy bèo rác", "Nước không chảy được, muỗi nhiều, đã có người sốt xuất huyết."),
        ("Mương sau dãy nhà đường {street} bị lấp", "Đất đổ xuống mương, mỗi lần mưa nước tràn ngược vào sân."),
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        "Đã hạ cổ hố ga bằng mặt đường ngày {done}.",
        ("Hố ga đường {street} cao hơn mặt đường", "Sau khi thảm nhựa, hố ga nhô lên gần 10 cm ngay giữa làn xe máy."),
        ("Miệng hố ga trước số {no} {street} nhô lên", "Tối đi không thấy, tuần này đã hai người ngã."),
    ),
)
WASTE = (
    _s(
        "rac-thai",
        "waste",
        "Đã thu dọn 2 tấn rác ngày {done}, đặt thêm hai thùng và đổi giờ gom sang 18 giờ.",
        ("Rác ùn ứ đầu kiệt {alley} {street}", "Rác chất đống mấy hôm nay không ai gom, chó bới vương vãi ra đường."),
        ("Bãi rác tự phát trước số {no} {street}", "Người nơi khác chở đến đổ ban đêm, sáng ra bốc mùi rất khó chịu."),
    ),
    _s(
        "rac-thai",
        "waste",
        "Xe hỏng nên lỡ ba chuyến; từ {done} đã bố trí xe nhỏ vào kiệt đúng lịch.",
        ("Xe rác bỏ qua đường {street} cả tuần", "Lịch gom là thứ Ba, thứ Năm, thứ Bảy nhưng tuần rồi xe không vào."),
        ("Đường {street} một tuần chưa được gom rác", "Bao rác xếp dọc hè từ số {no} đến số {no2}, ruồi nhặng đầy."),
    ),
    _s(
        "rac-thai",
        "ward",
        "Đã xác định được công trình đổ trộm, buộc dọn sạch ngày {done}.",
        ("Xà bần đổ trộm bên đường {street}", "Khoảng hai xe xà bần đổ sát lề, che tầm nhìn chỗ cua."),
        ("Phế thải xây dựng chiếm lề đường {street}", "Gạch vữa, bao xi măng để trước số {no} đã nửa tháng."),
    ),
    _s(
        "rac-thai",
        "waste",
        "Đã thay thùng mới ngày {done}.",
        ("Thùng rác vỡ trên đường {street}", "Thùng nứt đáy, nước rỉ ra vỉa hè, ruồi rất nhiều."),
        ("Thùng rác công cộng trước số {no} {street} mất nắp", "Không nắp nên mưa đầy nước, mùi cả dãy phố."),
    ),
)
TREES = (
    _s(
        "cay-xanh",
        "trees",
        "Đã cắt hạ độ cao, chống thân và xử lý gốc ngày {done}.",
        ("Cây xà cừ nghiêng trước số {no} đường {street}", "Gốc cây nứt, thân nghiêng về phía nhà dân."),
        ("Cây lớn có nguy cơ đổ trên đường {street}", "Rễ trồi hẳn lên một bên, gió mạnh là thân kêu răng rắc."),
    ),
    _s(
        "cay-xanh",
        "trees",
        "Đã cắt tỉa sáu cây ngày {done}.",
        ("Cành cây che kín đèn đường {street}", "Cành che hết bóng đèn trước số {no}, có đèn cũng như không."),
        ("Cành cây vướng dây điện đường {street}", "Gió là cành quệt dây toé lửa, hàng xóm rất sợ."),
    ),
    _s(
        "cay-xanh",
        "trees",
        "Đã cắt cỏ toàn bộ 1.200 m², sẽ cắt lại mỗi tháng; lần này xong ngày {done}.",
        ("Cỏ mọc um tùm ở công viên cuối đường {street}", "Cỏ cao quá đầu gối, trẻ con không chơi được, tối sợ rắn."),
        ("Công viên gần đường {street} không ai cắt cỏ", "Lối đi bộ bị cỏ lấn còn nửa mét."),
    ),
    _s(
        "cay-xanh",
        "trees",
        "Đã đốn cây chết và trồng thay cây lộc vừng ngày {done}.",
        ("Cây chết khô trên đường {street}", "Cây trước số {no} chết khô từ lâu, cành gãy rơi xuống vỉa hè."),
        ("Hai cây mới trồng ở đường {street} đã chết", "Trồng xong không ai tưới, lá rụng hết, cọc chống cũng đổ."),
    ),
)
WATER_POWER = (
    _s(
        "cap-nuoc",
        "water",
        "Đã thay 2 m ống D110 ngày {done}, áp lực trở lại bình thường.",
        ("Vỡ ống nước trên đường {street}", "Nước phun lên từ mặt đường trước số {no} từ đêm qua, cả xóm nước yếu."),
        ("Nước yếu giờ chiều ở kiệt {alley} {street}", "Từ 17 đến 20 giờ vòi chỉ nhỏ giọt, phải hứng từ trưa."),
    ),
    _s(
        "cap-nuoc",
        "water",
        "Đã súc xả đường ống và lấy mẫu ngày {done}; mẫu đạt quy chuẩn.",
        ("Nước máy đục ở kiệt {alley} {street}", "Ba ngày nay nước có màu vàng, để lắng thấy cặn, không dám nấu ăn."),
        ("Nước máy đường {street} có mùi lạ", "Mùi thuốc tẩy rất nồng từ sáng, cả dãy từ số {no} đều bị."),
    ),
    _s(
        "dien-luc",
        "power",
        "Đã căng lại dây và bó gọn cáp thừa ngày {done}.",
        ("Dây điện sà thấp ngang kiệt {alley} {street}", "Dây ngang đầu người, xe tải nhỏ vào là vướng."),
        ("Dây cáp đứt thòng xuống đường {street}", "Dây rơi ngay làn xe máy trước số {no}, dân phải buộc tạm vào trụ."),
    ),
    _s(
        "dien-luc",
        "power",
        "Đã thay khoá, dán cảnh báo ngày {done}.",
        ("Tủ điện hở nắp trên đường {street}", "Tủ trước số {no} mở toang, trong tầm tay trẻ con."),
        ("Công tơ đầu kiệt {alley} {street} bung nắp", "Nắp bung, dây hở, mưa tạt thẳng vào."),
    ),
)
TRAFFIC = (
    _s(
        "giao-thong",
        "roads",
        "Đã thay bộ điều khiển ngày {done}, đèn chạy đúng chu kỳ.",
        ("Đèn tín hiệu ngã tư {street} không hoạt động", "Giờ tan trường xe cộ tranh nhau, rất dễ va quệt."),
        ("Đèn giao thông đầu đường {street} chỉ nháy vàng", "Nháy vàng suốt từ thứ Hai, người đi bộ không qua được."),
    ),
    _s(
        "giao-thong",
        "roads",
        "Đã thay mặt biển và dời ra chỗ dễ thấy ngày {done}.",
        ("Biển báo bị cây che trên đường {street}", "Người lạ đi vào đường một chiều mà không biết."),
        ("Biển cấm đậu xe trên đường {street} bị mờ", "Chữ phai hết, xe vẫn đậu kín trước số {no}."),
    ),
    _s(
        "giao-thong",
        "roads",
        "Đã sơn lại vạch và đặt biển trường học ngày {done}.",
        ("Xin kẻ lại vạch sang đường trước trường học đường {street}", "Vạch mờ hẳn, sáng nào cũng nguy hiểm."),
        ("Gờ giảm tốc đường {street} bong hết", "Bu lông trồi lên, xe máy đi qua nổ lốp."),
    ),
    _s(
        "giao-thong",
        "police",
        "Đã tuần tra bảy buổi sáng đến {done}, lập biên bản năm trường hợp.",
        ("Xe tải chạy giờ cấm trên đường {street}", "Từ 6 giờ 30 đến 7 giờ 30 xe tải vẫn chạy trước số {no}."),
        ("Xe đậu kín hai bên đường {street}", "Còn một làn ở giữa, xe cứu hoả không thể vào."),
    ),
)
ORDER = (
    _s(
        "trat-tu-do-thi",
        "ward",
        "Tổ trật tự đã kiểm tra ba buổi, đến {done} đã thu hồi dù bạt, kẻ vạch giới hạn.",
        ("Quán nhậu lấn hết vỉa hè đường {street}", "Bàn ghế bày kín từ 17 giờ, người đi bộ phải xuống lòng đường."),
        ("Vỉa hè đường {street} thành chỗ bán hàng", "Hàng quán che dù bạt trước số {no}, xe cứu thương cũng khó vào."),
    ),
    _s(
        "trat-tu-do-thi",
        "ward",
        "Đã bóc, sơn lại 34 trụ ngày {done}, chuyển số điện thoại quảng cáo cho cơ quan viễn thông.",
        ("Quảng cáo dán kín trụ điện đường {street}", "Tờ rơi cho vay dán chồng lên nhau trên mọi trụ từ số {no}."),
        ("Tường trường học đường {street} bị phun số điện thoại", "Vừa sơn xong tháng trước đã bị phun kín."),
    ),
    _s(
        "trat-tu-do-thi",
        "ward",
        "Đã đến từng nhà nhắc nhở, ký cam kết ngày {done}; bắt giữ một con vô chủ.",
        ("Chó thả rông ở kiệt {alley} {street}", "Ba con chó lớn chạy ra rượt xe đạp của trẻ con mỗi chiều."),
        ("Chó không rọ mõm quanh công viên đường {street}", "Chủ thả chó rồi ngồi uống cà phê, đã có cháu bị cắn."),
    ),
    _s(
        "xay-dung",
        "construction",
        "Đã kiểm tra, lập biên bản; chủ công trình khắc phục xong ngày {done}.",
        ("Công trình số {no} {street} đổ vật liệu ra đường", "Cát đá chiếm nửa đường, mưa xuống trôi vào cống."),
        ("Công trình trên đường {street} che chắn sơ sài", "Gạch rơi xuống vỉa hè hôm thứ Hai, may không trúng ai."),
    ),
)
NOISE = (
    _s(
        "tieng-on",
        "ward",
        "Đã nhắc nhở lần một ngày {done}, chủ quán cam kết dừng trước 21 giờ 30.",
        ("Hát karaoke loa kéo đến khuya ở kiệt {alley} {street}", "Gần như tối nào cũng hát đến 23 giờ."),
        ("Quán trên đường {street} mở nhạc lớn quá 22 giờ", "Loa hướng ra đường, đóng cửa vẫn rung kính."),
    ),
    _s(
        "tieng-on",
        "environment",
        "Đã kiểm tra, cơ sở lắp xong hệ thống hút bụi ngày {done}.",
        ("Xưởng mộc đường {street} xả bụi", "Bụi bay vào các nhà từ số {no} đến số {no2}, không phơi được quần áo."),
        ("Xưởng cơ khí kiệt {alley} {street} bụi và ồn", "Cắt sắt ngay ngoài sân, bụi sắt bám đầy xe."),
    ),
)
OTHER = (
    _s(
        "khac",
        "ward",
        "Đã thay mới ngày {done}.",
        ("Ghế đá bờ sông đường {street} bị gãy", "Ghế gãy đã hai tháng, người lớn tuổi không có chỗ nghỉ chân."),
        ("Bảng tên kiệt {alley} {street} bị mất", "Người giao hàng và xe cấp cứu tìm nhà rất khó."),
    ),
    _s(
        "khac",
        "culture",
        "Đã tẩy sơn bằng hơi nước, không hại mặt đá, xong ngày {done}.",
        ("Bia di tích cuối đường {street} bị vẽ bậy", "Mặt bia bị xịt sơn, khách đến chụp hình rất phản cảm."),
        ("Cổng di tích gần đường {street} bị dán giấy", "Giấy quảng cáo dán lên cả hoa văn, gỡ ra tróc vữa."),
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
    *OTHER,
)
#: What citizens add to their reports.
ADDED = (
    "Đã báo tổ trưởng nhưng chưa thấy ai đến.",
    "Tình trạng này đã gần một tháng.",
    "Mong sớm có người đến xem.",
    "Đi qua đây mỗi ngày, càng ngày càng tệ.",
    "Bà con trong xóm đã nhắc nhiều lần.",
    "Buổi tối là nguy hiểm nhất.",
    "Sáng nay vẫn còn nguyên.",
    "Đây là lần thứ hai phản ánh.",
    "Cuối tuần trước cũng đã có người báo.",
    "Gần trường học, nhiều em nhỏ đi qua.",
    "Xin cho biết bao giờ xong.",
    "Nhiều người đã ngã ở đây.",
    "Mưa mấy hôm nay lại càng khó đi.",
    "Xin cảm ơn.",
)
