"""What the words of a shop for the state of an order mean here: proposed, then hers to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.exchange import ShopWord
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteOrder, RemoteOrderState, RemoteState
from merchant_desk.values.texts import _

_WORDS = table(ShopWord)
_KNOWN = Prepared(
    select(_WORDS.c.chosen).where(
        _WORDS.c.shop_id == bindparam("shop"), _WORDS.c.word == bindparam("word")
    )
)


def in_our_words(
    session: Session, gesture: Gesture, shop_id: ShopId, order: RemoteOrder
) -> RemoteOrder:
    """Return the order in the state she said its word means; a new word is noted, never a crash."""
    known = _KNOWN.typed(session, shop=shop_id, word=order.state_word)
    if not known:
        _note(session, gesture, shop_id, [RemoteOrderState(order.state_word, "", order.state)])
        return order
    chosen = known[0].chosen
    return order if chosen is None else replace(order, state=chosen)


def note_shop_words(
    session: Session, gesture: Gesture, shop_id: ShopId, states: Sequence[RemoteOrderState]
) -> None:
    """Note the states a probe found, with what the connector proposes; her choices stay."""
    known = _rows(session, shop_id)
    _note(session, gesture, shop_id, [each for each in states if each.word not in known])
    for each in states:
        if each.word in known:
            session.execute(
                update(_WORDS)
                .where(_WORDS.c.shop_id == shop_id, _WORDS.c.word == each.word)
                .values(label=each.label, proposed=each.state, seen_at=gesture.at)
            )


def choose_meanings(
    session: Session, shop_id: ShopId, chosen: Mapping[str, RemoteState | None]
) -> None:
    """Keep what she says each word means; None follows the proposal again.

    It counts for orders received from now on. Raises RefusedError for a word the shop never said,
    or when nothing would be left that means « to be prepared ».
    """
    known = _rows(session, shop_id)
    strange = [word for word in chosen if word not in known]
    if strange:
        raise _refused(
            _("la boutique n’a pas d’état «\u00a0{word}\u00a0»").format(word=strange[0]),
            _("Relevez la boutique, puis recommencez."),
        )
    meant = {word: chosen.get(word, row.chosen) or row.proposed for word, row in known.items()}
    if meant and RemoteState.READY not in meant.values():
        raise _refused(
            _("aucun état ne voudrait dire «\u00a0à préparer\u00a0»"),
            _("Gardez «\u00a0à préparer\u00a0» pour l’état des commandes payées."),
        )
    for word, state in chosen.items():
        session.execute(
            update(_WORDS)
            .where(_WORDS.c.shop_id == shop_id, _WORDS.c.word == word)
            .values(chosen=state)
        )


def _rows(session: Session, shop_id: ShopId) -> dict[str, Row[*tuple[Any, ...]]]:
    rows = session.execute(select(_WORDS).where(_WORDS.c.shop_id == shop_id))
    return {row.word: row for row in rows}


def _note(
    session: Session, gesture: Gesture, shop_id: ShopId, states: Sequence[RemoteOrderState]
) -> None:
    if states:
        session.execute(
            insert(_WORDS),
            [
                {
                    "shop_id": shop_id,
                    "word": each.word,
                    "label": each.label,
                    "proposed": each.state,
                    "chosen": None,
                    "seen_at": gesture.at,
                }
                for each in states
            ],
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Rien n’a été changé\u00a0: {why}.").format(why=why), advice)
