# Rates, ratios and exact tests on 2x2 tables, base R. In this folder: Rscript intervals.R
source("json.R")
tables <- list(c(15, 40, 20, 120), c(0, 40, 5, 100), c(3, 17, 9, 21), c(4, 4, 10, 30), c(250, 1000, 900, 9000),
               c(2, 300, 40, 900), c(1, 1, 0, 1), c(40, 60, 0, 50), c(3, 5000, 2500, 60000), c(7, 7, 12, 12))
z <- qnorm(0.975)

wilson <- function(x, n) suppressWarnings(as.numeric(prop.test(x, n, correct = FALSE)$conf.int))
newcombe <- function(t) {
  w1 <- wilson(t[1], t[2]); w0 <- wilson(t[3], t[4]); p1 <- t[1] / t[2]; p0 <- t[3] / t[4]
  c(p1 - p0, p1 - p0 - sqrt((p1 - w1[1])^2 + (w0[2] - p0)^2), p1 - p0 + sqrt((w1[2] - p1)^2 + (p0 - w0[1])^2))
}
corrected <- function(t) { k <- c(t[1], t[2] - t[1], t[3], t[4] - t[3]); if (any(k == 0)) k + 0.5 else k }
odds_ratio <- function(t) { k <- corrected(t); b <- log(k[1] * k[4] / k[2] / k[3]); s <- sqrt(sum(1 / k)); exp(c(b, b - z * s, b + z * s)) }
risk_ratio <- function(t) {
  k <- corrected(t); n1 <- k[1] + k[2]; n0 <- k[3] + k[4]
  b <- log(k[1] / n1 / (k[3] / n0)); s <- sqrt(1 / k[1] - 1 / n1 + 1 / k[3] - 1 / n0); exp(c(b, b - z * s, b + z * s))
}
mid_p <- function(t) {
  m <- t[1] + t[3]; support <- max(0, m - t[4]):min(t[2], m)
  d <- function(log_or) { l <- dhyper(support, t[2], t[4], m, log = TRUE) + log_or * support; l <- exp(l - max(l)); l / sum(l) }
  at_most <- function(b) { p <- d(b); sum(p[support < t[1]]) + sum(p[support == t[1]]) / 2 }
  root <- function(f) exp(uniroot(f, c(-40, 40), tol = 1e-13)$root)
  least <- t[1] == min(support); most <- t[1] == max(support)
  c(if (least || most) NA else root(function(b) t[1] - sum(support * d(b))),
    if (least) 0 else root(function(b) at_most(b) - 0.975), if (most) NA else root(function(b) at_most(b) - 0.025))
}
square <- function(t) matrix(c(t[1], t[2] - t[1], t[3], t[4] - t[3]), 2)

rows <- lapply(tables, function(t) list(
  table = t, with = wilson(t[1], t[2]), without = wilson(t[3], t[4]), riskDifference = newcombe(t),
  riskRatio = risk_ratio(t), oddsRatio = odds_ratio(t), midP = mid_p(t), fisher = fisher.test(square(t))$p.value,
  chiSquare = suppressWarnings(chisq.test(square(t), correct = FALSE)$p.value)))

p <- c(0.001, 0.04, 0.03, 0.2, 0.9, 0.0004, 0.04, 1)
set.seed(7)
strata <- lapply(1:6, function(s) c(rbinom(1, 30 + s, 0.3), 30 + s, rbinom(1, 50, 0.2), 50))
mh <- mantelhaen.test(array(unlist(lapply(strata, square)), c(2, 2, 6)), correct = FALSE)

doses <- expand.grid(x = 0:6, stratum = 1:4)
doses$n <- rpois(nrow(doses), 40) + 1
doses$conversions <- rbinom(nrow(doses), doses$n, plogis(-2 + 0.15 * doses$x + 0.5 * doses$stratum))
control <- glm.control(epsilon = 1e-15, maxit = 100)
fit <- function(f) { s <- coef(summary(glm(f, binomial, doses, control = control)))["x", 1:2]; exp(c(s[1], s[1] - z * s[2], s[1] + z * s[2])) }
wald <- list(crude = as.numeric(fit(cbind(conversions, n - conversions) ~ x)),
             stratified = as.numeric(fit(cbind(conversions, n - conversions) ~ x + factor(stratum))))

quantiles <- c(1e-4, 0.025, 0.3, 0.5, 0.975, 0.9999)
write_reference("intervals", list(
  version = R.version.string, tables = rows, p = p, q = p.adjust(p, "BH"), strata = strata,
  mantelHaenszel = c(mh$estimate, mh$conf.int),
  doses = list(x = doses$x, stratum = doses$stratum, n = doses$n, conversions = doses$conversions), trend = wald,
  normal = list(p = quantiles, quantile = qnorm(quantiles), z = c(-30, -5, -1, 0, 2), cdf = pnorm(c(-30, -5, -1, 0, 2))),
  t = list(df = c(3, 19, 99), quantile = qt(0.975, c(3, 19, 99))),
  chiSquare = list(x = c(0.1, 3.84, 12, 50, 200), df1 = pchisq(c(0.1, 3.84, 12, 50, 200), 1, lower.tail = FALSE),
                   df7 = pchisq(c(0.1, 3.84, 12, 50, 200), 7, lower.tail = FALSE))))
