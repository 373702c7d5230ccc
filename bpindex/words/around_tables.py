"""What stands around a table of its month and unit. Read in the tables that staff take in."""

MONTH = "tháng"

# Patterns of what stands around a table; all in small letters, with figures for written days.
# A line for a day that nobody has filled in; two days of which the second alone has a month.
NO_DAY = r"ngày[\s.…_]*tháng[\s.…_]*năm[\s.…_]*(?:20\d\d)?"
_TO = r"\s*(?:-|–|—|→|đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?"
DAYS_OF_MONTH = r"(?<![\d/.-])(\d{1,2})(" + _TO + r"\d{1,2})(/\d{1,2}/\d{4})(?!\d)"
WRITTEN_DAY = r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*,?\s*năm\s*(\d{4})"
DAY_IN_TITLE = (
    r"(?<!\d)(?:\d{1,2}\s*(?P<parted>[\s/.-])\s*\d{1,2}\s*(?P=parted)\s*(?:19|20)\d\d|(?:19|20)\d\d[/.-]\d{1,2}[/.-]"
    r"\d{1,2}|\d{8})(?!\d)|ngày\s*\d{1,2}\s*(?:tháng\s*|[/.-])\d{1,2}(?!\d)"
)
NUMBER_IN_TITLE = (
    r"(?<!\w)số\s*:?\s*\d[\w./-]*|\b(?:trang|page)\s*:?\s*\d{1,3}\s*(?:/|trên|of)\s*\d{1,3}(?!\d)"
)
# The time of a day: "08:15:22", "7h00", "17 giờ 30 phút"; "1:10" may be a scale.
CLOCK = (
    r"(?<![\d/.:-])(?:(?:[01]\d|2[0-4]|(?<=lúc )\d):[0-5]\d(?::[0-5]\d)?|\d:[0-5]\d:[0-5]\d"
    r"|(?:[01]?\d|2[0-4])\s*(?:h|g|giờ)\s*(?:[0-5]\d)?)(?:\s*(?:phút|am|pm))?(?![\w:])"
)
RANGE_IN_TITLE = (
    r"(?P<since>(?:(?:lũy|luỹ) kế\s*(?:trong kỳ\s*)?:?\s*)?từ\s*(?:ngày\s*)?)?"
    r"(?<![\d/.-])(?P<first>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)(?!\d)"
    r"(?:\s*(?:-|–|—|→|đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?"
    r"(?P<last>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d))?"
)
LONGER_IN_TITLE = (
    r"\bquý\s*(?:[ivx]+|\d)\b|\b(?:0?[2-9]|1[0-2])\s*tháng\b(?!\s*\d)|lũy kế|luỹ kế|đầu năm|cả năm|"
    r"\btuần\b|tháng\s*\d{1,2}\s*(?:\+|&|,|và)\s*(?:tháng\s*)?\d{1,2}(?!\d)|"
    r"tháng\s*\d\S*\s*(?:đến|tới|-|–)\s*(?:hết\s*)?tháng|\bt\d\S*\s*(?:đến|-|–)\s*t\d|"
    r"(?<![\d/.-])\d{1,2}\s*(?:-|–|—|→|đến|tới|,|;|\+|&|và)\s*\d{1,2}\s*/\s*(?:19|20)\d\d|"
    r"đơn vị tính\W*(?:trăm|nghìn|ngàn|triệu)|đvt\W*(?:trăm|nghìn|ngàn|triệu)"
)
# Months taken together, each form with the year where one is named.
_YEAR = r"(?:\s*(?:[/.-]|năm)?\s*(?:năm\s*)?(?P<year>(?:19|20)\d\d))?(?!\d)"
QUARTER_NAMED = r"\b(?:quý\s*|q(?=[1-4]))(?P<quarter>iv|i{1,3}|[1-4])\b" + _YEAR
MONTHS_TOGETHER = r"\b0?(?P<count>[2-9]|1[0-2])\s*tháng(?:\s*(?P<half>đầu|cuối)\s*(?:năm)?)" + _YEAR
END = "cuối"
MONTHS_FROM_TO = (
    r"(?<![\d/.-])(?:tháng|t)?[\s.]*0?(?P<first>1[0-2]|[1-9])(?:\s*[/.]\s*(?:19|20)\d\d)?"
    r"\s*(?:-|–|—|→|đến|tới)\s*(?:hết\s*)?(?:tháng|t)?[\s.]*0?(?P<last>1[0-2]|[1-9])(?![\d])"
    + _YEAR
)
DAY_IN_FIGURES = r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"
# Days in any form: with a year, or after the word for one; of papers and of names of files.
DAYS = (
    r"(?<![\d/.-])(?P<d1>\d{1,2})(?P<between>\s?[/.-]\s?|\s)(?P<m1>\d{1,2})(?P=between)(?P<y1>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d/.-])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d\d)(?![\d/])"
    r"|(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>[0-3]\d)(?:\d{4}|\d{6})?(?!\d)"
    r"|(?<!\d)(?P<d5>[0-3]\d)(?P<m5>0[1-9]|1[0-2])(?P<y5>(?:19|20)\d\d)(?!\d)"
    r"|ngày\s*(?P<d4>\d{1,2})\s*(?:tháng\s*|[/.-])(?P<m4>\d{1,2})(?!\d|[/.-]\d)"
)
# A decision, a plan or a letter of some day; not what a table is attached to, nor a report.
_OF_DAY = (
    r"(?:\s*số)?\s*:?\s*[\w./&-]*(?:\s*của\s[\w\s]{2,40}?)?[\s,(]*(?:ban hành |ký )?(?:ngày\s*)?"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)"
)
PAPER_OF_DAY = (
    r"(?:\b(?:quyết định|nghị định|thông tư|nghị quyết|chỉ thị|kế hoạch|luật|hướng dẫn|qđ|nđ)"
    r"|(?<!kèm theo )\b(?:công văn|văn bản|tờ trình|thông báo)"
    r"|(?<!số )(?<!số: )(?<!công văn )(?<!văn bản )(?<!tờ trình )(?<!thông báo )(?<!báo cáo )"
    rf"\b\d[\d.]{{0,8}}(?:/\d{{4}})?/(?!bc)(?=[a-zđ])){_OF_DAY}"
)
# What a text has that may say a period.
MAY_SAY = r"\d|lu[ỹy] kế|lũy kế|cùng kỳ|(?:kỳ|tháng|năm|quý) trước|đầu năm|cả năm|\bquý\b"
WHOLE_YEAR = r"\bcả năm" + _YEAR
# The last day, or month, of what was counted.
UP_TO = (
    r"(?:tính\s*)?\b(?:đến|tới|hết)\s*(?:hết\s*|cuối\s*)*"
    r"(?:(?:ngày\s*)?(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)"
    r"|(?:(?:tháng|t)[\s.]*0?(?P<named>1[0-2]|[1-9])(?!\d)(?:\s*(?:[/.-]|năm)?\s*(?:năm\s*)?(?P<of>(?:19|20)\d\d))?"
    r"|0?(?P<bare>1[0-2]|[1-9])\s*[/.-]\s*(?P<bare_of>(?:19|20)\d\d))(?![\d/.-]*\d))"
)
UP_TO_END = r"tính|hết|cuối"
# One of several parts of a month, or of a year: "Kỳ I", "Kỳ 1".
PART_OF_PERIOD = (
    r"\bkỳ\s*(?:thứ\s*|số\s*|báo cáo\s*)?:?\s*(?P<part>[ivx]{1,4}|\d{1,2})\b(?!\s*[/.-]\s*\d)"
)
# Months by their names, the longer ones first.
MONTH_NAMES = {
    "mười hai": 12, "mười một": 11, "mười": 10, "chín": 9, "tám": 8, "bảy": 7, "sáu": 6, "năm": 5,
    "tư": 4, "ba": 3, "hai": 2, "một": 1, "giêng": 1, "chạp": 12,
}  # fmt: skip
BEFORE_IN_TITLE = r"(?:năm|quý|tháng|kỳ) trước|cùng kỳ"
YEAR_IN_TITLE = r"(?:năm\s*|^)((?:19|20)\d\d)(?!\d)"
MONTH_IN_TITLE = (
    r"(?<!\w)(?:tháng[\s.:]*|t[\s.]?)0?(?P<month>1[0-2]|[1-9])(?!\d)"
    r"(?:\s*(?:[/.,-]|năm)?\s*(?:năm\s*)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?<![\d/.-])(?=0[1-9]|1[0-2]|[1-9]\s*[/.-])0?(?P<bare>1[0-2]|[1-9])\s*[\s/.-]?\s*"
    r"(?P<bare_year>(?:19|20)\d\d)(?!\d|[/.-]\w)"
    r"|(?<![\d/.-])(?P<before>(?:19|20)\d\d)[/. -]?(?=0|1[0-2]|[1-9](?!\d))"
    r"0?(?P<behind>1[0-2]|[1-9])(?!\d|[/.-]\d)"
)
RATE_IN_TITLE = (
    r"(?:đơn vị tính|đvt)\W*(?:%|phần trăm|t[ỷỉ] lệ|điểm)|\(\s*%\s*\)"
    r"|^\W*(?:bảng|biểu)?\W*t[ỷỉ] lệ\b|^\W*bảng điểm\b"
)
RATE_SIGNS = "[%‰‱％﹪٪]"
# A unit with nothing beside it but what says that it is one; folded.
UNIT_ALONE = (
    r"(?:(?:bảng|biểu|đơn vị|tính|đvt|số liệu|kết quả|tổng hợp|báo cáo|theo|bằng|là|số)(?: |$))*"
    r"(?:điểm|t[ỷỉ] lệ|phần trăm)?(?: số)?"
)
# "*10", "ĐVT: 100": so many times what is counted.
SCALE = r"(?:(?:đơn vị(?: tính)?|đvt)\W*|[*:/]\s*)\d+\W*"
# Other signs than those of mathematics that may say a unit; those that begin a line, or draw one.
ODD_SIGNS = "^°"
SIGNS_OF_LINES = r"^\s*[+→⇒√]+(?=\s)|([+=~<>])\1{2,}"
# The same in the name of a sheet or file.
RATE_IN_NAME = (
    r"%|^\W*(?:(?:bảng|biểu|bc|báo cáo|tổng hợp|th|số liệu)\W*)*t[ỷỉ]\s*lệ\b"
    r"|^\W*(?:bảng\W*)?(?:điểm|tl)(?:\W*số)?\W*$"
)
# A month in a header, with nothing else beside it.
MONTH_ALONE = (
    r"(?:số liệu )?(?:trong )?(?:kỳ )?(?:tháng|t)? ?\d{1,2}(?: (?:năm )?\d{4})?|\d{4} \d{1,2}"
)
YEAR_NAMED = r"\b(?:19|20)\d\d\b"
# When figures were drawn from a system, or a table was signed: "Đồng Xoài, ngày 5/3".
DRAWN_ON = (
    r"(?:số liệu\s*)?(?:chốt|trích xuất|kết xuất|(?:người )?\bxuất|cập nhật|lấy|tính|in|thời điểm"
    r"|^(?:[^\W\d]|[\s.]){2,40},)\W*"
    r"(?:(?:báo cáo|dữ liệu|số liệu|biểu)\W*)?(?:(?:vào\s*)?lúc\s*)?"
    r"(?:\d{1,2}[:h]\d{0,2}(?::\d{2})?\W*)?(?:đến|tới)?\s*(?:hết\s*)?(?:ngày|vào ngày)?\W*"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:\W*\d{1,2}:\d{2}(?::\d{2})?)?"
)
# The word before a day; the day itself is drawn off as one.
DAY_NAMED = r"\bngày\s*(?=\d{1,2}\W\d{1,2}\W\d{4})"
PAPER = (
    r"\b[\d.]{1,9}[a-z]?(?:/\d{4})?[/-](?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)(?:[a-zđ]{2,12}[-/&]?)+\d{0,2}\b"
    r"|\b(?:biểu|mẫu|phụ lục)\s*(?:số\s*)?(?:[\divx]{1,5}(?!\w)(?:[./-]\w{1,6})*)(?:/[\w/-]+)?"
)
NUMBER_BEFORE = r"^(?:\d{1,2}|[ivx]{1,5})\s+"
HARMLESS_REST = r"(?:[1-9]\d?|[ivx]{1,5}|[a-h])?"
# Where a name of a sheet or file begins another word without a space: "BaoCao", "Sheet1".
WORD_IN_NAME = r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_qQ])(?=\d)"
# What of such a name says nothing: single letters, figures.
HARMLESS_IN_NAME = r"\d+[a-d]?|[a-zđ]"
OTHER = "khác"
PERSON = r"(?:(?:Ông|Bà)\s+)?\w+(?:\s+\w+){1,4}"
YEAR_OF_CASE = r"\bnăm\s*{year}\b"
