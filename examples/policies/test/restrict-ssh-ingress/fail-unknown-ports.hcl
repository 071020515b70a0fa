mock "tfplan/v2" {
  module {
    source = "mock-tfplan-unknown-ports.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.service"]
  }
}
