"""What agencies and the Center of the invented city say: answers, promises, plans, and why something was sent back."""

from __future__ import annotations

#: How an answer may begin: where, and when somebody went there.
OPENERS = (
    "Ngày {seen} đơn vị đã kiểm tra {where}.",
    "Kính gửi ông/bà. Về phản ánh ở {where}, đơn vị trả lời như sau.",
    "Tổ hiện trường đến {where} ngày {seen}.",
    "Phản ánh về {where} là đúng.",
    "Đơn vị cảm ơn ông/bà đã báo về {where}.",
    "Kết quả ở {where}:",
    "Qua kiểm tra {where} ngày {seen} cùng tổ dân phố:",
)
#: Answers that are no "done": what stands instead of the situation's own.
TEMPORARY = (
    "Đã rào chắn, đặt biển cảnh báo ở {where} và xử lý tạm ngày {done}; làm dứt điểm trong đợt sửa chữa tới.",
    "Đã khắc phục tạm thời ở {where} ngày {done} để người dân đi lại an toàn, vẫn theo dõi hằng ngày.",
    "Mới làm tạm được ở {where}, xong ngày {done}; phần còn lại cần vật tư và thời tiết tốt.",
)
NOT_AS_REPORTED = (
    "Kiểm tra {where} ngày {done} cùng tổ dân phố: hiện trạng bình thường, không thấy việc như phản ánh.",
    "Đã đến {where} hai lần, lần cuối ngày {done}, không còn thấy việc được nêu. Nếu thấy lại, xin phản ánh tiếp.",
    "Ngày {done} đã xác minh ở {where}, việc được nêu không đúng thực tế; biên bản có tổ trưởng ký.",
)
NOT_POSSIBLE = (
    "Đã xem xét việc ở {where} ngày {done}: chưa thể làm vì vướng quy định nêu bên dưới.",
    "Phần đất ở {where} không do Nhà nước quản lý, đơn vị không có căn cứ chi ngân sách; đã giải thích ngày {done}.",
)
NOT_HANDED_OVER = "Luật Nhà ở 2023: hạ tầng của khu nhà chưa bàn giao do chủ đầu tư bảo trì."
#: Which law forbids it, by category; where none is named, nothing is impossible.
LAWS = {
    "chieu-sang": NOT_HANDED_OVER,
    "duong-via-he": NOT_HANDED_OVER,
    "thoat-nuoc": NOT_HANDED_OVER,
    "cay-xanh": "Luật Ngân sách nhà nước: không chi cho tài sản của hộ gia đình.",
    "di-tich": "Luật Di sản văn hoá 2024: khu vực bảo vệ I phải giữ nguyên trạng.",
    "dien-luc": "Luật Điện lực 2024: đường dây sau công tơ thuộc khách hàng.",
    "cap-nuoc": "Nghị định 117/2007/NĐ-CP: đường ống sau đồng hồ do hộ dùng nước bảo trì.",
    "giao-thong": "QCVN 41:2024: lưu lượng ở đây chưa đến mức được đặt thêm tín hiệu.",
}
#: Answers that say little, and passed all the same.
WEAK = (
    "Đơn vị đã đến {where} ngày {done}, nhắc nhở và tạm xử lý, sẽ tiếp tục theo dõi.",
    "Đã tuyên truyền, vận động ở {where} ngày {done}; trước mắt tạm ổn.",
)
#: What is added to an answer; and to one that tells of works.
ADDED = (
    "Tổ kiểm tra sẽ quay lại sau một tuần.",
    "Người dân thấy chưa ổn xin phản ánh lại.",
    "Đã báo lại cho tổ dân phố {group}.",
    "Cảm ơn người dân đã báo sớm.",
    "Trân trọng.",
    "Ảnh trước và sau đã gửi Trung tâm.",
    "Đơn vị xin lỗi vì để người dân phải chờ.",
    "Việc này được đưa vào lịch kiểm tra hằng tháng.",
    "Tổ trưởng tổ {group} đã xác nhận.",
)
WORKS = (
    "Kinh phí lấy từ nguồn duy tu thường xuyên.",
    "Bảo hành {weeks} tháng.",
    "Chi phí do đơn vị thi công chịu.",
    "Đã ghi vào nhật ký tuyến.",
)
#: After a return; after a reopening.
SECOND_TRY = (
    "Có ảnh trước và sau, chụp cùng một góc.",
    "Phần việc còn thiếu đã làm nốt, tổ dân phố {group} đã xem.",
    "Lần trước trả lời thiếu ngày và chỗ, đơn vị xin bổ sung như trên.",
)
SECOND_ROUND = (
    "Kiểm tra lại {where} ngày {done}: lần trước làm chưa đạt. Đã làm lại và nghiệm thu cùng người dân.",
    "Lần này thay hẳn chứ không sửa, xong ngày {done} ở {where}; bảo hành sáu tháng.",
    "Nguyên nhân cũ ở {where} chưa được xử lý tận gốc; đã xử lý xong ngày {done}.",
)
#: What the Center does not let pass.
POOR = (
    "Đơn vị đã tiếp nhận và sẽ xử lý theo quy định.",
    "Đã kiểm tra, sẽ khắc phục trong thời gian tới.",
    "Đơn vị ghi nhận ý kiến của người dân.",
    "Việc này đơn vị đã biết và đang nghiên cứu.",
    "Sẽ đưa vào kế hoạch khi bố trí được kinh phí.",
    "Đã chỉ đạo bộ phận chuyên môn xem xét.",
)
PASSED_ON = (
    "Việc này không thuộc thẩm quyền của đơn vị.",
    "Đề nghị người dân liên hệ cơ quan khác.",
    "Đơn vị không quản lý đoạn này.",
    "Đề nghị chuyển phường xử lý.",
)
RETURNS = (
    ("thieu-anh", "Xin gửi kèm ảnh sau khi làm, chụp cùng góc với ảnh của người dân."),
    ("thieu-anh", "Ảnh gửi kèm là ảnh chỗ khác; xin chụp đúng nơi được phản ánh."),
    ("thieu-ngay", "Câu trả lời cần nói rõ ngày nào làm xong."),
    ("thieu-ngay", "“Thời gian tới” là bao giờ? Xin ghi ngày."),
    ("khong-dung-viec", "Phản ánh nêu một chỗ, câu trả lời nói về chỗ khác."),
    ("khong-dung-viec", "Người dân hỏi bao giờ sửa, câu trả lời chỉ nói đã tiếp nhận."),
    ("chua-ro", "Cần nói rõ chỗ nào đã làm, chỗ nào chưa."),
    ("chua-ro", "Đã làm những gì? Xin nêu cụ thể từng việc."),
)
REFUSALS = (
    ("dun-day", "Theo phân cấp, đây là việc của chính đơn vị; trả lời như vậy là chưa đúng."),
    ("dun-day", "Câu trả lời chỉ đẩy sang nơi khác, không nêu việc đơn vị sẽ làm."),
)
PLANS = (
    "Đã khảo sát, đưa vào đợt sửa chữa tới; sẽ làm xong trước ngày đã nêu.",
    "Đã có trong kế hoạch quý này, khởi công sau khi chọn được nhà thầu.",
    "Đã đặt vật tư, tổ thi công sẽ vào việc khi hàng về.",
)
OPINIONS = (
    "Đồng ý cho đơn vị làm trước, thanh toán từ kinh phí duy tu của thành phố.",
    "Giao đơn vị làm ngay phần nguy hiểm, phần còn lại đưa vào kế hoạch quý sau.",
    "Thống nhất phương án đơn vị trình; giao phường phối hợp giữ mặt bằng.",
)
AMENDMENTS = (
    "Bổ sung: đã kiểm tra lại {where} ngày {done}, không phát sinh thêm.",
    "Bổ sung: ngày {done} đã làm thêm phần bên cạnh {where} cho đồng bộ.",
)
#: The Center's own words for a report that accuses a business, or a household; and an answer that names neither.
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
NAMELESS = (
    "Đã đến nhắc nhở ngày {done}, bên bị phản ánh ký cam kết; sẽ kiểm tra lại không báo trước.",
    "Đã xác minh cùng tổ dân phố ngày {done}, việc đã dừng; lập biên bản lưu tại đơn vị.",
)
#: Why it takes longer, by who has to do it.
EXTENSIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "lighting": (
        ("cho-vat-tu", "Bóng LED 120 W đã đặt, dự kiến về kho trong tuần tới."),
        ("can-phoi-hop", "Cần điện lực cắt điện đoạn này mới làm được, đã có lịch."),
        ("cho-vat-tu", "Cần đặt gia công {few} cần đèn, xưởng hẹn giao sau mươi ngày."),
    ),
    "roads": (
        ("thoi-tiet", "Mưa liên tục nên chưa thảm được nhựa; làm ngay khi khô ráo hai ngày."),
        ("cho-kinh-phi", "Đã trình dự toán {metres} triệu đồng, chờ phê duyệt."),
        ("can-phoi-hop", "Chờ bên cấp nước làm xong đường ống rồi mới hoàn trả mặt đường."),
    ),
    "drainage": (
        ("viec-phuc-tap", "Phải đào kiểm tra {metres} m cống để tìm chỗ tắc."),
        ("cho-vat-tu", "Ống cỡ này hết hàng, nhà cung cấp hẹn giao đầu tuần."),
        ("thoi-tiet", "Nước sông còn cao, chưa hút bùn được."),
    ),
    "waste": (
        ("cho-vat-tu", "Xe cuốn ép đang sửa, phụ tùng về trong tuần."),
        ("can-phoi-hop", "Cần phường bố trí chỗ đặt thùng mới."),
    ),
    "trees": (
        ("thoi-tiet", "Gió lớn nên xe nâng chưa làm được."),
        ("can-phoi-hop", "Cần điện lực hạ dây trước khi làm, đã hẹn ngày."),
    ),
    "water": (
        ("viec-phuc-tap", "Phải dò áp lực cả tuyến để tìm nguyên nhân."),
        ("can-phoi-hop", "Đang xin giấy phép đào đường {street}."),
    ),
    "power": (
        ("can-phoi-hop", "Cáp của nhiều nhà mạng, đã hẹn ngày làm chung."),
        ("cho-vat-tu", "Chờ {few} hộp công tơ mới theo mẫu."),
    ),
    "telecom": (("can-phoi-hop", "Bốn nhà mạng dùng chung trụ, đã mời họp và hẹn ngày bó cáp."),),
    "health": (("viec-phuc-tap", "Đang chờ kết quả kiểm nghiệm {few} mẫu."),),
    "police": (("can-phoi-hop", "Đang cùng phường lên lịch ra quân chung."),),
    "construction": (("viec-phuc-tap", "Chủ công trình vắng mặt, đã gửi giấy mời lần hai."),),
    "environment": (
        ("viec-phuc-tap", "Đang chờ kết quả đo bụi và tiếng ồn."),
        ("cho-kinh-phi", "Phương án kè {metres} m bờ đang được thẩm định."),
    ),
    "culture": (("cho-kinh-phi", "Làm trên đá cổ cần chuyên gia, đang trình kinh phí."),),
    "culture_office": (("can-phoi-hop", "Đang tìm chủ bảng quảng cáo qua giấy phép cũ."),),
    "ward": (
        ("cho-kinh-phi", "Đã trình dự toán {metres} triệu đồng, chờ phê duyệt."),
        ("can-phoi-hop", "Cần tổ dân phố {group} cùng làm, đã hẹn cuối tuần."),
        ("thoi-tiet", "Mưa lụt phải lo sơ tán dân trước, sẽ làm ngay sau khi nước rút."),
    ),
}
