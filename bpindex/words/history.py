"""What is told of Lịch sử, the closed months. Read in messages of buttons and on the console."""

UNREADABLE = (
    "Lịch sử, dòng {row}: số liệu kèm theo của “{name}” kỳ {month} không đọc được, cần giữ nguyên "
    "như chương trình đã ghi; xóa dòng ấy rồi bấm “Nhập kỳ trước” để lấy lại từ tệp của kỳ ấy."
)
# In the label of figures that are of the same period of last year.
SAME_PERIOD = "cùng kỳ"
FULL = (
    "Trang Lịch sử cần {found} dòng, chỉ đủ chỗ cho {most}; hãy xóa các kỳ cũ nhất ở đó rồi làm "
    "lại. Chưa có gì bị thay đổi."
)
PRIOR_FILLED = "Số liệu “{label}” lấy từ kỳ {month} ở Lịch sử: {count} ô; xem lại ở Năm trước."
CHOOSE = "Chọn các tệp BoChiSo của những kỳ trước"
READING = "Đang đọc “{name}”…"
IN_FILE = "Khi đọc “{name}”: {reason}"
NOT_EARLIER = "“{name}” là của kỳ {month}, cần một kỳ trước kỳ {own}; chưa ghi gì vào Lịch sử."
NOTHING_IN = "“{name}” của kỳ {month} chưa có số liệu nào; chưa ghi gì vào Lịch sử."
TWICE = "“{name}”: kỳ {month} có ở hai tệp, cần chọn một tệp; chưa ghi gì vào Lịch sử."
OF_OTHERS = "“{name}” là của cơ quan khác: “{found}”, tệp này là của “{own}”."
ASK_OTHERS = "{told}\n\nVẫn ghi vào Lịch sử và Kỳ trước?"
TAKEN = "Đã ghi {count} kỳ vào Lịch sử, như đã in: {months} ({rows} dòng)."
NOT_BEFORE = (
    "Kỳ {period} tính từ {first} đến {last}, dài khác kỳ đang làm, nên không phải là kỳ trước của "
    "kỳ này: Kỳ trước không lấy số từ đó."
)
UNKNOWN = (
    "{count} đơn vị không có ở trang Đơn vị nên chưa nối với đơn vị nào: {names}. Ghi tên cũ vào "
    "cột tên gọi khác, hoặc thêm đơn vị cũ với mã đơn vị kế tục, thì nối được."
)
MORE = " và {count} đơn vị khác"
CHANGED = (
    "Kỳ {month} khác bản đã có ở Lịch sử: {count} đơn vị ({names}); Lịch sử theo bản mới. Các "
    "thông báo đã lập sau kỳ ấy không tự đổi."
)
FILLED = "Đã điền hoặc đổi {count} ô ở Kỳ trước, Năm trước theo Lịch sử; ô đã gõ được giữ."
NOTHING_FILLED = "Kỳ trước, Năm trước không có ô nào phải điền từ Lịch sử."
CHOOSE_CLOSED = "Chọn tệp của kỳ đã đóng để in lại"
SAME_AS_MADE = "Kỳ {month} in lại từ “{name}” trùng bản đã lập ngày {on} (mã so khớp {mark})."
OTHER_THAN_MADE = (
    "Lưu ý: kỳ {month} in lại từ “{name}” khác bản đã lập ngày {on}: mã so khớp {found}, bản "
    "đã lập là {mark}. Tệp ấy đã được sửa sau khi lập, hoặc có chỗ sửa chưa lập lại."
)
ASIDE = "In lại"
NEVER_MADE = "Lưu ý: Nhật ký không ghi lần lập thông báo nào của kỳ {month} ở “{name}”."
CHANGED_SINCE = (
    "Lưu ý: sau lần lập gần nhất có chỗ đã sửa; kỳ {old} đóng theo số hiện có, khác bản đã lập."
)
REPLACES = (
    "Lưu ý: Lịch sử đang có kỳ {month} tính từ {first} đến {last}; đóng kỳ này thì các dòng ấy "
    "được thay bằng kỳ này. Tệp đã giữ của kỳ ấy vẫn còn nguyên."
)
CLOSED = "Kỳ {month} đã đóng ngày {on}: tệp này chỉ để xem và in lại."
CLOSED_REFUSED = f"{CLOSED} Kỳ đang làm ở tệp gốc cùng thư mục."
ASK_AMEND = (
    f"{CLOSED}\n\nĐính chính sau khi ban hành? Lần lập sau đó ghi ngày giờ vào Nhật ký. Số của kỳ "
    "này còn nằm ở các kỳ sau: cột kỳ trước và tăng giảm của kỳ liền sau, cột năm trước, cùng kỳ "
    "của năm sau, biểu đồ, Lịch sử. Đính chính xong, ở tệp kỳ đang làm bấm “Nhập kỳ trước” và chọn "
    "tệp này: công cụ kể chỗ nào đổi theo."
)
ASK_BACK = (
    "Việc vừa làm là mở kỳ mới. Quay lại kỳ {old}?\n\nSố liệu, ngày tháng, Lịch sử trong tệp này "
    "trở lại như trong tệp “{kept}”; tệp hiện nay được giữ dưới tên “{aside}”."
)
BACK = (
    "Đã quay lại kỳ {old}, như trước khi mở kỳ mới. Tệp “{kept}” không cần nữa; tệp trước khi quay "
    "lại là “{aside}”."
)
KEPT_DIFFERS = (
    "Việc vừa làm là mở kỳ mới; tệp “{kept}” không phải của kỳ {old}, hoặc khác bộ chỉ số, khác "
    "mẫu tệp với tệp này nên không chép lại được; để quay lại, mở chính tệp ấy. Chưa có gì bị "
    "thay đổi."
)
KEPT_GONE = (
    "Việc vừa làm là mở kỳ mới; để quay lại kỳ {old} cần tệp có tên bắt đầu bằng “{kept}” cùng thư "
    "mục, không tìm thấy tệp ấy."
)

# A closed month whose name somebody typed over.
OTHER_DAYS = (
    "kỳ {name} (Lịch sử ghi thế nhưng số tính từ {first} đến {last}, sửa ở đó nếu ghi nhầm)"
)
# Findings about Kỳ trước.
PREVIOUS_OF_OTHER = (
    "trang Kỳ trước đang giữ số của {other} trong khi thông báo in chúng là số của {named}, cần "
    "dán số của {named} hoặc xóa các số ấy"
)
PREVIOUS_NOT_COMPARED = (
    "trang Kỳ trước đang giữ số của {other}, kỳ trước của kỳ này là {named}: chưa có số của "
    "{named} nên mọi chỗ so với kỳ trước để trống, cần dán số của {named}"
)
PREVIOUS_UNKNOWN = (
    "số ở trang Kỳ trước sẽ in là số của {named} mà Lịch sử chưa có kỳ ấy, cần xem lại có đúng là "
    "số của {named} không"
)
# What people type on Kỳ trước where there is no figure.
PREVIOUS_NOTHING = ("", "-", "–", "—", "x", "n/a", "không", "không có", "không có số liệu")
PREVIOUS_WANTED = "“{text}”, cần từ {least} đến {most}"
PREVIOUS_ODD = (
    "{count} ô ở trang Kỳ trước không phải điểm hay hạng ({cells}), cần gõ lại số thường, không "
    "kèm chữ, dấu “/” hay số trừ, hoặc để trống"
)
PREVIOUS_ABOVE = (
    "{count} ô ở trang Kỳ trước cao hơn mức tối đa của kỳ này ({cells}), cần xem lại nếu kỳ trước "
    "cũng theo bộ chỉ số này"
)
PREVIOUS_MIXED = (
    "{count} đơn vị ở trang Kỳ trước đang giữ số của {other} ({cells}), cần dán số của {named}"
)
PREVIOUS_UNLIKE = (
    "{count} ô ở trang Kỳ trước khác số của {named} ở Lịch sử ({cells}); số gõ được dùng, cần xem "
    "lại"
)
QUOTED = "“{text}”"
PREVIOUS_SUM = "“{text}”, các điểm nhóm cộng được {sum}"
PREVIOUS_SUMS = (
    "{count} tổng điểm ở trang Kỳ trước khác tổng các điểm nhóm cùng dòng ({cells}), cần xem lại "
    "có gõ, dán nhầm không"
)
PREVIOUS_RANKS = (
    "{count} hạng ở trang Kỳ trước trái với tổng điểm của kỳ ấy ({cells}), cần xem lại có gõ, dán "
    "nhầm không"
)
PREVIOUS_COMPARED = (
    "số ở trang Kỳ trước được so sánh như số của {named} mà Lịch sử chưa có kỳ ấy, cần xem lại có "
    "đúng là số của {named} không"
)
PRIOR_OF_OTHER = (
    "số năm trước in dưới “{label}” đang là số của {other} ở Lịch sử, kỳ ấy dài khác kỳ mà tên "
    "cột gọi, cần dán số đúng của “{label}”"
)
