param "n" {
  value = 8
}

test {
  rules = {
    main  = true
    other = true
  }
}
