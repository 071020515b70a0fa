mock "tfplan/v2" {
  module {
    source = "mock-tfplan-too-large.sentinel"
  }
}

param "allowed_types" {
  value = "e2-standard-2, n2-highmem-80"
}

test {
  rules = {
    main = false
  }
}
