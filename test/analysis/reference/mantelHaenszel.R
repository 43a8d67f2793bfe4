# mantelhaen.test on tables of patterns by stage, counted on the sample and on bpic2012, and on random ones. The tables are counted,
# and this is called, by: HAKARI_DATA=... node --import tsx test/analysis/reference/mantelHaenszel.ts
source("json.R")
folder <- commandArgs(TRUE)[1]
counted <- read.csv(file.path(folder, "strata.csv"))

set.seed(4)
sparse <- do.call(rbind, lapply(1:40, function(i) {
  k <- 2 + i %% 9
  n1 <- rpois(k, 2 + i %% 5 * 8) + 1; n0 <- rpois(k, 3 + i) + 1; odds <- runif(k, 0.05, 1); ratio <- exp(rnorm(1))
  p0 <- odds / (1 + odds); p1 <- ratio * odds / (1 + ratio * odds)
  data.frame(set = "random", pattern = i, a = rbinom(k, n1, p1), n1 = n1, c = rbinom(k, n0, p0), n0 = n0)
}))

tested <- lapply(split(rbind(counted, sparse), ~ set + pattern, drop = TRUE), function(t) {
  # mantelhaen.test refuses strata of one observation, which add nothing.
  some <- t[t$n1 + t$n0 > 1, ]
  cells <- array(rbind(some$a, some$n1 - some$a, some$c, some$n0 - some$c), c(2, 2, nrow(some)))
  mh <- mantelhaen.test(cells, correct = FALSE)
  list(set = t$set[1], strata = unname(lapply(seq_len(nrow(t)), function(i) as.numeric(t[i, c("a", "n1", "c", "n0")]))),
       oddsRatio = c(as.numeric(mh$estimate), as.numeric(mh$conf.int)))
})

# Where no stratum has the four cells crosswise there is no common odds ratio.
finite <- Filter(function(t) all(is.finite(t$oddsRatio) & t$oddsRatio > 0), tested)
write_reference("mantelHaenszel", list(version = R.version.string, tested = unname(finite)))
