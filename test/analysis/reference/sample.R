# glm on the sample's observations with today's rules. The rows that it reads are written, and it is called, by:
# node --import tsx test/analysis/reference/sample.ts
source("json.R")
folder <- commandArgs(TRUE)[1]
observations <- read.csv(file.path(folder, "observations.csv"))

# glm takes its standard errors from the last but one iteration: a small epsilon brings that to the optimum as well. It also
# switches the check for aliased columns off, which the first fit makes.
stopifnot(!anyNA(coef(glm(label ~ ., binomial, observations))))
f <- glm(label ~ ., binomial, observations, control = glm.control(epsilon = 1e-14, maxit = 100))
stopifnot(f$converged)
s <- coef(summary(f))

write_reference("sample", list(
  version = R.version.string,
  observations = list(n = nrow(observations), conversions = sum(observations$label), holds = as.numeric(colSums(observations[-1]))),
  glm = list(coefficients = as.numeric(s[, 1]), errors = as.numeric(s[, 2]), logLoss = deviance(f) / 2 / nrow(observations))))
