mock "tfplan/v2" {
  module {
    source = "mock-tfplan-approved.sentinel"
  }
}

test {
  rules = {
    main       = true
    violations = []
  }
}
