"""Every limit and threshold of the code that the manual names, read from the code itself."""

from types import SimpleNamespace

import numpy as np
from scipy.special import stdtrit

from assessment.instruments import Library
from assessment.instruments.statement_checks import MAX_STATEMENT
from assessment.norms import calibrations, norm_sets
from assessment.norms import norm_table as norms
from assessment.psychometrics.change import reliable_change as change
from assessment.psychometrics.irt import Priors, normal_grid
from assessment.psychometrics.patterns import pattern_flags
from assessment.quality.measures import alarms, classical_part, differences, disclosure, irt_part
from assessment.quality.measures.people import ENOUGH
from assessment.report.composition.claims import AT_MOST, HALFWAY
from assessment.scoring import SCORING_VERSION, answering_pattern, paired_change
from assessment.scoring.likely import VISIBLE_AT_MOST
from assessment.scoring.shrinking import NEAREST
from assessment.scoring.uncertainty import INTERVAL_Z, UPPER
from assessment.services.submitting import LONGEST_PAUSE
from values import checks as value_checks
from values import constants
from values.constants import CONFIDENCE, NAMED_FROM, SIGNALS_NEEDED


def list_constants(library: Library) -> SimpleNamespace:
    """Return the constants by the module that they stand in."""
    categories, items = len(library.gedrag.options), len(library.gedrag.items)
    return SimpleNamespace(
        scoring_version=SCORING_VERSION,
        confidence=CONFIDENCE,
        named_from=NAMED_FROM,
        limits_of_naming=constants,
        visible_at_most=VISIBLE_AT_MOST,
        interval_z=INTERVAL_Z,
        halfway=HALFWAY,
        at_most=AT_MOST,
        nearest=NEAREST,
        quantile=_quantile(library),
        change=change,
        paired=paired_change,
        norms=norms,
        norm_sets=norm_sets,
        calibrations=calibrations,
        priors=Priors(),
        grid=normal_grid(),
        pattern=pattern_flags,
        limits=pattern_flags.declared_limits(items=items, categories=categories),
        fewest_answers=answering_pattern.FEWEST_ANSWERS,
        signals=answering_pattern,
        flags_allowed=SIGNALS_NEEDED - 1,
        longest_pause=int(LONGEST_PAUSE.total_seconds()),
        alarms=alarms,
        quality=SimpleNamespace(
            smallest=disclosure.SMALLEST_GROUP,
            enough=ENOUGH,
            replicates=classical_part.REPLICATES,
            percentile=classical_part.PERCENTILE,
            merge_below=irt_part.MERGE_BELOW,
            without_priors_from=irt_part.WITHOUT_PRIORS_FROM,
            unlikely=irt_part.UNLIKELY,
        ),
        differences=differences,
        max_statement=MAX_STATEMENT,
        texts=value_checks,
    )


def _quantile(library: Library) -> float:
    """Return t(ν₀ + df; .95) when every statement was answered."""
    rule, items = library.gedrag.scoring, library.gedrag.items
    df = rule.prior_df + len(items) - len({item.competency for item in items})
    return float(np.round(stdtrit(df, UPPER), 4))
