"""What the notice as a Word document says of itself. Read in Word: names of styles, properties."""

# In the list of styles of Word, by the stable names of the page layout.
STYLES = {
    "parent_body": "BCS Cơ quan chủ quản",
    "issuer": "BCS Cơ quan ban hành",
    "national_title": "BCS Quốc hiệu",
    "motto": "BCS Tiêu ngữ",
    "number": "BCS Số, ký hiệu",
    "place_date": "BCS Địa danh, ngày tháng",
    "title": "BCS Tên loại văn bản",
    "subject": "BCS Trích yếu",
    "grounds": "BCS Căn cứ",
    "paragraph": "BCS Nội dung",
    "table_heading": "BCS Tiêu đề bảng",
    "header": "BCS Đầu bảng",
    "header_label": "BCS Đầu cột",
    "province": "BCS Dòng của tỉnh",
    "section": "BCS Dòng mục trong bảng",
    "cell": "BCS Ô số liệu",
    "name_cell": "BCS Ô chữ",
    "period_note": "BCS Ghi chú dưới bảng",
    "recipients_title": "BCS Nơi nhận",
    "recipient": "BCS Nơi nhận, từng dòng",
    "signature": "BCS Quyền hạn, chức vụ",
    "signatory": "BCS Họ tên người ký",
    "appendix_title": "BCS Phụ lục",
    "appendix_name": "BCS Tên phụ lục",
    "appendix_attached": "BCS Kèm theo",
    "gap": "BCS Đường kẻ, khoảng cách",
}
TABLE_STYLE = "BCS Bảng"
PAGE_NUMBER = "BCS Số trang"
LANGUAGE = "vi-VN"
