"""scikit-learn's newton-cholesky on the rows that logistic.ts wrote: python logistic.py FILE ROWS RULES."""
import json, resource, sys, time
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

path, rows, rules = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
table = np.fromfile(path, dtype=np.uint8).reshape(rules + 1, rows)
y, X = table[0].astype(np.int64), np.ascontiguousarray(table[1:].T, dtype=np.float64)
model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-8, max_iter=100)
start, cpu = time.perf_counter(), time.process_time()
model.fit(X, y)
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu, "peakMb": peak, "check": log_loss(y, model.predict_proba(X)[:, 1])}))
