"""The functions of scipy.special that we use, by its names; scipy is read at the first call.

Reading it costs a quarter of a second of processor, and nobody who answers statements needs it:
the website and the worker are there sooner without, and ``tests/cli/test_starting.py`` sees to it.
"""

from typing import Any


def ndtr(x: Any) -> Any:
    """Return the normal distribution function at ``x``.

    Examples
    --------
    >>> round(float(ndtr(1.96)), 3)
    0.975
    """
    from scipy import special

    return special.ndtr(x)


def ndtri(p: Any) -> Any:
    """Return where the normal distribution function is ``p``.

    Examples
    --------
    >>> round(float(ndtri(0.975)), 3)
    1.96
    """
    from scipy import special

    return special.ndtri(p)


def stdtr(df: Any, t: Any) -> Any:
    """Return Student's distribution function at ``t``.

    Examples
    --------
    >>> round(float(stdtr(10, 2.2)), 3)
    0.974
    """
    from scipy import special

    return special.stdtr(df, t)


def stdtrit(df: Any, p: Any) -> Any:
    """Return where Student's distribution function is ``p``.

    Examples
    --------
    >>> round(float(stdtrit(10, 0.95)), 3)
    1.812
    """
    from scipy import special

    return special.stdtrit(df, p)


def chdtr(df: Any, x: Any) -> Any:
    """Return the chi-squared distribution function at ``x``.

    Examples
    --------
    >>> round(float(chdtr(3, 7.8)), 3)
    0.95
    """
    from scipy import special

    return special.chdtr(df, x)


def chdtrc(df: Any, x: Any) -> Any:
    """Return how likely chi-squared is above ``x``.

    Examples
    --------
    >>> round(float(chdtrc(3, 7.8)), 3)
    0.05
    """
    from scipy import special

    return special.chdtrc(df, x)


def fdtrc(df1: Any, df2: Any, f: Any) -> Any:
    """Return how likely F is above ``f``.

    Examples
    --------
    >>> round(float(fdtrc(2, 20, 3.5)), 3)
    0.05
    """
    from scipy import special

    return special.fdtrc(df1, df2, f)


def fdtri(df1: Any, df2: Any, p: Any) -> Any:
    """Return where the distribution function of F is ``p``.

    Examples
    --------
    >>> round(float(fdtri(2, 20, 0.95)), 3)
    3.493
    """
    from scipy import special

    return special.fdtri(df1, df2, p)


def betaincinv(a: Any, b: Any, p: Any) -> Any:
    """Return where the distribution function of beta is ``p``.

    Examples
    --------
    >>> round(float(betaincinv(2, 3, 0.5)), 3)
    0.386
    """
    from scipy import special

    return special.betaincinv(a, b, p)


def expit(x: Any) -> Any:
    """Return the share that has this logit.

    Examples
    --------
    >>> round(float(expit(1.0)), 3)
    0.731
    """
    from scipy import special

    return special.expit(x)


def logit(p: Any) -> Any:
    """Return the logit of a share.

    Examples
    --------
    >>> round(float(logit(0.75)), 3)
    1.099
    """
    from scipy import special

    return special.logit(p)


def logsumexp(values: Any, axis: int) -> Any:
    """Return the logarithm of the sum of exponents along an axis.

    Examples
    --------
    >>> round(float(logsumexp([0.0, 0.0], axis=0)), 3)
    0.693
    """
    from scipy import special

    return special.logsumexp(values, axis=axis)
