mock "tfplan/v2" {
  module {
    source = "mock-tfplan-templates.sentinel"
  }
}

test {
  rules = {
    main = false
    violations = [
      { address = "google_compute_instance_template.batch", machine_type = "n2-highmem-8" },
      { address = "google_compute_region_instance_template.batch", machine_type = "n2-highmem-8" },
    ]
  }
}
