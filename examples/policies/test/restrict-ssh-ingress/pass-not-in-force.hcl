mock "tfplan/v2" {
  module {
    source = "mock-tfplan-not-in-force.sentinel"
  }
}

test {
  rules = {
    main    = true
    exposed = []
  }
}
