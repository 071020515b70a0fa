param "day" {
  value = "sunday"
}

test {
  rules = {
    main       = false
    is_weekday = false
  }
}
