# glm on the sample's observations with today's rules, and survfit on its stays in each stage. The rows that it reads are
# written, and it is called, by: node --import tsx test/analysis/reference/sample.ts
library(survival)
source("json.R")
folder <- commandArgs(TRUE)[1]
observations <- read.csv(file.path(folder, "observations.csv"))
stays <- read.csv(file.path(folder, "stays.csv"))

# glm takes its standard errors from the last but one iteration: a small epsilon brings that to the optimum as well. It also
# switches the check for aliased columns off, which the first fit makes.
stopifnot(!anyNA(coef(glm(label ~ ., binomial, observations))))
f <- glm(label ~ ., binomial, observations, control = glm.control(epsilon = 1e-14, maxit = 100))
stopifnot(f$converged)
s <- coef(summary(f))

days <- c(seq(0, 60, 4), seq(75, 360, 15))
p <- c(0.25, 0.5)
one <- function(stage) {
  rows <- stays[stays$stage == stage, ]
  time <- rows$seconds / 86400
  km <- survfit(Surv(time, rows$event == 1) ~ 1)
  at <- summary(km, times = days, extend = TRUE)
  both <- summary(survfit(Surv(time, factor(rows$event, 0:2)) ~ 1), times = days, extend = TRUE)
  q <- quantile(km, p)
  list(n = nrow(rows), events = many(as.integer(table(factor(rows$event, 0:2)))), survival = at$surv, low = at$lower, high = at$upper,
       quantile = as.numeric(q$quantile), advanced = both$pstate[, 2], lost = both$pstate[, 3], advancedError = both$std.err[, 2])
}
write_reference("sample", list(
  version = paste(R.version.string, "survival", packageVersion("survival")),
  observations = list(n = nrow(observations), conversions = sum(observations$label), holds = as.numeric(colSums(observations[-1]))),
  glm = list(coefficients = as.numeric(s[, 1]), errors = as.numeric(s[, 2]), logLoss = deviance(f) / 2 / nrow(observations)),
  days = days, p = p, stages = lapply(sort(unique(stays$stage)), one)))
