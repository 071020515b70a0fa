mock "tfplan/v2" {
  module {
    source = "mock-tfplan-no-firewalls.sentinel"
  }
}

test {
  rules = {
    main = true
  }
}
