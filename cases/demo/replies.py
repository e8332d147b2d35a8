"""What agencies and the Center of the invented city say: answers, promises, plans, and why something was sent back."""

from __future__ import annotations

#: Answers that are no "done": what stands instead of the situation's own.
TEMPORARY = (
    "Đã rào chắn, đặt biển cảnh báo và xử lý tạm ngày {done}; làm dứt điểm trong đợt sửa chữa tới.",
    "Đã khắc phục tạm thời ngày {done} để người dân đi lại an toàn, vẫn theo dõi hằng ngày.",
)
NOT_AS_REPORTED = (
    "Kiểm tra ngày {done} cùng tổ dân phố: hiện trạng bình thường, không thấy việc như phản ánh.",
    "Đã đến hai lần, lần cuối ngày {done}, không còn thấy việc được nêu. Nếu thấy lại, xin phản ánh tiếp.",
)
#: What is added to an answer.
ADDED = (
    "Tổ kỹ thuật sẽ kiểm tra lại sau một tuần.",
    "Người dân thấy chưa ổn xin phản ánh lại.",
    "Kinh phí lấy từ nguồn duy tu thường xuyên.",
    "Đã báo lại cho tổ dân phố.",
    "Cảm ơn người dân đã báo sớm.",
)
#: After a return; after a reopening.
SECOND_TRY = ("Có ảnh trước và sau, chụp cùng một góc.", "Phần việc còn thiếu đã làm nốt, tổ dân phố đã xem.")
SECOND_ROUND = (
    "Kiểm tra lại ngày {done}: lần trước làm chưa đạt. Đã làm lại và nghiệm thu cùng người dân.",
    "Lần này thay hẳn chứ không sửa, xong ngày {done}; bảo hành sáu tháng.",
    "Nguyên nhân cũ chưa được xử lý tận gốc; đã xử lý xong ngày {done}.",
)
#: What the Center does not let pass.
POOR = (
    "Đơn vị đã tiếp nhận và sẽ xử lý theo quy định.",
    "Đã kiểm tra, sẽ khắc phục trong thời gian tới.",
    "Đơn vị ghi nhận ý kiến của người dân.",
)
PASSED_ON = (
    "Việc này không thuộc thẩm quyền của đơn vị.",
    "Đề nghị người dân liên hệ cơ quan khác.",
    "Đơn vị không quản lý đoạn này.",
)
RETURNS = (
    ("thieu-anh", "Xin gửi kèm ảnh sau khi làm, chụp cùng góc với ảnh của người dân."),
    ("thieu-ngay", "Câu trả lời cần nói rõ ngày nào làm xong."),
    ("khong-dung-viec", "Phản ánh nêu một chỗ, câu trả lời nói về chỗ khác."),
    ("chua-ro", "Cần nói rõ chỗ nào đã làm, chỗ nào chưa."),
)
REFUSALS = (
    ("dun-day", "Theo phân cấp, đây là việc của chính đơn vị; trả lời như vậy là chưa đúng."),
    ("dun-day", "Câu trả lời chỉ chỉ sang nơi khác, không nêu việc đơn vị sẽ làm."),
)
PLANS = (
    "Đã khảo sát, đưa vào đợt sửa chữa tới; sẽ làm xong trước ngày đã nêu.",
    "Đã có trong kế hoạch quý này, khởi công sau khi chọn được nhà thầu.",
)
OPINIONS = (
    "Đồng ý cho đơn vị làm trước, thanh toán từ kinh phí duy tu của thành phố.",
    "Giao đơn vị làm ngay phần nguy hiểm, phần còn lại đưa vào kế hoạch quý sau.",
)
AMENDMENTS = (
    "Bổ sung: đã kiểm tra lại sau một tuần, không phát sinh thêm.",
    "Bổ sung: đã làm thêm đoạn bên cạnh cho đồng bộ.",
)
#: The Center's own words for a report that accuses a household or a business.
SUMMARIES = (
    (
        "Một cơ sở trên đường {street} bị phản ánh gây ồn, xả bụi",
        "Người gửi cho biết một cơ sở gây ồn và xả bụi vào buổi tối. Tên và số nhà không đăng.",
    ),
    (
        "Một hộ ở khu vực đường {street} bị phản ánh làm phiền hàng xóm",
        "Người gửi cho biết một hộ mở nhạc lớn sau 22 giờ. Tên và số nhà không đăng.",
    ),
)
#: Why it takes longer, by who has to do it.
EXTENSIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "lighting": (
        ("cho-vat-tu", "Bóng LED 120 W đã đặt, dự kiến về kho trong tuần tới."),
        ("can-phoi-hop", "Cần điện lực cắt điện đoạn này mới làm được, đã có lịch."),
    ),
    "roads": (
        ("thoi-tiet", "Mưa liên tục nên chưa thảm được nhựa; làm ngay khi khô ráo hai ngày."),
        ("cho-kinh-phi", "Đã trình dự toán 18 triệu đồng, chờ phê duyệt."),
    ),
    "drainage": (
        ("viec-phuc-tap", "Phải đào kiểm tra toàn tuyến để tìm chỗ tắc."),
        ("cho-vat-tu", "Ống cỡ này hết hàng, nhà cung cấp hẹn giao đầu tuần."),
    ),
    "waste": (
        ("cho-vat-tu", "Xe cuốn ép đang sửa, phụ tùng về trong tuần."),
        ("can-phoi-hop", "Cần phường bố trí chỗ đặt thùng mới."),
    ),
    "trees": (
        ("thoi-tiet", "Gió lớn nên xe nâng chưa làm được."),
        ("can-phoi-hop", "Cần điện lực hạ dây trước khi làm, đã hẹn ngày."),
    ),
    "water": (("viec-phuc-tap", "Phải dò áp lực cả tuyến để tìm nguyên nhân."),),
    "power": (("can-phoi-hop", "Cáp của nhiều nhà mạng, đã hẹn ngày làm chung."),),
    "police": (("can-phoi-hop", "Đang cùng phường lên lịch ra quân chung."),),
    "construction": (("viec-phuc-tap", "Chủ công trình vắng mặt, đã gửi giấy mời lần hai."),),
    "environment": (("viec-phuc-tap", "Đang chờ kết quả đo bụi và tiếng ồn."),),
    "culture": (("cho-kinh-phi", "Làm trên đá cổ cần chuyên gia, đang trình kinh phí."),),
    "ward": (
        ("cho-kinh-phi", "Phường đã trình dự toán, chờ phê duyệt."),
        ("can-phoi-hop", "Cần tổ dân phố cùng làm, đã hẹn cuối tuần."),
    ),
}
