"""What is wrong with an index set; the states of counts and components.

Read in refusals of an index set, on the sheet Tính điểm, in findings and explanations.
"""

DEFINITION = "{name}, mục “{key}”: {reason}."
SET = "Bộ chỉ số {name}"
# Entries and fields of the set, as its sheet calls them.
GROUP = "nhóm {id}"
COUNT = "số liệu {id}"
COMPONENT = "chỉ số {id}"
FIELDS = {
    "groups": "điểm tối đa của các nhóm",
    "grades": "xếp loại",
    "effective_to": "hiệu lực đến",
    "group": "nhóm",
    "max_points": "điểm tối đa",
    "target": "chỉ tiêu",
    "zero_points": "điểm khi mẫu số bằng 0",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "component": "chỉ số để in",
    "decimals": "số lẻ",
    "parts": "gộp các nhóm",
    "name": "tên",
}
EXTENDS_SELF = "bộ chỉ số không thể kế thừa chính nó"
EXTENDS_NAME = "tìm thấy “{found}”, cần mã của một bộ chỉ số cùng thư mục"
ENTRY_ID = "tìm thấy “{found}”, cần các mục có khóa id là chữ"
DUPLICATE = "mã bị khai hai lần"
UNKNOWN = "mã “{found}” chưa được khai"
NOTHING_LEFT = "không còn chỉ số nào để tính cho đơn vị loại “{kind}”"
POSITIVE = "tìm thấy {found}, cần một số lớn hơn 0"
ZERO_POINTS = "tìm thấy {found}, cần từ 0 đến điểm tối đa của chỉ số"
TERMS = "không hiểu “{found}”, cần tổng hoặc hiệu các mã số liệu, ví dụ a + b - c, max(a, b)"
GROUP_SUM = "tìm thấy {found}, tổng điểm các chỉ số thành phần là {expected}"
TOTAL = "tổng điểm tối đa các nhóm là {found}, cần {expected}"
GRADES = "điểm sàn của các mức xếp loại phải giảm dần và kết thúc bằng 0"
EFFECTIVE = "ngày hết hiệu lực sớm hơn ngày có hiệu lực"
DECIMALS = "tìm thấy {found}, cần số chữ số thập phân từ 0 đến {most}"
NO_INDEX_SET = "Không có bộ chỉ số nào có hiệu lực trong kỳ {period}."
STATE_TEXTS = {
    "OK": "",
    "ZERO_DENOMINATOR": "mẫu số bằng 0",
    "NOT_APPLICABLE": "không áp dụng cho loại đơn vị này",
    "NOT_REPORTED": "không báo cáo",
    "NUMERATOR_OUT_OF_RANGE": "tử số lớn hơn mẫu số hoặc âm",
    "MISSING": "thiếu số liệu",
    "NOT_WHOLE": "không phải số nguyên",
    "NEGATIVE": "số âm",
    "TEXT": "không phải con số",
}
# What stands in a cell of counts that nothing was reported for: no count, and not 0.
NOT_REPORTED = frozenset({STATE_TEXTS["NOT_REPORTED"], "kbc", "-", "–", "—"})
# Chỉ tiêu: a component's counts and groups by their names, and whose set it is.
LARGER = "số lớn hơn của ({sums})"
LARGER_HEARD = ("max", "số lớn hơn của", "số lớn nhất của", "số lớn hơn trong", "số lớn nhất trong")
BUILT_IN = "có sẵn, từ {day:%d/%m/%Y}"
OWN = "của tỉnh"
WANT_COUNTS = "tên ở cột “Tên số liệu” của bảng Số liệu gốc, hoặc tổng, hiệu các tên ấy"
WANT_COUNT_ADDED = "ít nhất một số liệu để cộng, không chỉ trừ"
WANT_GROUP = "tên ở cột “Tên nhóm” của bảng Nhóm chỉ số"
WANT_PARTS = "tên các nhóm của cách chia kia, cách nhau bằng dấu chấm phẩy"
NEAR = "{expected} (gần giống: {near}); tên vừa sửa ở bảng ấy thì gõ tên mới ở đây"
NOT_NEAR = "{expected}; tên vừa sửa ở bảng ấy thì gõ tên mới ở đây"
WANT_NAME = "tên của dòng này"
WANT_OTHER_NAME = "một tên riêng: ô {cell} đã có tên này"
SAME_NAME = "tên “{found}” đặt cho hai mục, cần mỗi mục một tên riêng"
