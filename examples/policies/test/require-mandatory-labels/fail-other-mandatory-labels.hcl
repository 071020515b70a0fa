mock "tfplan/v2" {
  module {
    source = "mock-tfplan-labelled.sentinel"
  }
}

param "mandatory_labels" {
  value = ["data-class"]
}

test {
  rules = {
    main = false
  }
}
