# survfit on the stays in each stage of a project, to the second: Kaplan-Meier of moving on (conf.type "log"), Aalen-Johansen of
# moving on, being lost and moving back (conf.type "logit"). Only sums and shares come out. The rows that it reads are written,
# and it is called, by: node --import tsx test/analysis/reference/stays.ts sample   (or bpic2012, with HAKARI_DATA set)
library(survival)
source("json.R")
arguments <- commandArgs(TRUE)
stays <- read.csv(arguments[1])
minute <- 60; hour <- 3600; day <- 86400
at <- c(0, 30, minute * c(1, 5, 30), hour * c(2, 6, 12), day * c(1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 360))
p <- c(0.2, 0.5, 0.8)
total <- function(x) sum(x, na.rm = TRUE)
one <- function(stage) {
  rows <- stays[stays$stage == stage, ]
  km <- survfit(Surv(seconds, event == 1) ~ 1, rows, conf.type = "log")
  # quantile() sorts its curve: where the upper bound rises again it passes over the first crossing, which print() gives.
  monotone <- km
  monotone$upper <- ifelse(is.na(km$upper), NA, cummin(ifelse(is.na(km$upper), 1, km$upper)))
  q <- quantile(monotone, p)
  then <- summary(km, times = at, extend = TRUE)
  aj <- survfit(Surv(seconds, factor(event, 0:3)) ~ 1, rows, conf.type = "logit")
  now <- summary(aj, times = at, extend = TRUE)
  cause <- function(k) list(share = now$pstate[, k], error = now$std.err[, k], low = now$lower[, k], high = now$upper[, k],
                            sums = c(total(aj$pstate[, k]), total(aj$std.err[, k]), total(aj$lower[, k]), total(aj$upper[, k])))
  list(events = as.integer(table(factor(rows$event, 0:3))), times = length(km$time), survival = then$surv, low = then$lower, high = then$upper,
       sums = c(total(km$surv), total(km$lower), total(km$upper)),
       quantile = list(value = as.numeric(q$quantile), low = as.numeric(q$lower), high = as.numeric(q$upper)),
       causes = lapply(unname(1 + which(table(factor(rows$event, 1:3)) > 0)), cause))
}
write_reference(arguments[2], list(version = paste(R.version.string, "survival", packageVersion("survival")),
                                   at = at, p = p, stages = lapply(sort(unique(stays$stage)), one)))
