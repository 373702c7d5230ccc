"""The macros of the buttons in Excel, through xlwings: check, make the notice, explain.

The workbook is read from a copy that Excel saves aside, so that the same reader serves files
and Excel, and the number of calls to Excel does not grow with the number of agencies. Nothing
here raises: an error becomes one Vietnamese sentence, and its traceback goes to the log file.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.errors import BoChiSoError, DataProblemsError
from bpindex.explain import explain
from bpindex.hosts import host_texts as texts
from bpindex.hosts.selection import Selection, target_of
from bpindex.notice.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_sheet
from bpindex.pipeline import Evaluation, evaluate
from bpindex.workbook.read import read_workbook
from bpindex.workbook.report import explanation_rows, finding_rows
from bpindex.workbook.sheets import layout_of
from bpindex.workbook.texts import SHEETS

_LOG = "bpindex.excel"
# Excel refuses calls while a cell is being edited.
_CALL_REJECTED = -2147418111
_PREVIOUS = {NOTICE_SHEET: f"{NOTICE_SHEET} (trước)", APPENDIX_SHEET: f"{APPENDIX_SHEET} (trước)"}
_NEW = {NOTICE_SHEET: f"{NOTICE_SHEET} (mới)", APPENDIX_SHEET: f"{APPENDIX_SHEET} (mới)"}
# What the previous ones are called from the moment others take their names until all is done.
_OLD = {NOTICE_SHEET: f"{NOTICE_SHEET} (cũ)", APPENDIX_SHEET: f"{APPENDIX_SHEET} (cũ)"}
_GUIDE, _FIGURES, _LAST = (SHEETS[name][0] for name in ("guide", "figures", "explain"))


def check_data() -> None:
    """Check the data and list what was found on the sheet Kiểm tra, with links to the cells."""
    _run(_check_data)


def make_notice() -> None:
    """Make the sheets Thông báo and Phụ lục; the previous ones are kept until the next time."""
    _run(_make_notice)


def explain_figure() -> None:
    """Explain the figure of the active cell on the sheet Giải thích."""
    _run(_explain_figure)


def _check_data(book: Any, status: Callable[[str], None]) -> None:
    status(texts.READING)
    evaluation = _evaluation(book)
    _show_findings(book, evaluation)


def _make_notice(book: Any, status: Callable[[str], None]) -> None:
    status(texts.READING)
    evaluation = _evaluation(book)
    if evaluation.problems:
        _show_findings(book, evaluation)
        evaluation.require_no_problems()
    status(texts.RENDERING)
    rendered = render_sheet(evaluation.notice)
    wanted = [NOTICE_SHEET, *([APPENDIX_SHEET] if evaluation.notice.appendix else [])]
    with _folder() as folder:
        path = folder / "thong-bao.xlsx"
        path.write_bytes(rendered)
        status(texts.COPYING)
        _copy_in(book, path, wanted)


def _explain_figure(book: Any, status: Callable[[str], None]) -> None:
    status(texts.READING)
    cell = book.app.api.ActiveCell
    sheet = cell.Worksheet
    if sheet.Name == _GUIDE:
        # The button stands there: what was selected before it is the cell of Bảng điểm.
        book.api.Worksheets(_FIGURES).Activate()
        cell = book.app.api.ActiveCell
        sheet = cell.Worksheet
    selection = Selection(sheet.Name, cell.Row, cell.Column)
    if selection.sheet == NOTICE_SHEET:
        keys = (sheet.Cells(cell.Row, 1).Value, sheet.Cells(1, cell.Column).Value)
        selection = Selection(selection.sheet, selection.row, selection.column, *keys)
    evaluation = _evaluation(book)
    agency, column = target_of(evaluation.case, selection)
    result = explain(evaluation.case, evaluation.scores, evaluation.notice, agency, column)
    layout = layout_of(evaluation.case.index)
    _fill(book, layout["explain"], "explain", explanation_rows(result, selection.address))


def _evaluation(book: Any) -> Evaluation:
    """Return what the workbook holds now, saved or not."""
    with _folder() as folder:
        path = folder / "BoChiSo.xlsm"
        book.api.SaveCopyAs(str(path))
        return evaluate(read_workbook(path))


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a temporary folder; a scanner that still holds a file in it is no error."""
    with tempfile.TemporaryDirectory(prefix="bochiso-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _show_findings(book: Any, evaluation: Evaluation) -> None:
    layout = layout_of(evaluation.case.index)
    rows = finding_rows(evaluation, layout)
    _fill(book, layout["findings"], "findings", rows)


def _fill(book: Any, sheet: Any, block_id: str, rows: list[list[str]]) -> None:
    """Write rows over a block of one of the tool's sheets and show it; a few calls in all."""
    block = sheet.block(block_id)
    target = book.api.Worksheets(sheet.title)
    area = target.Range(block.area().replace("$", ""))
    blank = [[""] * len(block.columns) for _ in range(block.capacity)]
    area.Formula = tuple(map(tuple, [*rows, *blank][: block.capacity]))
    area.Rows.AutoFit()
    target.Activate()


def _copy_in(book: Any, path: Path, wanted: list[str]) -> None:
    """Copy the finished sheets in under new names, then let them take the old ones' places.

    On any error the copies are gone and the other sheets have their names back.
    """
    sheets = book.api.Worksheets
    renamed: list[tuple[Any, str]] = []

    def rename(sheet: Any, before: str, name: str) -> None:
        renamed.append((sheet, before))
        sheet.Name = name

    _delete(sheets, [*_NEW.values(), *_OLD.values()])
    source = book.app.api.Workbooks.Open(str(path), 0, True)
    try:
        # After a sheet that can be seen: hidden ones at the end would shift the copies' place.
        neighbour = sheets(_LAST)
        for name in reversed(wanted):
            # Named before it is copied, so that the copy is known wherever Excel puts it.
            sheet = source.Worksheets(name)
            sheet.Name = _NEW[name]
            sheet.Copy(None, neighbour)
        for name, previous in _PREVIOUS.items():
            if (sheet := _find(sheets, previous)) is not None:
                rename(sheet, previous, _OLD[name])
            if (sheet := _find(sheets, name)) is not None:
                rename(sheet, name, previous)
        for name in wanted:
            rename(sheets(_NEW[name]), _NEW[name], name)
        sheets(NOTICE_SHEET).Activate()
        _delete(sheets, _OLD.values())
    except BaseException:
        for sheet, name in reversed(renamed):
            with suppress(Exception):
                sheet.Name = name
        with suppress(Exception):
            _delete(sheets, _NEW.values())
        raise
    finally:
        with suppress(Exception):
            source.Close(False)


def _find(sheets: Any, name: str) -> Any:
    """Return a sheet by its name, None where there is none; listing all would cost far more."""
    try:
        return sheets(name)
    except Exception:  # COM's "subscript out of range" comes in several types
        return None


def _delete(sheets: Any, names: Iterable[str]) -> None:
    for name in names:
        if (sheet := _find(sheets, name)) is not None:
            sheet.Delete()


def _run(action: Callable[[Any, Callable[[str], None]], None]) -> None:
    """Run a macro on the calling workbook; restore Excel's settings whatever happens."""
    app = None
    try:
        book = xw.Book.caller()
        app = book.app
        api = app.api
        with _quiet(api):
            action(book, lambda text: setattr(api, "StatusBar", text))
    except DataProblemsError as error:
        _tell(app, str(error))
    except BoChiSoError as error:
        _log().warning("%s", error)
        _tell(app, str(error))
    except Exception as error:
        _log().exception("macro failed")
        rejected = getattr(error, "hresult", None) == _CALL_REJECTED
        _tell(app, texts.EDITING if rejected else texts.UNEXPECTED.format(log=log_path()))


def _tell(app: Any, sentence: str) -> None:
    """Show one sentence, without Excel's window as its owner where Excel refuses every call."""
    try:
        app.alert(sentence, texts.TITLE)
    except Exception:
        import win32api

        win32api.MessageBox(0, sentence, texts.TITLE)


@contextmanager
def _quiet(api: Any) -> Iterator[None]:
    """Hold calculation, painting, events and questions, and give each back as it was."""
    manual = -4135  # xlCalculationManual
    wanted = {
        "ScreenUpdating": False,
        "DisplayAlerts": False,
        "EnableEvents": False,
        "Calculation": manual,
    }
    before: dict[str, Any] = {"StatusBar": False}
    try:
        for name, value in wanted.items():
            before[name] = getattr(api, name)
            setattr(api, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            # One that Excel refuses must not keep the others from being restored.
            with suppress(Exception):
                setattr(api, name, value)


def log_path() -> Path:
    """Return where the log of the macros lies on this machine."""
    base = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    return base / "BoChiSo" / "bochiso.log"


def _log() -> logging.Logger:
    """Return the logger, writing to the log file where that is possible."""
    logger = logging.getLogger(_LOG)
    if all(handler.name != _LOG for handler in logger.handlers):
        try:
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                log_path(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.name = _LOG
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
