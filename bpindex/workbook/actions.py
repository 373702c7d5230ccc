"""What a person can ask for with a button: each action is declared here, once.

The ribbon, the buttons on the sheets, the VBA entry points and the list in `docs/huong-dan.md`
are made from ACTIONS. A new button is one Action here and one function of its id in Python.
"""

from dataclasses import dataclass
from enum import StrEnum

RIBBON_TAB = "Bộ chỉ số"
# Pressed after Alt it opens the tab.
TAB_KEYTIP = "BC"
# Places of Trang chính beside its steps: the tile of the corrections, what is needed seldom.
REGISTER, MORE = "register", "more"
# In the place of a code name: every sheet that is none of ours, those of the notice above all.
OTHER_SHEETS = "*"


class RibbonGroup(StrEnum):
    """A group of the ribbon tab and its label, in order."""

    PERIOD = "Kỳ báo cáo"
    REGISTER = "Đính chính"


@dataclass(frozen=True)
class Action:
    """One button: what it is called, where it stands, what it runs.

    `id` names the function of `bpindex.actions.buttons`; `icon` is an imageMso of Office.
    """

    id: str
    caption: str
    tip: str
    icon: str
    # What is pressed after Alt and that of the tab.
    keytip: str
    group: RibbonGroup = RibbonGroup.PERIOD
    # Step or other place of Trang chính where it stands; without one it stands on a sheet.
    home: str = ""
    # The id of that sheet.
    stands_on: str = "corrections"
    # Its label on the ribbon, where the caption is too long for it.
    ribbon_caption: str = ""
    large: bool = True
    # Code names of the sheets where it applies; without any it applies everywhere.
    sheets: tuple[str, ...] = ()
    # Whether a right click on a cell of those sheets offers it.
    on_cells: bool = False
    # Procedure of BoChiSo_Run that does it where Python is not needed.
    vba: str = ""

    @property
    def macro(self) -> str:
        """The public Sub that its buttons call: "make_notice" is MakeNotice."""
        return self.id.title().replace("_", "")

    @property
    def label(self) -> str:
        """What stands on the ribbon."""
        return self.ribbon_caption or self.caption


ACTIONS = (
    Action(
        id="import_data",
        caption="Nhập số liệu",
        tip="Lấy số liệu từ bảng vừa dán ở trang Dán vào đây, hoặc từ tệp; chỗ chưa chắc thì hỏi.",
        icon="ImportExcel",
        keytip="I",
        home="import",
    ),
    Action(
        id="undo_import",
        caption="Trả lại trước khi nhập",
        ribbon_caption="Trả lại nhập",
        tip="Đưa số liệu về như trước lần nhập gần nhất; chỗ gõ sau đó được giữ.",
        icon="Undo",
        keytip="U",
        home=MORE,
        large=False,
    ),
    Action(
        id="check_data",
        caption="Kiểm tra số liệu",
        tip="Soát số liệu đã dán và chỉ ra từng ô cần xem lại.",
        icon="DataValidation",
        keytip="K",
        home="check",
    ),
    Action(
        id="insert_remarks",
        caption="Chèn nhận xét",
        tip="Soạn nháp nhận xét từ số liệu, đặt vào Lời văn dưới bảng cuối; chỗ đã sửa được giữ.",
        icon="ReviewNewComment",
        keytip="J",
        large=False,
        stands_on="wording",
    ),
    Action(
        id="make_notice",
        caption="Lập thông báo",
        tip="Lập thông báo và phụ lục của kỳ. Mọi đính chính đều được giữ lại.",
        icon="FileNew",
        keytip="L",
        home="notice",
    ),
    Action(
        id="export_word",
        caption="Xuất Word",
        tip="Ghi thông báo của kỳ thành tệp Word, đặt trong thư mục của kỳ cạnh tệp này.",
        icon="ExportWord",
        keytip="W",
        home="word",
    ),
    Action(
        id="export_pdf",
        caption="Xuất PDF",
        tip="Ghi thông báo và phụ lục của kỳ thành một tệp PDF, đặt cùng chỗ với tệp Word.",
        icon="FileSaveAsPdfOrXps",
        keytip="F",
        home="word",
        large=False,
    ),
    Action(
        id="export_extracts",
        caption="Xuất phiếu đơn vị",
        tip="Ghi cho mỗi đơn vị một tệp Word, một PDF: dòng của đơn vị cạnh dòng tỉnh, hồ sơ trễ.",
        icon="CreateMultiplePages",
        keytip="H",
        home="extracts",
        large=False,
    ),
    Action(
        id="before_signing",
        caption="Soát trước khi ký",
        tip="Lập trang Trước khi ký: số đã đính chính, biến động lớn, cảnh báo, mã so khớp.",
        icon="FileMarkAsFinal",
        keytip="Q",
        large=False,
        stands_on="signing",
    ),
    Action(
        id="read_word",
        caption="Nhận lại từ Word",
        tip="Lấy số liệu và câu chữ đã sửa trong tệp Word vào sổ Đính chính.",
        icon="ImportWord",
        keytip="V",
        home=MORE,
        large=False,
    ),
    Action(
        id="go_to_register",
        caption="Sổ đính chính",
        tip="Mở danh sách các số liệu và câu chữ đã sửa tay.",
        icon="ReviewTrackChanges",
        keytip="S",
        home=REGISTER,
        vba="ShowRegister",
    ),
    Action(
        id="explain_figure",
        caption="Giải thích số liệu đang chọn",
        ribbon_caption="Giải thích số liệu",
        tip="Cho biết số trong ô đang chọn được tính từ đâu.",
        icon="FunctionWizard",
        keytip="G",
        home=MORE,
        sheets=("shHome", "shScores", "shFigures", OTHER_SHEETS),
        on_cells=True,
    ),
    Action(
        id="next_month",
        caption="Mở kỳ mới",
        tip="Giữ tệp của kỳ này, dọn số liệu và chuyển ngày tháng sang kỳ sau.",
        icon="CalendarInsert",
        keytip="T",
        home="next",
        large=False,
    ),
    Action(
        id="import_history",
        caption="Nhập kỳ trước",
        tip="Ghi vào Lịch sử các kỳ trước, như đã in, từ những tệp BoChiSo của các kỳ ấy.",
        icon="ImportSavedImports",
        keytip="Y",
        large=False,
        stands_on="history",
    ),
    Action(
        id="print_closed",
        caption="In lại kỳ đã đóng",
        tip="Xuất lại Word, PDF của một kỳ từ tệp được giữ, đối chiếu với bản đã lập.",
        icon="PrintPreviewAndPrint",
        keytip="E",
        large=False,
        stands_on="history",
    ),
    Action(
        id="copy_layout",
        caption="Chép cột của mẫu",
        tip="Chép các cột của mẫu có sẵn xuống trang Bảng in để sửa từng cột.",
        icon="TableColumnsInsertRight",
        keytip="X",
        home=MORE,
        large=False,
    ),
    Action(
        id="upgrade_file",
        caption="Nâng cấp tệp",
        tip="Đưa một tệp BoChiSo cũ về kiểu mới nhất, chép sang mọi thứ và giữ lại tệp cũ.",
        icon="UpgradeDocument",
        keytip="N",
        home=MORE,
        large=False,
    ),
    Action(
        id="report_problem",
        caption="Gửi báo lỗi",
        tip="Gom nhật ký và kết quả kiểm tra cài đặt vào một tệp để gửi, không có số liệu.",
        icon="FileSendAsAttachment",
        keytip="B",
        home=MORE,
        large=False,
    ),
    Action(
        id="self_test",
        caption="Tự kiểm tra",
        tip="Thử từng việc trên một bản sao của tệp này, ghi kết quả ra một trang và một tệp.",
        icon="AcceptInvitation",
        keytip="Z",
        large=False,
        stands_on="guide",
    ),
    Action(
        id="install_update",
        caption="Cài bản mới",
        tip="Chạy bộ cài mới hơn mà cơ quan đã để sẵn trong thư mục chung; hỏi lại trước khi chạy.",
        icon="DownloadAndInstall",
        keytip="O",
        large=False,
        stands_on="guide",
    ),
    Action(
        id="withdraw_correction",
        caption="Rút đính chính đang chọn",
        ribbon_caption="Rút đính chính",
        tip="Rút đính chính của ô hoặc dòng đang chọn; giá trị tính được in lại.",
        icon="Delete",
        keytip="R",
        group=RibbonGroup.REGISTER,
        sheets=("shFigures", "shRegister", OTHER_SHEETS),
        on_cells=True,
    ),
    Action(
        id="withdraw_kind",
        caption="Rút mọi dòng cùng loại",
        ribbon_caption="Rút cả loại",
        tip="Rút mọi đính chính cùng loại với dòng đang chọn ở trang Đính chính.",
        icon="Delete",
        keytip="C",
        group=RibbonGroup.REGISTER,
        sheets=("shRegister",),
        large=False,
    ),
    Action(
        id="carry_over",
        caption="Mang sang kỳ này",
        tip="Dùng lại cho kỳ này các dòng, số liệu đang chọn của kỳ khác.",
        icon="CopyToFolder",
        keytip="M",
        group=RibbonGroup.REGISTER,
        large=False,
    ),
    Action(
        id="restore_previous",
        caption="Khôi phục lần trước",
        tip="Đưa thông báo và sổ đính chính về trước lần chạy gần nhất.",
        icon="Undo",
        keytip="P",
        group=RibbonGroup.REGISTER,
        home=MORE,
        large=False,
    ),
    Action(
        id="merge_register",
        caption="Gộp sổ của đồng nghiệp",
        tip="Lấy đính chính từ bản cùng kỳ của đồng nghiệp, liệt kê chỗ khác nhau.",
        icon="FileOpen",
        keytip="D",
        group=RibbonGroup.REGISTER,
        large=False,
    ),
)
