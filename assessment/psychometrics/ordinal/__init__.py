"""Answers as ordered categories: polychoric correlations, their reliability, and scalability.

``polychoric`` estimates the correlations of what may lie behind the answers; alpha and omega of
them are in ``ordinal_reliability``. ``scalability`` asks only for order (Mokken).
"""
