"""optbinning's five bins of numbers that cuts.ts wrote: python cuts.py FILE, a JSON list of {x, converted}.

Prints a JSON list of the splits: a value belongs to the bin after a split from the split on.
"""
import json, sys
import numpy as np
from optbinning import OptimalBinning


def splits(x, converted):
    model = OptimalBinning(dtype="numerical", max_n_bins=5)
    model.fit(np.asarray(x), np.asarray(converted))
    return [float(split) for split in model.splits]


with open(sys.argv[1]) as file:
    print(json.dumps([splits(world["x"], world["converted"]) for world in json.load(file)]))
