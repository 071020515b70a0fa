param "day" {
  value = "friday"
}

param "hour" {
  value = 17
}

test {
  rules = {
    main    = false
    is_open = false
  }
}
