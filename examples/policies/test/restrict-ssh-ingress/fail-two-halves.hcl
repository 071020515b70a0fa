mock "tfplan/v2" {
  module {
    source = "mock-tfplan-two-halves.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.low_ports"]
  }
}
