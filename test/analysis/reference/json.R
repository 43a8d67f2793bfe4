# Writes a list of numbers, texts and lists as JSON with every digit a double has; base R only. NA becomes null.
json <- function(x) {
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0('"', names(x), '":', parts, collapse = ","), "}"))
  }
  text <- if (is.character(x)) paste0('"', x, '"') else ifelse(is.na(x), "null", ifelse(is.infinite(x), ifelse(x > 0, "1e999", "-1e999"), sprintf("%.17g", x)))
  if (length(text) == 1 && is.null(attr(x, "array"))) text else paste0("[", paste(text, collapse = ","), "]")
}
many <- function(x) { attr(x, "array") <- TRUE; x }
write_reference <- function(name, x) {
  parts <- vapply(x, json, "")
  cat("{\n", paste0('  "', names(x), '": ', parts, collapse = ",\n"), "\n}\n", sep = "", file = paste0(name, ".reference.json"))
}
