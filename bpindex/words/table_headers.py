"""How headers of tables of counts and points are written. Read in the tables that staff take in."""

# Headers of columns that number rows, folded.
NUMBERS_ROWS = frozenset({"stt", "tt", "số tt", "số thứ tự", "thứ tự"})
# Levels of a header that only say that an index follows.
ABOUT_INDEX = frozenset({"điểm", "điểm các nhóm", "điểm thành phần", "nhóm chỉ số", "kết quả"})
# What stands beside the words of a header and changes nothing: the unit of counts, the most points,
# the number of a column, and how it is computed. Bounded: thousands of brackets are read at once.
UNIT_IN_HEADER = (
    r"\(\d{1,2}\)\s{0,9}=[\d()+\-*/: ]{1,80}"
    r"|\(\s{0,9}(?:(?:(?:đơn vị tính|đvt)\s{0,9}:?\s{0,9})?(?:số )?(?:hồ sơ|hs|tthc|thủ tục)"
    r"|\d{1,2}(?:[.,]\d{1,2})?\s{0,9}(?:đ|điểm)|\d{1,2}(?:\s{0,9}\+\s{0,9}\d{1,2}){0,9}"
    r"|\d{1,2}\s{0,9}=[\d()+\-*/: ]{1,80})\s{0,9}\)"
)
PERCENT_IN_HEADER = r"%|^t[ỷỉ] lệ\b|^tỷ trọng\b"
PERIOD_IN_HEADER = (
    r"(?:số liệu )?(?:(?:lũy kế|luỹ kế|cùng kỳ|so với|quý|6 tháng|9 tháng|từ đầu năm|"
    r"tháng trước)\b.*|(?:trong )?tháng \d{1,2}.*|năm \d{4}.*|(?:kỳ|quý|năm) trước)"
)
# What is no figure of what was done.
NOT_DONE = r"kế hoạch|dự kiến|ước(?: thực hiện| tính)?|(?:chỉ tiêu |số )?(?:được )?giao"
MONTH_IN_HEADER = (
    r"(?:số liệu )?(?:trong )?tháng(?: này| 0?{month}(?: (?:năm )?{year})?)|trong tháng"
    r"|(?:trong )?kỳ này"
)
# What stands over the figures of a period longer than a month.
QUARTER_IN_HEADER = r"(?:trong )?quý này|trong quý|(?:trong )?kỳ này|lũy kế từ đầu kỳ"
# A header of a component: "4.2. Số hóa thành phần hồ sơ"; the most points that one names.
COMPONENT_IN_HEADER = r"\s*(?:điểm|chỉ số|tiêu chí)?\s*(\d\.\d{1,2}[a-z]?)(?!\w)"
# Where the figures below come from.
SOURCE_IN_HEADER = (
    r"(?:theo|nguồn)(?: số liệu)?(?: của| trên)? (?:dvc|cổng|hệ thống|csdl|qđ|quyết định)\b.{0,60}"
)
MOST_IN_HEADER = (
    r"\(\s*(?=[^)]{0,40}(?:đ|thang))(?:(?:tối đa|thang(?: điểm)?)\s*)?(\d+(?:[.,]\d+)?)\s*"
    r"(?:đ|điểm)?\s*\)"
)
# Points in a cell; what says that a table is of points, or of rates.
POINTS_IN_CELL = (
    r"(?P<points>\d{1,3}(?:[.,]\d+)?)\s*(?:đ|điểm)?(?:\s*/\s*(?P<most>\d{1,3}(?:[.,]\d+)?))?"
)
POINTS_IN_TITLE = r"(?<!thời )(?<!địa )(?<!quan )(?<!trọng )(?<!đặc )(?<!ưu )\bđiểm\b"
TIMES_IN_TITLE = r"(?:\bđơn vị(?: tính)?|\bđvt)\W*(?:ngày|giờ|phút)|\bsố (?:ngày|giờ|phút)\b"
# Over counts "chấm điểm" says what they are for.
POINTS_IN_COUNTS = rf"(?<!chấm ){POINTS_IN_TITLE}"
RATES_IN_TITLE = r"[%‰‱％﹪٪]|\bt[ỷỉ] lệ\b|phần trăm"
TOTAL_OF_POINTS = r"tổng(?: cộng| số)?(?: điểm)?(?: 100đ?)?"
POINTS_BEGIN = ("tổng điểm", "tổng số điểm", "điểm ")
# Codes under which the portal gives points.
PORTAL_CODES = ("ckmb", "tdgq", "clgq", "mdhl", "mdsh", "tong score")
POINTS_IN_HEADER = (
    "điểm", "điểm số", "số điểm", "điểm đạt", "điểm đạt được", "số điểm đạt", "số điểm đạt được",
)  # fmt: skip
# Before the name of a part, which stands below the name of the whole.
OF_WHICH = r"^\s*trong đó\s*[:,]?\s*(?=\w)"
# Before the name of what is counted; a total may be that of several counts.
AMOUNT_BEFORE = r"(?:số(?: lượng)?|(?P<total>tổng(?: số)?)) (?=(?:hồ sơ|hs|pakn|tthc|thủ tục) )"
NUMBER_OF = "số"
# Signs that change what is counted; "%" is told of by itself.
SIGNS_IN_HEADER = r"[±↑↓−<>≤≥‰‱₫#=$€^~≈]|\+\s*/?\s*-|\([-+]\)|[+]\s*$|^\s*[+]"
# Where the headers beside one are remembered with it.
BESIDE = "cạnh"
INDEX_IN_HEADER = "bộ chỉ số"
# How headings within a table are numbered, each level in its own way.
NUMBER_OF_SECTION = (
    r"(?:(?P<roman>[IVX]{1,5})|(?P<letter>[A-Ha-h])|(?P<figure>\d{1,2}))(?:[.)\s-]|$)"
)
