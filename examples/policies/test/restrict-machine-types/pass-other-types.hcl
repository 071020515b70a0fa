mock "tfplan/v2" {
  module {
    source = "mock-tfplan-too-large.sentinel"
  }
}

param "allowed_types" {
  value = ["e2-standard-2", "n2-highmem-8"]
}

test {
  rules = {
    main = true
  }
}
