"""What citizens of the invented city add to a report: who they are, what follows, since when, and what they ask for."""

from __future__ import annotations

DARK = "tắt cả|tối|hỏng|chập|lúc sáng|không có"  # titles of lamps that do not burn

#: How a report may begin.
OPENERS = (
    "Lúc {clock} tôi đi ngang thấy cảnh này.",
    "Tôi ghi lại lúc {clock}.",
    "Tôi có ra xem tận nơi lúc {clock}.",
    "Nhà tôi ở tổ {group}, cùng đường, ngày mô cũng thấy.",
    "Tui ở tổ {group}, thấy rứa nên báo.",
    "Tôi chở con đi học qua đây mỗi ngày.",
    "Tôi buôn bán gần đó đã {days} năm.",
    "Thay mặt bà con tổ {group}, tôi xin phản ánh.",
    "Xin phản ánh một việc như sau.",
    "Em trọ ở tổ {group}, ngày nào cũng đi qua.",
    "Mạ tôi ở tổ {group} nhờ tôi gửi giùm.",
    "Tôi chạy xe ôm hay qua đoạn ni.",
    "Chào Trung tâm, tôi ở tổ {group}.",
    "Tôi dừng xe lại coi lúc {clock}.",
    "Hàng xóm nhắn tôi lúc {clock}, ra coi thì đúng rứa.",
)
#: What a report says of the reporter, and the agency of somebody: personal data, which the Center covers. Nobody is
#: called at these numbers: no number in Huế begins with a nought.
PERSONAL = (
    "Cần chỉ chỗ thì gọi tôi theo số 0234 000 0{home:03}.",
    "Tôi tên Lê Văn Mẫu, nhà số {home} cùng đường, cứ gọi cửa.",
)
PERSONAL_ANSWER = (
    "Đã gọi lại cho người gửi theo số 0234 000 0{home:03}.",
    "Bà Nguyễn Thị Mẫu, nhà số {home}, đã ký biên bản xác nhận.",
)
#: What of it is covered, and how the mark calls it.
COVERED = {
    r"0234 000 0\d{3}": "số điện thoại",
    r"(?:Lê Văn|Nguyễn Thị) Mẫu": "tên người",
    r"(?<=nhà )số \d+": "số nhà",
}
#: What follows from it: category → which titles it fits ("" all), and the sentence.
DETAILS: dict[str, tuple[tuple[str, str], ...]] = {
    "chieu-sang": (
        (DARK, "Học sinh học thêm về rất sợ."),
        (DARK, "Đã có người ngã xe ở đây."),
        (DARK, "Con gái đi làm ca về phải gọi người ra đón."),
        (DARK, "Trộm vặt cũng nhiều hơn."),
        (DARK, "Mấy mệ đi lễ chùa sớm không thấy đường."),
        ("ban ngày|quên tắt", "Tiền điện đó cũng là tiền dân."),
        ("ban ngày|quên tắt", "Trong khi kiệt bên thì tối om."),
        ("Trụ", "Xe tải chạy qua là cả trụ rung."),
        ("Trụ", "Sợ điện rò ra ngoài."),
    ),
    "duong-via-he": (
        ("", "Đã có người ngã gãy tay."),
        ("", "Xe đạp học sinh sụp xuống liên tục."),
        ("", "Người đi xe lăn chịu thua."),
        ("Ổ gà|thủng|ổ gà|lầy|Rãnh|Đào", "Bà con tự đổ đất mà mưa là trôi."),
        ("", "Xe cứu thương vào cũng khó."),
    ),
    "thoat-nuoc": (
        ("ngập|Ngập", "Nhà có người già phải kê giường lên cao."),
        ("ngập|Ngập", "Xe máy chết máy dắt bộ cả đoàn."),
        ("ngập|Ngập|bốc mùi|trào|tắc", "Buôn bán coi như nghỉ."),
        ("ngập|Ngập|trào|Mương|Hói", "Nước bẩn vào giếng, không dám dùng."),
        ("ngập|Ngập|trào", "Trẻ con lội về bị ghẻ lở."),
        ("ố ga", "Xe chở hàng dằn xuống nghe rầm rầm."),
    ),
    "rac-thai": (
        ("ác", "Mùi bay vô tận phòng ngủ."),
        ("ác", "Chuột chạy cả ban ngày."),
        ("ác", "Khách du lịch đi qua bịt mũi."),
        ("Xà bần|Phế thải", "Trong đó có cả mảnh kính."),
        ("", "Mưa xuống là trôi hết vào cống."),
    ),
    "cay-xanh": (
        ("nghiêng|đổ|khô |vướng", "Ngay dưới là chỗ học sinh đứng chờ."),
        ("nghiêng|đổ|khô ", "Nhà bên dưới không dám ở phòng trước."),
        ("nghiêng|đổ|khô ", "Năm ngoái đã có cây ngã trúng xe."),
        ("nghiêng|đổ|khô |vướng", "Sợ nhất là khi có gió."),
        ("công viên", "Chiều mô cũng đông người tới chơi."),
    ),
    "cap-nuoc": (
        ("", "Nhà có con nhỏ phải mua nước bình."),
        ("", "Tiền nước vẫn đóng đủ."),
        ("iệt", "Cả kiệt hai chục hộ đều bị."),
        ("yếu", "Phải thức khuya hứng từng xô."),
    ),
    "dien-luc": (
        ("", "Trẻ con hay chơi gần đó."),
        ("chập chờn", "Nhà có người thở máy nên lo lắm."),
        ("Tủ|Công tơ|đứt", "Mưa xuống là nghe xẹt xẹt."),
        ("", "Gọi tổng đài mà máy bận hoài."),
    ),
    "giao-thong": (
        ("", "Đã có hai vụ va quệt."),
        ("", "Cụ già sang đường phải có người dắt."),
        ("", "Giờ tan tầm thì khỏi nói."),
        ("Biển", "Khách ở xa tới không biết đường mô mà đi."),
    ),
    "trat-tu-do-thi": (
        ("", "Nhắc thì họ còn gây gổ."),
        ("ỉa hè", "Xe đẩy em bé phải đi giữa lòng đường."),
        ("ỉa hè", "Dẹp xong quay lưng là đâu lại vào đó."),
        ("Quán", "Khách la ó, xả giấy ăn đầy đường."),
    ),
    "tieng-on": (
        ("Hát|nhạc|loa", "Cháu nhỏ không ngủ được."),
        ("Hát|nhạc|loa", "Các em thi học kỳ không học nổi."),
        ("Hát|nhạc|loa", "Người già mất ngủ, tăng huyết áp."),
        ("Hát|nhạc|loa", "Sang nói thì họ mở to hơn."),
        ("Xưởng|Lò", "Nhà mô cũng phải đóng kín cửa."),
        ("Xưởng|Lò", "Mấy cháu nhỏ ho suốt."),
    ),
    "an-toan-thuc-pham": (
        ("", "Đã có cháu bị đau bụng."),
        ("Quán|Hàng", "Khách đông lắm nên càng lo."),
        ("", "Không thấy giấy phép mô cả."),
    ),
    "vat-nuoi": (
        ("Chó", "Đi tập thể dục phải cầm gậy."),
        ("Chó", "Phân vương đầy lối đi."),
        ("", "Ai nói cũng không nghe."),
    ),
    "di-tich": (
        ("", "Du khách chụp hình rồi lắc đầu."),
        ("Bia|Cổng|Tường", "Di sản mà để rứa thì tiếc."),
        ("Chèo|Bãi", "Hướng dẫn viên cũng ngại."),
    ),
    "song-dam-pha": (
        ("Bờ", "Mấy hộ ven bờ ngủ không yên."),
        ("Nước|Bèo", "Dân chài thất mùa."),
        ("Bờ", "Mưa lũ tới nữa thì không biết răng."),
    ),
}
#: What follows from anything.
ANYTHING = (
    "Bà con trong xóm ai cũng phiền.",
    "Đã báo tổ trưởng nhưng chưa thấy ai tới.",
    "Gần trường học, nhiều em nhỏ đi qua.",
    "Đi qua đây mỗi ngày, càng ngày càng tệ.",
    "Ảnh chụp không thấy hết được.",
    "Đây là lần thứ hai tôi phản ánh.",
    "Họp tổ dân phố lần mô cũng nêu.",
    "Ai đi qua cũng lắc đầu.",
    "Hỏi phường thì phường nói chờ.",
    "Trên nhóm của xóm bàn hoài.",
    "Tôi có quay lại, cần thì gửi.",
    "Sợ lâu ngày thành chuyện lớn.",
    "Khách tới nhà ai cũng hỏi.",
    "Nói hoài cũng mệt mà không nói thì chịu không được.",
    "Chỗ khác đã làm rồi, chừ còn mỗi chỗ ni.",
)
#: Since when.
SINCE = (
    "Tình trạng này đã {days} ngày nay.",
    "Kéo dài từ {weekday} tuần trước tới chừ.",
    "Đã hơn {weeks} tuần rồi mà răng chưa ai làm.",
    "Từ đầu tháng tới giờ vẫn y nguyên.",
    "Sáng {weekday} có người tới ngó rồi đi.",
    "Hồi {clock} ghé coi thì vẫn rứa.",
    "Bị {days} hôm rồi.",
    "{Weekday} tuần rồi tôi đã gọi điện báo.",
)
#: Since when, of what has just happened.
FRESH = (
    "Mới bị lúc {clock}.",
    "Lúc {clock} vẫn còn nguyên.",
    "Khoảng {clock} nghe tiếng động, ra thì thấy.",
    "Tới {clock} chưa thấy ai đến.",
)
#: The weather, where it matters: in the months of rain, and in those of heat.
RAIN = (
    "Mưa từ {weekday} đến chừ chưa dứt.",
    "Trời mưa dầm, đi lại càng khổ.",
    "Nghe đài báo còn đợt mưa lớn nữa, lo lắm.",
    "Mưa xuống là khỏi đi.",
    "Bão vừa qua lại càng nặng.",
    "Trời mưa thúi đất thúi đai ri mà để rứa.",
)
HEAT = {
    "rac-thai": ("Trời nắng gắt, mùi càng nặng.", "Nắng chang chang, ruồi bu đen."),
    "cap-nuoc": ("Nắng ni mà thiếu nước thì chịu răng nổi.", "Đợt nóng ni nhà mô cũng cần nước."),
    "dien-luc": ("Nóng gần 40 độ mà quạt quay không nổi.", "Đợt nóng ni tối mô cũng rứa."),
    "thoat-nuoc": ("Trời nắng, hơi cống bốc lên chịu không thấu.",),
    "song-dam-pha": ("Nước cạn nên càng thấy rõ.",),
}
#: What they ask for.
REQUESTS = (
    "Mong sớm có người đến xem.",
    "Xin cho biết bao giờ xong.",
    "Đề nghị xử lý dứt điểm.",
    "Kính mong các anh chị quan tâm.",
    "Nhờ Trung tâm chuyển đúng nơi.",
    "Làm ơn tới coi giùm.",
    "Xin cảm ơn.",
    "Bà con trông từng ngày.",
    "Đừng để có người bị nạn rồi mới làm.",
    "Mong có câu trả lời rõ ràng.",
    "Răng mà lâu rứa, xin các anh coi lại.",
    "Nếu cần, tôi chỉ chỗ cho.",
    "Cảm ơn Trung tâm nhiều.",
    "Ai chịu trách nhiệm chỗ ni, xin cho biết.",
    "Làm luôn một lần cho xong.",
    "Tôi sẵn sàng gặp tại chỗ.",
    "Mong được giải quyết trước Tết.",
    "Xin đừng trả lời chung chung.",
    "Sửa tạm cũng được, miễn an toàn.",
    "Có chi xin báo lại giùm tôi.",
)
