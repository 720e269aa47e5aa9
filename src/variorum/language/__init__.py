"""What every room needs of language: a parse, sentence vectors, tables. Nothing heavy is imported before it is used."""

from os import environ

# The products of word pieces are small: BLAS waits for its threads longer than it works, four times as long where other
# programs run. It reads this when numpy is first imported; who sets it himself keeps his number.
environ.setdefault("OPENBLAS_NUM_THREADS", "1")
