"""Ask for the slip that goes with a return: for the first time, or once more."""

from sqlalchemy.orm import Session

from merchant_desk.operations.note_return import find_return, note_return
from merchant_desk.operations.queue_papers import PaperWanted, queue_papers
from merchant_desk.queries.return_slip import return_slip, slip_title
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind
from merchant_desk.values.ids import PrintJobId, ReturnId
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind


def print_return_slip(session: Session, gesture: Gesture, return_id: ReturnId) -> PrintJobId:
    """Queue the slip at this station; its story tells of each time.

    Raises RefusedError while the slip cannot say who gets the goods.
    """
    title = slip_title(return_slip(session, return_id))
    returned = find_return(session, return_id)
    (job,) = queue_papers(
        session, gesture, [PaperWanted(DocumentKind.RETURN_SLIP, return_id, title)]
    )
    note_return(session, gesture, returned, ReturnEventKind.CHANGED, _("Bon de retour imprimé"))
    return job
