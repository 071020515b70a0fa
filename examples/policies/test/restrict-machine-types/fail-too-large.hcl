mock "tfplan/v2" {
  module {
    source = "mock-tfplan-too-large.sentinel"
  }
}

test {
  rules = {
    main       = false
    violations = [{ address = "google_compute_instance.reports", machine_type = "n2-highmem-8" }]
  }
}
