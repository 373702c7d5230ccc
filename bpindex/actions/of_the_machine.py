"""What buttons do about versions and the installation: a report, a newer setup, an older file."""

from itertools import count

from bpindex import __version__
from bpindex.desk.contract import Desk
from bpindex.errors import InputError
from bpindex.files.outputs import publish
from bpindex.files.temporary import temporary_folder
from bpindex.words import buttons as texts
from bpindex.words import updates as update_texts
from bpindex.words.files import os_reason

# A share that is out of reach is given up after this long.
_SHARE_SECONDS = 10


def report_problem(desk: Desk) -> str:
    """Make the file to send to those who look after the program; say where it lies."""
    from bpindex.health.examining import examine
    from bpindex.health.report import write_report

    desk.status(texts.EXAMINING)
    return write_report(list(examine()))


def install_update(desk: Desk) -> str:
    """Start the newer setup that IT laid ready, once its user has agreed."""
    from bpindex.health.updates import lookout, start

    found = lookout.newer(wait=_SHARE_SECONDS, anew=True)
    if found is None:
        return update_texts.NO_UPDATE
    if not desk.confirm(update_texts.ASK_UPDATE.format(version=found.version, path=found.path)):
        return ""
    try:
        start(found)
    except OSError as error:
        raise InputError(
            update_texts.UPDATE_NOT_STARTED.format(path=found.path, reason=os_reason(error))
        ) from error
    return update_texts.UPDATE_STARTED.format(version=found.version)


def upgrade_file(desk: Desk) -> str:
    """Make the newest workbook of an older file in its place; the old one is kept beside it."""
    # What it needs is loaded when it is pressed: builders of workbooks are slow to come.
    from bpindex.actions.upgrading import upgraded

    path = desk.choose_file(texts.CHOOSE_OLD, "*.xlsm")
    if path is None:
        return ""
    desk.status(texts.READING)
    new = upgraded(path)
    kept = publish({path.name: new.content}, path.parent, False).backups
    done = texts.UPGRADED.format(name=path.name, old=(kept or [path])[0].name)
    return "\n".join(filter(None, (done, new.warning)))


def upgrade_beside(desk: Desk) -> str:
    """Make the newest workbook of the open one beside it, once agreed; blank where it is not.

    What is open stays as it is: Excel holds its file.
    """
    from bpindex.actions.upgrading import upgraded

    path = desk.path()
    if path is None:
        return ""
    name = update_texts.UPGRADED_NAME.format(stem=path.stem, version=__version__)
    kept = ""
    # What has that name may be what was worked in since: it is named, and stays.
    for number in count(2):
        if not path.with_name(name).exists():
            break
        kept, name = (
            kept or name,
            update_texts.UPGRADED_AGAIN.format(stem=path.stem, version=__version__, number=number),
        )
    if not desk.confirm(update_texts.ASK_UPGRADE.format(name=name)):
        return ""
    with temporary_folder() as folder:
        desk.keep_copy(copy := folder / path.name)
        new = upgraded(copy)
    publish({name: new.content}, path.parent, False)
    told = [update_texts.UPGRADED_BESIDE.format(name=name)]
    if kept:
        told.append(update_texts.UPGRADED_BEFORE.format(name=kept))
    return "\n".join([*told, *filter(None, [new.warning])])
