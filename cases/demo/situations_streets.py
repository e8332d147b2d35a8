"""Lights, roads, drains and traffic of the invented city: what people report, and what was done."""

from __future__ import annotations

from cases.demo.situation import EVENING, NIGHT
from cases.demo.situation import situation as _s

LIGHTING = (
    _s(
        "chieu-sang",
        "lighting",
        (
            (
                "Đèn đường tắt cả đoạn dài trên đường {street}",
                "Từ số {no} đến số {no2} có {few} trụ đèn không sáng, đi qua phải rọi điện thoại.",
            ),
            ("Đường {street} tối om về đêm", "Đoạn trước số {no} tối hẳn, người đi bộ không thấy mép đường."),
            ("{few} bóng đèn hỏng trên đường {street}", "Mấy trụ gần số {no} không sáng, bên tê đường vẫn sáng."),
        ),
        (
            "Tổ sửa chữa đã thay {few} bóng và một bộ nguồn tối {done}, đo độ rọi đạt.",
            "Đã tìm ra đoạn cáp ngầm bị đứt, nối lại xong ngày {done}; cả đoạn đã sáng.",
        ),
        NIGHT,
    ),
    _s(
        "chieu-sang",
        "lighting",
        (
            (
                "Đèn kiệt {alley} {street} chập chờn",
                "Đèn đầu kiệt cứ nhấp nháy rồi tắt hẳn, trong kiệt toàn người già.",
            ),
            (
                "Bóng đèn kiệt {alley} {street} lúc sáng lúc tắt",
                "Cứ mưa là tắt, tạnh lại sáng, chắc nước vào mối nối.",
            ),
            (
                "Kiệt {alley} {street} không có đèn",
                "Kiệt sâu chừng {metres} m mà chỉ có một bóng ngoài đầu ngõ.",
                "Đã lắp thêm {few} bóng LED trong kiệt, đóng điện tối {done}.",
            ),
        ),
        (
            "Đã thay chấn lưu và siết lại mối nối ngày {done}, đèn sáng ổn định hai đêm liền.",
            "Đã thay {few} bóng và đi lại dây trong kiệt, xong tối {done}.",
        ),
        NIGHT,
    ),
    _s(
        "chieu-sang",
        "lighting",
        (
            ("Đèn đường {street} sáng cả ban ngày", "Gần trưa mà đèn từ số {no} trở đi vẫn sáng, lãng phí quá."),
            ("Đèn trên đường {street} quên tắt", "Mặt trời lên cao mà cả dãy đèn còn sáng."),
        ),
        (
            "Rơ le hẹn giờ của tủ điều khiển bị hỏng, đã thay ngày {done}.",
            "Đã chỉnh lại giờ đóng cắt ngày {done}; đèn tắt lúc 5 giờ 30.",
        ),
        (8, 11),
    ),
    _s(
        "chieu-sang",
        "lighting",
        (
            ("Trụ đèn nghiêng trên đường {street}", "Trụ trước số {no} nghiêng về phía lòng đường, dây sà thấp."),
            ("Trụ đèn trước số {no} {street} bị xe tông", "Chân trụ nứt, bu lông bật ra, đẩy nhẹ là lắc."),
        ),
        (
            "Đã dựng lại trụ và đổ bê tông chân trụ ngày {done}, rào chắn đã tháo.",
            "Đã thay trụ mới cao 8 m, hoàn thành ngày {done}.",
        ),
    ),
)
ROADS = (
    _s(
        "duong-via-he",
        "roads",
        (
            ("Ổ gà sâu trước số {no} đường {street}", "Ổ gà giữa làn, xe tránh nhau phải lấn sang làn ngược chiều."),
            ("Mặt đường {street} thủng một hố lớn", "Hố trước số {no} rộng chừng một mét, mưa xuống không thấy mô."),
            (
                "Đường {street} chi chít ổ gà",
                "Đoạn {metres} m từ số {no} có hơn {few} ổ gà, xe máy lạng qua lạng lại như xiếc.",
            ),
        ),
        (
            "Đã cắt vuông, rải và lu lại {metres} m² mặt đường ngày {done}.",
            "Đã vá các ổ gà cùng đoạn bằng bê tông nhựa nguội ngày {done}, sẽ thảm lại trong mùa khô.",
        ),
    ),
    _s(
        "duong-via-he",
        "drainage",
        (
            ("Nắp cống vỡ trên đường {street}", "Nắp trước số {no} vỡ một góc, người dân phải cắm cành cây để báo."),
            ("Mất nắp hố ga trước số {no} {street}", "Miệng hố trống hoác, sâu hơn một mét."),
            ("Nắp hố ga kiệt {alley} {street} kêu rầm rầm", "Xe qua là nắp bật lên đập xuống, nhà bên không ngủ được."),
        ),
        (
            "Đã thay nắp gang mới ngày {done}.",
            "Đã thay {few} nắp bê tông bằng nắp composite có khoá, xong ngày {done}.",
        ),
    ),
    _s(
        "duong-via-he",
        "ward",
        (
            ("Vỉa hè đường {street} bong gạch", "Gạch bong gần hết từ số {no} đến số {no2}, xe lăn không đi được."),
            ("Gạch vỉa hè trước số {no} {street} lún", "Lún chừng {few} m, người già đi bộ buổi sáng hay vấp."),
            (
                "Kiệt {alley} {street} lầy lội",
                "Đường kiệt bong hết xi măng, mưa là bùn tới mắt cá, tụi nhỏ đi học lấm lem.",
                "Đã cấp {few} khối bê tông, cùng bà con đổ lại đoạn hỏng ngày {done}.",
                "Đã đổ đá mi và lu lèn tạm trong kiệt; mặt bê tông đổ xong ngày {done}.",
            ),
        ),
        (
            "Đã cho lát lại {metres} m² gạch, xong ngày {done}.",
            "Đã tháo gạch, đầm nền và lát lại đoạn hỏng, xong ngày {done}.",
        ),
    ),
    _s(
        "duong-via-he",
        "roads",
        (
            ("Đào đường {street} xong không hoàn trả", "Rãnh dọc từ số {no} đến số {no2} lấp đất qua loa, bụi mù."),
            ("Rãnh đào trên đường {street} để ngổn ngang", "Đào ngang trước số {no} để kéo cáp, chỉ rắc ít đá dăm."),
        ),
        (
            "Đã buộc nhà thầu hoàn trả mặt đường, nghiệm thu ngày {done}.",
            "Nhà thầu đã lu lèn và rải nhựa {metres} m rãnh ngày {done}; giữ lại tiền bảo hành đến hết năm.",
        ),
    ),
)
DRAINAGE = (
    _s(
        "thoat-nuoc",
        "drainage",
        (
            ("Cứ mưa là đường {street} ngập", "Mưa chừng nửa tiếng là nước ngập trước số {no}, tràn vào nhà."),
            ("Ngập nửa bánh xe trên đường {street}", "Đoạn trước số {no} trũng, nước đọng rất lâu mới rút."),
            (
                "Nước lụt rút rồi mà đường {street} vẫn ngập",
                "Chỗ khác khô hết, riêng đoạn số {no} đến số {no2} nước còn tới đầu gối.",
            ),
            (
                "Kiệt {alley} {street} ngập, xe chết máy hàng loạt",
                "Nước đen trong cống dềnh lên, lội qua ngứa hết chân.",
            ),
        ),
        (
            "Đã nạo vét {metres} m cống và thay {few} lưới chắn rác ngày {done}; mưa lần sau nước rút trong 15 phút.",
            "Đã vớt rác bít cửa thu và cho bơm hạ nước ngày {done}; bùn trong cống sẽ hút khi nước sông xuống.",
        ),
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        (
            ("Cống thoát nước kiệt {alley} {street} bốc mùi", "Mùi hôi vào tận nhà, bữa cơm phải đóng kín cửa."),
            (
                "Nước thải trào lên mặt kiệt {alley} {street}",
                "Nước đen trào lên miệng hố ga, trẻ con không dám ra ngõ.",
            ),
            ("Cống trước số {no} {street} tắc nghẽn", "Nước thải ứ lại, muỗi bay như ong."),
        ),
        (
            "Đã thông tắc và hút bùn ngày {done}; đoạn ống vỡ {few} m đã thay.",
            "Đã hút {few} khối bùn và đặt van ngăn mùi ngày {done}.",
        ),
    ),
    _s(
        "thoat-nuoc",
        "ward",
        (
            (
                "Mương cạnh đường {street} đầy bèo rác",
                "Nước không chảy được, muỗi nhiều, đã có người sốt xuất huyết.",
                "Đã cùng tổ dân phố vớt bèo, khơi thông {metres} m mương ngày {done}.",
            ),
            (
                "Hói sau dãy nhà đường {street} bị lấp",
                "Đất đổ xuống hói, mỗi lần mưa nước tràn ngược vào sân.",
                "Đã thuê máy múc khơi lại dòng chảy ngày {done}, buộc hộ đổ đất dọn phần lấn.",
            ),
        ),
        (),
    ),
    _s(
        "thoat-nuoc",
        "drainage",
        (
            ("Hố ga đường {street} cao hơn mặt đường", "Thảm nhựa xong, hố ga nhô lên gần {few} cm ngay làn xe máy."),
            ("Miệng hố ga trước số {no} {street} nhô lên", "Tối đi không thấy, đã có người ngã."),
        ),
        (
            "Đã hạ cổ hố ga bằng mặt đường ngày {done}.",
            "Đã vuốt nhựa quanh {few} hố ga ngày {done}, xe qua không còn xóc.",
        ),
    ),
)
TRAFFIC = (
    _s(
        "giao-thong",
        "roads",
        (
            ("Đèn tín hiệu ngã tư đường {street} không hoạt động", "Giờ tan trường xe cộ tranh nhau, rất dễ va quệt."),
            ("Đèn giao thông đầu đường {street} chỉ nháy vàng", "Người đi bộ đứng mãi không qua được."),
            (
                "Đèn đỏ ở đường {street} quá lâu",
                "Mỗi lượt xanh chỉ {few} giây, xe dồn đến tận số {no}.",
                "Đã chỉnh lại chu kỳ giờ cao điểm, áp dụng từ {done}.",
            ),
        ),
        (
            "Đã thay bộ điều khiển ngày {done}, đèn chạy đúng chu kỳ.",
            "Đã thay tủ điều khiển và dây nguồn ngày {done}.",
        ),
    ),
    _s(
        "giao-thong",
        "roads",
        (
            (
                "Biển báo bị cây che trên đường {street}",
                "Người lạ đi vào đường một chiều mà không biết.",
                "Đã phát cành che và dời biển ra chỗ dễ thấy ngày {done}.",
            ),
            (
                "Biển cấm đậu xe trên đường {street} bị mờ",
                "Chữ phai hết, xe vẫn đậu kín trước số {no}.",
                "Đã thay {few} mặt biển phản quang ngày {done}.",
            ),
        ),
        (),
    ),
    _s(
        "giao-thong",
        "roads",
        (
            (
                "Xin kẻ lại vạch sang đường trước trường học đường {street}",
                "Vạch mờ hẳn, giờ vào lớp rất nguy hiểm.",
                "Đã sơn lại vạch và đặt biển trường học ngày {done}.",
            ),
            (
                "Gờ giảm tốc đường {street} bong hết",
                "Bu lông trồi lên trước số {no}, xe máy đi qua nổ lốp.",
                "Đã tháo gờ hỏng, thay {metres} m gờ cao su mới ngày {done}.",
            ),
        ),
        (),
    ),
    _s(
        "giao-thong",
        "police",
        (
            ("Xe tải chạy giờ cấm trên đường {street}", "Giờ học sinh đi học mà xe ben vẫn ầm ầm trước số {no}."),
            ("Xe đậu kín hai bên đường {street}", "Còn một làn ở giữa, xe cứu hoả không thể vào."),
            (
                "Thanh niên rú ga trên đường {street}",
                "Tụi nó đua từ đầu đường tới số {no}, cả xóm giật mình.",
            ),
        ),
        (
            "Đã tuần tra bảy buổi đến {done}, lập biên bản {few} trường hợp.",
            "Đã bố trí chốt từ {done}, phạt nguội {few} xe qua camera.",
        ),
        EVENING,
    ),
)
TRANSPORT = (
    _s(
        "xe-buyt",
        "roads",
        (
            (
                "Xe buýt bỏ trạm trên đường {street}",
                "Đứng ở trạm gần số {no} mà xe chạy thẳng, không dừng.",
                "Đã làm việc với đơn vị vận tải, nhắc {few} lái xe; từ {done} có kiểm tra qua định vị.",
            ),
            (
                "Nhà chờ xe buýt đường {street} hỏng mái",
                "Mái nhà chờ trước số {no} thủng, mưa nắng gì cũng chịu.",
                "Đã lợp lại mái nhà chờ ngày {done}, thay {few} tấm nhựa vỡ.",
            ),
            (
                "Bảng giờ xe buýt đường {street} sai hết",
                "Trên bảng ghi 20 phút một chuyến, thực tế chờ cả tiếng.",
                "Đã thay bảng giờ theo biểu đồ chạy mới, xong ngày {done}.",
            ),
        ),
        (),
    ),
)
