"""The Vietnamese texts of the workbook: sheet titles, column titles, notes, steps, help."""

from bpindex.index.definition import Component, Count, IndexSet

# Sheet id: title, one sentence under it.
SHEETS = {
    "guide": ("Hướng dẫn", "Các bước làm thông báo hằng tháng; mọi việc đều làm trong Excel."),
    "settings": (
        "Thiết lập",
        "Kỳ báo cáo, ngày tháng, cơ quan ban hành và các bảng của thông báo.",
    ),
    "agencies": ("Đơn vị", "Danh sách đơn vị; mã không bao giờ đổi, Stt in đúng như gõ."),
    "index": ("Chỉ tiêu", "Bộ chỉ số đang dùng; chỉ sửa khi văn bản thay đổi."),
    "counts": (
        "Số liệu",
        "Dán số liệu gốc vào các ô màu vàng: số nguyên không âm, để trống là thiếu.",
    ),
    "scores": ("Tính điểm", "Công thức tự tính từ Số liệu và Chỉ tiêu; không gõ vào trang này."),
    "figures": (
        "Bảng điểm",
        "Số liệu sẽ in. Muốn đính chính thì gõ đè lên ô: ô đổi màu và không bao giờ bị mất.",
    ),
    "typed": (
        "Năm trước",
        "Số liệu năm trước in như dán; cột tháng chỉ dùng khi cách tính là “typed”.",
    ),
    "corrections": (
        "Đính chính",
        "Sổ đính chính: giá trị tính lúc đó, giá trị in, lý do, ai, khi nào.",
    ),
    "late_dossiers": ("Hồ sơ trễ", "Hồ sơ trễ hạn cho phụ lục; không ghi tên người nộp hồ sơ."),
    "wording": (
        "Lời văn",
        "Mọi câu chữ của thông báo; {tên} là chỗ điền, **chữ đậm** giữa hai cặp sao.",
    ),
    "history": ("Lịch sử", "Các kỳ đã chốt, mỗi dòng một chỉ số của một đơn vị."),
    "trail": ("Nhật ký", "Mỗi lần lập thông báo ghi một dòng, không xóa; mã so khớp với bản in."),
    "findings": ("Kiểm tra", "Kết quả lần kiểm tra gần nhất; bấm vào ô cuối để đến chỗ cần xem."),
    "explain": ("Giải thích", "Nguồn gốc của số liệu vừa chọn."),
}

BLOCK_SETTINGS = "Kỳ báo cáo và cơ quan ban hành"
BLOCK_TABLES = "Các bảng của thông báo"
BLOCK_COLUMNS = "Cách in từng nhóm chỉ số trong từng bảng (ô trống: theo Chỉ tiêu)"
BLOCK_INDEX = "Bộ chỉ số"
BLOCK_GRADES = "Xếp loại theo tổng điểm"
BLOCK_GROUPS = "Nhóm chỉ số và cách in mặc định"
BLOCK_COMPONENTS = "Chỉ số thành phần: điểm = min(điểm tối đa, điểm tối đa × tỷ lệ / chỉ tiêu)"
BLOCK_COUNTS = "Số liệu gốc"
BLOCK_LABELS = "Chữ cố định của các bảng"
BLOCK_PARAGRAPHS = "Các khối của thông báo, theo thứ tự"
BLOCK_PROVINCE = "Dòng của tỉnh"

# Block id, column key: title, width, kind, note.
COLUMNS: dict[str, dict[str, tuple[str, float, str, str]]] = {
    "scalars": {
        "key": ("Khóa", 12, "text", ""),
        "label": ("Mục", 30, "text", ""),
        "value": ("Giá trị", 52, "wrap", ""),
        "note": ("Ghi chú", 36, "wrap", ""),
    },
    "tables": {
        "id": ("Mã bảng", 16, "text", "Không dấu, không đổi giữa các kỳ."),
        "kind": ("Loại đơn vị", 16, "text", "Đơn vị có loại này in trong bảng."),
        "province_name": ("Tên dòng của tỉnh", 24, "text", ""),
        "decimal_mark": ("Dấu thập phân", 14, "text", "“,” theo quy định; “.” nếu giữ như bản cũ."),
        "section": ("Dòng tiểu mục", 20, "text", "In dưới dòng của tỉnh; để trống nếu không có."),
    },
    "columns": {
        "table": ("Mã bảng", 16, "text", ""),
        "group": ("Nhóm chỉ số", 16, "text", ""),
        "basis": (
            "Cách tính",
            60,
            "text",
            "rate: tỷ lệ của chỉ số; points: điểm nhóm / tối đa × 100; typed: gõ sẵn ở Năm trước.",
        ),
        "component": ("Chỉ số", 14, "text", "Chỉ số thành phần khi cách tính là rate."),
        "decimals": ("Số lẻ", 20, "whole", "Số chữ số thập phân khi in."),
        "when_denominator_zero": ("Khi mẫu số bằng 0", 16, "text", "Gõ (trống) để in ô trống."),
        "when_numerator_zero": ("Khi tử số bằng 0", 16, "text", "Gõ (trống) để in ô trống."),
        "prior_source": ("Nguồn năm trước", 16, "text", "In trong ngoặc dưới tên cột."),
        "month_source": ("Nguồn tháng", 18, "text", "In trong ngoặc dưới tên cột."),
        "merged_prior": (
            "Một ô cho cả cột (năm trước)",
            22,
            "text",
            "Ví dụ: DVCQG không thể hiện.",
        ),
        "merged_month": ("Một ô cho cả cột (tháng)", 22, "text", ""),
        "province_prior": ("Điểm tỉnh năm trước", 12, "decimal", "Điểm trên cổng, gõ vào."),
        "province_month": ("Điểm tỉnh tháng", 12, "decimal", "Điểm trên cổng, gõ vào."),
        "province_suffix_prior": ("Ghi thêm (năm trước)", 16, "text", ""),
        "province_suffix_month": ("Ghi thêm (tháng)", 16, "text", ""),
    },
    "agencies": {
        "code": ("Mã", 32, "text", "Không dấu, không bao giờ đổi: mọi số liệu tìm theo mã này."),
        "name": ("Tên in", 40, "text", ""),
        "kind": ("Loại", 16, "text", "Phải trùng loại của một bảng ở Thiết lập."),
        "order": ("Thứ tự", 9, "whole", "Thứ tự in, từ nhỏ đến lớn."),
        "stt": ("Stt", 7, "centred", "In đúng như gõ."),
        "aliases": ("Tên gọi khác", 40, "wrap", "Cách nhau bằng dấu chấm phẩy."),
        "valid_from": ("Có từ", 12, "date", "Trống: từ trước đến nay."),
        "valid_to": ("Đến hết", 12, "date", "Trống: đến nay."),
        "successor": ("Đơn vị kế tục", 24, "text", "Mã đơn vị nhận nhiệm vụ."),
    },
    "grades": {
        "name": ("Xếp loại", 30, "text", ""),
        "min_points": ("Từ điểm", 38, "decimal", ""),
    },
    "groups": {
        "id": ("Mã", 9, "text", ""),
        "name": ("Tên nhóm", 28, "text", ""),
        "max_points": ("Điểm tối đa", 34, "decimal", ""),
        "basis": ("Cách tính", 12, "text", "rate, points hoặc typed."),
        "decimals": ("Số lẻ", 9, "whole", ""),
        "component": ("Chỉ số", 9, "text", ""),
        "when_denominator_zero": ("Khi mẫu số bằng 0", 18, "text", ""),
        "when_numerator_zero": ("Khi tử số bằng 0", 18, "text", ""),
    },
    "components": {
        "id": ("Mã", 9, "text", ""),
        "group": ("Nhóm", 28, "text", ""),
        "name": ("Tên chỉ số", 34, "wrap", ""),
        "max_points": ("Điểm tối đa", 12, "decimal", ""),
        "numerator": ("Tử số", 26, "wrap", "Tổng hoặc hiệu các mã số liệu."),
        "denominator": ("Mẫu số", 26, "wrap", "Tổng hoặc hiệu các mã số liệu."),
        "target": ("Chỉ tiêu (%)", 10, "decimal", ""),
        "zero_points": ("Điểm khi mẫu số 0", 10, "decimal", ""),
        "effective_from": ("Hiệu lực từ", 12, "date", ""),
        "legal_ref": ("Căn cứ", 30, "wrap", ""),
        "source": ("Nguồn", 40, "wrap", ""),
        "confidence": ("Tin cậy", 9, "text", "H: đã kiểm; M: một nguồn; L: suy đoán."),
    },
    "count_list": {
        "id": ("Mã", 26, "text", ""),
        "name": ("Tên số liệu", 40, "text", ""),
        "aliases": ("Tên cột từng gặp", 50, "wrap", "Cách nhau bằng dấu chấm phẩy."),
    },
    "counts": {"agency": ("Mã đơn vị", 33, "text", "Chọn mã trong danh sách Đơn vị.")},
    "typed": {"note": ("Ghi chú", 24, "text", "In ở cột Ghi chú của thông báo.")},
    "scores": {
        "code": ("Mã", 28, "text", ""),
        "name": ("Đơn vị", 40, "text", ""),
        "state": ("Tình trạng", 56, "text", "Trống là tốt; có chữ là chưa tính được điểm."),
        "total": ("Tổng điểm", 10, "points", "Tổng điểm các nhóm, tối đa 100."),
        "rank": ("Xếp hạng", 9, "centred", "Trong các đơn vị cùng loại; bằng điểm thì cùng hạng."),
        "grade": ("Xếp loại", 13, "centred", ""),
    },
    "figures": {
        "table": ("Bảng", 11, "text", ""),
        "stt": ("Stt", 6, "centred", ""),
    },
    "corrections": {
        "table": ("Mã bảng", 14, "text", "Để trống khi đính chính một đoạn văn."),
        "agency": ("Mã đơn vị", 30, "text", "“tinh” cho dòng của tỉnh."),
        "column": ("Cột hoặc đoạn", 20, "text", "Ví dụ TD_thang; với đoạn văn là mã đoạn."),
        "computed": ("Giá trị tính", 20, "wrap", "Giá trị tính ra lúc đính chính."),
        "corrected": ("Giá trị in", 20, "wrap", ""),
        "reason": ("Lý do", 44, "wrap", ""),
        "by": ("Người sửa", 18, "text", ""),
        "on": ("Ngày", 12, "text", ""),
        "state": ("Trạng thái", 14, "text", "Chọn “đã rút” để in lại giá trị tính."),
        "kind": ("Loại", 14, "text", "Số liệu in, số liệu gốc, câu chữ, dòng thêm…"),
        "place": ("Đứng sau", 24, "text", "Với dòng thêm, dòng chuyển: đứng sau dòng nào."),
        "link": ("Đến ô", 24, "text", ""),
    },
    "trail": {
        "on": ("Lúc", 18, "text", ""),
        "by": ("Người lập", 22, "text", ""),
        "action": ("Việc", 30, "text", ""),
        "period": ("Kỳ", 10, "text", ""),
        "fingerprint": ("Mã so khớp", 18, "text", "Hai thông báo in giống nhau thì cùng mã."),
        "corrections": ("Số đính chính", 14, "text", "Số đính chính đang áp dụng khi lập."),
        "version": ("Phiên bản", 12, "text", ""),
    },
    "late_dossiers": {
        "dossier": ("Mã hồ sơ", 26, "text", ""),
        "procedure": ("Tên TTHC", 46, "wrap", ""),
        "agency": ("Mã đơn vị", 30, "text", ""),
        "received": ("Ngày tiếp nhận", 12, "date", ""),
        "due": ("Ngày hẹn trả", 12, "date", ""),
        "returned": ("Ngày trả", 12, "date", ""),
        "days_late": ("Số ngày trễ", 9, "text", ""),
        "status": ("Trạng thái", 16, "text", ""),
        "cause": ("Nguyên nhân", 30, "wrap", ""),
        "note": ("Ghi chú", 20, "wrap", ""),
    },
    "paragraphs": {
        "id": ("Mã đoạn", 30, "text", "Không đổi: đính chính tìm theo mã này."),
        "kind": ("Loại khối", 38, "text", ""),
        "text": ("Nội dung", 110, "wrap", ""),
    },
    "history": {
        "period": ("Kỳ", 10, "text", ""),
        "agency": ("Mã đơn vị", 30, "text", ""),
        "component": ("Chỉ số", 10, "text", ""),
        "numerator": ("Tử số", 12, "text", ""),
        "denominator": ("Mẫu số", 12, "text", ""),
        "points": ("Điểm", 12, "text", ""),
        "figure": ("Số liệu in", 14, "text", ""),
    },
    "findings": {
        "level": ("Mức", 12, "text", ""),
        "text": ("Nội dung", 120, "wrap", ""),
        "link": ("Đến ô", 26, "text", ""),
    },
    "explain": {
        "label": ("Mục", 34, "text", ""),
        "text": ("Nội dung", 110, "wrap", ""),
    },
}

# Settings, index and label keys: label, note.
SCALARS: dict[str, tuple[str, str]] = {
    "period": ("Kỳ báo cáo", "Dạng năm-tháng, ví dụ 2024-02."),
    "period_from": ("Số liệu từ ngày", ""),
    "period_to": ("Số liệu đến ngày", ""),
    "parent_body": ("Cơ quan chủ quản", "In hoa ở góc trái."),
    "issuer": ("Cơ quan ban hành", "In hoa, đậm ở góc trái."),
    "issuer_name": ("Tên cơ quan trong câu", ""),
    "issuer_code": ("Chữ viết tắt sau “TB-”", ""),
    "place": ("Địa danh", ""),
    "issue_year": ("Năm ban hành", ""),
    "issue_month": ("Tháng ban hành", ""),
    "deadline": ("Hạn báo cáo", "Không được sớm hơn ngày ban hành."),
    "prior_label": ("Tên cột năm trước", ""),
    "issue_day": ("Ngày ban hành", "Để trống nếu ghi tay."),
    "number": ("Số văn bản", "Để trống nếu ghi tay."),
    "signatory": ("Người ký", "Để trống nếu ghi tay."),
    "crosses_month": ("Kỳ số liệu lấn tháng khác", "TRUE nếu kỳ số liệu bắt đầu từ tháng trước."),
    "portal_tolerance": (
        "Chênh lệch điểm tỉnh cho phép",
        "Tính bằng điểm; quá mức này thì cảnh báo.",
    ),
    "id": ("Mã bộ chỉ số", ""),
    "title": ("Tên", ""),
    "legal_ref": ("Căn cứ", ""),
    "effective_from": ("Hiệu lực từ", ""),
    "effective_to": ("Hiệu lực đến", "Để trống nếu còn hiệu lực."),
    "source": ("Nguồn", ""),
    "confidence": ("Tin cậy", "H: đã kiểm; M: một nguồn; L: suy đoán."),
    "stt": ("Cột thứ tự", ""),
    "agency": ("Cột tên đơn vị", ""),
    "group": ("Tiêu đề nhóm", "{group} là tên nhóm chỉ số."),
    "month": ("Tiêu đề cột tháng", ""),
    "note": ("Cột ghi chú", ""),
    "period_note": ("Dòng dưới bảng", ""),
    "appendix_columns": ("Các cột của phụ lục", "Cách nhau bằng dấu chấm phẩy."),
}
# Where one key means different things in two blocks.
_LABEL_SCALARS = {"title": ("Tiêu đề bảng", "")}


def scalar_texts(block: str, key: str) -> tuple[str, str]:
    """Return the label and the note of a single value."""
    return _LABEL_SCALARS.get(key, SCALARS[key]) if block == "labels" else SCALARS[key]


def points_title(component: Component) -> str:
    """Return the title of a component's points."""
    return f"Điểm {component.id} ({component.max_points})"


def rate_title(component: Component) -> str:
    """Return the title of a component's rate."""
    return f"Tỷ lệ {component.id}"


def count_note(index: IndexSet, count: Count) -> str:
    """Return the cell note of a count: which components use it and its other names."""
    users = [
        component.id
        for component in index.component
        if count.id in {c for _, c in component.numerator_terms + component.denominator_terms}
    ]
    lines = [f"Mã: {count.id}", f"Dùng cho chỉ số: {', '.join(users) or 'không'}"]
    if count.aliases:
        lines.append("Tên cột từng gặp: " + "; ".join(count.aliases))
    return "\n".join(lines)
