"""The fifteen bfi items of the reference files, reversed items recoded, complete rows only."""

import numpy as np

from tests.psychometrics.reference import expected, matrix

TOLD = expected("factors_bfi.json")


def answers_of(*scales):
    items = [f"{scale}{number}" for scale in scales for number in range(1, 6)]
    everything = [f"{scale}{number}" for scale in "ACE" for number in range(1, 6)]
    table = matrix("ctt_bfi_ACE.csv", columns=everything)
    table = table[~np.isnan(table).any(axis=1)]
    turned = np.array([item in TOLD["reversed"] for item in everything])
    table = np.where(turned, 7 - table, table)
    return table[:, [everything.index(item) for item in items]]
