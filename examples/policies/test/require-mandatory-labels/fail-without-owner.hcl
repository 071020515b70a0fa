mock "tfplan/v2" {
  module {
    source = "mock-tfplan-without-owner.sentinel"
  }
}

test {
  rules = {
    main = false
  }
}
