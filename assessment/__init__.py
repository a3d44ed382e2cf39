"""The Bestuurlijk ontwikkelplan: an online self-assessment of wethouders that ends in a plan."""

import os

# Before numpy loads: two BLAS threads made small matrices four times slower (psychometrics.md §5).
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
