# Student's t, and win rates of four classes averaged over strata from one logistic fit with delta-method intervals on the
# log odds; base R. In this folder: Rscript driverDepth.R
source("json.R")
set.seed(11)
cells <- expand.grid(at = 0:3, stratum = 0:4)
cells$n <- rpois(nrow(cells), 60) + 5
cells$won <- rbinom(nrow(cells), cells$n, plogis(0.8 - 0.5 * cells$stratum - 0.2 * cells$at))
X <- cbind(outer(cells$stratum, 0:4, "=="), outer(cells$at, 1:3, "==")) * 1
fit <- glm(cbind(won, n - won) ~ X - 1, binomial, cells, control = glm.control(epsilon = 1e-14))
share <- as.numeric(tapply(cells$n, cells$stratum, sum)) / sum(cells$n)
rates <- lapply(0:3, function(k) {
  standard <- function(b) sum(share * plogis(cbind(diag(5), matrix((1:3 == k) * 1, 5, 3, byrow = TRUE)) %*% b))
  b <- as.numeric(coef(fit)); p <- standard(b)
  g <- sapply(seq_along(b), function(j) { e <- replace(0 * b, j, 1e-5); (standard(b + e) - standard(b - e)) / 2e-5 })
  half <- qnorm(0.975) * sqrt(c(t(g) %*% vcov(fit) %*% g)) / (p * (1 - p))
  c(p, plogis(qlogis(p) + c(-half, half)))
})
t <- list(t = c(-8, -3.5, 0.7), df = c(19, 19, 5), cdf = pt(c(-8, -3.5, 0.7), c(19, 19, 5)))
write_reference("driverDepth", list(
  version = R.version.string, t = t,
  cells = list(at = cells$at, stratum = cells$stratum, n = cells$n, won = cells$won), rates = rates))
