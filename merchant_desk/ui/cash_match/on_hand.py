"""The lines as they were read, less what was accepted or refused since."""

from dataclasses import dataclass, field, replace

from merchant_desk.queries.match_page import MatchPage
from merchant_desk.ui.cash_match.header import ALL, IN
from merchant_desk.values.cash_categories import category_words
from merchant_desk.values.cash_match import MatchProposal, ProposedPart
from merchant_desk.values.cash_proposal import MatchedLine, MatchMade, ProposedLine
from merchant_desk.values.cash_words import Sureness
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import BankLineId
from merchant_desk.values.money import ZERO


@dataclass
class LinesOnHand:
    """What the list shows; writes go on meanwhile, so that no key waits for them."""

    read: tuple[ProposedLine, ...] = ()
    gone: set[BankLineId] = field(default_factory=set)
    """Accepted, while the answer of the database is on its way."""
    chosen: dict[BankLineId, int] = field(default_factory=dict)
    """The place of the alternative that she looks at."""
    refused: dict[BankLineId, set[tuple[object, ...]]] = field(default_factory=dict)

    def hold(self, page: MatchPage) -> None:
        """Keep what was read; what is no longer there needs not be remembered as gone."""
        self.read = page.waiting or tuple(_as_made(each) for each in page.matched)
        if not page.asked.matched:
            self.gone &= {each.fact.line_id for each in page.waiting}
        self.chosen = {}

    def lines(self, way: str) -> tuple[ProposedLine, ...]:
        """Return the lines of a way that still wait, without what she refused of them."""
        return tuple(
            self._without_refused(each)
            for each in self.read
            if each.fact.line_id not in self.gone
            and (way == ALL or (each.fact.amount > ZERO) == (way == IN))
        )

    def sure(self, way: str) -> tuple[MatchProposal, ...]:
        """Return what is proposed as sure, each once though it be of several lines."""
        best = [each.best for each in self.lines(way)]
        found = [each for each in best if each is not None and each.sureness is Sureness.SURE]
        return tuple(dict.fromkeys(found))

    def choose(self, line_id: BankLineId, place: int) -> None:
        """Look at this alternative of a line."""
        self.chosen[line_id] = place

    def refuse(self, line_id: BankLineId, proposal: MatchProposal) -> None:
        """Propose this no more for a line."""
        self.refused.setdefault(line_id, set()).add(_key(proposal))
        self.chosen.pop(line_id, None)

    def naming(self, text: str) -> tuple[BankLineId, int] | None:
        """Return the line, and the place of its proposal, that a document's number names."""
        wanted = folded(text).strip()
        for line in self.lines(ALL):
            for place, proposal in enumerate(line.proposals):
                labels = (folded(part.label) for part in proposal.parts)
                if wanted and any(wanted in label.replace(",", " ").split() for label in labels):
                    return line.fact.line_id, place
        return None

    def _without_refused(self, line: ProposedLine) -> ProposedLine:
        refused = self.refused.get(line.fact.line_id)
        if not refused:
            return line
        kept = tuple(each for each in line.proposals if _key(each) not in refused)
        return replace(line, proposals=kept)


def _key(proposal: MatchProposal) -> tuple[object, ...]:
    """Return what a proposal is, however sure it may become."""
    return tuple((each.target, each.target_id, each.category) for each in proposal.parts)


def _as_made(made: MatchedLine) -> ProposedLine:
    """Return a matched line as the list shows lines: what was matched is its one proposal."""
    proposal = MatchProposal(
        line_ids=(made.line.fact.line_id,),
        parts=tuple(_part(each) for each in made.matches),
        sureness=Sureness.SURE,
        reason=made.matches[0].reason,
    )
    fact = replace(made.line.fact, amount=made.line.whole)
    return replace(made.line, fact=fact, proposals=(proposal,))


def _part(made: MatchMade) -> ProposedPart:
    return ProposedPart(
        target=made.target,
        target_id=made.target_id,
        category=made.category,
        amount=made.amount,
        label=made.label or category_words(made.category),
        fee=made.fee,
    )
