# AUC with DeLong's variance by its definition over all pairs, and reliability by glm. In this folder: Rscript metrics.R
source("json.R")
set.seed(5)
n <- 300
score <- round(rnorm(n), 1)
y <- rbinom(n, 1, plogis(-1 + 0.7 * score))
x1 <- score[y == 1]; x0 <- score[y == 0]
psi <- outer(x1, x0, function(a, b) (a > b) + (a == b) / 2)
auc <- mean(psi)
se <- sqrt(var(rowMeans(psi)) / length(x1) + var(colMeans(psi)) / length(x0))
line <- coef(summary(glm(y ~ score, binomial, control = glm.control(epsilon = 1e-15, maxit = 100))))
write_reference("metrics", list(version = R.version.string, score = score, y = y,
  auc = auc + c(0, -1, 1) * qnorm(0.975) * se, line = as.numeric(line[, 1]), ks = as.numeric(suppressWarnings(ks.test(x1, x0))$statistic)))
