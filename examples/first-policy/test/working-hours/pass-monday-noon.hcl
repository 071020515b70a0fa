param "day" {
  value = "monday"
}

test {
  rules = {
    main = true
  }
}
