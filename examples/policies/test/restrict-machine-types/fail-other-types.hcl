mock "tfplan/v2" {
  module {
    source = "mock-tfplan-approved.sentinel"
  }
}

param "allowed_types" {
  value = ["e2-small"]
}

test {
  rules = {
    main = false
  }
}
