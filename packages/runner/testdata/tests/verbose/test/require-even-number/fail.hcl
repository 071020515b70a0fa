param "n" {
  value = 7
}

test {
  rules = {
    main = false
  }
}
