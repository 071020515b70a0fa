mock "tfplan/v2" {
  module {
    source = "mock-tfplan-unknown-labels.sentinel"
  }
}

test {
  rules = {
    main = false
  }
}
