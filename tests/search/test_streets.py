"""Which streets places name."""

import pytest

from cases.demo.streets import STREETS
from search.streets import LONGEST, streets_of


@pytest.mark.parametrize(
    ("place", "streets"),
    [
        ("Kiệt 42 Vạn Xuân", ("Vạn Xuân",)),
        ("Kiệt 42/7 Vạn Xuân, phường Kim Long", ("Vạn Xuân",)),
        ("Trước số 20 đường Hùng Vương, TP Huế", ("Hùng Vương",)),
        ("giao lộ Đoàn Thị Điểm và Đinh Công Tráng", ("Đoàn Thị Điểm", "Đinh Công Tráng")),
        ("131 BÙI THỊ XUÂN", ("Bùi Thị Xuân",)),
        ("Đường Bà Huyện Thanh Quan", ("Bà Huyện Thanh Quan",)),
        ("Ngõ 3 Ngô Quyền", ("Ngô Quyền",)),
        ("Trường Chinh; Tố Hữu - Đường Trường Chinh", ("Trường Chinh", "Tố Hữu")),
        ("Đường Đi Đến", ("Đi Đến",)),
        ("đường Thuận Hoà, đường Thuận Hòa, đường Thuận Hóa", ("Thuận Hòa", "Thuận Hóa")),
        ("12 Washington Street", ("Washington Street",)),
        ("[đã che: tên người], Lê Lợi", ("Lê Lợi",)),
        ("Lê Lợi (gần trường Nguyễn Tri Phương)", ("Lê Lợi",)),
        # units, people, and what is written small, are none
        ("Phường Kim Long", ()),
        ("Tổ 5, phường Kim Long, Thành phố Huế", ()),
        ("nhà ông Nguyễn Văn An, kiệt 3 Bà Triệu", ("Bà Triệu",)),
        ("nhà Ông Nguyễn Văn An", ()),
        ("kiệt 3 bà triệu", ()),
        ("Huế", ()),
        ("Nguyễn " * 6, ()),
        (f"Nguyễn {'A' * LONGEST}", ()),
        ("", ()),
    ],
)
def test_streets_of_a_place(place, streets):
    assert streets_of(place) == streets


def test_streets_of_the_city_are_found_whole():
    found = {
        street for streets in STREETS.values() for street in streets if streets_of(f"Số 7 đường {street}") == (street,)
    }
    missed = {street for streets in STREETS.values() for street in streets} - found
    assert missed == {"Sịa", "Truồi"}  # one word alone might be anything
