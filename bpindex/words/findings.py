"""What the check found and what it expected; the place comes before.

Read on the sheet Kiểm tra, before a notice that is refused, and on the terminal.
"""

PROBLEMS_STOP = "Chưa lập thông báo vì còn {count} vấn đề; hãy sửa rồi làm lại."
AND = " và "
RANGE = "{first}–{last}"
# Other places of the same kind on the same sheet, behind the sentence of the first one.
ALIKE = " (cũng vậy ở {places})"
CELL = "{place}: {found}"
NEAR = "; có phải là “{near}”?"
ISSUE_DATE = "tìm thấy ngày ban hành {found}, cần một ngày có trong lịch"
# A date whose day and month changed places.
SWAPPED = "; có phải là {near}, ngày và tháng đã đổi chỗ?"
DEADLINE = "tìm thấy hạn báo cáo {found}, cần không sớm hơn ngày ban hành (từ {earliest}){hint}"
DEADLINE_EARLY = "tìm thấy hạn báo cáo {found}, cần không sớm hơn ngày cuối của số liệu {end}{hint}"
DEADLINE_SWAPPED = "tìm thấy hạn báo cáo {found}, cần một ngày không lâu sau {end}{hint}"
DEADLINE_FAR = "tìm thấy hạn báo cáo {found}, cần trong vòng nửa năm sau ngày ban hành ({earliest})"
ISSUED_EARLY = "tìm thấy thông báo ban hành {found}, cần không sớm hơn ngày cuối của số liệu {end}"
ISSUED_LATE = "tìm thấy thông báo ban hành {found}, cần trong vòng nửa năm sau ngày cuối {end}"
PRIOR_LABEL = "tìm thấy tên cột năm trước “{found}”, cần năm {expected} vì kỳ báo cáo là {period}"
TITLE_BLANK = "tên cột in ra đang để trống ({cells}), cần một tên cột"
PERIOD_ORDER = "tìm thấy ngày đầu {found}, cần không muộn hơn ngày cuối {last}"
PERIOD_MONTH = "tìm thấy {found}, cần một ngày trong kỳ, từ {first} đến {last}{hint}"
INDEX_NOT_IN_FORCE = (
    "tìm thấy bộ chỉ số có hiệu lực từ {found}, cần bộ có hiệu lực từ {expected} cho kỳ {period}: "
    "lưu, đóng tệp rồi bấm “Nâng cấp tệp” ở một tệp BoChiSo khác"
)
INDEX_OWN = (
    "tìm thấy bộ chỉ số riêng có hiệu lực từ {found}, từ {expected} toàn quốc có bộ mới: nếu kỳ "
    "{period} vẫn dùng bộ riêng thì sửa ngày có hiệu lực"
)
INDEX_VIEW = (
    "tìm thấy cách chia nhóm “{view}” khác các nhóm đang có, cần lưu, đóng tệp rồi bấm "
    "“Nâng cấp tệp” ở một tệp BoChiSo khác"
)
INDEX_LATER = "tìm thấy bộ chỉ số có hiệu lực từ {found}, cần bộ có hiệu lực trong kỳ {period}"
COMPONENTS_LATER = (
    "tìm thấy chỉ số {components} có hiệu lực sau kỳ {period}, cần chỉ tiêu của kỳ này"
)
TABLE_EMPTY = "bảng “{table}” không có đơn vị nào, cần ít nhất một đơn vị loại đó trong kỳ {period}"
# What a notice with an appendix speaks of.
APPENDIX_WORD = "phụ lục"
APPENDIX = (
    "lời văn có nhắc “{word}” nhưng không có hồ sơ trễ nào, cần nhập hồ sơ trễ hoặc sửa lời văn"
)
APPENDIX_UNTOLD = "phụ lục có {count} hồ sơ trễ mà lời văn không nhắc “{word}”, cần thêm lời nhắc"
CODE_TWICE = "mã đơn vị “{found}” đã có ở {first}, cần mỗi mã một dòng"
ENDED_BEFORE = (
    "{count} đơn vị hết hiệu lực trước khi bắt đầu nên không in ở kỳ nào ({cells}), "
    "cần ngày cuối không sớm hơn ngày đầu"
)
NAME_TWICE = "tên “{found}” đã là tên của đơn vị “{code}”, cần mỗi tên chỉ một đơn vị trong kỳ"
AGENCY_UNKNOWN = "tìm thấy đơn vị “{found}”, cần một đơn vị có trong danh sách{hint}"
AGENCIES_UNKNOWN = (
    "{count} dòng mang tên đơn vị không có trong danh sách ({cells}), "
    "cần sửa tên, thêm đơn vị, hoặc xóa dòng"
)
AGENCY_UNNAMED = "{count} dòng có số liệu mà không có tên đơn vị ({cells}), cần ghi tên đơn vị"
ROW_TWICE = "đơn vị {name} đã có dòng ở {first}, cần mỗi đơn vị một dòng"
PREVIOUS_TWICE = (
    "{count} dòng của đơn vị đã có dòng khác ({cells}), cần mỗi đơn vị một dòng ở kỳ trước"
)
NOT_VALID = (
    "có số liệu của đơn vị {name}, cần bỏ dòng này "
    "hoặc sửa hiệu lực vì đơn vị không có trong kỳ {period}"
)
ADDRESS_WRONG = (
    "địa chỉ thư “{found}” của {name} không đúng, cần dạng ten@coquan.gov.vn; không lập thư nháp "
    "tới địa chỉ này"
)
STT_BLANK = "đơn vị {name} để trống Stt, cần một số thứ tự"
STT_TWICE = "đơn vị {name} có Stt {found} trùng với {other}, cần mỗi đơn vị một Stt"
STT_GAP = "đơn vị {name} có Stt {found} nhưng bảng “{table}” thiếu Stt {missing}, cần Stt liên tục"
NO_COUNTS = "chưa có số liệu nào, cần số liệu của {agencies} đơn vị, mỗi đơn vị {counts} ô"
NO_ROW = "thiếu dòng số liệu của đơn vị {name}, cần một dòng có đủ {counts} ô số liệu"
NO_COLUMN = "mọi đơn vị đều thiếu số liệu “{name}”, cần một số nguyên từ 0 trở lên"
COUNT_BLANK = "đơn vị {name} để trống “{count}”, cần một số nguyên từ 0 trở lên"
COUNT_ODD = "đơn vị {name}, “{count}”: tìm thấy “{found}” ({state}), cần một số nguyên từ 0 trở lên"
TERM = "{sign} “{name}” {value}"
RATE = (
    "đơn vị {name}, chỉ số {component} “{component_name}”: "
    "tìm thấy tử số {numerator} ({numerator_terms}) và mẫu số {denominator} "
    "({denominator_terms}), cần tử số từ 0 đến mẫu số"
)
AS_BEFORE = (
    "{count} đơn vị có mọi số liệu đúng như kỳ {other} ở trang Lịch sử ({names}), "
    "cần xem lại đã dán số liệu kỳ này chưa"
)
SHIFTED = (
    "{count} cột có số liệu kỳ {other} của đơn vị ở dòng trên hoặc dòng dưới ({cells}), "
    "cần xem lại có dán lệch một dòng không"
)
SHIFTED_FAR = (
    "{count} cột có số liệu kỳ {other} của đơn vị cách đó {rows} dòng cùng loại ({cells}), "
    "cần xem lại có dán lệch dòng không"
)
AGENCIES_EXCHANGED = (
    "{count} cặp đơn vị có số liệu kỳ {other} của nhau ({cells}), "
    "cần xem lại có dán đổi chỗ hai dòng không"
)
PAIR = "{one} – {other}"
# What counts so begin with stays as it is from month to month.
LASTING_COUNTS = ("TTHC", "DVC", "Số xã")
COLUMNS_LEFT = (
    "{count} cột còn nguyên số liệu kỳ {other} ở mọi đơn vị ({cells}), "
    "cần xem lại đã dán cột đó của kỳ này chưa"
)
PRIOR_COLUMNS_LEFT = (
    "{count} cột năm trước còn nguyên số liệu đã gõ cho năm {other_year} ở mọi đơn vị ({cells}), "
    "cần số liệu năm {year}"
)
EXCHANGED = (
    "{count} cặp cột có số liệu kỳ {other} của nhau ({cells}), "
    "cần xem lại có dán đổi chỗ hai cột không"
)
MISPLACED_ROWS = (
    "số liệu có vẻ lệch một dòng ({cells}), cần xem lại có dán đúng dòng của từng đơn vị không"
)
LIKE_KIND = "{name} có số liệu như của {kind}"
UNTYPED = "đơn vị {name} để trống cột “{column}”, cần gõ số liệu in vì cột này lấy như đã gõ"
PRIOR_NONE = "chưa có số liệu năm trước nào, cần số liệu của năm trước kỳ {period}"
PRIOR_MISSING = (
    "{count} chỗ thiếu số liệu năm trước trong khi nơi khác có ({cells}), "
    "cần gõ đủ từng ô; ô trộn thì bỏ trộn trước"
)
PRIOR_AS_MONTH = (
    "{count} cột năm trước giống hệt cột tháng ({cells}), cần xem lại có dán nhầm số liệu không"
)
PERCENTAGE = "tìm thấy {count} số không thể là tỷ lệ phần trăm ({cells}), cần từ 0 đến 100"
MIXED_MARKS = "tìm thấy {count} số viết khác dấu thập phân của bảng ({cells}), cần viết một kiểu"
MARK_FOUND = "“{text}”, bảng dùng dấu “{mark}”"
TYPED_FORMULA = "tìm thấy {count} công thức gõ thành chữ ({cells}), cần gõ kết quả của công thức"
ODD_NUMBER = "{count} số in viết không thành một con số ({cells}), cần gõ lại"
MONTH_NAMED = (
    r"(?P<day>ngày\s+\d{1,2}\s+)?tháng\s+0?(?P<month>1[0-2]|[1-9])\s*(?:/|năm)\s*(?P<year>\d{4})"
)
OTHER_MONTH_NAMED = (
    "{count} chỗ nêu tháng đã ra thông báo trước đây ({cells}) mà kỳ này là {month}, "
    "cần xem lại có phải chữ của tháng trước không"
)
OLD_FONT = (
    "tìm thấy {count} chỗ viết bằng phông chữ cũ TCVN3 hoặc VNI ({cells}), in ra sẽ sai chữ, "
    "cần gõ lại bằng Unicode"
)
QUOTED = "“{text}”"
FORMULA = "đơn vị {name}, cột “{column}”: số liệu in “{found}”, cần “{expected}” theo công thức"
TWINS = (
    "bảng “{table}”, cột “{column}”: {names} cùng in {found}, cần xem lại vì có thể chép nhầm dòng"
)
POINTS_ODD = "tìm thấy điểm gõ “{found}” của “{name}”, cần số từ 0 đến {most}, hoặc số/{most}"
SHARED_MISSING = (
    "chỉ số {components} tính chung toàn tỉnh mà chưa có số của tỉnh, cần một dòng mang tên "
    "tỉnh (hoặc “{code}”) với {counts} số liệu, hoặc điểm gõ ở dòng ấy của trang Năm trước"
)
SHARED_DIFFERS = (
    "chỉ số {components} tính chung toàn tỉnh mà số liệu của các đơn vị khác nhau, cần một dòng "
    "mang tên tỉnh (hoặc “{code}”) với số liệu của tỉnh"
)
POINTS_MISSING = "{count} chỗ chưa có điểm gõ trong khi đơn vị khác đã có ({cells}), cần gõ đủ"
NOT_REPORTED = (
    "{count} ô ghi không báo cáo ({cells}): các chỉ số ấy không có điểm, cần xem lại có đúng không"
)
PORTAL = (
    "nhóm “{group}” của tỉnh: điểm gõ theo Cổng {typed}, điểm tính từ số liệu {computed}, "
    "chênh lệch {difference}, cần chênh không quá {tolerance}"
)
COUNTS_EXCHANGED = (
    "điểm tính ra chỉ khớp điểm theo Cổng khi cột này (“{one}”) và cột “{other}” đổi chỗ cho nhau, "
    "cần xem lại có dán đổi chỗ hai cột không"
)
PROVINCE_MISSING = "thiếu điểm của tỉnh cho nhóm “{group}”, cần một số từ 0 đến {most}"
PROVINCE_MISSING_OWN = (
    f"{PROVINCE_MISSING}; hoặc đủ số liệu của nhóm ở trang Số liệu, kể cả ở dòng mang tên tỉnh"
)
PROVINCE_COMPUTED = (
    "{count} điểm tháng của tỉnh chưa gõ nên in theo điểm tính từ số liệu ({cells}), không kèm chữ "
    "“Ghi thêm” về nguồn; cần gõ điểm trên Cổng nếu Cổng ghi khác"
)
TYPED_TWICE = "“{name}” {found}, Thiết lập {printed}"
PROVINCE_TYPED_TWICE = (
    "điểm của tỉnh gõ ở đây khác điểm ở trang Thiết lập ({cells}), đang in điểm ở Thiết lập, "
    "cần sửa cho hai nơi như nhau hoặc để trống một nơi"
)
PROVINCE_MAX = "điểm của tỉnh cho nhóm “{group}”: tìm thấy {found}, cần một số từ 0 đến {most}"
PROVINCE_AS_PRIOR = (
    "mọi điểm tháng của tỉnh giống hệt năm trước ({cells}), cần xem lại có gõ nhầm cột không"
)
PROVINCE_DIFFERS = (
    "điểm của tỉnh, cột “{column}”: bảng “{table}” ghi {found}, "
    "bảng “{first}” ghi {expected}, cần hai bảng như nhau"
)
WAITING = "đính chính {what} {state}: đang in “{corrected}”, cần chọn “áp dụng” hoặc “đã rút”"
NO_REASON = "đính chính {what} thành “{corrected}” không ghi lý do, nên ghi (được để trống)"
COLUMN_OF_TABLE = "bảng “{table}”, cột “{column}”"
NOTHING_GIVEN = (
    "{count} cột in ra trống ở mọi đơn vị vì chưa có số liệu ({cells}), cần nhập số liệu hoặc bỏ "
    "cột khỏi bảng"
)
ROUNDED_UP_TO = "{name}: in {printed}, chưa tới mức “{grade}”"
ROUNDED_UP = (
    "{count} tổng điểm in tròn bằng mức xếp loại mà điểm chưa làm tròn còn thấp hơn ({cells}), cần "
    "xem lại hạng, xếp loại in cạnh đó"
)
COPIED_ROW = "{name} như {other}"
COPIED_ROWS = (
    "{count} đơn vị có mọi số liệu giống hệt một đơn vị khác ({cells}), cần xem lại có chép "
    "nhầm dòng"
)
PROVINCE_BLANK = (
    "{count} ô điểm của tỉnh in ra trống ({cells}), cần gõ ở Thiết lập hoặc ở dòng của tỉnh, "
    "trang Năm trước"
)
HEADING_FOUND = "“{found}”, Lời văn in “{printed}”"
HEADING_TWICE = (
    "tiêu đề bảng không in vì trang Lời văn đã có tiêu đề ngay trên bảng ({cells}), cần sửa ở "
    "trang Lời văn hoặc xóa tiêu đề ở đây"
)
PRINTS_STILL = "{name}, {column}, bảng “{table}” in {printed}"
NOT_FOLLOWED = (
    "số đã đính chính nhưng {count} chỗ khác vẫn in theo số cũ ({cells}), cần đính chính cả các "
    "chỗ ấy nếu phải khớp"
)
CORRECTED_TO = "{what} thành “{corrected}”"
NO_REASONS = "{count} đính chính không ghi lý do ({cells}), nên ghi (được để trống)"
REVIEW = (
    "đính chính {what} {state}: khi đính chính tính được “{then}”, nay tính được “{now}”, "
    "đang in “{corrected}”"
)
NO_EFFECT = (
    "đính chính {what} thành “{corrected}” không có tác dụng, không in vào đâu trong kỳ này, "
    "cần rút hoặc sửa đính chính"
)
ROW_REMOVED = (
    "đính chính {what} thành “{corrected}” không in vì dòng của nó đã bị bỏ khỏi thông báo, cần "
    "rút đính chính này hoặc rút việc bỏ dòng"
)
AS_FORMULA = (
    "đính chính {what} thành “{corrected}” là một công thức gõ thành chữ, "
    "cần gõ kết quả của công thức"
)
NO_PLACE = (
    "đính chính {what} thành “{corrected}” không còn chỗ đã ghi trong kỳ này: đang đứng ở chỗ gần "
    "nhất, hoặc chờ nếu không có Phụ lục; cần rút hoặc sửa đính chính"
)

MORE = " và {count} nơi khác"
# What belongs to another month: the first ones stop the notice, the last two only do not print.
_CARRY = "; nếu đúng là không đổi, bấm “Mang sang kỳ này” ở trang Đính chính"
OTHER_MONTH = {
    "COUNTS": "{count} đơn vị còn nguyên số liệu kỳ {other} ({names}), cần số liệu kỳ {month}"
    + _CARRY,
    "TYPED": "{count} đơn vị còn nguyên cột tháng hoặc điểm gõ của kỳ {other} ({names}), "
    "cần của kỳ {month}" + _CARRY,
    "PROVINCE": "điểm tháng của tỉnh còn nguyên như kỳ {other}, cần điểm kỳ {month}" + _CARRY,
    "MERGED": "chữ một ô cho cả cột tháng ({names}) còn nguyên như kỳ {other}, cần của kỳ {month}"
    + _CARRY,
    "NUMBER": "số văn bản là của kỳ {other}, cần số của kỳ {month} hoặc để trống" + _CARRY,
    "ISSUED": "ngày, tháng ban hành là của kỳ {other}, cần của kỳ {month}" + _CARRY,
    "DEADLINE": "hạn báo cáo là của kỳ {other}, cần hạn của kỳ {month}" + _CARRY,
    "PRIOR": "{count} đơn vị còn nguyên các cột năm trước đã gõ cho năm {other_year} ({names}), "
    "cần số liệu năm {year} vì kỳ báo cáo là {month}" + _CARRY,
    "PRIOR_POINTS": "{count} điểm năm trước của tỉnh còn nguyên như đã gõ cho năm {other_year} "
    "({names}), cần điểm năm {year} vì kỳ báo cáo là {month}" + _CARRY,
    "PREVIOUS": "{count} dòng ở Kỳ trước còn nguyên như khi lập kỳ {other} ({names}), "
    "cần số liệu của kỳ liền trước kỳ {month}" + _CARRY,
    "NOTE": "{count} ghi chú là của kỳ {other} ({names}) nên không in ở kỳ {month}" + _CARRY,
    "DOSSIER": "{count} hồ sơ trễ là của kỳ {other} ({names}) nên không in ở kỳ {month}" + _CARRY,
}
# Where something beside it was typed anew: for a person to look at.
PARTLY_OTHER_MONTH = {
    "COUNTS": "{count} đơn vị chỉ có một số liệu khác kỳ {other}, mọi số liệu khác còn nguyên "
    "({names}), cần xem lại đã dán đủ số liệu kỳ {month} chưa",
    "PROVINCE": "{count} điểm tháng của tỉnh còn nguyên như kỳ {other} ({names}), "
    "cần điểm kỳ {month}" + _CARRY,
    "PRIOR": OTHER_MONTH["PRIOR"],
    "PRIOR_POINTS": OTHER_MONTH["PRIOR_POINTS"],
}
CELLS_OF = "{name}: {cells} ô"
COLUMN_OF = "{group} – {table}"
