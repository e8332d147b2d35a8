"""Streets of Huế's wards and communes, as far as the invented city needs them. Houses and numbers are made up."""

from __future__ import annotations

STREETS: dict[str, tuple[str, ...]] = {
    "thuan-hoa": (
        "Nguyễn Huệ", "Bến Nghé", "Trần Cao Vân", "Hùng Vương", "Lê Lợi", "Nguyễn Trường Tộ", "Phan Bội Châu",
        "Đống Đa", "Hà Nội", "Phan Chu Trinh", "Điện Biên Phủ", "Đặng Huy Trứ",
    ),
    "phu-xuan": (
        "Đinh Tiên Hoàng", "Mai Thúc Loan", "Nhật Lệ", "Lê Thánh Tôn", "Đặng Dung", "Đoàn Thị Điểm", "Trần Hưng Đạo",
        "Phan Đăng Lưu", "Chi Lăng", "Bạch Đằng", "Nguyễn Trãi", "Thái Phiên",
    ),
    "kim-long": (
        "Kim Long", "Vạn Xuân", "Nguyễn Phúc Tần", "Phạm Thị Liên", "Nguyễn Phúc Thái", "Phú Mộng", "Nguyễn Hoàng",
        "Lý Nam Đế",
    ),
    "vy-da": (
        "Nguyễn Sinh Cung", "Phạm Văn Đồng", "Tùng Thiện Vương", "Lâm Hoằng", "Hàn Mặc Tử", "Tuy Lý Vương",
        "Cao Xuân Dục", "Lưu Hữu Phước", "Xuân Thuỷ",
    ),
    "an-cuu": (
        "An Dương Vương", "Nguyễn Khoa Chiêm", "Hoàng Quốc Việt", "Võ Văn Kiệt", "Duy Tân", "Ngự Bình",
        "Hải Triều", "Nguyễn Lộ Trạch", "Trường Chinh", "Tố Hữu",
    ),
    "thuy-xuan": (
        "Bùi Thị Xuân", "Huyền Trân Công Chúa", "Lê Ngô Cát", "Minh Mạng", "Thích Tịnh Khiết", "Đoàn Nhữ Hài",
        "Tam Thai", "Thanh Hải",
    ),
    "huong-an": ("Lý Thần Tông", "Trần Văn Giàu", "Nguyễn Văn Thoại", "Nguyễn Văn Linh", "Tản Đà", "Đặng Tất"),
    "hoa-chau": ("Nguyễn Chí Thanh", "Địa Linh", "Thuận Hoá", "Thai Dương", "Minh Thanh"),
    "my-thuong": ("Phạm Văn Thanh", "Nguyễn Hữu Thọ", "Lại Thế", "Tân Mỹ", "Diên Đại"),
    "duong-no": ("Hoàng Quốc Hiệp", "Phú Mậu", "Phò An", "Lưu Khánh"),
    "thuan-an": ("Hoàng Sa", "Kinh Dương Vương", "Tư Vinh", "Hải Tiến"),
    "huong-thuy": ("Dạ Lê", "Sóng Hồng", "Thuỷ Dương", "Nguyễn Tất Thành", "Trưng Nữ Vương"),
    "thanh-thuy": ("Vân Dương", "Thanh Thuỷ Chánh", "Lang Xá Cồn", "Hoàng Minh Giám"),
    "phu-bai": ("Nguyễn Văn Trung", "Tân Trào", "Quang Trung", "Ngô Thế Lân"),
    "huong-tra": ("Cách Mạng Tháng Tám", "Lê Thái Tổ", "Kim Trà", "Độc Lập"),
    "kim-tra": ("Trần Quốc Tuấn", "La Chữ", "Văn Xá"),
    "phong-dien": ("Phò Trạch", "Phước Tích", "Vân Trạch Hoà"),
    "phong-thai": ("An Lỗ", "Hiền Lương", "Cao Ban"),
    "phong-dinh": ("Đại Lộc", "Trung Thạnh", "Niêm Phò"),
    "phong-phu": ("Kế Môn", "Thế Chí", "Vĩnh Xương"),
    "phong-quang": ("Điền Hải", "Hải Nhuận", "Thanh Hương"),
    "quang-dien": ("Sịa", "Nguyễn Vịnh", "Trần Bá Song"),
    "dan-dien": ("Phú Lương", "Thanh Hà", "Tứ Phú"),
    "phu-vang": ("Phú Đa", "Nguyễn Đức Xuyên", "Viễn Trình"),
    "phu-vinh": ("Vinh Thanh", "Trung Hưng", "Hà Thượng"),
    "phu-ho": ("Di Đông", "Sư Lỗ", "Trung An"),
    "phu-loc": ("Lý Thánh Tông", "Từ Dũ", "Bạch Mã"),
    "vinh-loc": ("Nghi Giang", "Phụng Chánh", "Hiền Vân"),
    "hung-loc": ("Bến Ván", "Lương Viện", "Hoà Vang"),
    "loc-an": ("Xuân Lai", "Nam Phổ Cần", "Truồi"),
    "chan-may-lang-co": ("Lăng Cô", "Cảnh Dương", "Phú Gia"),
    "binh-dien": ("Bình Thành", "Hương Bình", "Điền Lộc"),
    "khe-tre": ("Khe Tre", "Hương Phú", "Tả Trạch"),
    "nam-dong": ("Hương Xuân", "Thượng Nhật", "Thượng Lộ"),
    "long-quang": ("Thượng Long", "Thượng Quảng", "Hương Hữu"),
    "a-luoi-1": ("Hồng Vân", "Trung Sơn", "Hồng Thuỷ"),
    "a-luoi-2": ("Hồ Huấn Nghiệp", "A Biah", "Kăn Tréc"),
    "a-luoi-3": ("Sơn Thuỷ", "Hồng Thượng", "Phú Vinh"),
    "a-luoi-4": ("A Roàng", "Lâm Đớt", "A Đớt"),
    "a-luoi-5": ("Hồng Hạ", "Hương Nguyên", "Pa Hy"),
}  # fmt: skip
CORE = ("thuan-hoa", "phu-xuan", "kim-long", "vy-da", "an-cuu", "thuy-xuan")
SUBURBS = (
    "huong-an", "hoa-chau", "my-thuong", "duong-no", "thuan-an", "huong-thuy", "thanh-thuy", "phu-bai", "huong-tra",
)  # fmt: skip
#: Mountain communes that have no officers of their own for this: a center of their region does it for them.
REGIONS: dict[str, tuple[str, ...]] = {
    "A Lưới": ("a-luoi-1", "a-luoi-2", "a-luoi-3", "a-luoi-4", "a-luoi-5"),
    "Nam Đông": ("khe-tre", "nam-dong", "long-quang", "binh-dien"),
}


def busyness(slug: str) -> float:
    """How many reports a ward sends, beside the others."""
    return 7.0 if slug in CORE else 2.4 if slug in SUBURBS else 0.7
