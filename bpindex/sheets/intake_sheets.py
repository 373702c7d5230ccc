"""The sheets of taking tables in: Dán vào đây, Kết quả nhập, Tên cột đã học."""

from functools import partial

from bpindex.sheets.model import (
    ColumnSpec,
    Kind,
    Look,
    Mark,
    Sheet,
    SheetBlock,
    Who,
)
from bpindex.sheets.takes import FromRow
from bpindex.words import intake as texts

# Tables are pasted from the first cell below the title on, or anywhere else.
PASTE = Sheet(
    "paste",
    "Dán vào đây",
    "shPaste",
    "Dán bảng từ ô A5, cả trang (Ctrl+A) thì từ ô A1, hoặc để trống để chọn tệp; rồi bấm nút.",
    since=5,
)

MOST_CHOICES = 8
_column = partial(ColumnSpec, who=Who.TOOL)
_CHOICES = tuple(f"choice_{number}" for number in range(1, MOST_CHOICES + 1))
_REPORT = (
    _column("sort", "Mục", 16),
    _column("text", "Nội dung", 74, Kind.WRAP),
    ColumnSpec(
        "answer",
        "Trả lời",
        34,
        Kind.WRAP,
        "Chọn trong danh sách rồi bấm lại nút; với cột thì gõ tên số liệu bất kỳ cũng được.",
        takes=FromRow(_CHOICES[0], _CHOICES[-1]),
    ),
    *(_column(key, "Lựa chọn", 30, hidden=True) for key in _CHOICES),
    _column("key", "Khóa", 20, hidden=True),
)
_TO_DECIDE = Mark(Look.REVIEW, f'={{row[sort]}}="{texts.SORT_TO_DECIDE}"')
IMPORTED = Sheet(
    "imported",
    "Kết quả nhập",
    "shImported",
    "Lấy gì, từ đâu, bỏ gì, vì sao; dòng “Cần quyết định” thì chọn ở cột Trả lời rồi bấm lại nút.",
    (SheetBlock("imported", "", _REPORT, 600, marks=(_TO_DECIDE,)),),
    since=5,
)

_LEARNT = (
    ColumnSpec("path", "Tiêu đề cột", 60, note="Từ trên xuống, ngăn bằng dấu >."),
    ColumnSpec("target", "Là số liệu", 50, note="Tên số liệu như ở trang Số liệu, hoặc Bỏ qua."),
)
LEARNT = Sheet(
    "learnt",
    "Tên cột đã học",
    "shLearnt",
    "Câu trả lời khi nhập số liệu, để lần sau không hỏi lại; sửa hoặc xóa dòng tùy ý.",
    (SheetBlock("learnt", "", _LEARNT, 300),),
    since=5,
)
