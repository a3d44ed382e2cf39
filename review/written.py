"""Figures and verdicts as cells and phrases: for the tables in CSV and for the page."""

from collections.abc import Iterable
from typing import TypeAlias

from assessment.psychometrics.agreement.content_validity import estimate_share
from assessment.psychometrics.agreement.rater_sampling import AlphaInterval
from review.desirability import DesirabilityReview, Difference
from review.forms import Forms, Sentence
from review.placing import Placement
from review.ratings import Rating
from review.sorting import ConstructReview, SideReview, SortingReview, StatementReview
from review.tables import MISSING, join_words, write_number, write_percent
from review.texts import get_bar, say
from review.verdicts import Verdict

Cell: TypeAlias = str | float | None
SOLID_ALPHA = 0.80  # Krippendorff (2004)


class Written:
    """Writes figures with the names of the values and competencies of one pair of forms."""

    def __init__(self, forms: Forms) -> None:
        self.names = {
            **{value.id: value.name for value in forms.sorting.values},
            **{competency.id: competency.name for competency in forms.sorting.competencies},
        }

    def statement_rows(self, review: SortingReview) -> list[list[Cell]]:
        """Return a row per statement, in the order of the form."""
        return [self._statement_row(statement) for statement in review.statements]

    def _statement_row(self, review: StatementReview) -> list[Cell]:
        statement = review.statement
        return [
            statement.number,
            statement.id,
            statement.text,
            self.names.get(statement.value, ""),
            *self._placement_cells(review.value),
            self.names[statement.competency],
            *self._placement_cells(review.competency),
            *_rating_cells(review.relevance),
            *_rating_cells(review.clarity),
            self.action(review.verdict),
            _yes(review.verdict.certain),
            "; ".join(review.verdict.reasons),
        ]

    def _placement_cells(self, placement: Placement) -> list[Cell]:
        own = placement.own
        if own is None:
            return [0, 0, None, None, None, "", None, None]
        others = self.list_names(placement.others)
        shares: list[Cell] = [own.total, own.count, own.share, own.low, own.high]
        return [*shares, others, placement.other_share, placement.lead]

    def construct_rows(self, review: SortingReview) -> list[list[Cell]]:
        """Return a row per value and per competency."""
        sides = (("value", review.values), ("competency", review.competencies))
        return [
            self._construct_row(say(f"report.{kind}"), construct)
            for kind, side in sides
            for construct in side.constructs
        ]

    def _construct_row(self, kind: str, construct: ConstructReview) -> list[Cell]:
        counts: list[Cell] = [construct.statements, construct.sorted, construct.right]
        shares: list[Cell] = [None, None, None]
        if construct.sorted:
            share = estimate_share(construct.right, construct.sorted)
            shares = [share.share, share.low, share.high]
        return [kind, self.names[construct.id], *counts, *shares, construct.arrived]

    def sentence_rows(self, review: DesirabilityReview) -> list[list[Cell]]:
        """Return a row per sentence, in the order of the form."""
        rows: list[list[Cell]] = []
        for sentence in review.sentences:
            text, rating = sentence.sentence, sentence.rating
            kind = say("columns.pole" if text.pole else "columns.choice")
            among = _difference_cells(sentence.among) if sentence.among else [None] * 3 + [""] * 2
            figures: list[Cell] = [rating.count, rating.mean, rating.agreement]
            rows.append([text.number, kind, self.about(text), text.text, *figures, *among])
        return rows

    def pair_rows(self, review: DesirabilityReview) -> list[list[Cell]]:
        """Return a row per style pair."""
        return [
            [
                pair.first.about,
                pair.first.style,
                pair.first.text,
                pair.second.style,
                pair.second.text,
                pair.difference.raters,
                *_difference_cells(pair.difference),
            ]
            for pair in review.pairs
        ]

    def about(self, sentence: Sentence) -> str:
        """Return what a sentence belongs to: its value, or its style."""
        return sentence.style or self.names[sentence.about]

    def list_names(self, constructs: Iterable[str]) -> str:
        """Return the names of values or competencies in a row."""
        return ", ".join(self.names[construct] for construct in constructs)

    def action(self, verdict: Verdict) -> str:
        """Return what to do with a statement, and whether that is provisional."""
        targets = [self.names[construct] for construct in (verdict.value, verdict.competency)
                   if construct]  # fmt: skip
        action = say(f"actions.{verdict.action}")
        if targets:
            action = say("actions.move_to", targets=join_words(targets, say("actions.and")))
        if verdict.action == "no_verdict" or verdict.certain:
            return action
        return say("actions.provisional", action=action)

    def chosen(self, review: SortingReview, action: str) -> list[StatementReview]:
        """Return the statements with one action: the certain first, then by how few agree."""

        def order(statement: StatementReview) -> tuple[bool, float]:
            sides = [statement.competency.own]
            sides += [statement.value.own] if statement.statement.value else []
            return not statement.verdict.certain, min(own.share if own else 0.0 for own in sides)

        return sorted((s for s in review.statements if s.verdict.action == action), key=order)

    def own(self, placement: Placement) -> str:
        """Return how many sorted a statement to its own value or competency, with the interval."""
        own = placement.own
        if own is None:
            return say("report.nobody")
        ends = {"low": write_percent(own.low), "high": write_percent(own.high)}
        return say("report.own", count=own.count, total=own.total,
                   share=write_percent(own.share), **ends)  # fmt: skip

    def other(self, placement: Placement) -> str:
        """Return where else it was sorted most."""
        if not placement.others:
            return MISSING
        names = self.list_names(placement.others)
        return say("report.other", names=names, count=placement.other_count)

    def rating(self, rating: Rating) -> str:
        """Return mean, agreement and the share that rates well enough."""
        if rating.good is None:
            return MISSING
        good = write_percent(rating.good.share)
        agreement = write_number(rating.agreement)
        return say("report.rating", mean=write_number(rating.mean, 1), agreement=agreement,
                   good=good)  # fmt: skip

    def difference(self, difference: Difference) -> str:
        """Return a difference in standard deviations with its interval."""
        ends = {"low": write_number(difference.low), "high": write_number(difference.high)}
        return say("report.interval", value=write_number(difference.mean), **ends)

    def difference_action(self, difference: Difference) -> str:
        """Return what to do about a difference, and whether that is provisional."""
        return write_action(difference.action, difference.certain)

    def spread_action(self, review: DesirabilityReview) -> str:
        """Return what to do about the spread of the choice sentences."""
        return write_action(review.spread_action, review.spread_certain)

    def alpha(self, alpha: AlphaInterval | None) -> str:
        """Return alpha with its interval; a dash when it does not exist."""
        if alpha is None:
            return MISSING
        ends = {"low": write_number(alpha.low), "high": write_number(alpha.high)}
        return say("report.interval", value=write_number(alpha.alpha), **ends)

    def alpha_verdict(self, alpha: AlphaInterval | None) -> str:
        """Return what alpha means for the whole."""
        if alpha is None or alpha.raters < get_bar("minimum_raters"):
            return say("report.alpha_few")
        if alpha.alpha < get_bar("agreement"):
            return say("report.alpha_low")
        return say("report.alpha_high" if alpha.alpha >= SOLID_ALPHA else "report.alpha_fair")

    def confusions(self, side: SideReview, most: int) -> list[tuple[str, str, int]]:
        """Return the pairs that were taken for each other most often, by name."""
        return [
            (self.names[confusion.own], self.names[confusion.chosen], confusion.times)
            for confusion in side.confusions[:most]
            if confusion.times > 1
        ]


def write_action(action: str, certain: bool) -> str:
    """Return an action in Dutch; provisional unless it is certain."""
    written = say(f"actions.{action}")
    if action == "no_verdict" or certain:
        return written
    return say("actions.provisional", action=written)


def _rating_cells(rating: Rating) -> list[Cell]:
    content = rating.content
    validity = [content.index, content.kappa] if content else [None, None]
    return [rating.count, rating.mean, rating.agreement, *validity]


def _difference_cells(difference: Difference) -> list[Cell]:
    figures: list[Cell] = [difference.mean, difference.low, difference.high]
    return [*figures, say(f"actions.{difference.action}"), _yes(difference.certain)]


def _yes(certain: bool) -> str:
    return say("columns.yes" if certain else "columns.no")
