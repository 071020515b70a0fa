mock "tfplan/v2" {
  module {
    source = "mock-tfplan-labelled.sentinel"
  }
}

test {
  rules = {
    main = true
  }
}
