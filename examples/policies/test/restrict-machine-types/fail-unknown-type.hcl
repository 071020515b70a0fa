mock "tfplan/v2" {
  module {
    source = "mock-tfplan-unknown-type.sentinel"
  }
}

test {
  rules = {
    main       = false
    violations = [{ address = "google_compute_instance.reports", machine_type = null }]
  }
}
