mock "tfplan/v2" {
  module {
    source = "mock-tfplan-empty-label.sentinel"
  }
}

test {
  rules = {
    main = false
  }
}
