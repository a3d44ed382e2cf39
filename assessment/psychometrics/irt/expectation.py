"""The E-step: marginal likelihood, expected counts, and what they say about better parameters."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints
from assessment.psychometrics.irt.answers import Patterns
from assessment.psychometrics.irt.curves import Curves, draw_curves, log_probabilities
from assessment.psychometrics.irt.grid import Grid
from assessment.psychometrics.irt.layout import MISSING, Layout
from assessment.psychometrics.irt.posterior import join_posterior
from assessment.psychometrics.irt.priors import Priors


@dataclass(frozen=True, eq=False)
class Sample:
    """Everything about a calibration that does not change while it runs."""

    layout: Layout
    patterns: Patterns
    grid: Grid
    priors: Priors | None
    names: tuple[str, ...]

    @property
    def parameters(self) -> int:
        """How many parameters there are: slopes, then intercepts."""
        return self.layout.items + self.layout.boundaries

    @cached_property
    def indicator(self) -> Floats:
        """Which category each pattern chose; shape (patterns, rows)."""
        return self.layout.indicator(self.patterns.codes)

    @cached_property
    def choosers(self) -> tuple[Ints, ...]:
        """Return which patterns chose each category; one array per row."""
        return tuple(np.flatnonzero(column) for column in self.indicator.T)

    @cached_property
    def answered(self) -> Floats:
        """Which items each pattern answered; shape (patterns, items)."""
        return np.asarray(self.patterns.codes != MISSING, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Fit:
    """How well given parameters fit, and the posterior they imply.

    Attributes
    ----------
    slopes, intercepts : arrays of float, shapes (items,) and (boundaries,)
    curves : Curves
        On the nodes of the grid.
    posterior : array of float, shape (patterns, nodes)
        Each row sums to 1.
    log_likelihood : float
        Marginal, over everybody.
    height : float
        The log likelihood plus the log prior: what is made as large as possible.
    """

    slopes: Floats
    intercepts: Floats
    curves: Curves
    posterior: Floats
    log_likelihood: float
    height: float


def evaluate_expectation(sample: Sample, slopes: Floats, intercepts: Floats) -> Fit | None:
    """Return the fit of the parameters, or None where they are none.

    The intercepts of an item must fall, and with priors its slope must be above 0.

    log L = Σ_p n_p log Σ_q w_q Π_i P_i(x_pi | t_q); a missing answer counts as a factor 1.

    References
    ----------
    Bock and Aitkin (1981), Psychometrika 46.
    """
    layout = sample.layout
    inner = layout.item_of_boundary[1:] == layout.item_of_boundary[:-1]
    if (np.diff(intercepts)[inner] >= 0).any():
        return None
    prior = sample.priors.log_density(layout, slopes, intercepts) if sample.priors else 0.0
    if prior == -np.inf:
        return None
    curves = draw_curves(layout, slopes, intercepts, sample.grid.nodes)
    density, top = join_posterior(sample.indicator, log_probabilities(curves), sample.grid)
    total = density.sum(1)
    density /= total[:, None]
    log_likelihood = float(sample.patterns.counts @ (np.log(total) + top))
    return Fit(slopes, intercepts, curves, density, log_likelihood, log_likelihood + prior)


def expected_counts(sample: Sample, fit: Fit) -> Floats:
    """Return how many people are expected in each category at each node; shape (rows, nodes)."""
    weighted = sample.indicator * sample.patterns.counts[:, None]
    return np.asarray(weighted.T @ fit.posterior)


def row_scores(layout: Layout, fit: Fit, nodes: Floats) -> Floats:
    """Return the derivatives of log P of each category; shape (rows, 3, nodes).

    With respect to its item's slope, θ·(1 − F_k − F_{k+1}); to the intercept at which it begins,
    1 − F_k + g; and to the one at which it ends, −F_{k+1} − g, with g the ``gap`` of the curves.
    What stands at a shared boundary means nothing.
    """
    gap = fit.curves.gap[:, None]
    begin = fit.curves.pass_by[layout.upper] + gap
    end = fit.curves.reach[layout.lower] + gap
    return np.stack([nodes * (begin - end), begin, -end], axis=1)


def compute_gradient(sample: Sample, fit: Fit, counts: Floats) -> Floats:
    """Return the derivatives of ``height``; shape (parameters,).

    By Fisher's identity they equal those of the expected complete-data log likelihood.
    """
    layout = sample.layout
    slope, begin, end = np.einsum("cjq,cq->jc", row_scores(layout, fit, sample.grid.nodes), counts)
    by_slope = np.add.reduceat(slope, layout.first_row)
    found = np.concatenate([by_slope, begin[layout.over] + end[layout.over - 1]])
    if sample.priors:
        found += sample.priors.gradient(layout, fit.slopes, fit.intercepts)
    return np.asarray(found)


def complete_information(sample: Sample, fit: Fit, counts: Floats) -> Floats:
    """Return minus the second derivatives of the complete-data log likelihood, given ``counts``.

    With the expected counts they are the observed ones; with N_i(q)·P_k(q), for N_i the people
    expected at node q who answered item i, they are Fisher information. Per item a block: with
    w = F·(1 − F), n the counts on both sides of a boundary and κ = g·(1 + g),
    a–a: Σ t²wn, a–d_k: Σ t·w_k·n_k, d_k–d_k: Σ w_k·n_k + κ's, d_k–d_{k+1}: −κ_k Σ counts_k.

    Returns
    -------
    array of float, shape (parameters, parameters)
    """
    layout, nodes = sample.layout, sample.grid.nodes
    item, boundary = layout.item_of_boundary, layout.items + np.arange(layout.boundaries)
    spread = (fit.curves.reach * fit.curves.pass_by)[: layout.boundaries]
    beside = spread * (counts[layout.over] + counts[layout.over - 1])
    none, once, twice = (beside @ np.stack([nodes**0, nodes, nodes**2], axis=1)).T
    stiff = fit.curves.gap * (1.0 + fit.curves.gap) * counts.sum(1)
    found = np.zeros((sample.parameters, sample.parameters))
    np.add.at(found, (item, item), twice)
    found[item, boundary] = found[boundary, item] = once
    found[boundary, boundary] = none + stiff[layout.over] + stiff[layout.over - 1]
    near = np.flatnonzero(item[1:] == item[:-1])
    found[boundary[near], boundary[near + 1]] = -stiff[layout.over[near]]
    found[boundary[near + 1], boundary[near]] = -stiff[layout.over[near]]
    return found


def fisher_information(sample: Sample, fit: Fit) -> Floats:
    """Return complete-data Fisher information plus the prior's; positive definite."""
    people = (sample.answered * sample.patterns.counts[:, None]).T @ fit.posterior
    counts = people[sample.layout.item_of_row] * fit.curves.categories
    return _with_prior(sample, fit, complete_information(sample, fit, counts), observed=False)


def observed_information(sample: Sample, fit: Fit, counts: Floats) -> Floats:
    """Return minus the second derivatives of ``height``, exactly, by Louis' identity.

    I = E[complete-data information] − Σ_p n_p Cov(complete-data score | answers of p).

    Returns
    -------
    array of float, shape (parameters, parameters)
        Not always positive definite away from the maximum.

    References
    ----------
    Louis (1982), Journal of the Royal Statistical Society B 44. Equals Oakes (1999), ibid. 61.
    """
    within, between = _score_products(sample, fit)
    missing = within - between
    return _with_prior(
        sample, fit, complete_information(sample, fit, counts) - missing, observed=True
    )


def _with_prior(sample: Sample, fit: Fit, information: Floats, *, observed: bool) -> Floats:
    if sample.priors:
        information = information + sample.priors.information(
            sample.layout, fit.slopes, fit.intercepts, observed=observed
        )
    return information


def _score_products(sample: Sample, fit: Fit) -> tuple[Floats, Floats]:
    """Return Σ_p n_p E[s·sᵀ | p] and Σ_p n_p E[s | p]·E[s | p]ᵀ of the complete-data score s.

    The first is summed over pairs of categories: each category's choosers, spread over the nodes,
    are counted by what else they chose. Two columns behind the parameters take what belongs to
    the shared boundaries.
    """
    layout, counts = sample.layout, sample.patterns.counts
    size, rows, nodes = sample.parameters, layout.rows, len(sample.grid.nodes)
    place = np.stack(
        [layout.item_of_row, layout.items + layout.upper, layout.items + layout.lower], axis=1
    )
    scores = row_scores(layout, fit, sample.grid.nodes)
    spread = np.zeros((nodes, rows, size + 2))
    spread[:, np.arange(rows)[:, None], place] = scores.transpose(2, 0, 1)
    pairs = np.empty((rows, nodes, rows))
    means = np.zeros((len(counts), size + 2))
    for row, chose in enumerate(sample.choosers):
        posterior = fit.posterior[chose]
        means[chose[:, None], place[row]] = posterior @ scores[row].T
        pairs[row] = (posterior * counts[chose, None]).T @ sample.indicator[chose]
    partner = pairs.transpose(1, 0, 2) @ spread
    within = spread.reshape(-1, size + 2).T @ partner.reshape(-1, size + 2)
    between = (means * counts[:, None]).T @ means
    return within[:size, :size], between[:size, :size]
