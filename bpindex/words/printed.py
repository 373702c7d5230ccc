"""What the tool writes over columns and below tables where nobody wrote anything. Read in print."""

# By what a column shows: up to three levels.
GROUP_LABELS = {
    "points": ("Điểm theo nhóm", "{name}", "({most})"),
    "points_of_max": ("Điểm/điểm tối đa", "{name}"),
    "percent": ("Tỷ lệ so với điểm tối đa (%)", "{name}"),
    "typed": ("Số liệu gõ sẵn", "{name}"),
}
COMPONENT_LABELS = {
    "numerator": ("{group}", "{id}. {name}", "Tử số"),
    "denominator": ("{group}", "{id}. {name}", "Mẫu số"),
    "rate": ("{group}", "{id}. {name}", "Tỷ lệ (%)"),
    "points": ("{group}", "{id}. {name}", "Điểm ({most})"),
    "points_of_max": ("{group}", "{id}. {name}", "Điểm/{most}"),
    "percent": ("{group}", "{id}. {name}", "% so với {most} điểm"),
}
TOTAL_LABELS = {
    "total": "Tổng điểm",
    "rank": "Xếp hạng",
    "rank_in_section": "Xếp hạng trong mục",
    "grade": "Xếp loại",
}
CHANGE = "Tăng, giảm"
# Placeholders of labels beside those of the wording.
THIS_PERIOD, PREVIOUS_PERIOD, PRIOR_YEAR = "kỳ này", "kỳ trước", "năm trước"
SUMMARY_LABELS = {"average": "Trung bình", "sum": "Tổng cộng"}
# Below the late dossiers of an agency.
LATE_SUM = "Cộng: {count} hồ sơ"
LISTS = {
    "below_80": "Các đơn vị dưới 80 điểm ({count}): {names}.",
    "highest_5": "Năm đơn vị có tổng điểm cao nhất: {names}.",
    "lowest_5": "Năm đơn vị có tổng điểm thấp nhất: {names}.",
}
NOBODY = {"below_80": "Không có đơn vị nào dưới 80 điểm."}
LISTED = "{name} ({total})"
# In the place of a group or component in a list of columns: one for each of them.
EACH_GROUP, EACH_COMPONENT = "*nhóm", "*chỉ số"
# The order in which names are sorted, before their tones.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# At the foot of every page.
FINGERPRINT = "Mã so khớp: {mark}"
# Of totals that print alike. Read on Kiểm tra.
EQUAL_TOTAL = "{first} hạng {other} và {name} hạng {rank} cùng in {total}"
EQUAL_RANK = "{first} ({other} điểm) và {name} ({total} điểm) cùng in hạng {rank}"
EQUAL_RANKS = "{count} chỗ hai đơn vị khác tổng điểm mà in cùng hạng ({cells}), cần xem lại"
RANK_AGAINST = "{first} hạng {rank}, {name} hạng {other} nhưng tổng điểm cao hơn"
RANKS_AGAINST = "{count} chỗ xếp hạng ngược với tổng điểm đã in ({cells}), cần xem lại"
EQUAL_TOTALS = (
    "{count} chỗ hai đơn vị in cùng tổng điểm mà khác hạng ({cells}), vì điểm chưa làm tròn khác "
    "nhau: cần xem lại, hoặc in thêm số lẻ ở cột tổng điểm"
)
