"""Numbers as they are said and spread: which digits they spell, what joins them, and what they are taken for."""

import pytest

from cases.rules.hints.disguised import disguised_numbers
from cases.rules.hints.personal import named_in, personal_data

pytestmark = pytest.mark.pure


def digits(text):
    return [run.digits for run in disguised_numbers(text)]


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        # digit by digit, in both spellings of each and without marks
        ("không một hai ba bốn năm sáu bảy tám chín", ["0123456789"]),
        ("khong mot hai ba bon nam sau bay tam chin", ["0123456789"]),
        ("zero mốt hai ba tư lăm sáu bẩy tám chín", ["0123456789"]),
        ("Không Một Hai Ba Bốn Năm", ["012345"]),
        ("một hai ba bốn năm baỷ", ["123457"]),  # the tone on the other letter
        # tens as they are said
        ("mười hai mười hai mười hai", ["121212"]),
        ("mười mười mười", ["101010"]),
        ("hai mươi ba mươi bốn mươi", ["203040"]),
        ("hai chục ba chục bốn chục", ["203040"]),
        ("hai mươi mốt ba mươi tư bốn mươi lăm", ["213445"]),
        ("hai mươi ba bốn năm sáu bảy", ["234567"]),
        ("muoi hai muoi ba muoi bon", ["121314"]),
        ("chín linh năm chín lẻ ba", ["905903"]),
        ("năm mươi năm mươi năm mươi", ["505050"]),  # “năm” begins the next tens, it is no ones
        ("một hai ba bốn mười", ["123410"]),  # six digits said in five words
        ("một hai ba bốn mười năm", ["123415"]),
        # figures among words
        ("không 912 345", ["0912345"]),
        ("10 một hai ba bốn", ["101234"]),  # a ten in figures stays a ten
        ("chín 10 hai ba bốn", ["910234"]),
        # six digits are a number, five are none
        ("một hai ba bốn năm", []),
        ("1 2 3 4 5", []),
        ("1 2 3 4 5 6", ["123456"]),
        ("123 456 789", []),  # a number written as such is no disguise
        ("1 23456", []),  # not one digit each
        # letters that look like digits
        ("O9I2 34S", ["0912345"]),
        ("o912|45", ["0912145"]),
        ("09zZ8B", ["092288"]),
        ("09X245", []),
        ("OISB OISB", []),  # no digit at all: words
        ("0123456789OI2B", ["01234567890128"]),  # fourteen of them
        ("0123456789OI2BB", []),
        # Arabic and other digits are letters here
        ("٠٩١٢٣٤٥٦٧٨", []),
    ],
)
def test_the_digits_of_a_run(text, spelt):
    assert digits(text) == spelt


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        # wide gaps join single digits, and words; figures of several digits are joined by narrow ones alone
        ("1, 2, 3, 4, 5, 6", ["123456"]),
        ("1 | 2 | 3 | 4 | 5 | 6", ["123456"]),
        ("một, hai, ba, bốn, năm, sáu", ["123456"]),
        ("mười hai, mười hai, mười hai", ["121212"]),
        ("không, 912345", []),
        ("không 912, ba 45", []),
        ("không (912) ba-45", ["0912345"]),
        ("không\xa0912345", ["0912345"]),
        ("không\n912345", []),
        # at most three characters
        ("1 - 2 - 3 - 4 - 5 - 6", ["123456"]),
        ("1 -- 2 -- 3 -- 4 -- 5 -- 6", []),
        ("không   912345", ["0912345"]),
        ("không    912345", []),
        # an ordinary word ends the run
        ("một hai ba và bốn năm sáu", []),
        ("một hai ba bốn năm sáu rồi một hai ba bốn năm sáu", ["123456", "123456"]),
        # days and years are none of it
        ("01/02/2026 một hai ba bốn năm", []),
        ("01.02.2026 một hai ba bốn năm sáu", ["123456"]),
        ("một hai ba bốn năm 2026", []),
        ("một hai ba bốn 20 26", ["12342026"]),
        ("1 - 2 - 2026", []),
        ("1/2/3/4/5/6", ["123456"]),
    ],
)
def test_what_joins_digits_and_what_does_not(text, spelt):
    assert digits(text) == spelt


def test_a_number_has_at_most_forty_parts():
    assert [len(run) for run in digits("một " * 40)] == [40]
    assert [len(run) for run in digits("một " * 46)] == [40, 6]
    assert [len(run) for run in digits("một " * 45)] == [40]


def test_a_run_stands_where_its_first_and_last_part_do():
    text = "gọi (không 912 ba bốn lăm), nhé"
    [run] = disguised_numbers(text)
    assert text[run.start : run.end] == "không 912 ba bốn lăm"


NINE = "một chín một hai ba bốn năm sáu bảy"
TEN = "không chín một hai ba bốn năm sáu bảy tám"
TWELVE = "không bốn sáu một hai ba bốn năm sáu bảy tám chín"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        # telephones: ten or eleven digits from a nought on, or 84 after a plus
        (TEN, "phone"),
        (f"{TEN} chín", "phone"),
        (TEN.removesuffix(" tám"), None),
        (TEN.replace("không", "một"), None),
        ("+84 chín một hai ba bốn năm sáu bảy tám", "phone"),
        ("84 chín một hai ba bốn năm sáu bảy tám", None),
        ("+85 chín một hai ba bốn năm sáu bảy tám", None),
        (f"+84 {NINE}", "phone"),  # eleven
        (f"+84 {NINE} chín", "phone"),  # twelve
        (f"+84 {NINE} chín chín", None),
        # but not one of an office, nor a sum
        (f"Đường dây nóng: {TEN}", None),
        (f"Đường dây nóng. {TEN}", "phone"),  # another sentence
        (f"{TEN} đồng", None),
        (f"{TEN} triệu", None),
        # identity numbers: twelve from a nought on, or nine and twelve where it says so
        (TWELVE, "identity"),
        (TWELVE.replace("không", "một"), None),
        (f"CCCD {TWELVE.replace('không', 'một')}", "identity"),
        (NINE, None),
        (f"chứng minh {NINE}", "identity"),
        (f"chứng minh thư. Số {NINE}", None),
        (f"hộ chiếu {NINE} tám", None),  # ten digits are none
        # accounts: any number, where it says so
        ("số tài khoản một hai ba bốn năm sáu", "account"),
        (f"stk {TEN}", "account"),
        (f"stk {'một ' * 19}", "account"),
        (f"stk {'một ' * 20}", None),
        ("số tk: một hai ba bốn năm", None),
        ("số tk (Kho bạc). Một hai ba bốn năm sáu", None),
    ],
)
def test_what_a_spelt_number_is(text, what):
    assert [mark.why for mark in personal_data(text)] == ([f"personal.{what}"] if what else [])


MARKED = [
    # telephones in figures: nine or ten digits after the nought or the 84
    ("0905 123 456", ["0905 123 456"]),
    ("0905 123 4567", ["0905 123 4567"]),
    ("0905 123 45", []),
    ("0905 123 45678", []),
    ("+84905123456", ["+84905123456"]),
    ("(+84) 905 123 456", ["(+84) 905 123 456"]),
    ("84905123456", ["84905123456"]),
    ("1905 123 456", []),
    ("x0905123456", []),
    ("0905123456x", []),
    ("0905123456/QĐ", []),
    ("0905 123 456 m2", []),
    ("0905.123.456 kg", []),
    ("1900 0905 123 456", []),  # a number of the kind that an office has
    ("trực ban 0905 123 456", []),
    ("trực ban! 0905 123 456", ["0905 123 456"]),
    # identity numbers in figures
    ("046123456789", ["046123456789"]),
    ("046123456789 đồng", []),
    ("04612345678", ["04612345678"]),  # eleven from a nought on: a telephone
    ("146 123 456 789", []),
    ("căn cước 146 123 456 789", ["146 123 456 789"]),
    ("cmnd 191.234.567", ["191.234.567"]),
    ("191234567,5", []),
    # number plates
    ("75A-123.45", ["75A-123.45"]),
    ("75A-12.345", []),
    ("05A-123.45", []),  # no province has it
    ("75AB1 1234", ["75AB1 1234"]),
    ("75ABC 1234", []),
    ("75Đ1-123.45", ["75Đ1-123.45"]),
    # children, by an age below eighteen or by name
    ("cháu 17 tuổi", ["cháu 17 tuổi"]),
    ("cháu 18 tuổi", []),
    ("cháu 1 tuổi", ["cháu 1 tuổi"]),
    ("cháu 0 tuổi", []),
    ("bé Na (5 tuổi", ["bé Na (5 tuổi"]),
    ("bé gái ở tổ 5", []),
    ("em Trường Sơn", []),  # may be a school
    ("đường Bé Na", []),
    ("học sinh Lê Na", ["học sinh Lê Na"]),
    ("học sinh Lớp 5", []),
    # people, by two names at least
    ("ông Nam", []),
    ("ông Lê Nam", ["ông Lê Nam"]),
    ("chủ hộ là Lê Nam", ["chủ hộ là Lê Nam"]),
    ("bà Lê Thị Ái Mỹ Dung Anh", ["bà Lê Thị Ái Mỹ Dung"]),  # five at most
    ("cầu Ông Lê Nam", []),
    ("tượng Bà Lê Nam", []),
    # houses, where somebody is spoken of
    ("hộ ở 12 Lê Lợi", ["12"]),
    ("ở 12 Lê Lợi", []),
    ("hộ ở 12 lê lợi", []),
    ("quán. Tại 12 Lê Lợi", []),
    ("hộ ở số 12/3A kiệt Lê Lợi", ["số 12/3A"]),
    ("nhà số 7", ["nhà số 7"]),
    # addresses
    ("a@b.vn", ["a@b.vn"]),
    ("a@b", []),
    ("@b.vn", []),
    ("a@gmail", ["a@gmail"]),  # whose that is everybody knows
    ("a at yahoo", ["a at yahoo"]),
    ("a at sân", []),
]


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_what_is_marked_and_what_stands_just_beside_it(text, marked):
    assert named_in(text) == marked


def test_of_two_that_overlap_the_more_particular_is_marked():
    text = "tài khoản 0905123456"
    assert [(mark.why, text[mark.start : mark.end]) for mark in personal_data(text)] == [
        ("personal.account", "0905123456")
    ]


def test_marks_come_in_the_order_of_the_text():
    text = "ông Lê Nam, xe 75A-123.45, 0905 123 456, a@b.vn"
    assert [mark.why for mark in personal_data(text)] == [
        "personal.person",
        "personal.plate",
        "personal.phone",
        "personal.email",
    ]
