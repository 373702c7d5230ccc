"""What the sheets call choices whose names in files are fixed. Read in the cells and drop-downs."""

# By enum, then by the value in files.
WORDS = {
    "Basis": {"rate": "tỷ lệ chỉ số", "points": "điểm nhóm", "typed": "gõ sẵn"},
    "Confidence": {"H": "đã kiểm", "M": "một nguồn", "L": "suy đoán"},
    "OfProvince": {
        "sum": "cộng các đơn vị",
        "own": "số riêng của tỉnh",
        "shared": "tính chung toàn tỉnh",
    },
    "NotFor": {"full": "trọn điểm", "none": "0 điểm", "out": "không tính"},
    "View": {"full": "từng nhóm", "merged": "gộp nhóm"},
    "BlockKind": {
        "parent_body": "cơ quan chủ quản",
        "issuer": "cơ quan ban hành",
        "national_title": "quốc hiệu",
        "motto": "tiêu ngữ",
        "number": "số văn bản",
        "place_date": "địa danh, ngày tháng",
        "title": "tên loại văn bản",
        "subject": "trích yếu",
        "grounds": "căn cứ",
        "paragraph": "đoạn văn",
        "table_heading": "tiêu đề bảng",
        "table": "bảng",
        "recipients_title": "tiêu đề nơi nhận",
        "recipient": "nơi nhận",
        "signature": "chức vụ người ký",
        "signatory": "người ký",
        "appendix_title": "tiêu đề phụ lục",
        "appendix_name": "tên phụ lục",
        "appendix_attached": "ghi chú kèm theo phụ lục",
    },
}
YES, NO = "có", "không"
