mock "tfplan/v2" {
  module {
    source = "mock-tfplan-every-protocol.sentinel"
  }
}

test {
  rules = {
    main    = false
    exposed = ["google_compute_firewall.everything"]
  }
}
