mock "tfplan/v2" {
  module {
    source = "mock-tfplan-database-without-labels.sentinel"
  }
}

test {
  rules = {
    main = false
  }
}
