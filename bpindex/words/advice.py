"""What an agency could have done better. Read on Phiếu đơn vị and in the Word file of an agency."""

# How the names of counts begin that count dossiers and complaints, one by one.
DOSSIERS = ("hồ sơ", "pakn")
# What is left out of such a name behind a number.
OF_A_COUNT = "số "
GRADE_TITLE = "Cần gì để đạt {grade}"
NO_TITLE = "Cần gì"
MISSING = "còn thiếu {points} điểm"
FEWEST = "{missing}; ít nhất, chưa kể thủ tục"
FEWEST_OF_ALL = "{missing}; ít nhất, kể cả thủ tục (riêng hồ sơ không đủ)"
MORE = "Thêm {number} {what} ({components})"
LESS = "Bớt {number} {what} ({components})"
AND_MORE = "và {number} việc nữa, xem cột Thêm để đủ điểm"
SUM = "Cộng {number}, tổng điểm thành"
IMPOSSIBLE = "Làm hết mọi việc ở cột Thêm để đủ điểm vẫn không đủ để đạt {grade}."
TOP = "Đã ở bậc cao nhất ({grade})."
NO_TOTAL = "Chưa có tổng điểm nên chưa tính được: {state}."
ALONE = "Nếu chỉ làm một việc: {listed}."
ALONE_SOME = "Nếu chỉ làm một việc: {listed}; việc khác làm một mình không đủ."
ALONE_NONE = "Không việc nào làm một mình mà đủ."
ALONE_MORE = "{number} {what}"
ALONE_LESS = "bớt {number} {what}"
ALONE_OR = ", hoặc "
NOT_ENOUGH = "không đủ"
EXPLAINED = (
    "Là số ít nhất lẽ ra phải đúng hạn, trực tuyến… trong kỳ này, mẫu số giữ nguyên; tính đúng "
    "theo phân số. Một hồ sơ đúng hạn có thể tăng điểm hai chỉ số. Điểm chung của tỉnh không kể."
)
CHANGES_TITLE = "Vì sao thay đổi so với kỳ trước"
UP = "{what} tăng {points}"
DOWN = "{what} giảm {points}"
FROM_TO = "{change}: {before} thành {now}"
NO_BEFORE = "Không có số liệu kỳ trước để so."
NO_CHANGE = "Không thay đổi so với kỳ trước."
GROUPS_ONLY = "Tệp chỉ có điểm nhóm của kỳ trước, chưa có số liệu từng chỉ số."
COMPONENT = "{name} ({id})"
STRONGEST = "Ba chỉ số mạnh nhất"
WEAKEST = "Năm chỉ số mất điểm nhiều nhất"

# The Word file of an agency.
POINTS_TITLE = "Điểm từng chỉ số"
NUMBER, COMPONENT_LABEL = "Stt", "Chỉ số thành phần"
NUMBERED = "{id}. {name}"
COLUMNS = {
    "sides": "Tử số / mẫu số",
    "points": "Điểm",
    "most": "Tối đa",
    "lost": "Mất điểm",
    "change": "So kỳ trước",
    "full": "Thêm để đủ điểm",
    "grade": "Thêm để lên bậc",
}
POINTS_NOTE = (
    "Mất điểm: tối đa trừ điểm đã làm tròn. Thêm để đủ điểm, để lên bậc: số hồ sơ, thủ tục ít nhất "
    "lẽ ra phải đạt nếu chỉ làm riêng chỉ số ấy; “không đủ” là làm hết vẫn chưa lên bậc xếp loại."
)
SUMMARY = "Tổng điểm {total}/100{change}; xếp hạng {rank}/{peers} {kind}{moved}; xếp loại {grade}."
NO_SUMMARY = "Chưa có tổng điểm: {state}."
BEFORE_TOTAL = " (kỳ trước {before})"
BEFORE_RANK = " (kỳ trước hạng {before})"
LISTED = "{title}: {listed}."
STRONG_ITEM = "{name} ({points}/{most})"
WEAK_ITEM = "{name} (mất {points})"
STEP = "{text}: {value} điểm."
STEP_SUM = "{text} {value}."
