# Logistic fits on a generated cube: glm, and Firth by maximising the penalised likelihood with a general optimiser.
# In this folder: Rscript logistic.R
source("json.R")
set.seed(3)
n <- 3000
w <- c(0.8, -0.6, 1.5, 0, 0.3, -1.2, 0.5, 2)
X <- sapply(c(0.3, 0.5, 0.1, 0.4, 0.2, 0.15, 0.6, 0.02), function(p) rbinom(n, 1, p))
colnames(X) <- paste0("r", seq_along(w))
y <- rbinom(n, 1, plogis(-1.5 + X %*% w))
mask <- as.integer(X %*% 2^(0:7))
cube <- aggregate(cbind(n = 1, conversions = y) ~ mask, FUN = sum)
control <- glm.control(epsilon = 1e-15, maxit = 100)
bits <- function(m) sapply(0:7, function(j) bitwAnd(bitwShiftR(m, j), 1L))
B <- bits(cube$mask)
f <- glm(cbind(cube$conversions, cube$n - cube$conversions) ~ B, family = binomial, control = control)

ridge <- function(lambda) {
  b <- rep(0, 9); M <- cbind(1, B); D <- diag(c(0, rep(lambda, 8)))
  for (i in 1:50) { p <- plogis(M %*% b); H <- t(M) %*% (M * c(cube$n * p * (1 - p))) + D
    b <- b + solve(H, t(M) %*% (cube$conversions - cube$n * p) - D %*% b) }
  as.numeric(b)
}
firth <- function(M, n, y) {
  objective <- function(b) { p <- plogis(M %*% b)
    -sum(y * log(p) + (n - y) * log(1 - p)) - as.numeric(determinant(t(M) %*% (M * c(n * p * (1 - p))))$modulus) / 2 }
  score <- function(b) {
    p <- plogis(M %*% b); W <- c(n * p * (1 - p)); V <- solve(t(M) %*% (M * W)); h <- W * rowSums((M %*% V) * M)
    t(M) %*% (y - n * p + h * (0.5 - p)) }
  b <- optim(rep(0, ncol(M)), objective, function(b) -score(b), method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))$par
  for (i in 1:20) { # polish: Newton with a numeric Jacobian of the exact score, an independent path to its root
    J <- sapply(seq_along(b), function(j) { e <- rep(0, length(b)); e[j] <- 1e-5; (score(b + e) - score(b - e)) / 2e-5 })
    b <- b - solve(J, score(b)) }
  p <- plogis(M %*% b)
  list(coefficients = as.numeric(b), errors = sqrt(diag(solve(t(M) %*% (M * c(n * p * (1 - p)))))), objective = objective(b))
}
# Complete separation by the first rule, on eight cells.
small <- list(mask = c(0, 1, 2, 3), n = c(20, 8, 15, 6), conversions = c(4, 8, 7, 6))
Ms <- cbind(1, sapply(0:1, function(j) bitwAnd(bitwShiftR(as.integer(small$mask), j), 1L)))

s <- coef(summary(f))
write_reference("logistic", list(
  version = R.version.string, cube = list(mask = cube$mask, n = cube$n, conversions = cube$conversions),
  glm = list(coefficients = as.numeric(s[, 1]), errors = as.numeric(s[, 2]), logLoss =
    -sum(cube$conversions * log(fitted(f)) + (cube$n - cube$conversions) * log(1 - fitted(f))) / n),
  ridge = list(lambda = 2.5, coefficients = ridge(2.5)),
  firth = firth(cbind(1, B), cube$n, cube$conversions),
  small = c(small, firth(Ms, small$n, small$conversions))))
