"""Risk scores by imodels' FastRiskScore or by FasterRisk, points -5..5, on rows that pointsPeers.ts wrote.

python points.py fastriskscore|fasterrisk RULES K,K,... FILE...: one line of JSON for each file and number of rules. The
first fit is done twice, so that compilation is not counted. CPU seconds of the fit alone, table in memory.
"""
import json, resource, sys, time
import numpy as np


def fast(X, y, k):
    from imodels import FastRiskScoreClassifier
    model = FastRiskScoreClassifier(k=k, max_points=5, binarize=False)
    start, cpu = time.perf_counter(), time.process_time()
    model.fit(X, y)
    took = time.perf_counter() - start, time.process_time() - cpu
    return took, model.scale_ * (X @ model.coef_) + model.intercept_


def faster(X, y, k):
    from fasterrisk.fasterrisk import RiskScoreOptimizer
    start, cpu = time.perf_counter(), time.process_time()
    model = RiskScoreOptimizer(X=X, y=2.0 * y - 1, k=k, lb=-5, ub=5)
    model.optimize()
    took = time.perf_counter() - start, time.process_time() - cpu
    multiplier, intercept, points = model.get_models(model_index=0)
    return took, (intercept + X @ np.asarray(points)) / multiplier


fit = {"fastriskscore": fast, "fasterrisk": faster}[sys.argv[1]]
rules, sizes = int(sys.argv[2]), [int(k) for k in sys.argv[3].split(",")]
is_warm = sys.argv[1] == "fasterrisk"
for number, path in enumerate(sys.argv[4:]):
    table = np.fromfile(path, dtype=np.uint8).reshape(rules + 1, -1)
    y, X = table[0].astype(np.float64), np.ascontiguousarray(table[1:].T, dtype=np.float64)
    for k in sizes:
        if not is_warm:
            fit(X[:5000], y[:5000], k)
            is_warm = True
        (seconds, cpu), eta = fit(X, y, k)
        loss = float(np.mean(np.logaddexp(0, eta) - y * eta))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"table": number, "k": k, "seconds": seconds, "cpuSeconds": cpu, "logLoss": loss, "peakMb": peak}), flush=True)
