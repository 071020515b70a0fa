mock "time" {
  data = {
    now = {
      weekday_name = "Thursday"
    }
  }
}

test {
  rules = {
    main = true
  }
}
