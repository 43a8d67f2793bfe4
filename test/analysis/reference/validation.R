# Paired differences of two scores on the same rows, and the stability index, by their definitions. In this folder: Rscript validation.R
source("json.R")
set.seed(11)
n <- 240
latent <- rnorm(n)
y <- rbinom(n, 1, plogis(-1 + latent))
a <- round(latent + rnorm(n) / 2)
b <- round(latent + rnorm(n), 1)
placements <- function(score) {
  psi <- outer(score[y == 1], score[y == 0], function(u, v) (u > v) + (u == v) / 2)
  list(auc = mean(psi), converted = rowMeans(psi), unconverted = colMeans(psi))
}
p <- placements(a); q <- placements(b)
se <- sqrt(var(p$converted - q$converted) / sum(y) + var(p$unconverted - q$unconverted) / sum(1 - y))
pa <- plogis(-1 + 0.8 * a); pb <- plogis(-1 + 0.6 * b)
loss <- function(prob) -ifelse(y == 1, log(prob), log1p(-prob))
d <- loss(pa) - loss(pb)
before <- c(120, 300, 260, 180, 90, 50); now <- c(40, 70, 66, 60, 42, 22)
e <- before / sum(before); f <- now / sum(now)
write_reference("validation", list(version = R.version.string, y = y, a = a, b = b,
  auc_difference = p$auc - q$auc + c(0, -1, 1) * qnorm(0.975) * se,
  loss_difference = mean(d) + c(0, -1, 1) * qnorm(0.975) * sd(d) / sqrt(n),
  before = before, now = now, psi = sum((f - e) * log(f / e)),
  psi_mean = (length(before) - 1) * (1 / sum(before) + 1 / sum(now)),
  psi_p95 = qchisq(0.95, length(before) - 1) * (1 / sum(before) + 1 / sum(now)),
  chisq95 = qchisq(0.95, c(1, 2, 3, 5, 9, 19, 40))))
