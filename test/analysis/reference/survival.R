# Kaplan-Meier and Aalen-Johansen with the survival package. In this folder: Rscript survival.R
library(survival)
source("json.R")
set.seed(11)
n <- 120
generated <- list(time = pmin(round(rexp(n, 0.05)), 60), event = sample(0:2, n, TRUE, c(0.3, 0.5, 0.2)))
sets <- list(generated, list(time = c(1, 2, 3), event = c(1, 1, 1)), list(time = c(0, 0, 2, 5, 5, 9), event = c(1, 0, 1, 0, 1, 0)),
             list(time = c(4, 4, 7), event = c(0, 0, 0)), list(time = c(1, 2, 3, 4), event = c(1, 1, 0, 1)),
             list(time = aml$time, event = aml$status), list(time = c(1, 2, 3, 4, 6, 8), event = c(1, 1, 1, 0, 0, 0)))
p <- c(0.2, 0.25, 0.5, 0.8)
one <- function(s) {
  f <- survfit(Surv(s$time, s$event == 1) ~ 1)
  # quantile() sorts its curve: where the upper bound rises again it passes over the first crossing, which print() gives.
  monotone <- f
  monotone$upper <- ifelse(is.na(f$upper), NA, cummin(ifelse(is.na(f$upper), 1, f$upper)))
  q <- quantile(monotone, p)
  m <- if (any(s$event > 0)) survfit(Surv(s$time, factor(s$event, 0:2)) ~ 1, conf.type = "logit") else NULL
  list(time = s$time, event = s$event,
       steps = list(time = many(f$time), atRisk = many(f$n.risk), events = many(f$n.event), survival = many(f$surv), low = many(f$lower), high = many(f$upper)),
       quantile = list(p = p, value = as.numeric(q$quantile), low = as.numeric(q$lower), high = as.numeric(q$upper)),
       median = as.numeric(summary(f)$table[c("median", "0.95LCL", "0.95UCL")]),
       incidence = if (is.null(m)) NA else list(time = many(m$time), one = many(m$pstate[, 2]), two = many(m$pstate[, 3]), oneError = many(m$std.err[, 2]),
                                                   oneLow = many(m$lower[, 2]), oneHigh = many(m$upper[, 2])))
}
write_reference("survival", list(version = paste(R.version.string, "survival", packageVersion("survival")), sets = lapply(sets, one)))
