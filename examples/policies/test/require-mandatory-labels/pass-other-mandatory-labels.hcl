mock "tfplan/v2" {
  module {
    source = "mock-tfplan-without-owner.sentinel"
  }
}

param "mandatory_labels" {
  value = ["cost-center", "environment"]
}

test {
  rules = {
    main = true
  }
}
